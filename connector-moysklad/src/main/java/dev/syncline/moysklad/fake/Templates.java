package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Unsaved documents, filled from the documents they would hang on. */
final class Templates {

  private static final Map<String, Set<String>> BASES =
      Map.of(
          "demand", Set.of("customerOrder", "invoicesOut"),
          "invoiceout", Set.of("customerOrder", "demands"),
          "salesreturn", Set.of("demand"),
          "move", Set.of("customerOrder"),
          "paymentin", Set.of("operations"),
          "cashin", Set.of("operations"),
          "paymentout", Set.of("operations"),
          "cashout", Set.of("operations"));
  private static final List<String> COPIED =
      List.of(
          "agent",
          "organization",
          "store",
          "contract",
          "project",
          "salesChannel",
          "organizationAccount",
          "agentAccount",
          "rate",
          "vatEnabled",
          "vatIncluded",
          "shipmentAddress",
          "shipmentAddressFull");
  private static final Set<String> ROW_FIELDS =
      Set.of("assortment", "quantity", "price", "discount", "vat", "vatEnabled", "pack");

  private final Books books;
  private final Values values;
  private final Renderer renderer;
  private final Documents documents;
  private final Sums sums;

  Templates(Books books, Values values, Renderer renderer, Documents documents, Sums sums) {
    this.books = books;
    this.values = values;
    this.renderer = renderer;
    this.documents = documents;
    this.sums = sums;
  }

  /** {@code PUT /entity/{type}/new}. */
  JsonNode answer(Call call, Spec spec) {
    ObjectNode body = Json.object();
    if (call.request.body().length > 0) {
      if (call.json().isArray()) {
        throw ApiError.of(400, 2008, "Ошибка формата: запрос на шаблон не должен содержать массив");
      }
      body = (ObjectNode) call.json();
    }
    Draft draft = new Draft(spec, "", null, null, Json.object(), Json.Body.of(body), call.actor);
    preset(draft);
    List<Doc> bases = bases(body, spec, draft);
    Doc unsaved = new Doc(spec, "entity/" + spec.type(), "", null, draft.fields);
    ArrayNode rows = Json.array();
    for (Doc base : bases) {
      copy(draft, base, rows);
    }
    if (Schema.PAYMENTS.contains(spec.type())) {
      payment(draft, bases);
    } else {
      List<JsonNode> list = new ArrayList<>();
      rows.forEach(list::add);
      draft.fields.set("sum", Json.money(Sums.totals(draft.fields, list)[0]));
    }
    ObjectNode out = renderer.render(unsaved, Expand.NONE);
    List.of("meta", "id", "accountId", "files").forEach(out::remove);
    if (spec.has("positions")) {
      ArrayNode shown = out.putObject("positions").putArray("rows");
      for (JsonNode row : rows) {
        shown.add(
            renderer
                .render(new Doc(spec, "", "", unsaved, (ObjectNode) row), Expand.NONE)
                .without(List.of("meta", "id", "accountId", "positions", "files", "payedSum")));
      }
    }
    return out;
  }

  private void preset(Draft draft) {
    documents.defaults(draft);
    ObjectNode fields = draft.fields;
    fields.put("name", "").put("shared", false);
    fields.put("moment", books.now());
    fields.set("owner", Json.ref(draft.actor.employee()));
    for (String type : List.of("group", "organization", "store")) {
      if (draft.spec.has(type)) {
        books.entities(type).stream().findFirst().ifPresent(doc -> fields.set(type, Json.ref(doc)));
      }
    }
  }

  private List<Doc> bases(ObjectNode body, Spec spec, Draft draft) {
    List<Doc> bases = new ArrayList<>();
    Set<String> allowed = BASES.getOrDefault(spec.type(), Set.of());
    body.properties()
        .forEach(
            field -> {
              if (!allowed.contains(field.getKey())) {
                throw ApiError.invalid(
                    1031,
                    "Ошибка генерации шаблона: невозможно создать шаблон объекта на основе"
                        + " указанных полей");
              }
              JsonNode value = field.getValue();
              ArrayNode refs = Json.array();
              for (JsonNode one : value.isArray() ? value : Json.array().add(value)) {
                Doc base = values.target(spec, field.getKey(), one, draft.places);
                bases.add(base);
                refs.add(Json.ref(base));
              }
              draft.fields.set(field.getKey(), value.isArray() ? refs : refs.get(0));
            });
    return bases;
  }

  private void copy(Draft draft, Doc base, ArrayNode rows) {
    for (String field : COPIED) {
      if (draft.spec.has(field) && base.get(field) != null) {
        draft.fields.set(field, base.fields.get(field).deepCopy());
      }
    }
    if (draft.spec.type().equals("move") && base.get("store") != null) {
      draft.fields.set("targetStore", base.fields.get("store").deepCopy());
    }
    if (!draft.spec.has("positions")) {
      return;
    }
    for (Doc row : books.rows(base, "positions")) {
      ObjectNode copy = Json.object();
      row.fields
          .properties()
          .forEach(
              field -> {
                if (ROW_FIELDS.contains(field.getKey())) {
                  copy.set(field.getKey(), field.getValue().deepCopy());
                }
              });
      if (base.type().equals("customerorder") && draft.spec.type().equals("demand")) {
        BigDecimal open = Json.decimal(row.get("quantity")).subtract(sums.shipped(row));
        if (open.signum() <= 0) {
          continue;
        }
        copy.set("quantity", Json.money(open));
      }
      rows.add(copy);
    }
  }

  private void payment(Draft draft, List<Doc> bases) {
    BigDecimal sum = BigDecimal.ZERO;
    ArrayNode operations = Json.array();
    for (Doc base : bases) {
      BigDecimal open =
          Json.decimal(base.get("sum")).subtract(sums.payed(base)).max(BigDecimal.ZERO);
      sum = sum.add(open);
      ObjectNode operation = Json.ref(base);
      operation.set("linkedSum", Json.money(open));
      operations.add(operation);
    }
    draft.fields.set("sum", Json.money(sum));
    if (!bases.isEmpty()) {
      draft.fields.set("operations", operations);
    }
  }
}
