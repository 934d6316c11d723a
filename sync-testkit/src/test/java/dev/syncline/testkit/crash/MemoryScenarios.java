package dev.syncline.testkit.crash;

import static dev.syncline.testkit.crash.MemoryScenario.Scene.line;

import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.MarkerText;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.Wanted.Companion;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.testkit.crash.MemoryScenario.Scene;
import dev.syncline.testkit.memory.MemoryType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is told and broken on made-up systems. */
final class MemoryScenarios {

  static final String IN_COMMON = "two shops with a customer in common";

  private static final Duration SETTLES = Duration.ofSeconds(30);
  private static final Duration LAG = Duration.ofSeconds(15);

  private MemoryScenarios() {}

  static List<CrashScenario> all() {
    return List.of(
        catalogue("native key", type -> small(type).guard(Guard.NATIVE_KEY)),
        catalogue("marker", type -> small(type).guard(Guard.MARKER)),
        catalogue("no guard", type -> small(type).guard(Guard.NONE)).unguarded(),
        catalogue(
            "marker, chained and told",
            type -> small(type).guard(Guard.MARKER).chains().tellsWhatItHolds().batchSize(8)),
        catalogue(
            "marker, lagging and unstable",
            type -> small(type).guard(Guard.MARKER).searchLag(LAG).unstableLines()),
        catalogue("native key, versioned", type -> small(type).guard(Guard.NATIVE_KEY).versioned()),
        markers(),
        companions(),
        deletions(Gone.DELETE),
        deletions(Gone.UNLINK),
        shops("two shops", false),
        shops(IN_COMMON, true));
  }

  /** Pages and batches small enough that a handful of entities makes several. */
  private static MemoryType small(MemoryType type) {
    return type.settleTime(SETTLES).batchSize(4).pageSize(4).callsInFlight(2);
  }

  private static Flow categories() {
    return Flow.of(Category.TYPE)
        .matchBy(Category.EXTERNAL_CODE)
        .fields(
            FieldRules.of(Category.TYPE)
                .copy(Category.NAME, Category.EXTERNAL_CODE)
                .ref(Category.PARENT));
  }

  private static Flow products() {
    return Flow.of(Product.TYPE)
        .matchBy(Product.SKU)
        .fields(
            FieldRules.of(Product.TYPE)
                .copy(Product.NAME, Product.SKU, Product.DESCRIPTION, Product.BARCODES)
                .ref(Product.CATEGORY));
  }

  private static Flow customers() {
    return Flow.of(Customer.TYPE)
        .matchBy(Customer.TAX_NUMBER, Customer.EMAILS, Customer.PHONES)
        .fields(customerRules());
  }

  private static FieldRules customerRules() {
    return FieldRules.of(Customer.TYPE)
        .copy(
            Customer.NAME, Customer.EMAILS, Customer.PHONES, Customer.TAX_NUMBER, Customer.COMMENT);
  }

  private static Flow orders() {
    return Flow.of(Order.TYPE)
        .matchBy(Order.NUMBER)
        .fields(
            FieldRules.of(Order.TYPE)
                .copy(Order.NUMBER, Order.COMMENT, Order.STATUS)
                .ref(Order.CUSTOMER)
                .lines(
                    Order.LINES,
                    FieldRules.of(OrderLine.TYPE)
                        .ref(OrderLine.ITEM)
                        .copy(OrderLine.NAME, OrderLine.QUANTITY)));
  }

  private static Entity category(String name) {
    return Entity.of(Category.TYPE, "")
        .with(Category.NAME, name)
        .with(Category.EXTERNAL_CODE, "c-" + name);
  }

  private static Entity product(String sku) {
    return Entity.of(Product.TYPE, "").with(Product.SKU, sku).with(Product.NAME, "name of " + sku);
  }

  private static Entity customer(String name) {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.NAME, name)
        .with(Customer.EMAILS, Set.of(name + "@example.org"));
  }

  private static Entity order(String number, Ref customer, Entity... lines) {
    return Entity.of(Order.TYPE, "")
        .with(Order.NUMBER, number)
        .with(Order.CUSTOMER, customer)
        .with(Order.LINES, List.of(lines));
  }

  /** Trees, references, lines, pairs to be found; then edits, news and a deletion on both sides. */
  private static MemoryScenario catalogue(String how, UnaryOperator<MemoryType> treats) {
    return MemoryScenario.named("catalogue, " + how)
        .account("left", treats)
        .account("right", treats)
        .plan("shop", "left", "right", categories(), products(), customers(), orders())
        .act("first sync", MemoryScenarios::fill)
        .act("edits", MemoryScenarios::edit)
        .act("a deletion", MemoryScenarios::delete);
  }

  private static void fill(Scene scene) {
    Ref root = new Ref(Category.TYPE, scene.user("left").add(category("root")));
    Ref leaf =
        new Ref(
            Category.TYPE, scene.user("left").add(category("leaf").with(Category.PARENT, root)));
    Ref tea =
        new Ref(Product.TYPE, scene.user("left").add(product("T").with(Product.CATEGORY, leaf)));
    scene.user("right").add(product("M"));
    scene.user("right").add(product("T"));
    for (int each = 0; each < 5; each++) {
      scene.user("left").add(product("L" + each).with(Product.CATEGORY, root));
    }
    Ref ann = new Ref(Customer.TYPE, scene.user("left").add(customer("ann")));
    scene
        .user("left")
        .add(
            order(
                "1",
                ann,
                line(tea, "Tea", 2),
                line(scene.ref("left", Product.SKU, "L0"), "L0", 1)));
    Ref bob = new Ref(Customer.TYPE, scene.user("right").add(customer("bob")));
    scene.user("right").add(order("2", bob, line(scene.ref("right", Product.SKU, "M"), "Mug", 1)));
  }

  private static void edit(Scene scene) {
    String first = scene.id("left", Order.NUMBER, "1");
    scene.user("left").edit(Order.TYPE, first, order -> quantities(order, 5));
    scene.user("right").set(scene.id("right", Product.SKU, "L1"), Product.NAME, "by the right");
    scene.user("left").set(scene.id("left", Product.SKU, "L2"), Product.NAME, "by the left");
    scene
        .user("right")
        .set(scene.id("right", Product.SKU, "L2"), Product.DESCRIPTION, "and described");
    scene.user("left").set(scene.id("left", Product.SKU, "M"), Product.BARCODES, Set.of("1", "2"));
    scene.user("left").set(scene.id("left", Category.NAME, "leaf"), Category.NAME, "twig");
    Ref cyd = new Ref(Customer.TYPE, scene.user("right").add(customer("cyd")));
    Entity more =
        order(
            "3",
            cyd,
            line(scene.ref("right", Product.SKU, "L3"), "L3", 3),
            line(scene.ref("right", Product.SKU, "T"), "Tea", 1));
    scene.user("right").add(more);
    scene.user("left").add(product("N"));
  }

  private static Entity quantities(Entity order, int quantity) {
    List<Entity> lines = new ArrayList<>();
    order
        .require(Order.LINES)
        .forEach(each -> lines.add(each.with(OrderLine.QUANTITY, BigDecimal.valueOf(quantity))));
    return order.with(Order.LINES, lines);
  }

  private static void delete(Scene scene) {
    scene.user("left").delete(Order.TYPE, scene.id("left", Order.NUMBER, "3"));
    scene.user("right").delete(Product.TYPE, scene.id("right", Product.SKU, "L4"));
    scene.user("left").set(scene.id("left", Product.SKU, "N"), Product.DESCRIPTION, "new");
  }

  /** Markers on both sides, a copied and an emptied one, and what travels on demand. */
  private static MemoryScenario markers() {
    return MemoryScenario.named("markers")
        .account("left", type -> small(type).guard(Guard.MARKER))
        .account("right", type -> small(type).guard(Guard.MARKER))
        .plan(
            "shop",
            "left",
            "right",
            products()
                .marker(Side.LEFT, Product.EXTERNAL_CODE, MarkerText.of("right:"))
                .marker(Side.RIGHT, Product.EXTERNAL_CODE, MarkerText.of("left:")),
            customers().onDemand(),
            orders())
        .naming("left", Product.EXTERNAL_CODE, "right")
        .naming("right", Product.EXTERNAL_CODE, "left")
        .act(
            "first sync",
            scene -> {
              for (int each = 0; each < 2; each++) {
                scene.user("left").add(product("L" + each));
                scene.user("right").add(product("R" + each));
              }
              scene.user("left").add(product("T"));
              scene.user("right").add(product("T").with(Product.DESCRIPTION, "green"));
              Ref ann = new Ref(Customer.TYPE, scene.user("left").add(customer("ann")));
              scene.user("left").add(order("1", ann));
            })
        .act(
            "edits",
            scene -> {
              String ann = scene.id("left", Customer.NAME, "ann");
              scene.user("left").set(ann, Customer.NAME, "ann lee");
              String first = scene.id("left", Order.NUMBER, "1");
              scene.user("left").set(first, Order.COMMENT, "ring first");
              scene
                  .user("right")
                  .clear(scene.id("right", Product.SKU, "L1"), Product.EXTERNAL_CODE);
              String tea = scene.id("left", Product.SKU, "T");
              scene.user("left").set(tea, Product.NAME, "black tea");
              scene.user("left").add(product("N"));
            })
        .act(
            "a copy",
            scene -> {
              Entity copied = scene.where("right", Product.SKU, "L0");
              scene.user("right").add(copied.with(Product.SKU, "COPY"));
              String first = scene.id("left", Product.SKU, "L0");
              scene.user("left").set(first, Product.NAME, "of the copied");
            });
  }

  /** A customer with a remark is welcomed with an order of that title on the right. */
  private record Welcoming(FieldRules rules) implements EntityMapper {

    @Override
    public List<Unit> units() {
      return rules.units();
    }

    @Override
    public Set<Field<?>> reads(Side side) {
      Set<Field<?>> all = new HashSet<>(rules.reads(side));
      all.add(Customer.COMMENT);
      return all;
    }

    @Override
    public Set<EntityType> companions(Side target) {
      return target == Side.RIGHT ? Set.of(Order.TYPE) : Set.of();
    }

    @Override
    public Wanted map(Mapping mapping) {
      Wanted wanted = rules.map(mapping);
      if (mapping.target() == Side.LEFT || !mapping.source().has(Customer.COMMENT)) {
        return wanted;
      }
      Entity order =
          Entity.of(Order.TYPE, "")
              .with(Order.NUMBER, "W-" + mapping.source().require(Customer.NAME))
              .with(Order.TITLE, mapping.source().require(Customer.COMMENT))
              .with(Order.CUSTOMER, Companion.primary(Customer.TYPE));
      return wanted.withCompanions(List.of(new Companion("welcome", order)));
    }
  }

  private static MemoryScenario companions() {
    Flow flow =
        Flow.of(Customer.TYPE)
            .matchBy(Customer.EMAILS)
            .fields(
                new Welcoming(FieldRules.of(Customer.TYPE).copy(Customer.NAME, Customer.EMAILS)))
            .gone(Gone.DELETE);
    return MemoryScenario.named("companions")
        .account("left", type -> small(type).guard(Guard.MARKER))
        .account("right", type -> small(type).guard(Guard.MARKER))
        .plan("shop", "left", "right", flow)
        .act(
            "first sync",
            scene -> {
              for (String name : List.of("ann", "bob", "cyd")) {
                scene.user("left").add(customer(name).with(Customer.COMMENT, "hello " + name));
              }
              scene.user("left").add(customer("dan"));
            })
        .act(
            "edits",
            scene -> {
              String dan = scene.id("left", Customer.NAME, "dan");
              scene.user("left").set(dan, Customer.COMMENT, "hello dan");
              String ann = scene.id("left", Customer.NAME, "ann");
              scene.user("left").set(ann, Customer.COMMENT, "hello again");
              scene.user("left").clear(scene.id("left", Customer.NAME, "cyd"), Customer.COMMENT);
            })
        .act(
            "a deletion",
            scene ->
                scene.user("left").delete(Customer.TYPE, scene.id("left", Customer.NAME, "bob")));
  }

  /** Much goes, on both sides, and comes back as something new. */
  private static MemoryScenario deletions(Gone policy) {
    UnaryOperator<MemoryType> treats = type -> small(type).guard(Guard.MARKER);
    return MemoryScenario.named("deletions, " + policy)
        .account("left", treats)
        .account("right", type -> treats.apply(type).silentAboutGone())
        .plan("shop", "left", "right", categories().gone(policy), products().gone(policy))
        .act(
            "first sync",
            scene -> {
              Ref root = new Ref(Category.TYPE, scene.user("left").add(category("root")));
              for (int each = 0; each < 9; each++) {
                scene.user("left").add(product("L" + each).with(Product.CATEGORY, root));
              }
            })
        .act(
            "deletions",
            scene -> {
              for (int each = 0; each < 2; each++) {
                String id = scene.id("left", Product.SKU, "L" + each);
                scene.user("left").delete(Product.TYPE, id);
              }
              String right = scene.id("right", Product.SKU, "L3");
              scene.user("right").delete(Product.TYPE, right);
              String left = scene.id("left", Product.SKU, "L3");
              scene.user("left").set(left, Product.NAME, "touched");
            })
        .act(
            "news",
            scene -> {
              scene.user("left").add(product("L1 again"));
              String kept = scene.id("left", Product.SKU, "L5");
              scene.user("left").set(kept, Product.NAME, "kept");
            });
  }

  /** Two plans on three accounts: two shops sell from one ERP. */
  private static MemoryScenario shops(String name, boolean inCommon) {
    UnaryOperator<MemoryType> treats = type -> small(type).guard(Guard.MARKER);
    return MemoryScenario.named(name)
        .account("first", treats)
        .account("second", treats)
        .account("erp", treats)
        .plan("one", "first", "erp", shopFlows())
        .plan("two", "second", "erp", shopFlows())
        .act(
            "first sync",
            scene -> {
              scene.user("erp").add(product("A"));
              scene.user("erp").add(product("B"));
              for (String shop : List.of("first", "second")) {
                Ref own = new Ref(Customer.TYPE, scene.user(shop).add(customer("own-" + shop)));
                scene.user(shop).add(order(shop + "-1", own));
                if (inCommon) {
                  Ref both = new Ref(Customer.TYPE, scene.user(shop).add(customer("both")));
                  scene.user(shop).add(order(shop + "-2", both));
                }
              }
            })
        .act(
            "orders of goods",
            scene -> {
              for (String shop : List.of("first", "second")) {
                Ref own = scene.ref(shop, Customer.NAME, "own-" + shop);
                Entity goods = line(scene.ref(shop, Product.SKU, "A"), "A", 2);
                scene.user(shop).add(order(shop + "-3", own, goods));
              }
              String first = scene.id("erp", Order.NUMBER, "first-1");
              scene.user("erp").set(first, Order.STATUS, "packed");
              scene.user("erp").set(scene.id("erp", Product.SKU, "B"), Product.NAME, "better");
            })
        .act(
            "edits",
            scene -> {
              String own = scene.id("second", Customer.NAME, "own-second");
              scene.user("second").set(own, Customer.PHONES, Set.of("+49301234567"));
              String third = scene.id("erp", Order.NUMBER, "second-3");
              scene.user("erp").set(third, Order.STATUS, "packed");
            });
  }

  private static Flow[] shopFlows() {
    return new Flow[] {products(), customers().onDemand(), orders()};
  }
}
