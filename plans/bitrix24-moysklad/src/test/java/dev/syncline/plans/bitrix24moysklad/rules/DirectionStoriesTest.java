package dev.syncline.plans.bitrix24moysklad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.fake.Document;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Numbering;
import dev.syncline.plans.bitrix24moysklad.Directions;
import dev.syncline.plans.bitrix24moysklad.Way;
import dev.syncline.testkit.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes which way, as the switches say. */
class DirectionStoriesTest {

  static Stream<Arguments> allSixteen() {
    return Arrays.stream(Way.values())
        .flatMap(orders -> Arrays.stream(Way.values()).map(each -> Arguments.of(orders, each)));
  }

  private static boolean toMoySklad(Way way) {
    return way == Way.BOTH || way == Way.TO_MOYSKLAD;
  }

  private static boolean toBitrix24(Way way) {
    return way == Way.BOTH || way == Way.TO_BITRIX24;
  }

  @ParameterizedTest(name = "orders {0}, invoices {1}")
  @MethodSource("allSixteen")
  @Rule({"B-093", "B-094", "B-096"})
  void exactlyWhatIsSwitchedOnTravels(Way orders, Way invoices) {
    Directions ways = Directions.ALL_BOTH.withOrders(orders).withInvoices(invoices);
    try (Desk desk = new Desk(more -> more.withDirections(ways))) {
      Portal portal = desk.portal;
      Stock stock = desk.stock;
      long acme = portal.company("Acme");
      ObjectNode globex = stock.company("Globex");
      ObjectNode mug = stock.product("Mug", "MUG-1");
      long deal = portal.deal("NEW", acme, "TEA-1");
      portal.invoice(Desk.ISSUED, acme, "TEA-1", draft -> draft.set("accountNumber", "B-7"));
      stock.order("00042", "Новый", globex, mug);
      stock.invoice("00077", "Выписан", globex, mug);
      desk.sync();

      assertThat(Stock.names(stock.fake.customerOrders()))
          .containsExactlyInAnyOrderElementsOf(both("00042", "bx24-" + deal, toMoySklad(orders)));
      assertThat(portal.fake.deals().all())
          .extracting(Document::title)
          .containsExactlyInAnyOrderElementsOf(
              both("Deal of TEA-1", "Customer Order 00042", toBitrix24(orders)));
      assertThat(Stock.names(stock.fake.invoicesOut()))
          .containsExactlyInAnyOrderElementsOf(both("00077", "B-7", toMoySklad(invoices)));
      assertThat(portal.fake.invoices().all())
          .extracting(each -> each.text("accountNumber"))
          .containsExactlyInAnyOrderElementsOf(both("B-7", "00077", toBitrix24(invoices)));
    }
  }

  private static List<String> both(String own, String other, boolean travels) {
    return travels ? List.of(own, other) : List.of(own);
  }

  @Test
  @Rule("B-097")
  void oneWayAChangeInTheTargetStaysUntilTheSourceChangesTheSameField() {
    Directions ways = Directions.ALL_BOTH.withOrders(Way.TO_MOYSKLAD);
    try (Desk desk = new Desk(more -> more.withDirections(ways))) {
      long deal = desk.portal.deal("NEW", desk.portal.company("Acme"), "TEA-1");
      desk.portal.fake.deals().update(deal, "comments", "first");
      desk.sync();
      FakeObject order = Stock.only(desk.stock.fake.customerOrders());
      desk.stock
          .fake
          .customerOrders()
          .update(order.id(), body -> body.put("description", "typed in the target"));
      assertThat(desk.sync().writes()).isZero();
      assertThat(desk.portal.deal(deal).text("comments")).isEqualTo("first");

      desk.portal.fake.deals().update(deal, "stageId", "EXECUTING");
      desk.sync();
      FakeObject moved = Stock.only(desk.stock.fake.customerOrders());
      assertThat(desk.stock.stateOf("customerorder", moved)).isEqualTo("Подтвержден");
      assertThat(moved.text("description")).isEqualTo("typed in the target");

      desk.portal.fake.deals().update(deal, "comments", "second");
      desk.sync();
      assertThat(Stock.only(desk.stock.fake.customerOrders()).text("description"))
          .isEqualTo("second");
    }
  }

  @Test
  @Rule("B-099")
  void theNumberingOfOrdersMattersOnlyOnTheWayToMoySklad() {
    for (Numbering each : Numbering.values()) {
      Directions ways = Directions.ALL_BOTH.withOrders(Way.TO_BITRIX24);
      try (Desk desk = new Desk(more -> more.withDirections(ways).withNumbering(each))) {
        desk.stock.order(
            "00042", "Новый", desk.stock.company("Globex"), desk.stock.product("Mug", "MUG-1"));
        desk.sync();
        assertThat(Stock.names(desk.stock.fake.customerOrders())).containsExactly("00042");
        assertThat(Portal.only(desk.portal.fake.deals()).title()).isEqualTo("Customer Order 00042");
      }
    }
  }
}
