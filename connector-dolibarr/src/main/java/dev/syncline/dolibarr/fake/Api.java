package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The resources of the API, and how a test reads what is behind them. */
final class Api {

  /** Resources that came with a later version. */
  private static final Map<String, Integer> SINCE = Map.of("paiements", 23, "webhook", 24);

  /** How a table's rows are shown to whoever may see everything. */
  record Visible(String table, BiFunction<Session, Row, ObjectNode> shown) {}

  private final Routes routes = new Routes();
  private final Map<String, Visible> readable = new LinkedHashMap<>();

  Api(List<Account> accounts) {
    Products products = new Products();
    ThirdParties thirdParties = new ThirdParties();
    Contacts contacts = new Contacts();
    Payments payments = new Payments();
    Shipments shipments = new Shipments();
    Rest rest = new Rest(accounts);
    products.routes(routes);
    new Kits().routes(routes);
    new Attributes().routes(routes);
    new Variants().routes(routes);
    new Categories(products, thirdParties).routes(routes);
    thirdParties.routes(routes);
    new SiteAccounts(thirdParties).routes(routes);
    contacts.routes(routes);
    new Orders().routes(routes);
    new Invoices().routes(routes);
    new Discounts().routes(routes);
    payments.routes(routes);
    shipments.routes(routes);
    new Movements().routes(routes);
    new Warehouses(products).routes(routes);
    new Files().routes(routes);
    new ExtraFieldSetup().routes(routes);
    new SetupPages().routes(routes);
    new Dictionaries().routes(routes);
    new Currencies().routes(routes);
    rest.routes(routes);
    readable("products", "product", products::shown);
    readable("thirdparties", "societe", thirdParties::shown);
    readable("contacts", "socpeople", contacts::shown);
    readable("orders", "commande", Orders::shown);
    readable("invoices", "facture", Invoices::shown);
    readable("paiements", "paiement", payments::shown);
    readable("shipments", "expedition", shipments::shown);
    readable("agendaevents", "actioncomm", rest::shownEvent);
    readable("categories", "categorie", new Shelf(Kinds.CATEGORY)::shown);
    readable("warehouses", "entrepot", new Shelf(Kinds.WAREHOUSE)::shown);
    readable("stockmovements", "stock_mouvement", new Shelf(Kinds.MOVEMENT)::shown);
    readable("bankaccounts", "bank_account", new Shelf(Kinds.BANK_ACCOUNT)::shown);
  }

  private void readable(String resource, String table, BiFunction<Session, Row, ObjectNode> shown) {
    readable.put(resource, new Visible(table, shown));
  }

  Visible readable(String resource) {
    Visible known = readable.get(resource);
    if (known == null) {
      throw new IllegalArgumentException("unknown resource " + resource);
    }
    return known;
  }

  Set<String> resources() {
    return readable.keySet();
  }

  /** Whether this version has a resource of this name. */
  boolean knows(String resource, Version version) {
    return routes.knows(resource) && version.atLeast(SINCE.getOrDefault(resource, 0));
  }

  Routes.Match find(String method, List<String> path) {
    return routes.find(method, path);
  }

  /**
   * What a request reads before it writes: a stock, a free number. Whoever comes in between is not
   * seen any more.
   */
  static Map<String, Object> seen(String method, List<String> path, Call call) {
    if (!method.equals("POST")) {
      return Map.of();
    }
    String resource = path.get(0);
    if (path.size() == 1) {
      return switch (resource) {
        case "stockmovements" -> Movements.seen(call);
        case "thirdparties" -> ThirdParties.seen(call.session(), call.text("code_client"));
        default -> Map.of();
      };
    }
    return path.size() == 3 && path.get(2).equals("validate") ? number(resource, call) : Map.of();
  }

  private static Map<String, Object> number(String resource, Call call) {
    Session session = call.session();
    Map<String, Object> seen = new HashMap<>();
    switch (resource) {
      case "orders" -> seen.put("number", Numbering.order(session));
      case "shipments" -> seen.put("number", Numbering.shipment(session));
      case "invoices" -> {
        Row invoice = session.data.find("facture", Php.whole(path(call)));
        long type = invoice == null ? 0 : invoice.number("type");
        seen.put("number", Numbering.invoice(session, type));
      }
      default -> {}
    }
    return seen;
  }

  private static String path(Call call) {
    return call.path().getOrDefault("id", "");
  }
}
