package dev.syncline.moysklad;

import dev.syncline.connector.Connector;
import dev.syncline.model.EntityType;
import dev.syncline.model.Order;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Weather;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** A fake account in virtual time, as the contract wants it. */
final class MoySkladGround implements ProvingGround {

  private static final String WRONG = "wrong-password-0815";

  private final VirtualTime time = new VirtualTime();
  private final FakeMoySklad fake = FakeMoySklad.builder().time(time).build();
  private final MoySkladConnector connector = fake.connector();

  MoySkladGround() {
    fake.entities("organization").add(body -> body.put("name", "The other company"));
    fake.entities("store").add(body -> body.put("name", "The other store"));
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
    return Weather.of(fake.faults(), MoySkladGround::writes);
  }

  /** Characteristics are made by themselves, before the variants that need them. */
  private static boolean writes(FakeRequest request) {
    return !request.method().equals("GET") && !request.path().endsWith("/characteristics");
  }

  @Override
  public long arrived() {
    return fake.log().size();
  }

  private static String basic(String login, String password) {
    String both = login + ":" + password;
    return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Set<String> secrets() {
    return Set.of(
        fake.password(),
        basic(fake.login(), fake.password()),
        WRONG,
        basic(fake.login(), WRONG),
        basic(fake.clerkLogin(), fake.clerkPassword()));
  }

  @Override
  public Connector refused() {
    return fake.connector(builder -> builder.login(fake.login(), WRONG));
  }

  @Override
  public String setting() {
    return "login and password";
  }

  @Override
  public Optional<Connector> limited() {
    return Optional.of(
        fake.connector(builder -> builder.login(fake.clerkLogin(), fake.clerkPassword())));
  }

  /** Who we are, and each of the dictionaries. */
  @Override
  public int checkCost() {
    return 7;
  }

  /** Goods are two lists. */
  @Override
  public int quietCost(String feed) {
    return feed.equals("goods") ? 2 : 1;
  }

  @Override
  public int many(EntityType type) {
    return type.equals(Order.TYPE) ? 110 : 1_010;
  }

  @Override
  public int batch() {
    return MoySkladConnector.DEFAULT_BULK;
  }

  @Override
  public Duration lag() {
    return MoySkladConnector.DEFAULT_LAG;
  }

  @Override
  public void close() {
    fake.close();
  }
}
