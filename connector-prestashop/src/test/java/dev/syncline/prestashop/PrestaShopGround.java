package dev.syncline.prestashop;

import dev.syncline.connector.Connector;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Product;
import dev.syncline.model.Shipment;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.contract.Hooks;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Weather;
import dev.syncline.testkit.time.VirtualTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A fake shop in virtual time, as the contract wants it. */
final class PrestaShopGround implements ProvingGround, Hooks {

  private static final String WRONG = "WRONGKEYWRONGKEYWRONGKEYWRONGKEY";
  private static final String LIMITED = "LIMITEDLIMITEDLIMITEDLIMITEDLIMI";
  private static final String SECRET = "s3cret & unguessable";

  private static final Map<EntityType, String> PUSHED =
      Map.ofEntries(
          Map.entry(Category.TYPE, "category"),
          Map.entry(Product.TYPE, "product"),
          Map.entry(Variant.TYPE, "combination"),
          Map.entry(Customer.TYPE, "customer"),
          Map.entry(ContactPerson.TYPE, "address"),
          Map.entry(Order.TYPE, "order"),
          Map.entry(Invoice.TYPE, "order_invoice"),
          Map.entry(Payment.TYPE, "order_payment"),
          Map.entry(CreditNote.TYPE, "order_slip"),
          Map.entry(Shipment.TYPE, "order_carrier"),
          Map.entry(StockLevel.TYPE, "stock"));

  private final VirtualTime time = new VirtualTime();
  private final FakePrestaShop shop;
  private final PrestaShopConnector connector;
  private final List<Integer> values;
  private int customer;
  private int good;

  PrestaShopGround(String version) {
    shop = FakePrestaShop.builder().version(version).time(time).currency("USD", "1.1").build();
    connector = to(shop.key());
    shop.key(LIMITED, Set.of("GET"), List.of("products", "configurations", "languages"));
    int size = shop.shelf("product_options").add(o -> o.name("Size")).id();
    values = List.of(value(size, "S"), value(size, "M"), value(size, "L"));
    shop.shelf("manufacturers").add(m -> m.set("name", "Alpha"));
    shop.shelf("manufacturers").add(m -> m.set("name", "Borea"));
    shop.shelf("product_features").add(f -> f.name("Material"));
  }

  private int value(int option, String name) {
    return shop.shelf("product_option_values")
        .add(v -> v.set("id_attribute_group", option).name(name))
        .id();
  }

  private PrestaShopConnector to(String key) {
    return PrestaShopConnector.builder()
        .url(shop.base())
        .key(key)
        .time(time)
        .webhookSecret(SECRET)
        .under(shop.inProcess())
        .build();
  }

  FakePrestaShop shop() {
    return shop;
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
    return Weather.of(shop.faults(), request -> !request.method().equals("GET"));
  }

  @Override
  public long arrived() {
    return shop.log().size();
  }

  @Override
  public Set<String> secrets() {
    return Set.of(shop.key(), PrestaShopApi.basic(shop.key()).substring(6), WRONG, LIMITED, SECRET);
  }

  @Override
  public Connector refused() {
    return to(WRONG);
  }

  @Override
  public String setting() {
    return "key(…)";
  }

  @Override
  public Optional<Connector> limited() {
    return Optional.of(to(LIMITED));
  }

  @Override
  public Optional<Hooks> hooks() {
    return Optional.of(this);
  }

  @Override
  public URI address() {
    return URI.create("https://sync.example.com/ps?plan=shop");
  }

  @Override
  public String token() {
    return SECRET;
  }

  static WebhookRequest signed(String secret, String body) {
    Map<String, String> headers =
        Map.of(PrestaShopWebhooks.SIGNATURE, "sha256=" + hmac(secret, body));
    return WebhookRequest.from(headers::get, null, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = secret.isEmpty() ? new byte[1] : secret.getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException(never);
    }
  }

  @Override
  public Optional<WebhookRequest> changed(EntityType type, String id, String token) {
    int dash = id.indexOf('-');
    String whole =
        dash < 0
            ? "id=" + id
            : "id=" + id.substring(dash + 1) + "&product=" + id.substring(0, dash);
    String head = "sent=" + time.now().getEpochSecond() + "&sequence=1\n";
    String hint = "entity=" + PUSHED.get(type) + "&" + whole + "&action=updated&shop=1\n";
    // The module tells nothing of prices, vouchers and carts.
    return PUSHED.containsKey(type) ? Optional.of(signed(token, head + hint)) : Optional.empty();
  }

  @Override
  public WebhookRequest garbled(String body) {
    return signed(SECRET, body);
  }

  /** A product with so many pieces; gives the level's id. */
  String stocked(int pieces) {
    return Integer.toString(
        shop.products().add(p -> p.name("In stock").price("3").quantity(pieces)).id());
  }

  int customer(int number) {
    return shop.customers()
        .add(
            c ->
                c.set("firstname", "Anna")
                    .set("lastname", "Novak")
                    .set("siret", "00000000000000")
                    .set("note", "knows the shop")
                    .set("email", "customer" + number + "@mail.example"))
        .id();
  }

  int address(int of) {
    return shop.addresses()
        .add(
            a ->
                a.set("id_customer", of)
                    .set("alias", "Home")
                    .set("vat_number", "FR40000010000")
                    .set("company", "Novak SARL")
                    .set("address1", "1 Main Street")
                    .set("postcode", "10001")
                    .set("city", "Paris")
                    .set("id_country", "8")
                    .set("phone", "+33155001000"))
        .id();
  }

  /** A cart that nobody has ordered yet. */
  int cart(int number) {
    int good = shop.products().add(p -> p.name("Mug").price("9.90").quantity(10)).id();
    return shop.shelf("carts")
        .add(
            c ->
                c.set("id_currency", 1)
                    .set("id_lang", 1)
                    .set("id_customer", customer(number))
                    .holding(good, 0, 2))
        .id();
  }

  Item order() {
    if (customer == 0) {
      customer = customer(0);
      address(customer);
      good = shop.products().add(p -> p.name("Mug").price("9.90").quantity(10_000)).id();
    }
    return shop.orders().place(o -> o.customer(customer).line(good, 2).state(2));
  }

  String first(String resource, int order) {
    return Integer.toString(shop.shelf(resource).where("id_order", order).get(0).id());
  }

  String payment(int order) {
    return Integer.toString(shop.orders().pay(order, "5.00", "Bank wire", "TX-" + order));
  }

  String slip(int order) {
    int detail = shop.shelf("order_details").where("id_order", order).get(0).id();
    return Integer.toString(shop.orders().slip(order, Map.of(detail, 1), true));
  }

  List<Integer> values() {
    return values;
  }

  /** What the key may do, the settings, the languages. */
  @Override
  public int checkCost() {
    return 3;
  }

  /** Addresses of customers, invoices of payments and orders of carts are lists of their own. */
  @Override
  public int quietCost(String feed) {
    return Set.of("customers", "payments", "carts").contains(feed) ? 2 : 1;
  }

  @Override
  public int many(EntityType type) {
    return Set.of(Product.TYPE, Customer.TYPE, CreditNote.TYPE).contains(type) ? 110 : 260;
  }

  @Override
  public int batch() {
    return PrestaShopConnector.DEFAULT_BULK;
  }

  @Override
  public Duration lag() {
    return PrestaShopConnector.DEFAULT_LAG;
  }

  @Override
  public void close() {
    shop.close();
  }
}
