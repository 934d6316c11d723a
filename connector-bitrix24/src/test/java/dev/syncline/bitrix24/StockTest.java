package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Located;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.connector.WriteResult.Refused;
import dev.syncline.connector.WriteResult.Written;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StockTest {

  private final Bench bench = new Bench();
  private Ref mug = new Ref(Product.TYPE, "0");
  private Ref shirt = new Ref(Variant.TYPE, "0");

  @BeforeEach
  void goods() {
    bench.connector.check();
    mug = new Ref(Product.TYPE, bench.made(Bench.entity(Product.TYPE).with(Product.NAME, "Mug")));
    String parent =
        bench.made(
            Bench.entity(Product.TYPE)
                .with(Product.NAME, "Shirt")
                .with(Product.HAS_VARIANTS, true));
    shirt =
        new Ref(
            Variant.TYPE,
            bench.made(
                Bench.entity(Variant.TYPE)
                    .with(Variant.NAME, "Shirt M")
                    .with(Variant.PRODUCT, new Ref(Product.TYPE, parent))));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static Entity level(Ref item, String quantity) {
    return Bench.entity(StockLevel.TYPE)
        .with(StockLevel.ITEM, item)
        .with(StockLevel.QUANTITY, new BigDecimal(quantity));
  }

  private Entity read(Ref item) {
    Reading reading =
        bench
            .connector
            .port(StockLevel.TYPE)
            .read(List.of(item.id()), FieldSet.of(StockLevel.QUANTITY))
            .get(item.id());
    return ((Reading.Found) reading).entity();
  }

  @Test
  void aLevelIsSetOnItsItemHoweverOftenAndReadBack() {
    for (Ref item : List.of(mug, shirt)) {
      assertThat(read(item).require(StockLevel.QUANTITY)).isZero();
      Write.Create create = bench.create(level(item, "7.5"));
      assertThat(bench.write(create)).isEqualTo(bench.write(create));
      Entity read = read(item);
      assertThat(read.id()).isEqualTo(item.id());
      assertThat(read.require(StockLevel.ITEM)).isEqualTo(item);
      assertThat(read.require(StockLevel.QUANTITY)).isEqualByComparingTo("7.5");
      assertThat(bench.connector.locate(List.of(create)).get(0))
          .isEqualTo(new Located.Found(List.of(item.id())));
      Entity delta =
          Entity.of(StockLevel.TYPE, item.id()).with(StockLevel.QUANTITY, new BigDecimal("3"));
      assertThat(bench.write(bench.update(read, delta))).isInstanceOf(Written.class);
      assertThat(read(item).require(StockLevel.QUANTITY)).isEqualByComparingTo("3");
    }
  }

  @Test
  void aLevelThatNobodySetIsNotTakenForOneThatWasLost() {
    for (Ref item : List.of(mug, shirt)) {
      Write.Create create = bench.create(level(item, "7.5"));
      assertThat(bench.connector.locate(List.of(create))).containsExactly(new Located.Absent());
      bench.write(bench.create(level(item, "3")));
      assertThat(bench.connector.locate(List.of(create))).containsExactly(new Located.Absent());
    }
  }

  @Test
  void theLevelOfANewProductTravelsWithIt() {
    Write.Create product = bench.create(Bench.entity(Product.TYPE).with(Product.NAME, "Cup"));
    Write.Create level = bench.create(level(Ref.to(Product.TYPE, product.key().text()), "5"));
    List<WriteResult> results = new ArrayList<>();
    assertThat(bench.requests(() -> results.addAll(bench.connector.write(List.of(product, level)))))
        .isEqualTo(1);
    String id = ((Written) results.get(0)).id();
    assertThat(((Written) results.get(1)).id()).isEqualTo(id);
    assertThat(read(new Ref(Product.TYPE, id)).require(StockLevel.QUANTITY))
        .isEqualByComparingTo("5");
  }

  @Test
  void underInventoryManagementNothingIsPromisedAndNothingWritten() {
    bench.fake.inventory(true);
    bench.connector.check();
    var port = bench.connector.port(StockLevel.TYPE);
    assertThat(port.capabilities().can(Operation.UPDATE)).isFalse();
    assertThat(port.capabilities().can(Operation.CREATE)).isFalse();
    assertThat(bench.write(bench.create(level(mug, "5"))))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.NOT_ALLOWED));
  }
}
