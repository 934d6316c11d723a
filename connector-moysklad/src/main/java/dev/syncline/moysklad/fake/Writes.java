package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes objects: the schema's rules here, the rooms' rules in the rooms. */
final class Writes {

  private static final Set<String> NAMES_OF_ASSORTMENT =
      Set.of("product", "service", "variant", "bundle", "consignment");

  private static final Map<String, Integer> ADDRESS_PARTS =
      Map.of(
          "postalCode", 6, "house", 30, "apartment", 30, "city", 255, "street", 255, "addInfo", 255);

  private final Books books;
  private final Values values;
  private final Attributes attributes;
  private final Settings settings;
  private final Chronicle chronicle;
  private final Rooms rooms;

  Writes(
      Books books,
      Values values,
      Attributes attributes,
      Settings settings,
      Chronicle chronicle,
      Rooms rooms) {
    this.books = books;
    this.values = values;
    this.attributes = attributes;
    this.settings = settings;
    this.chronicle = chronicle;
    this.rooms = rooms;
  }

  /** Creates an object; a known syncId answers the object that has it. */
  Doc create(
      Spec spec,
      String shelf,
      @Nullable Doc parent,
      ObjectNode body,
      Json.Body places,
      Actor actor) {
    if (spec.syncs() && body.path("syncId").isTextual()) {
      Doc known = books.bySyncId(spec.type(), body.path("syncId").asText());
      if (known != null && !known.gone) {
        return known;
      }
    }
    Draft draft = new Draft(spec, shelf, null, parent, body, places, actor);
    prepare(draft);
    return commit(draft);
  }

  /** Changes the fields that the body says. */
  Doc update(Doc doc, ObjectNode body, Json.Body places, Actor actor) {
    Draft draft = new Draft(doc.spec, doc.shelf, doc, doc.parent, body, places, actor);
    prepare(draft);
    return commit(draft);
  }

  void prepare(Draft draft) {
    check(draft);
    if (!draft.errors.isEmpty()) {
      throw ApiError.all(draft.errors);
    }
  }

  private void check(Draft draft) {
    if (draft.creating()) {
      defaults(draft);
    }
    syncId(draft);
    rename(draft.body);
    for (Field field : draft.spec.fields().values()) {
      apply(draft, field);
    }
    attributes.required(draft);
    addresses(draft);
    collections(draft);
    rooms.check(draft, this);
  }

  private void defaults(Draft draft) {
    Spec spec = draft.spec;
    ObjectNode fields = draft.fields;
    if (spec.has("owner") && draft.parent == null) {
      fields.set("owner", Json.ref(draft.actor.employee()));
    }
    if (spec.has("shared")) {
      fields.put("shared", settings.createShared(spec));
    }
    Doc group = settings.mainGroup();
    if (spec.has("group") && group != null) {
      fields.set("group", Json.ref(group));
    }
    if (spec.has("archived")) {
      fields.put("archived", false);
    }
    if (spec.has("externalCode")) {
      fields.put("externalCode", books.newCode());
    }
    rooms.defaults(draft);
  }

  private void syncId(Draft draft) {
    JsonNode sent = draft.body.get("syncId");
    Doc doc = draft.doc;
    if (doc != null && draft.spec.syncs() && sent != null) {
      String old = doc.text("syncId");
      if (old != null && !old.equalsIgnoreCase(sent.asText())) {
        throw ApiError.invalid(
            1047, "Вы не можете обновить поле syncId в запросе на обновление сущности");
      }
    }
  }

  /** A row's good may come under the name of its kind. */
  private static void rename(ObjectNode body) {
    if (body.has("quantity") && !body.has("assortment")) {
      for (String name : NAMES_OF_ASSORTMENT) {
        if (body.path(name).has("meta")) {
          body.set("assortment", body.get(name));
        }
      }
    }
  }

  private void apply(Draft draft, Field field) {
    String name = field.name();
    JsonNode sent = draft.body.get(name);
    if (field.readOnly() || field.is("coll") || rooms.owns(field)) {
      return;
    }
    boolean empty = sent == null || sent.isNull() || (sent.isTextual() && sent.asText().isBlank());
    if (field.required() && empty && (draft.creating() || sent != null)) {
      draft.required(name);
      return;
    }
    if (sent == null) {
      return;
    }
    if (empty) {
      if (!rooms.keeps(field)) {
        draft.fields.remove(name);
      }
      return;
    }
    try {
      if (field.is("attrs")) {
        attributes.merge(draft, sent);
      } else if (Sums.links(draft.spec.type()).stream().anyMatch(l -> l.name().equals(name))) {
        List<String> paths = new ArrayList<>();
        values
            .stored(draft, field, sent)
            .forEach(ref -> paths.add(String.valueOf(Json.refPath(ref))));
        draft.links.put(name, paths);
      } else {
        draft.fields.set(name, values.stored(draft, field, sent));
      }
    } catch (ApiError error) {
      draft.fail(error);
    }
  }

  /**
   * A string address lands in the structured twin's free part; of the two, the structured one wins.
   */
  private static void addresses(Draft draft) {
    for (String name : List.of("actualAddress", "legalAddress", "shipmentAddress", "address")) {
      String full = name + "Full";
      if (!draft.spec.has(full)) {
        continue;
      }
      if (draft.body.path(full).isObject()) {
        JsonNode address = draft.fields.path(full);
        ADDRESS_PARTS.forEach((part, longest) -> Values.notLonger(draft, address, part, longest));
        List<String> parts = new ArrayList<>();
        for (String part :
            List.of("postalCode", "city", "street", "house", "apartment", "addInfo")) {
          if (address.path(part).isTextual() && !address.path(part).asText().isEmpty()) {
            parts.add(address.path(part).asText());
          }
        }
        draft.fields.put(name, String.join(", ", parts));
      } else if (draft.body.path(name).isTextual()) {
        String text = draft.body.path(name).asText();
        if (text.isEmpty()) {
          draft.fields.remove(full);
        } else {
          draft.fields.putObject(full).put("addInfo", text);
        }
      }
    }
  }

  private void collections(Draft draft) {
    draft
        .spec
        .collections()
        .forEach(
            (name, spec) -> {
              JsonNode sent = draft.body.get(name);
              JsonNode rows = sent == null || sent.isArray() ? sent : sent.get("rows");
              if (rows == null || !rows.isArray() || name.equals("notes")) {
                return;
              }
              if (rows.size() > Page.LARGEST) {
                draft.fail(
                    ApiError.of(
                        413,
                        2022,
                        "Ошибка формата: слишком большое число элементов вложенной коллекции"));
                return;
              }
              draft.rows.put(name, rows(draft, name, spec, rows));
            });
  }

  private List<Draft> rows(Draft draft, String name, Spec spec, JsonNode rows) {
    List<Draft> drafts = new ArrayList<>();
    String shelf = draft.doc == null ? "" : draft.doc.path() + "/" + name;
    Set<String> seen = new HashSet<>();
    for (JsonNode row : rows) {
      if (!row.isObject()) {
        draft.fail(ApiError.wrongType(name, "объект"));
        continue;
      }
      String id = row.path("id").asText(lastOf(row.path("meta").path("href").asText("")));
      Doc known = id.isEmpty() || shelf.isEmpty() ? null : books.find(shelf + "/" + id);
      if (!id.isEmpty() && known == null) {
        draft.fail(
            ApiError.invalid(
                1046, "Дочерняя сущность не может изменять свою родительскую сущность"));
        continue;
      }
      if (known != null && !seen.add(id)) {
        draft.fail(
            ApiError.invalid(
                3013,
                "Ошибка валидации: для поля '"
                    + name
                    + "' массив элементов не должен содержать сущности с одинаковыми"
                    + " идентификаторами"));
        continue;
      }
      Draft child =
          new Draft(spec, shelf, known, draft.doc, (ObjectNode) row, draft.places, draft.actor);
      check(child);
      draft.errors.addAll(child.errors);
      drafts.add(child);
    }
    return drafts;
  }

  private static String lastOf(String href) {
    int question = href.indexOf('?');
    String plain = question < 0 ? href : href.substring(0, question);
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  private Doc commit(Draft draft) {
    ObjectNode before = draft.doc == null ? Json.object() : draft.doc.fields;
    String now = books.now();
    if (draft.spec.has("updated")) {
      draft.fields.put("updated", now);
    }
    Doc doc = draft.doc;
    if (doc == null) {
      if (draft.spec.has("created")) {
        draft.fields.put("created", now);
      }
      doc = new Doc(draft.spec, draft.shelf, books.newId(), draft.parent, draft.fields);
      doc.updatedBy = draft.actor.uid();
      books.put(doc);
    } else {
      doc.updatedBy = draft.actor.uid();
      rooms.changing(doc);
      books.change(doc, draft.fields);
    }
    Set<String> changed = changed(before, draft.fields);
    for (Map.Entry<String, List<Draft>> collection : draft.rows.entrySet()) {
      if (replace(doc, collection.getKey(), collection.getValue())) {
        changed.add(collection.getKey());
      }
    }
    link(doc, draft);
    rooms.saved(doc, before, draft);
    chronicle.saved(doc, draft.creating(), changed, before, draft.actor);
    return doc;
  }

  private static Set<String> changed(ObjectNode before, ObjectNode after) {
    Set<String> names = new LinkedHashSet<>();
    after.fieldNames().forEachRemaining(names::add);
    before.fieldNames().forEachRemaining(names::add);
    names.removeIf(
        name ->
            name.equals("updated")
                || name.startsWith("$")
                || java.util.Objects.equals(before.get(name), after.get(name)));
    return names;
  }

  private boolean replace(Doc doc, String name, List<Draft> drafts) {
    String shelf = doc.path() + "/" + name;
    List<Doc> old = List.copyOf(books.shelf(shelf));
    boolean changed = old.size() != drafts.size();
    List<Doc> order = new ArrayList<>();
    for (Draft draft : drafts) {
      if (draft.doc != null) {
        changed |= !draft.doc.fields.equals(draft.fields);
        books.change(draft.doc, draft.fields);
        order.add(draft.doc);
      } else {
        changed = true;
        order.add(add(doc, shelf, draft));
      }
    }
    for (Doc row : old) {
      if (!order.contains(row)) {
        books.remove(row);
      }
    }
    books.reorder(shelf, order);
    return changed;
  }

  private Doc add(Doc owner, String shelf, Draft draft) {
    String now = books.now();
    for (String moment : List.of("updated", "created")) {
      if (draft.spec.has(moment)) {
        draft.fields.put(moment, now);
      }
    }
    return books.put(new Doc(draft.spec, shelf, books.newId(), owner, draft.fields));
  }

  /** Appends rows to a collection, as POST on its path does. */
  List<Doc> append(
      Doc owner, String name, Spec spec, JsonNode body, Json.Body places, Actor actor) {
    String shelf = owner.path() + "/" + name;
    List<Draft> drafts = new ArrayList<>();
    List<ApiError> errors = new ArrayList<>();
    for (JsonNode row : body.isArray() ? body : Json.array().add(body)) {
      if (!row.isObject()) {
        throw ApiError.wrongType(name, "объект");
      }
      Draft draft = new Draft(spec, shelf, null, owner, (ObjectNode) row, places, actor);
      check(draft);
      errors.addAll(draft.errors);
      drafts.add(draft);
    }
    if (!errors.isEmpty()) {
      throw ApiError.all(errors);
    }
    List<Doc> added = new ArrayList<>();
    drafts.forEach(draft -> added.add(add(owner, shelf, draft)));
    touched(owner, name, actor);
    return added;
  }

  /** Changes one row. */
  Doc updateRow(Doc row, String name, ObjectNode body, Json.Body places, Actor actor) {
    Draft draft = new Draft(row.spec, row.shelf, row, row.parent, body, places, actor);
    prepare(draft);
    rooms.changing(row.owner());
    if (row.spec.has("updated")) {
      draft.fields.put("updated", books.now());
    }
    books.change(row, draft.fields);
    touched(row.owner(), name, actor);
    return row;
  }

  void removeRow(Doc row, String name, Actor actor) {
    rooms.changing(row.owner());
    books.remove(row);
    touched(row.owner(), name, actor);
  }

  private void touched(Doc owner, String name, Actor actor) {
    ObjectNode fields = owner.fields.deepCopy();
    if (owner.spec.has("updated")) {
      fields.put("updated", books.now());
    }
    ObjectNode before = owner.fields;
    books.change(owner, fields);
    owner.updatedBy = actor.uid();
    rooms.recount(owner);
    chronicle.saved(owner, false, Set.of(name), before, actor);
  }

  /** Back links are stored on the far side; who gains or loses one is touched. */
  private void link(Doc doc, Draft draft) {
    for (Sums.Link link : Sums.links(doc.type())) {
      List<String> wanted = draft.links.get(link.name());
      if (wanted == null) {
        continue;
      }
      for (Doc other : books.referring(link.type(), link.field(), doc)) {
        if (!wanted.contains(other.path())) {
          relink(other, link, doc, false);
        }
      }
      for (String path : wanted) {
        Doc other = books.find(path);
        if (other != null && !Books.mentions(other.get(link.field()), doc.path())) {
          relink(other, link, doc, true);
        }
      }
    }
  }

  private void relink(Doc other, Sums.Link link, Doc doc, boolean add) {
    ObjectNode fields = other.fields.deepCopy();
    Field field = other.spec.fields().get(link.field());
    if (field != null && field.is("refs")) {
      ArrayNode refs = fields.withArray(link.field());
      if (add) {
        refs.add(Json.ref(doc));
      } else {
        for (Iterator<JsonNode> each = refs.iterator(); each.hasNext(); ) {
          if (doc.path().equals(Json.refPath(each.next()))) {
            each.remove();
          }
        }
      }
    } else if (add) {
      fields.set(link.field(), Json.ref(doc));
    } else {
      fields.remove(link.field());
    }
    fields.put("updated", books.now());
    books.change(other, fields);
  }

  /** Deletes an object that nobody uses; documents go to the bin if there is one. */
  void delete(Doc doc, Actor actor) {
    Set<Doc> users = users(doc);
    if (!users.isEmpty()) {
      ArrayNode metas = Json.array();
      users.stream().limit(10).forEach(user -> metas.add(rooms.meta(user)));
      throw ApiError.of(409, 1028, "Объект уже используется и не может быть удален")
          .dependencies(metas);
    }
    rooms.changing(doc);
    if (doc.spec.document() && settings.flag("useRecycleBin")) {
      trash(doc, actor, true);
    } else {
      doc.inBin = true;
      doc.gone = true;
      books.remove(doc);
      rooms.touchLinked(doc.fields);
      chronicle.deleted(doc, actor);
    }
  }

  /** Moves a document to the bin. */
  void trash(Doc doc, Actor actor, boolean gone) {
    rooms.changing(doc);
    ObjectNode fields = doc.fields.deepCopy();
    fields.put("deleted", books.now());
    books.change(doc, fields);
    doc.inBin = true;
    doc.gone = gone;
    doc.updatedBy = actor.uid();
    rooms.touchLinked(doc.fields);
    chronicle.deleted(doc, actor);
  }

  private Set<Doc> users(Doc doc) {
    Set<Doc> users = new LinkedHashSet<>();
    collectUsers(doc, doc, users);
    for (String name : doc.spec.collections().keySet()) {
      books.rows(doc, name).forEach(row -> collectUsers(row, doc, users));
    }
    return users;
  }

  private void collectUsers(Doc target, Doc self, Set<Doc> users) {
    for (Doc referrer : books.referrers(target.path())) {
      Doc owner = referrer.owner();
      if (owner != self && !owner.inBin && !owner.type().equals("attributemetadata")) {
        users.add(owner);
      }
    }
  }

  /** Runs every element of a bulk call by itself; the answer keeps their order. */
  Bulk bulk(ArrayNode elements, java.util.function.Function<ObjectNode, JsonNode> one) {
    ArrayNode answer = Json.array();
    int status = 200;
    Map<String, Integer> ids = new HashMap<>();
    for (JsonNode element : elements) {
      String id = lastOf(element.path("meta").path("href").asText(""));
      if (!id.isEmpty() && ids.merge(id, 1, Integer::sum) > 1) {
        throw ApiError.invalid(
            3013,
            "Ошибка валидации: для поля 'meta' массив элементов не должен содержать сущности с"
                + " одинаковыми идентификаторами");
      }
    }
    for (JsonNode element : elements) {
      try {
        if (!element.isObject()) {
          throw ApiError.of(400, 2004, "Ошибка формата: вложенные массивы недопустимы");
        }
        answer.add(one.apply((ObjectNode) element));
      } catch (ApiError error) {
        answer.add(error.body());
        status = status == 400 || error.status() == 400 ? 400 : 412;
      }
    }
    return new Bulk(status, answer);
  }

  /** What a bulk call answers. */
  record Bulk(int status, ArrayNode answer) {}
}
