package dev.syncline.plans.prestashopdolibarr.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.plans.prestashopdolibarr.real.RealDesk.Piece;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Customers who go, or are made anonymous, and addresses that change. */
@RealPrograms
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleRealIT {

  private RealPair pair;
  private RealDesk desk;

  @BeforeAll
  void open() {
    pair = RealPair.shared();
    desk = new RealDesk(pair.shop);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private Optional<JsonNode> party(String word) {
    return pair.ledger.maybe("thirdparties", "email", desk.email(word));
  }

  private JsonNode known(String word) {
    return party(word).orElseThrow(() -> new AssertionError("no " + word + ": " + pair.failures()));
  }

  private int bought(int customer, int address, String word) {
    int order =
        desk.order(
            customer,
            address,
            desk.carrier(true),
            Piece.of(desk.product(word + "-mug", "5.00", "20"), 1));
    desk.pay(order);
    return order;
  }

  @Test
  void aCustomerWhoIsDeletedGoesAndOneWhoBoughtIsClosed() {
    int unused = desk.customer("leaves");
    int used = desk.customer("bought");
    int order = bought(used, desk.address(used, "Dijon"), "bought");
    pair.sync();
    String gone = RealLedger.id(known("leaves"));
    String closed = RealLedger.id(known("bought"));
    assertThat(pair.ledger.get("thirdparties/" + closed).path("status").asText()).isEqualTo("1");
    pair.shop.delete("customers", unused);
    pair.shop.delete("customers", used);
    pair.reconcile();
    assertThat(party("leaves")).as("third party " + gone).isEmpty();
    assertThat(pair.ledger.get("thirdparties/" + closed).path("status").asText()).isEqualTo("0");
    pair.sync();
    pair.count();
    pair.sync();
    assertThat(pair.writes()).isEmpty();
    // A host that begins anew would wait for the customer of this order.
    pair.shop.delete("orders", order);
  }

  @Test
  void aCustomerWhoIsMadeAnonymousIsSoThere() {
    int customer = desk.customer("anonymous");
    bought(customer, desk.address(customer, "Reims"), "anonymous");
    pair.sync();
    String id = RealLedger.id(known("anonymous"));
    String nobody =
        "anonymous-" + RealPair.TAG.toLowerCase(java.util.Locale.ROOT) + "@mail.example";
    pair.shop.patch(
        "customers",
        "<customer>"
            + RealShop.node("id", customer)
            + RealShop.node("firstname", "Anonymous")
            + RealShop.node("lastname", "Anonymous")
            + RealShop.node("email", nobody)
            + RealShop.node("active", 0)
            + "</customer>");
    pair.sync();
    JsonNode party = pair.ledger.get("thirdparties/" + id);
    assertThat(party.path("name").asText()).isEqualTo("Anonymous Anonymous");
    assertThat(party.path("email").asText()).isEqualTo(nobody);
  }

  @Test
  void aCustomerOfTheSameAddressIsTheThirdPartyThatIsThere() {
    String email = desk.email("known");
    pair.ledger.post(
        "thirdparties",
        "{\"name\":\"Known before\",\"client\":1,\"code_client\":\"-1\",\"email\":\""
            + email
            + "\",\"phone\":\"0155009999\"}");
    int customer = desk.customer("known");
    bought(customer, desk.address(customer, "Pau"), "known");
    pair.sync();
    List<JsonNode> all = pair.ledger.where("thirdparties", "email", email);
    assertThat(all).as(pair.failures().toString()).hasSize(1);
    assertThat(all.get(0).path("town").asText()).isEqualTo("Pau");
  }

  @Test
  void aCompanyArrivesWithItsNumbers() {
    int customer = desk.customer("firm");
    pair.shop.patch(
        "customers",
        "<customer>"
            + RealShop.node("id", customer)
            + RealShop.node("company", "Real Works")
            + RealShop.node("siret", "73282932000074")
            + "</customer>");
    desk.address(customer, "Albi");
    pair.sync();
    JsonNode party = known("firm");
    assertThat(party.path("name").asText()).isEqualTo("Real Works");
    assertThat(party.path("idprof2").asText()).isEqualTo("73282932000074");
    assertThat(party.path("town").asText()).isEqualTo("Albi");
  }
}
