package dev.syncline.plans.bitrix24moysklad;

import static dev.syncline.connector.Dictionaries.CURRENCY;
import static dev.syncline.connector.Dictionaries.EMPLOYEE;
import static dev.syncline.connector.Dictionaries.ORDER_STATUS;
import static dev.syncline.connector.Dictionaries.ORGANIZATION;
import static dev.syncline.connector.Dictionaries.STORE;

import dev.syncline.PlanProblem;
import dev.syncline.connector.Account;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Dictionaries.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything in the settings that does not fit the two accounts, found at once. */
final class SettingsCheck {

  private static final String CHOOSE = "choose another one in the settings";

  private final BitrixMoySkladSettings settings;
  private final End bitrix;
  private final End moysklad;
  private final List<PlanProblem> problems = new ArrayList<>();

  /** One account with its dictionaries, and the name that people know the system by. */
  private record End(String system, Account account, Dictionaries dictionaries) {

    boolean has(String dictionary) {
      return dictionaries.names().contains(dictionary);
    }

    Optional<Code> code(String dictionary, String code) {
      return dictionaries.code(dictionary, code);
    }

    String list(String dictionary) {
      String alive =
          dictionaries.codes(dictionary).stream()
              .filter(Code::alive)
              .map(SettingsCheck::shown)
              .collect(Collectors.joining(", "));
      return alive.isEmpty() ? "none" : alive;
    }
  }

  private SettingsCheck(BitrixMoySkladSettings settings, End bitrix, End moysklad) {
    this.settings = settings;
    this.bitrix = bitrix;
    this.moysklad = moysklad;
  }

  static SettingsCheck of(BitrixMoySkladSettings settings, Connector bitrix, Connector moysklad) {
    return new SettingsCheck(
        settings,
        new End("Bitrix24", bitrix.account(), bitrix.dictionaries()),
        new End("MoySklad", moysklad.account(), moysklad.dictionaries()));
  }

  List<PlanProblem> problems() {
    if (settings.directions().orders().on()) {
      checkStages();
      checkUniqueness();
      checkPipeline();
      checkEmployees();
      checkReferences();
    }
    if (settings.directions().orders().toMoySklad()) {
      checkChoice("organization", settings.organization(), ORGANIZATION, "own company");
      checkChoice("store", settings.store(), STORE, "store");
    }
    checkCurrencies();
    return List.copyOf(problems);
  }

  private void checkStages() {
    if (settings.stages().isEmpty()) {
      add(
          bitrix,
          "stages",
          "no deal stage is mapped to an order state, so no deal and no order takes part",
          "map at least one; BitrixMoySkladSettings.proposed(...) proposes pairs");
    }
    for (int at = 0; at < settings.stages().size(); at++) {
      checkPair("stages[" + at + "]", settings.stages().get(at));
    }
  }

  private void checkPair(String setting, StagePair pair) {
    Optional<Code> stage = living(bitrix, ORDER_STATUS, pair.stage());
    if (stage.isEmpty()) {
      add(
          bitrix,
          setting + ".stage",
          "deal stage "
              + pair.stage()
              + " maps to order state "
              + shown(moysklad, pair.state())
              + ", but Bitrix24 has no such stage any longer; stages are: "
              + bitrix.list(ORDER_STATUS),
          CHOOSE);
    }
    if (living(moysklad, ORDER_STATUS, pair.state()).isEmpty()) {
      add(
          moysklad,
          setting + ".state",
          "deal stage "
              + shown(bitrix, pair.stage())
              + " maps to order state "
              + pair.state()
              + ", which MoySklad no longer has; states are: "
              + moysklad.list(ORDER_STATUS),
          CHOOSE);
    }
    stage
        .map(StagePair::pipelineOf)
        .filter(funnel -> !funnel.equals(pair.pipeline()))
        .ifPresent(
            funnel ->
                add(
                    bitrix,
                    setting + ".pipeline",
                    "deal stage "
                        + shown(bitrix, pair.stage())
                        + " belongs to pipeline "
                        + funnel
                        + ", not to "
                        + pair.pipeline(),
                    "set the pipeline to " + funnel + ", or leave it out"));
  }

  private void checkUniqueness() {
    Set<String> stages = new HashSet<>();
    Set<List<String>> primaries = new HashSet<>();
    for (StagePair pair : settings.stages()) {
      if (!stages.add(pair.stage())) {
        add(
            bitrix,
            "stages",
            "deal stage " + shown(bitrix, pair.stage()) + " is mapped more than once",
            "keep one order state for each stage");
      }
      if (pair.primary() && !primaries.add(List.of(pair.pipeline(), pair.state()))) {
        add(
            moysklad,
            "stages",
            "order state "
                + shown(moysklad, pair.state())
                + " has more than one primary stage in pipeline "
                + pair.pipeline(),
            "mark one as primary: orders in this state come back to it"); // B-074
      }
    }
  }

  private void checkPipeline() {
    if (!settings.directions().orders().toBitrix24()) {
      return;
    }
    Set<String> funnels = new TreeSet<>();
    bitrix
        .dictionaries()
        .codes(ORDER_STATUS)
        .forEach(stage -> funnels.add(StagePair.pipelineOf(stage)));
    String pipeline = settings.pipeline();
    if (!funnels.contains(pipeline)) {
      add(
          bitrix,
          "pipeline",
          "deals are to be made in pipeline "
              + pipeline
              + ", which Bitrix24 does not have;"
              + " pipelines are: "
              + (funnels.isEmpty() ? "none" : String.join(", ", funnels)),
          CHOOSE); // B-073
    } else if (!settings.stages().isEmpty()
        && settings.stages().stream().noneMatch(pair -> pair.pipeline().equals(pipeline))) {
      add(
          bitrix,
          "pipeline",
          "deals are to be made in pipeline " + pipeline + ", of which no stage is mapped",
          "map a stage of this pipeline, or choose another pipeline");
    }
  }

  private void checkChoice(String setting, @Nullable String code, String dictionary, String word) {
    if (code == null) {
      if (Choice.first(moysklad.dictionaries(), dictionary).isEmpty()) {
        add(
            moysklad,
            setting,
            "MoySklad has no " + word + " that is not archived",
            "create one in MoySklad, or take it out of the archive");
      }
      return;
    }
    if (living(moysklad, dictionary, code).isEmpty()) {
      add(
          moysklad,
          setting,
          word
              + " "
              + shown(moysklad, dictionary, code)
              + (moysklad.code(dictionary, code).isPresent() ? " is archived" : " is gone")
              + "; there are: "
              + moysklad.list(dictionary),
          CHOOSE + ", or leave it out for the first"); // B-023
    }
  }

  private void checkCurrencies() {
    Set<String> taken = new HashSet<>();
    settings
        .currencies()
        .forEach(
            (left, right) -> {
              checkCode(bitrix, "currencies", CURRENCY, "currency", left);
              checkCode(moysklad, "currencies", CURRENCY, "currency", right);
              if (!taken.add(right)) {
                add(
                    moysklad,
                    "currencies",
                    "several currencies of Bitrix24 are mapped to " + right,
                    "map one: amounts are never converted");
              }
            });
  }

  private void checkEmployees() {
    Set<String> users = new HashSet<>();
    Set<String> primaries = new HashSet<>();
    for (EmployeePair pair : settings.responsibles()) {
      checkCode(bitrix, "responsibles", EMPLOYEE, "user", pair.bitrix24());
      checkCode(moysklad, "responsibles", EMPLOYEE, "employee", pair.moysklad());
      if (!users.add(pair.bitrix24())) {
        add(
            bitrix,
            "responsibles",
            "user " + pair.bitrix24() + " is mapped more than once",
            "keep one employee for each user");
      }
      if (pair.primary() && !primaries.add(pair.moysklad())) {
        add(
            moysklad,
            "responsibles",
            "employee " + pair.moysklad() + " has more than one primary user",
            "mark one as primary");
      }
    }
    checkAdministrator(bitrix, "administrators.bitrix24", settings.administrators().bitrix24());
    checkAdministrator(moysklad, "administrators.moysklad", settings.administrators().moysklad());
  }

  private void checkAdministrator(End end, String setting, @Nullable String code) {
    if (code != null && end.has(EMPLOYEE) && living(end, EMPLOYEE, code).isEmpty()) {
      add(
          end,
          setting,
          "administrator " + code + " does not work in " + end.system() + " any longer",
          CHOOSE + ", or leave it out for whom the connector acts as");
    }
  }

  /**
   * A dismissed employee is no problem, the administrator stands in; one that never was is a slip.
   */
  private void checkCode(End end, String setting, String dictionary, String word, String code) {
    if (end.has(dictionary) && end.code(dictionary, code).isEmpty()) {
      String known = dictionary.equals(EMPLOYEE) ? "" : "; there are: " + end.list(dictionary);
      add(end, setting, word + " " + code + " is unknown to " + end.system() + known, CHOOSE);
    }
  }

  private void checkReferences() {
    if (!settings.directions().products().on()) {
      add(
          bitrix,
          "directions.products",
          "deals and orders travel, but the products in their rows do not",
          "let products travel, or switch orders off");
    }
    if (!settings.directions().customers().on()) {
      add(
          bitrix,
          "directions.customers",
          "deals and orders travel, but their customers do not",
          "let customers travel, or switch orders off");
    }
  }

  private void add(End end, String setting, String text, String remedy) {
    problems.add(new PlanProblem("SETTING", end.account().key(), setting, text, remedy));
  }

  private static Optional<Code> living(End end, String dictionary, String code) {
    return end.code(dictionary, code).filter(Code::alive);
  }

  private static String shown(End end, String status) {
    return shown(end, ORDER_STATUS, status);
  }

  private static String shown(End end, String dictionary, String code) {
    return end.code(dictionary, code).map(SettingsCheck::shown).orElse(code);
  }

  private static String shown(Code code) {
    return code.code() + " '" + code.name() + "'";
  }
}
