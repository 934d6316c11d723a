package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The account's own settings: company, price types, who is asking, and per entity. */
final class Settings {

  static final String PRICE_TYPES = "context/companysettings/pricetype";

  private static final int MOST_PRICE_TYPES = 100;
  private static final Set<String> SHARED =
      Set.of(
          "product",
          "service",
          "bundle",
          "variant",
          "productfolder",
          "organization",
          "store",
          "project",
          "employee",
          "uom",
          "currency",
          "customentityelement");

  private final Books books;
  private final ObjectNode company;
  private final boolean uniqueNumbers;
  private final Map<String, ObjectNode> perEntity = new HashMap<>();

  Settings(Books books, ObjectNode company, boolean uniqueNumbers) {
    this.books = books;
    this.company = company;
    this.uniqueNumbers = uniqueNumbers;
  }

  boolean flag(String name) {
    return company.path(name).asBoolean();
  }

  boolean uniqueNumbers() {
    return uniqueNumbers;
  }

  boolean createShared(Spec spec) {
    JsonNode own = perEntity.getOrDefault(spec.name(), Json.object()).get("createShared");
    return own == null ? SHARED.contains(spec.name()) : own.asBoolean();
  }

  @Nullable Doc mainGroup() {
    return books.entities("group").stream().findFirst().orElse(null);
  }

  /** {@code /context/…}. */
  JsonNode context(Call call, Renderer renderer, Definitions definitions, Sums sums) {
    String rest = call.path.substring("context/".length());
    if (rest.equals("employee") && call.is("GET")) {
      return employee(call, renderer);
    }
    if (rest.equals("usersettings") && call.is("GET")) {
      return user(renderer);
    }
    if (rest.equals("companysettings/metadata") && call.is("GET")) {
      return definitions.customEntities();
    }
    if (rest.equals("companysettings")) {
      if (call.is("PUT")) {
        call.json()
            .properties()
            .forEach(
                field -> {
                  if (company.has(field.getKey()) || field.getKey().equals("companyAddress")) {
                    company.set(field.getKey(), field.getValue());
                  }
                });
      } else if (!call.is("GET")) {
        throw ApiError.method(call.method());
      }
      return company(renderer, sums);
    }
    if (rest.startsWith("companysettings/pricetype")) {
      return priceTypes(call, renderer);
    }
    throw ApiError.unknownPath("/" + call.path);
  }

  private JsonNode company(Renderer renderer, Sums sums) {
    ObjectNode out = Json.object();
    ObjectNode meta = out.putObject("meta");
    meta.put("href", books.base() + "/context/companysettings");
    meta.put("metadataHref", books.base() + "/context/companysettings/metadata");
    meta.put("type", "companysettings").put("mediaType", "application/json");
    out.set("currency", renderer.render(sums.accountCurrency(), Expand.NONE));
    ArrayNode types = out.putArray("priceTypes");
    books.shelf(PRICE_TYPES).forEach(type -> types.add(renderer.render(type, Expand.NONE)));
    out.setAll(company);
    return out;
  }

  private JsonNode employee(Call call, Renderer renderer) {
    ObjectNode out = renderer.render(call.actor.employee(), Expand.NONE);
    ObjectNode permissions = out.putObject("permissions");
    if (call.actor.admin()) {
      permissions.putObject("admin").put("view", "ALL");
    }
    permissions.putObject("stock").put("view", "ALL");
    return out;
  }

  private JsonNode user(Renderer renderer) {
    ObjectNode out = Json.object();
    ObjectNode meta = out.putObject("meta");
    meta.put("href", books.base() + "/context/usersettings");
    meta.put("type", "usersettings").put("mediaType", "application/json");
    out.put("locale", "ru_RU").put("mailFooter", "").put("autoShowReports", false);
    put(out, "defaultCompany", "organization", renderer);
    put(out, "defaultPlace", "store", renderer);
    return out;
  }

  private void put(ObjectNode out, String field, String type, Renderer renderer) {
    books.entities(type).stream()
        .findFirst()
        .ifPresent(doc -> out.putObject(field).set("meta", renderer.meta(doc)));
  }

  private JsonNode priceTypes(Call call, Renderer renderer) {
    List<Doc> types = List.copyOf(books.shelf(PRICE_TYPES));
    if (call.depth() == 4 && call.is("GET")) {
      String id = call.segment(3);
      Doc type = id.equals("default") ? types.get(0) : books.find(PRICE_TYPES + "/" + id);
      if (type == null) {
        throw ApiError.notFound("pricetype", id);
      }
      return renderer.render(type, Expand.NONE);
    }
    if (call.depth() != 3) {
      throw ApiError.unknownPath("/" + call.path);
    }
    if (call.is("POST")) {
      replace(call);
    } else if (!call.is("GET")) {
      throw ApiError.method(call.method());
    }
    ArrayNode all = Json.array();
    books.shelf(PRICE_TYPES).forEach(type -> all.add(renderer.render(type, Expand.NONE)));
    return all;
  }

  private void replace(Call call) {
    if (!call.json().isArray() || call.json().isEmpty() || call.json().size() > MOST_PRICE_TYPES) {
      throw ApiError.of(400, 1040, "Неверно заданы параметры запроса");
    }
    List<Doc> order = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode sent : call.json()) {
      String name = sent.path("name").asText("");
      String href = sent.path("meta").path("href").asText("");
      String id = sent.path("id").asText(href.substring(href.lastIndexOf('/') + 1));
      if (name.isEmpty() && id.isEmpty()) {
        throw ApiError.required("name").at(call.body().place(sent));
      }
      Doc known = books.find(PRICE_TYPES + "/" + id);
      ObjectNode fields = known == null ? Json.object() : known.fields.deepCopy();
      if (!name.isEmpty()) {
        fields.put("name", name);
      }
      if (!names.add(fields.path("name").asText())) {
        throw ApiError.invalid(
            3006, "Ошибка сохранения объекта: нарушено ограничение уникальности параметра 'name'");
      }
      fields.put(
          "externalCode",
          sent.path("externalCode").asText(fields.path("externalCode").asText(books.newCode())));
      order.add(known == null ? newPriceType(fields) : known);
      if (known != null) {
        books.change(known, fields);
      }
    }
    for (Doc old : List.copyOf(books.shelf(PRICE_TYPES))) {
      if (!order.contains(old)) {
        books.remove(old);
      }
    }
    books.reorder(PRICE_TYPES, order);
  }

  Doc newPriceType(ObjectNode fields) {
    Spec spec = new Spec("pricetype", "pricetype", Map.of(), Set.of());
    return books.put(new Doc(spec, PRICE_TYPES, books.newId(), null, fields));
  }

  /** {@code /entity/{type}/settings}. */
  JsonNode entity(Call call, Spec spec) {
    ObjectNode own =
        perEntity.computeIfAbsent(
            spec.name(),
            key -> {
              ObjectNode preset = Json.object().put("createShared", createShared(spec));
              preset
                  .putObject("uniqueCodeRules")
                  .put("checkUniqueCode", false)
                  .put("fillUniqueCode", false);
              return preset;
            });
    if (call.is("PUT")) {
      own.setAll((ObjectNode) call.json().deepCopy());
      own.remove("meta");
    } else if (!call.is("GET")) {
      throw ApiError.method(call.method());
    }
    ObjectNode out = Json.object();
    ObjectNode meta = out.putObject("meta");
    meta.put("href", books.base() + "/" + call.path);
    meta.put("type", spec.type() + "settings").put("mediaType", "application/json");
    out.setAll(own);
    return out;
  }
}
