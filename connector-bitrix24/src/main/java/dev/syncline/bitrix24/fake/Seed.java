package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a portal holds before anybody works with it. */
final class Seed {

  private final Portal portal;

  private Seed(Portal portal) {
    this.portal = portal;
  }

  static void into(Portal portal) {
    Seed seed = new Seed(portal);
    seed.users();
    seed.pipelines();
    seed.lists();
    seed.catalog();
  }

  private void users() {
    user(1, "Ivan", "Petrov", "admin@example.com");
    user(2, "Olga", "Sidorova", "olga@example.com");
    user(7, "Pyotr", "Smirnov", "pyotr@example.com");
  }

  private void user(long id, String name, String lastName, String email) {
    ObjectNode user =
        node()
            .put("ID", Long.toString(id))
            .put("XML_ID", "")
            .put("ACTIVE", true)
            .put("NAME", name)
            .put("LAST_NAME", lastName)
            .put("SECOND_NAME", "")
            .put("TITLE", "")
            .put("EMAIL", email)
            .put("PERSONAL_GENDER", "")
            .put("WORK_POSITION", "")
            .put("TIME_ZONE", "")
            .put("DATE_REGISTER", portal.time.stamp())
            .put("USER_TYPE", "employee");
    user.set("UF_DEPARTMENT", Php.NODES.arrayNode().add(1));
    portal.of(Kind.USER).put(id, user);
  }

  private void pipelines() {
    category("General", 300, 0, CrmType.DEAL, "Y");
    category("B2B", 200, 9, CrmType.DEAL, "N");
    if (!portal.classicInvoices()) {
      category("Default", 100, 5, CrmType.INVOICE, "Y");
    }
    String[] general = {
      "NEW:New",
      "PREPARATION:Preparation",
      "PREPAYMENT_INVOICE:Prepayment",
      "EXECUTING:Executing",
      "FINAL_INVOICE:Final invoice",
      "WON:Won:S",
      "LOSE:Lost:F",
      "APOLOGY:Apology:F"
    };
    list("DEAL_STAGE", "0", "", general);
    list("DEAL_STAGE_9", "9", "C9:", general);
    String[] invoices = {"N:New", "S:Sent", "P:Paid:S", "D:Unpaid:F"};
    if (portal.classicInvoices()) {
      list("INVOICE_STATUS", "0", "", invoices);
    } else {
      list("SMART_INVOICE_STAGE_5", "5", "DT31_5:", invoices);
    }
  }

  private void category(String name, int sort, long id, CrmType type, String isDefault) {
    ObjectNode category =
        node()
            .put("id", id)
            .put("name", name)
            .put("sort", sort)
            .put("entityTypeId", type.id)
            .put("isDefault", isDefault);
    if (id != 0) {
      category.put("originId", "").put("originatorId", "");
    }
    long key = portal.of(Kind.CATEGORY).newId();
    portal.of(Kind.CATEGORY).put(key, category.put("key", key));
  }

  private void lists() {
    list(
        "DEAL_TYPE",
        "",
        "",
        "SALE:Sale",
        "COMPLEX:Complex sale",
        "GOODS:Goods",
        "SERVICES:Services",
        "SERVICE:Support");
    list(
        "CONTACT_TYPE",
        "",
        "",
        "CLIENT:Clients",
        "SUPPLIER:Suppliers",
        "PARTNER:Partners",
        "OTHER:Other");
    list(
        "COMPANY_TYPE",
        "",
        "",
        "CUSTOMER:Customer",
        "SUPPLIER:Supplier",
        "COMPETITOR:Competitor",
        "PARTNER:Partner",
        "OTHER:Other");
    list(
        "SOURCE",
        "",
        "",
        "CALL:Call",
        "EMAIL:E-mail",
        "WEB:Website",
        "ADVERTISING:Advertising",
        "STORE:Online store",
        "OTHER:Other");
    list(
        "INDUSTRY",
        "",
        "",
        "IT:Information technology",
        "TELECOM:Telecommunication",
        "MANUFACTURING:Manufacturing",
        "BANKING:Banking",
        "OTHER:Other");
    list(
        "EMPLOYEES",
        "",
        "",
        "EMPLOYEES_1:fewer than 50",
        "EMPLOYEES_2:50 to 250",
        "EMPLOYEES_3:250 to 500",
        "EMPLOYEES_4:more than 500");
    list("HONORIFIC", "", "", "HNR_RU_1:Mr", "HNR_RU_2:Mrs");
  }

  private void list(String entityId, String category, String prefix, String... entries) {
    int sort = 10;
    for (String entry : entries) {
      String[] parts = entry.split(":");
      @Nullable String semantics = parts.length > 2 ? parts[2] : null;
      long id = portal.of(Kind.STATUS).newId();
      ObjectNode status =
          node()
              .put("ID", Long.toString(id))
              .put("ENTITY_ID", entityId)
              .put("STATUS_ID", prefix + parts[0])
              .put("NAME", parts[1])
              .put("NAME_INIT", parts[1])
              .put("SORT", Integer.toString(sort))
              .put("SYSTEM", sort == 10 ? "Y" : "N")
              .put("CATEGORY_ID", category.isEmpty() || category.equals("0") ? null : category)
              .put("COLOR", "#39A8EF")
              .put("SEMANTICS", semantics);
      if (!category.isEmpty()) {
        status
            .putObject("EXTRA")
            .put(
                "SEMANTICS",
                semantics == null ? "process" : semantics.equals("S") ? "success" : "failure")
            .put("COLOR", "#39A8EF");
      }
      portal.of(Kind.STATUS).put(id, status);
      sort += 10;
    }
  }

  private void catalog() {
    catalog(Portal.PRODUCTS_BLOCK, "CRM product catalog", null, null);
    catalog(
        Portal.OFFERS_BLOCK,
        "CRM product catalog (offers)",
        Portal.PRODUCTS_BLOCK,
        Portal.PARENT_PROPERTY);
    row(Kind.PRICE_TYPE, 1, "name", "BASE", "base", "Y", "xmlId", "BASE", "sort", 100);
    row(Kind.PRICE_TYPE, 3, "name", "Wholesale", "base", "N", "xmlId", "", "sort", 200);
    row(Kind.VAT, 1, "name", "No VAT", "rate", null, "sort", 100, "active", "Y");
    row(Kind.VAT, 2, "name", "VAT 0%", "rate", 0, "sort", 200, "active", "Y");
    row(Kind.VAT, 3, "name", "VAT 10%", "rate", 10, "sort", 300, "active", "Y");
    row(Kind.VAT, 4, "name", "VAT 20%", "rate", 20, "sort", 400, "active", "Y");
    measure(1, 6, "m", "Meter");
    measure(2, 112, "l", "Liter");
    measure(3, 163, "g", "Gram");
    measure(4, 166, "kg", "Kilogram");
    measure(5, 796, "pcs", "Piece");
    row(
        Kind.STORE,
        1,
        "title",
        "Main",
        "address",
        "Main street 1",
        "active",
        "Y",
        "code",
        "main",
        "xmlId",
        null,
        "issuingCenter",
        "N",
        "sort",
        100,
        "dateCreate",
        portal.time.stamp(),
        "dateModify",
        portal.time.stamp(),
        "userId",
        1,
        "modifiedBy",
        1,
        "gpsN",
        null,
        "gpsS",
        null,
        "phone",
        null,
        "schedule",
        null,
        "email",
        null,
        "description",
        null);
    property(97, Portal.OFFERS_BLOCK, "CML2_LINK", "Parent product", "E");
    property(Portal.ARTICLE, Portal.PRODUCTS_BLOCK, "ARTNUMBER", "Article", "S");
    property(Portal.OFFER_ARTICLE, Portal.OFFERS_BLOCK, "ARTNUMBER", "Article", "S");
    property(105, Portal.OFFERS_BLOCK, "COLOR", "Color", "L", "red", "blue", "green");
    property(107, Portal.OFFERS_BLOCK, "SIZE", "Size", "L", "S", "M", "L");
  }

  private void catalog(long id, String name, @Nullable Object parent, @Nullable Object link) {
    row(
        Kind.CATALOG,
        id,
        "iblockId",
        id,
        "iblockTypeId",
        "CRM_PRODUCT_CATALOG",
        "lid",
        "s1",
        "name",
        name,
        "productIblockId",
        parent,
        "skuPropertyId",
        link,
        "subscription",
        "N",
        "vatId",
        null,
        "yandexExport",
        "N");
  }

  private void measure(long id, int code, String symbol, String title) {
    row(
        Kind.MEASURE,
        id,
        "code",
        code,
        "isDefault",
        code == 796 ? "Y" : "N",
        "measureTitle",
        title,
        "symbol",
        symbol,
        "symbolIntl",
        symbol,
        "symbolLetterIntl",
        symbol);
  }

  private void property(
      long id, long block, String code, String name, String type, String... values) {
    row(
        Kind.PROPERTY,
        id,
        "iblockId",
        block,
        "name",
        name,
        "active",
        "Y",
        "sort",
        500,
        "code",
        code,
        "propertyType",
        type,
        "userType",
        null,
        "multiple",
        "N",
        "xmlId",
        null,
        "isRequired",
        "N",
        "linkIblockId",
        type.equals("E") ? Portal.PRODUCTS_BLOCK : null,
        "listType",
        "L",
        "filtrable",
        "N",
        "searchable",
        "N",
        "withDescription",
        "N",
        "timestampX",
        portal.time.stamp());
    for (String value : values) {
      long next = portal.of(Kind.PROPERTY_ENUM).newId();
      row(
          Kind.PROPERTY_ENUM,
          next,
          "propertyId",
          id,
          "value",
          value,
          "def",
          "N",
          "sort",
          500,
          "xmlId",
          code.toLowerCase(java.util.Locale.ROOT) + "-" + value);
    }
  }

  private void row(Kind kind, long id, @Nullable Object... fields) {
    ObjectNode row = node().put("id", id);
    for (int i = 0; i < fields.length; i += 2) {
      row.set(Objects.requireNonNull(fields[i]).toString(), Values.node(fields[i + 1]));
    }
    portal.of(kind).put(id, row);
  }

  private static ObjectNode node() {
    return Php.NODES.objectNode();
  }
}
