package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.PlanProblem;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Dictionaries.Code;
import dev.syncline.dolibarr.DolibarrDictionaries;
import dev.syncline.prestashop.PrestaShopDictionaries;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the settings of orders name and neither account has: each of it one message that says which
 * setting, and what to choose or to switch on (P-111).
 */
final class OrderCheck {

  private static final String CARRIER = "carrier";
  private static final String PAYMENT_METHOD = "payment-method";

  private final PrestaShopDolibarrSettings settings;
  private final OrderSettings orders;
  private final Connector shop;
  private final Connector dolibarr;

  OrderCheck(PrestaShopDolibarrSettings settings, Connector shop, Connector dolibarr) {
    this.settings = settings;
    this.orders = settings.orders();
    this.shop = shop;
    this.dolibarr = dolibarr;
  }

  /** What of Dolibarr is not there; its dictionaries are read by then, so this costs nothing. */
  List<PlanProblem> problems() {
    List<PlanProblem> problems = new ArrayList<>();
    if (!settings.has(Part.ORDERS)) {
      return problems;
    }
    unknown(dolibarr, CARRIER, "orders.carriers", orders.carriers().values(), problems);
    unknown(dolibarr, PAYMENT_METHOD, "orders.paymentMethods", methods(), problems);
    Set<String> statuses = new TreeSet<>(orders.statesBack().keySet());
    statuses.remove(OrderSettings.PAID);
    unknown(dolibarr, Dictionaries.ORDER_STATUS, "orders.statesBack", statuses, problems);
    if (isPaid()) {
      ways(problems);
    }
    return problems;
  }

  private boolean isPaid() {
    return settings.has(Part.INVOICES) && settings.has(Part.PAYMENTS);
  }

  /** The ways to pay that the settings name. */
  private Set<String> methods() {
    Set<String> all = new TreeSet<>(orders.paymentMethods().values());
    Optional.ofNullable(orders.paymentMethod()).ifPresent(all::add);
    return all;
  }

  /** Each payment needs a way, and an account where these are kept (P-091). */
  private void ways(List<PlanProblem> problems) {
    if (!(dolibarr.dictionaries() instanceof DolibarrDictionaries told)) {
      return;
    }
    Set<String> methods = methods();
    if (orders.paymentMethod() == null) {
      told.defaultMethod()
          .ifPresentOrElse(
              methods::add,
              () ->
                  problems.add(
                      problem(
                          dolibarr,
                          "PAYMENT_METHOD_MISSING",
                          "orders.paymentMethod",
                          "a payment by a module that orders.paymentMethods does not name has no"
                              + " way to pay",
                          "set it to " + choice(dolibarr, PAYMENT_METHOD))));
    }
    List<Code> accounts = told.codes(DolibarrDictionaries.BANK_ACCOUNT);
    for (String method : methods) {
      Optional<String> account = told.bankAccount(method);
      boolean known =
          account.isEmpty()
              || told.code(DolibarrDictionaries.BANK_ACCOUNT, account.get()).isPresent();
      if (!accounts.isEmpty() && (account.isEmpty() || !known)) {
        problems.add(
            problem(
                dolibarr,
                known ? "BANK_ACCOUNT_MISSING" : "BANK_ACCOUNT_UNKNOWN",
                "bank account",
                "payments by way " + method + known(account),
                "build the connector with bankAccount(\""
                    + method
                    + "\", …) of "
                    + choice(dolibarr, DolibarrDictionaries.BANK_ACCOUNT)));
      }
    }
  }

  private static String known(Optional<String> account) {
    return account
        .map(id -> " go to account " + id + ", which there is not")
        .orElse(" have no account");
  }

  /** What of the shop is not there. */
  List<PlanProblem> ofTheShop() {
    List<PlanProblem> problems = new ArrayList<>();
    if (!settings.has(Part.ORDERS)) {
      return problems;
    }
    Set<String> states = new LinkedHashSet<>();
    orders.states().forEach(pair -> states.add(pair.state()));
    states(states, "orders.states", problems);
    states(orders.triggerStates(), "orders.triggerStates", problems);
    states(orders.paidStates(), "orders.paidStates", problems);
    states(orders.stateNames().keySet(), "orders.stateNames", problems);
    states(orders.statesBack().values(), "orders.statesBack", problems);
    states(settings.back().pending(), "back.pending", problems);
    unknown(shop, CARRIER, "orders.carriers", orders.carriers().keySet(), problems);
    if (orders.trigger() == OrderSettings.Trigger.STATES && orders.triggerStates().isEmpty()) {
      problems.add(
          problem(
              shop,
              "STATES_MISSING",
              "orders.triggerStates",
              "orders shall be made in named states, and none is named",
              "name some of " + choice(shop, Dictionaries.ORDER_STATUS)));
    }
    return problems;
  }

  private void states(Collection<String> codes, String setting, List<PlanProblem> problems) {
    unknown(shop, Dictionaries.ORDER_STATUS, setting, codes, problems);
  }

  /** What is worth knowing of both. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (isPaid() && dolibarr.dictionaries().codes(DolibarrDictionaries.BANK_ACCOUNT).isEmpty()) {
      notes.add(
          "no bank account is shown: payments are booked without one; for accounts, switch the"
              + " module Banks on in Dolibarr under Home, Setup, Modules");
    }
    String zone = orders.zone();
    shop.dictionaries().codes(PrestaShopDictionaries.TIME_ZONE).stream()
        .map(Code::code)
        .filter(its -> settings.has(Part.ORDERS) && !its.equals(zone))
        .forEach(its -> notes.add("the shop's zone is " + its + ", and orders.zone is " + zone));
    return notes;
  }

  /** What is worth knowing and has to be asked for. */
  List<String> closerNotes() {
    List<String> notes = new ArrayList<>();
    if (settings.has(Part.ORDERS)) {
      Set<String> modules = codes(shop, PAYMENT_METHOD);
      orders.paymentMethods().keySet().stream()
          .filter(module -> !modules.contains(module))
          .sorted()
          .forEach(
              module ->
                  notes.add(
                      "orders.paymentMethods: no order was paid by "
                          + module
                          + " lately; there are "
                          + choice(shop, PAYMENT_METHOD)));
    }
    Set<BigDecimal> rates = rates(dolibarr, DolibarrDictionaries.VAT_RATE);
    Set<BigDecimal> missing = rates(shop, PrestaShopDictionaries.TAX_RULE);
    missing.removeAll(rates);
    if (!rates.isEmpty() && !missing.isEmpty()) {
      notes.add(
          "Dolibarr knows no tax rate of "
              + missing.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(", "))
              + " %: add it under Home, Setup, Dictionaries, VAT rates");
    }
    return notes;
  }

  private static Set<BigDecimal> rates(Connector connector, String dictionary) {
    return connector.dictionaries().codes(dictionary).stream()
        .filter(Code::alive)
        .map(code -> code.traits().getOrDefault("rate", ""))
        .filter(rate -> rate.matches("[0-9]+(\\.[0-9]+)?"))
        .map(rate -> new BigDecimal(rate).setScale(3, java.math.RoundingMode.HALF_UP))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> codes(Connector connector, String dictionary) {
    return connector.dictionaries().codes(dictionary).stream()
        .map(Code::code)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Codes that a dictionary lacks; of a dictionary that is not shown nothing can be told. */
  private static void unknown(
      Connector connector,
      String dictionary,
      String setting,
      Collection<String> named,
      List<PlanProblem> problems) {
    Set<String> there = named.isEmpty() ? Set.of() : codes(connector, dictionary);
    Set<String> missing = new TreeSet<>(named);
    missing.removeAll(there);
    if (!there.isEmpty() && !missing.isEmpty()) {
      problems.add(
          problem(
              connector,
              "CODE_UNKNOWN",
              setting,
              "it names " + missing + ", which there is not",
              "choose among " + choice(connector, dictionary)));
    }
  }

  private static String choice(Connector connector, String dictionary) {
    return connector.dictionaries().codes(dictionary).stream()
        .filter(Code::alive)
        .map(code -> code.code() + " (" + code.name() + ")")
        .collect(Collectors.joining(", "));
  }

  private static PlanProblem problem(
      Connector connector, String code, String setting, String text, String remedy) {
    return new PlanProblem(code, connector.account().key(), setting, text, remedy);
  }
}
