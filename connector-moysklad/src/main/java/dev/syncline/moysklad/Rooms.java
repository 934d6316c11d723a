package dev.syncline.moysklad;

import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.moysklad.port.DeletionFeed;
import dev.syncline.moysklad.port.MoySkladFeed;
import dev.syncline.moysklad.port.MoySkladPort;
import dev.syncline.moysklad.port.PersonPort;
import dev.syncline.moysklad.port.Resource;
import dev.syncline.moysklad.port.StockFeed;
import dev.syncline.moysklad.port.StockPort;
import dev.syncline.moysklad.port.StockReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports and feeds of one account. */
final class Rooms {

  private static final List<EntityType> TYPES =
      List.of(
          Category.TYPE,
          Product.TYPE,
          Variant.TYPE,
          Customer.TYPE,
          ContactPerson.TYPE,
          Order.TYPE,
          Invoice.TYPE,
          StockLevel.TYPE);

  private final MoySkladApi api;
  private final MoySkladDictionaries dictionaries;
  private final MoySkladConnector.Builder settings;
  private final StockReport stock;

  Rooms(MoySkladApi api, MoySkladDictionaries dictionaries, MoySkladConnector.Builder settings) {
    this.api = api;
    this.dictionaries = dictionaries;
    this.settings = settings;
    this.stock = new StockReport(api, dictionaries, settings.stockKind);
  }

  /** The ports by type. */
  Map<EntityType, EntityPort> ports() {
    Map<EntityType, EntityPort> ports = new LinkedHashMap<>();
    TYPES.forEach(type -> ports.put(type, port(type)));
    return Collections.unmodifiableMap(ports);
  }

  private EntityPort port(EntityType type) {
    if (type.equals(ContactPerson.TYPE)) {
      return new PersonPort(api, dictionaries, settings.phones, settings.settleTime);
    }
    return type.equals(StockLevel.TYPE)
        ? new StockPort(stock)
        : new MoySkladPort(type, api, dictionaries, settings.settleTime, settings.bundles);
  }

  /** The feeds, each of one list or several. */
  List<Feed> feeds() {
    List<Feed> all = new ArrayList<>();
    all.add(feed("folders", Resource.FOLDER));
    all.add(
        settings.bundles
            ? feed("goods", Resource.PRODUCT, Resource.SERVICE, Resource.BUNDLE)
            : feed("goods", Resource.PRODUCT, Resource.SERVICE));
    all.add(feed("variants", Resource.VARIANT));
    all.add(feed("counterparties", Resource.COUNTERPARTY));
    all.add(feed("orders", Resource.ORDER));
    all.add(feed("invoices", Resource.INVOICE));
    all.add(new StockFeed(stock, settings.lag));
    if (settings.deletions) {
      all.add(new DeletionFeed(api, settings.lag, settings.auditKept));
    }
    return List.copyOf(all);
  }

  private MoySkladFeed feed(String name, Resource... resources) {
    return new MoySkladFeed(name, List.of(resources), api, dictionaries, settings.lag);
  }
}
