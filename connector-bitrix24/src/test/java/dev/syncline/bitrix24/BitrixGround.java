package dev.syncline.bitrix24;

import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.connector.Connector;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Weather;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A fake portal in virtual time, as the contract wants it. */
final class BitrixGround implements ProvingGround {

  static final Duration LAG = Duration.ofMinutes(2);
  private static final String WRONG = "wrongcode0815";
  private static final Pattern WRITES = Pattern.compile("\\.(add|update|delete|set)(\\?|\"|$)");

  private final VirtualTime time = new VirtualTime();
  private final FakeBitrix24 fake;
  private final BitrixConnector connector;

  BitrixGround() {
    this(portal -> portal);
  }

  /** The same of another sort of portal. */
  BitrixGround(UnaryOperator<FakeBitrix24.Builder> portal) {
    fake = portal.apply(FakeBitrix24.builder().time(time)).build();
    fake.companies().add(each -> each.title("Our other company").set("isMyCompany", "Y"));
    connector = fake.connector(builder -> builder.lag(LAG));
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
    return Weather.of(fake.faults(), BitrixGround::writes);
  }

  /** Characteristics are made by themselves, before the variants that need them. */
  static boolean writes(FakeRequest request) {
    return !request.toString().concat(request.text()).contains("catalog.productProperty")
        && (WRITES.matcher(request.path()).find() || WRITES.matcher(request.text()).find());
  }

  @Override
  public long arrived() {
    return fake.log().size();
  }

  private static String code(String url) {
    String[] parts = url.split("/");
    return parts[parts.length - 1];
  }

  @Override
  public Set<String> secrets() {
    return Set.of(code(fake.webhookUrl()), code(fake.limitedWebhookUrl()), WRONG);
  }

  @Override
  public Connector refused() {
    return fake.wired(BitrixConnector.webhook(fake.base() + "/rest/1/" + WRONG + "/")).build();
  }

  @Override
  public String setting() {
    return "webhook URL";
  }

  @Override
  public Optional<Connector> limited() {
    return Optional.of(fake.wired(BitrixConnector.webhook(fake.limitedWebhookUrl())).build());
  }

  @Override
  public int checkCost() {
    return 1;
  }

  @Override
  public int quietCost(String feed) {
    return 1;
  }

  /** Feeds show five hundred changes a page. */
  @Override
  public int many(EntityType type) {
    return 510;
  }

  @Override
  public int batch() {
    return BitrixConnector.DEFAULT_COMMANDS_PER_BATCH;
  }

  @Override
  public Duration lag() {
    return LAG;
  }

  @Override
  public void close() {
    fake.close();
  }
}
