package dev.syncline.dolibarr.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Extra fields and files. */
class ExtrasTest {

  private static final String PIXEL = "iVBORw0KGgo=";

  private final VirtualTime time = new VirtualTime();
  private final FakeDolibarr fake = FakeDolibarr.builder().time(time).start();
  private final Client client = new Client(fake);

  @AfterEach
  void close() {
    fake.close();
  }

  private static Client.Reply declare(Client by, String name, String more) {
    return by.post(
        "/setup/extrafields/product/" + name,
        "{'label':'L','type':'varchar','size':20" + more + "}");
  }

  @Test
  void aFieldIsDeclaredOnceByAnAdministratorUnderAPlainName() {
    assertThat(client.get("/setup/extrafields?elementtype=product").text()).isEqualTo("[ ]");
    assertThat(declare(client, "size", "").id()).isPositive();
    assertThat(declare(client, "size", "").status()).isEqualTo(409);
    assertThat(declare(client, "bad-name", "").status()).isEqualTo(500);
    assertThat(client.get("/setup/extrafields").json().at("/product/size/type").asText())
        .isEqualTo("varchar");
    String clerk = fake.user("clerk", "produit.creer");
    assertThat(declare(new Client(fake, clerk), "other", "").status()).isEqualTo(403);
    try (FakeDolibarr old = FakeDolibarr.builder().version("18.0.4").start()) {
      assertThat(declare(new Client(old), "size", "").status()).isEqualTo(404);
    }
  }

  @Test
  void aUniqueFieldIsTheOnlyKeyThatHolds() {
    declare(client, "extsrc", ",'unique':1");
    String body = "{'ref':'%s','label':'x','array_options':{'options_extsrc':'E1'}}";
    client.make("products", body.replace("%s", "A"));
    Client.Reply twin = client.post("/products", body.replace("%s", "B"));
    assertThat(twin.status()).isEqualTo(500);
    assertThat(twin.detail())
        .isEqualTo("Duplicate entry 'E1' for key 'uk_product_extrafields_extsrc'");
    assertThat(fake.products()).hasSize(1);
    assertThat(client.list("products", "(ef.extsrc:=:'E1')").json()).hasSize(1);
    // A number that failed is not given again.
    assertThat(client.product("C")).isEqualTo(3);
  }

  @Test
  void htmlIsLostEvenInAFieldOfThatTypeAndUnknownFieldsAreIgnored() {
    assertThat(
            client
                .post("/setup/extrafields/product/long", "{'label':'L','type':'html','size':''}")
                .detail())
        .isEqualTo("DB_ERROR_SYNTAX");
    client.post("/setup/extrafields/product/long", "{'label':'L','type':'html'}");
    long id =
        client.make(
            "products",
            "{'ref':'A','label':'a','array_options':{'options_long':'<p>HTML <b>x</b></p>',"
                + "'options_none':1}}");
    JsonNode options = client.get("/products/" + id).json().get("array_options");
    assertThat(options.get("options_long").asText()).isEqualTo("HTML x");
    assertThat(options).hasSize(1);
  }

  @Test
  void aChangeKeepsTheOtherFieldsExceptInOldVersions() {
    assertThat(kept("24.0.0")).isEqualTo("S");
    assertThat(kept("20.0.0")).isEqualTo("null");
    assertThat(kept("18.0.6")).isEqualTo("null");
    assertThat(kept("18.0.7")).isEqualTo("S");
  }

  private static String kept(String version) {
    try (FakeDolibarr fake = FakeDolibarr.builder().version(version).start()) {
      fake.backOffice().extraField("product", "size", "varchar", 20, false);
      fake.backOffice().extraField("product", "color", "varchar", 20, false);
      Client there = new Client(fake);
      there.make("products", "{'ref':'A','label':'a','array_options':{'options_size':'S'}}");
      there.put("/products/1", "{'array_options':{'options_color':'red'}}");
      return there.get("/products/1").json().at("/array_options/options_size").asText();
    }
  }

  @Test
  void extraFieldsAreStampedOnTheirOwnAndWithoutThemNobodyKnowsTheChange() {
    declare(client, "size", "");
    long id = client.product("A");
    assertThat(client.get("/products/" + id).json().get("date_modification").asText()).isEmpty();
    time.advance(Duration.ofMinutes(5));
    client.put("/products/" + id, "{'array_options':{'options_size':'S'}}");
    assertThat(client.list("products", "(t.tms:>:'20261122080000')").json()).isEmpty();
    assertThat(client.list("products", "(ef.tms:>:'20261122080000')").json()).hasSize(1);
    assertThat(client.get("/products/" + id).json().get("date_modification").asLong())
        .isEqualTo(time.now().getEpochSecond());
  }

  @Test
  void aDeclarationThatGoesTakesItsValuesAlong() {
    long first = declare(client, "size", "").id();
    client.make("products", "{'ref':'A','label':'a','array_options':{'options_size':'S'}}");
    assertThat(client.put("/setup/extrafields/product/size", "{'label':'M','type':'text'}").id())
        .isNotEqualTo(first);
    client.delete("/setup/extrafields/product/size");
    declare(client, "size", "");
    assertThat(client.get("/products/1").json().at("/array_options/options_size").isNull())
        .isTrue();
    assertThat(client.list("products", "(ef.none:=:1)").status()).isEqualTo(503);
  }

  private Client.Reply upload(String name, String more) {
    return client.post(
        "/documents/upload",
        "{'filename':'"
            + name
            + "','modulepart':'product','ref':'P1','filecontent':'"
            + PIXEL
            + "','fileencoding':'base64'"
            + more
            + "}");
  }

  @Test
  void aFileIsUploadedOnceListedDownloadedAndDeleted() {
    long id = client.product("P1");
    assertThat(client.get("/documents?modulepart=product&ref=P1").status()).isEqualTo(404);
    assertThat(upload("img1.png", "").text()).isEqualTo("\"img1.png\"");
    assertThat(upload("img1.png", "").message())
        .isEqualTo("Bad Request: File with name 'img1.png' already exists.");
    assertThat(upload("img1.png", ",'overwriteifexists':1").status()).isEqualTo(200);
    assertThat(
            client
                .get("/documents?modulepart=product&id=" + id)
                .json()
                .at("/0/relativename")
                .asText())
        .isEqualTo("img1.png");
    JsonNode file =
        client.get("/documents/download?modulepart=product&original_file=P1/img1.png").json();
    assertThat(file.get("content").asText()).isEqualTo(PIXEL);
    assertThat(file.get("content-type").asText()).isEqualTo("image/png");
    client.put("/products/" + id, "{'ref':'P2'}");
    assertThat(fake.backOffice().files("product", "P2")).containsOnlyKeys("img1.png");
    client.delete("/documents?modulepart=product&original_file=P2/img1.png");
    assertThat(fake.backOffice().files("product", "P2")).isEmpty();
  }

  @Test
  void aFileNeedsItsObjectAHarmlessNameAndNoCategory() {
    assertThat(upload("a.png", "").message())
        .isEqualTo("Not Found: Object with ref 'P1' was not found.");
    client.product("P1");
    assertThat(upload("run.php", "").text()).isEqualTo("\"run.php\"");
    assertThat(fake.backOffice().files("product", "P1")).containsOnlyKeys("run.php.noexe");
    Client.Reply category =
        client.post("/documents/upload", "{'filename':'a.png','modulepart':'category','ref':'1'}");
    assertThat(category.message()).contains("Modulepart category not implemented yet");
    long invoice = client.validInvoice(client.customer("Tea"));
    String ref = client.get("/invoices/" + invoice).json().get("ref").asText();
    assertThat(
            client
                .put(
                    "/documents/builddoc",
                    "{'modulepart':'invoice','original_file':'" + ref + "/" + ref + ".pdf'}")
                .json()
                .get("encoding")
                .asText())
        .isEqualTo("base64");
  }
}
