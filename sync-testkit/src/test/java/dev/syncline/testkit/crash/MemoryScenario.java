package dev.syncline.testkit.crash;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
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
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.memory.MemoryUser;
import dev.syncline.testkit.time.VirtualTime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A scenario on made-up systems, put together from accounts, plans and acts. Not thread-safe. */
final class MemoryScenario implements CrashScenario {

  /** A plan between two of the accounts. */
  private record Pair(String name, String left, String right, List<Flow> flows) {}

  private record Naming(String account, Field<String> field, String other) {}

  private record ActOf(String name, Consumer<Scene> doing) {}

  private final String name;
  private final Map<String, UnaryOperator<MemoryType>> accounts = new LinkedHashMap<>();
  private final Set<String> heedless = new HashSet<>();
  private final List<Pair> plans = new ArrayList<>();
  private final List<ActOf> acts = new ArrayList<>();
  private final List<Naming> naming = new ArrayList<>();
  private boolean guarded = true;

  private MemoryScenario(String name) {
    this.name = name;
  }

  static MemoryScenario named(String name) {
    return new MemoryScenario(name);
  }

  /** There is this account, which treats every type like this. */
  MemoryScenario account(String account, UnaryOperator<MemoryType> treats) {
    accounts.put(account, treats);
    return this;
  }

  /** To this account's connector no write is ever too late: its caller's clock stands still. */
  MemoryScenario heedless(String account) {
    heedless.add(account);
    return this;
  }

  MemoryScenario plan(String plan, String left, String right, Flow... flows) {
    plans.add(new Pair(plan, left, right, List.of(flows)));
    return this;
  }

  MemoryScenario act(String act, Consumer<Scene> doing) {
    acts.add(new ActOf(act, doing));
    return this;
  }

  /** The field of this account names an entity of another one. */
  MemoryScenario naming(String account, Field<String> field, String other) {
    naming.add(new Naming(account, field, other));
    return this;
  }

  /** Creates on some side are guarded by nothing: a person has to look. */
  MemoryScenario unguarded() {
    guarded = false;
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CrashWorld world(VirtualTime time) {
    return new Scene(this, time);
  }

  @Override
  public String toString() {
    return name;
  }

  /** One world of the scenario. */
  static final class Scene implements CrashWorld {

    private final MemoryScenario scenario;
    private final LinkStore store = new InMemoryLinkStore();
    private final Map<String, MemoryConnector> systems = new LinkedHashMap<>();

    private Scene(MemoryScenario scenario, VirtualTime time) {
      this.scenario = scenario;
      scenario.accounts.forEach(
          (account, treats) -> {
            MemoryConnector.Builder builder = MemoryConnector.named(account, time);
            types().forEach(type -> builder.with(treats.apply(type)));
            if (scenario.heedless.contains(account)) {
              builder.heedless();
            }
            systems.put(account, builder.build());
          });
    }

    private static List<MemoryType> types() {
      return List.of(
          MemoryType.of(Category.TYPE, Category.NAME, Category.PARENT, Category.EXTERNAL_CODE),
          MemoryType.of(
              Product.TYPE,
              Product.NAME,
              Product.SKU,
              Product.EXTERNAL_CODE,
              Product.DESCRIPTION,
              Product.BARCODES,
              Product.CATEGORY),
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

    MemoryConnector system(String account) {
      return Objects.requireNonNull(systems.get(account));
    }

    MemoryUser user(String account) {
      return system(account).user();
    }

    /** The entity with this value. */
    <V> Entity where(String account, Field<V> field, V value) {
      List<Entity> found =
          system(account).entities(field.type()).stream()
              .filter(each -> each.get(field).filter(value::equals).isPresent())
              .toList();
      if (found.isEmpty()) {
        throw new AssertionError(account + " has no " + field + " " + value);
      }
      return found.get(0);
    }

    <V> String id(String account, Field<V> field, V value) {
      return where(account, field, value).id();
    }

    <V> Ref ref(String account, Field<V> field, V value) {
      return where(account, field, value).ref();
    }

    static Entity line(Ref item, String name, int quantity) {
      return Entity.of(OrderLine.TYPE, "")
          .with(OrderLine.ITEM, item)
          .with(OrderLine.NAME, name)
          .with(OrderLine.QUANTITY, BigDecimal.valueOf(quantity));
    }

    @Override
    public List<Act> story() {
      return scenario.acts.stream()
          .map(each -> new Act(each.name(), () -> each.doing().accept(this)))
          .toList();
    }

    @Override
    public LinkStore store() {
      return store;
    }

    @Override
    public List<SyncPlan> plans(CrashProcess process) {
      List<SyncPlan> all = new ArrayList<>();
      for (Pair pair : scenario.plans) {
        SyncPlan.Builder plan =
            SyncPlan.named(pair.name())
                .between(
                    process.connector(system(pair.left())),
                    process.connector(system(pair.right())));
        pair.flows().forEach(plan::flow);
        all.add(plan.build());
      }
      return all;
    }

    @Override
    public Contents contents() {
      Contents contents = new Contents();
      systems.forEach(
          (account, system) -> {
            List<Entity> all = new ArrayList<>();
            system.entityTypes().forEach(type -> all.addAll(system.entities(type)));
            contents.with(system.account(), all);
          });
      for (Naming each : scenario.naming) {
        contents.naming(
            system(each.account()).account(), each.field(), system(each.other()).account());
      }
      return contents;
    }

    @Override
    public boolean undecidable(Failure failure) {
      return !scenario.guarded && failure.kind() == Failure.Kind.DOUBTFUL;
    }

    /** By what people know things by. */
    @Override
    public Optional<String> counterpart(SyncPlan plan, Failure failure) {
      Flow flow =
          plan.flows().stream()
              .filter(each -> each.name().equals(failure.flow()))
              .findFirst()
              .orElseThrow();
      Entity mine = on(plan, failure.side()).entity(flow.type(failure.side()), failure.id());
      return on(plan, failure.side().other()).entities(flow.type(failure.side().other())).stream()
          .filter(each -> key(each).equals(key(mine)))
          .map(Entity::id)
          .findFirst();
    }

    private MemoryConnector on(SyncPlan plan, Side side) {
      String key = plan.connector(side).account().key();
      return systems.values().stream()
          .filter(each -> each.account().key().equals(key))
          .findFirst()
          .orElseThrow();
    }

    private static String key(Entity entity) {
      EntityType type = entity.type();
      Field<String> key =
          type.equals(Product.TYPE)
              ? Product.SKU
              : type.equals(Order.TYPE)
                  ? Order.NUMBER
                  : type.equals(Category.TYPE) ? Category.NAME : Customer.NAME;
      return entity.get(key).orElse("");
    }
  }
}
