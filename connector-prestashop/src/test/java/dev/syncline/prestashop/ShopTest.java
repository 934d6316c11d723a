package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Change;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Media;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.model.StockLevel;
import dev.syncline.prestashop.fake.Seed;
import dev.syncline.testkit.fake.RequestLog;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pictures, shops, searches and checks. */
class ShopTest {

  private static byte[] png(String base64) {
    return java.util.Base64.getDecoder().decode(base64);
  }

  @Test
  void picturesGoUpAndDownAndAreReplacedUnderTheirId() {
    byte[] red =
        png(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    byte[] blue =
        png(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=");
    try (Rig rig = new Rig(shop -> {}, more -> more.pictures((media, most) -> Optional.of(red)))) {
      rig.connector.check();
      WriteResult made =
          rig.write(
              rig.create(
                  Entity.of(Product.TYPE, "")
                      .with(Product.NAME, "Mug")
                      .with(Product.IMAGES, Set.of(new Media("https://other.example/1", "x")))));
      assertThat(((WriteResult.Written) made).leftOut()).isEmpty();
      String id = ((WriteResult.Written) made).id();
      Media cover = rig.read(Product.TYPE, id).require(Product.IMAGE);
      assertThat(rig.read(Product.TYPE, id).require(Product.IMAGES)).containsExactly(cover);
      PrestaShopImages images = rig.connector.images();
      byte[] before = images.download(cover).orElseThrow();
      assertThat(before).isNotEmpty();
      assertThat(images.replace(id, cover.digest(), blue)).isTrue();
      assertThat(images.of(id)).containsExactly(cover.digest());
      assertThat(images.download(cover).orElseThrow()).isNotEqualTo(before);
      assertThat(images.add(id, "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .isEmpty();
      assertThat(images.remove(id, cover.digest())).isTrue();
      assertThat(images.download(cover)).isEmpty();
      assertThatThrownBy(
              () -> images.download(new Media("https://evil.example/api/images/products/1/1", "1")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aProductWhosePictureDoesNotComeIsThereWithoutIt() {
    try (Rig rig = new Rig()) {
      WriteResult made =
          rig.write(
              rig.create(
                  Entity.of(Product.TYPE, "")
                      .with(Product.NAME, "Mug")
                      .with(Product.IMAGES, Set.of(new Media("https://other.example/1", "x")))));
      assertThat(((WriteResult.Written) made).leftOut()).containsExactly(Product.IMAGES);
    }
  }

  @Test
  void aShopOfSeveralSeesItsOwnStock() {
    try (Rig rig = new Rig(shop -> shop.shops(2), more -> more.shop(1))) {
      int id = rig.shop.products().add(p -> p.name("Mug").price("9").quantity(6)).id();
      rig.connector.check();
      int mark = rig.mark();
      assertThat(rig.everything("stock").ids()).containsExactly(Integer.toString(id));
      assertThat(rig.read(StockLevel.TYPE, id).require(StockLevel.QUANTITY))
          .isEqualByComparingTo(new BigDecimal("6"));
      assertThat(rig.since(mark))
          .extracting(RequestLog.Entry::query)
          .allMatch(query -> query.contains("id_shop=1"));
      assertThat(rig.connector.account().id()).endsWith("#1");
      assertThat(rig.connector.dictionaries().codes(PrestaShopDictionaries.SHOP)).hasSize(2);
    }
  }

  @Test
  void peopleOrdersInvoicesAndPaymentsAreFoundByWhatTheyAreKnownBy() {
    try (Rig rig = new Rig()) {
      new Seed(3, 2, 6, 1, 8, 12).fill(rig.shop);
      rig.connector.check();
      found(rig, Customer.TYPE, "customers", Customer.EMAILS);
      found(rig, Order.TYPE, "orders", Order.NUMBER);
      found(rig, Invoice.TYPE, "invoices", Invoice.NUMBER);
      rig.shop.orders().pay(3, "1.00", "Cash", "TX 1|2");
      found(rig, Payment.TYPE, "payments", Payment.NUMBER);
    }
  }

  private static void found(
      Rig rig, dev.syncline.model.EntityType type, String feed, dev.syncline.model.Field<?> by) {
    int found = 0;
    for (Change change : rig.everything(feed).changes()) {
      Entity entity = change.content().orElseThrow();
      for (MatchKey key : MatchKey.of(entity, List.of(by), PhoneRules.digits())) {
        found++;
        assertThat(rig.connector.port(type).find(List.of(key), FieldSet.of(by)).get(key).hits())
            .extracting(Entity::id)
            .contains(entity.id());
      }
    }
    assertThat(found).as("keys of %s", type).isPositive();
  }

  @Test
  void whoIsMarkedAsDeletedIsGoneAndAnAddressOfAnOrderIsOnlyOutOfUse() {
    try (Rig rig = new Rig()) {
      new Seed(3, 2, 6, 1, 8, 12).fill(rig.shop);
      rig.connector.check();
      dev.syncline.connector.Cursor at = rig.everything("customers").after();
      rig.time.advance(Duration.ofMinutes(10));
      rig.shop.customers().softDelete(2);
      assertThat(rig.reading(Customer.TYPE, 2)).isInstanceOf(Reading.Gone.class);
      assertThat(rig.reading(Customer.TYPE, 999)).isInstanceOf(Reading.Gone.class);
      assertThat(rig.reading(Product.TYPE, 999)).isInstanceOf(Reading.Gone.class);
      int address = rig.shop.orders().get(1).number("id_address_delivery");
      rig.shop.addresses().delete(address);
      assertThat(
              rig.read(dev.syncline.model.ContactPerson.TYPE, address)
                  .require(dev.syncline.model.ContactPerson.ARCHIVED))
          .isTrue();
      assertThat(rig.look("customers", at).changes())
          .allMatch(change -> !change.id().equals("2") || change.kind() == Change.Kind.GONE);
    }
  }

  @Test
  void everyMissingPermissionIsNamedInOneList() {
    String key = "LIMITEDLIMITEDLIMITEDLIMITEDLIMI";
    try (Rig rig = new Rig()) {
      rig.shop.key(
          key,
          Map.of(
              "products", Set.of("GET"),
              "configurations", Set.of("GET"),
              "languages", Set.of("GET"),
              "stock_availables", Set.of("GET", "PUT")),
          Set.of(1));
      try (PrestaShopConnector limited = rig.connector(more -> more.key(key).writes(true))) {
        List<String> missing =
            limited.check().problems().stream().map(ConnectionCheck.Problem::setting).toList();
        assertThat(missing)
            .contains(
                "GET orders",
                "POST products",
                "PATCH products",
                "PATCH stock_availables",
                "POST order_histories",
                "GET order_cart_rules")
            .doesNotContain("GET products", "GET stock_availables");
      }
      assertThat(rig.connector.check().notes().toString())
          .contains("9.1.4", "Europe/Paris", "en-US", "fr-FR", "Syncline Shop");
    }
  }

  @Test
  void settingsThatCannotWorkAreRefusedAtOnce() {
    PrestaShopConnector.Builder builder = PrestaShopConnector.builder();
    assertThatThrownBy(() -> builder.key("too short")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.bulk(51)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.shop(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.webhookSecret("short"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    Canned server = new Canned(Canned.shop(request -> Canned.xml(200, "<products></products>")));
    try (PrestaShopConnector shop =
        PrestaShopConnector.builder()
            .url(URI.create("https://shop.example//sub/api/"))
            .key(Canned.KEY)
            .keyInQuery()
            .methodOverride()
            .time(server.time)
            .under(
                new dev.syncline.testkit.fake.InProcess(
                    server,
                    new dev.syncline.testkit.fake.Faults(
                        dev.syncline.testkit.fake.FakeResponse.empty(429)),
                    Canned.BASE))
            .build()) {
      shop.port(Product.TYPE)
          .find(
              MatchKey.of(
                  Entity.of(Product.TYPE, "").with(Product.SKU, "A"),
                  List.of(Product.SKU),
                  PhoneRules.digits()),
              FieldSet.of(Product.SKU));
      assertThat(server.requests).isNotEmpty();
      assertThat(server.requests).allMatch(request -> request.path().startsWith("/sub/api/"));
      assertThat(server.requests).allMatch(request -> request.query("ws_key").isPresent());
      assertThat(shop.account().id()).isEqualTo("shop.example/sub");
    }
  }
}
