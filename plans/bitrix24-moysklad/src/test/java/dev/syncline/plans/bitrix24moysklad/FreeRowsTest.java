package dev.syncline.plans.bitrix24moysklad;

import static dev.syncline.plans.bitrix24moysklad.Town.SETTINGS;
import static dev.syncline.plans.bitrix24moysklad.Town.deal;
import static dev.syncline.plans.bitrix24moysklad.Town.free;
import static dev.syncline.plans.bitrix24moysklad.Town.only;
import static dev.syncline.plans.bitrix24moysklad.Town.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.DealsWithoutRows;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows without a product, and deals without rows. */
class FreeRowsTest {

  private static final BitrixMoySkladSettings AMOUNTS =
      SETTINGS.withDealsWithoutRows(DealsWithoutRows.SERVICE_ROW);

  @Test
  @Rule("B-052")
  void aRowWithoutProductIsAServiceOfThatNameWhichIsMadeOnceAndStaysInMoySklad() {
    try (Town town = new Town(SETTINGS)) {
      Ref acme = town.company("Acme");
      town.seller().add(deal(acme, row(town.product("Tea"), "1"), free("Delivery", "1")));
      town.seller().add(deal(acme, free(" Delivery", "2")));
      assertThat(town.run().clean()).isTrue();
      Entity service = service(town);
      assertThat(service.require(Product.NAME)).isEqualTo("Delivery");
      assertThat(town.moysklad.entities(Order.TYPE))
          .hasSize(2)
          .allSatisfy(
              order ->
                  assertThat(last(order.require(Order.LINES)).require(OrderLine.ITEM))
                      .isEqualTo(service.ref()));
      assertThat(town.run().writes()).isZero();
      assertThat(town.bitrix.entities(Product.TYPE)).hasSize(1);
    }
  }

  @Test
  @Rule("B-052")
  void whatPeopleChangeInSuchARowOfTheOrderComesBackAndTheRowStaysFree() {
    try (Town town = new Town(SETTINGS)) {
      String deal = town.seller().add(deal(town.company("Acme"), free("Delivery", "1")));
      town.run();
      Entity order = only(town.moysklad, Order.TYPE);
      Entity line = order.require(Order.LINES).get(0);
      town.keeper()
          .set(order.id(), Order.LINES, List.of(line.with(OrderLine.QUANTITY, BigDecimal.TEN)));
      town.run();
      Entity there = only(town.bitrix, Order.TYPE).require(Order.LINES).get(0);
      assertThat(there.require(OrderLine.QUANTITY)).isEqualByComparingTo("10");
      assertThat(there.has(OrderLine.ITEM)).isFalse();
      assertThat(there.require(OrderLine.NAME)).isEqualTo("Delivery");
      assertThat(town.run().writes()).isZero();

      town.seller().set(deal, Order.LINES, List.of(there.with(OrderLine.NAME, "Courier")));
      town.run();
      Ref sold =
          only(town.moysklad, Order.TYPE).require(Order.LINES).get(0).require(OrderLine.ITEM);
      assertThat(town.moysklad.entity(Product.TYPE, sold.id()).require(Product.NAME))
          .isEqualTo("Courier");
      assertThat(town.run().writes()).isZero();
    }
  }

  @Test
  @Rule("B-052")
  void anOrderOfMoySkladWithSuchAServiceComesToBitrixWithAFreeRow() {
    try (Town town = new Town(SETTINGS)) {
      Ref acme = town.company("Acme");
      town.seller().add(deal(acme, free("Delivery", "1")));
      town.run();
      Entity made = only(town.moysklad, Order.TYPE);
      town.keeper()
          .add(
              deal(made.require(Order.CUSTOMER), row(service(town).ref(), "3"))
                  .with(Order.STATUS, "fresh")
                  .with(Order.NUMBER, "00042"));
      assertThat(town.run().clean()).isTrue();
      assertThat(last(town.bitrix.entities(Order.TYPE)).require(Order.LINES))
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.has(OrderLine.ITEM)).isFalse();
                assertThat(row.require(OrderLine.QUANTITY)).isEqualByComparingTo("3");
              });
      assertThat(town.run().writes()).isZero();
      String deal = last(town.bitrix.entities(Order.TYPE)).id();
      town.seller().set(deal, Order.COMMENT, "by courier");
      town.run();
      assertThat(last(town.moysklad.entities(Order.TYPE)).require(Order.LINES))
          .singleElement()
          .satisfies(row -> assertThat(row.require(OrderLine.ITEM)).isEqualTo(service(town).ref()));
      assertThat(town.run().writes()).isZero();
    }
  }

  @Test
  @Rule({"B-052", "B-082"})
  void aServiceThatIsShippedKeepsNothingFromTravellingButIsNotTakenBack() {
    try (Town town = new Town(SETTINGS)) {
      String deal = town.seller().add(deal(town.company("Acme"), free("Delivery", "10")));
      town.run();
      Entity order = only(town.moysklad, Order.TYPE);
      Entity line = order.require(Order.LINES).get(0);
      town.keeper()
          .set(order.id(), Order.LINES, List.of(line.with(OrderLine.SHIPPED, new BigDecimal("4"))));
      town.seller().set(deal, Order.COMMENT, "by courier");
      assertThat(town.run().clean()).isTrue();
      assertThat(only(town.moysklad, Order.TYPE).require(Order.COMMENT)).isEqualTo("by courier");

      town.seller().set(deal, Order.LINES, List.of(free("Delivery", "3")));
      town.run();
      assertThat(town.failures()).extracting(Failure::reason).containsExactly("SHIPPED_MORE");
    }
  }

  @Test
  @Rule("B-083")
  void aDealWithoutRowsIsAnOrderWithAServiceOfItsAmount() {
    try (Town town = new Town(AMOUNTS.withServiceRow("Work").withFreeRows(FreeRows.SKIP))) {
      Ref acme = town.company("Acme");
      String deal = town.seller().add(deal(acme).with(Order.TOTAL, new BigDecimal("1500.50")));
      assertThat(town.run().clean()).isTrue();
      assertThat(service(town).require(Product.NAME)).isEqualTo("Work");
      assertThat(sold(town).require(OrderLine.ITEM)).isEqualTo(service(town).ref());
      assertThat(sold(town).require(OrderLine.QUANTITY)).isEqualByComparingTo("1");
      assertThat(sold(town).require(OrderLine.PRICING)).isEqualTo(Pricing.of("1500.50"));
      assertThat(town.run().writes()).isZero();

      town.seller().set(deal, Order.TOTAL, new BigDecimal("1700"));
      town.run();
      assertThat(sold(town).require(OrderLine.PRICING).price()).isEqualByComparingTo("1700");
      assertThat(only(town.bitrix, Order.TYPE).get(Order.LINES).orElse(List.of())).isEmpty();
      assertThat(town.run().writes()).isZero();
    }
  }

  @Test
  @Rule("B-083")
  void aDealThatGetsRowsLosesTheRowOfItsAmountAndOneWithoutAmountWaits() {
    try (Town town = new Town(AMOUNTS)) {
      Ref acme = town.company("Acme");
      String deal = town.seller().add(deal(acme));
      town.run();
      assertThat(town.moysklad.entities(Order.TYPE)).isEmpty();
      town.seller().set(deal, Order.TOTAL, new BigDecimal("1500"));
      town.run();
      assertThat(service(town).require(Product.NAME)).isEqualTo("Services");
      town.seller().set(deal, Order.LINES, List.of(row(town.product("Tea"), "15")));
      town.run();
      assertThat(sold(town).require(OrderLine.ITEM)).isNotEqualTo(service(town).ref());
      assertThat(town.run().writes()).isZero();
    }
  }

  @Test
  @Rule("B-083")
  void whatPeopleChangeInTheRowOfAnAmountBecomesARowOfTheDeal() {
    try (Town town = new Town(AMOUNTS)) {
      town.seller().add(deal(town.company("Acme")).with(Order.TOTAL, new BigDecimal("1500")));
      town.run();
      Entity order = only(town.moysklad, Order.TYPE);
      town.keeper()
          .set(
              order.id(),
              Order.LINES,
              List.of(sold(town).with(OrderLine.PRICING, Pricing.of("1400"))));
      town.run();
      Entity row = only(town.bitrix, Order.TYPE).require(Order.LINES).get(0);
      assertThat(row.require(OrderLine.PRICING).price()).isEqualByComparingTo("1400");
      assertThat(row.require(OrderLine.NAME)).isEqualTo("Services");
      assertThat(town.run().writes()).isZero();
    }
  }

  private static Entity sold(Town town) {
    List<Entity> lines = only(town.moysklad, Order.TYPE).require(Order.LINES);
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private static Entity service(Town town) {
    List<Entity> services =
        town.moysklad.entities(Product.TYPE).stream()
            .filter(each -> each.get(Product.KIND).filter(Product.SERVICE::equals).isPresent())
            .toList();
    assertThat(services).hasSize(1);
    return services.get(0);
  }

  private static Entity last(List<Entity> all) {
    return all.get(all.size() - 1);
  }
}
