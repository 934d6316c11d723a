package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.bitrix24.fake.Kind;
import dev.syncline.connector.Located;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.connector.WriteResult.NotSent;
import dev.syncline.connector.WriteResult.Refused;
import dev.syncline.connector.WriteResult.Written;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.PersonName;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.testkit.fake.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WritesTest {

  private final Bench bench = new Bench();

  @BeforeEach
  void check() {
    bench.connector.check();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static Entity product(String name) {
    return Bench.entity(Product.TYPE)
        .with(Product.NAME, name)
        .with(Product.PRICE, Money.of("10", "RUB"));
  }

  private static Entity company(String name) {
    return Bench.entity(Customer.TYPE)
        .with(Customer.KIND, Customer.COMPANY)
        .with(Customer.NAME, name);
  }

  private static Entity person(String last) {
    return Bench.entity(Customer.TYPE)
        .with(Customer.KIND, Customer.PERSON)
        .with(Customer.PERSON_NAME, new PersonName(last, "Ivan", ""));
  }

  private static Entity deal(String title) {
    return Bench.entity(Order.TYPE).with(Order.TITLE, title);
  }

  private static Entity line(Ref item) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.ITEM, item)
        .with(OrderLine.QUANTITY, BigDecimal.ONE)
        .with(OrderLine.PRICING, Pricing.of("10"));
  }

  private static Ref to(Write.Create create) {
    return Ref.to(create.type(), create.key().text());
  }

  @Test
  void aWholeOrderWithEverythingItNeedsIsOneRequest() {
    Write.Create section = bench.create(Bench.entity(Category.TYPE).with(Category.NAME, "Shirts"));
    Write.Create parent =
        bench.create(
            Bench.entity(Product.TYPE)
                .with(Product.NAME, "Shirt")
                .with(Product.HAS_VARIANTS, true)
                .with(Product.CATEGORY, to(section)));
    Write.Create variant =
        bench.create(
            Bench.entity(Variant.TYPE)
                .with(Variant.PRODUCT, to(parent))
                .with(Variant.NAME, "Shirt red")
                .with(Variant.OPTIONS, Map.of("Color", "red"))
                .with(Variant.PRICE, Money.of("10", "RUB")));
    Write.Create customer = bench.create(company("Romashka"));
    Write.Create order =
        bench.create(
            deal("Order")
                .with(Order.CUSTOMER, to(customer))
                .with(Order.LINES, List.of(line(to(variant)))));
    List<Write> writes = List.of(section, parent, variant, customer, order);
    assertThat(bench.connector.pack(writes)).containsExactly(writes);
    List<WriteResult> results = new ArrayList<>();
    assertThat(bench.requests(() -> results.addAll(bench.connector.write(writes)))).isEqualTo(1);
    assertThat(results).allMatch(Written.class::isInstance);
    Entity read = bench.read(Order.TYPE, ((Written) results.get(4)).id());
    assertThat(read.require(Order.CUSTOMER).id()).isEqualTo(((Written) results.get(3)).id());
    assertThat(read.require(Order.LINES).get(0).require(OrderLine.ITEM))
        .isEqualTo(new Ref(Variant.TYPE, ((Written) results.get(2)).id()));
    Entity made = bench.read(Product.TYPE, ((Written) results.get(1)).id());
    assertThat(made.require(Product.CATEGORY).id()).isEqualTo(((Written) results.get(0)).id());
  }

  @Test
  void aFailedCreateLeavesNoRowsOnAnotherDealAndItsNeighboursUnharmed() {
    bench.fake.deals().add(each -> each.title("Bystander"));
    List<Write> writes =
        List.of(
            bench.create(deal("Good").with(Order.LINES, List.of(line(free())))),
            bench.create(
                deal("Bad").with(Order.STATUS, "NO_SUCH").with(Order.LINES, List.of(line(free())))),
            bench.create(deal("Also good").with(Order.LINES, List.of(line(free())))));
    List<WriteResult> results = bench.connector.write(writes);
    assertThat(results.get(0)).isInstanceOf(Written.class);
    assertThat(results.get(2)).isInstanceOf(Written.class);
    assertThat(results.get(1))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.INVALID));
    assertThat(bench.fake.rows(bench.fake.deals().all().get(0).id())).isEmpty();
    assertThat(bench.fake.documents(Kind.ROW)).hasSize(2);
    assertThat(bench.fake.deals().size()).isEqualTo(3);
  }

  private Ref free() {
    return new Ref(
        Product.TYPE, Long.toString(bench.fake.products().add(each -> each.name("Mug")).id()));
  }

  @Test
  void whatPointsAtARefusedWriteIsNotSent() {
    Write.Create section = bench.create(Bench.entity(Category.TYPE).with(Category.NAME, ""));
    Write.Create child =
        bench.create(
            Bench.entity(Category.TYPE)
                .with(Category.NAME, "Child")
                .with(Category.PARENT, to(section)));
    List<WriteResult> results = bench.connector.write(List.of(section, child));
    assertThat(results.get(0)).isInstanceOf(Refused.class);
    assertThat(results.get(1)).isInstanceOf(NotSent.class);
    assertThat(bench.fake.sections().size()).isZero();
  }

  @Test
  void aProductWhosePriceIsRefusedIsMadeAndSaysSo() {
    Write write = bench.create(product("Mug").with(Product.PRICE, Money.of("10", "XXX")));
    assertThat(bench.write(write))
        .isInstanceOfSatisfying(
            Written.class, written -> assertThat(written.leftOut()).containsExactly(Product.PRICE));
    assertThat(bench.fake.products().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST_AFTER", "GATEWAY_TIMEOUT", "MALFORMED"})
  void aLostAnswerToCreatesOfEveryTypeIsLocatedOnceEach(Fault fault) {
    List<Write.Create> creates =
        List.of(
            bench.create(Bench.entity(Category.TYPE).with(Category.NAME, "Cups")),
            bench.create(product("Mug")),
            bench.create(product("Coded").with(Product.EXTERNAL_CODE, "ms-1")),
            bench.create(product("Haircut").with(Product.KIND, Product.SERVICE)),
            bench.create(product("Shirt").without(Product.PRICE).with(Product.HAS_VARIANTS, true)),
            bench.create(person("Petrov")),
            bench.create(company("Romashka")),
            bench.create(deal("Order")));
    bench.fake.faults().onNext("POST", "crm.item.add", fault);
    assertThatThrownBy(() -> bench.connector.write(List.copyOf(creates)))
        .isInstanceOf(OutcomeUnknown.class);
    bench.time.advance(Duration.ofSeconds(2));
    int[] requests = new int[1];
    List<Located> located = new ArrayList<>();
    requests[0] = bench.requests(() -> located.addAll(bench.connector.locate(creates)));
    assertThat(requests[0]).isEqualTo(1);
    assertThat(located)
        .allSatisfy(
            each ->
                assertThat(each)
                    .isInstanceOfSatisfying(
                        Located.Found.class, found -> assertThat(found.ids()).hasSize(1)));
    assertThat(((Located.Found) located.get(5)).ids().get(0)).startsWith("C_");
  }

  @Test
  void aVariantWhoseAnswerIsLostIsLocated() {
    String parent =
        bench.made(product("Shirt").without(Product.PRICE).with(Product.HAS_VARIANTS, true));
    Write.Create variant =
        bench.create(
            Bench.entity(Variant.TYPE)
                .with(Variant.NAME, "Shirt M")
                .with(Variant.PRODUCT, new Ref(Product.TYPE, parent)));
    bench.fake.faults().onNext("POST", "offer.add", Fault.LOST_AFTER);
    assertThatThrownBy(() -> bench.write(variant)).isInstanceOf(OutcomeUnknown.class);
    assertThat(bench.connector.locate(List.of(variant)).get(0)).isInstanceOf(Located.Found.class);
  }

  @Test
  void aCreateThatNeverArrivedIsAbsent() {
    Write.Create create = bench.create(deal("Order"));
    bench.fake.faults().onNext("POST", "crm.item.add", Fault.LOST_BEFORE);
    assertThatThrownBy(() -> bench.write(create)).isInstanceOf(OutcomeUnknown.class);
    assertThat(bench.connector.locate(List.of(create))).containsExactly(new Located.Absent());
  }

  @Test
  void aServerErrorOnAWriteIsUnknownAndOnAReadUnavailable() {
    bench.fake.faults().onNext("POST", "crm.item.add", Fault.SERVER_ERROR);
    assertThatThrownBy(() -> bench.write(bench.create(deal("Order"))))
        .isInstanceOf(OutcomeUnknown.class);
    bench.fake.faults().onNext("POST", "crm.item.list", Fault.SERVER_ERROR);
    assertThatThrownBy(() -> bench.read(Order.TYPE, "1")).isInstanceOf(Unavailable.class);
  }

  @Test
  void tooManyRequestsMeansNothingWasDoneAndSaysUntilWhen() {
    bench.fake.faults().onNext("POST", "crm.item.add", Fault.QUOTA);
    assertThatThrownBy(() -> bench.write(bench.create(deal("Order"))))
        .isInstanceOfSatisfying(
            QuotaExhausted.class, quota -> assertThat(quota.until()).isAfter(bench.time.now()));
    assertThat(bench.write(bench.create(deal("Order")))).isInstanceOf(Written.class);
    assertThat(bench.fake.deals().size()).isEqualTo(1);
  }

  @Test
  void updatesOfGoneEntitiesOfEveryTypeAreGone() {
    for (EntityType type : List.of(Category.TYPE, Product.TYPE, Variant.TYPE, Order.TYPE)) {
      Entity held = Entity.of(type, "987654");
      assertThat(bench.write(bench.update(held, changed(type))))
          .as("%s", type)
          .isInstanceOf(WriteResult.Gone.class);
    }
    for (String id : List.of("C_987654", "CO_987654")) {
      Entity held = Entity.of(Customer.TYPE, id);
      assertThat(
              bench.write(
                  bench.update(held, Entity.of(Customer.TYPE, id).with(Customer.COMMENT, "x"))))
          .isInstanceOf(WriteResult.Gone.class);
    }
  }

  private static Entity changed(EntityType type) {
    Entity delta = Entity.of(type, "987654");
    if (type.equals(Category.TYPE)) {
      return delta.with(Category.NAME, "x");
    }
    if (type.equals(Product.TYPE)) {
      return delta.with(Product.NAME, "x");
    }
    return type.equals(Variant.TYPE) ? delta.with(Variant.NAME, "x") : delta.with(Order.TITLE, "x");
  }

  @Test
  void listsAreAsLargeAsABatchAndKeepWhatBelongsTogether() {
    List<Write> writes = new ArrayList<>();
    for (int at = 0; at < 60; at++) {
      writes.add(bench.create(product("P" + at)));
    }
    Write.Create customer = bench.create(company("Late"));
    writes.add(customer);
    writes.add(0, bench.create(deal("Early").with(Order.CUSTOMER, to(customer))));
    List<List<Write>> lists = bench.connector.pack(writes);
    assertThat(lists.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(writes);
    assertThat(lists).hasSize(3);
    assertThat(lists.get(0)).contains(writes.get(0), customer);
    List<WriteResult> results =
        lists.stream().flatMap(list -> bench.connector.write(list).stream()).toList();
    assertThat(results).allMatch(Written.class::isInstance);
    Entity order = bench.read(Order.TYPE, Long.toString(bench.fake.deals().all().get(0).id()));
    assertThat(order.has(Order.CUSTOMER)).isTrue();
  }

  @Test
  void oneHundredOrdersOfOneNewProductStayTogetherAndAreAllWritten() {
    Write.Create product = bench.create(product("Mug"));
    List<Write> writes = new ArrayList<>(List.of(product));
    for (int at = 0; at < 100; at++) {
      writes.add(bench.create(deal("D" + at).with(Order.LINES, List.of(line(to(product))))));
    }
    assertThat(bench.connector.pack(writes)).hasSize(1);
    List<WriteResult> results = new ArrayList<>();
    assertThat(bench.requests(() -> results.addAll(bench.connector.write(writes))))
        .isLessThanOrEqualTo(6);
    assertThat(results).allMatch(each -> each instanceof Written done && done.leftOut().isEmpty());
  }

  @Test
  void whatIsKnownBeforeALostAnswerIsToldAndTheRestIsUnknownOrNotSent() {
    Write.Create product = bench.create(product("Mug"));
    List<Write> writes = new ArrayList<>(List.of(product));
    for (int at = 0; at < 80; at++) {
      writes.add(bench.create(deal("D" + at).with(Order.LINES, List.of(line(to(product))))));
    }
    int[] seen = new int[1];
    bench.fake.faults().onNext(request -> ++seen[0] == 2, Fault.LOST_AFTER);
    List<WriteResult> results = bench.connector.write(writes);
    assertThat(results.get(0)).isInstanceOf(Written.class);
    assertThat(results).anyMatch(WriteResult.Unknown.class::isInstance);
    assertThat(results).anyMatch(NotSent.class::isInstance);
    for (int at = 0; at < writes.size(); at++) {
      if (results.get(at) instanceof NotSent) {
        assertThat(bench.connector.locate(List.of((Write.Create) writes.get(at))))
            .containsExactly(new Located.Absent());
      }
    }
  }

  @Test
  void updatesSendOnlyWhatChanges() {
    String id = bench.made(deal("Order").with(Order.COMMENT, "mine"));
    Entity held = bench.read(Order.TYPE, id);
    bench.fake.deals().update(Long.parseLong(id), "comments", "theirs");
    bench.write(bench.update(held, Entity.of(Order.TYPE, id).with(Order.TITLE, "Renamed")));
    Entity after = bench.read(Order.TYPE, id);
    assertThat(after.require(Order.COMMENT)).isEqualTo("theirs");
    assertThat(after.require(Order.TITLE)).isEqualTo("Renamed");
  }

  @Test
  void aPartlyRefusedUpdateSaysWhatWasLeftOut() {
    String id = bench.made(deal("Order"));
    Entity held = bench.read(Order.TYPE, id);
    Entity delta =
        Entity.of(Order.TYPE, id)
            .with(Order.STATUS, "NO_SUCH")
            .with(Order.LINES, List.of(line(free())));
    assertThat(bench.write(bench.update(held, delta)))
        .isInstanceOfSatisfying(
            Written.class, written -> assertThat(written.leftOut()).containsExactly(Order.STATUS));
  }

  @Test
  void deletesDeleteAndARepeatIsGone() {
    String id = bench.made(deal("Order"));
    Entity held = bench.read(Order.TYPE, id);
    assertThat(bench.write(new Write.Delete(bench.key(), held))).isInstanceOf(Written.class);
    assertThat(bench.write(new Write.Delete(bench.key(), held)))
        .isInstanceOf(WriteResult.Gone.class);
  }

  @Test
  void aMethodThatUsedUpItsTimeRestsAndTheOthersGoOn() {
    try (Bench busy =
        new Bench(
            portal -> portal.operating(Duration.ofSeconds(3), Duration.ofMillis(500)),
            more -> more)) {
      List<Write> writes = new ArrayList<>();
      for (int at = 0; at < 12; at++) {
        writes.add(busy.create(deal("D" + at)));
      }
      List<WriteResult> results = busy.connector.write(writes);
      assertThat(results).anyMatch(Written.class::isInstance).anyMatch(NotSent.class::isInstance);
      assertThat(results).allMatch(each -> each instanceof Written || each instanceof NotSent);
      long done = results.stream().filter(Written.class::isInstance).count();
      assertThat(busy.fake.deals().size()).isEqualTo((int) done);
    }
  }

  @Test
  void theQuotaIsKeptUnderPressure() {
    for (int at = 0; at < 150; at++) {
      bench.write(bench.create(deal("D" + at)));
    }
    assertThat(bench.fake.log().count(entry -> entry.status() == 503)).isZero();
    assertThat(bench.fake.deals().size()).isEqualTo(150);
  }
}
