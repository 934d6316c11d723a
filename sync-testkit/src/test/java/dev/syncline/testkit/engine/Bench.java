package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.time.VirtualTime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Two made-up systems with a plan between them, and an engine to run it. */
public final class Bench implements AutoCloseable {

  public static final FieldRules LINE_RULES =
      FieldRules.of(OrderLine.TYPE).ref(OrderLine.ITEM).copy(OrderLine.NAME, OrderLine.QUANTITY);

  /** What a listener was told. */
  public static final class Heard implements SyncListener {
    public final List<String> conflicts = new ArrayList<>();
    public final List<Entity> losers = new ArrayList<>();
    public final List<String> refused = new ArrayList<>();
    public final List<Progress> progress = new ArrayList<>();

    @Override
    public void conflict(String flow, String unit, Side winner, Entity left, Entity right) {
      conflicts.add(unit + " " + winner.word());
      losers.add(winner == Side.LEFT ? right : left);
    }

    @Override
    public void refused(String flow, Side side, String id, List<Refusal> reasons) {
      refused.add(flow + " " + id + " " + reasons.get(0).text());
    }

    @Override
    public void progress(Progress made) {
      progress.add(made);
    }
  }

  public final VirtualTime time = new VirtualTime();
  public final Heard heard = new Heard();
  public final MemoryConnector left;
  public final MemoryConnector right;
  public LinkStore store = new InMemoryLinkStore();
  public TestEngine engine = TestEngine.on(time, store, heard);
  public SyncPlan plan;

  private Bench(
      UnaryOperator<MemoryType> lefts, UnaryOperator<MemoryType> rights, boolean oneFeed) {
    left = system("left", lefts, oneFeed);
    right = system("right", rights, oneFeed);
    plan = SyncPlan.named("shop").between(left, right).build();
  }

  private MemoryConnector system(String name, UnaryOperator<MemoryType> tweak, boolean oneFeed) {
    MemoryConnector.Builder builder = MemoryConnector.named(name, time);
    if (oneFeed) {
      builder.oneFeed();
    }
    types().forEach(type -> builder.with(tweak.apply(type)));
    return builder.build();
  }

  private static List<MemoryType> types() {
    return List.of(
        MemoryType.of(
            Category.TYPE,
            Category.NAME,
            Category.PARENT,
            Category.EXTERNAL_CODE,
            Category.ARCHIVED),
        MemoryType.of(
                Product.TYPE,
                Product.NAME,
                Product.SKU,
                Product.EXTERNAL_CODE,
                Product.DESCRIPTION,
                Product.PRICE,
                Product.BARCODES,
                Product.CATEGORY,
                Product.CATEGORIES,
                Product.UNIT)
            .createOnly(Product.KIND),
        MemoryType.of(
            Customer.TYPE,
            Customer.NAME,
            Customer.EMAILS,
            Customer.PHONES,
            Customer.TAX_NUMBER,
            Customer.COMMENT),
        MemoryType.of(
            Order.TYPE,
            Order.NUMBER,
            Order.TITLE,
            Order.STATUS,
            Order.CUSTOMER,
            Order.COMMENT,
            Order.LINES));
  }

  /** Both systems with everything at its default. */
  public static Bench plain() {
    return new Bench(UnaryOperator.identity(), UnaryOperator.identity(), false);
  }

  /** Each system has one feed for all its types. */
  public static Bench oneFeedEach() {
    return new Bench(UnaryOperator.identity(), UnaryOperator.identity(), true);
  }

  /** The right system differs. */
  public static Bench right(UnaryOperator<MemoryType> rights) {
    return new Bench(UnaryOperator.identity(), rights, false);
  }

  /** Both differ. */
  public static Bench of(UnaryOperator<MemoryType> lefts, UnaryOperator<MemoryType> rights) {
    return new Bench(lefts, rights, false);
  }

  /** The plan has these flows. */
  public Bench with(Flow... flows) {
    SyncPlan.Builder builder = SyncPlan.named("shop").between(left, right);
    for (Flow flow : flows) {
      builder.flow(flow);
    }
    plan = builder.build();
    return this;
  }

  public static Flow products() {
    return Flow.of(Product.TYPE)
        .matchBy(Product.SKU)
        .fields(
            FieldRules.of(Product.TYPE)
                .copy(
                    Product.NAME,
                    Product.SKU,
                    Product.DESCRIPTION,
                    Product.PRICE,
                    Product.BARCODES));
  }

  public static Flow categories() {
    return Flow.of(Category.TYPE)
        .matchBy(Category.EXTERNAL_CODE)
        .fields(
            FieldRules.of(Category.TYPE)
                .copy(Category.NAME, Category.EXTERNAL_CODE)
                .ref(Category.PARENT));
  }

  public static Flow customers() {
    return Flow.of(Customer.TYPE)
        .matchBy(Customer.TAX_NUMBER, Customer.EMAILS, Customer.PHONES)
        .fields(
            FieldRules.of(Customer.TYPE)
                .copy(
                    Customer.NAME,
                    Customer.EMAILS,
                    Customer.PHONES,
                    Customer.TAX_NUMBER,
                    Customer.COMMENT));
  }

  public static Flow orders() {
    return Flow.of(Order.TYPE)
        .matchBy(Order.NUMBER)
        .fields(
            FieldRules.of(Order.TYPE)
                .copy(Order.NUMBER, Order.COMMENT, Order.STATUS)
                .ref(Order.CUSTOMER)
                .lines(Order.LINES, LINE_RULES));
  }

  public static Entity product(String sku, String name) {
    return Entity.of(Product.TYPE, "").with(Product.SKU, sku).with(Product.NAME, name);
  }

  public static Entity category(String name) {
    return Entity.of(Category.TYPE, "").with(Category.NAME, name);
  }

  public static Entity customer(String name, String... emails) {
    Entity customer = Entity.of(Customer.TYPE, "").with(Customer.NAME, name);
    return emails.length == 0 ? customer : customer.with(Customer.EMAILS, Set.of(emails));
  }

  public static Entity order(String number, Entity... lines) {
    return Entity.of(Order.TYPE, "").with(Order.NUMBER, number).with(Order.LINES, List.of(lines));
  }

  public static Entity line(String name, int quantity) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.NAME, name)
        .with(OrderLine.QUANTITY, BigDecimal.valueOf(quantity));
  }

  public MemoryConnector on(Side side) {
    return side == Side.LEFT ? left : right;
  }

  public RunReport run() {
    return engine.run(plan);
  }

  public List<Failure> failures() {
    return engine.failures(plan);
  }

  /** The only entity of a type on a side. */
  public Entity only(MemoryConnector system, EntityType type) {
    assertThat(system.entities(type)).hasSize(1);
    return system.entities(type).get(0);
  }

  /** The entity with this value. */
  public static <V> Entity where(MemoryConnector system, Field<V> field, V value) {
    List<Entity> found =
        system.entities(field.type()).stream()
            .filter(each -> each.get(field).filter(value::equals).isPresent())
            .toList();
    assertThat(found).as(field + " " + value).hasSize(1);
    return found.get(0);
  }

  /** The values of a field over all entities of its type. */
  public static <V> List<V> values(MemoryConnector system, Field<V> field) {
    return system.entities(field.type()).stream()
        .flatMap(each -> each.get(field).stream())
        .toList();
  }

  public static List<String> lines(Entity order) {
    return order.get(Order.LINES).orElse(List.of()).stream()
        .map(
            line ->
                line.get(OrderLine.NAME).orElse("-")
                    + " "
                    + line.get(OrderLine.QUANTITY).map(BigDecimal::toPlainString).orElse("-"))
        .toList();
  }

  /** An order's lines with one of them changed. */
  public static UnaryOperator<Entity> lineOf(String name, UnaryOperator<Entity> change) {
    return order ->
        order.with(
            Order.LINES,
            order.require(Order.LINES).stream()
                .map(line -> line.require(OrderLine.NAME).equals(name) ? change.apply(line) : line)
                .toList());
  }

  public static UnaryOperator<Entity> quantity(String name, int quantity) {
    return lineOf(name, line -> line.with(OrderLine.QUANTITY, BigDecimal.valueOf(quantity)));
  }

  public static UnaryOperator<Entity> withoutLine(String name) {
    return order ->
        order.with(
            Order.LINES,
            order.require(Order.LINES).stream()
                .filter(line -> !line.require(OrderLine.NAME).equals(name))
                .toList());
  }

  public static UnaryOperator<Entity> withLine(Entity line) {
    return order -> {
      List<Entity> all = new ArrayList<>(order.require(Order.LINES));
      all.add(line);
      return order.with(Order.LINES, List.copyOf(all));
    };
  }

  public static Ref ref(EntityType type, String id) {
    return new Ref(type, id);
  }

  public static String sourceOf(Write write) {
    return write.key().source();
  }

  public long writeCalls() {
    return left.faults().calls(MemoryCall.WRITE) + right.faults().calls(MemoryCall.WRITE);
  }

  /** Adds a product on the left and brings it over; its id on the left. */
  public String linked(String name) {
    String id = left.user().add(product("A", name));
    run();
    return id;
  }

  /** Runs again: nothing may be sent. */
  public void quiet() {
    long before = writeCalls();
    RunReport report = run();
    assertThat(writeCalls()).as("writes of a quiet pair: %s", report).isEqualTo(before);
    assertThat(report.writes()).isZero();
  }

  /** A new engine on the same store, as after a restart. */
  public void restart() {
    engine = TestEngine.on(time, store, heard);
  }

  /** Everything on both sides, without ids, for comparing two worlds. */
  public Map<String, List<String>> contents() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Side side : Side.values()) {
      for (EntityType type : on(side).entityTypes()) {
        all.put(
            side.word() + " " + type,
            on(side).entities(type).stream().map(each -> told(side, each)).sorted().toList());
      }
    }
    return all;
  }

  private String told(Side side, Entity entity) {
    StringBuilder text = new StringBuilder();
    for (Field<?> field : entity.fields()) {
      Object value = entity.get(field).orElse(null);
      if (value instanceof Ref ref) {
        value = told(side, on(side).entity(ref.type(), ref.id()));
      } else if (field.equals(Order.LINES)) {
        value = lines(entity);
      } else if (value instanceof Set<?> set) {
        value = set.stream().map(String::valueOf).sorted().toList();
      }
      if (value != null) {
        text.append(field.name()).append('=').append(value).append(' ');
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    engine.close();
  }
}
