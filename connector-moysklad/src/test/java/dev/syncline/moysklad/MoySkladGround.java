package dev.syncline.moysklad;

import dev.syncline.connector.Connector;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.testkit.contract.Hooks;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Weather;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.time.VirtualTime;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A fake account in virtual time, as the contract wants it. */
final class MoySkladGround implements ProvingGround, Hooks {

  private static final String WRONG = "wrong-password-0815";
  private static final String SECRET = "s3cret & unguessable";

  private static final Map<EntityType, String> PUSHED =
      Map.of(
          Category.TYPE, "productfolder",
          Variant.TYPE, "variant",
          Customer.TYPE, "counterparty",
          Order.TYPE, "customerorder",
          Invoice.TYPE, "invoiceout");
  private static final Set<EntityType> SMALL_PAGES =
      Set.of(Order.TYPE, Invoice.TYPE, Customer.TYPE);

  private final VirtualTime time = new VirtualTime();
  private final FakeMoySklad fake = FakeMoySklad.builder().time(time).build();
  private final MoySkladConnector connector =
      fake.connector(builder -> builder.webhookSecret(SECRET).deletionsByAudit(true));

  MoySkladGround() {
    fake.definitions().state("invoiceout", "Sent");
    fake.definitions().state("invoiceout", "Paid");
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
        SECRET,
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

  @Override
  public Optional<Hooks> hooks() {
    return Optional.of(this);
  }

  @Override
  public URI address() {
    return URI.create("https://sync.example.com/ms?plan=shop");
  }

  @Override
  public String token() {
    return SECRET;
  }

  private static WebhookRequest pushed(String token, String body) {
    String query = "plan=shop&secret=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    return WebhookRequest.from(name -> null, query, body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<WebhookRequest> changed(EntityType type, String id, String token) {
    String vendorType =
        type.equals(Product.TYPE)
            ? id.substring(0, Math.max(0, id.indexOf('/')))
            : PUSHED.getOrDefault(type, "");
    if (vendorType.isEmpty() && !type.equals(Product.TYPE)) {
      return Optional.empty();
    }
    String path = vendorType + "/" + id.substring(id.indexOf('/') + 1);
    String body =
        String.format(
            Locale.ROOT,
            "{\"events\":[{\"meta\":{\"type\":\"%s\",\"href\":\"%s/entity/%s\"},"
                + "\"action\":\"UPDATE\",\"accountId\":\"%s\"}]}",
            vendorType,
            fake.api(),
            path,
            fake.accountId());
    return Optional.of(pushed(token, body));
  }

  @Override
  public WebhookRequest garbled(String body) {
    return pushed(SECRET, body);
  }

  /** A new product with so much of it in a warehouse; gives the level's id. */
  String stocked(int quantity) {
    String product = fake.products().add(body -> body.put("name", "In stock " + quantity)).id();
    fake.entities("enter")
        .add(
            body -> {
              body.set("organization", fake.ref("organization", any("organization")));
              body.set("store", fake.ref("store", any("store")));
              body.putArray("positions")
                  .addObject()
                  .put("quantity", quantity)
                  .set("assortment", fake.ref("product", product));
            });
    return "product/" + product;
  }

  private String any(String type) {
    return fake.entities(type).all().get(0).id();
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

  /** Pages are small where collections are opened: positions, bank accounts. */
  @Override
  public int many(EntityType type) {
    return SMALL_PAGES.contains(type) ? 110 : 1_010;
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
