package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Sends each write to the room that knows its rules. */
final class Rooms {

  private static final Set<String> OWNED =
      Set.of("price", "prices", "barcodes", "chars", "rate", "ops");

  private final Books books;
  private final Goods goods;
  private final People people;
  private final Documents documents;
  private final Stock stock;
  private final Sums sums;

  private final Renderer renderer;

  Rooms(
      Books books,
      Goods goods,
      People people,
      Documents documents,
      Stock stock,
      Renderer renderer,
      Sums sums) {
    this.books = books;
    this.goods = goods;
    this.people = people;
    this.documents = documents;
    this.stock = stock;
    this.renderer = renderer;
    this.sums = sums;
  }

  boolean owns(Field field) {
    return OWNED.contains(field.kind());
  }

  /** A structured address is not cleared by null. */
  boolean keeps(Field field) {
    return field.name().endsWith("Full") && field.is("obj");
  }

  void defaults(Draft draft) {
    if (draft.spec.document()) {
      documents.defaults(draft);
    } else if (draft.spec.type().endsWith("position")) {
      documents.rowDefaults(draft);
    } else if (Schema.GOODS.contains(draft.spec.type())) {
      goods.defaults(draft);
    } else {
      people.defaults(draft);
    }
  }

  void check(Draft draft, Writes writes) {
    String type = draft.spec.type();
    if (draft.spec.document()) {
      documents.check(draft);
    } else if (type.endsWith("position")) {
      documents.checkRow(draft);
    } else if (Schema.GOODS.contains(type) || type.equals("productfolder")) {
      goods.check(draft);
    } else {
      people.check(draft);
    }
  }

  /** Called while the old state still stands. */
  void changing(Doc doc) {
    stock.touch(doc);
  }

  void saved(Doc doc, ObjectNode before, Draft draft) {
    recount(doc);
    stock.touch(doc);
    if (doc.type().equals("account") || draft.rows.containsKey("accounts")) {
      people.oneDefaultAccount(doc.owner());
    }
    if (doc.type().equals("product") && draft.sends("name")) {
      goods.renamed(doc);
    }
    touchChangedLinks(before, doc.fields);
  }

  /** A document's sums follow its rows. */
  void recount(Doc doc) {
    if (doc.type().equals("counterparty") || doc.type().equals("organization")) {
      people.oneDefaultAccount(doc);
    }
    if (!doc.spec.document() || !doc.spec.has("positions")) {
      stock.touch(doc);
      return;
    }
    ObjectNode fields = doc.fields.deepCopy();
    var totals =
        Sums.totals(
            fields,
            books.rows(doc, "positions").stream().map(row -> (JsonNode) row.fields).toList());
    fields.set("sum", Json.money(totals[0]));
    if (doc.spec.has("vatSum")) {
      fields.set("vatSum", Json.money(totals[1]));
    }
    books.change(doc, fields);
    stock.touch(doc);
  }

  /** Linking and unlinking show in the other document's {@code updated}. */
  private void touchChangedLinks(ObjectNode before, ObjectNode after) {
    for (String field : LINK_FIELDS) {
      JsonNode old = before.get(field);
      if (!java.util.Objects.equals(old, after.get(field))) {
        touch(before.get(field));
        touch(after.get(field));
      }
    }
  }

  private static final Set<String> LINK_FIELDS =
      Set.of("customerOrder", "invoicesOut", "demand", "operations");

  void touchLinked(ObjectNode fields) {
    LINK_FIELDS.forEach(field -> touch(fields.get(field)));
  }

  private void touch(@org.jspecify.annotations.Nullable JsonNode refs) {
    if (refs == null) {
      return;
    }
    for (JsonNode ref : refs.isArray() ? refs : Json.array().add(refs)) {
      Doc target = books.find(Json.refPath(ref));
      if (target != null && target.spec.has("updated")) {
        ObjectNode fields = target.fields.deepCopy();
        fields.put("updated", books.now());
        books.change(target, fields);
      }
    }
  }

  ObjectNode meta(Doc doc) {
    return renderer.meta(doc);
  }

  Sums sums() {
    return sums;
  }
}
