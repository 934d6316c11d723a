package dev.syncline.moysklad.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListsTest {

  private final FakeMoySklad fake = FakeMoySklad.builder().rateLimit(false).start();
  private final Client client = new Client(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  private List<String> names(String query) {
    Client.Reply reply = client.get("/entity/product?" + query);
    assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
    List<String> names = new ArrayList<>();
    reply.rows().forEach(row -> names.add(row.path("name").asText()));
    return names;
  }

  private static String filter(String text) {
    return "filter=" + Client.encoded(text);
  }

  @Test
  void equalsOfOneFieldAreAlternativesAndOfTwoFieldsMustBothHold() {
    client.post(
        "/entity/product",
        "[{\"name\":\"a\",\"code\":\"1\"},{\"name\":\"b\",\"code\":\"1\"},{\"name\":\"c\",\"code\":\"2\"}]");
    assertThat(names(filter("name=a;name=c"))).containsExactly("a", "c");
    assertThat(names(filter("name=a;name=c;code=1"))).containsExactly("a");
    assertThat(names(filter("name!=a;name!=c"))).containsExactly("b");
    assertThat(names(filter("article=;code=2"))).containsExactly("c");
    assertThat(names(filter("code!="))).hasSize(3);
    assertThat(names("order=name,desc")).containsExactly("c", "b", "a");
  }

  @Test
  void likeIsCaseInsensitiveAndASemicolonIsEscaped() {
    client.post("/entity/product", "[{\"name\":\"Kettle; big\"},{\"name\":\"Tea\"}]");
    assertThat(names(filter("name~TTLE"))).containsExactly("Kettle; big");
    assertThat(names(filter("name~=te"))).containsExactly("Tea");
    assertThat(names(filter("name=~BIG"))).containsExactly("Kettle; big");
    assertThat(names(filter("name=Kettle\\; big"))).containsExactly("Kettle; big");
  }

  @Test
  void wrongFiltersAndOrdersAreErrors() {
    assertThat(client.get("/entity/product?" + filter("colour=red")).code()).isEqualTo(1034);
    assertThat(client.get("/entity/product?" + filter("updated>=yesterday")).code())
        .isEqualTo(1035);
    assertThat(
            client
                .get(
                    "/entity/product?"
                        + filter("updated=2026-01-01 00:00:00;updated>=2026-01-01 00:00:00"))
                .code())
        .isEqualTo(1034);
    assertThat(client.get("/entity/product?order=colour").code()).isEqualTo(1063);
    assertThat(client.get("/entity/product?limit=1001").code()).isEqualTo(1040);
    assertThat(client.get("/entity/product?fields=stock,declaration").code()).isEqualTo(3042);
    assertThat(client.get("/entity/product?fields=x").code()).isEqualTo(3043);
  }

  @Test
  void expandIsForgottenAboveAHundred() {
    assertThat(
            client
                .get("/entity/counterparty?expand=group&limit=100")
                .rows()
                .at("/0/group/name")
                .asText())
        .isEqualTo("Основной");
    assertThat(client.get("/entity/counterparty?expand=group").rows().at("/0/group").has("name"))
        .isFalse();
    assertThat(
            client
                .get("/entity/counterparty?expand=owner.group&limit=10")
                .rows()
                .at("/0/owner/group/name")
                .asText())
        .isEqualTo("Основной");
  }

  @Test
  void aZeroLimitTellsTheSizeOnly() {
    JsonNode json = client.get("/entity/uom?limit=0").json();
    assertThat(json.at("/meta/size").asInt()).isGreaterThanOrEqualTo(58);
    assertThat(json.path("rows")).isEmpty();
  }

  @Test
  void pagesLeadToTheirNeighbours() {
    JsonNode page = client.get("/entity/uom?order=name&limit=10&offset=10").json();
    assertThat(page.at("/meta/nextHref").asText()).endsWith("order=name&limit=10&offset=20");
    assertThat(page.at("/meta/previousHref").asText()).endsWith("order=name&limit=10&offset=0");
    assertThat(client.get("/entity/uom?limit=10").json().path("meta").has("previousHref"))
        .isFalse();
  }

  @Test
  void aWalkByUpdatedSeesEveryProductOnce() {
    for (int batch = 0; batch < 5; batch++) {
      StringBuilder body = new StringBuilder("[");
      for (int i = 0; i < 20; i++) {
        body.append(i == 0 ? "" : ",").append("{\"name\":\"p").append(batch * 20 + i).append("\"}");
      }
      assertThat(client.post("/entity/product", body.append("]")).status()).isEqualTo(200);
    }
    Set<String> seen = new LinkedHashSet<>();
    String since = "2026-01-01 00:00:00.000";
    int offset = 0;
    for (int page = 0; page < 50; page++) {
      JsonNode rows =
          client
              .get(
                  "/entity/product?limit=7&offset="
                      + offset
                      + "&order=updated,asc%3Bid&"
                      + filter("updated>=" + since))
              .rows();
      rows.forEach(row -> seen.add(row.path("id").asText()));
      if (rows.size() < 7) {
        break;
      }
      String last = rows.get(6).path("updated").asText();
      offset = last.equals(since) ? offset + 7 : 0;
      since = last;
    }
    assertThat(seen).hasSize(100);
  }

  @Test
  void aCustomFieldAndAReferenceCanBeFilteredBy() {
    JsonNode field =
        client
            .post(
                "/entity/counterparty/metadata/attributes", "{\"name\":\"bx\",\"type\":\"string\"}")
            .json();
    String href = field.at("/meta/href").asText();
    client.post(
        "/entity/counterparty",
        "{\"name\":\"x\",\"attributes\":[{\"meta\":{\"href\":\""
            + href
            + "\",\"type\":\"attributemetadata\"},\"value\":\"17\"}]}");
    assertThat(client.get("/entity/counterparty?" + filter(href + "=17")).rows()).hasSize(1);
    assertThat(client.get("/entity/counterparty?" + filter(href + "=18")).rows()).isEmpty();
    JsonNode group = client.first("group");
    assertThat(
            client
                .get("/entity/counterparty?" + filter("group=" + group.at("/meta/href").asText()))
                .rows())
        .hasSize(4);
  }
}
