package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The invoices of old portals: upper-case names, texts for numbers, rows inside the document and in
 * no list.
 */
final class ClassicInvoices {

  private static final List<Column> COLUMNS =
      """
      ID ID integer ro
      ACCOUNT_NUMBER ACCOUNT_NUMBER string
      ORDER_TOPIC ORDER_TOPIC string
      STATUS_ID STATUS_ID status list=INVOICE_STATUS
      PERSON_TYPE_ID PERSON_TYPE_ID integer
      PAY_SYSTEM_ID PAY_SYSTEM_ID integer
      CURRENCY CURRENCY currency
      DATE_BILL DATE_BILL date
      DATE_PAY_BEFORE DATE_PAY_BEFORE date
      DATE_INSERT DATE_INSERT datetime ro
      DATE_UPDATE DATE_UPDATE datetime ro
      PRICE PRICE double ro
      TAX_VALUE TAX_VALUE double ro
      RESPONSIBLE_ID RESPONSIBLE_ID integer
      UF_DEAL_ID UF_DEAL_ID integer
      UF_COMPANY_ID UF_COMPANY_ID integer
      UF_CONTACT_ID UF_CONTACT_ID integer
      UF_MYCOMPANY_ID UF_MYCOMPANY_ID integer
      XML_ID XML_ID string
      COMMENTS COMMENTS string
      USER_DESCRIPTION USER_DESCRIPTION string
      PAY_VOUCHER_NUM PAY_VOUCHER_NUM string
      PAY_VOUCHER_DATE PAY_VOUCHER_DATE date
      """
          .lines()
          .filter(line -> !line.isBlank())
          .map(Column::of)
          .toList();
  private static final Schema SCHEMA = Schema.legacy(COLUMNS);
  private static final String PERSON = "1";
  private static final String COMPANY = "2";
  private static final int CENTS = 2;
  private static final int STORED = 4;

  private final Portal portal;
  private long nextRow = 1;

  ClassicInvoices(Portal portal) {
    this.portal = portal;
  }

  void register(Methods methods) {
    methods.add("crm", "crm.invoice.add", this::add);
    methods.add("crm", "crm.invoice.update", this::update);
    methods.add("crm", "crm.invoice.get", call -> Answer.of(need(call)));
    methods.add("crm", "crm.invoice.list", this::list);
    methods.add("crm", "crm.invoice.delete", this::delete);
    methods.add("crm", "crm.invoice.fields", call -> fields());
    methods.add("crm", "crm.invoice.status.list", call -> statuses());
    methods.add("crm", "crm.persontype.list", call -> personTypes());
    methods.add("crm", "crm.paysystem.list", call -> paySystems());
  }

  private Table table() {
    return portal.of(Kind.CLASSIC_INVOICE);
  }

  private ObjectNode need(Call call) {
    ObjectNode invoice = table().get(call.legacyId());
    if (invoice == null) {
      throw Refusal.legacy("Not found");
    }
    return invoice;
  }

  private Answer add(Call call) {
    ObjectNode sent = call.legacyFields();
    ObjectNode invoice = Php.NODES.objectNode();
    COLUMNS.forEach(each -> invoice.put(each.name(), ""));
    String now = portal.time.stamp();
    invoice
        .put("STATUS_ID", "N")
        .put("CURRENCY", Portal.BASE_CURRENCY)
        .put("DATE_INSERT", now)
        .put("DATE_BILL", portal.time.date(portal.time.today()))
        .put("RESPONSIBLE_ID", Long.toString(call.caller().userId()));
    invoice.putArray("PRODUCT_ROWS");
    apply(invoice, sent);
    check(invoice, 0);
    return Answer.id(stored(invoice, table().newId(), call.caller(), "ADD"));
  }

  private Answer update(Call call) {
    ObjectNode before = need(call);
    ObjectNode after = before.deepCopy();
    ObjectNode sent = call.legacyFields();
    apply(after, sent);
    check(after, call.legacyId());
    boolean moved = !after.path("STATUS_ID").equals(before.path("STATUS_ID"));
    stored(after, call.legacyId(), call.caller(), "UPDATE");
    if (moved) {
      portal.events.legacy(call.caller(), "INVOICESETSTATUS", call.legacyId());
    }
    return Answer.id(call.legacyId());
  }

  private Answer delete(Call call) {
    need(call);
    table().remove(call.legacyId());
    portal.events.legacy(call.caller(), "INVOICEDELETE", call.legacyId());
    return Answer.yes();
  }

  private long stored(ObjectNode invoice, long id, Caller caller, String verb) {
    total(invoice);
    invoice.put("ID", Long.toString(id)).put("DATE_UPDATE", portal.time.stamp());
    table().put(id, invoice);
    portal.events.legacy(caller, "INVOICE" + verb, id);
    return id;
  }

  private void apply(ObjectNode invoice, ObjectNode sent) {
    for (Map.Entry<String, JsonNode> each : sent.properties()) {
      Column column = SCHEMA.find(each.getKey());
      if (column != null && !column.readOnly()) {
        String value = value(column, each.getValue());
        if (value != null) {
          invoice.put(column.name(), value);
        }
      }
    }
    if (sent.has("PRODUCT_ROWS")) {
      invoice.set("PRODUCT_ROWS", rows(invoice.path("PRODUCT_ROWS"), sent.get("PRODUCT_ROWS")));
    }
  }

  private @Nullable String value(Column column, JsonNode sent) {
    if (Values.empty(sent)) {
      return "";
    }
    return switch (column.type()) {
      case DATE -> portal.time.dateOf(sent.asText());
      case INTEGER -> {
        Long whole = Values.whole(sent);
        if (whole == null) {
          throw Refusal.legacy("The " + column.name() + " field is invalid.");
        }
        yield Long.toString(whole);
      }
      default -> Values.text(sent);
    };
  }

  private void check(ObjectNode invoice, long id) {
    for (String needed :
        List.of("ACCOUNT_NUMBER", "ORDER_TOPIC", "PAY_SYSTEM_ID", "PERSON_TYPE_ID")) {
      if (Values.empty(invoice.get(needed))) {
        throw Refusal.legacy("The required field '" + needed + "' is not filled.");
      }
    }
    for (ObjectNode each :
        table().with("ACCOUNT_NUMBER", invoice.path("ACCOUNT_NUMBER").asText())) {
      if (Values.id(each.get("ID")) != id) {
        throw Refusal.legacy("An invoice with this number already exists.");
      }
    }
    if (portal.status("INVOICE_STATUS", invoice.path("STATUS_ID").asText()) == null) {
      throw Refusal.legacy("The STATUS_ID field is invalid.");
    }
    if (!Portal.CURRENCIES.contains(invoice.path("CURRENCY").asText())) {
      throw Refusal.legacy("The CURRENCY field is invalid.");
    }
    payer(invoice);
  }

  /** A company pays as one, a person as one, and each by a payment system of its own. */
  private void payer(ObjectNode invoice) {
    boolean company = Values.id(invoice.get("UF_COMPANY_ID")) > 0;
    boolean contact = Values.id(invoice.get("UF_CONTACT_ID")) > 0;
    String type = invoice.path("PERSON_TYPE_ID").asText();
    boolean fits = type.equals(COMPANY) ? company : type.equals(PERSON) && contact && !company;
    if (!fits) {
      throw Refusal.legacy("The PERSON_TYPE_ID field is invalid.");
    }
    for (JsonNode each : paySystems().result()) {
      if (each.path("ID").asText().equals(invoice.path("PAY_SYSTEM_ID").asText())
          && each.path("PERSON_TYPE_ID").asText().equals(type)) {
        return;
      }
    }
    throw Refusal.legacy("The PAY_SYSTEM_ID field is invalid.");
  }

  private ArrayNode rows(JsonNode held, JsonNode sent) {
    List<String> known = new ArrayList<>();
    held.forEach(each -> known.add(each.path("ID").asText()));
    ArrayNode rows = Php.NODES.arrayNode();
    for (JsonNode each : Php.elements(sent)) {
      BigDecimal quantity = Values.decimal(each.path("QUANTITY"));
      if (Values.empty(each.get("PRODUCT_NAME")) || quantity == null || quantity.signum() <= 0) {
        throw Refusal.legacy("The PRODUCT_ROWS field is invalid.");
      }
      String id = Values.text(each.get("ID"));
      rows.addObject()
          .put("ID", known.contains(id) ? id : Long.toString(nextRow++))
          .put("PRODUCT_ID", Long.toString(Values.id(each.get("PRODUCT_ID"))))
          .put("PRODUCT_NAME", Values.text(each.get("PRODUCT_NAME")))
          .put("QUANTITY", quantity.toPlainString())
          .put("PRICE", amount(each, "PRICE"))
          .put("DISCOUNT_PRICE", amount(each, "DISCOUNT_PRICE"))
          .put("VAT_RATE", Values.empty(each.get("VAT_RATE")) ? "" : amount(each, "VAT_RATE"))
          .put("VAT_INCLUDED", "N".equals(Values.flag(each.get("VAT_INCLUDED"))) ? "N" : "Y")
          .put("MEASURE_CODE", Values.text(each.get("MEASURE_CODE")));
    }
    return rows;
  }

  private static String amount(JsonNode row, String name) {
    BigDecimal amount = Values.decimal(row.path(name));
    return (amount == null ? BigDecimal.ZERO : amount)
        .setScale(STORED, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static void total(ObjectNode invoice) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode row : invoice.path("PRODUCT_ROWS")) {
      BigDecimal price = new BigDecimal(row.path("PRICE").asText());
      BigDecimal rate = Values.decimal(row.path("VAT_RATE"));
      if (rate != null && row.path("VAT_INCLUDED").asText().equals("N")) {
        price = price.multiply(BigDecimal.ONE.add(rate));
      }
      sum = sum.add(price.multiply(new BigDecimal(row.path("QUANTITY").asText())));
    }
    invoice.put("PRICE", sum.setScale(CENTS, RoundingMode.HALF_UP).toPlainString());
  }

  private Answer list(Call call) {
    Filter filter = Filter.of(call.any("filter"), SCHEMA, Filter.Dialect.LEGACY, portal.time);
    if (!call.caller().admin()) {
      filter.also(each -> Values.id(each.get("RESPONSIBLE_ID")) == call.caller().userId());
    }
    Order order = portal.order(call.any("order"), SCHEMA, true, "ID");
    List<String> select = new ArrayList<>();
    JsonNode sent = call.any("select");
    if (sent != null) {
      Php.elements(sent).forEach(each -> select.add(each.asText()));
    }
    return Page.of(table(), filter, order, call.any("start")).plain(each -> shown(each, select));
  }

  private static ObjectNode shown(ObjectNode invoice, List<String> select) {
    ObjectNode shown = invoice.deepCopy();
    shown.remove("PRODUCT_ROWS");
    if (!select.isEmpty() && !select.contains("*")) {
      shown.retain(select);
    }
    return shown;
  }

  private Answer fields() {
    ObjectNode fields = Php.NODES.objectNode();
    COLUMNS.forEach(each -> fields.set(each.name(), FieldViews.of(each, portal)));
    return Answer.of(fields);
  }

  private Answer statuses() {
    ArrayNode all = Php.NODES.arrayNode();
    portal.statuses("INVOICE_STATUS").forEach(all::add);
    return new Answer(all, (long) all.size(), null);
  }

  private static Answer personTypes() {
    ArrayNode types = Php.NODES.arrayNode();
    types.addObject().put("ID", PERSON).put("NAME", "CRM_CONTACT");
    types.addObject().put("ID", COMPANY).put("NAME", "CRM_COMPANY");
    return new Answer(types, (long) types.size(), null);
  }

  private static Answer paySystems() {
    ArrayNode systems = Php.NODES.arrayNode();
    String[][] rows = {{"3", "Bill, company", COMPANY}, {"6", "Bill, person", PERSON}};
    for (String[] each : rows) {
      systems
          .addObject()
          .put("ID", each[0])
          .put("NAME", each[1])
          .put("ACTIVE", "Y")
          .put("SORT", "100")
          .put("PERSON_TYPE_ID", each[2]);
    }
    return new Answer(systems, (long) systems.size(), null);
  }
}
