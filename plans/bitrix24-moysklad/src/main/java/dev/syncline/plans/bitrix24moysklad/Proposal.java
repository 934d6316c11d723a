package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Dictionaries.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** What a settings screen shows before anybody has chosen. */
final class Proposal {

  private static final String EMAIL = "email";

  private final Dictionaries bitrix;
  private final Dictionaries moysklad;

  Proposal(Dictionaries bitrix, Dictionaries moysklad) {
    this.bitrix = bitrix;
    this.moysklad = moysklad;
  }

  BitrixMoySkladSettings settings() {
    return BitrixMoySkladSettings.defaults()
        .withOrganization(Choice.first(moysklad, Dictionaries.ORGANIZATION).orElse(null))
        .withStore(Choice.first(moysklad, Dictionaries.STORE).orElse(null))
        .withStages(stages())
        .withResponsibles(employees());
  }

  private List<StagePair> stages() {
    List<StagePair> all = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      List<Code> stages =
          ending(bitrix, outcome, Outcome::ofStage).stream()
              .filter(
                  stage ->
                      StagePair.pipelineOf(stage).equals(BitrixMoySkladSettings.DEFAULT_PIPELINE))
              .toList();
      all.addAll(inOrder(stages, ending(moysklad, outcome, Outcome::ofState)));
    }
    return all;
  }

  private static List<Code> ending(
      Dictionaries side, Outcome outcome, Function<Code, Outcome> reading) {
    return side.codes(Dictionaries.ORDER_STATUS).stream()
        .filter(code -> code.alive() && reading.apply(code) == outcome)
        .toList();
  }

  /** First with first; stages beyond the last state share it. */
  private static List<StagePair> inOrder(List<Code> stages, List<Code> states) {
    List<StagePair> pairs = new ArrayList<>();
    for (int at = 0; at < stages.size() && !states.isEmpty(); at++) {
      Code state = states.get(Math.min(at, states.size() - 1));
      StagePair pair = StagePair.of(stages.get(at).code(), state.code());
      pairs.add(at < states.size() ? pair.asPrimary() : pair);
    }
    return pairs;
  }

  private List<EmployeePair> employees() {
    List<EmployeePair> pairs = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Code user : bitrix.codes(Dictionaries.EMPLOYEE)) {
      moysklad.codes(Dictionaries.EMPLOYEE).stream()
          .filter(employee -> user.alive() && employee.alive() && sameEmail(user, employee))
          .findFirst()
          .ifPresent(
              employee -> {
                EmployeePair pair = EmployeePair.of(user.code(), employee.code());
                pairs.add(taken.add(employee.code()) ? pair.asPrimary() : pair);
              });
    }
    return pairs; // B-108
  }

  private static boolean sameEmail(Code user, Code employee) {
    String email = email(user);
    return !email.isEmpty() && email.equals(email(employee));
  }

  private static String email(Code code) {
    return code.traits().getOrDefault(EMAIL, "").strip().toLowerCase(Locale.ROOT);
  }
}
