package dev.syncline.examples.bitrix24moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.examples.world.Home;
import dev.syncline.examples.world.SeededWorld;
import dev.syncline.examples.world.SeededWorld.Client;
import dev.syncline.examples.world.SeededWorld.Deal;
import dev.syncline.examples.world.SeededWorld.Good;
import dev.syncline.examples.world.SeededWorld.Invoice;
import dev.syncline.examples.world.SeededWorld.Line;
import dev.syncline.examples.world.SeededWorld.Section;
import dev.syncline.examples.world.SeededWorld.Variation;
import dev.syncline.moysklad.fake.FakeMoySklad;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Types the right side of a world into an account, as its users would. */
final class MoySkladSeeding {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final BigDecimal KOPECKS = BigDecimal.valueOf(100);
  private static final Map<String, String> UNIT_NAMES =
      Map.of("796", "шт.", "6", "метр", "112", "литр", "163", "грамм", "166", "килограмм");

  private final FakeMoySklad account;
  private final Map<Integer, String> sections = new HashMap<>();
  private final Map<String, ObjectNode> sellable = new HashMap<>();
  private final Map<Integer, String> clients = new HashMap<>();
  private final Map<Integer, String> orders = new HashMap<>();
  private final Map<String, String> units = new HashMap<>();
  private final ObjectNode organization;
  private final ObjectNode store;
  private final ObjectNode priceType;

  private MoySkladSeeding(FakeMoySklad account) {
    this.account = account;
    organization = first("organization");
    store = first("store");
    priceType = NODES.objectNode();
    priceType.set("meta", MoySkladBooks.priceType(account).path("meta").deepCopy());
  }

  static void fill(FakeMoySklad account, SeededWorld world) {
    MoySkladSeeding seeding = new MoySkladSeeding(account);
    seeding.units();
    world.sections().stream().filter(each -> each.home().onRight()).forEach(seeding::section);
    world.goods().stream().filter(each -> each.home().onRight()).forEach(seeding::good);
    world.clients().stream().filter(each -> each.home().onRight()).forEach(seeding::client);
    Map<String, JsonNode> states = MoySkladBooks.states(account, "customerorder");
    for (Deal deal : world.deals()) {
      if (deal.home().onRight()) {
        seeding.order(deal, states);
      }
    }
    Stages.OF_BILLS.forEach(name -> MoySkladBooks.addState(account, "invoiceout", name));
    Map<String, JsonNode> bills = MoySkladBooks.states(account, "invoiceout");
    for (Invoice invoice : world.invoices()) {
      if (invoice.home().onRight()) {
        seeding.invoice(invoice, world.deals().get(invoice.deal()), bills);
      }
    }
  }

  private ObjectNode first(String type) {
    String id = account.documents(type).get(0).path("id").asText();
    return account.ref(type, id);
  }

  /** A clerk of this company sells by these units; those that are not there are added. */
  private void units() {
    for (ObjectNode unit : account.documents("uom")) {
      units.put(unit.path("code").asText(), unit.path("id").asText());
    }
    UNIT_NAMES.forEach(
        (code, name) ->
            units.computeIfAbsent(
                code, none -> make("uom", NODES.objectNode().put("name", name).put("code", code))));
  }

  private String make(String type, ObjectNode body) {
    return account.create(type, body).path("id").asText();
  }

  private void section(Section section) {
    ObjectNode body = NODES.objectNode().put("name", section.name());
    if (section.parent() >= 0) {
      body.set("productFolder", account.ref("productfolder", known(sections, section.parent())));
    }
    sections.put(section.no(), make("productfolder", body));
  }

  private void good(Good good) {
    String type = good.service() ? "service" : "product";
    ObjectNode body = NODES.objectNode().put("name", good.name());
    body.put("description", good.description(Home.RIGHT)).put("archived", good.archived());
    body.put("useParentVat", false).put("vatEnabled", good.tax().isPresent());
    body.put("vat", good.tax().orElse(0));
    body.set("uom", account.ref("uom", known(units, good.unit())));
    if (!good.service()) {
      body.put("article", good.sku());
    }
    price(body, good.price(Home.RIGHT));
    if (good.section() >= 0) {
      body.set("productFolder", account.ref("productfolder", known(sections, good.section())));
    }
    String id = make(type, body);
    sellable.put(good.no() + "/-1", account.ref(type, id));
    for (int i = 0; i < good.variations().size(); i++) {
      sellable.put(
          good.no() + "/" + i, account.ref("variant", variant(good.variations().get(i), id)));
    }
  }

  private String variant(Variation variation, String product) {
    ObjectNode body = NODES.objectNode().put("article", variation.sku());
    body.set("product", account.ref("product", product));
    ArrayNode options = body.putArray("characteristics");
    options.addObject().put("name", "Color").put("value", variation.color());
    options.addObject().put("name", "Size").put("value", variation.size());
    price(body, variation.price());
    return make("variant", body);
  }

  private void price(ObjectNode body, BigDecimal rubles) {
    ObjectNode price = body.putArray("salePrices").addObject();
    price.put("value", rubles.multiply(KOPECKS));
    price.set("priceType", priceType.deepCopy());
    price.set("currency", first("currency"));
  }

  private void client(Client client) {
    ObjectNode body = NODES.objectNode().put("name", client.fullName());
    body.put("companyType", client.company() ? "legal" : "individual");
    if (!client.company()) {
      body.put("legalLastName", client.last()).put("legalFirstName", client.first());
      body.put("legalMiddleName", client.middle());
    }
    body.put("phone", client.phone()).put("email", client.email());
    body.put("description", client.comment(Home.RIGHT));
    clients.put(client.no(), make("counterparty", body));
  }

  private void order(Deal deal, Map<String, JsonNode> states) {
    ObjectNode body = document(deal, known(states, Stages.OF_ORDERS.get(deal.stage())));
    body.set("store", store.deepCopy());
    body.put("description", deal.comment());
    body.put("deliveryPlannedMoment", deal.planned() + " 12:00:00");
    orders.put(deal.no(), make("customerorder", body));
  }

  private void invoice(Invoice invoice, Deal deal, Map<String, JsonNode> states) {
    ObjectNode body = document(deal, known(states, Stages.OF_BILLS.get(invoice.stage())));
    body.put("description", invoice.comment());
    body.put("moment", invoice.issued() + " 12:00:00");
    body.put("paymentPlannedMoment", invoice.due() + " 12:00:00");
    if (invoice.linked()) {
      body.set("customerOrder", account.ref("customerorder", known(orders, deal.no())));
    }
    make("invoiceout", body);
  }

  /** What a document of a deal says, whatever its kind. */
  private ObjectNode document(Deal deal, JsonNode state) {
    ObjectNode body = NODES.objectNode();
    body.set("organization", organization.deepCopy());
    body.set("agent", account.ref("counterparty", known(clients, deal.client())));
    body.putObject("state").set("meta", state.path("meta").deepCopy());
    body.put("vatIncluded", true);
    body.put("vatEnabled", deal.lines().stream().anyMatch(line -> line.vat() != null));
    ArrayNode rows = body.putArray("positions");
    deal.lines().forEach(line -> row(line, rows.addObject()));
    return body;
  }

  private void row(Line line, ObjectNode row) {
    Integer vat = line.vat();
    row.put("quantity", line.quantity()).put("price", line.price().multiply(KOPECKS));
    row.put("discount", line.discount()).put("vat", vat == null ? 0 : vat);
    row.put("vatEnabled", vat != null);
    row.set("assortment", known(sellable, line.good() + "/" + line.variation()).deepCopy());
  }

  private static <K, V> V known(Map<K, V> made, K key) {
    V value = made.get(key);
    if (value == null) {
      throw new IllegalStateException("the account was not given " + key);
    }
    return value;
  }
}
