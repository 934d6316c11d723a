package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns stored objects into answers: hrefs, metas, expanded references, computed sums. */
final class Renderer {

  private static final Set<String> WITHOUT_ACCOUNT =
      Set.of("currency", "pricetype", "characteristic", "attributemetadata", "customentity");
  private static final Set<String> WITHOUT_METADATA =
      Set.of(
          "account",
          "contactperson",
          "note",
          "eventnote",
          "files",
          "image",
          "pricetype",
          "attributemetadata",
          "characteristic",
          "bundlecomponent",
          "webhookstock");
  private static final Map<String, String> UI =
      Map.of(
          "product",
          "good",
          "service",
          "good",
          "bundle",
          "good",
          "variant",
          "feature",
          "counterparty",
          "company",
          "organization",
          "mycompany",
          "store",
          "warehouse");

  private final Books books;
  private final View view;
  private final Sums sums;

  Renderer(Books books, View view, Sums sums) {
    this.books = books;
    this.view = view;
    this.sums = sums;
  }

  ObjectNode render(Doc doc, Expand expand) {
    ObjectNode out = Json.object();
    out.set("meta", meta(doc));
    out.put("id", doc.id);
    if (doc.type().equals("image")) {
      links((ObjectNode) out.path("meta"), doc, expand);
    }
    if (!WITHOUT_ACCOUNT.contains(doc.type()) || doc.spec.name().equals("customentityelement")) {
      out.put("accountId", books.accountId());
    }
    doc.fields.properties().forEach(field -> put(out, field.getKey(), field.getValue(), expand));
    collections(out, doc, expand);
    sums.add(doc, out, links -> links.forEach((name, value) -> put(out, name, value, expand)));
    if (doc.spec.has("pathName")) {
      out.put("pathName", view.pathName(doc));
    }
    if (doc.type().equals("variant") || doc.spec.has("salePrices")) {
      prices(out, doc);
    }
    return out;
  }

  private void links(ObjectNode meta, Doc image, Expand expand) {
    meta.put("downloadHref", books.base() + "/download/" + image.id);
    if (expand.has(Page.PERMANENT)) {
      meta.put(Page.PERMANENT, "https://miniature-prod.moysklad.ru/" + image.id);
    }
  }

  private void put(ObjectNode out, String name, JsonNode value, Expand expand) {
    if (name.startsWith("$")) {
      return;
    }
    switch (name) {
      case "attributes" -> out.set(name, attributes(value, expand.into(name)));
      case "characteristics" -> out.set(name, characteristics(value));
      default -> {
        JsonNode rendered = value(value, expand.has(name), expand.into(name));
        if (rendered != null) {
          out.set(name, rendered);
        }
      }
    }
  }

  private @Nullable JsonNode value(JsonNode value, boolean open, Expand inner) {
    String path = Json.refPath(value);
    if (path != null) {
      return reference(value, path, open, inner);
    }
    if (value.isArray()) {
      ArrayNode all = Json.array();
      for (JsonNode element : value) {
        JsonNode rendered = value(element, open, inner);
        if (rendered != null) {
          all.add(rendered);
        }
      }
      return all;
    }
    if (value.isObject()) {
      ObjectNode all = Json.object();
      value
          .properties()
          .forEach(
              field -> {
                JsonNode rendered =
                    value(field.getValue(), inner.has(field.getKey()), inner.into(field.getKey()));
                if (rendered != null) {
                  all.set(field.getKey(), rendered);
                }
              });
      return all;
    }
    return value;
  }

  private @Nullable JsonNode reference(JsonNode value, String path, boolean open, Expand inner) {
    Doc target = books.find(path);
    if (target == null) {
      return null;
    }
    ObjectNode out;
    if (open) {
      out = render(target, inner);
    } else {
      out = Json.object();
      out.set("meta", meta(target));
    }
    value
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().startsWith("$")) {
                out.set(field.getKey(), field.getValue());
              }
            });
    return out;
  }

  private ArrayNode attributes(JsonNode stored, Expand inner) {
    ArrayNode all = Json.array();
    for (JsonNode attribute : stored) {
      Doc definition = books.find(attribute.path("$definition").asText());
      if (definition == null) {
        continue;
      }
      ObjectNode out = all.addObject();
      out.set("meta", meta(definition));
      out.put("id", definition.id);
      out.put("name", definition.text("name"));
      out.put("type", definition.text("type"));
      JsonNode value = attribute.path("value");
      Doc target = books.find(Json.refPath(value));
      if (target != null) {
        ObjectNode reference = inner.has("value") ? render(target, Expand.NONE) : Json.object();
        reference.set("meta", meta(target));
        reference.put("name", target.text("name"));
        out.set("value", reference);
      } else {
        out.set("value", value);
      }
    }
    return all;
  }

  private ArrayNode characteristics(JsonNode stored) {
    ArrayNode all = Json.array();
    for (JsonNode characteristic : stored) {
      Doc definition = books.find(characteristic.path("$definition").asText());
      if (definition != null) {
        ObjectNode out = all.addObject();
        out.set("meta", meta(definition));
        out.put("id", definition.id);
        out.put("name", definition.text("name"));
        out.put("value", characteristic.path("value").asText());
      }
    }
    return all;
  }

  private void collections(ObjectNode out, Doc doc, Expand expand) {
    doc.spec
        .collections()
        .forEach(
            (name, spec) -> {
              if (doc.spec.name().equals("customerorder") && name.equals("notes")) {
                return;
              }
              Collection<Doc> rows = books.rows(doc, name);
              ObjectNode collection = out.putObject(name);
              ObjectNode meta = collection.putObject("meta");
              meta.put("href", books.base() + "/" + doc.path() + "/" + name);
              meta.put("type", spec.type()).put("mediaType", "application/json");
              meta.put("size", rows.size()).put("limit", Page.LARGEST).put("offset", 0);
              if (expand.has(name)) {
                ArrayNode opened = collection.putArray("rows");
                rows.stream()
                    .limit(Page.LARGEST)
                    .forEach(row -> opened.add(render(row, expand.into(name))));
              }
            });
  }

  /** Answers list every price type; what a variant does not say itself comes from its product. */
  private void prices(ObjectNode out, Doc doc) {
    Doc product = books.find(Json.refPath(doc.get("product")));
    ArrayNode all = Json.array();
    for (Doc type : books.shelf(Settings.PRICE_TYPES)) {
      JsonNode own = price(doc, type);
      JsonNode price = own == null && product != null ? price(product, type) : own;
      ObjectNode row = all.addObject();
      row.set(
          "value",
          price == null ? Json.MAPPER.getNodeFactory().numberNode(0.0) : price.get("value"));
      row.set("currency", currency(price));
      row.set("priceType", render(type, Expand.NONE));
    }
    out.set("salePrices", all);
    for (String name : new String[] {"buyPrice", "minPrice"}) {
      if (!doc.spec.has(name) || (doc.type().equals("variant") && product == null)) {
        continue;
      }
      JsonNode own = doc.get(name);
      JsonNode price = own == null && product != null ? product.get(name) : own;
      ObjectNode row = Json.object();
      row.set(
          "value",
          price == null ? Json.MAPPER.getNodeFactory().numberNode(0.0) : price.get("value"));
      row.set("currency", currency(price));
      out.set(name, row);
    }
  }

  private static @Nullable JsonNode price(Doc doc, Doc type) {
    for (JsonNode price : doc.fields.path("salePrices")) {
      if (type.path().equals(Json.refPath(price.get("priceType")))) {
        return price;
      }
    }
    return null;
  }

  private JsonNode currency(@Nullable JsonNode price) {
    Doc own = price == null ? null : books.find(Json.refPath(price.get("currency")));
    Doc currency = own == null ? sums.accountCurrency() : own;
    return Json.object().set("meta", meta(currency));
  }

  ObjectNode meta(Doc doc) {
    ObjectNode meta = Json.object();
    meta.put("href", books.base() + "/" + doc.path());
    if (!WITHOUT_METADATA.contains(doc.type()) && doc.parent == null) {
      meta.put("metadataHref", books.base() + "/" + metadataPath(doc));
    }
    meta.put("type", doc.spec.name().equals("characteristic") ? "attributemetadata" : doc.type());
    meta.put("mediaType", "application/json");
    if (doc.shelf.startsWith("entity/")
        && doc.parent == null
        && !doc.shelf.contains("/metadata/")
        && !doc.type().startsWith("webhook")) {
      String section = UI.getOrDefault(doc.type(), doc.type());
      meta.put(
          "uuidHref", "https://online.moysklad.ru/app/#" + section + "/edit?id=" + Books.uiId(doc));
    }
    return meta;
  }

  private static String metadataPath(Doc doc) {
    if (doc.spec.name().equals("customentityelement")) {
      return doc.shelf + "/metadata";
    }
    return switch (doc.type()) {
      case "service", "bundle", "product" -> "entity/product/metadata";
      case "state" -> doc.shelf.substring(0, doc.shelf.indexOf("/states"));
      default -> "entity/" + doc.type() + "/metadata";
    };
  }
}
