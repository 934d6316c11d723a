package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.SyncPlan;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrPlan;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings;
import dev.syncline.prestashop.PrestaShopConnector;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two shops of one PrestaShop that share products, and one Dolibarr. */
class OneInstallationStoriesTest {

  private final Pair pair =
      new Pair.Wish()
          .shop(built -> built.shops(2))
          .left(built -> built.shop(1))
          .settings(all -> all.withCatalogue(all.catalogue().withRootCategory("First shop")))
          .pair();

  private final PrestaShopConnector second =
      pair.prestashop(built -> built.shop(2).account("second shop"));

  private final Sales sales = new Sales(pair);

  @AfterEach
  void close() {
    second.close();
    pair.close();
  }

  private SyncPlan secondPlan() {
    PrestaShopDolibarrSettings first = pair.settings();
    return PrestaShopDolibarrPlan.of(
        "second",
        second,
        pair.right,
        first
            .withShop("ps2")
            .withCatalogue(first.catalogue().withRootCategory("Second shop").withMaster(false)));
  }

  private RunReport secondRuns() {
    pair.time.advance(Duration.ofMinutes(5));
    RunReport report = pair.engine().run(secondPlan());
    assertThat(report.clean()).as("%s %s", report, pair.engine().failures(secondPlan())).isTrue();
    return report;
  }

  /** The product is sold in the second shop, too, for a price of its own. */
  private void shared(int product, String price) {
    String body =
        "<prestashop><product><id>"
            + product
            + "</id><price>"
            + price
            + "</price></product></prestashop>";
    String key = pair.shop.fake.key() + ":";
    int status =
        pair.shop
            .fake
            .handle(
                new FakeRequest(
                    "PATCH",
                    "/api/products",
                    "id_shop=2",
                    Map.of(
                        "authorization",
                        List.of(
                            "Basic "
                                + Base64.getEncoder()
                                    .encodeToString(key.getBytes(StandardCharsets.UTF_8)))),
                    body.getBytes(StandardCharsets.UTF_8)))
            .status();
    assertThat(status).isBetween(200, 299);
  }

  @Test
  @Rule("P-034")
  void whatTheShopsShareIsOneProductAndTheMasterSaysWhatItIsLike() {
    int mug = pair.shop.product("Mug", "MUG-1", draft -> draft.price("10").quantity(50));
    shared(mug, "8");
    pair.sync();
    secondRuns();
    assertThat(pair.ledger.refs()).containsExactly("MUG-1");
    assertThat(pair.ledger.product("MUG-1").number("price")).isEqualByComparingTo("10");

    pair.shop.fake.products().edit(mug, draft -> draft.price("12"));
    secondRuns();
    assertThat(pair.ledger.product("MUG-1").number("price")).isEqualByComparingTo("10");
    pair.sync();
    assertThat(pair.ledger.product("MUG-1").number("price")).isEqualByComparingTo("12");

    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.shop(2).line(mug, 1));
    secondRuns();
    assertThat(Sales.lines(sales.made(order)).get(0)).startsWith("MUG-1 1 ");
    assertThat(pair.ledger.fake.products().find("ref", "MUG-1-1")).isEmpty();
  }
}
