package dev.syncline.dolibarr.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.testkit.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Third parties, their accounts and contacts, and categories. */
class PartiesTest {

  private final FakeDolibarr fake = FakeDolibarr.builder().time(new VirtualTime()).start();
  private final Client client = new Client(fake);

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void aCodeIsGeneratedOnRequestAndAnOwnOneNeedsTheOtherRule() {
    long id = client.customer("Tea");
    JsonNode json = client.get("/thirdparties/" + id).json();
    assertThat(json.get("code_client").asText()).isEqualTo("CU2611-00001");
    Client.Reply own = client.post("/thirdparties", "{'name':'X','client':1,'code_client':'MINE'}");
    assertThat(own.json().at("/error/1").asText()).isEqualTo("ErrorBadCustomerCodeSyntax");
    fake.constant("SOCIETE_CODECLIENT_ADDON", "mod_codeclient_leopard");
    assertThat(client.post("/thirdparties", "{'name':'X','client':1,'code_client':'MINE'}").id())
        .isPositive();
    long none = client.make("thirdparties", "{'name':'No code','client':1}");
    assertThat(client.get("/thirdparties/" + none).json().get("code_client").isNull()).isTrue();
  }

  @Test
  void aPhoneLosesItsBlanks() {
    long id = client.make("thirdparties", "{'name':'X','phone':'+33 1 23'}");
    assertThat(client.get("/thirdparties/" + id).json().get("phone").asText()).isEqualTo("+33123");
    assertThat(client.post("/thirdparties", "{}").message())
        .isEqualTo("Bad Request: name field missing");
  }

  @Test
  void anEmptyListIsNotFoundEvenBehindTheLastPage() {
    assertThat(client.get("/thirdparties").message())
        .isEqualTo("Not Found: No third parties found");
    client.customer("Tea");
    assertThat(client.get("/thirdparties").json()).hasSize(1);
    assertThat(client.get("/thirdparties?page=1").status()).isEqualTo(404);
    assertThat(client.get("/thirdparties?mode=4").message())
        .isEqualTo("Not Found: No suppliers found");
  }

  @Test
  void twoOfOneEMailAnswerNothingButNulls() {
    client.make("thirdparties", "{'name':'A','email':'a@tea.example'}");
    assertThat(client.get("/thirdparties/email/a@tea.example").json().get("name").asText())
        .isEqualTo("A");
    client.make("thirdparties", "{'name':'B','email':'a@tea.example'}");
    Client.Reply both = client.get("/thirdparties/email/a@tea.example");
    assertThat(both.status()).isEqualTo(200);
    assertThat(both.json().get("id").isNull()).isTrue();
    assertThat(client.list("thirdparties", "(t.email:=:'a@tea.example')").json()).hasSize(2);
    assertThat(client.get("/thirdparties/email/none@tea.example").status()).isEqualTo(404);
  }

  @Test
  void whoHasDocumentsCannotBeDeleted() {
    long id = client.customer("Tea");
    client.invoice(id);
    Client.Reply refused = client.delete("/thirdparties/" + id);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.message()).contains("that product is probably used");
    assertThat(client.delete("/thirdparties/" + client.customer("B")).status()).isEqualTo(200);
  }

  @Test
  void anAccountAtASiteIsOnePerCompanyAndAKeyOfTwoFindsNobody() {
    long a = client.customer("A");
    long b = client.customer("B");
    String account = "{'site':'prestashop_1','key_account':'7','login':'x'}";
    assertThat(client.post("/thirdparties/" + a + "/accounts", account).status()).isEqualTo(200);
    assertThat(client.post("/thirdparties/" + a + "/accounts", account).status()).isEqualTo(409);
    assertThat(client.get("/thirdparties/accounts/prestashop_1/7").json().get("name").asText())
        .isEqualTo("A");
    client.post("/thirdparties/" + b + "/accounts", account);
    assertThat(client.get("/thirdparties/accounts/prestashop_1/7").status()).isEqualTo(404);
    assertThat(client.get("/thirdparties/" + a + "/gateways").status()).isEqualTo(404);
  }

  @Test
  void aContactNeedsANameAndAKnownThirdParty() {
    assertThat(client.post("/contacts", "{'firstname':'x'}").message())
        .isEqualTo("Bad Request: lastname field missing");
    assertThat(client.post("/contacts", "{'lastname':'Doe','socid':99}").status()).isEqualTo(404);
    long company = client.customer("Tea");
    long id =
        client.make("contacts", "{'lastname':'Doe','socid':" + company + ",'ref_ext':'ps_a_1'}");
    assertThat(client.get("/contacts?thirdparty_ids=" + company).json()).hasSize(1);
    assertThat(client.list("contacts", "(t.ref_ext:=:'ps_a_1')").json().at("/0/id").asLong())
        .isEqualTo(id);
    client.put("/contacts/" + id, "{'phone_pro':'+33 1','civility_code':'MME'}");
    JsonNode contact = client.get("/contacts/" + id).json();
    assertThat(contact.get("phone_pro").asText()).isEqualTo("+33 1");
    assertThat(contact.get("civility").asText()).isEqualTo("Mrs.");
    assertThat(fake.events().find("code", "AC_CONTACT_MODIFY").orElseThrow().text("elementid"))
        .isEmpty();
    assertThat(client.delete("/contacts/" + id).status()).isEqualTo(200);
  }

  @Test
  void aCategoryIsUniqueUnderItsParent() {
    long root = client.make("categories", "{'label':'Tea','type':'product'}");
    Client.Reply twin = client.post("/categories", "{'label':'tea','type':0}");
    assertThat(twin.status()).isEqualTo(500);
    assertThat(twin.detail())
        .isEqualTo(
            "Impossible to add the tag/category tea : This category already exists with this ref");
    long child =
        client.make("categories", "{'label':'Tea','type':'product','fk_parent':" + root + "}");
    assertThat(client.get("/categories/" + root + "?include_childs=true").json().get("childs"))
        .hasSize(1);
    client.put("/categories/" + child, "{'label':'Green tea'}");
    client.delete("/categories/" + root);
    assertThat(client.get("/categories/" + child).json().get("fk_parent").asText()).isEqualTo("0");
    assertThat(client.post("/categories", "{'label':'x'}").message())
        .isEqualTo("Bad Request: type field missing");
  }

  @Test
  void linkingTwiceIsOneLinkAndAnUnknownObjectIsAnError() {
    long product = client.product("A");
    long category = client.make("categories", "{'label':'c','type':'product'}");
    String link = "/categories/" + category + "/objects/product/" + product;
    assertThat(client.post(link, "").status()).isEqualTo(200);
    assertThat(client.post(link, "").status()).isEqualTo(200);
    assertThat(client.get("/products/" + product + "/categories").json()).hasSize(1);
    assertThat(client.get("/categories/" + category + "/objects?type=product&onlyids=1").json())
        .hasSize(1);
    assertThat(client.post("/categories/" + category + "/objects/product/99", "").message())
        .contains("Error when fetching object");
    client.delete("/categories/" + category + "/objects/product/ref/A");
    assertThat(client.get("/categories/object/product/" + product).json()).isEmpty();
  }
}
