package dev.syncline.dolibarr;

import dev.syncline.connector.Connector;
import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.dolibarr.port.DolibarrWriter;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Weather;
import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.time.VirtualTime;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A fake installation in virtual time, as the contract wants it. */
final class DolibarrGround implements ProvingGround {

  private static final String WRONG = "wrong-key-0815";

  private final VirtualTime time = new VirtualTime();
  private final FakeDolibarr fake;
  private final DolibarrConnector connector;

  DolibarrGround(UnaryOperator<DolibarrOptions> settings) {
    fake = FakeDolibarr.builder().time(time).build();
    // Of a category that nobody changed, the clocks are known; the services are there already.
    fake.categories().add(draft -> draft.label("Home"));
    fake.products().add(draft -> draft.ref("SHIPPING").label("Shipping").set("type", 1));
    time.advance(Duration.ofDays(2));
    URI base = fake.base();
    connector = settings.apply(builder(base)).build();
  }

  private DolibarrOptions builder(URI base) {
    return DolibarrConnector.builder()
        .url(base)
        .key(fake.apiKey())
        .account("proof")
        .warehouse("1")
        .bankAccount("1")
        .paymentMethod("6")
        .time(time)
        .under(fake.inProcess());
  }

  FakeDolibarr fake() {
    return fake;
  }

  @Override
  public Connector connector() {
    return connector;
  }

  @Override
  public VirtualTime time() {
    return time;
  }

  @Override
  public Weather weather() {
    Weather usual = Weather.of(fake.faults(), request -> !request.method().equals("GET"));
    return new Weather() {
      /** The vendor has no quota; what a full server says in its place is an unknown outcome. */
      @Override
      public boolean onNextWrite(Fault fault) {
        return fault != Fault.QUOTA && usual.onNextWrite(fault);
      }

      @Override
      public boolean onNextRead(Fault fault) {
        return usual.onNextRead(fault);
      }

      @Override
      public void land() {
        usual.land();
      }
    };
  }

  @Override
  public long arrived() {
    return fake.log().size();
  }

  @Override
  public Set<String> secrets() {
    return Set.of(fake.apiKey(), fake.adminKey(), WRONG);
  }

  @Override
  public Connector refused() {
    return builder(fake.base()).key(WRONG).build();
  }

  @Override
  public String setting() {
    return "API key";
  }

  @Override
  public Optional<Connector> limited() {
    return Optional.of(builder(fake.base()).key(fake.user("clerk")).build());
  }

  /** A new product with so much of it in the warehouse; gives the level's id. */
  String stocked(int quantity) {
    long product = fake.products().add(draft -> draft.ref("STK" + quantity).label("In stock")).id();
    fake.move(product, 1, quantity);
    return Long.toString(product);
  }

  /** Once a day; six and the clocks in between. */
  @Override
  public int checkCost() {
    return 24;
  }

  @Override
  public int quietCost(String feed) {
    return 1;
  }

  @Override
  public int many(EntityType type) {
    return 110;
  }

  @Override
  public int batch() {
    return DolibarrWriter.PAPERS;
  }

  @Override
  public Duration lag() {
    return Duration.ZERO;
  }

  @Override
  public void close() {
    fake.close();
  }
}
