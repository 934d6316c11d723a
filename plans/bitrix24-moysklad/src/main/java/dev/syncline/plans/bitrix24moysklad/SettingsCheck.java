package dev.syncline.plans.bitrix24moysklad;

import static dev.syncline.connector.Dictionaries.CURRENCY;
import static dev.syncline.connector.Dictionaries.EMPLOYEE;
import static dev.syncline.connector.Dictionaries.ORGANIZATION;
import static dev.syncline.connector.Dictionaries.STORE;

import dev.syncline.PlanProblem;
import dev.syncline.connector.Connector;
import dev.syncline.connector.CustomField;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.StockLevel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything in the settings that does not fit the two accounts, found at once. */
final class SettingsCheck {

  private final BitrixMoySkladSettings settings;
  private final FieldValues values;
  private final Directions ways;
  private final End bitrix;
  private final End moysklad;
  private final PlanTexts texts;
  private final Problems problems;

  /**
   * A check of settings against two accounts.
   *
   * @param values what is remembered of the fields that show ids
   */
  SettingsCheck(
      BitrixMoySkladSettings settings, Connector bitrix, Connector moysklad, FieldValues values) {
    this.settings = settings;
    this.values = values;
    this.ways = settings.directions();
    this.bitrix = End.bitrix24(bitrix);
    this.moysklad = End.moysklad(moysklad);
    this.texts = PlanTexts.of(settings.language());
    this.problems = new Problems(texts);
  }

  List<PlanProblem> problems() {
    checkStages();
    if (documents()) {
      checkEmployees();
      checkReferences();
      checkFreeRows();
    }
    if (ways.orders().toMoySklad() || (invoices() && ways.invoices().toMoySklad())) {
      checkChoice("organization", settings.organization(), ORGANIZATION);
    }
    if (ways.orders().toMoySklad()) {
      checkChoice("store", settings.store(), STORE);
    }
    checkCurrencies();
    checkTypes();
    checkFields();
    values.check(moysklad, problems);
    return problems.all();
  }

  /** What stops nothing: employees who left, and for whom the administrator stands in. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (EmployeePair pair : documents() ? settings.responsibles() : List.<EmployeePair>of()) {
      note(notes, bitrix, pair.bitrix24(), pair.moysklad());
      note(notes, moysklad, pair.moysklad(), pair.bitrix24());
    }
    return List.copyOf(notes); // B-107
  }

  private void note(List<String> notes, End end, String code, String other) {
    end.code(EMPLOYEE, code)
        .filter(employee -> !employee.alive())
        .ifPresent(gone -> notes.add(texts.note("EMPLOYEE_LEFT", end.system(), code, other)));
  }

  private boolean invoices() {
    return BitrixMoySkladPlan.wantsInvoices(settings);
  }

  private boolean documents() {
    return ways.orders().on() || invoices();
  }

  private void checkStages() {
    StageCheck stages = new StageCheck(bitrix, moysklad, problems);
    if (ways.orders().on()) {
      stages.deals(settings.stages());
    }
    if (ways.orders().toBitrix24()) {
      stages.pipeline(settings.pipeline(), settings.stages());
    }
    if (invoices()
        && BitrixMoySkladPlan.has(bitrix.connector(), moysklad.connector(), Invoice.TYPE)) {
      stages.invoices(settings.invoiceStages());
    }
  }

  private void checkChoice(String setting, @Nullable String code, String dictionary) {
    String name = problems.name(setting);
    if (code == null) {
      if (Choice.first(moysklad.dictionaries(), dictionary).isEmpty()) {
        problems.add(ProblemText.DEFAULT_NONE, moysklad, setting, name);
      }
    } else if (moysklad.living(dictionary, code).isEmpty()) {
      boolean archived = moysklad.code(dictionary, code).isPresent();
      problems.add(
          archived ? ProblemText.DEFAULT_ARCHIVED : ProblemText.DEFAULT_GONE,
          moysklad,
          setting,
          name,
          moysklad.shown(dictionary, code),
          moysklad.list(dictionary)); // B-023
    }
  }

  private void checkCurrencies() {
    Set<String> taken = new HashSet<>();
    settings
        .currencies()
        .forEach(
            (left, right) -> {
              checkCurrency(bitrix, left);
              checkCurrency(moysklad, right);
              if (!taken.add(right)) {
                problems.add(ProblemText.CURRENCY_TWICE, moysklad, "currencies", right);
              }
            });
  }

  private void checkCurrency(End end, String code) {
    if (end.has(CURRENCY) && end.code(CURRENCY, code).isEmpty()) {
      problems.add(
          ProblemText.CURRENCY_GONE, end, "currencies", code, end.system(), end.list(CURRENCY));
    }
  }

  private void checkEmployees() {
    Set<String> users = new HashSet<>();
    Set<String> primaries = new HashSet<>();
    for (EmployeePair pair : settings.responsibles()) {
      checkEmployee(bitrix, pair.bitrix24(), ProblemText.USER_UNKNOWN);
      checkEmployee(moysklad, pair.moysklad(), ProblemText.EMPLOYEE_UNKNOWN);
      if (!users.add(pair.bitrix24())) {
        problems.add(ProblemText.USER_TWICE, bitrix, "responsibles", pair.bitrix24());
      }
      if (pair.primary() && !primaries.add(pair.moysklad())) {
        problems.add(ProblemText.EMPLOYEE_PRIMARY_TWICE, moysklad, "responsibles", pair.moysklad());
      }
    }
    checkAdministrator(bitrix, "administrators.bitrix24", settings.administrators().bitrix24());
    checkAdministrator(moysklad, "administrators.moysklad", settings.administrators().moysklad());
  }

  /**
   * A dismissed employee is no problem, the administrator stands in; one that never was is a slip.
   */
  private void checkEmployee(End end, String code, ProblemText unknown) {
    if (end.has(EMPLOYEE) && end.code(EMPLOYEE, code).isEmpty()) {
      problems.add(unknown, end, "responsibles", code);
    }
  }

  private void checkAdministrator(End end, String setting, @Nullable String code) {
    if (code != null && end.has(EMPLOYEE) && end.living(EMPLOYEE, code).isEmpty()) {
      problems.add(ProblemText.ADMINISTRATOR_GONE, end, setting, code, end.system());
    }
  }

  private void checkReferences() {
    if (!ways.products().on()) {
      problems.add(ProblemText.PRODUCTS_STAY, bitrix, "directions.products");
    }
    if (!ways.customers().on()) {
      problems.add(ProblemText.CUSTOMERS_STAY, bitrix, "directions.customers");
    }
  }

  private void checkFreeRows() {
    if (settings.freeRows() == FreeRows.PLACEHOLDER && settings.placeholder() == null) {
      problems.add(ProblemText.PLACEHOLDER_MISSING, moysklad, "placeholder"); // B-052
    }
  }

  private void checkTypes() {
    if (invoices()) {
      checkType(Invoice.TYPE, "invoiceStages", ProblemText.INVOICES_MISSING);
    }
    if (settings.stock()) {
      checkType(StockLevel.TYPE, "stock", ProblemText.STOCK_MISSING);
    }
  }

  private void checkType(EntityType type, String setting, ProblemText missing) {
    for (End end : List.of(bitrix, moysklad)) {
      if (!end.connector().entityTypes().contains(type)) {
        problems.add(missing, end, setting);
      }
    }
  }

  /** A field has one use: two rules that write it would fight, and an id is nobody's to edit. */
  private void checkFields() {
    checkTwice(bitrix, FieldUses::bitrix24);
    checkTwice(moysklad, FieldUses::moysklad);
    List<FieldUses.Use> others = new FieldUses(settings).moysklad();
    for (CustomField field : settings.identification().fields()) {
      if (others.stream().anyMatch(use -> use.isOf(field))) {
        problems.add(
            ProblemText.FIELD_IN_USE,
            moysklad,
            "identification",
            field.name(),
            field.type().name()); // B-037
      }
    }
  }

  private void checkTwice(End end, Function<FieldUses, List<FieldUses.Use>> uses) {
    Set<List<String>> taken = new HashSet<>();
    for (FieldUses.Use use : uses.apply(new FieldUses(settings))) {
      CustomField field = use.field();
      if (use.travels() && !taken.add(List.of(field.type().name(), field.name()))) {
        problems.add(
            ProblemText.FIELD_TWICE, end, use.setting(), field.name(), field.type().name());
      }
    }
  }
}
