package dev.syncline.examples.bitrix24moysklad;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.fake.Document;
import dev.syncline.bitrix24.fake.Draft;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.bitrix24.fake.Kind;
import dev.syncline.examples.world.Home;
import dev.syncline.examples.world.SeededWorld;
import dev.syncline.examples.world.SeededWorld.Client;
import dev.syncline.examples.world.SeededWorld.Deal;
import dev.syncline.examples.world.SeededWorld.Good;
import dev.syncline.examples.world.SeededWorld.Invoice;
import dev.syncline.examples.world.SeededWorld.Line;
import dev.syncline.examples.world.SeededWorld.Section;
import dev.syncline.examples.world.SeededWorld.Variation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Types the left side of a world into a portal, as its users would. */
final class Bitrix24Seeding {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int CENTS = 2;

  private final FakeBitrix24 portal;
  private final SeededWorld world;
  private final Map<Integer, Long> sections = new HashMap<>();
  private final Map<String, Long> sellable = new HashMap<>();
  private final Map<Integer, Long> clients = new HashMap<>();
  private final Map<Integer, Long> deals = new HashMap<>();
  private final Map<String, Long> vats = new HashMap<>();
  private final Map<String, Long> measures = new HashMap<>();
  private final Map<String, Long> properties = new HashMap<>();
  private final Map<String, Long> options = new HashMap<>();

  private Bitrix24Seeding(FakeBitrix24 portal, SeededWorld world) {
    this.portal = portal;
    this.world = world;
  }

  static void fill(FakeBitrix24 portal, SeededWorld world) {
    Bitrix24Seeding seeding = new Bitrix24Seeding(portal, world);
    seeding.codes();
    world.sections().stream().filter(each -> each.home().onLeft()).forEach(seeding::section);
    world.goods().stream().filter(each -> each.home().onLeft()).forEach(seeding::good);
    world.clients().stream().filter(each -> each.home().onLeft()).forEach(seeding::client);
    world.deals().stream().filter(each -> each.home().onLeft()).forEach(seeding::deal);
    world.invoices().stream().filter(each -> each.home().onLeft()).forEach(seeding::invoice);
  }

  private void codes() {
    for (ObjectNode vat : portal.documents(Kind.VAT)) {
      vats.put(vat.path("rate").isNull() ? "" : vat.path("rate").asText(), id(vat));
    }
    portal
        .documents(Kind.MEASURE)
        .forEach(each -> measures.put(each.path("code").asText(), id(each)));
    for (ObjectNode property : portal.documents(Kind.PROPERTY)) {
      properties.put(property.path("name").asText(), id(property));
    }
    for (ObjectNode option : portal.documents(Kind.PROPERTY_ENUM)) {
      options.put(
          option.path("propertyId").asText() + "=" + option.path("value").asText(), id(option));
    }
  }

  private void section(Section section) {
    Document made =
        portal
            .sections()
            .add(
                draft -> {
                  draft.name(section.name());
                  if (section.parent() >= 0) {
                    draft.set("iblockSectionId", known(sections, section.parent()));
                  }
                });
    sections.put(section.no(), made.id());
  }

  private void good(Good good) {
    Document made =
        good.service()
            ? portal.services().add(draft -> common(good, draft).price(good.price().toString()))
            : good.variations().isEmpty()
                ? portal.products().add(draft -> product(good, draft))
                : portal.parents().add(draft -> common(good, draft).article(good.sku()));
    sellable.put(good.no() + "/-1", made.id());
    for (int i = 0; i < good.variations().size(); i++) {
      Variation variation = good.variations().get(i);
      Document offer = portal.offers().add(draft -> offer(good, variation, made.id(), draft));
      sellable.put(good.no() + "/" + i, offer.id());
    }
  }

  private void product(Good good, Draft draft) {
    common(good, draft).article(good.sku()).price(good.price().toString());
  }

  private Draft common(Good good, Draft draft) {
    draft
        .name(good.name())
        .set("detailText", good.description(Home.LEFT))
        .set("detailTextType", "text")
        .set("active", good.archived() ? "N" : "Y");
    if (good.section() >= 0) {
      draft.set("iblockSectionId", known(sections, good.section()));
    }
    return taxed(good, draft);
  }

  private Draft taxed(Good good, Draft draft) {
    return draft
        .set("vatId", known(vats, good.tax().map(String::valueOf).orElse("")))
        .set("vatIncluded", "Y")
        .set("measure", known(measures, good.unit()));
  }

  private void offer(Good good, Variation variation, long parent, Draft draft) {
    draft
        .name(good.name() + " (" + variation.color() + ", " + variation.size() + ")")
        .set("parentId", parent)
        .article(variation.sku())
        .price(variation.price().toString());
    option(draft, "Color", variation.color());
    option(draft, "Size", variation.size());
    taxed(good, draft);
  }

  private void option(Draft draft, String name, String value) {
    long property = known(properties, name);
    draft.set("property" + property, known(options, property + "=" + value));
  }

  private void client(Client client) {
    Document made =
        client.company()
            ? portal.companies().add(draft -> reached(client, draft.title(client.title())))
            : portal
                .contacts()
                .add(
                    draft ->
                        reached(
                            client,
                            draft
                                .name(client.first())
                                .lastName(client.last())
                                .set("secondName", client.middle())));
    clients.put(client.no(), made.id());
  }

  private static void reached(Client client, Draft draft) {
    if (!client.phone().isEmpty()) {
      draft.phone(client.phone());
    }
    if (!client.email().isEmpty()) {
      draft.email(client.email());
    }
    draft.set("comments", client.comment(Home.LEFT));
  }

  private void deal(Deal deal) {
    long client = known(clients, deal.client());
    boolean company = world.clients().get(deal.client()).company();
    Document made =
        portal
            .deals()
            .add(
                draft -> {
                  draft
                      .title(deal.title())
                      .stage(Stages.OF_DEALS.get(deal.stage()))
                      .set("comments", deal.comment())
                      .set("closedate", deal.planned().toString())
                      .set("currencyId", "RUB");
                  buyer(draft, client, company);
                });
    deals.put(deal.no(), made.id());
    if (!deal.lines().isEmpty()) {
      portal.editRows(made.id(), rows(deal));
    }
  }

  private static void buyer(Draft draft, long client, boolean company) {
    if (company) {
      draft.company(client);
    } else {
      draft.contacts(client);
    }
  }

  private void invoice(Invoice invoice) {
    Deal deal = world.deals().get(invoice.deal());
    boolean company = world.clients().get(deal.client()).company();
    Document made =
        portal
            .invoices()
            .add(
                draft -> {
                  draft
                      .title("Invoice for " + deal.title())
                      .stage(Stages.OF_INVOICES.get(invoice.stage()))
                      .set("comments", invoice.comment())
                      .set("begindate", invoice.issued().toString())
                      .set("closedate", invoice.due().toString())
                      .set("currencyId", "RUB");
                  if (invoice.linked()) {
                    draft.set("parentId2", known(deals, deal.no()));
                  }
                  buyer(draft, known(clients, deal.client()), company);
                });
    portal.editInvoiceRows(made.id(), rows(deal));
  }

  private List<Map<String, Object>> rows(Deal deal) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Line line : deal.lines()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("productId", known(sellable, line.good() + "/" + line.variation()));
      row.put("price", paid(line));
      row.put("quantity", line.quantity());
      row.put("discountTypeId", 2);
      row.put("discountRate", line.discount());
      Integer vat = line.vat();
      row.put("taxRate", vat == null ? "" : vat);
      row.put("taxIncluded", vat == null ? "N" : "Y");
      rows.add(row);
    }
    return rows;
  }

  /** The portal keeps what one unit costs in the end, in whole kopecks. */
  private static BigDecimal paid(Line line) {
    return line.price()
        .multiply(HUNDRED.subtract(line.discount()))
        .divide(HUNDRED, CENTS, RoundingMode.HALF_UP);
  }

  private static long id(ObjectNode document) {
    return document.path("id").asLong();
  }

  private static <K> long known(Map<K, Long> ids, K key) {
    Long id = ids.get(key);
    if (id == null) {
      throw new IllegalStateException("the portal was not given " + key + ", only " + ids.keySet());
    }
    return id;
  }
}
