package dev.syncline.prestashop.fake;

import static dev.syncline.prestashop.fake.Client.category;
import static dev.syncline.prestashop.fake.Client.product;
import static dev.syncline.prestashop.fake.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritesTest {

  private final VirtualTime time = new VirtualTime();
  private final FakePrestaShop fake = FakePrestaShop.builder().time(time).start();
  private final Client client = new Client(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  private int made(String reference, String more) {
    Client.Reply reply = client.post("/products", product(reference, more));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.ids("product/id").get(0);
  }

  private static String change(int id, String fields) {
    return "<product><id>" + id + "</id>" + fields + "</product>";
  }

  @Test
  void aCreateEchoesWhatWasSentAndReadsAsTheColumnKeepsIt() {
    Client.Reply reply = client.post("/products", product("A", "<weight>0.25</weight>"));
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.one("product/price")).isEqualTo("19.90");
    Client.Reply read = client.get("/products/" + reply.one("product/id"));
    assertThat(read.one("product/price")).isEqualTo("19.900000");
    assertThat(read.one("product/weight")).isEqualTo("0.250000");
    assertThat(read.all("product/link_rewrite/language")).containsExactly("mug", "tasse");
    assertThat(read.one("product/visibility")).isEqualTo("both");
  }

  @Test
  void whatIsNotSentIsZero() {
    Client.Reply reply =
        client.post(
            "/products", "<product><price>1</price>" + text("name", "A", "B") + "</product>");
    Client.Reply read = client.get("/products/" + reply.one("product/id"));
    assertThat(read.one("product/active")).isEqualTo("0");
    assertThat(read.one("product/state")).isEqualTo("0");
    assertThat(read.one("product/minimal_quantity")).isEqualTo("0");
  }

  @Test
  void aNineDigitPriceIsRoundedToSix() {
    int id = made("A", "");
    client.patch("/products", change(id, "<price>1.123456789</price>"));
    assertThat(fake.products().get(id).get("price")).isEqualTo("1.123457");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<product><reference>A</reference></product>;400/41",
        "<product><id>7</id><price>1</price></product>;400/91",
        "<product><price></price><name><language id='1'>A</language></name></product>;400/85",
        "<product><price>1,5</price><name><language id='1'>A</language></name></product>;400/85",
        "<product><price>-1</price><name><language id='1'>A</language></name></product>;400/85",
        "<product><price>1</price><name><language id='1'>A{</language></name></product>;400/84",
        "<product><price>1</price></product>;500/3",
        "<product><price>1</price><quantity>5</quantity><name>A</name></product>;400/93",
        "<product><price>1</price><manufacturer_name>x</manufacturer_name><name>A</name></product>;400/93",
        "<product><price>1</price><ean13>123456789012345</ean13><name>A</name></product>;400/85",
        "<product><price>1</price><visibility>here</visibility><name>A</name></product>;400/85"
      })
  void aBadProductIsRefusedWithItsCode(String product, String refusal) {
    assertThat(client.post("/products", product).refusal()).isEqualTo(refusal);
    assertThat(fake.products().size()).isZero();
  }

  @Test
  void whatIsTooLongIsSaidInFigures() {
    assertThat(
            client
                .post("/products", product("A", "<ean13>123456789012345</ean13>"))
                .one("errors/error/message"))
        .isEqualTo(
            "Validation error: \"The length of property Product->ean13 is currently 15 chars. It"
                + " must be between 0 and 14 chars.\"");
  }

  @ParameterizedTest
  @CsvSource({"1.6.1.24,32", "9.1.4,64"})
  void aReferenceIsAsLongAsTheVersionHasIt(String version, int most) {
    try (FakePrestaShop other = FakePrestaShop.builder().version(version).start()) {
      Client caller = new Client(other);
      String mug = "<price>1</price>" + text("name", "A", "B");
      String fits = "<product>" + mug + "<reference>" + "x".repeat(most) + "</reference></product>";
      assertThat(caller.post("/products", fits).status()).isEqualTo(201);
      assertThat(caller.post("/products", fits.replace("<reference>", "<reference>y")).refusal())
          .isEqualTo("400/85");
    }
  }

  @Test
  void oldVersionsForbidMoreLettersInNames() {
    String hash = "<product><price>1</price>" + text("name", "A#1", "B") + "</product>";
    assertThat(client.post("/products", hash).status()).isEqualTo(201);
    try (FakePrestaShop other = FakePrestaShop.builder().version("8.2.0").start()) {
      assertThat(new Client(other).post("/products", hash).refusal()).isEqualTo("400/84");
    }
  }

  @Test
  void idsOfAChangeStandInTheBody() {
    int first = made("A", "");
    int second = made("B", "");
    String other = change(second, "<price>5</price>");
    assertThat(client.patch("/products/" + first, other).status()).isEqualTo(200);
    assertThat(fake.products().get(second).get("price")).isEqualTo("5.000000");
    assertThat(fake.products().get(first).get("price")).isEqualTo("19.900000");
    assertThat(client.patch("/products", other, other).refusal()).isEqualTo("400/89");
    assertThat(client.patch("/products", "<product/>").refusal()).isEqualTo("400/90");
    assertThat(client.patch("/products", change(99, "")).refusal()).isEqualTo("404/92");
  }

  @Test
  void aPutBlanksEverythingItDoesNotName() {
    int id = made("A", "<weight>2</weight>" + text("description", "Good", "Bon"));
    assertThat(client.put("/products/" + id, change(id, "")).refusal()).isEqualTo("400/41");
    client.put("/products/" + id, change(id, "<price>3</price>" + text("name", "Cup", "Bol")));
    Item product = fake.products().get(id);
    assertThat(product.get("reference")).isEmpty();
    assertThat(product.get("active")).isEqualTo("0");
    assertThat(product.get("weight")).isEqualTo("0.000000");
    assertThat(product.text("description")).isEmpty();
    assertThat(product.text("link_rewrite")).isEmpty();
    assertThat(product.text("name", 2)).isEqualTo("Bol");
  }

  @Test
  void aPatchKeepsWhatItDoesNotName() {
    int id = made("A", text("description", "Good", "Bon"));
    client.patch("/products/" + id, change(id, "<price>3</price>"));
    assertThat(fake.products().get(id).get("reference")).isEqualTo("A");
    assertThat(fake.products().get(id).text("description", 2)).isEqualTo("Bon");
  }

  @Test
  void oneLanguageOfAProductBlanksTheOthersButNotOfACategory() {
    int product = made("A", "");
    client.patch("/products", change(product, text("name", "Cup")));
    assertThat(fake.products().get(product).text("name", 2)).isEmpty();
    int category = client.post("/categories", category("Tea", 2)).ids("category/id").get(0);
    client.patch(
        "/categories", "<category><id>" + category + "</id>" + text("name", "Pot") + "</category>");
    assertThat(fake.categories().get(category).text("name", 1)).isEqualTo("Pot");
    assertThat(fake.categories().get(category).text("name", 2)).isEqualTo("Tea");
  }

  @Test
  void aBatchStopsAtTheFirstThatFailsAndKeepsThoseBefore() {
    Client.Reply all = client.post("/products", product("A", ""), product("B", ""));
    assertThat(all.all("product/reference")).containsExactly("A", "B");
    Client.Reply some =
        client.post("/products", product("C", ""), product("D", "<upc>x</upc>"), product("E", ""));
    assertThat(some.refusal()).isEqualTo("400/85");
    assertThat(some.all("product")).isEmpty();
    assertThat(fake.products().all())
        .extracting(p -> p.get("reference"))
        .containsExactly("A", "B", "C");
  }

  @Test
  void associationsReplaceEverythingWhereTheyAreSent() {
    int tea = client.post("/categories", category("Tea", 2)).ids("category/id").get(0);
    String both =
        "<associations><categories><category><id>2</id></category><category><id>"
            + tea
            + "</id></category><category><id>999</id></category></categories></associations>";
    int id = made("A", both);
    assertThat(fake.products().get(id).ids("categories")).containsExactly(2, tea);
    client.put("/products", change(id, "<price>1</price>" + text("name", "A", "B")));
    assertThat(fake.products().get(id).ids("categories")).containsExactly(2, tea);
    client.patch("/products", change(id, "<associations><categories></categories></associations>"));
    assertThat(fake.products().get(id).ids("categories")).isEmpty();
  }

  @Test
  void anUnknownAssociationIsRefusedAfterTheThingWasSaved() {
    Client.Reply reply =
        client.post("/products", product("A", "<associations><shops/></associations>"));
    assertThat(reply.refusal()).isEqualTo("400/86");
    assertThat(fake.products().size()).isEqualTo(1);
    assertThat(client.post("/products", product("B", "<colour>red</colour>")).status())
        .isEqualTo(201);
  }

  @Test
  void theServerWritesTheDatesInTheZoneOfTheShop() {
    int id = made("A", "<date_add>2001-01-01 00:00:00</date_add>");
    Item born = fake.products().get(id);
    assertThat(born.get("date_add")).isEqualTo("2026-11-22 09:00:00");
    time.advance(Duration.ofMinutes(5));
    client.patch("/products", change(id, ""));
    assertThat(fake.products().get(id).get("date_add")).isEqualTo("2026-11-22 09:00:00");
    assertThat(fake.products().get(id).get("date_upd")).isEqualTo("2026-11-22 09:05:00");
  }

  @Test
  void theHourOfAutumnComesTwice() {
    time.advance(Duration.between(time.now(), Instant.parse("2027-10-31T00:30:00Z")));
    int first = made("A", "");
    time.advance(Duration.ofHours(1));
    int second = made("B", "");
    assertThat(fake.products().get(first).get("date_add")).isEqualTo("2027-10-31 02:30:00");
    assertThat(fake.products().get(second).get("date_add")).isEqualTo("2027-10-31 02:30:00");
  }

  @Test
  void onlyXmlIsRead() {
    assertThat(client.send("POST", "/products", "{\"product\":{}}").codes())
        .containsExactly("3", "3", "3", "127");
    assertThat(client.send("POST", "/products", "").refusal()).isEqualTo("500/127");
  }

  @Test
  void noDocumentTypeIsReadAndNoEntityResolved() {
    String bomb =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><prestashop>"
            + product("&e;", "")
            + "</prestashop>";
    Client.Reply reply = client.send("POST", "/products", bomb);
    assertThat(reply.status()).isEqualTo(500);
    // What was sent comes back unescaped, so that its own CDATA breaks the answer.
    assertThat(reply.body()).contains("<code><![CDATA[127]]></code>");
    assertThat(fake.products().size()).isZero();
  }

  @Test
  void deletingSeveralIsAllOrNothing() {
    int first = made("A", "");
    int second = made("B", "");
    assertThat(client.delete("/products?id=[" + first + ",99]").refusal()).isEqualTo("404/87");
    assertThat(fake.products().size()).isEqualTo(2);
    Client.Reply gone = client.delete("/products?id=[" + first + "," + second + "]");
    assertThat(gone.status()).isEqualTo(200);
    assertThat(gone.bytes()).isEmpty();
    assertThat(fake.products().size()).isZero();
    Client.Reply none = client.delete("/products");
    assertThat(none.codes()).containsExactly("3", "87");
    assertThat(none.all("errors/error/message")).contains("Id(s) not exists: 0");
  }

  @Test
  void everythingAFreshShopHoldsMayBePatchedWithNothing() {
    String dated =
        client
            .get("/configurations?filter[name]=[PS_LANG_DEFAULT]")
            .one("configurations/configuration/@id");
    for (String resource :
        new String[] {
          "categories/category/1",
          "languages/language/1",
          "currencies/currency/1",
          "countries/country/8",
          "order_states/order_state/2",
          "carriers/carrier/2",
          "taxes/tax/1",
          "tax_rule_groups/tax_rule_group/1",
          "groups/group/3",
          "zones/zone/1",
          "configurations/configuration/" + dated,
          "employees/employee/1",
          "shops/shop/1"
        }) {
      String[] parts = resource.split("/");
      Client.Reply reply =
          client.patch(
              "/" + parts[0], "<" + parts[1] + "><id>" + parts[2] + "</id></" + parts[1] + ">");
      assertThat(reply.status()).as(resource + reply.body()).isEqualTo(200);
    }
  }

  @Test
  void version17HidesAZeroItWasJustGiven() {
    try (FakePrestaShop old = FakePrestaShop.builder().version("1.7.8.11").start()) {
      Client.Reply reply = new Client(old).post("/products", product("A", "<on_sale>0</on_sale>"));
      assertThat(reply.one("product/on_sale")).isEmpty();
    }
    assertThat(
            client.post("/products", product("A", "<on_sale>0</on_sale>")).one("product/on_sale"))
        .isEqualTo("0");
  }

  @Test
  void aSettingOfTheInstallerIsSavedOnlyWithADate() {
    try (FakePrestaShop fresh = FakePrestaShop.start()) {
      Client client = new Client(fresh);
      String path = "/configurations?filter[name]=[PS_ROUND_TYPE]&display=[id,date_add]";
      String id = client.get(path).one("configurations/configuration/id");
      assertThat(client.get(path).one("configurations/configuration/date_add"))
          .isEqualTo("0000-00-00 00:00:00");
      String change = "<configuration><id>" + id + "</id><value>1</value>%s</configuration>";
      assertThat(client.patch("/configurations", change.replace("%s", "")).refusal())
          .isEqualTo("400/85");
      String dated =
          "<date_add>2020-01-01 00:00:00</date_add><date_upd>2020-01-01 00:00:00</date_upd>";
      assertThat(client.patch("/configurations", change.replace("%s", dated)).status())
          .isEqualTo(200);
      assertThat(fresh.configuration("PS_ROUND_TYPE")).isEqualTo("1");
    }
  }
}
