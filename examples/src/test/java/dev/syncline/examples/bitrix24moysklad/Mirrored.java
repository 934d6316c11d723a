package dev.syncline.examples.bitrix24moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.fake.Document;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.examples.compare.Books;
import dev.syncline.examples.compare.Compared;
import dev.syncline.examples.compare.Comparison;
import dev.syncline.examples.world.Home;
import dev.syncline.examples.world.SeededWorld;
import dev.syncline.examples.world.SeededWorld.Client;
import dev.syncline.examples.world.SeededWorld.Deal;
import dev.syncline.examples.world.SeededWorld.Good;
import dev.syncline.examples.world.SeededWorld.Invoice;
import dev.syncline.examples.world.SeededWorld.Line;
import dev.syncline.examples.world.SeededWorld.Section;
import dev.syncline.examples.world.WorldMaker;
import dev.syncline.examples.world.WorldSize;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.moysklad.fake.FakeObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Two accounts that agree: the same world typed into both, deals and orders marked by hand as
 * pairs.
 */
final class Mirrored {

  private final Books left;
  private final Books right;

  private Mirrored(Books left, Books right) {
    this.left = left;
    this.right = right;
  }

  static Mirrored of(int records) {
    SeededWorld world = everywhere(WorldMaker.make(WorldSize.of(records), 7));
    FakeBitrix24 portal = FakeBitrix24.builder().build();
    FakeMoySklad account = FakeMoySklad.builder().build();
    account.counterparties().forEach(agent -> account.counterparties().delete(agent.id()));
    Bitrix24Seeding.fill(portal, world);
    MoySkladSeeding.fill(account, world);
    List<FakeObject> orders = account.customerOrders().all();
    for (int i = 0; i < orders.size(); i++) {
      portal.deals().update(portal.deals().all().get(i).id(), "originId", orders.get(i).id());
    }
    List<FakeObject> bills = account.invoicesOut().all();
    List<Document> both =
        portal.invoices().all().stream()
            .filter(each -> Stages.MAPPED_INVOICES.containsKey(each.text("stageId")))
            .toList();
    for (int i = 0; i < bills.size(); i++) {
      long invoice = both.get(i).id();
      portal.invoices().update(invoice, "xmlId", bills.get(i).id());
      portal.invoices().update(invoice, "accountNumber", bills.get(i).name());
    }
    for (Document section : portal.sections()) {
      FakeObject folder = account.productFolders().named(section.title()).orElseThrow();
      portal.sections().update(section.id(), "xmlId", folder.id());
    }
    return new Mirrored(Bitrix24Books.read(portal), MoySkladBooks.read(account));
  }

  private static SeededWorld everywhere(SeededWorld world) {
    List<Deal> deals =
        world.deals().stream()
            .map(Mirrored::deal)
            .sorted(Comparator.comparing(deal -> deal.home() == Home.LEFT))
            .toList();
    return new SeededWorld(
        world.size(),
        world.seed(),
        world.sections().stream()
            .map(s -> new Section(s.no(), Home.BOTH, s.name(), s.parent(), s.depth()))
            .toList(),
        world.goods().stream()
            .map(
                g ->
                    new Good(
                        g.no(),
                        Home.BOTH,
                        g.name(),
                        g.sku(),
                        g.description(),
                        g.price(),
                        g.vat(),
                        g.unit(),
                        g.section(),
                        g.service(),
                        g.archived(),
                        g.variations(),
                        null,
                        false))
            .toList(),
        world.clients().stream()
            .map(
                c ->
                    new Client(
                        c.no(),
                        Home.BOTH,
                        c.company(),
                        c.last(),
                        c.first(),
                        c.middle(),
                        c.title(),
                        c.phone(),
                        c.email(),
                        c.comment(),
                        null))
            .toList(),
        deals,
        world.invoices().stream().map(each -> invoice(each, deals)).toList());
  }

  /** An invoice that takes no part stays on the left, and names no deal that does. */
  private static Invoice invoice(Invoice i, List<Deal> deals) {
    int at = 0;
    while (deals.get(at).no() != i.deal()) {
      at++;
    }
    boolean takesPart = i.stage() < WorldMaker.INVOICE_STAGES - 1;
    boolean linked = i.linked() && deals.get(at).home() == Home.BOTH;
    Home home = takesPart ? Home.BOTH : Home.LEFT;
    return new Invoice(i.no(), home, at, linked, i.comment(), i.stage(), i.issued(), i.due());
  }

  /**
   * Deals that take no part stay on the left; prices are such that no discount has to be rounded.
   */
  private static Deal deal(Deal d) {
    boolean takesPart = d.stage() < WorldMaker.STAGES - 1 && !d.lines().isEmpty();
    List<Line> lines =
        d.lines().stream()
            .map(
                line ->
                    new Line(
                        line.good(),
                        line.variation(),
                        line.quantity(),
                        BigDecimal.valueOf(8L * (line.price().intValue() / 8 + 1)),
                        line.discount(),
                        line.vat()))
            .toList();
    return new Deal(
        d.no(),
        takesPart ? Home.BOTH : Home.LEFT,
        d.client(),
        d.title(),
        d.comment(),
        d.stage(),
        d.planned(),
        lines);
  }

  Compared compare() {
    return Comparison.of(new BitrixMoySkladTable(Set.of()), left, right);
  }

  List<JsonNode> documents(boolean onLeft, String kind) {
    return (onLeft ? left : right).of(kind);
  }

  /** The same accounts with the documents of one kind changed on one side. */
  Mirrored with(boolean onLeft, String kind, UnaryOperator<List<JsonNode>> change) {
    Books books = onLeft ? left : right;
    Map<String, List<JsonNode>> shelves = new HashMap<>(books.shelves());
    shelves.put(kind, change.apply(new ArrayList<>(books.of(kind))));
    Books changed = new Books(shelves);
    return onLeft ? new Mirrored(changed, right) : new Mirrored(left, changed);
  }

  Mirrored without(boolean onLeft, String kind, int at) {
    return with(
        onLeft,
        kind,
        all -> {
          all.remove(at);
          return all;
        });
  }

  Mirrored doubled(boolean onLeft, String kind, int at) {
    return with(
        onLeft,
        kind,
        all -> {
          ObjectNode copy = all.get(at).deepCopy();
          copy.put("id", "99999999");
          all.add(copy);
          return all;
        });
  }

  Mirrored corrupted(boolean onLeft, String kind, int at, String field, String value) {
    return with(
        onLeft,
        kind,
        all -> {
          ObjectNode copy = all.get(at).deepCopy();
          copy.put(field, value);
          all.set(at, copy);
          return all;
        });
  }
}
