package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.PlanProblem;
import dev.syncline.connector.Account;
import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import java.util.ArrayList;
import java.util.List;

/** What does not fit together in what goes back to the shop (P-111, P-131). */
final class BackCheck {

  private final PrestaShopDolibarrSettings settings;
  private final BackSettings back;
  private final Account dolibarr;

  BackCheck(PrestaShopDolibarrSettings settings, Account dolibarr) {
    this.settings = settings;
    this.back = settings.back();
    this.dolibarr = dolibarr;
  }

  List<PlanProblem> problems() {
    List<PlanProblem> problems = new ArrayList<>();
    if (counts(StockSource.DOLIBARR) && back.subtractsPending() && !knowsPending()) {
      problems.add(
          problem(
              PendingSales.UNKNOWN,
              "back.pending",
              "the shop's stock shall follow Dolibarr's, and what the shop has sold without"
                  + " Dolibarr knowing is not known",
              "let ORDERS take part and name the order states in back.pending, as proposed, or set"
                  + " back.subtractsPending to false"));
    }
    if (counts(StockSource.PRESTASHOP) && settings.has(Part.CATALOGUE) && back.newProducts()) {
      problems.add(
          problem(
              "STOCK_OF_NEW_PRODUCTS",
              "stockSource",
              "new products of Dolibarr shall be made in the shop, where they begin with none, and"
                  + " the shop counts: what Dolibarr has of them would be written off",
              "set stockSource to DOLIBARR or NONE, or back.newProducts to false"));
    }
    return problems;
  }

  private boolean counts(StockSource who) {
    return settings.has(Part.STOCK) && settings.stockSource() == who;
  }

  private boolean knowsPending() {
    return settings.has(Part.ORDERS) && !back.pending().isEmpty();
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    boolean orders = settings.has(Part.ORDERS) && !settings.orders().back().isEmpty();
    boolean anything =
        counts(StockSource.DOLIBARR) || back.newProducts() || !back.owned().isEmpty() || orders;
    if (!back.writes() && anything) {
      notes.add(
          "what Dolibarr owns is only compared: look at engine.compare(plan), then set back.writes");
    }
    if (back.writes() && back.owns(Owned.IMAGES)) {
      notes.add(
          "pictures are Dolibarr's: new products get them, those of products that the shop has"
              + " already stay as they are");
    }
    return notes;
  }

  private PlanProblem problem(String code, String setting, String text, String remedy) {
    return new PlanProblem(code, dolibarr.key(), setting, text, remedy);
  }
}
