package dev.syncline.prestashop;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.ConnectionCheck.Problem;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.RowXml.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One look at what the key may do and what the shop is; its settings are read on the way. */
final class PrestaShopCheck {

  private static final String WHERE =
      "in the shop's back office under Advanced parameters, Webservice";

  /** What is read, whatever the plan. */
  private static final List<String> READ =
      List.of(
          "addresses",
          "carriers",
          "categories",
          "combinations",
          "configurations",
          "countries",
          "currencies",
          "customers",
          "groups",
          "images",
          "languages",
          "manufacturers",
          "order_carriers",
          "order_details",
          "order_invoices",
          "order_payments",
          "order_slip",
          "order_states",
          "orders",
          "product_feature_values",
          "product_features",
          "product_option_values",
          "product_options",
          "products",
          "shops",
          "states",
          "stock_availables",
          "tax_rule_groups",
          "tax_rules",
          "taxes");

  /** What only some plans use: missing, it is said, and the types concerned offer less. */
  private static final List<String> SELDOM =
      List.of("addresses", "cart_rules", "carts", "customers", "specific_prices");

  /** What products that name them need made. */
  private static final List<String> MADE =
      List.of(
          "manufacturers",
          "product_feature_values",
          "product_features",
          "product_option_values",
          "product_options");

  private final PrestaShopApi api;
  private final PrestaShopDictionaries dictionaries;
  private final boolean writes;

  PrestaShopCheck(PrestaShopApi api, PrestaShopDictionaries dictionaries, boolean writes) {
    this.api = api;
    this.dictionaries = dictionaries;
    this.writes = writes;
  }

  ConnectionCheck run() {
    Document root;
    try {
      root = api.resources();
    } catch (AccessDenied denied) {
      return new ConnectionCheck("webservice key", List.of(closed(denied)), List.of());
    }
    List<Problem> problems = new ArrayList<>(missing(root));
    List<String> notes = new ArrayList<>();
    boolean readable =
        problems.stream()
            .noneMatch(each -> each.setting().matches("GET (configurations|languages)"));
    if (readable) {
      dictionaries.load();
      look(problems, notes);
    }
    seldom().ifPresent(notes::add);
    return new ConnectionCheck("webservice key", List.copyOf(problems), List.copyOf(notes));
  }

  private Problem closed(AccessDenied denied) {
    boolean off = denied.missingRight().equals(PrestaShopErrors.WEBSERVICE);
    return off
        ? new Problem(
            "PS_WEBSERVICE_OFF",
            PrestaShopErrors.WEBSERVICE,
            "the webservice of " + api.account() + " is switched off",
            "switch it on " + WHERE)
        : new Problem(
            "PS_NO_ACCESS",
            denied.missingRight(),
            "the key may not look at " + api.account(),
            "grant it " + WHERE);
  }

  /** Every permission that is missing, in one list: nobody wants to come back thirty times. */
  private List<Problem> missing(Document root) {
    Map<String, Row> resources = new LinkedHashMap<>();
    root.rows().forEach(row -> resources.put(row.name(), row));
    Map<String, List<String>> needed = new TreeMap<>();
    READ.forEach(resource -> needed.put(resource, new ArrayList<>(List.of("GET"))));
    needed.put(api.version().vouchers(), new ArrayList<>(List.of("GET")));
    if (writes) {
      String change = api.version().patches() ? "PATCH" : "PUT";
      for (String resource : List.of("products", "combinations", "categories")) {
        needed.getOrDefault(resource, new ArrayList<>()).addAll(List.of("POST", change));
      }
      for (String resource : List.of("stock_availables", "order_carriers", "order_invoices")) {
        needed.getOrDefault(resource, new ArrayList<>()).add(change);
      }
      needed.put("order_histories", new ArrayList<>(List.of("POST")));
    }
    List<Problem> problems = new ArrayList<>();
    needed.forEach(
        (resource, methods) ->
            methods.stream()
                .filter(method -> !allows(resources.get(resource), method))
                .forEach(method -> problems.add(missing(resource, method))));
    return problems;
  }

  /** What a key lacks that only some plans use, in one line. */
  private Optional<String> seldom() {
    List<String> missing = new ArrayList<>();
    for (String resource : SELDOM) {
      if (!api.may("GET", resource) && !READ.contains(resource)) {
        missing.add("GET " + resource);
      }
    }
    if (writes) {
      List<String> methods = List.of("POST", api.version().patches() ? "PATCH" : "PUT", "DELETE");
      for (String resource : SELDOM) {
        methods.stream()
            .filter(method -> !resource.equals("carts") && !api.may(method, resource))
            .forEach(method -> missing.add(method + " " + resource));
      }
      MADE.stream()
          .filter(resource -> !api.may("POST", resource))
          .forEach(resource -> missing.add("POST " + resource));
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "not granted to the key, for plans that need it: " + String.join(", ", missing));
  }

  private static boolean allows(@org.jspecify.annotations.Nullable Row resource, String method) {
    return resource != null
        && resource.text(method.toLowerCase(java.util.Locale.ROOT)).equals("true");
  }

  private static Problem missing(String resource, String method) {
    return new Problem(
        "PS_PERMISSION_MISSING",
        method + " " + resource,
        "the key may not " + method + " " + resource,
        "tick it at the key " + WHERE);
  }

  private void look(List<Problem> problems, List<String> notes) {
    if (!dictionaries.knowsLanguage()) {
      problems.add(
          new Problem(
              "PS_LANGUAGE_UNKNOWN",
              "language",
              "the shop has no such language",
              "choose one of " + dictionaries.languageTags()));
    }
    notes.add("PrestaShop " + api.version() + ", shop \"" + dictionaries.shopName() + "\"");
    notes.add(
        "zone "
            + (dictionaries.zoneText().isEmpty()
                ? "not told, taken for UTC"
                : dictionaries.zoneText())
            + ", languages "
            + dictionaries.languageTags());
    if (!api.version().patches()) {
      notes.add(
          "this version takes whole entities only: what somebody changes in the shop between our"
              + " reading and our writing of the same entity is overwritten");
    }
  }
}
