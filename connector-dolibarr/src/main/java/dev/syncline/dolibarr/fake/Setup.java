package dev.syncline.dolibarr.fake;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** How the installation is set up: what an administrator decides in the settings pages. */
final class Setup {

  static final List<String> MODULES =
      List.of(
          "api",
          "user",
          "product",
          "service",
          "categorie",
          "societe",
          "commande",
          "facture",
          "expedition",
          "stock",
          "banque",
          "agenda",
          "variants",
          "webhook",
          "multicurrency");

  /** The module that each right belongs to, by the right's first word. */
  private static final Map<String, String> MODULE_OF = Map.of("produit", "product");

  final Version version;
  final int entity;
  final String currency;
  final boolean debug;
  final boolean keyDelay;
  final boolean races;
  final boolean fourByteCharacters;
  final boolean localWebhooks;
  final Map<String, String> constants = new ConcurrentSkipListMap<>();
  private final Set<String> modules = new ConcurrentSkipListSet<>(MODULES);

  /** What a builder says of it. */
  record Choices(
      String version,
      int entity,
      String currency,
      boolean debug,
      boolean keyDelay,
      boolean races,
      boolean fourByteCharacters,
      boolean localWebhooks) {}

  Setup(Choices choices) {
    version = Version.parse(choices.version());
    entity = choices.entity();
    currency = choices.currency();
    debug = choices.debug();
    keyDelay = choices.keyDelay();
    races = choices.races();
    fourByteCharacters = choices.fourByteCharacters();
    localWebhooks = choices.localWebhooks();
    constants.putAll(freshConstants(version, currency));
  }

  private static Map<String, String> freshConstants(Version version, String currency) {
    Map<String, String> fresh = new TreeMap<>();
    fresh.put("PRODUCT_PRICE_UNIQ", "1");
    fresh.put("PRODUCT_PRICE_BASE_TYPE", "HT");
    fresh.put("MAIN_MAX_DECIMALS_UNIT", "5");
    fresh.put("MAIN_MAX_DECIMALS_TOT", "2");
    fresh.put("MAIN_MONNAIE", currency);
    fresh.put("MAIN_LANG_DEFAULT", "en_US");
    fresh.put("SOCIETE_CODECLIENT_ADDON", "mod_codeclient_monkey");
    fresh.put("COMMANDE_ADDON", "mod_commande_marbre");
    fresh.put("FACTURE_ADDON", "mod_facture_terre");
    if (version.atLeast(22)) {
      fresh.put("STOCK_DISALLOW_NEGATIVE_TRANSFER", "1");
    }
    return fresh;
  }

  boolean on(String module) {
    return modules.contains(module);
  }

  void switched(String module, boolean on) {
    if (on) {
      modules.add(module);
    } else {
      modules.remove(module);
    }
  }

  Set<String> modules() {
    return new ConcurrentSkipListSet<>(modules);
  }

  /** Whether the module that grants a right is there. */
  boolean grants(String right) {
    String first = right.substring(0, right.indexOf('.'));
    return on(MODULE_OF.getOrDefault(first, first));
  }

  boolean flag(String constant) {
    String value = constants.get(constant);
    return value != null && !value.isEmpty() && !value.equals("0");
  }

  String constant(String name, String otherwise) {
    return constants.getOrDefault(name, otherwise);
  }

  /** Whether a movement may not take more than there is; older versions ask the other way round. */
  boolean forbidsNegativeStock() {
    return version.atLeast(22)
        ? flag("STOCK_DISALLOW_NEGATIVE_TRANSFER")
        : !flag("STOCK_ALLOW_NEGATIVE_TRANSFER");
  }

  boolean emptyListIsNotFound() {
    return !version.atLeast(20);
  }
}
