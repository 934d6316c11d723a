package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.PlanProblem;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.Connector;
import dev.syncline.model.Product;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.Mode;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What in the settings does not fit the two connectors, found at once (P-111). */
final class SettingsCheck {

  private final PrestaShopDolibarrSettings settings;
  private final Connector dolibarr;

  SettingsCheck(PrestaShopDolibarrSettings settings, Connector dolibarr) {
    this.settings = settings;
    this.dolibarr = dolibarr;
  }

  List<PlanProblem> problems() {
    List<PlanProblem> problems = new ArrayList<>();
    if (settings.has(Part.CATALOGUE)
        && settings.catalogue().mode() == Mode.VARIANTS
        && !hasChildren(dolibarr)) {
      problems.add(
          problem(
              "VARIANTS_OFF",
              "catalogue.mode",
              "combinations shall be variants, and the connector does not carry those",
              "build the connector with variants(true), and switch the module Variants on in"
                  + " Dolibarr"));
    }
    if (settings.has(Part.STOCK)
        && settings.stockSource() == StockSource.PRESTASHOP
        && dolibarr.entityTypes().contains(StockLevel.TYPE)
        && !dolibarr.port(StockLevel.TYPE).capabilities().can(Operation.UPDATE)) {
      problems.add(
          problem(
              "WAREHOUSE_MISSING",
              "stockSource",
              "stock shall be written, and no warehouse is chosen",
              "build the connector with warehouse(…), or set stockSource to NONE"));
    }
    problems.addAll(new BackCheck(settings, dolibarr.account()).problems());
    return problems;
  }

  /** What combinations are is settled by the first that was linked (P-057). */
  Map<String, PlanProblem> excluded() {
    if (!settings.has(Part.CATALOGUE)) {
      return Map.of();
    }
    Mode now = settings.catalogue().mode();
    Mode then = now == Mode.FLAT ? Mode.VARIANTS : Mode.FLAT;
    return Map.of(
        CombinationRules.shape(then).name(),
        problem(
            "MODE_SETTLED",
            "catalogue.mode",
            "combinations were synced as " + then + " before, and would all be made once more",
            "set catalogue.mode back to "
                + then
                + ", or give the plan another name to begin anew"));
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.addAll(new BackCheck(settings, dolibarr.account()).notes());
    boolean pictures = dolibarr.port(Product.TYPE).capabilities().writable(Product.IMAGES);
    if (settings.has(Part.CATALOGUE) && settings.has(Part.IMAGES) && !pictures) {
      notes.add("pictures stay: build the connector to Dolibarr with pictures(…)");
    }
    return notes;
  }

  /** Whether a connector knows children of the module Variants. */
  static boolean hasChildren(Connector dolibarr) {
    return dolibarr.entityTypes().contains(Variant.TYPE);
  }

  private PlanProblem problem(String code, String setting, String text, String remedy) {
    return new PlanProblem(code, dolibarr.account().key(), setting, text, remedy);
  }
}
