package dev.syncline.prestashop;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.Terms;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The shop's settings and short lists. Settings and languages are read at a check, each list when
 * it is first asked for behind one. Thread-safe.
 *
 * @since 0.1
 */
public final class PrestaShopDictionaries implements Dictionaries {

  /** Carriers, by the id that stays when a carrier is edited. */
  public static final String CARRIER = "carrier";

  /** Groups of customers. */
  public static final String CUSTOMER_GROUP = "customer-group";

  /** Languages, by tag. */
  public static final String LANGUAGE = "language";

  /** The shops of the installation; they are its organizations, too. */
  public static final String SHOP = "shop";

  /** Groups of tax rules, with the trait {@code rate}: that of the default country. */
  public static final String TAX_RULE = "tax-rule";

  /** Modules by which orders were paid lately. */
  public static final String PAYMENT_METHOD = "payment-method";

  /** Manufacturers. */
  public static final String MANUFACTURER = "manufacturer";

  /** Features of products. */
  public static final String FEATURE = "feature";

  /** Groups of attributes of combinations. */
  public static final String OPTION = "option";

  /** Attributes of combinations, with the trait {@code option}. */
  public static final String OPTION_VALUE = "option-value";

  /** The zone in which the shop tells its times; one entry, none if it is not known. */
  public static final String TIME_ZONE = "time-zone";

  /** The vendor's lists. */
  @SuppressWarnings("ImmutableEnumChecker") // The sets are unmodifiable.
  public enum Listing {
    /** Currencies. */
    CURRENCIES("currencies", "iso_code", "name", "active", "deleted"),
    /** Countries. */
    COUNTRIES("countries", "iso_code"),
    /** States of countries. */
    STATES("states", "name"),
    /** Taxes. */
    TAXES("taxes", "rate", "deleted"),
    /** Rules of taxes. */
    TAX_RULES("tax_rules", "id_tax_rules_group", "id_country", "id_state", "id_tax"),
    /** Groups of rules of taxes. */
    TAX_RULE_GROUPS("tax_rule_groups", "name", "active", "deleted"),
    /** Carriers, former ones too. */
    CARRIERS("carriers", "id_reference", "name", "active", "deleted"),
    /** Manufacturers. */
    MANUFACTURERS("manufacturers", "name", "active"),
    /** Features. */
    FEATURES("product_features", "name"),
    /** Values of features; those that one product only has are not among them. */
    FEATURE_VALUES("product_feature_values", "id_feature", "value"),
    /** Groups of attributes. */
    OPTIONS("product_options", "name", "position"),
    /** Attributes. */
    VALUES("product_option_values", "id_attribute_group", "name"),
    /** States of orders. */
    ORDER_STATES(
        "order_states", "name", "invoice", "paid", "shipped", "delivery", "logable", "deleted"),
    /** Groups of customers. */
    GROUPS("groups", "name"),
    /** Shops. */
    SHOPS("shops", "name", "active", "deleted");

    private final String resource;
    private final Set<String> columns;

    Listing(String resource, String... columns) {
      this.resource = resource;
      this.columns = Set.of(columns);
    }

    /** The vendor's name of it. */
    public String resource() {
      return resource;
    }
  }

  private static final int PAGE = 1000;
  private static final BigDecimal POUND = new BigDecimal("0.45359237");

  private final PrestaShopApi api;
  private final Map<Listing, List<Row>> lists = new EnumMap<>(Listing.class);
  private final Optional<String> languageTag;
  private Map<String, Row> settings = Map.of();
  private Map<Integer, Row> languages = Map.of();
  private final ShopCodes codes;
  private Optional<Terms.Prefixes> prefixes = Optional.empty();

  PrestaShopDictionaries(PrestaShopApi api, Optional<String> languageTag) {
    this.api = api;
    this.languageTag = languageTag;
    this.codes = new ShopCodes(this, api);
  }

  /** Reads settings and languages afresh and forgets all lists. */
  synchronized void load() {
    lists.clear();
    codes.forget();
    prefixes = Optional.empty();
    Map<String, Row> found = new LinkedHashMap<>();
    Set<String> columns = Set.of("name", "value", "id_shop", "id_shop_group");
    for (Row row : api.where("configurations", columns, "name", Setting.names())) {
      Row known = found.get(row.text("name"));
      if (known == null || nearness(row) > nearness(known)) {
        found.put(row.text("name"), row);
      }
    }
    settings = found;
    api.time().zone(zone());
    Map<Integer, Row> all = new TreeMap<>();
    for (Row row :
        api.list(
            "languages",
            Query.of(Set.of("name", "iso_code", "locale", "language_code", "active")))) {
      all.put((int) row.number("id"), row);
    }
    languages = all;
  }

  /** What is said of this very shop stands above what is said of all. */
  private int nearness(Row row) {
    long shop = row.number("id_shop");
    if (shop > 0) {
      return api.shop().filter(mine -> mine == shop).isPresent() ? 2 : -1;
    }
    return row.number("id_shop_group") > 0 ? 1 : 0;
  }

  private synchronized void ready() {
    if (languages.isEmpty()) {
      load();
    }
  }

  /** The settings that are looked at. */
  private enum Setting {
    PS_TIMEZONE,
    PS_LANG_DEFAULT,
    PS_CURRENCY_DEFAULT,
    PS_COUNTRY_DEFAULT,
    PS_CUSTOMER_GROUP,
    PS_HOME_CATEGORY,
    PS_ROOT_CATEGORY,
    PS_WEIGHT_UNIT,
    PS_DIMENSION_UNIT,
    PS_INVOICE_PREFIX,
    PS_CREDIT_SLIP_PREFIX,
    PS_SHOP_NAME;

    static List<String> names() {
      return java.util.Arrays.stream(values()).map(Enum::name).toList();
    }
  }

  private String setting(Setting which) {
    Row row = settings.get(which.name());
    return row == null ? "" : row.text("value").strip();
  }

  private long number(Setting which, long otherwise) {
    Row row = settings.get(which.name());
    long value = row == null ? 0 : row.number("value");
    return value > 0 ? value : otherwise;
  }

  /** The zone of the shop; UTC if it does not tell one that is known. */
  private ZoneId zone() {
    try {
      return ZoneId.of(setting(Setting.PS_TIMEZONE));
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC;
    }
  }

  /** The shop's name. */
  synchronized String shopName() {
    return setting(Setting.PS_SHOP_NAME);
  }

  /** The rows of the languages, by id. */
  Map<Integer, Row> languages() {
    return languages;
  }

  /** The zone as the shop says it, for people. */
  synchronized String zoneText() {
    return setting(Setting.PS_TIMEZONE);
  }

  /** The tags of all languages. */
  synchronized List<String> languageTags() {
    return languages.values().stream().map(PrestaShopDictionaries::tag).toList();
  }

  /** Forgets one list: something new of it was met. */
  public synchronized void forget(Listing... stale) {
    for (Listing each : stale) {
      lists.remove(each);
    }
  }

  /** The rows of a list. */
  public synchronized List<Row> rows(Listing which) {
    List<Row> known = lists.get(which);
    if (known == null) {
      Query query = Query.of(which.columns);
      boolean shared = which == Listing.FEATURE_VALUES;
      known = api.all(which.resource, shared ? query.with("custom", List.of("0")) : query, PAGE);
      lists.put(which, known);
    }
    return known;
  }

  /** What tables have to know, with these lists; the others are empty. */
  public synchronized Terms terms(Set<Listing> needed) {
    ready();
    return new Terms(
        api.base(),
        api.version(),
        zone(),
        defaultLanguage(),
        tags(),
        needed.contains(Listing.CURRENCIES) ? defaultCurrency() : "",
        new Terms.Units(kilogram(), centimetre()),
        List.of(number(Setting.PS_ROOT_CATEGORY, 1), number(Setting.PS_HOME_CATEGORY, 2), 1L),
        number(Setting.PS_HOME_CATEGORY, 2),
        new Terms.Defaults(
            number(Setting.PS_COUNTRY_DEFAULT, 0), number(Setting.PS_CUSTOMER_GROUP, 3)),
        prefixes.orElse(new Terms.Prefixes("", "")),
        listsOf(needed));
  }

  /** The same with what stands before numbers of invoices and slips. */
  public synchronized Terms termsWithPrefixes(Set<Listing> needed) {
    ready();
    if (prefixes.isEmpty()) {
      prefixes = Optional.of(readPrefixes());
    }
    return terms(needed);
  }

  /** These two have languages, and not every version shows those among the settings. */
  private Terms.Prefixes readPrefixes() {
    Map<String, Row> translated = new LinkedHashMap<>();
    boolean told = settings.containsKey(Setting.PS_INVOICE_PREFIX.name());
    if (prefix(settings, Setting.PS_INVOICE_PREFIX, "").isEmpty() && told) {
      try {
        for (Row row :
            api.where(
                "translated_configurations",
                Set.of("name", "value"),
                "name",
                List.of(Setting.PS_INVOICE_PREFIX.name(), Setting.PS_CREDIT_SLIP_PREFIX.name()))) {
          translated.put(row.text("name"), row);
        }
      } catch (AccessDenied | ProtocolBroken notShown) {
        translated.clear();
      }
    }
    Map<String, Row> from = translated.isEmpty() ? settings : translated;
    return new Terms.Prefixes(
        prefix(from, Setting.PS_INVOICE_PREFIX, "#IN"),
        prefix(from, Setting.PS_CREDIT_SLIP_PREFIX, "#CS"));
  }

  private String prefix(Map<String, Row> from, Setting which, String otherwise) {
    Row row = from.get(which.name());
    if (row == null) {
      return otherwise;
    }
    Map<Integer, String> all = row.languages("value");
    return all.getOrDefault(defaultLanguage(), all.getOrDefault(0, "")).strip();
  }

  private Terms.Lists listsOf(Set<Listing> needed) {
    return new Terms.Lists(
        texts(needed, Listing.CURRENCIES, row -> row.text("iso_code").strip()),
        texts(needed, Listing.COUNTRIES, row -> row.text("iso_code").strip()),
        texts(needed, Listing.STATES, row -> row.text("name").strip()),
        map(needed, Listing.TAXES, PrestaShopDictionaries::rate),
        needed.contains(Listing.TAX_RULES) ? taxRules() : Map.of(),
        map(needed, Listing.CARRIERS, PrestaShopDictionaries::carrier),
        texts(needed, Listing.MANUFACTURERS, row -> row.text("name")),
        texts(needed, Listing.FEATURES, this::name),
        map(needed, Listing.OPTIONS, row -> new Terms.Option(name(row), row.number("position"))),
        map(
            needed,
            Listing.VALUES,
            row -> new Terms.OptionValue(row.number("id_attribute_group"), name(row))),
        map(
            needed,
            Listing.FEATURE_VALUES,
            row -> new Terms.OptionValue(row.number("id_feature"), text(row, "value"))));
  }

  static Terms.Carrier carrier(Row row) {
    long reference = row.number("id_reference");
    return new Terms.Carrier(
        Long.toString(reference > 0 ? reference : row.number("id")), row.text("name"));
  }

  private static BigDecimal rate(Row row) {
    try {
      return new BigDecimal(row.text("rate").strip());
    } catch (NumberFormatException none) {
      return BigDecimal.ZERO;
    }
  }

  private Map<Long, String> texts(Set<Listing> needed, Listing which, Function<Row, String> of) {
    return map(needed, which, of);
  }

  private <V> Map<Long, V> map(Set<Listing> needed, Listing which, Function<Row, V> of) {
    if (!needed.contains(which)) {
      return Map.of();
    }
    Map<Long, V> all = new LinkedHashMap<>();
    rows(which).forEach(row -> all.put(row.number("id"), of.apply(row)));
    return Collections.unmodifiableMap(all);
  }

  /**
   * The rate of each group in the default country; live groups first, for whoever has to choose.
   */
  Map<Long, BigDecimal> taxRules() {
    Map<Long, BigDecimal> rates = new LinkedHashMap<>();
    rows(Listing.TAXES).forEach(row -> rates.put(row.number("id"), rate(row)));
    long country = number(Setting.PS_COUNTRY_DEFAULT, 0);
    Map<Long, BigDecimal> ruled = new LinkedHashMap<>();
    for (Row rule : rows(Listing.TAX_RULES)) {
      if (rule.number("id_country") == country && rule.number("id_state") == 0) {
        BigDecimal rate = rates.getOrDefault(rule.number("id_tax"), BigDecimal.ZERO);
        ruled.putIfAbsent(rule.number("id_tax_rules_group"), rate);
      }
    }
    Map<Long, BigDecimal> all = new LinkedHashMap<>();
    List<Row> groups = new ArrayList<>(rows(Listing.TAX_RULE_GROUPS));
    groups.sort(java.util.Comparator.comparing(row -> !isLive(row)));
    groups.forEach(
        group ->
            all.put(group.number("id"), ruled.getOrDefault(group.number("id"), BigDecimal.ZERO)));
    return Collections.unmodifiableMap(all);
  }

  static boolean isLive(Row row) {
    return !row.yes("deleted") && (!row.has("active") || row.yes("active"));
  }

  private Map<Integer, String> tags() {
    Map<Integer, String> all = new LinkedHashMap<>();
    languages.forEach((id, row) -> all.put(id, tag(row)));
    return Collections.unmodifiableMap(all);
  }

  /** {@code fr-FR}; of old versions, which know no region, {@code fr}. */
  static String tag(Row row) {
    String locale = row.text("locale").strip();
    if (!locale.isEmpty()) {
      return locale;
    }
    String code = row.text("language_code").strip();
    String tag = code.isEmpty() ? row.text("iso_code").strip() : code;
    return Locale.forLanguageTag(tag).toLanguageTag();
  }

  int defaultLanguage() {
    Optional<Integer> chosen =
        languageTag.flatMap(
            tag ->
                tags().entrySet().stream()
                    .filter(each -> each.getValue().equalsIgnoreCase(tag))
                    .map(Map.Entry::getKey)
                    .findFirst());
    int first = languages.keySet().stream().findFirst().orElse(1);
    return chosen.orElse((int) number(Setting.PS_LANG_DEFAULT, first));
  }

  /** Whether the language that was set is one of the shop's. */
  synchronized boolean knowsLanguage() {
    return languageTag.isEmpty()
        || tags().values().stream().anyMatch(languageTag.get()::equalsIgnoreCase);
  }

  String defaultCurrency() {
    long id = number(Setting.PS_CURRENCY_DEFAULT, 1);
    return rows(Listing.CURRENCIES).stream()
        .filter(row -> row.number("id") == id)
        .map(row -> row.text("iso_code").strip())
        .findFirst()
        .orElse("");
  }

  private BigDecimal kilogram() {
    return switch (setting(Setting.PS_WEIGHT_UNIT).toLowerCase(Locale.ROOT)) {
      case "g", "gr" -> new BigDecimal("0.001");
      case "lb", "lbs" -> POUND;
      case "oz" -> new BigDecimal("0.028349523125");
      default -> BigDecimal.ONE;
    };
  }

  private BigDecimal centimetre() {
    return switch (setting(Setting.PS_DIMENSION_UNIT).toLowerCase(Locale.ROOT)) {
      case "mm" -> new BigDecimal("0.1");
      case "m" -> new BigDecimal("100");
      case "in" -> new BigDecimal("2.54");
      default -> BigDecimal.ONE;
    };
  }

  String name(Row row) {
    return text(row, "name");
  }

  private String text(Row row, String element) {
    Map<Integer, String> all = row.languages(element);
    String text = all.getOrDefault(defaultLanguage(), all.getOrDefault(0, ""));
    return text.isEmpty()
        ? all.values().stream().filter(each -> !each.isEmpty()).findFirst().orElse("")
        : text;
  }

  @Override
  public Set<String> names() {
    return Set.of(
        ORDER_STATUS,
        CARRIER,
        CUSTOMER_GROUP,
        LANGUAGE,
        CURRENCY,
        TIME_ZONE,
        SHOP,
        ORGANIZATION,
        TAX_RULE,
        PAYMENT_METHOD,
        MANUFACTURER,
        FEATURE,
        OPTION,
        OPTION_VALUE);
  }

  @Override
  public synchronized List<Code> codes(String dictionary) {
    ready();
    return codes.of(dictionary);
  }
}
