package dev.syncline.examples.bitrix24moysklad;

import dev.syncline.bitrix24.fake.Document;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.examples.Both;
import dev.syncline.examples.Playground.Act;
import dev.syncline.examples.Playground.Played;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.moysklad.fake.FakeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people do in both accounts while the demo runs. */
final class People {

  private static final int NEW_PRODUCTS = 30;
  private static final int NEW_DEALS = 10;

  private final FakeBitrix24 portal;
  private final FakeMoySklad account;
  private final Set<String> orphans;

  People(FakeBitrix24 portal, FakeMoySklad account, Set<String> orphans) {
    this.portal = portal;
    this.account = account;
    this.orphans = orphans;
  }

  Played play(Act act) {
    return switch (act) {
      case EDITS -> edits();
      case DELETION -> deletion();
      case TOLD -> told();
      case NEW -> fresh();
    };
  }

  private Played edits() {
    long left = 0;
    for (Document product : simple(3)) {
      portal
          .products()
          .update(product.id(), "detailText", "Новое описание & more, id " + product.id());
      left++;
    }
    for (Document contact : firstOf(portal.contacts().all(), 2)) {
      portal.contacts().update(contact.id(), "comments", "звонил \"сам\" #" + contact.id());
      left++;
    }
    for (Document deal : firstOf(linkedDeals(), 1)) {
      portal
          .deals()
          .update(deal.id(), "stageId", deal.text("stageId").equals("WON") ? "NEW" : "WON");
      left++;
    }
    long right = 0;
    for (FakeObject product : lastOf(account.products().all(), 3)) {
      account.products().update(product.id(), body -> body.put("name", product.name() + " ★"));
      right++;
    }
    for (FakeObject agent : lastOf(account.counterparties().all(), 2)) {
      account
          .counterparties()
          .update(agent.id(), body -> body.put("description", "правка справа + €"));
      right++;
    }
    return conflicting(left, right);
  }

  /** One field of one deal on both sides: the side where it was made wins. */
  private Played conflicting(long left, long right) {
    Optional<Document> deal = linkedDeals().stream().skip(1).findFirst();
    if (deal.isEmpty()) {
      return new Played(
          "edits on both sides, no deal for a conflict",
          new Both(left, right),
          3,
          0,
          Both.NONE,
          List.of());
    }
    long id = deal.get().id();
    portal.deals().update(id, "comments", "так сказал менеджер");
    FakeObject order = account.customerOrders().named("bx24-" + id).orElseThrow();
    account
        .customerOrders()
        .update(order.id(), body -> body.put("description", "так сказал склад"));
    return new Played(
        "COMMENT of deal " + id + " on both sides: the side of origin wins",
        new Both(left + 1, right + 1),
        3,
        1,
        Both.NONE,
        List.of());
  }

  private Played deletion() {
    List<Document> deals = linkedDeals();
    if (deals.isEmpty()) {
      return new Played("no deal to delete", Both.NONE, 0, 0, Both.NONE, List.of());
    }
    Document deal = deals.get(deals.size() - 1);
    FakeObject order = account.customerOrders().named("bx24-" + deal.id()).orElseThrow();
    portal.deals().delete(deal.id());
    // Deletions are not passed on (B-007): the order stays, alone.
    orphans.add(order.id());
    return new Played(
        "deal " + deal.id() + " deleted; its order stays and is unlinked",
        new Both(1, 0),
        0,
        0,
        Both.NONE,
        List.of("left order " + deal.id()));
  }

  private Played told() {
    List<String> told = new ArrayList<>();
    for (Document contact : firstOf(portal.contacts().all(), 1)) {
      portal.contacts().update(contact.id(), "comments", "перезвонить завтра");
      told.add("left customer C_" + contact.id());
    }
    for (FakeObject product : firstRight(1)) {
      account
          .products()
          .update(product.id(), body -> body.put("description", "Сказано вебхуком: 茶 & more"));
      told.add("right product product/" + product.id());
    }
    return new Played("one edit on each side", new Both(1, 1), 1, 0, Both.NONE, told);
  }

  private Played fresh() {
    List<String> skus = new ArrayList<>();
    for (int i = 0; i < NEW_PRODUCTS; i++) {
      String sku = "NEW-" + i;
      skus.add(sku);
      int no = i;
      portal
          .products()
          .add(
              draft ->
                  draft
                      .name("Новинка «" + no + "» & co")
                      .article(sku)
                      .price(no + 10 + ".50")
                      .set("vatId", 4)
                      .set("measure", 5));
    }
    long contact = firstOf(portal.contacts().all(), 1).get(0).id();
    for (int i = 0; i < NEW_DEALS; i++) {
      int no = i;
      Document deal =
          portal
              .deals()
              .add(draft -> draft.title("Срочный заказ " + no).stage("NEW").contacts(contact));
      long product = portal.products().find("name", "Новинка «" + no + "» & co").orElseThrow().id();
      portal.editRows(
          deal.id(),
          List.of(
              Map.of(
                  "productId",
                  product,
                  "price",
                  no + 10 + ".50",
                  "quantity",
                  2,
                  "taxRate",
                  20,
                  "taxIncluded",
                  "Y")));
    }
    return new Played(
        skus.size() + " new products and " + NEW_DEALS + " new deals",
        new Both(skus.size() + NEW_DEALS, 0),
        2,
        0,
        Both.NONE,
        List.of());
  }

  private List<Document> simple(int count) {
    return firstOf(
        portal.products().all().stream()
            .filter(each -> each.text("type").equals("1") && each.text("active").equals("Y"))
            .toList(),
        count);
  }

  /** Deals that were made here and have their order. */
  private List<Document> linkedDeals() {
    return portal.deals().all().stream()
        .filter(deal -> Stages.MAPPED.containsKey(deal.text("stageId")))
        .filter(deal -> !portal.rows(deal.id()).isEmpty())
        .filter(deal -> !deal.title().startsWith("Customer Order "))
        .toList();
  }

  private List<FakeObject> firstRight(int count) {
    return account.products().all().stream().limit(count).toList();
  }

  private static List<Document> firstOf(List<Document> all, int count) {
    return all.stream().limit(count).toList();
  }

  private static List<FakeObject> lastOf(List<FakeObject> all, int count) {
    return all.subList(Math.max(0, all.size() - count), all.size());
  }
}
