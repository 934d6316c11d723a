package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.Connector;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Dictionaries.Code;
import dev.syncline.model.Invoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What a settings screen shows before anybody has chosen. */
final class Proposal {

  private static final String EMAIL = "email";

  private final Dictionaries bitrix;
  private final Dictionaries moysklad;
  private final boolean invoices;

  Proposal(Connector bitrix, Connector moysklad) {
    this.bitrix = bitrix.dictionaries();
    this.moysklad = moysklad.dictionaries();
    this.invoices = BitrixMoySkladPlan.has(bitrix, moysklad, Invoice.TYPE);
  }

  BitrixMoySkladSettings settings() {
    return BitrixMoySkladSettings.defaults()
        .withOrganization(Choice.first(moysklad, Dictionaries.ORGANIZATION).orElse(null))
        .withStore(Choice.first(moysklad, Dictionaries.STORE).orElse(null))
        .withStages(pairs(Dictionaries.ORDER_STATUS, Proposal::inGeneralFunnel))
        .withInvoiceStages(invoices ? pairs(Dictionaries.INVOICE_STATUS, stage -> true) : List.of())
        .withResponsibles(employees());
  }

  private List<StagePair> pairs(String dictionary, Predicate<Code> which) {
    List<StagePair> all = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      List<Code> stages =
          ending(bitrix, dictionary, code -> which.test(code) && Outcome.ofStage(code) == outcome);
      List<Code> states = ending(moysklad, dictionary, code -> Outcome.ofState(code) == outcome);
      all.addAll(inOrder(stages, states));
    }
    return all;
  }

  private static boolean inGeneralFunnel(Code stage) {
    return StagePair.pipelineOf(stage).equals(BitrixMoySkladSettings.DEFAULT_PIPELINE);
  }

  private static List<Code> ending(Dictionaries side, String dictionary, Predicate<Code> which) {
    return side.codes(dictionary).stream().filter(Code::alive).filter(which).toList();
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
