package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything one portal keeps. */
final class Portal {

  static final Set<String> CURRENCIES = Set.of("RUB", "USD", "EUR");
  static final String BASE_CURRENCY = "RUB";
  static final long PRODUCTS_BLOCK = 23;
  static final long OFFERS_BLOCK = 24;
  static final long PARENT_PROPERTY = 97;
  static final long ARTICLE = 258;
  static final long OFFER_ARTICLE = 260;

  final ServerTime time;
  final Settings settings;
  final Events events;
  private final Map<Kind, Table> tables = new EnumMap<>(Kind.class);
  private boolean inventory;

  Portal(ServerTime time, Settings settings, Events events) {
    this.time = time;
    this.settings = settings;
    this.events = events;
    for (Kind kind : Kind.values()) {
      tables.put(kind, table(kind));
    }
    Seed.into(this);
  }

  private static Table table(Kind kind) {
    return switch (kind) {
      case DEAL, CONTACT, COMPANY -> new Table(1, "id", "originId");
      case INVOICE -> new Table(1, "id", "xmlId");
      case CLASSIC_INVOICE -> new Table(1, "ID", "XML_ID", "ACCOUNT_NUMBER");
      case ROW -> new Table(1, "id", "ownerKey", "ownerId");
      case PRODUCT -> new Table(1001, "id", "xmlId", "parentId", "codeKey");
      case SECTION -> new Table(1, "id", "xmlId");
      case PRICE -> new Table(1, "id", "productId");
      case STORE_PRODUCT -> new Table(1, "id", "productId", "storeId");
      case STOCK_ELEMENT -> new Table(1, "id", "docId");
      case PROPERTY -> new Table(300, "id", "iblockId");
      case PROPERTY_ENUM -> new Table(61, "id", "propertyId");
      case STATUS -> new Table(101, "ID", "ENTITY_ID");
      case USER, STAGE_HISTORY -> new Table(1, "ID");
      case USER_FIELD -> new Table(501, "ID", "ENTITY_ID");
      case REQUISITE, BANK_DETAIL -> new Table(1, "ID", "ENTITY_ID");
      case ADDRESS, REQUISITE_LINK -> new Table(1, "ID", "ENTITY_ID");
      case CATEGORY -> new Table(1, "key");
      default -> new Table(1, "id");
    };
  }

  Table table(CrmType type) {
    return of(type.kind);
  }

  Table of(Kind kind) {
    Table table = tables.get(kind);
    if (table == null) {
      throw new IllegalStateException("no table of " + kind);
    }
    return table;
  }

  /** Whether the portal has only the invoices of old. */
  boolean classicInvoices() {
    return settings.classicInvoices();
  }

  /** The type that a universal call names, if the portal has it. */
  CrmType type(Call call) {
    CrmType type = CrmType.of(call);
    if (type == CrmType.INVOICE && classicInvoices()) {
      throw Refusal.noType();
    }
    return type;
  }

  boolean inventory() {
    return inventory;
  }

  void inventory(boolean on) {
    inventory = on;
  }

  Order order(
      com.fasterxml.jackson.databind.@Nullable JsonNode sent,
      Schema schema,
      boolean ignoresUnknown,
      String idField) {
    return Order.of(sent, schema, ignoresUnknown, idField, settings.seed());
  }

  /** The choices of one list, in their order. */
  List<ObjectNode> statuses(String entityId) {
    return of(Kind.STATUS).with("ENTITY_ID", entityId).stream()
        .sorted(java.util.Comparator.comparingLong(each -> Values.id(each.get("SORT"))))
        .toList();
  }

  @Nullable ObjectNode status(String entityId, String statusId) {
    for (ObjectNode each : of(Kind.STATUS).with("ENTITY_ID", entityId)) {
      if (each.path("STATUS_ID").asText().equals(statusId)) {
        return each;
      }
    }
    return null;
  }

  @Nullable ObjectNode category(CrmType type, long id) {
    for (ObjectNode each : categories(type.id)) {
      if (Values.id(each.get("id")) == id) {
        return each;
      }
    }
    return null;
  }

  List<ObjectNode> categories(long entityTypeId) {
    return of(Kind.CATEGORY).all().stream()
        .filter(each -> Values.id(each.get("entityTypeId")) == entityTypeId)
        .toList();
  }

  /** The list that holds the stages of a pipeline. */
  static String stages(CrmType type, long category) {
    if (type == CrmType.INVOICE) {
      return "SMART_INVOICE_STAGE_" + category;
    }
    return category == 0 ? "DEAL_STAGE" : "DEAL_STAGE_" + category;
  }
}
