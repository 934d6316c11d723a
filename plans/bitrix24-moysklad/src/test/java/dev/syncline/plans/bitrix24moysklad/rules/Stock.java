package dev.syncline.plans.bitrix24moysklad.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.moysklad.fake.FakeCollection;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.moysklad.fake.FakeObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The MoySklad account as its people use it. A fresh one has three counterparties. */
final class Stock {

  private static final List<String> KINDS =
      List.of(
          "productfolder",
          "product",
          "service",
          "variant",
          "counterparty",
          "customerorder",
          "invoiceout",
          "paymentin");

  final FakeMoySklad fake;

  Stock(FakeMoySklad fake) {
    this.fake = fake;
    // A fresh account is not empty; the rules are easier to see in one that is.
    fake.counterparties().all().forEach(each -> fake.counterparties().delete(each.id()));
  }

  ObjectNode company(String name) {
    return company(name, body -> {});
  }

  /** Gives a reference to what was made. */
  ObjectNode company(String name, Consumer<ObjectNode> more) {
    FakeObject made =
        fake.counterparties()
            .add(
                body -> {
                  body.put("name", name).put("companyType", "legal");
                  more.accept(body);
                });
    return fake.ref("counterparty", made.id());
  }

  ObjectNode product(String name, String article) {
    return product(name, article, body -> {});
  }

  ObjectNode product(String name, String article, Consumer<ObjectNode> more) {
    FakeObject made =
        fake.products()
            .add(
                body -> {
                  body.put("name", name).put("article", article);
                  more.accept(body);
                });
    return fake.ref("product", made.id());
  }

  FakeObject order(String number, String state, ObjectNode agent, ObjectNode... goods) {
    return document("customerorder", number, state, agent, goods);
  }

  FakeObject invoice(String number, String state, ObjectNode agent, ObjectNode... goods) {
    return document("invoiceout", number, state, agent, goods);
  }

  private FakeObject document(
      String kind, String number, String state, ObjectNode agent, ObjectNode... goods) {
    return fake.entities(kind)
        .add(
            body -> {
              body.put("name", number);
              body.set("organization", first("organization"));
              body.set("agent", agent.deepCopy());
              body.set("state", state(kind, state));
              ArrayNode rows = body.putArray("positions");
              for (ObjectNode each : goods) {
                ObjectNode row = rows.addObject().put("quantity", 1).put("price", 10000);
                row.set("assortment", each.deepCopy());
              }
            });
  }

  ObjectNode first(String type) {
    return fake.ref(type, fake.documents(type).get(0).path("id").asText());
  }

  /** A reference to a state by its name. */
  ObjectNode state(String kind, String name) {
    return States.named(fake, kind, name);
  }

  void move(FakeObject document, String kind, String state) {
    fake.entities(kind).update(document.id(), body -> body.set("state", state(kind, state)));
  }

  String stateOf(String kind, FakeObject document) {
    return States.name(fake, kind, document);
  }

  static FakeObject only(FakeCollection all) {
    List<FakeObject> each = all.all();
    if (each.size() != 1) {
      throw new AssertionError("not one but " + each);
    }
    return each.get(0);
  }

  static FakeObject named(FakeCollection all, String name) {
    return all.named(name).orElseThrow(() -> new AssertionError("no " + name + " in " + all.all()));
  }

  static List<String> names(FakeCollection all) {
    return all.all().stream().map(FakeObject::name).toList();
  }

  /** The id that a reference of a document leads to. */
  static String target(FakeObject document, String path) {
    String href = document.text(path + ".meta.href");
    return href.substring(href.lastIndexOf('/') + 1);
  }

  Map<String, List<ObjectNode>> everything() {
    Map<String, List<ObjectNode>> all = new TreeMap<>();
    KINDS.forEach(kind -> all.put(kind, fake.documents(kind)));
    return all;
  }

  int asked() {
    return fake.log().size();
  }
}
