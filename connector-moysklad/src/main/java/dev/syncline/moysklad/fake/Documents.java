package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Orders, invoices, shipments, moves, returns, payments, and their rows. */
final class Documents {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Books books;
  private final Values values;
  private final Settings settings;
  private final Stock stock;
  private final Sums sums;

  Documents(Books books, Values values, Settings settings, Stock stock, Sums sums) {
    this.books = books;
    this.values = values;
    this.settings = settings;
    this.stock = stock;
    this.sums = sums;
  }

  void defaults(Draft draft) {
    ObjectNode fields = draft.fields;
    fields.put("name", books.nextNumber(draft.spec.type()));
    fields.put("moment", Moments.minute(books.now()));
    put(draft, "applicable", true);
    put(draft, "vatEnabled", true);
    put(draft, "vatIncluded", true);
    put(draft, "printed", false);
    put(draft, "published", false);
    fields.put("sum", 0.0);
    if (draft.spec.has("vatSum")) {
      fields.put("vatSum", 0.0);
    }
    if (draft.spec.has("rate")) {
      fields.putObject("rate").set("currency", Json.ref(sums.accountCurrency()));
    }
    if (Schema.PAYMENTS.contains(draft.spec.type())) {
      fields.put("paymentPurpose", "");
    }
  }

  private static void put(Draft draft, String field, boolean value) {
    if (draft.spec.has(field)) {
      draft.fields.put(field, value);
    }
  }

  void check(Draft draft) {
    rate(draft);
    if (Schema.PAYMENTS.contains(draft.spec.type())) {
      Values.notNegative(draft, "sum");
    }
    operations(draft);
    account(
        draft,
        "organizationAccount",
        "organization",
        17000,
        "счет организации не принадлежит указанной организации");
    account(
        draft,
        "agentAccount",
        "agent",
        17001,
        "счет контрагента не принадлежит указанному контрагенту");
    number(draft);
    state(draft);
    if (!draft.errors.isEmpty()) {
      return;
    }
    switch (draft.spec.type()) {
      case "move" -> move(draft);
      case "salesreturn" -> salesReturn(draft);
      case "demand" -> demand(draft);
      default -> {}
    }
  }

  private void rate(Draft draft) {
    if (!draft.sends("rate") || !draft.spec.has("rate")) {
      return;
    }
    JsonNode sent = draft.body.get("rate");
    ObjectNode rate = Json.object();
    if (sent.isNull() || !sent.has("currency")) {
      rate.set("currency", Json.ref(sums.accountCurrency()));
    } else {
      try {
        Doc currency = values.target(draft.spec, "currency", sent.get("currency"), draft.places);
        rate.set("currency", Json.ref(currency));
        JsonNode value = sent.get("value");
        if (value != null && !value.isNull()) {
          JsonNode number = Values.number("value", value);
          if (number.asDouble() != 1) {
            rate.set("value", number);
          }
        } else if (currency.fields.path("rate").asDouble(1) != 1) {
          rate.set("value", currency.fields.get("rate"));
        }
      } catch (ApiError error) {
        draft.fail(error);
        return;
      }
    }
    draft.fields.set("rate", rate);
  }

  private void operations(Draft draft) {
    JsonNode sent = draft.body.get("operations");
    if (sent == null || !Schema.PAYMENTS.contains(draft.spec.type())) {
      return;
    }
    if (sent.isNull()) {
      draft.fields.remove("operations");
      return;
    }
    if (!sent.isArray()) {
      draft.fail(ApiError.wrongType("operations", "массив"));
      return;
    }
    try {
      draft.fields.set("operations", linked(draft, sent));
    } catch (ApiError error) {
      draft.fail(error);
    }
  }

  private ArrayNode linked(Draft draft, JsonNode sent) {
    ArrayNode operations = Json.array();
    Set<String> seen = new HashSet<>();
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal sum = Json.decimal(draft.get("sum"));
    for (JsonNode operation : sent) {
      Doc target = values.target(draft.spec, "operations", operation, draft.places);
      if (target.inBin) {
        throw ApiError.invalid(
            3010, "Ошибка валидации: нельзя привязать документ из корзины к платежу");
      }
      if (!seen.add(target.path())) {
        throw ApiError.invalid(
            22001,
            "Ошибка сохранения платежа: платеж содержит повторяющиеся привязанные документы");
      }
      ObjectNode stored = Json.ref(target);
      BigDecimal left = sum.subtract(total);
      BigDecimal linkedSum =
          operation.has("linkedSum") && operation.get("linkedSum").isNumber()
              ? operation.get("linkedSum").decimalValue()
              : left.min(Json.decimal(target.get("sum"))).max(BigDecimal.ZERO);
      stored.set("linkedSum", Json.money(linkedSum));
      total = total.add(linkedSum);
      operations.add(stored);
    }
    if (total.compareTo(sum) > 0) {
      throw ApiError.invalid(
          22000, "Ошибка сохранения платежа: распределенная сумма превышает сумму платежа");
    }
    return operations;
  }

  private void account(Draft draft, String field, String owner, int code, String text) {
    Doc account = books.find(draft.ref(field));
    if (account != null && !account.owner().path().equals(draft.ref(owner))) {
      draft.fail(ApiError.invalid(code, "Ошибка сохранения документа: " + text));
    }
  }

  private void number(Draft draft) {
    if (!settings.uniqueNumbers() || !draft.sends("name")) {
      return;
    }
    for (Doc other : books.live(draft.spec.type())) {
      if (other != draft.doc && String.valueOf(draft.text("name")).equals(other.text("name"))) {
        draft.fail(
            ApiError.invalid(
                    3006,
                    "Ошибка сохранения объекта: нарушено ограничение уникальности параметра 'name'")
                .parameter("name"));
        return;
      }
    }
  }

  private static void state(Draft draft) {
    String state = draft.ref("state");
    if (state != null && !state.startsWith("entity/" + draft.spec.type() + "/metadata/states/")) {
      draft.fail(
          ApiError.of(
              400, 2013, "Ошибка формата: неправильное значение href для meta поля 'state'"));
    }
  }

  private static void move(Draft draft) {
    if (draft.fields.path("applicable").asBoolean()
        && String.valueOf(draft.ref("sourceStore")).equals(draft.ref("targetStore"))) {
      draft.fail(
          ApiError.invalid(
              21000,
              "Ошибка сохранения перемещения: нельзя провести перемещение со склада на этот же"
                  + " склад"));
    }
  }

  private void demand(Draft draft) {
    boolean posted = draft.fields.path("applicable").asBoolean();
    if (posted && draft.ref("store") == null) {
      draft.required("store");
      return;
    }
    if (draft.doc != null
        && draft.doc.flag("applicable")
        && !posted
        && !books.referring("salesreturn", "demand", draft.doc).isEmpty()) {
      draft.fail(
          ApiError.invalid(
              17014,
              "Ошибка сохранения документа: вы не можете снять проведение у документа типа demand,"
                  + " по которому был проведен возврат"));
    }
    if (posted && settings.flag("checkShippingStock")) {
      shippable(draft);
    }
  }

  private void shippable(Draft draft) {
    List<JsonNode> rows = rows(draft);
    Map<String, BigDecimal> wanted = stock.wanted(rows);
    String store = String.valueOf(draft.ref("store"));
    for (Map.Entry<String, BigDecimal> good : wanted.entrySet()) {
      BigDecimal there = stock.level(good.getKey(), store, draft.doc);
      if (there.compareTo(good.getValue()) < 0) {
        draft.fail(
            ApiError.invalid(
                3007,
                "Ошибка валидации сохраняемого объекта: 'нельзя отгрузить товар, которого нет на"
                    + " складе'"));
        return;
      }
    }
  }

  private List<JsonNode> rows(Draft draft) {
    List<Draft> sent = draft.rows.get("positions");
    if (sent != null) {
      return sent.stream().map(row -> (JsonNode) row.fields).toList();
    }
    return draft.doc == null
        ? List.of()
        : books.rows(draft.doc, "positions").stream().map(row -> (JsonNode) row.fields).toList();
  }

  private void salesReturn(Draft draft) {
    Doc demand = books.find(draft.ref("demand"));
    if (demand == null) {
      return;
    }
    for (String field : List.of("agent", "organization")) {
      if (!String.valueOf(draft.ref(field)).equals(Json.refPath(demand.get(field)))) {
        draft.fail(mismatch(field));
      }
    }
    String currency = Json.refPath(demand.fields.path("rate").get("currency"));
    if (currency != null
        && !currency.equals(Json.refPath(draft.fields.path("rate").get("currency")))) {
      draft.fail(mismatch("rate"));
    }
    for (JsonNode row : rows(draft)) {
      BigDecimal shipped = BigDecimal.ZERO;
      for (Doc base : books.rows(demand, "positions")) {
        if (base.refersTo("assortment", String.valueOf(Json.refPath(row.get("assortment"))))) {
          shipped = shipped.add(Json.decimal(base.get("quantity")));
        }
      }
      if (Json.decimal(row.get("quantity")).compareTo(shipped) > 0) {
        draft.fail(mismatch("quantity"));
      }
    }
  }

  private static ApiError mismatch(String field) {
    return ApiError.invalid(
            3004,
            "Ошибка сохранения объекта: поле '"
                + field
                + "' не соответствует полю связанного объекта")
        .parameter(field);
  }

  void rowDefaults(Draft draft) {
    for (String field : List.of("price", "discount", "reserve")) {
      if (draft.spec.has(field)) {
        draft.fields.put(field, 0.0);
      }
    }
    draft.fields.remove("reserve");
    if (draft.spec.has("vat")) {
      draft.fields.put("vat", 0);
    }
    if (draft.spec.has("vatEnabled")) {
      draft.fields.put("vatEnabled", false);
    }
  }

  void checkRow(Draft draft) {
    for (String field : List.of("assortment", "quantity")) {
      if (draft.spec.has(field) && draft.get(field) == null && draft.errors.isEmpty()) {
        draft.required(field);
      }
    }
    People.positive(draft, "quantity");
    Values.notNegative(draft, "price");
    Values.notNegative(draft, "reserve");
    if (Json.decimal(draft.get("discount")).compareTo(HUNDRED) > 0) {
      draft.fail(
          ApiError.invalid(
              17008, "Ошибка сохранения позиции документа: скидка не может быть больше 100"));
    }
    if (Json.decimal(draft.get("vat")).compareTo(HUNDRED) > 0) {
      draft.fail(
          ApiError.invalid(
              17007, "Ошибка сохранения позиции документа: НДС не может быть больше 100"));
    }
    if (Json.decimal(draft.get("reserve")).compareTo(Json.decimal(draft.get("quantity"))) > 0) {
      draft.fail(
          ApiError.invalid(
              17003,
              "Ошибка сохранения позиции документа: количество зарезервированных товаров не может"
                  + " превышать общее количество"));
    }
    if (draft.fields.path("vat").asInt() > 0 && !draft.sends("vatEnabled")) {
      draft.fields.put("vatEnabled", true);
    }
    raise(draft);
  }

  /** With the account's check on, the vendor lifts a sale price to the minimum without a word. */
  private void raise(Draft draft) {
    String type = draft.spec.type().toLowerCase(Locale.ROOT);
    if (!settings.flag("checkMinPrice")
        || !List.of("customerorderposition", "demandposition", "invoiceposition").contains(type)) {
      return;
    }
    Doc good = books.find(draft.ref("assortment"));
    if (good == null) {
      return;
    }
    Doc product = books.find(Json.refPath(good.get("product")));
    JsonNode own = good.get("minPrice");
    JsonNode minimum = own == null && product != null ? product.get("minPrice") : own;
    BigDecimal least = minimum == null ? BigDecimal.ZERO : Json.decimal(minimum.get("value"));
    if (Json.decimal(draft.get("price")).compareTo(least) < 0) {
      draft.fields.set("price", Json.money(least));
    }
  }
}
