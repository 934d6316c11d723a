package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Unavailable;
import dev.syncline.model.Money;
import dev.syncline.model.Product;
import dev.syncline.testkit.ForwardingConnector;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * H16: a page that took several requests, of which a later one is lost after the session has moved
 * on: the next attempt shows what that page holds, and not only what comes behind it.
 */
class H16BrokenPageTest {

  private static final int PAGE = 2;
  private static final int PRODUCTS = 6;

  private final TestEngine engine = TestEngine.create();
  private final MemoryConnector left = system("left");
  private final MemoryConnector right = system("right");

  private MemoryConnector system(String name) {
    MemoryType type =
        MemoryType.of(
                Product.TYPE,
                Product.NAME,
                Product.SKU,
                Product.DESCRIPTION,
                Product.PRICE,
                Product.BARCODES)
            .pageSize(PAGE);
    return MemoryConnector.named(name, engine.time()).with(type).build();
  }

  /** Its session reads a page, and then loses what it asks for besides. */
  private static final class Breaking extends ForwardingConnector {

    private int pages;
    private final int broken;

    Breaking(Connector behind, int broken) {
      super(behind);
      this.broken = broken;
    }

    @Override
    public List<Feed> feeds() {
      return behind().feeds().stream().map(this::breaking).toList();
    }

    private Feed breaking(Feed feed) {
      return new Changes(feed) {
        @Override
        protected Optional<Page> next(Session session) {
          Optional<Page> page = super.next(session);
          if (pages++ == broken) {
            throw new Unavailable(
                account(), "the prices of a page", "the connection broke", Duration.ofSeconds(5));
          }
          return page;
        }
      };
    }
  }

  private static String sku(int at) {
    return "SKU-" + at;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whatWasLostWithAPageIsShownAgainAndNobodyIsMadeTwice(int broken) {
    for (int at = 0; at < PRODUCTS; at++) {
      left.user().add(product(sku(at), "left " + at));
      right.user().add(product(sku(at), "right " + at));
    }
    SyncPlan plan =
        SyncPlan.named("shop").between(new Breaking(left, broken), right).flow(products()).build();
    assertThat(engine.run(plan).failed()).isZero();
    assertThat(values(left, Product.SKU)).hasSize(PRODUCTS).doesNotHaveDuplicates();
    assertThat(values(right, Product.SKU)).hasSize(PRODUCTS).doesNotHaveDuplicates();
    left.user().set(left.entities(Product.TYPE).get(0).id(), Product.PRICE, price());
    engine.run(plan);
    assertThat(right.entities(Product.TYPE)).anyMatch(each -> each.has(Product.PRICE));
  }

  private static Money price() {
    return new Money(BigDecimal.TEN, "EUR");
  }
}
