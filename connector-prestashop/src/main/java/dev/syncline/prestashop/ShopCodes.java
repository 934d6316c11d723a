package dev.syncline.prestashop;

import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Dictionaries.Code;
import dev.syncline.prestashop.PrestaShopDictionaries.Listing;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.Terms;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The shop's lists as codes for settings screens. Guarded by its owner. */
final class ShopCodes {

  private static final int LATELY = 200;

  private final PrestaShopDictionaries shop;
  private final PrestaShopApi api;
  private List<Code> payments = List.of();
  private boolean paymentsKnown;

  ShopCodes(PrestaShopDictionaries shop, PrestaShopApi api) {
    this.shop = shop;
    this.api = api;
  }

  /** What the latest orders tell is asked again. */
  void forget() {
    payments = List.of();
    paymentsKnown = false;
  }

  /** The entries of a dictionary; none if there is none of this name. */
  List<Code> of(String dictionary) {
    return switch (dictionary) {
      case Dictionaries.ORDER_STATUS -> codes(Listing.ORDER_STATES, this::flags);
      case PrestaShopDictionaries.CARRIER -> carriers();
      case PrestaShopDictionaries.CUSTOMER_GROUP -> codes(Listing.GROUPS, row -> Map.of());
      case PrestaShopDictionaries.LANGUAGE -> languageCodes();
      case Dictionaries.CURRENCY -> currencies();
      case PrestaShopDictionaries.SHOP, Dictionaries.ORGANIZATION ->
          codes(Listing.SHOPS, row -> Map.of());
      case PrestaShopDictionaries.TAX_RULE -> taxRuleCodes();
      case PrestaShopDictionaries.PAYMENT_METHOD -> payments();
      case PrestaShopDictionaries.TIME_ZONE -> zones();
      case PrestaShopDictionaries.MANUFACTURER -> codes(Listing.MANUFACTURERS, row -> Map.of());
      case PrestaShopDictionaries.FEATURE -> codes(Listing.FEATURES, row -> Map.of());
      case PrestaShopDictionaries.OPTION -> codes(Listing.OPTIONS, row -> Map.of());
      case PrestaShopDictionaries.OPTION_VALUE ->
          codes(
              Listing.VALUES,
              row -> Map.of("option", Long.toString(row.number("id_attribute_group"))));
      default -> List.of();
    };
  }

  private List<Code> zones() {
    String zone = shop.zoneText();
    return ZoneId.getAvailableZoneIds().contains(zone)
        ? List.of(new Code(zone, zone, true, Map.of()))
        : List.of();
  }

  private List<Code> codes(Listing which, Function<Row, Map<String, String>> traits) {
    return shop.rows(which).stream()
        .map(
            row ->
                new Code(
                    row.id(),
                    shown(shop.name(row), row),
                    PrestaShopDictionaries.isLive(row),
                    traits.apply(row)))
        .toList();
  }

  private static String shown(String name, Row row) {
    return name.isBlank() ? "#" + row.id() : name;
  }

  private Map<String, String> flags(Row row) {
    Map<String, String> traits = new LinkedHashMap<>();
    for (String flag : List.of("invoice", "paid", "shipped", "delivery", "logable", "deleted")) {
      traits.put(flag, row.yes(flag) ? "1" : "0");
    }
    return Collections.unmodifiableMap(traits);
  }

  /** A carrier that was edited is several rows of one reference: the live one counts. */
  private List<Code> carriers() {
    Map<String, Code> all = new LinkedHashMap<>();
    for (Row row : shop.rows(Listing.CARRIERS)) {
      Terms.Carrier carrier = PrestaShopDictionaries.carrier(row);
      Code code =
          new Code(
              carrier.reference(),
              shown(carrier.name(), row),
              PrestaShopDictionaries.isLive(row),
              Map.of());
      Code known = all.get(carrier.reference());
      if (known == null || !known.alive()) {
        all.put(carrier.reference(), code);
      }
    }
    return List.copyOf(all.values());
  }

  private List<Code> languageCodes() {
    Map<String, Code> all = new LinkedHashMap<>();
    for (Row row : shop.languages().values()) {
      boolean standard = row.number("id") == shop.defaultLanguage();
      all.putIfAbsent(
          PrestaShopDictionaries.tag(row),
          new Code(
              PrestaShopDictionaries.tag(row),
              shown(row.text("name"), row),
              row.yes("active"),
              Map.of("id", row.id(), "default", standard ? "1" : "0")));
    }
    return List.copyOf(all.values());
  }

  private List<Code> currencies() {
    String standard = shop.defaultCurrency();
    Map<String, Code> all = new LinkedHashMap<>();
    for (Row row : shop.rows(Listing.CURRENCIES)) {
      String iso = row.text("iso_code").strip();
      Code code =
          new Code(
              iso,
              shown(shop.name(row), row),
              PrestaShopDictionaries.isLive(row),
              Map.of("default", iso.equals(standard) ? "1" : "0"));
      Code known = all.get(iso);
      if (known == null || !known.alive()) {
        all.put(iso, code);
      }
    }
    return List.copyOf(all.values());
  }

  private List<Code> taxRuleCodes() {
    Map<Long, BigDecimal> rates = shop.taxRules();
    return codes(
        Listing.TAX_RULE_GROUPS,
        row ->
            Map.of(
                "rate",
                rates
                    .getOrDefault(row.number("id"), BigDecimal.ZERO)
                    .stripTrailingZeros()
                    .toPlainString()));
  }

  /** There is no list of them: what the latest orders were paid by tells. */
  private List<Code> payments() {
    if (!paymentsKnown) {
      Map<String, Code> all = new TreeMap<>();
      Query lately = Query.of(Set.of("module", "payment")).sort("id_DESC").limit(LATELY);
      for (Row row : api.list("orders", lately)) {
        String module = row.text("module").strip();
        String name = row.text("payment").strip();
        if (!module.isEmpty()) {
          all.putIfAbsent(module, new Code(module, name.isEmpty() ? module : name, true, Map.of()));
        }
      }
      payments = List.copyOf(all.values());
      paymentsKnown = true;
    }
    return payments;
  }
}
