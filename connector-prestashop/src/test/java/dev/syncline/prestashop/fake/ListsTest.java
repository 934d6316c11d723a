package dev.syncline.prestashop.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListsTest {

  private final VirtualTime time = new VirtualTime();
  private final FakePrestaShop fake = FakePrestaShop.builder().time(time).start();
  private final Client client = new Client(fake);

  @BeforeEach
  void products() {
    for (int i = 1; i <= 12; i++) {
      int number = i;
      fake.products()
          .add(
              p ->
                  p.name("en", "Mug " + number)
                      .name("fr", "Thé " + number)
                      .reference("Sku-" + number)
                      .price(number + ".50"));
      time.advance(Duration.ofMinutes(1));
    }
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  private List<Integer> ids(String query) {
    return client.get("/products?" + query).ids("products/product/@id");
  }

  @Test
  void aListShowsIdsAndAddressesUnlessMoreIsAskedFor() {
    Client.Reply reply = client.get("/products?filter[id]=3");
    assertThat(reply.body())
        .contains("<product id=\"3\" xlink:href=\"" + fake.api() + "/products/3\"/>");
    Client.Reply full = client.get("/products?display=full&filter[id]=3");
    assertThat(full.body())
        .contains("<id><![CDATA[3]]></id>")
        .contains("<reference><![CDATA[Sku-3]]></reference>")
        .contains("<price><![CDATA[3.500000]]></price>")
        .contains("<id_category_default xlink:href=\"" + fake.api() + "/categories/2\">")
        .contains("<quantity notFilterable=\"true\"><![CDATA[0]]></quantity>")
        .contains("<categories nodeType=\"category\" api=\"categories\">");
    assertThat(full.all("products/product/name/language")).containsExactly("Mug 3", "Thé 3");
  }

  @Test
  void displayTakesNamedFieldsAndMembersOfAssociations() {
    Client.Reply reply =
        client.get(
            "/products?display=[id,price,stock_availables[id,id_product_attribute]]&limit=1");
    assertThat(reply.all("products/product/*").size()).isEqualTo(3);
    assertThat(reply.all("products/product/associations/stock_availables/stock_available/*"))
        .hasSize(2);
    assertThat(client.get("/products/1?display=[reference]").one("product/reference"))
        .isEqualTo("Sku-1");
  }

  @Test
  void nothingIsSortedUnlessAsked() {
    List<Integer> inOrder = IntStream.rangeClosed(1, 12).boxed().toList();
    assertThat(ids("")).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
    assertThat(ids("sort=[id_ASC]")).isEqualTo(inOrder);
    assertThat(ids("sort=id_DESC"))
        .isEqualTo(inOrder.stream().sorted(Comparator.reverseOrder()).toList());
    assertThat(ids("sort=[price_DESC]&limit=2")).containsExactly(12, 11);
    assertThat(ids("sort=[name_ASC]&language=1&limit=3")).containsExactly(1, 10, 11);
  }

  @Test
  void limitCountsFromAnOffsetAndPastTheEndIsNothing() {
    assertThat(ids("sort=[id_ASC]&limit=5,3")).containsExactly(6, 7, 8);
    assertThat(ids("limit=0")).isEmpty();
    Client.Reply past = client.get("/products?limit=100,5");
    assertThat(past.status()).isEqualTo(200);
    assertThat(past.all("products")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "filter[id]=4;4",
        "filter[id]=[4];4",
        "filter[id]=[4|9|99];4 9",
        "filter[id]=[4,6];4 5 6",
        "filter[price]=[2.5,3.5];2 3",
        "filter[id]=>[10];11 12",
        "filter[id]=<[3];1 2",
        "filter[id]=![1|2|3|4|5|6|7|8|9];10 11 12",
        "filter[reference]=sku-7;7",
        "filter[reference]=[SKU-1]%;1 10 11 12",
        "filter[reference]=%[-2];2",
        "filter[reference]=%[u-3]%;3",
        "filter[reference]=%[ku_5]%;5",
        "filter[name]=[the 8];8",
        "filter[name]=[the 8]&language=2;8",
        "filter[name]=[the 8]&language=1;''",
        "filter[ean13]=[];1 2 3 4 5 6 7 8 9 10 11 12",
        "filter[id]=>[3]&filter[id]=<[2];1",
        "filter[id]=>[3]&filter[price]=<[6];4 5"
      })
  void filtersCompareAsTheDatabaseDoes(String query, String expected) {
    String found = ids(query + "&sort=[id_ASC]").toString();
    assertThat(found.replaceAll("[\\[\\],]", "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "filter[nothing]=1;32",
        "filter[date_upd]=1;32",
        "filter[reference]=;33",
        "filter[quantity]=1;34",
        "display=[nothing];35",
        "display=all;36",
        "sort=[id];37",
        "sort=[nothing_ASC];38",
        "sort=[date_upd_ASC];38",
        "limit=1,2,3;39",
        "schema=full;28"
      })
  void aBadParameterComesWithWarningsOfPhpAsStatus500(String query, String code) {
    assertThat(client.get("/products?" + query).refusal()).isEqualTo("500/" + code);
    assertThat(client.get("/products?" + query).codes()).hasSize(5).endsWith("3", "3", "3", "3");
    fake.warnings(false);
    assertThat(client.get("/products?" + query).refusal()).isEqualTo("400/" + code);
  }

  @Test
  void datesAreFilteredOnlyOnRequestAndInTheZoneOfTheShop() {
    // The clock starts at 08:00 UTC, which is 09:00 in Paris.
    String since = "date=1&filter[date_upd]=>[2026-11-22 09:09:00]&sort=[date_upd_ASC,id_ASC]";
    assertThat(ids(since)).containsExactly(11, 12);
    assertThat(
            ids("date=1&filter[date_add]=[2026-11-22 09:00:00,2026-11-22 09:01:00]&sort=[id_ASC]"))
        .containsExactly(1, 2);
  }

  @Test
  void aTableWithoutDatesAnswersADateFilterWithNothing() {
    assertThat(client.get("/stock_availables").all("stock_availables/stock_available")).hasSize(12);
    Client.Reply reply = client.get("/stock_availables?date=1&filter[date_upd]=>[2000-01-01]");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.all("stock_availables/stock_available")).isEmpty();
  }

  @Test
  void languagesAreChosenByIdAndMustExist() {
    assertThat(client.get("/products/1?language=2").all("product/name/language"))
        .containsExactly("Thé 1");
    assertThat(client.get("/products/1?language=[1|2]").all("product/name/language")).hasSize(2);
    assertThat(client.get("/products/1?language=[1,9]").all("product/name/language")).hasSize(2);
    assertThat(client.get("/products/1?language=9").refusal()).isEqualTo("400/81");
    assertThat(client.get("/products/1?language=en").refusal()).isEqualTo("400/79");
  }

  @Test
  void version16ComparesNumbersAsText() {
    try (FakePrestaShop old = FakePrestaShop.builder().version("1.6.1.24").start()) {
      Client caller = new Client(old);
      old.products().add(p -> p.name("Mug").price("4.5"));
      assertThat(caller.get("/products?filter[price]=4.5").all("products/product")).isEmpty();
      assertThat(caller.get("/products?filter[price]=4.500000").all("products/product")).hasSize(1);
    }
    assertThat(ids("filter[price]=4.5")).containsExactly(4);
  }

  @Test
  void wrappersAreNotAlwaysTheResourcesName() {
    assertThat(client.get("/order_slip").body()).contains("<order_slips>\n</order_slips>");
    assertThat(client.get("/product_customization_fields").body())
        .contains("<customization_fields>\n</customization_fields>");
  }

  @Test
  void aSchemaSaysWhatIsRequiredAndWhatMayNotBeSent() {
    Client.Reply synopsis = client.get("/products?schema=synopsis");
    assertThat(synopsis.one("product/price/@required")).isEqualTo("true");
    assertThat(synopsis.one("product/reference/@maxSize")).isEqualTo("64");
    assertThat(synopsis.one("product/quantity/@readOnly")).isEqualTo("true");
    assertThat(client.get("/products?schema=blank").all("product/manufacturer_name")).isEmpty();
  }

  @Test
  void aPriceIsWorkedOutOnRequest() {
    Client.Reply reply = client.get("/products/2?price[gross][use_tax]=1&price[net][use_tax]=0");
    assertThat(reply.one("product/gross")).isEqualTo("3.000000");
    assertThat(reply.one("product/net")).isEqualTo("2.500000");
  }

  @Test
  void searchNeedsWordsAndALanguage() {
    Client.Reply reply = client.get("/search?query=mug 12&language=1");
    assertThat(reply.ids("products/product/@id")).containsExactly(12);
    assertThat(client.get("/search?query=mug").refusal()).isEqualTo("400/100");
  }

  @Test
  void aMissingOneIs404WithoutABody() {
    Client.Reply reply = client.get("/products/99");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.bytes()).isEmpty();
    assertThat(reply.header("Content-Type")).isEmpty();
  }
}
