package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * Documents of inventory management: editable while new, moving amounts between stores once
 * conducted.
 */
final class StockDocuments {

  private static final Schema DOCUMENT =
      Schema.parse(
          """
      id ID integer ro
      docType DOC_TYPE string
      docNumber DOC_NUMBER string
      title TITLE string
      currency CURRENCY string
      responsibleId RESPONSIBLE_ID user
      commentary COMMENTARY text
      dateDocument DATE_DOCUMENT datetime
      siteId SITE_ID string
      status STATUS string ro
      dateCreate DATE_CREATE datetime ro
      dateModify DATE_MODIFY datetime ro
      """);
  private static final Schema ELEMENT =
      Schema.parse(
          """
      id ID integer ro
      docId DOC_ID integer
      elementId ELEMENT_ID integer
      amount AMOUNT double
      purchasingPrice PURCHASING_PRICE double
      storeTo STORE_TO integer
      storeFrom STORE_FROM integer
      """);

  private final Portal portal;

  StockDocuments(Portal portal) {
    this.portal = portal;
  }

  void register(Methods methods) {
    methods.add(
        "catalog",
        "catalog.document.list",
        call ->
            CatalogTables.list(call, portal, Kind.STOCK_DOCUMENT, DOCUMENT, "documents", false));
    methods.add("catalog", "catalog.document.add", this::add);
    methods.add("catalog", "catalog.document.delete", this::delete);
    methods.add("catalog", "catalog.document.conduct", call -> turn(call, true));
    methods.add("catalog", "catalog.document.cancel", call -> turn(call, false));
    methods.add(
        "catalog",
        "catalog.document.element.list",
        call ->
            CatalogTables.list(
                call, portal, Kind.STOCK_ELEMENT, ELEMENT, "documentElements", false));
    methods.add("catalog", "catalog.document.element.add", this::addElement);
  }

  private static void rights(Call call) {
    if (!call.caller().admin()) {
      throw Refusal.bad("ERROR_DOCUMENT_RIGHTS", "Access denied");
    }
  }

  private Answer add(Call call) {
    rights(call);
    ObjectNode sent = call.needMap("fields");
    CatalogTables.required(sent, "docType", "currency", "responsibleId");
    if (!List.of("A", "S", "M", "R", "D").contains(Values.text(sent.get("docType")))
        || !Portal.CURRENCIES.contains(Values.text(sent.get("currency")))) {
      throw Refusal.number(0, "Invalid document type or currency");
    }
    Table table = portal.of(Kind.STOCK_DOCUMENT);
    long id = table.newId();
    ObjectNode document =
        Php.NODES
            .objectNode()
            .put("id", id)
            .put("docNumber", Long.toString(id))
            .putNull("title")
            .putNull("commentary")
            .put("dateDocument", portal.time.stamp())
            .put("siteId", "s1")
            .put("status", "N")
            .put("dateCreate", portal.time.stamp())
            .put("dateModify", portal.time.stamp());
    CatalogTables.apply(document, sent, DOCUMENT, List.of(), portal);
    table.put(id, document);
    return Answer.named("document", document);
  }

  /** A document that may still be changed. */
  private ObjectNode open(long id) {
    ObjectNode document = portal.of(Kind.STOCK_DOCUMENT).get(id);
    if (document == null) {
      throw Refusal.bad("ERROR_DOCUMENT_STATUS", "Document not found");
    }
    if (!document.path("status").asText().equals("N")) {
      throw Refusal.bad("ERROR_DOCUMENT_STATUS", "Conducted document");
    }
    return document;
  }

  private Answer delete(Call call) {
    rights(call);
    open(call.needId("id"));
    elements(call.needId("id"))
        .forEach(each -> portal.of(Kind.STOCK_ELEMENT).remove(each.path("id").asLong()));
    portal.of(Kind.STOCK_DOCUMENT).remove(call.needId("id"));
    return Answer.yes();
  }

  private List<ObjectNode> elements(long document) {
    return portal.of(Kind.STOCK_ELEMENT).with("docId", document);
  }

  private Answer addElement(Call call) {
    rights(call);
    ObjectNode sent = call.needMap("fields");
    CatalogTables.required(sent, "docId", "elementId");
    open(Values.id(sent.get("docId")));
    if (portal.of(Kind.PRODUCT).get(Values.id(sent.get("elementId"))) == null) {
      throw Refusal.number(0, "Product does not exist");
    }
    Table table = portal.of(Kind.STOCK_ELEMENT);
    long id = table.newId();
    ObjectNode element =
        Php.NODES
            .objectNode()
            .put("id", id)
            .put("amount", 0L)
            .putNull("purchasingPrice")
            .putNull("storeTo")
            .putNull("storeFrom");
    CatalogTables.apply(element, sent, ELEMENT, List.of(), portal);
    table.put(id, element);
    return Answer.named("documentElement", element);
  }

  private Answer turn(Call call, boolean conduct) {
    rights(call);
    long id = call.needId("id");
    ObjectNode document = portal.of(Kind.STOCK_DOCUMENT).get(id);
    if (document == null) {
      throw Refusal.number(0, "Document not found");
    }
    if (!portal.inventory()) {
      throw Refusal.number(0, "Warehouse accounting must be enabled to conduct the document");
    }
    if (document.path("status").asText().equals(conduct ? "Y" : "N")) {
      throw Refusal.number(0, "Document conducting error: wrong status");
    }
    String type = document.path("docType").asText();
    if (conduct && type.equals("A")) {
      throw Refusal.number(0, "Document conducting error: supplier is not specified");
    }
    elements(id).forEach(each -> check(each, type, conduct));
    elements(id).forEach(each -> move(each, type, conduct));
    portal
        .of(Kind.STOCK_DOCUMENT)
        .put(
            id,
            document
                .deepCopy()
                .put("status", conduct ? "Y" : "N")
                .put("dateModify", portal.time.stamp()));
    return Answer.yes();
  }

  private void check(ObjectNode element, String type, boolean conduct) {
    boolean takes = type.equals("M") || type.equals("D");
    boolean gives = !type.equals("D");
    for (String name : new String[] {"storeFrom", "storeTo"}) {
      boolean needed = name.equals("storeFrom") ? takes : gives;
      if (needed && portal.of(Kind.STORE).get(Values.id(element.get(name))) == null) {
        throw Refusal.number(0, "Document conducting error: store is not specified");
      }
    }
    String source = conduct ? "storeFrom" : "storeTo";
    boolean leaves = conduct ? takes : gives;
    if (leaves
        && held(element, Values.id(element.get(source))).compareTo(Values.amount(element, "amount"))
            < 0) {
      throw Refusal.number(0, "Document conducting error: not enough goods in the store");
    }
  }

  private BigDecimal held(ObjectNode element, long store) {
    for (ObjectNode each :
        portal.of(Kind.STORE_PRODUCT).with("productId", element.path("elementId").asLong())) {
      if (each.path("storeId").asLong() == store) {
        return Values.amount(each, "amount");
      }
    }
    return BigDecimal.ZERO;
  }

  private void move(ObjectNode element, String type, boolean conduct) {
    BigDecimal amount = Values.amount(element, "amount");
    BigDecimal signed = conduct ? amount : amount.negate();
    long product = element.path("elementId").asLong();
    if (type.equals("M") || type.equals("D")) {
      shift(product, Values.id(element.get("storeFrom")), signed.negate());
    }
    if (!type.equals("D")) {
      shift(product, Values.id(element.get("storeTo")), signed);
    }
    retotal(product);
  }

  private void shift(long product, long store, BigDecimal by) {
    Table table = portal.of(Kind.STORE_PRODUCT);
    for (ObjectNode each : table.with("productId", product)) {
      if (each.path("storeId").asLong() == store) {
        ObjectNode after = each.deepCopy();
        after.set("amount", Values.number(Values.amount(each, "amount").add(by)));
        table.put(each.path("id").asLong(), after);
        return;
      }
    }
    long id = table.newId();
    ObjectNode row =
        Php.NODES
            .objectNode()
            .put("id", id)
            .put("productId", product)
            .put("storeId", store)
            .putNull("quantityReserved");
    row.set("amount", Values.number(by));
    table.put(id, row);
  }

  private void retotal(long product) {
    BigDecimal total = BigDecimal.ZERO;
    for (ObjectNode each : portal.of(Kind.STORE_PRODUCT).with("productId", product)) {
      total = total.add(Values.amount(each, "amount"));
    }
    ObjectNode held = portal.of(Kind.PRODUCT).get(product);
    if (held != null) {
      ObjectNode after = held.deepCopy();
      after.set("quantity", Values.number(total));
      portal.of(Kind.PRODUCT).put(product, after);
    }
  }
}
