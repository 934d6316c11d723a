package dev.syncline.plans.bitrix24moysklad.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.fake.Document;
import dev.syncline.bitrix24.fake.Documents;
import dev.syncline.bitrix24.fake.Draft;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.bitrix24.fake.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The portal as its people use it. */
final class Portal {

  final FakeBitrix24 fake;

  Portal(FakeBitrix24 fake) {
    this.fake = fake;
  }

  long company(String title) {
    return fake.companies().add(draft -> draft.title(title)).id();
  }

  long person(String last, String first) {
    return fake.contacts().add(draft -> draft.lastName(last).name(first)).id();
  }

  long product(String name, String article) {
    return fake.products().add(draft -> draft.name(name).article(article).price("100")).id();
  }

  /** A deal of one piece of a product. */
  long deal(String stage, long company, String article) {
    return deal(stage, company, article, draft -> {});
  }

  long deal(String stage, long company, String article, Consumer<Draft> more) {
    return fake.deals()
        .add(
            draft -> {
              draft.title("Deal of " + article).stage(stage).company(company);
              draft.row(article, 1, "100");
              more.accept(draft);
            })
        .id();
  }

  long invoice(String stage, long company, String article, Consumer<Draft> more) {
    return fake.invoices()
        .add(
            draft -> {
              draft.title("Invoice of " + article).stage(stage).company(company);
              draft.row(article, 1, "100");
              more.accept(draft);
            })
        .id();
  }

  Document deal(long id) {
    return fake.deals().get(id);
  }

  static Document only(Documents all) {
    List<Document> each = all.all();
    if (each.size() != 1) {
      throw new AssertionError("not one but " + each);
    }
    return each.get(0);
  }

  /** The companies that are customers. */
  List<Document> customers() {
    return fake.companies().all().stream()
        .filter(each -> !each.text("isMyCompany").equals("Y"))
        .toList();
  }

  Document customer(String title) {
    return fake.companies().find("title", title).orElseThrow();
  }

  List<ObjectNode> kept(Kind kind) {
    return fake.documents(kind);
  }

  Map<Kind, List<ObjectNode>> everything() {
    Map<Kind, List<ObjectNode>> all = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      all.put(kind, fake.documents(kind));
    }
    return all;
  }

  int asked() {
    return fake.log().size();
  }
}
