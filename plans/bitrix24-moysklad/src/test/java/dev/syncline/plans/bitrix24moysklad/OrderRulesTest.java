package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Dictionaries;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.ValueMap;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.Address;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Administrators;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.DealsWithoutRows;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Numbering;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OrderRulesTest {

  private static final BitrixMoySkladSettings SETTINGS =
      BitrixMoySkladSettings.defaults()
          .withStages(StagePair.of("NEW", "fresh"), StagePair.of("WON", "done"));

  private final Entity row =
      Entity.of(OrderLine.TYPE, "1")
          .with(OrderLine.ITEM, new Ref(Product.TYPE, "1286"))
          .with(OrderLine.QUANTITY, BigDecimal.TEN)
          .with(OrderLine.PRICING, Pricing.of("1200"));

  private final Entity deal =
      Entity.of(Order.TYPE, "12345")
          .with(Order.STATUS, "NEW")
          .with(Order.TITLE, "Pens for the office")
          .with(Order.CURRENCY, "RUB")
          .with(Order.CUSTOMER, new Ref(Customer.TYPE, "CO_4"))
          .with(Order.LINES, List.of(row));

  private final Entity order =
      Entity.of(Order.TYPE, "7944ef04")
          .with(Order.STATUS, "done")
          .with(Order.NUMBER, "00042")
          .with(Order.CURRENCY, "RUB")
          .with(Order.CUSTOMER, new Ref(Customer.TYPE, "cp"))
          .with(Order.LINES, List.of(row));

  @Test
  @Rule({"B-076", "B-079"})
  void anOrderMadeFromADealIsNumberedAfterItOrWithASuffix() {
    assertThat(toOrder(SETTINGS, deal).puts().get("number>right"))
        .isInstanceOfSatisfying(
            Put.Candidates.class,
            numbers -> {
              List<?> all = numbers.values();
              assertThat(all).hasSize(99);
              assertThat(all.get(0)).isEqualTo("bx24-12345");
              assertThat(all.get(1)).isEqualTo("bx24-12345-2");
              assertThat(all.get(2)).isEqualTo("bx24-12345-3");
            });
  }

  @Test
  @Rule("B-077")
  void theNumberingOfMoySkladCanBeKept() {
    assertThat(toOrder(SETTINGS.withNumbering(Numbering.MOYSKLAD), deal).puts())
        .doesNotContainKey("number>right");
  }

  @Test
  @Rule("B-075")
  void aDealMadeFromAnOrderIsCalledAfterIt() {
    assertThat(toDeal(SETTINGS, order).puts())
        .containsEntry("title>left", Put.value("Customer Order 00042"));
    assertThat(toDeal(SETTINGS.withDealTitle("Заказ покупателя"), order).puts())
        .containsEntry("title>left", Put.value("Заказ покупателя 00042"));
    assertThat(toDeal(SETTINGS.withLanguage(Language.RU), order).puts())
        .containsEntry("title>left", Put.value("Заказ покупателя 00042"));
  }

  @Test
  @Rule({"B-078", "B-080"})
  void numberAndTitleAreGivenOnceAndThenLeftAlone() {
    assertThat(unit("number>right").when()).isEqualTo(When.CREATE_ONLY);
    assertThat(unit("title>left").when()).isEqualTo(When.CREATE_ONLY);
    assertThat(flow(SETTINGS).mapper().units())
        .noneMatch(unit -> Optional.of(Order.TITLE).equals(unit.field(Side.RIGHT)))
        .noneMatch(unit -> Optional.of(Order.NUMBER).equals(unit.field(Side.LEFT)));
  }

  @Test
  @Rule({"B-070", "B-071"})
  void onlyMappedStagesTakePart() {
    Flow flow = flow(SETTINGS);
    Unit status = unit("status");
    assertThat(flow.gates(status, Side.LEFT)).isTrue();
    assertThat(flow.gates(status, Side.RIGHT)).isTrue();
    assertThat(toOrder(SETTINGS, deal).puts()).containsEntry("status", Put.value("fresh"));
    assertThat(toOrder(SETTINGS, deal.with(Order.STATUS, "LOSE")).puts())
        .containsEntry("status", Put.skip(ValueMap.UNMAPPED));
    assertThat(toDeal(SETTINGS, order).puts()).containsEntry("status", Put.value("WON"));
  }

  @Test
  @Rule("B-022")
  void aNewOrderHasACompanyAndAStoreChosenOrTheFirst() {
    assertThat(toOrder(SETTINGS, deal).puts())
        .containsEntry("organization>right", Put.value("acme-llc"))
        .containsEntry("store>right", Put.value("main-store"));
    assertThat(toOrder(SETTINGS.withStore("second"), deal).puts())
        .containsEntry("store>right", Put.value("second"));
    assertThat(unit("organization>right").when()).isEqualTo(When.CREATE_ONLY);
  }

  @Test
  @Rule("B-073")
  void aNewDealIsMadeInTheChosenFunnel() {
    BitrixMoySkladSettings wholesale =
        SETTINGS.withPipeline("3").withStages(StagePair.of("C3:WON", "done"));
    assertThat(toDeal(wholesale, order).puts())
        .containsEntry("pipeline>left", Put.value("3"))
        .containsEntry("status", Put.value("C3:WON"));
  }

  @Test
  @Rule("B-081")
  void customerAndRowsAreCarried() {
    assertThat(toOrder(SETTINGS, deal).puts())
        .containsEntry("customer", Put.value(new Ref(Customer.TYPE, "other-CO_4")));
    Wanted line = unit("lines").lines().map(View.create(Side.RIGHT, row));
    assertThat(line.puts())
        .containsEntry("item", Put.value(new Ref(Product.TYPE, "other-1286")))
        .containsEntry("quantity", Put.value(BigDecimal.TEN))
        .containsEntry("pricing", Put.value(Pricing.of("1200")));
  }

  @Test
  @Rule("B-052")
  void aDealWithAFreeRowIsNotTransferredByHalf() {
    Entity mixed = deal.with(Order.LINES, List.of(row, row.cleared(OrderLine.ITEM)));
    BitrixMoySkladSettings skipping = SETTINGS.withFreeRows(FreeRows.SKIP);
    assertThat(toOrder(skipping, mixed).halting()).contains(skip("FREE_ROW"));
    assertThat(map(skipping, View.update(Side.LEFT, order, mixed)).halting())
        .contains(skip("FREE_ROW"));
    assertThat(toOrder(SETTINGS, deal).halting()).isEmpty();
  }

  @Test
  @Rule("B-052")
  void aRowWithoutAProductStandsForThePlaceholderAndStaysFreeInBitrix() {
    BitrixMoySkladSettings placing =
        SETTINGS.withFreeRows(FreeRows.PLACEHOLDER).withPlaceholder("service/any");
    Ref any = new Ref(Product.TYPE, "service/any");
    Entity free = row.cleared(OrderLine.ITEM).with(OrderLine.NAME, "Gift wrapping");
    Entity placed = row.with(OrderLine.ITEM, any);
    assertThat(toOrder(placing, deal.with(Order.LINES, List.of(row, free))).halting()).isEmpty();
    assertThat(line(placing, View.create(Side.RIGHT, free))).containsEntry("item", Put.value(any));
    assertThat(line(placing, View.create(Side.RIGHT, row)))
        .containsEntry("item", Put.value(new Ref(Product.TYPE, "other-1286")));
    assertThat(line(placing, View.update(Side.LEFT, placed, free)))
        .containsEntry("item", Put.empty());
    assertThat(line(placing, View.create(Side.LEFT, placed)))
        .containsEntry("item", Put.value(new Ref(Product.TYPE, "other-service/any")));
  }

  @Test
  @Rule("B-082")
  void whatIsShippedIsNotTakenBack() {
    Ref theirs = new Ref(Product.TYPE, "other-1286");
    Entity shipped = row.with(OrderLine.ITEM, theirs).with(OrderLine.SHIPPED, new BigDecimal("4"));
    Entity held = order.with(Order.LINES, List.of(shipped));
    Wanted.Halt veto = new Wanted.Halt(Wanted.Halt.Kind.VETO, "SHIPPED_MORE");
    assertThat(rewritten(held, quantity("3"))).contains(veto);
    assertThat(rewritten(held)).contains(veto);
    assertThat(rewritten(held, quantity("4"))).isEmpty();
    assertThat(rewritten(held, quantity("3"), quantity("1"))).isEmpty();
    Entity beyond = shipped.with(OrderLine.QUANTITY, BigDecimal.ONE);
    assertThat(rewritten(order.with(Order.LINES, List.of(beyond)), quantity("1"))).isEmpty();
  }

  private Entity quantity(String units) {
    return row.with(OrderLine.QUANTITY, new BigDecimal(units));
  }

  private Optional<Wanted.Halt> rewritten(Entity held, Entity... rows) {
    Entity changed = deal.with(Order.LINES, List.of(rows));
    return map(SETTINGS, View.update(Side.RIGHT, changed, held)).halting();
  }

  @Test
  @Rule("B-081")
  void stageCurrencyPlannedDayCommentPersonInChargeOwnCompanyAndStoreAreCarried() {
    LocalDate day = LocalDate.parse("2026-12-04");
    Entity full =
        deal.with(Order.PLANNED_ON, day)
            .with(Order.COMMENT, "by courier")
            .with(Order.RESPONSIBLE, "1");
    BitrixMoySkladSettings paired = SETTINGS.withResponsibles(List.of(EmployeePair.of("1", "ann")));
    assertThat(toOrder(paired, full).puts())
        .containsEntry("status", Put.value("fresh"))
        .containsEntry("currency", Put.value("RUB"))
        .containsEntry("planned_on", Put.value(day))
        .containsEntry("comment", Put.value("by courier"))
        .containsEntry("responsible", Put.value("ann"))
        .containsEntry("organization>right", Put.value("acme-llc"))
        .containsEntry("store>right", Put.value("main-store"));
  }

  @Test
  @Rule("B-081")
  void anOrderReservesWhatADealSellsIfToldTo() {
    assertThat(line(SETTINGS, View.create(Side.RIGHT, row))).doesNotContainKey("reserved>right");
    assertThat(line(SETTINGS.withReserve(true), View.create(Side.RIGHT, row)))
        .containsEntry("reserved>right", Put.value(BigDecimal.TEN));
    assertThat(
            line(SETTINGS.withReserve(true), View.create(Side.RIGHT, row.cleared(OrderLine.ITEM))))
        .containsEntry("reserved>right", Put.empty());
  }

  @Test
  @Rule("B-081")
  void theDeliveryAddressIsALineOfTheDealAndComesBackAsItWas() {
    BitrixMoySkladSettings delivering = SETTINGS.withDeliveryAddress("Deliver to");
    Field<String> field = Field.custom(Order.TYPE, "Deliver to", Kinds.text());
    Address parts = new Address("Russia", "", "Tomsk", "Lenina 1", "634000", "flat 5");
    String line = "634000, Russia, Tomsk, Lenina 1, flat 5";
    String unit = "custom:Deliver to=delivery_address";
    assertThat(toDeal(delivering, order.with(Order.DELIVERY_ADDRESS, parts)).puts())
        .containsEntry(unit, Put.value(line));
    assertThat(
            map(
                    delivering,
                    View.update(
                        Side.RIGHT,
                        deal.with(field, line),
                        order.with(Order.DELIVERY_ADDRESS, parts)))
                .puts())
        .containsEntry(unit, Put.value(parts));
    assertThat(toOrder(delivering, deal.with(field, "Moscow, Tverskaya 2")).puts())
        .containsEntry(unit, Put.value(new Address("", "", "", "", "", "Moscow, Tverskaya 2")));
  }

  private static Map<String, Put<?>> line(BitrixMoySkladSettings settings, View view) {
    return flow(settings).mapper().units().stream()
        .filter(unit -> unit.name().equals("lines"))
        .findFirst()
        .orElseThrow()
        .lines()
        .map(view)
        .puts();
  }

  @Test
  @Rule("B-083")
  void aDealWithoutRowsWaitsUntilItHasSome() {
    Entity bare = deal.with(Order.LINES, List.of());
    assertThat(toOrder(SETTINGS, bare).halting()).contains(skip("NO_ROWS"));
    assertThat(toOrder(SETTINGS, deal.cleared(Order.LINES)).halting()).contains(skip("NO_ROWS"));
    assertThat(map(SETTINGS, View.update(Side.RIGHT, bare, order)).halting()).isEmpty();
    BitrixMoySkladSettings empty = SETTINGS.withDealsWithoutRows(DealsWithoutRows.EMPTY_ORDER);
    assertThat(toOrder(empty, bare).halting()).isEmpty();
  }

  @Test
  void aDealWithoutCustomerWaitsUntilItHasOne() {
    assertThat(toOrder(SETTINGS, deal.cleared(Order.CUSTOMER)).halting())
        .contains(skip("NO_CUSTOMER"));
  }

  @Test
  @Rule("B-111")
  void aDocumentInAnUnmappedCurrencyIsNotTransferredAndTold() {
    assertThat(toOrder(SETTINGS, deal.with(Order.CURRENCY, "BYN")).halting())
        .contains(new Wanted.Halt(Wanted.Halt.Kind.VETO, "CURRENCY_UNMAPPED"));
    BitrixMoySkladSettings mapped = SETTINGS.withCurrencies(Map.of("BYN", "EUR"));
    Wanted wanted = toOrder(mapped, deal.with(Order.CURRENCY, "BYN"));
    assertThat(wanted.halting()).isEmpty();
    assertThat(wanted.puts()).containsEntry("currency", Put.value("EUR"));
  }

  @Test
  @Rule({"B-105", "B-106"})
  void responsiblesAreCarriedOnlyIfMappedOrAdministratorsAreNamed() {
    Entity owned = deal.with(Order.RESPONSIBLE, "1");
    assertThat(toOrder(SETTINGS, owned).puts()).doesNotContainKey("responsible");
    assertThat(
            toOrder(SETTINGS.withResponsibles(List.of(EmployeePair.of("1", "ann"))), owned).puts())
        .containsEntry("responsible", Put.value("ann"));
    assertThat(toOrder(SETTINGS.withAdministrators(new Administrators(null, "bob")), owned).puts())
        .containsEntry("responsible", Put.value("bob"));
  }

  private static Wanted toOrder(BitrixMoySkladSettings settings, Entity deal) {
    return map(settings, View.create(Side.RIGHT, deal));
  }

  private static Wanted toDeal(BitrixMoySkladSettings settings, Entity order) {
    return map(settings, View.create(Side.LEFT, order));
  }

  private static Wanted map(BitrixMoySkladSettings settings, View view) {
    return flow(settings).mapper().map(view);
  }

  private static Flow flow(BitrixMoySkladSettings settings) {
    Function<Side, Dictionaries> dictionaries =
        side -> (side == Side.LEFT ? Shop.bitrix() : Shop.moysklad()).dictionaries();
    return new OrderRules(settings, dictionaries, false).flow();
  }

  private static Unit unit(String name) {
    return flow(SETTINGS).mapper().units().stream()
        .filter(unit -> unit.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Wanted.Halt skip(String reason) {
    return new Wanted.Halt(Wanted.Halt.Kind.SKIP, reason);
  }
}
