package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Located;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.StockLevel;
import dev.syncline.prestashop.fake.Mishap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that fail half-way, and answers that do not tell. */
class RecoveryTest {

  private static final String SCRIPT = "<script>alert(1)</script>";

  private static Entity mug(int number) {
    return Entity.of(Product.TYPE, "")
        .with(Product.NAME, "Mug " + number)
        .with(Product.SKU, "MUG-" + number)
        .with(Product.PRICE, Money.of("5", "EUR"));
  }

  private static List<Write> creates(Rig rig, int many, int... poison) {
    List<Write> writes = new ArrayList<>();
    for (int number = 0; number < many; number++) {
      Entity wanted = mug(number);
      for (int each : poison) {
        wanted = each == number ? wanted.with(Product.DESCRIPTION_HTML, SCRIPT) : wanted;
      }
      writes.add(rig.create(wanted));
    }
    return writes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.6.1.24", "9.1.4"})
  void theFailingOneOfABulkIsFoundAndTheOthersAreMadeOnce(String version) {
    try (Rig rig = new Rig(version)) {
      rig.connector.check();
      int mark = rig.mark();
      List<WriteResult> results = rig.write(creates(rig, 20, 3, 4, 17));
      for (int at = 0; at < 20; at++) {
        assertThat(results.get(at))
            .as("product %s", at)
            .isInstanceOf(
                at == 3 || at == 4 || at == 17
                    ? WriteResult.Refused.class
                    : WriteResult.Written.class);
      }
      assertThat(rig.shop.products().size()).isEqualTo(17);
      assertThat(rig.shop.products().all())
          .extracting(item -> item.get("reference"))
          .doesNotHaveDuplicates();
      assertThat(rig.since(mark)).hasSizeLessThan(12);
    }
  }

  @Test
  void aCreateThatWasSavedBeforeTheShopDiedIsNotMadeAgain() {
    try (Rig rig = new Rig()) {
      rig.connector.check();
      for (Mishap mishap : List.of(Mishap.DIES_AFTER_SAVE, Mishap.WARNS_AFTER_SAVE)) {
        int before = rig.shop.products().size();
        rig.shop.onNext("POST", "products", mishap);
        List<WriteResult> results = rig.write(creates(rig, 5));
        assertThat(results).as("%s", mishap).allMatch(WriteResult.Written.class::isInstance);
        assertThat(rig.shop.products().size()).isEqualTo(before + 5);
      }
    }
  }

  @Test
  void aShopThatDiesWithoutAWordLeavesTheOutcomeOpen() {
    try (Rig rig = new Rig()) {
      rig.connector.check();
      rig.shop.onNext("POST", "products", Mishap.DIES);
      Write.Create create = rig.create(mug(1));
      assertThat(rig.write(create)).isInstanceOf(WriteResult.Unknown.class);
      assertThat(rig.connector.locate(List.of(create))).containsExactly(new Located.Absent());
      assertThat(rig.write(create)).isInstanceOf(WriteResult.Written.class);
      assertThat(rig.shop.products().size()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.7.8.11", "9.1.4"})
  void warningsBehindASavedChangeAreNoFailure(String version) {
    try (Rig rig = new Rig(version)) {
      rig.connector.check();
      List<Write> updates = new ArrayList<>();
      for (WriteResult made : rig.write(creates(rig, 6))) {
        String id = ((WriteResult.Written) made).id();
        updates.add(
            rig.update(
                rig.read(Product.TYPE, id),
                Entity.of(Product.TYPE, id).with(Product.PRICE, Money.of("6.5", "EUR"))));
      }
      String method = version.startsWith("9") ? "PATCH" : "PUT";
      rig.shop.onNext(method, "products", Mishap.WARNS_AFTER_SAVE);
      int mark = rig.mark();
      assertThat(rig.write(updates)).allMatch(WriteResult.Written.class::isInstance);
      assertThat(rig.since(mark)).hasSize(3);
      assertThat(rig.shop.products().all())
          .allMatch(item -> item.amount("price").compareTo(new BigDecimal("6.5")) == 0);
    }
  }

  @Test
  void aRefusedChangeStandsAlone() {
    try (Rig rig = new Rig()) {
      rig.connector.check();
      List<Write> updates = new ArrayList<>();
      int number = 0;
      for (WriteResult made : rig.write(creates(rig, 8))) {
        String id = ((WriteResult.Written) made).id();
        Entity delta = Entity.of(Product.TYPE, id).with(Product.PRICE, Money.of("7", "EUR"));
        updates.add(
            rig.update(
                rig.read(Product.TYPE, id),
                number++ == 5 ? delta.with(Product.DESCRIPTION_HTML, SCRIPT) : delta));
      }
      List<WriteResult> results = new ArrayList<>(rig.write(updates));
      assertThat(results.get(5))
          .isInstanceOfSatisfying(
              WriteResult.Refused.class,
              refused ->
                  assertThat(refused.reasons().get(0).code())
                      .isEqualTo(dev.syncline.connector.Refusal.Code.INVALID));
      results.remove(5);
      assertThat(results).allMatch(WriteResult.Written.class::isInstance);
    }
  }

  @Test
  void aStateIsNotEnteredTwiceAlthoughTheAnswerWasLost() {
    try (Rig rig = new Rig()) {
      int customer =
          rig.shop
              .customers()
              .add(c -> c.set("firstname", "A").set("lastname", "B").set("email", "a@b.example"))
              .id();
      rig.shop
          .addresses()
          .add(
              a ->
                  a.set("id_customer", customer)
                      .set("alias", "h")
                      .set("address1", "x")
                      .set("city", "Paris")
                      .set("id_country", "8"));
      int good = rig.shop.products().add(p -> p.name("Mug").price("9").quantity(9)).id();
      int order = rig.shop.orders().place(o -> o.customer(customer).line(good, 1).state(2)).id();
      rig.connector.check();
      Entity held = rig.read(Order.TYPE, order);
      Entity delta =
          Entity.of(Order.TYPE, held.id()).with(Order.STATUS, "4").with(Order.COMMENT, "sent");
      int before = rig.shop.shelf("order_histories").size();
      rig.shop.onNext("POST", "order_histories", Mishap.DIES_AFTER_SAVE);
      assertThat(rig.write(rig.update(held, delta))).isInstanceOf(WriteResult.Written.class);
      assertThat(rig.write(rig.update(held, delta))).isInstanceOf(WriteResult.Written.class);
      assertThat(rig.shop.shelf("order_histories").size()).isEqualTo(before + 1);
      assertThat(rig.read(Order.TYPE, order).require(Order.COMMENT)).isEqualTo("sent");
      Entity nonsense = Entity.of(Order.TYPE, held.id()).with(Order.STATUS, "999");
      assertThat(rig.write(rig.update(held, nonsense))).isInstanceOf(WriteResult.Refused.class);
    }
  }

  @Test
  void aWriteWithoutAnAnswerIsUnknownAndWhatStoodBehindItWasNotSent() {
    try (Rig rig = new Rig()) {
      rig.connector.check();
      rig.shop
          .faults()
          .onNext(
              request -> request.method().equals("POST") && request.text().contains("MUG-45"),
              dev.syncline.testkit.fake.Fault.LOST_AFTER);
      List<Write> writes = creates(rig, 90);
      List<WriteResult> results = rig.write(writes);
      assertThat(results.subList(0, 40)).allMatch(WriteResult.Written.class::isInstance);
      assertThat(results.subList(40, 80)).allMatch(WriteResult.Unknown.class::isInstance);
      assertThat(results.subList(80, 90)).allMatch(WriteResult.NotSent.class::isInstance);
      assertThatThrownBy(
              () -> {
                rig.shop
                    .faults()
                    .onNext("POST", "products", dev.syncline.testkit.fake.Fault.SILENT);
                rig.write(creates(rig, 2));
              })
          .isInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void halfAPieceIsRefusedAndNothingIsRounded() {
    try (Rig rig = new Rig()) {
      int id = rig.shop.products().add(p -> p.name("Mug").price("9").quantity(9)).id();
      Entity held = rig.read(StockLevel.TYPE, id);
      Entity delta =
          Entity.of(StockLevel.TYPE, held.id()).with(StockLevel.QUANTITY, new BigDecimal("1.5"));
      assertThat(rig.write(rig.update(held, delta))).isInstanceOf(WriteResult.Refused.class);
      assertThat(rig.shop.stock(id, 0)).isEqualTo(9);
    }
  }
}
