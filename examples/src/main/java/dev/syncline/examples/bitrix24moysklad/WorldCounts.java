package dev.syncline.examples.bitrix24moysklad;

import dev.syncline.examples.world.Home;
import dev.syncline.examples.world.SeededWorld;
import dev.syncline.examples.world.SeededWorld.Client;
import dev.syncline.examples.world.SeededWorld.Deal;
import dev.syncline.examples.world.SeededWorld.Good;
import dev.syncline.examples.world.SeededWorld.Invoice;
import dev.syncline.examples.world.SeededWorld.Section;
import dev.syncline.examples.world.WorldMaker;
import java.util.Map;
import java.util.TreeMap;

/** The counts that the table of the least asks for. */
final class WorldCounts {

  /** A first page of 50 of both lists is in every batch that reads customers. */
  private static final int CRM_PAGE = 50;

  private static final String[] NAMES = {
    "one",
    "left.sections",
    "left.products",
    "left.prices",
    "left.offers",
    "left.contacts",
    "left.companies",
    "left.customerPages",
    "left.deals",
    "left.rows",
    "left.invoices",
    "left.invoiceRows",
    "right.folders",
    "right.products",
    "right.services",
    "right.variants",
    "right.counterparties",
    "right.orders",
    "right.invoices",
    "toLeft.sections",
    "toLeft.goods",
    "toLeft.parents",
    "toLeft.offers",
    "toLeft.customers",
    "toLeft.deals",
    "toLeft.invoices",
    "toLeft.invoiceRows",
    "toRight.folders.1",
    "toRight.folders.2",
    "toRight.folders.3",
    "toRight.products",
    "toRight.services",
    "toRight.variants",
    "toRight.counterparties",
    "toRight.orders",
    "toRight.invoices",
    "toLeft.rows",
    "toLeft.products",
    "toRight.folders",
    "toLeft.alone"
  };

  private final Map<String, Long> counts = new TreeMap<>();

  private WorldCounts() {}

  /** The counts of a world, beside which the account holds some fresh counterparties. */
  static Map<String, Long> of(SeededWorld world, long fresh) {
    WorldCounts all = new WorldCounts();
    for (String name : NAMES) {
      all.counts.put(name, 0L);
    }
    all.add("one", 1);
    world.sections().forEach(all::section);
    world.goods().forEach(all::good);
    world.clients().forEach(all::client);
    all.add("right.counterparties", fresh);
    all.add("toLeft.customers", fresh);
    all.add("left.companies", 1);
    world.deals().forEach(all::deal);
    world.invoices().forEach(each -> all.invoice(each, world.deals().get(each.deal())));
    all.add(
        "left.customerPages",
        pages(all.counts.getOrDefault("left.contacts", 0L))
            + pages(all.counts.getOrDefault("left.companies", 0L)));
    return Map.copyOf(all.counts);
  }

  private static long pages(long rows) {
    return rows / CRM_PAGE + 1;
  }

  private void add(String name, long more) {
    counts.merge(name, more, Long::sum);
  }

  private void section(Section section) {
    add("left.sections", section.home().onLeft() ? 1 : 0);
    add("right.folders", section.home().onRight() ? 1 : 0);
    add("toLeft.sections", section.home() == Home.RIGHT ? 1 : 0);
    add("toRight.folders." + section.depth(), section.home() == Home.LEFT ? 1 : 0);
    add("toRight.folders", section.home() == Home.LEFT ? 1 : 0);
  }

  private void good(Good good) {
    int variants = good.variations().size();
    boolean parent = variants > 0;
    if (good.home().onLeft()) {
      add("left.products", 1);
      add("left.prices", parent ? 0 : 1);
      add("left.offers", variants);
    }
    if (good.home().onRight()) {
      add(good.service() ? "right.services" : "right.products", 1);
      add("right.variants", variants);
    }
    if (good.home() == Home.RIGHT) {
      add("toLeft.products", 1);
      add(parent ? "toLeft.parents" : "toLeft.goods", 1);
      add("toLeft.offers", variants);
    }
    boolean alone = good.home() == Home.RIGHT && alone(good.description(Home.RIGHT));
    add("toLeft.alone", alone ? 1 : 0);
    boolean mended = good.emptyOn() != null || good.dearerRight();
    if (good.home() == Home.LEFT || mended) {
      add(good.service() ? "toRight.services" : "toRight.products", 1);
    }
    add("toRight.variants", good.home() == Home.LEFT ? variants : 0);
  }

  private void client(Client client) {
    add(client.company() ? "left.companies" : "left.contacts", client.home().onLeft() ? 1 : 0);
    add("right.counterparties", client.home().onRight() ? 1 : 0);
    boolean toLeft = client.home() == Home.RIGHT || client.emptyOn() == Home.LEFT;
    boolean toRight = client.home() == Home.LEFT || client.emptyOn() == Home.RIGHT;
    add("toLeft.customers", toLeft ? 1 : 0);
    add("toLeft.alone", toLeft && alone(client.comment(Home.RIGHT)) ? 1 : 0);
    add("toRight.counterparties", toRight ? 1 : 0);
  }

  private void deal(Deal deal) {
    boolean takesPart = deal.stage() < WorldMaker.STAGES - 1 && !deal.lines().isEmpty();
    if (deal.home().onLeft()) {
      add("left.deals", 1);
      add("left.rows", deal.lines().size());
      add("toRight.orders", takesPart ? 1 : 0);
    } else {
      add("right.orders", 1);
      add("toLeft.deals", takesPart ? 1 : 0);
      add("toLeft.rows", takesPart ? deal.lines().size() : 0);
      add("toLeft.alone", takesPart && alone(deal.comment()) ? 1 : 0);
    }
  }

  private void invoice(Invoice invoice, Deal deal) {
    boolean takesPart = invoice.stage() < WorldMaker.INVOICE_STAGES - 1;
    if (invoice.home().onLeft()) {
      add("left.invoices", 1);
      add("left.invoiceRows", deal.lines().size());
      add("toRight.invoices", takesPart ? 1 : 0);
    } else {
      add("right.invoices", 1);
      add("toLeft.invoices", takesPart ? 1 : 0);
      add("toLeft.invoiceRows", takesPart ? deal.lines().size() : 0);
      add("toLeft.alone", takesPart && alone(invoice.comment()) ? 1 : 0);
    }
  }

  /** What looks like a reference cannot travel in a batch. */
  private static boolean alone(String text) {
    return text.contains("$result[") || text.contains("$total[");
  }
}
