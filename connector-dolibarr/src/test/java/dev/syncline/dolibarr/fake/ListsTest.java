package dev.syncline.dolibarr.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paging, filters, clocks. */
class ListsTest {

  private final VirtualTime time = new VirtualTime();
  private final FakeDolibarr fake = FakeDolibarr.builder().time(time).start();
  private final Client client = new Client(fake);

  @BeforeEach
  void threeProducts() {
    client.make("products", "{'ref':'Pen','label':'Pen','price':1,'status':1,'ref_ext':'ps_p_1'}");
    client.make("products", "{'ref':'Ink','label':'Ïnk','price':20}");
    client.make("products", "{'ref':'Pad','label':'Pad','price':3,'status':1}");
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private List<String> refs(String filter) {
    Client.Reply reply = client.list("products", filter);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    List<String> refs = new ArrayList<>();
    reply.json().forEach(each -> refs.add(each.get("ref").asText()));
    return refs;
  }

  @Test
  void pagesAreCountedFromZeroAndSortedByRef() {
    JsonNode first = client.get("/products?limit=2").json();
    assertThat(first).hasSize(2);
    assertThat(first.at("/0/ref").asText()).isEqualTo("Ink");
    assertThat(client.get("/products?limit=2&page=1").json()).hasSize(1);
    assertThat(client.get("/products?limit=0").json()).hasSize(3);
    assertThat(
            client.get("/products?sortfield=t.rowid&sortorder=DESC").json().at("/0/ref").asText())
        .isEqualTo("Pad");
    assertThat(client.get("/products?limit=x").message())
        .isEqualTo("Bad Request: Invalid value specified for `limit`. Expecting integer value");
    assertThat(client.get("/products?limit=-1").json()).hasSize(3);
    assertThat(client.get("/products?sortfield=t.nosuch").message())
        .contains("Unknown column 't.nosuch' in 'ORDER BY'");
  }

  @Test
  void totalsAreToldOnRequestAndCrashWithoutALimit() {
    JsonNode page = client.get("/products?limit=2&pagination_data=true").json();
    assertThat(page.get("data")).hasSize(2);
    assertThat(page.get("pagination").toString())
        .isEqualTo("{\"total\":3,\"page\":0,\"page_count\":2,\"limit\":2}");
    Client.Reply crash = client.get("/products?limit=0&pagination_data=true");
    assertThat(crash.status()).isEqualTo(500);
    assertThat(crash.text()).isEmpty();
    try (FakeDolibarr old = FakeDolibarr.builder().version("18.0.4").start()) {
      Client there = new Client(old);
      there.order(there.customer("Tea"), there.product("A"));
      assertThat(there.get("/orders?pagination_data=true").json().isArray()).isTrue();
      assertThat(there.get("/products?pagination_data=true").json().isArray()).isFalse();
    }
  }

  @Test
  void propertiesCutTheObjectsOfAList() {
    assertThat(client.get("/products?properties=id,ref").json().get(0)).hasSize(2);
    assertThat(client.get("/products/1?properties=id,ref").json().size()).isGreaterThan(20);
  }

  @Test
  void anEmptyListIsAnErrorBeforeVersion20() {
    assertThat(client.get("/orders").text()).isEqualTo("[ ]");
    try (FakeDolibarr old = FakeDolibarr.builder().version("18.0.4").start()) {
      Client there = new Client(old);
      assertThat(there.get("/products").status()).isEqualTo(404);
      assertThat(there.get("/products").message()).isEqualTo("Not Found: No product found");
    }
  }

  @Test
  void everyOperatorComparesAsTheDatabaseDoes() {
    assertThat(refs("(t.ref:=:'pen')")).containsExactly("Pen");
    assertThat(refs("(t.label:=:'Ink')")).containsExactly("Ink");
    assertThat(refs("(t.ref:like:'P%')")).containsExactly("Pad", "Pen");
    assertThat(refs("(t.ref:like:'P_n')")).containsExactly("Pen");
    assertThat(refs("(t.ref:notlike:'P%')")).containsExactly("Ink");
    assertThat(refs("(t.rowid:in:1,2)")).containsExactly("Ink", "Pen");
    assertThat(refs("(t.ref:in:'Pen','Pad')")).containsExactly("Pad", "Pen");
    assertThat(refs("(t.ref:notin:'Pen','Pad')")).containsExactly("Ink");
    assertThat(refs("(t.ref_ext:is:null)")).containsExactly("Ink", "Pad");
    assertThat(refs("(t.ref_ext:isnot:null)")).containsExactly("Pen");
    assertThat(refs("(t.price:>:3)")).containsExactly("Ink");
    assertThat(refs("(t.price:>=:3)")).containsExactly("Ink", "Pad");
    assertThat(refs("(t.price:<:3)")).containsExactly("Pen");
    assertThat(refs("(t.price:<=:'3')")).containsExactly("Pad", "Pen");
    assertThat(refs("(t.rowid:!=:1)")).containsExactly("Ink", "Pad");
    assertThat(refs("(t.rowid:<>:1)")).containsExactly("Ink", "Pad");
    assertThat(refs("(t.datec:<=:__NOW__)")).hasSize(3);
  }

  @Test
  void criteriaAreJoinedAndNested() {
    assertThat(refs("t.ref:=:'Pen'")).containsExactly("Pen");
    assertThat(refs("(t.tosell:=:1) and (t.price:>:1)")).containsExactly("Pad");
    assertThat(refs("(t.ref:=:'Ink') or (t.tosell:=:1) and (t.price:>:1)"))
        .containsExactly("Ink", "Pad");
    assertThat(refs("((t.ref:=:'Ink') or (t.tosell:=:1)) and (t.price:<:20)"))
        .containsExactly("Pad", "Pen");
  }

  @Test
  void whatCannotBeReadIsABadRequestAndAnUnknownColumnA503() {
    Client.Reply bad = client.list("products", "(t.ref:=:'a(b)')");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.message())
        .startsWith(
            "Bad Request: Error when validating parameter sqlfilters -> Bad syntax of the search"
                + " string");
    assertThat(client.list("products", "((t.ref:=:'a')").message())
        .contains("Wrong balance of parenthesis");
    assertThat(client.list("products", "(t.ref:matches:'a')").status()).isEqualTo(400);
    Client.Reply unknown = client.list("products", "(t.nosuch:=:1)");
    assertThat(unknown.status()).isEqualTo(503);
    assertThat(unknown.message()).contains("Unknown column 't.nosuch' in 'WHERE'");
    try (FakeDolibarr old = FakeDolibarr.builder().version("14.0.5").start()) {
      assertThat(new Client(old).list("products", "(x)").status()).isEqualTo(503);
      assertThat(new Client(old).list("products", "(t.tms:>:'2026-11-22 08:00:00')").status())
          .isEqualTo(503);
    }
  }

  @Test
  void aBareUnixNumberMatchesEveryMoment() {
    assertThat(refs("(t.tms:>:2999999999)")).hasSize(3);
    assertThat(refs("(t.tms:>:'20261122075959')")).hasSize(3);
    assertThat(refs("(t.tms:>:'20261122080000')")).isEmpty();
    assertThat(refs("(t.tms:>=:'2026-11-22 08:00:00')")).hasSize(3);
  }

  @Test
  void onlyARealChangeIsStamped() {
    time.advance(Duration.ofMinutes(5));
    client.put("/products/1", "{'label':'Pen'}");
    assertThat(refs("(t.tms:>:'20261122080000')")).isEmpty();
    client.put("/products/1", "{'label':'Pencil'}");
    assertThat(refs("(t.tms:>:'20261122080000')")).containsExactly("Pen");
    long category = client.make("categories", "{'label':'c','type':'product'}");
    client.post("/categories/" + category + "/objects/product/2", "");
    assertThat(refs("(t.tms:>:'20261122080000')")).containsExactly("Pen");
    fake.move(3, 1, 1);
    assertThat(refs("(t.tms:>:'20261122080000')")).containsExactly("Pad", "Pen");
  }

  @Test
  void theTwoClocksDisagreeByTheirZones() {
    ZoneId paris = ZoneId.of("Europe/Paris");
    try (FakeDolibarr two =
        FakeDolibarr.builder().time(time).zones(paris, ZoneOffset.UTC).start()) {
      Client there = new Client(two);
      long id = there.order(there.customer("Tea"), there.product("A"));
      JsonNode order = there.get("/orders/" + id).json();
      long now = there.get("/status").json().at("/success/timestamp_now_utc").asLong();
      assertThat(order.get("date_creation").asLong()).isEqualTo(now);
      assertThat(order.get("date_modification").asLong()).isEqualTo(now - 3600);
      assertThat(there.list("orders", "(t.tms:=:'20261122080000')").json()).hasSize(1);
      assertThat(there.list("orders", "(t.date_creation:=:'20261122090000')").json()).hasSize(1);
      assertThat(there.get("/status").json().at("/success/date_tz").asText())
          .isEqualTo("2026-11-22 09:00:00");
      assertThat(there.get("/status").header("Date")).isEqualTo("Sun, 22 Nov 2026 08:00:00 GMT");
      assertThat(Instant.ofEpochSecond(now)).isEqualTo(VirtualTime.START);
    }
  }

  @Test
  void linesCanBeFilteredToo() {
    long order = client.order(client.customer("Tea"), 1);
    String filter = Client.encoded("(tl.fk_product:=:1)");
    assertThat(client.get("/orders?sqlfilterlines=" + filter).json().at("/0/id").asLong())
        .isEqualTo(order);
    filter = Client.encoded("(tl.fk_product:=:2)");
    assertThat(client.get("/orders?sqlfilterlines=" + filter).json()).isEmpty();
  }
}
