package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.connector.Account;
import dev.syncline.connector.Connector;
import dev.syncline.connector.CredentialStore;
import dev.syncline.connector.InMemoryCredentialStore;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.testkit.contract.Hooks;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Weather;
import dev.syncline.testkit.time.VirtualTime;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A fake portal with an installed application, which takes webhooks and reads the queue. */
final class BitrixAppGround implements ProvingGround, Hooks {

  private static final Map<EntityType, String> EVENTS =
      Map.of(
          Order.TYPE, "ONCRMDEALUPDATE",
          Customer.TYPE, "ONCRMCONTACTUPDATE",
          Invoice.TYPE, "ONCRMDYNAMICITEMUPDATE_31",
          Product.TYPE, "CATALOG.PRODUCT.ON.UPDATE",
          Variant.TYPE, "CATALOG.PRODUCT.ON.UPDATE",
          Category.TYPE, "ONCRMPRODUCTSECTIONUPDATE");

  private final VirtualTime time = new VirtualTime();
  private final FakeBitrix24 fake = FakeBitrix24.builder().time(time).build();
  private final BitrixTokens installed = installed();
  private final Account portal = new Account("bitrix24", fake.base().getAuthority());
  private final CredentialStore kept =
      new InMemoryCredentialStore().put(portal, installed.credentials());
  private final BitrixConnector connector =
      application(kept)
          .lag(BitrixGround.LAG)
          .applicationToken(token())
          .offlineEvents("sync")
          .build();

  private BitrixTokens installed() {
    JsonNode pair = fake.install(1);
    return new BitrixTokens(
        pair.path("access_token").asText(),
        pair.path("refresh_token").asText(),
        URI.create(pair.path("server_endpoint").asText()),
        pair.path("member_id").asText());
  }

  private BitrixConnector.Builder application(CredentialStore kept) {
    return fake.wired(
        BitrixConnector.oauth(
            fake.base().toString(),
            fake.oauthApp().clientId(),
            fake.oauthApp().clientSecret(),
            kept));
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

  @Override
  public long arrived() {
    return fake.log().size();
  }

  @Override
  public Set<String> secrets() {
    BitrixTokens held = BitrixTokens.of(kept.read(portal).orElseThrow()).orElseThrow();
    return Set.of(held.access(), held.refresh(), fake.oauthApp().clientSecret(), token());
  }

  /** Its tokens have expired, and the portal removed it since. */
  @Override
  public Connector refused() {
    fake.uninstall();
    time.advance(Duration.ofHours(2));
    return application(kept).build();
  }

  @Override
  public String setting() {
    return "application";
  }

  @Override
  public Optional<Hooks> hooks() {
    return Optional.of(this);
  }

  @Override
  public URI address() {
    return URI.create("https://host.example/bitrix24/events");
  }

  @Override
  public String token() {
    return fake.oauthApp().applicationToken();
  }

  private static String pair(String name, String value) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static WebhookRequest form(String body) {
    return WebhookRequest.from(name -> null, null, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String fields(EntityType type, String id) {
    String company = id.startsWith("CO_") ? "ONCRMCOMPANYUPDATE" : EVENTS.getOrDefault(type, "");
    return String.join(
        "&",
        pair("event", company),
        pair("data[FIELDS][ID]", id.substring(id.indexOf('_') + 1)),
        pair("data[FIELDS][ENTITY_TYPE_ID]", "31"),
        pair("data[FIELDS][TYPE]", type.equals(Variant.TYPE) ? "4" : "1"),
        pair("ts", "1795000000"));
  }

  @Override
  public Optional<WebhookRequest> changed(EntityType type, String id, String token) {
    return EVENTS.containsKey(type)
        ? Optional.of(form(fields(type, id) + "&" + pair("auth[application_token]", token)))
        : Optional.empty();
  }

  @Override
  public WebhookRequest garbled(String body) {
    return form(pair("auth[application_token]", token()) + "&" + body);
  }

  /** The queue does not tell of what we did ourselves. */
  @Override
  public boolean deletedByHand(EntityType type, String id) {
    if (type.equals(Order.TYPE)) {
      fake.deals().delete(Long.parseLong(id));
    }
    return type.equals(Order.TYPE);
  }

  /** The portal's own data, and what its tariff lets the queue do. */
  @Override
  public int checkCost() {
    return 2;
  }

  /** The queue is read, its rows confirmed and its bindings looked after in one. */
  @Override
  public int quietCost(String feed) {
    return 1;
  }

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
    return BitrixGround.LAG;
  }

  @Override
  public void close() {
    fake.close();
  }
}
