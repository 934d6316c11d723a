package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Trigger;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.Rule;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that travels is made, changed and ended, and each of it shows in Dolibarr. */
class EverythingStoriesTest {

  /** A pair in which one thing lives its life. */
  private static final class Life implements AutoCloseable {

    final Pair pair =
        new Pair.Wish()
            .right(built -> built.pictures(true))
            .settings(all -> all.withOrders(all.orders().withTrigger(Trigger.ANY_STATE)))
            .pair();

    final Sales sales = new Sales(pair);
    final Shop shop = pair.shop;
    final Ledger ledger = pair.ledger;
    int product;
    int it;

    int lamp() {
      product = shop.product("Lamp", "LAMP", draft -> draft.quantity(5));
      return product;
    }

    int order(int state) {
      int lamp = lamp();
      it = sales.order(sales.anna(), state, draft -> draft.line(lamp, 2));
      return it;
    }

    @Override
    public void close() {
      pair.close();
    }
  }

  /**
   * One sort of thing.
   *
   * @param sight what of it is seen in Dolibarr
   * @param seen that, after it was made, changed and ended
   */
  private record Sort(
      String name,
      Consumer<Life> made,
      Consumer<Life> changed,
      Consumer<Life> ended,
      Function<Life, Object> sight,
      List<String> seen) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sort> sorts() {
    return Stream.of(
        new Sort(
            "category",
            life -> life.it = life.shop.category("Lamps"),
            life -> life.shop.fake.categories().edit(life.it, draft -> draft.name("Lights")),
            life -> life.shop.fake.categories().delete(life.it),
            life -> life.ledger.labels(),
            List.of("[Lamps]", "[Lights]", "[]")),
        new Sort(
            "product",
            life -> life.it = life.shop.product("Lamp", "LAMP", draft -> draft.quantity(0)),
            life -> life.shop.fake.products().edit(life.it, draft -> draft.price("12")),
            life -> life.shop.fake.products().delete(life.it),
            life ->
                life.ledger.fake.products().all().stream()
                    .map(each -> each.ref() + " " + each.number("price").intValue())
                    .toList(),
            List.of("[LAMP 10]", "[LAMP 12]", "[]")),
        new Sort(
            "combination",
            life -> {
              int size = life.shop.option("Size");
              int shirt = life.shop.product("Shirt", "SHIRT");
              life.it =
                  life.shop.combination(
                      shirt, "S", draft -> draft.quantity(0), life.shop.value(size, "S"));
            },
            life -> life.shop.fake.combinations().edit(life.it, draft -> draft.reference("SMALL")),
            life -> life.shop.fake.combinations().delete(life.it),
            life -> life.ledger.refs().contains("SHIRT") ? "simple again" : life.ledger.refs(),
            List.of("[S]", "[SMALL]", "simple again")),
        new Sort(
            "reference",
            Life::lamp,
            life -> life.shop.fake.products().edit(life.product, draft -> draft.reference("NEW")),
            life -> life.shop.fake.products().edit(life.product, draft -> draft.reference("")),
            life -> life.ledger.refs(),
            List.of("[LAMP]", "[NEW]", "[ps1P1]")),
        new Sort(
            "stock",
            Life::lamp,
            life -> life.shop.fake.setStock(life.product, 0, 9),
            life -> life.shop.fake.setStock(life.product, 0, 0),
            life -> life.ledger.stockOf("LAMP").intValue(),
            List.of("5", "9", "0")),
        new Sort(
            "picture",
            life -> life.it = life.shop.fake.addImage(life.lamp(), PictureStoriesTest.picture(8)),
            life -> {
              life.shop.fake.addImage(life.product, PictureStoriesTest.picture(9));
              life.shop.fake.products().edit(life.product, draft -> draft.price("11"));
            },
            life ->
                life.shop.fake.images(life.product).keySet().forEach(life.shop.fake::removeImage),
            life -> life.ledger.fake.backOffice().files("product", "LAMP").size(),
            List.of("1", "2", "0")),
        new Sort(
            "customer",
            life -> life.it = life.sales.anna(),
            life ->
                life.shop.fake.customers().edit(life.it, draft -> draft.set("lastname", "Dubois")),
            life -> life.shop.fake.customers().delete(life.it),
            life ->
                life.ledger.fake.thirdParties().all().stream()
                    .map(each -> each.text("name"))
                    .toList(),
            List.of("[Martin Anna]", "[Dubois Anna]", "[]")),
        new Sort(
            "order",
            life -> life.order(Sales.AWAITING_WIRE),
            life -> pieces(life, 3),
            life -> life.shop.fake.orders().delete(life.it),
            life -> {
              FakeRecord order = Ledger.only(life.ledger.fake.orders());
              return order.text("status") + " " + Sales.lines(order).get(0);
            },
            List.of("1 LAMP 2 10 20", "1 LAMP 3 10 20", "-1 LAMP 3 10 20")),
        new Sort(
            "order state",
            life -> life.order(Sales.PAID),
            life -> life.sales.state(life.it, Sales.SHIPPED),
            life -> life.sales.state(life.it, Sales.DELIVERED),
            life -> Ledger.only(life.ledger.fake.orders()).text("status"),
            List.of(Sales.VALIDATED, Sales.UNDER_WAY, Sales.CLOSED)),
        new Sort(
            "invoice, which keeps its number",
            life -> life.order(Sales.AWAITING_WIRE),
            life -> life.sales.state(life.it, Sales.PAID),
            life -> life.shop.fake.orders().delete(life.it),
            life ->
                life.ledger.fake.invoices().all().stream()
                    .map(each -> each.text("status"))
                    .toList(),
            List.of("[]", "[2]", "[2]")),
        new Sort(
            "payment, which stays booked",
            life -> {
              life.shop
                  .fake
                  .shelf("order_states")
                  .edit(Sales.AWAITING_CHECK, draft -> draft.set("invoice", 1));
              life.shop.fake.orders().pay(life.order(Sales.AWAITING_CHECK), "10", "Check", "A");
            },
            life -> life.shop.fake.orders().pay(life.it, "22.40", "Check", "B"),
            life ->
                life.shop
                    .fake
                    .shelf("order_payments")
                    .all()
                    .forEach(each -> life.shop.fake.shelf("order_payments").delete(each.id())),
            life ->
                life.ledger
                    .fake
                    .backOffice()
                    .paid(Ledger.only(life.ledger.fake.invoices()).id())
                    .stripTrailingZeros()
                    .toPlainString(),
            List.of("10", "32.4", "32.4")));
  }

  /** Somebody changes how many pieces were sold, and the shop reckons anew. */
  private static void pieces(Life life, int pieces) {
    Item detail = life.sales.details(life.it).get(0);
    life.shop
        .fake
        .shelf("order_details")
        .edit(
            detail.id(),
            draft ->
                draft
                    .set("product_quantity", pieces)
                    .set("total_price_tax_excl", pieces * 10)
                    .set("total_price_tax_incl", pieces * 12));
    life.shop
        .fake
        .orders()
        .edit(
            life.it,
            draft ->
                draft
                    .set("total_paid_tax_excl", Integer.toString(pieces * 10 + 7))
                    .set("total_paid_tax_incl", (pieces * 12 + 8) + ".40"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sorts")
  @Rule({"P-005", "P-001"})
  void whatIsMadeChangedAndEndedInTheShopIsSoInDolibarr(Sort sort) {
    try (Life life = new Life()) {
      sort.made().accept(life);
      life.pair.sync();
      assertThat(sort.sight().apply(life).toString()).as("made").isEqualTo(sort.seen().get(0));
      sort.changed().accept(life);
      life.pair.sync();
      assertThat(sort.sight().apply(life).toString()).as("changed").isEqualTo(sort.seen().get(1));
      sort.ended().accept(life);
      life.pair.sweep();
      assertThat(sort.sight().apply(life).toString()).as("ended").isEqualTo(sort.seen().get(2));
      life.pair.quiet();
    }
  }
}
