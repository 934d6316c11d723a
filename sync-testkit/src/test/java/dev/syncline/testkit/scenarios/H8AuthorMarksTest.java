package dev.syncline.testkit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.testkit.memory.MemoryConnector;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** H8: that our own user made a change is no reason to drop it. */
class H8AuthorMarksTest {

  private static SyncPlan plan(String name, MemoryConnector shop, Connector erp, Flow... flows) {
    SyncPlan.Builder plan = SyncPlan.named(name).between(shop, Wrapped.allOwn(erp));
    for (Flow flow : flows) {
      plan.flow(flow);
    }
    return plan.build();
  }

  private static Flow products() {
    return Flow.of(Product.TYPE)
        .matchBy(Product.SKU)
        .toLeft()
        .fields(FieldRules.of(Product.TYPE).copy(Product.SKU, Product.NAME));
  }

  private static Flow stock() {
    return Flow.of(StockLevel.TYPE)
        .matchBy(StockLevel.ITEM)
        .toLeft()
        .fields(FieldRules.of(StockLevel.TYPE).copy(StockLevel.QUANTITY).ref(StockLevel.ITEM));
  }

  private static BigDecimal stockOf(MemoryConnector shop) {
    return shop.entities(StockLevel.TYPE).get(0).require(StockLevel.QUANTITY);
  }

  @Test
  void whatAnOrderOfOneShopTookFromTheStockReachesTheOtherShop() {
    SharedErp world = SharedErp.erp(UnaryOperator.identity());
    SyncPlan one = plan("one", world.shop1, world.erp, products(), stock(), SharedErp.orders());
    SyncPlan two = plan("two", world.shop2, world.erp, products(), stock());
    String tea =
        world
            .erp
            .user()
            .add(Entity.of(Product.TYPE, "").with(Product.SKU, "T").with(Product.NAME, "Tea"));
    String level =
        world
            .erp
            .user()
            .add(
                Entity.of(StockLevel.TYPE, "")
                    .with(StockLevel.ITEM, new Ref(Product.TYPE, tea))
                    .with(StockLevel.QUANTITY, BigDecimal.ONE));
    List.of(one, two).forEach(world::run);
    assertThat(stockOf(world.shop2)).isEqualByComparingTo("1");
    world.shop1.user().add(Entity.of(Order.TYPE, "").with(Order.NUMBER, "1"));
    world.run(one);
    // Validated by the user that both plans work as, the order moves the stock.
    world.erp.user().set(level, StockLevel.QUANTITY, BigDecimal.ZERO);
    List.of(one, two).forEach(world::run);
    assertThat(stockOf(world.shop1)).isEqualByComparingTo("0");
    assertThat(stockOf(world.shop2)).isEqualByComparingTo("0");
  }

  @Test
  void whatOnePlanWroteIsCarriedOnByTheOtherAndNotBackByTheFirst() {
    SharedErp world = SharedErp.erp(UnaryOperator.identity());
    SyncPlan one = plan("one", world.shop1, world.erp, SharedErp.customers());
    SyncPlan two = plan("two", world.shop2, world.erp, SharedErp.customers());
    Entity ann = Entity.of(Customer.TYPE, "").with(Customer.TAX_NUMBER, "7707083893");
    String first = world.shop1.user().add(ann.with(Customer.NAME, "Ann"));
    world.shop2.user().add(ann.with(Customer.NAME, "Ann"));
    List.of(one, two).forEach(world::run);
    world.shop1.user().set(first, Customer.NAME, "Anna");
    assertThat(world.run(one).writes()).isEqualTo(1);
    assertThat(world.run(two).writes()).isEqualTo(1);
    assertThat(world.shop2.entities(Customer.TYPE))
        .singleElement()
        .satisfies(each -> assertThat(each.require(Customer.NAME)).isEqualTo("Anna"));
    assertThat(world.run(one).writes() + world.run(two).writes()).isZero();
  }

  @Test
  void whatOnePlanDeletedIsGoneForTheOtherToo() {
    SharedErp world = SharedErp.erp(UnaryOperator.identity());
    Flow customers = SharedErp.customers().gone(Gone.DELETE);
    SyncPlan one = plan("one", world.shop1, world.erp, customers);
    SyncPlan two = plan("two", world.shop2, world.erp, customers);
    Entity ann = Entity.of(Customer.TYPE, "").with(Customer.TAX_NUMBER, "7707083893");
    String first = world.shop1.user().add(ann);
    world.shop2.user().add(ann);
    List.of(one, two).forEach(world::run);
    world.shop1.user().delete(Customer.TYPE, first);
    List.of(one, two).forEach(world::run);
    assertThat(world.erp.entities(Customer.TYPE)).isEmpty();
    assertThat(world.shop2.entities(Customer.TYPE)).isEmpty();
  }
}
