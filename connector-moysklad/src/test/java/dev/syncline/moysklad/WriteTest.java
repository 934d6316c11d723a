package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Located;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.testkit.fake.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTest {

  private final Rig rig = new Rig(fake -> fake.uniqueNumbers(true), connector -> connector);

  @AfterEach
  void close() {
    rig.close();
  }

  private Write.Create createOf(String type) {
    return switch (type) {
      case "productfolder" ->
          Rig.create("1", Entity.of(Category.TYPE, "").with(Category.NAME, "Lost"));
      case "product" -> Rig.create("1", Rig.product("Lost"));
      case "service" -> Rig.create("1", Rig.product("Lost").with(Product.KIND, Product.SERVICE));
      case "counterparty" -> Rig.create("1", Rig.customer("Lost"));
      case "variant" -> {
        Ref product = rig.stored(Rig.create("parent", Rig.product("Parent"))).ref();
        yield Rig.create("1", Rig.variantOf(product, Map.of("Color", "lost")));
      }
      case "invoiceout" -> {
        Entity order = rig.newOrder(rig.stored(Rig.create("c", Rig.customer("C"))).ref());
        yield Rig.create(
            "1",
            Entity.builder(Invoice.TYPE, "")
                .set(Invoice.NUMBER, "7")
                .set(Invoice.CUSTOMER, order.require(Order.CUSTOMER))
                .set(Invoice.ORGANIZATION, order.require(Order.ORGANIZATION))
                .build());
      }
      default -> {
        Ref buyer = rig.stored(Rig.create("buyer", Rig.customer("Buyer"))).ref();
        yield Rig.create("1", rig.newOrder(buyer));
      }
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"productfolder", "product", "service", "variant", "counterparty", "customerorder", "invoiceout"})
  void aLostAnswerOnCreateIsFoundAgainAndIsOne(String type) {
    Write.Create create = createOf(type);
    int before = rig.fake.entities(type).size();
    if (type.equals("variant")) {
      rig.fake
          .faults()
          .onNext(
              r -> r.path().endsWith("/entity/variant") && r.method().equals("POST"),
              Fault.LOST_AFTER);
    } else {
      rig.fake.faults().onNext("POST", "/entity/" + type, Fault.LOST_AFTER);
    }
    assertThatThrownBy(() -> rig.write(create)).isInstanceOf(OutcomeUnknown.class);
    assertThat(rig.fake.entities(type).size()).isEqualTo(before + 1);
    Located located = rig.connector.locate(List.of(create)).get(0);
    assertThat(located).isInstanceOf(Located.Found.class);
    assertThat(((Located.Found) located).ids()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"product", "service", "counterparty", "customerorder", "invoiceout"})
  void aRepeatedCreateMakesNothingTwice(String type) {
    Write.Create create = createOf(type);
    rig.fake.faults().onNext("POST", "/entity/" + type, Fault.GATEWAY_TIMEOUT);
    assertThatThrownBy(() -> rig.write(create)).isInstanceOf(OutcomeUnknown.class);
    int made = rig.fake.entities(type).size();
    assertThat(rig.write(create)).singleElement().isInstanceOf(WriteResult.Written.class);
    assertThat(rig.fake.entities(type).size()).isEqualTo(made);
  }

  @Test
  void aRepeatThatMeetsAnEditedEntityAdoptsItInsteadOfTakingItForOurs() {
    Write.Create create = createOf("product");
    Entity first = rig.stored(create);
    String id = first.id().substring("product/".length());
    rig.fake.products().update(id, body -> body.put("name", "renamed by a user"));
    assertThat(rig.write(create)).containsExactly(new WriteResult.Exists(first.id()));
    assertThat(rig.fake.products().get(id).name()).isEqualTo("renamed by a user");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"productfolder", "product", "service", "variant", "counterparty", "customerorder", "invoiceout"})
  void aCreateThatNeverArrivedIsAbsent(String type) {
    Write.Create create = createOf(type);
    assertThat(rig.connector.locate(List.of(create))).containsExactly(new Located.Absent());
  }

  @Test
  void oneBadElementStopsNoOther() {
    Entity held = rig.stored(Rig.create("0", Rig.product("Held")));
    long before = rig.requests();
    List<WriteResult> results =
        rig.write(
            Rig.create("1", Rig.product("Cup")),
            Rig.create("2", Entity.of(Product.TYPE, "").with(Product.KIND, Product.GOODS)),
            Rig.update(held, Rig.only(held, Product.SKU, "H-2")));
    assertThat(rig.requests() - before).isEqualTo(1);
    assertThat(results.get(0)).isInstanceOf(WriteResult.Written.class);
    assertThat(results.get(1))
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> {
              assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.MISSING);
              assertThat(refused.reasons().get(0).field()).isEqualTo("name");
            });
    assertThat(results.get(2)).isInstanceOf(WriteResult.Written.class);
    assertThat(rig.read(held.ref()).require(Product.SKU)).isEqualTo("H-2");
  }

  @Test
  void aTakenNumberIsNamed() {
    Ref buyer = rig.stored(Rig.create("b", Rig.customer("Buyer"))).ref();
    rig.stored(Rig.create("1", rig.newOrder(buyer).with(Order.NUMBER, "bx24-1")));
    assertThat(rig.write(Rig.create("2", rig.newOrder(buyer).with(Order.NUMBER, "bx24-1"))).get(0))
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused ->
                assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.NUMBER_TAKEN));
  }

  @Test
  void aTwinOfAVariantIsADouble() {
    Ref product = rig.stored(Rig.create("p", Rig.product("Kettle"))).ref();
    rig.stored(Rig.create("1", Rig.variantOf(product, Map.of("Color", "red"))));
    assertThat(rig.write(Rig.create("2", Rig.variantOf(product, Map.of("Color", "red")))).get(0))
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.DOUBLE));
  }

  @Test
  void anUpdateOfWhatIsGoneSaysSo() {
    Entity held = rig.stored(Rig.create("1", Rig.product("Gone")));
    rig.fake.products().delete(held.id().substring("product/".length()));
    assertThat(rig.write(Rig.update(held, Rig.only(held, Product.NAME, "x"))).get(0))
        .isInstanceOf(WriteResult.Gone.class);
  }

  @Test
  void whatIsInUseIsNotDeleted() {
    Ref buyer = rig.stored(Rig.create("b", Rig.customer("Buyer"))).ref();
    Entity kettle = rig.stored(Rig.create("k", Rig.product("Kettle")));
    Entity cup = rig.stored(Rig.create("u", Rig.product("Cup")));
    rig.stored(Rig.create("o", rig.newOrder(buyer, Rig.line(kettle.ref(), "1", "10"))));
    List<WriteResult> results =
        rig.write(
            new Write.Delete(Rig.key(Product.TYPE, "a"), kettle),
            new Write.Delete(Rig.key(Product.TYPE, "b"), cup));
    assertThat(results.get(0))
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.IN_USE));
    assertThat(results.get(1)).isInstanceOf(WriteResult.Written.class);
    assertThat(rig.fake.products().size()).isEqualTo(1);
  }

  @Test
  void listsAreCutAndOrderedAsTheVendorTakesThem() {
    Ref buyer = new Ref(Customer.TYPE, "b");
    List<Write> writes = new ArrayList<>();
    for (int n = 0; n < 101; n++) {
      writes.add(Rig.create("o" + n, rig.newOrder(buyer)));
    }
    for (int n = 0; n < 1_001; n++) {
      writes.add(Rig.create("p" + n, Rig.product("P" + n)));
    }
    writes.add(Rig.create("s", Rig.product("S").with(Product.KIND, Product.SERVICE)));
    Write.Create parent = Rig.create("f", Entity.of(Category.TYPE, "").with(Category.NAME, "F"));
    Ref pending = Ref.to(Category.TYPE, parent.key().text());
    writes.add(parent);
    writes.add(
        Rig.create(
            "g",
            Entity.of(Category.TYPE, "").with(Category.NAME, "G").with(Category.PARENT, pending)));
    List<List<Write>> lists = rig.connector.pack(writes);
    assertThat(lists).extracting(List::size).containsExactly(1, 1000, 1, 1, 100, 1, 1);
    assertThat(lists.get(0)).containsExactly(parent);
    assertThat(lists.get(6).get(0).key().source()).isEqualTo("g");
  }

  @Test
  void oneEntityIsNeverTwiceInAList() {
    Entity held = Entity.of(Product.TYPE, "product/1");
    List<List<Write>> lists =
        rig.connector.pack(
            List.of(
                Rig.update(held, Rig.only(held, Product.NAME, "a")),
                Rig.update(held, Rig.only(held, Product.NAME, "b"))));
    assertThat(lists).extracting(List::size).containsExactly(1, 1);
  }

  @Test
  void aGarbledAnswerToAWriteLeavesItsOutcomeOpen() {
    rig.connector.check();
    rig.fake.faults().onNext("POST", "/entity/product", Fault.MALFORMED);
    assertThatThrownBy(() -> rig.write(createOf("product"))).isInstanceOf(OutcomeUnknown.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST_BEFORE", "SERVER_ERROR", "LANDS_LATE"})
  void aWriteWithoutAnAnswerIsNeverSaidToHaveFailed(Fault fault) {
    rig.connector.check();
    rig.fake.faults().onNext("POST", "/entity/product", fault);
    assertThatThrownBy(() -> rig.write(createOf("product"))).isInstanceOf(OutcomeUnknown.class);
  }

  @Test
  void aRefusalForQuotaSaysWhenToComeBack() {
    rig.connector.check();
    rig.fake.faults().onNext("POST", "/entity/product", Fault.QUOTA);
    assertThatThrownBy(() -> rig.write(createOf("product")))
        .isInstanceOfSatisfying(
            QuotaExhausted.class,
            exhausted -> assertThat(exhausted.until()).isAfter(rig.time.now()));
    assertThat(rig.fake.products().size()).isZero();
  }

  @Test
  void aReadWithoutAnAnswerMayBeRepeated() {
    rig.connector.check();
    rig.fake.faults().onNext("GET", "/entity/product", Fault.SERVER_ERROR);
    assertThatThrownBy(() -> rig.everything("goods")).isInstanceOf(Unavailable.class);
    assertThat(rig.everything("goods").ids()).isEmpty();
  }

  @Test
  void oneEntityIsNotWrittenMoreOftenThanTheVendorBears() {
    Entity held = rig.stored(Rig.create("1", Rig.product("Counter")));
    List<WriteResult> results = new ArrayList<>();
    java.time.Instant began = rig.time.now();
    for (int n = 0; n < 150; n++) {
      results.addAll(rig.write(Rig.update(held, Rig.only(held, Product.NAME, "n" + n))));
    }
    boolean withinAMinute = rig.time.now().isBefore(began.plusSeconds(60));
    long written = results.stream().filter(WriteResult.Written.class::isInstance).count();
    assertThat(withinAMinute).isTrue();
    assertThat(written).isLessThanOrEqualTo(MoySkladQuota.WRITES_OF_ONE_ENTITY_A_MINUTE);
    assertThat(results.get(149)).isInstanceOf(WriteResult.NotSent.class);
  }

  @Test
  void aPriceInACurrencyThatTheAccountDoesNotHaveIsSaidToBeLeftOut() {
    WriteResult result =
        rig.write(Rig.create("1", Rig.product("Tea").with(Product.PRICE, Money.of("3", "JPY"))))
            .get(0);
    assertThat(((WriteResult.Written) result).leftOut()).containsExactly(Product.PRICE);
  }
}
