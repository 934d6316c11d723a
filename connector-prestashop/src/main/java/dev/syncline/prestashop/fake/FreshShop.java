package dev.syncline.prestashop.fake;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a fresh installation holds before anybody sells anything. */
final class FreshShop {

  /** Id, code, name, zone, number of the ISO standard. */
  private static final String COUNTRIES =
      """
      1 DE Germany 1
      2 AT Austria 1
      3 BE Belgium 1
      6 ES Spain 1
      8 FR France 1
      10 IT Italy 1
      13 NL Netherlands 1
      14 PL Poland 1
      17 GB United_Kingdom 1
      19 CH Switzerland 7
      21 US United_States 2
      142 HU Hungary 1
      """;

  /** Id, name, then invoice, paid, shipped, delivery, logable, send_email, and the module. */
  private static final String STATES =
      """
      1 Awaiting_check_payment 0 0 0 0 0 1 ps_checkpayment
      2 Payment_accepted 1 1 0 0 1 1 -
      3 Processing_in_progress 1 1 0 1 1 1 -
      4 Shipped 1 1 1 1 1 1 -
      5 Delivered 1 1 1 1 1 0 -
      6 Canceled 0 0 0 0 0 1 -
      7 Refunded 1 0 0 0 0 1 -
      8 Payment_error 0 0 0 0 0 1 -
      9 On_backorder_(paid) 1 1 0 0 0 1 -
      10 Awaiting_bank_wire_payment 0 0 0 0 0 1 ps_wirepayment
      11 Remote_payment_accepted 1 1 0 0 1 1 -
      12 On_backorder_(not_paid) 0 0 0 0 0 1 -
      13 Awaiting_Cash_On_Delivery_validation 0 0 0 0 0 1 ps_cashondelivery
      """;

  private static final List<String> STATE_FLAGS =
      List.of("invoice", "paid", "shipped", "delivery", "logable", "send_email");
  private static final List<String> EU =
      List.of("DE", "AT", "BE", "ES", "FR", "IT", "NL", "PL", "HU");
  private static final List<String> ZONES =
      List.of(
          "Europe",
          "North America",
          "Asia",
          "Africa",
          "Oceania",
          "South America",
          "Europe (non-EU)");
  private static final int CARRIER = 2;
  private static final int FRANCE = 8;

  /** The settings of a shop that is to be. */
  record Wish(
      List<String> locales,
      int shops,
      String zone,
      String taxes,
      int roundType,
      Map<String, String> currencies) {}

  private final Books books;
  private final Wish wish;

  FreshShop(Books books, Wish wish) {
    this.books = books;
    this.wish = wish;
  }

  void open() {
    languages();
    settings();
    shops();
    places();
    money();
    people();
    categories();
    states();
    carriers();
    settle();
  }

  /** Everything a fresh shop holds is in every shop. */
  private void settle() {
    for (Resource resource : books.schema.resources().values()) {
      if (resource.sharing() == Resource.Sharing.LINKED) {
        books.all(resource.table()).forEach(row -> row.shops.addAll(books.shops()));
      }
    }
    // Of the settings the installer dates the language; others are refused when they are saved
    // without a date.
    books.all("configurations").stream()
        .filter(row -> !row.get("name").equals("PS_LANG_DEFAULT"))
        .forEach(row -> row.set("date_add", Values.NO_MOMENT).set("date_upd", Values.NO_MOMENT));
  }

  private Row row(String resource, int id) {
    Row row = books.table(resource).add(id);
    books.fill(books.schema.get(resource), row);
    return row;
  }

  private void named(Row row, String field, String text) {
    row.setTexts(field, Books.everywhere(books.languages(), text));
  }

  private void languages() {
    for (String locale : wish.locales()) {
      Locale known = Locale.forLanguageTag(locale);
      Row row = books.table("languages").add();
      books.fill(books.schema.get("languages"), row);
      row.set(
          "name",
          known.getDisplayLanguage(Locale.ENGLISH) + " (" + known.getDisplayLanguage(known) + ")");
      row.set("iso_code", known.getLanguage()).set("locale", locale);
      row.set("language_code", locale.toLowerCase(Locale.ROOT)).set("active", 1);
      row.set("date_format_lite", "Y-m-d").set("date_format_full", "Y-m-d H:i:s");
    }
  }

  private void settings() {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("PS_LANG_DEFAULT", 1);
    settings.put("PS_CURRENCY_DEFAULT", 1);
    settings.put("PS_COUNTRY_DEFAULT", FRANCE);
    settings.put("PS_SHOP_DEFAULT", 1);
    settings.put("PS_TIMEZONE", wish.zone());
    settings.put("PS_ROOT_CATEGORY", 1);
    settings.put("PS_HOME_CATEGORY", 2);
    settings.put("PS_STOCK_MANAGEMENT", 1);
    settings.put("PS_ORDER_OUT_OF_STOCK", 0);
    settings.put("PS_WEIGHT_UNIT", "kg");
    settings.put("PS_DIMENSION_UNIT", "cm");
    settings.put("PS_TAX", wish.taxes().equals("none") ? 0 : 1);
    settings.put("PS_TAX_ADDRESS_TYPE", "id_address_delivery");
    settings.put("PS_ROUND_TYPE", wish.roundType());
    settings.put("PS_PRICE_ROUND_MODE", 2);
    settings.put("PS_OS_CHEQUE", 1);
    settings.put("PS_OS_PAYMENT", 2);
    settings.put("PS_OS_PREPARATION", 3);
    settings.put("PS_OS_SHIPPING", 4);
    settings.put("PS_OS_DELIVERED", 5);
    settings.put("PS_OS_CANCELED", 6);
    settings.put("PS_OS_REFUND", 7);
    settings.put("PS_OS_ERROR", 8);
    settings.put("PS_OS_BANKWIRE", 10);
    settings.put("PS_OS_WS_PAYMENT", 11);
    settings.put("PS_UNIDENTIFIED_GROUP", 1);
    settings.put("PS_GUEST_GROUP", 2);
    settings.put("PS_CUSTOMER_GROUP", 3);
    settings.put("PS_MULTISHOP_FEATURE_ACTIVE", wish.shops() > 1 ? 1 : 0);
    settings.put("PS_SHOP_NAME", "Syncline Shop");
    settings.put("PS_INVOICE", 1);
    settings.put("PS_INVOICE_START_NUMBER", 1);
    settings.put("PS_INVOICE_PREFIX", "#IN");
    settings.put("PS_VERSION_DB", books.version.text());
    settings.put("PS_GIFT_WRAPPING", 1);
    settings.put("PS_GIFT_WRAPPING_PRICE", "2.00");
    settings.put("PS_GIFT_WRAPPING_TAX_RULES_GROUP", 1);
    settings.put("PS_SHIPPING_HANDLING", "2.00");
    settings.put("PS_LIMIT_UPLOAD_IMAGE_VALUE", books.version.atLeast("8.1.0") ? 8 : 3);
    settings.put("PS_SSL_ENABLED", 0);
    settings.forEach(books::configure);
  }

  private void shops() {
    row("shop_groups", 1).set("name", "Default").set("active", 1);
    for (int id = 1; id <= wish.shops(); id++) {
      row("shops", id)
          .set("id_shop_group", 1)
          .set("id_category", 2)
          .set("name", id == 1 ? "Syncline Shop" : "Shop " + id)
          .set("active", 1)
          .set("theme_name", "classic");
    }
  }

  private void places() {
    for (int i = 0; i < ZONES.size(); i++) {
      row("zones", i + 1).set("name", ZONES.get(i)).set("active", 1);
    }
    for (String line : COUNTRIES.strip().split("\n")) {
      String[] words = line.split(" ");
      Row country = row("countries", Integer.parseInt(words[0]));
      country.set("iso_code", words[1]).set("id_zone", words[3]).set("active", 1);
      country.set("need_zip_code", 1).set("display_tax_label", 1);
      country.set("contains_states", words[1].equals("US") ? 1 : 0);
      named(country, "name", words[2].replace('_', ' '));
    }
    row("states", 1)
        .set("id_country", 21)
        .set("id_zone", 2)
        .set("name", "California")
        .set("iso_code", "CA")
        .set("active", 1);
  }

  private void money() {
    int id = 0;
    for (Map.Entry<String, String> each : wish.currencies().entrySet()) {
      Row row = row("currencies", ++id);
      row.set("name", each.getKey()).set("iso_code", each.getKey()).set("active", 1);
      row.set("conversion_rate", Values.money(Values.decimal(each.getValue()))).set("precision", 2);
      named(row, "names", each.getKey());
      named(row, "symbol", java.util.Currency.getInstance(each.getKey()).getSymbol(Locale.FRANCE));
    }
    String[] rates = {"20.000", "10.000", "5.500", "2.100"};
    for (int i = 0; i < rates.length; i++) {
      Row tax = row("taxes", i + 1).set("rate", rates[i]).set("active", 1).set("deleted", 0);
      String percent = Values.decimal(rates[i]).stripTrailingZeros().toPlainString();
      named(tax, "name", "TVA FR " + percent + "%");
      row("tax_rule_groups", i + 1)
          .set("name", "FR Taux (" + percent + "%)")
          .set("active", 1)
          .set("deleted", 0);
      for (Row country : books.all("countries")) {
        if (EU.contains(country.get("iso_code"))) {
          Row rule = books.create("tax_rules");
          rule.set("id_tax_rules_group", i + 1).set("id_country", country.id).set("id_tax", i + 1);
        }
      }
    }
  }

  private void people() {
    String[] groups = {"Visitor", "Guest", "Customer"};
    for (int i = 0; i < groups.length; i++) {
      Row group = row("groups", i + 1).set("show_prices", 1);
      group.set("price_display_method", wish.taxes().equals("excluded") ? 1 : 0);
      named(group, "name", groups[i]);
    }
    Row keeper = row("employees", 1);
    for (String date :
        List.of("stats_date_from", "stats_date_to", "stats_compare_from", "stats_compare_to")) {
      keeper.set(date, books.now());
    }
    keeper
        .set("lastname", "Keeper")
        .set("firstname", "Sam")
        .set("email", "keeper@shop.example")
        .set("id_lang", 1)
        .set("id_profile", 1)
        .set("passwd", Effects.hash("keeper"))
        .set("active", 1);
  }

  private void categories() {
    String[] names = {"Root", "Home"};
    for (int i = 0; i < names.length; i++) {
      Row row = row("categories", i + 1);
      row.set("id_parent", i).set("level_depth", i).set("is_root_category", i).set("active", 1);
      row.set("id_shop_default", 1);
      named(row, "name", names[i]);
      named(row, "link_rewrite", names[i].toLowerCase(Locale.ROOT));
    }
  }

  private void states() {
    for (String line : STATES.strip().split("\n")) {
      String[] words = line.split(" ");
      Row state = row("order_states", Integer.parseInt(words[0]));
      for (int i = 0; i < STATE_FLAGS.size(); i++) {
        state.set(STATE_FLAGS.get(i), words[2 + i]);
      }
      state.set("unremovable", 1).set("color", "#34209E");
      state.set("module_name", words[8].equals("-") ? "" : words[8]);
      named(state, "name", words[1].replace('_', ' '));
    }
  }

  private void carriers() {
    Row pickUp = carrier(1, "Click and collect");
    pickUp.set("is_free", 1).set("id_tax_rules_group", 1);
    Row carrier = carrier(CARRIER, "My carrier");
    carrier.set("id_tax_rules_group", 1).set("shipping_handling", 1).set("shipping_method", 2);
    carrier.set("url", "http://track.example/@");
    carrier(3, "My cheap carrier").set("active", 0).set("id_tax_rules_group", 1);
    carrier(4, "My light carrier").set("active", 0).set("id_tax_rules_group", 1);
    row("price_ranges", 1)
        .set("id_carrier", CARRIER)
        .set("delimiter1", "0.000000")
        .set("delimiter2", "100000.000000");
    for (Row zone : books.all("zones")) {
      Row delivery = books.create("deliveries").set("id_carrier", CARRIER);
      delivery.set("id_range_price", 1).set("id_zone", zone.id).set("price", "5.000000");
    }
  }

  private Row carrier(int id, String name) {
    Row carrier = row("carriers", id).set("name", name).set("active", 1).set("id_reference", id);
    named(carrier, "delay", "Delivery next day!");
    return carrier.set("id_tax_rules_group", 0);
  }
}
