package dev.syncline.testkit.contract;

import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Connector;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.memory.MemoryWebhooks;
import dev.syncline.testkit.time.VirtualTime;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The made-up system, with a type for each way in which vendors differ. */
final class MemoryGround implements ProvingGround {

  private static final int BATCH = 20;
  private static final Duration LATE = Duration.ofSeconds(10);
  private static final Map<Fault, MemoryFault> FAULTS =
      Map.of(
          Fault.LOST_BEFORE, new MemoryFault.LostBefore(),
          Fault.LOST_AFTER, new MemoryFault.LostAfter(),
          Fault.LANDS_LATE, new MemoryFault.LandsLate(LATE),
          Fault.SERVER_ERROR, new MemoryFault.Down(Duration.ofSeconds(1)),
          Fault.QUOTA, new MemoryFault.OutOfQuota(Duration.ofMinutes(1)));

  private final VirtualTime time = new VirtualTime();
  private final UnaryOperator<MemoryConnector.Builder> more;
  private final MemoryConnector connector;

  MemoryGround() {
    this(builder -> builder);
  }

  private MemoryGround(UnaryOperator<MemoryConnector.Builder> more) {
    this.more = more;
    this.connector = account();
  }

  /** The same of a system that pushes nothing. */
  static MemoryGround withoutWebhooks() {
    return new MemoryGround(MemoryConnector.Builder::withoutWebhooks);
  }

  private MemoryConnector account() {
    // No call takes time, so that changes and looks share their moment.
    return more.apply(MemoryConnector.named("acme", time))
        .latency(Duration.ZERO)
        .with(
            MemoryType.of(Category.TYPE, Category.NAME, Category.PARENT)
                .guard(Guard.NONE)
                .withoutTimestamps()
                .withoutDelete()
                .batchSize(BATCH))
        .with(
            MemoryType.of(Product.TYPE, Product.NAME, Product.SKU, Product.PRICE, Product.ARCHIVED)
                .createOnly(Product.KIND)
                .guard(Guard.MARKER)
                .settleTime(LATE.multipliedBy(2))
                .unique(Product.SKU)
                .searchLag(Duration.ofSeconds(5))
                .silentAboutGone()
                .batchSize(BATCH))
        .with(
            MemoryType.of(Customer.TYPE, Customer.NAME, Customer.PHONES, Customer.EMAILS)
                .settleTime(LATE.multipliedBy(2))
                .tellsWhatItHolds()
                .hintsOnly()
                .batchSize(BATCH))
        .with(
            MemoryType.of(Order.TYPE, Order.NUMBER, Order.CUSTOMER, Order.LINES, Order.COMMENT)
                .computed(Order.TOTAL, MemoryGround::total)
                .settleTime(LATE.multipliedBy(2))
                .versioned()
                .chains()
                .batchSize(BATCH))
        .build();
  }

  private static BigDecimal total(Entity order) {
    return order.get(Order.LINES).orElse(List.of()).stream()
        .map(line -> line.require(OrderLine.QUANTITY))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static List<Sample> samples() {
    return List.of(
        Sample.of(Category.TYPE, (bench, n) -> named(Category.TYPE).with(Category.NAME, "C" + n))
            .otherFrom(Category.PARENT, bench -> bench.another(Category.TYPE))
            .foundBy(Category.NAME),
        Sample.of(
                Product.TYPE,
                (bench, n) ->
                    named(Product.TYPE)
                        .with(Product.NAME, "P" + n)
                        .with(Product.SKU, "sku" + n)
                        .with(Product.KIND, Product.GOODS)
                        .with(Product.ARCHIVED, false))
            .other(Product.KIND, Product.SERVICE)
            .other(Product.PRICE, dev.syncline.model.Money.of("5", "RUB"))
            .foundBy(Product.SKU)
            .foundBy(Product.NAME, Product.KIND),
        Sample.of(
                Customer.TYPE,
                (bench, n) ->
                    named(Customer.TYPE)
                        .with(Customer.NAME, "K" + n)
                        .with(Customer.PHONES, Set.of("+7900555" + (1000 + n)))
                        .with(Customer.EMAILS, Set.of("k" + n + "@example.com")))
            .foundBy(Customer.NAME)
            .foundBy(Customer.PHONES)
            .foundBy(Customer.EMAILS),
        Sample.of(
                Order.TYPE,
                (bench, n) ->
                    named(Order.TYPE)
                        .with(Order.NUMBER, "O" + n)
                        .with(Order.CUSTOMER, bench.ref(Customer.TYPE))
                        .with(Order.COMMENT, "x")
                        .with(Order.LINES, List.of(line("1"), line("2"))))
            .otherFrom(Order.CUSTOMER, bench -> bench.another(Customer.TYPE))
            .other(Order.LINES, List.of(line("3")))
            .refusedIf(
                order ->
                    order.with(Order.CUSTOMER, new dev.syncline.model.Ref(Customer.TYPE, "none")))
            .foundBy(Order.NUMBER));
  }

  private static Entity named(EntityType type) {
    return Entity.of(type, "");
  }

  private static Entity line(String quantity) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.NAME, "free text")
        .with(OrderLine.QUANTITY, new BigDecimal(quantity))
        .with(OrderLine.PRICING, Pricing.of("10"));
  }

  @Override
  public MemoryConnector connector() {
    return connector;
  }

  @Override
  public VirtualTime time() {
    return time;
  }

  @Override
  public Weather weather() {
    return new Weather() {
      @Override
      public boolean onNextWrite(Fault fault) {
        return next(MemoryCall.WRITE, fault);
      }

      @Override
      public boolean onNextRead(Fault fault) {
        return fault != Fault.LANDS_LATE && next(MemoryCall.READ, fault);
      }

      private boolean next(MemoryCall call, Fault fault) {
        MemoryFault made = FAULTS.get(fault);
        if (made != null) {
          connector.faults().onNext(call, made);
        }
        return made != null;
      }

      @Override
      public void land() {
        time.advance(LATE);
      }
    };
  }

  @Override
  public long arrived() {
    return connector.faults().calls();
  }

  @Override
  public Set<String> secrets() {
    return Set.of();
  }

  @Override
  public Connector refused() {
    MemoryConnector refused = account();
    refused.faults().refuseCredentials("the password in the setting 'password' is refused");
    return refused;
  }

  @Override
  public String setting() {
    return "password";
  }

  @Override
  public Optional<Hooks> hooks() {
    return Optional.of(new Pushed(connector.pushed()));
  }

  /** What the system pushes. */
  private record Pushed(MemoryWebhooks webhooks) implements Hooks {

    @Override
    public URI address() {
      return URI.create("https://host.example/memory");
    }

    @Override
    public String token() {
      return webhooks.changed(Customer.TYPE, "1").header(MemoryWebhooks.TOKEN).orElseThrow();
    }

    @Override
    public Optional<WebhookRequest> changed(EntityType type, String id, String token) {
      String body = webhooks.changed(type, id).text();
      return Optional.of(MemoryWebhooks.request(token, body));
    }

    @Override
    public WebhookRequest garbled(String body) {
      return MemoryWebhooks.request(token(), body);
    }
  }

  @Override
  public int checkCost() {
    return 1;
  }

  @Override
  public int quietCost(String feed) {
    return 1;
  }

  @Override
  public int many(EntityType type) {
    return 230;
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public Duration lag() {
    return Duration.ZERO;
  }

  @Override
  public void close() {}
}
