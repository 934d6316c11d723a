package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unsent;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.testkit.memory.MemoryType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Products of the right say on the left which orders of the left the right does not know of. */
class UnsentTest {

  private static final String OPEN = "OPEN";
  private static final String PAID = "PAID";

  private static Flow sold() {
    return Flow.of(Order.TYPE)
        .toRight()
        .fields(FieldRules.of(Order.TYPE).toRight(Order.NUMBER, Order.STATUS))
        .createWhen(each -> each.get(Order.STATUS).filter(PAID::equals).isPresent(), Order.STATUS);
  }

  private static Flow told() {
    return Flow.of(Product.TYPE)
        .toLeft()
        .matchBy(Product.SKU)
        .fields(
            FieldRules.of(Product.TYPE)
                .toLeft(Product.SKU, Product.NAME)
                .compute(
                    Side.LEFT,
                    Product.DESCRIPTION,
                    Set.of(Product.NAME),
                    UnsentTest::orders,
                    When.ALWAYS))
        .unsent(
            Unsent.of(Side.LEFT, Order.STATUS, List.of(OPEN, PAID))
                .only(each -> !each.require(Order.NUMBER).equals("old"), Order.NUMBER, Order.LINES)
                .about(UnsentTest::items));
  }

  private static Set<Ref> items(Entity order) {
    return order.get(Order.LINES).orElse(List.of()).stream()
        .flatMap(line -> line.get(OrderLine.ITEM).stream())
        .collect(Collectors.toSet());
  }

  private static Put<String> orders(Mapping mapping) {
    Optional<Ref> item = mapping.held().map(held -> new Ref(Product.TYPE, held.id()));
    return item.flatMap(mapping::unsent)
        .map(
            all ->
                all.stream()
                    .map(each -> each.require(Order.NUMBER))
                    .sorted()
                    .collect(Collectors.joining(" ")))
        .<Put<String>>map(text -> text.isEmpty() ? Put.empty() : Put.value(text))
        .orElseGet(() -> Put.skip("UNKNOWN"));
  }

  private final Bench bench = Bench.plain().with(sold(), told());

  private String pair(Bench on, String sku) {
    String left = on.left.user().add(product(sku, "before"));
    on.right.user().add(product(sku, "before"));
    return left;
  }

  private void sell(Bench on, String number, String status, String item) {
    on.left
        .user()
        .add(
            order(number, line("x", 1).with(OrderLine.ITEM, new Ref(Product.TYPE, item)))
                .with(Order.STATUS, status));
  }

  private void rename(Bench on, String sku, String name) {
    String id = Bench.where(on.right, Product.SKU, sku).id();
    on.right.user().set(id, Product.NAME, name);
  }

  private static String said(Bench on, String sku) {
    return Bench.where(on.left, Product.SKU, sku).get(Product.DESCRIPTION).orElse("");
  }

  @Test
  void theRulesOfAnItemSeeWhatConcernsItAndHasNoLink() {
    String tea = pair(bench, "TEA");
    String mug = pair(bench, "MUG");
    bench.run();
    sell(bench, "1", OPEN, tea);
    sell(bench, "2", OPEN, tea);
    sell(bench, "3", PAID, tea);
    sell(bench, "old", OPEN, tea);
    sell(bench, "4", OPEN, mug);
    rename(bench, "TEA", "after");
    rename(bench, "MUG", "after");
    bench.run();
    assertThat(said(bench, "TEA")).isEqualTo("1 2");
    assertThat(said(bench, "MUG")).isEqualTo("4");
    bench.left.user().set(Bench.where(bench.left, Order.NUMBER, "1").id(), Order.STATUS, PAID);
    rename(bench, "TEA", "later");
    bench.run();
    assertThat(said(bench, "TEA")).isEqualTo("2");
  }

  @Test
  void whereTheAccountCannotTellThemAllNothingIsWrittenAndTheFlowStopsByName() {
    UnaryOperator<MemoryType> unsure = type -> type.unsure(Order.STATUS);
    try (Bench blind = Bench.of(unsure, UnaryOperator.identity()).with(sold(), told())) {
      pair(blind, "TEA");
      RunReport report = blind.run();
      assertThat(report.stopped())
          .singleElement()
          .satisfies(why -> assertThat(why).contains("product").contains("every order"));
      assertThat(said(blind, "TEA")).isEmpty();
      assertThat(Bench.where(blind.left, Product.SKU, "TEA").require(Product.NAME))
          .isEqualTo("before");
    }
  }
}
