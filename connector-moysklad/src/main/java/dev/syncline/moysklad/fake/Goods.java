package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Products, variants, services, bundles and their folders. */
final class Goods {

  static final String CHARACTERISTICS = "entity/variant/metadata/characteristics";
  private static final int MOST_COMPONENTS = 50;

  private final Books books;
  private final Values values;

  Goods(Books books, Values values) {
    this.books = books;
    this.values = values;
  }

  void defaults(Draft draft) {
    String type = draft.spec.type();
    ObjectNode fields = draft.fields;
    fields.put("discountProhibited", false);
    if (type.equals("product")) {
      fields.put("weight", 0.0).put("volume", 0.0).put("isSerialTrackable", false);
      fields.put("trackingType", "NOT_TRACKED").put("partialDisposal", false);
    }
    if (!type.equals("variant") && !type.equals("consignment")) {
      fields.put("useParentVat", true).put("vatEnabled", false);
      fields.put("paymentItemType", type.equals("service") ? "SERVICE" : "GOOD");
    }
  }

  void check(Draft draft) {
    prices(draft);
    barcodes(draft);
    if (draft.get("vatEnabled") != null
        && draft.fields.path("vatEnabled").asBoolean()
        && draft.get("vat") == null
        && draft.sends("vatEnabled")) {
      draft.fail(
          ApiError.invalid(
              16010,
              "Ошибка сохранения товара: если указано, что товар облагается налогом, то необходимо"
                  + " заполнить поле vat. Иначе vatEnabled для товара должен иметь значение"
                  + " false"));
    }
    if (draft.sends("vat") && !draft.sends("useParentVat") && draft.spec.has("useParentVat")) {
      draft.fields.put("useParentVat", false);
    }
    switch (draft.spec.type()) {
      case "variant" -> variant(draft);
      case "bundle" -> bundle(draft);
      case "productfolder" -> folder(draft);
      default -> {}
    }
  }

  private void prices(Draft draft) {
    for (String name : List.of("buyPrice", "minPrice")) {
      JsonNode sent = draft.body.get(name);
      if (!draft.spec.has(name) || sent == null) {
        continue;
      }
      if (sent.isNull()) {
        draft.fields.remove(name);
      } else if (!sent.isObject()) {
        draft.fail(ApiError.wrongType(name, "объект"));
      } else {
        guarded(draft, () -> draft.fields.set(name, price(draft, name, sent)));
      }
    }
    JsonNode sent = draft.body.get("salePrices");
    if (sent == null || sent.isNull() || !draft.spec.has("salePrices")) {
      return;
    }
    if (!sent.isArray()) {
      draft.fail(ApiError.wrongType("salePrices", "массив"));
      return;
    }
    guarded(draft, () -> merge(draft, sent));
  }

  private static void guarded(Draft draft, Runnable work) {
    try {
      work.run();
    } catch (ApiError error) {
      draft.fail(error);
    }
  }

  private ObjectNode price(Draft draft, String name, JsonNode sent) {
    ObjectNode price = Json.object();
    JsonNode value = sent.get("value");
    if (value == null || value.isNull()) {
      throw ApiError.required("value").at(draft.places.place(sent));
    }
    price.set("value", Values.number("value", value));
    if (price.path("value").asDouble() < 0) {
      throw ApiError.invalid(
              3002,
              "Ошибка сохранения объекта: поле '"
                  + name
                  + "' не может иметь отрицательное значение")
          .parameter(name);
    }
    if (sent.path("currency").isObject() && sent.path("currency").path("meta").has("href")) {
      price.set(
          "currency",
          Json.ref(values.target("currency", sent.path("currency").path("meta"), draft.places)));
    }
    return price;
  }

  private void merge(Draft draft, JsonNode sent) {
    Map<String, JsonNode> merged = new LinkedHashMap<>();
    for (JsonNode old : draft.fields.path("salePrices")) {
      merged.put(String.valueOf(Json.refPath(old.get("priceType"))), old);
    }
    for (JsonNode row : sent) {
      JsonNode type = row.path("priceType");
      if (!type.isObject() || !type.has("meta")) {
        throw ApiError.of(400, 2014, "Ошибка формата: отсутствует meta для поля 'priceType'");
      }
      Doc priceType = values.target("priceType", type.get("meta"), draft.places);
      ObjectNode price = price(draft, "salePrices", row);
      price.set("priceType", Json.ref(priceType));
      merged.put(priceType.path(), price);
    }
    ArrayNode all = draft.fields.putArray("salePrices");
    merged.values().forEach(all::add);
  }

  private void barcodes(Draft draft) {
    JsonNode sent = draft.body.get("barcodes");
    if (sent == null || !draft.spec.has("barcodes")) {
      return;
    }
    if (sent.isNull() || (sent.isEmpty() && sent.isArray())) {
      draft.fields.remove("barcodes");
      return;
    }
    if (!sent.isArray()) {
      draft.fail(ApiError.wrongType("barcodes", "массив"));
      return;
    }
    for (JsonNode code : sent) {
      if (!code.isObject() || code.size() != 1) {
        draft.fail(ApiError.wrongType("barcodes", "штрихкод"));
        return;
      }
      code.properties()
          .forEach(
              field -> {
                if (!List.of("ean13", "ean8", "code128", "gtin", "upc").contains(field.getKey())
                    || !field.getValue().isTextual()) {
                  draft.fail(ApiError.wrongType("barcodes", "штрихкод"));
                } else if (field.getValue().asText().length() > 255) {
                  draft.fail(
                      ApiError.invalid(
                          3011,
                          "Ошибка валидации штрихкода: невозможно добавить к сущности штрихкод"
                              + " длиной более 255 символов"));
                }
              });
    }
    draft.fields.set("barcodes", sent.deepCopy());
  }

  private void variant(Draft draft) {
    JsonNode sent = draft.body.get("characteristics");
    String product = draft.ref("product");
    Doc parent = books.find(product);
    if (draft.creating() && (sent == null || !sent.isArray() || sent.isEmpty())) {
      draft.fail(
          ApiError.invalid(
              15001, "Ошибка сохранения модификации: должны быть заданы характеристики"));
      return;
    }
    if (sent != null && sent.isArray()) {
      if (sent.isEmpty()) {
        draft.fail(
            ApiError.invalid(
                15001, "Ошибка сохранения модификации: должны быть заданы характеристики"));
        return;
      }
      guarded(draft, () -> characteristics(draft, sent));
    }
    if (!draft.errors.isEmpty() || parent == null) {
      return;
    }
    Map<String, String> own = set(draft.fields);
    for (Doc other : books.referring("variant", "product", parent)) {
      if (other != draft.doc && set(other.fields).equals(own)) {
        draft.fail(
            ApiError.invalid(
                15000,
                "Ошибка сохранения модификации: модификация с данным набором характеристик уже"
                    + " существует для данного товара"));
        return;
      }
    }
    draft.fields.put("name", composed(parent, draft.fields));
  }

  private static Map<String, String> set(JsonNode fields) {
    Map<String, String> set = new TreeMap<>();
    for (JsonNode characteristic : fields.path("characteristics")) {
      set.put(characteristic.path("$definition").asText(), characteristic.path("value").asText());
    }
    return set;
  }

  private static String composed(Doc product, JsonNode fields) {
    List<String> parts = new ArrayList<>();
    fields.path("characteristics").forEach(c -> parts.add(c.path("value").asText()));
    return product.text("name") + " (" + String.join(", ", parts) + ")";
  }

  /** A product's new name goes into the names of its variants. */
  void renamed(Doc product) {
    for (Doc variant : books.referring("variant", "product", product)) {
      ObjectNode fields = variant.fields.deepCopy();
      fields.put("name", composed(product, fields));
      books.change(variant, fields);
    }
  }

  private void characteristics(Draft draft, JsonNode sent) {
    ArrayNode stored = Json.array();
    Set<String> seen = new HashSet<>();
    for (JsonNode characteristic : sent) {
      JsonNode value = characteristic.get("value");
      if (value == null || value.isNull() || (value.isTextual() && value.asText().isEmpty())) {
        throw ApiError.required("value").at(draft.places.place(characteristic));
      }
      if (!value.isTextual()) {
        throw ApiError.wrongType("value", "строка");
      }
      Doc definition = definition(draft, characteristic);
      if (!seen.add(definition.id)) {
        throw ApiError.invalid(
            15004, "Ошибка сохранения модификации: названия характеристик не должны повторяться");
      }
      stored.addObject().put("$definition", definition.path()).put("value", value.asText());
    }
    draft.fields.set("characteristics", stored);
  }

  /**
   * By id it must be there; an unknown name becomes a new characteristic, as the vendor's own tests
   * rely on.
   */
  private Doc definition(Draft draft, JsonNode characteristic) {
    String href = characteristic.path("meta").path("href").asText("");
    String id =
        characteristic
            .path("id")
            .asText(href.isEmpty() ? "" : href.substring(href.lastIndexOf('/') + 1));
    if (!id.isEmpty()) {
      Doc known = books.find(CHARACTERISTICS + "/" + id);
      if (known == null) {
        throw ApiError.invalid(
            10001,
            "Ошибка сохранения характеристики модификации: поле 'id' ссылается на несуществующую"
                + " характеристику");
      }
      return known;
    }
    String name = characteristic.path("name").asText("");
    if (name.isEmpty()) {
      throw ApiError.required("name").at(draft.places.place(characteristic));
    }
    Doc known = characteristic(name);
    return known == null ? newCharacteristic(name) : known;
  }

  @Nullable Doc characteristic(String name) {
    for (Doc known : books.shelf(CHARACTERISTICS)) {
      if (name.equals(known.text("name"))) {
        return known;
      }
    }
    return null;
  }

  Doc newCharacteristic(String name) {
    ObjectNode fields =
        Json.object().put("name", name).put("type", "string").put("required", false);
    return books.put(
        new Doc(Schema.get("characteristic"), CHARACTERISTICS, books.newId(), null, fields));
  }

  private void bundle(Draft draft) {
    List<Draft> components = draft.rows.get("components");
    if (components == null && draft.creating()) {
      draft.required("components");
    } else if (components != null
        && (components.isEmpty() || components.size() > MOST_COMPONENTS)) {
      draft.fail(
          ApiError.invalid(
              3007,
              "Ошибка валидации сохраняемого объекта: 'комплект содержит от 1 до 50 позиций'"));
    }
  }

  private void folder(Draft draft) {
    if (draft.doc == null) {
      return;
    }
    Doc above = books.find(draft.ref("productFolder"));
    if (above == draft.doc) {
      draft.fail(
          ApiError.invalid(
              23000,
              "Ошибка сохранения группы: нельзя указывать в качестве родительской группы саму"
                  + " группу"));
      return;
    }
    while (above != null) {
      above = books.find(Json.refPath(above.get("productFolder")));
      if (above == draft.doc) {
        draft.fail(
            ApiError.invalid(
                23001,
                "Ошибка сохранения группы: нельзя указывать в качестве родительской группы"
                    + " вложенную группу"));
        return;
      }
    }
  }
}
