package dev.syncline.internal.run;

import dev.syncline.PlanProblem;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.connector.CustomField;
import dev.syncline.model.EntityType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields that a plan cannot do without on a side, held against those that are there. */
final class FieldNeeds {

  private static final String MISSING = "FIELD_MISSING";
  private static final String OTHER_SORT = "FIELD_TYPE";

  /** A needed field and the ones of its name that are there. */
  record Need(CustomField wanted, List<CustomField> namesakes) {

    boolean isMet() {
      return namesakes.stream().anyMatch(each -> each.sort() == wanted.sort());
    }

    boolean isMissing() {
      return namesakes.isEmpty();
    }
  }

  private final SyncPlan plan;
  private final Connector connector;
  private final Side side;
  private final Patience patience;

  /** The connector was checked by then, so that its dictionaries are fresh. */
  FieldNeeds(SyncPlan plan, Side side, Patience patience) {
    this.plan = plan;
    this.connector = plan.connector(side);
    this.side = side;
    this.patience = patience;
  }

  /** What is needed, and what there is of it; a plan without needs asks nothing. */
  List<Need> needs() {
    Map<EntityType, List<CustomField>> there = new HashMap<>();
    List<Need> needs = new ArrayList<>();
    for (CustomField wanted : plan.needs(side)) {
      List<CustomField> mine =
          there.computeIfAbsent(
              wanted.type(),
              type -> patience.ask(() -> connector.dictionaries().customFields(type)));
      needs.add(
          new Need(
              wanted, mine.stream().filter(each -> each.name().equals(wanted.name())).toList()));
    }
    return needs;
  }

  List<PlanProblem> problems() {
    return needs().stream()
        .filter(need -> !need.isMet())
        .map(need -> need.isMissing() ? missing(need.wanted()) : otherSort(need))
        .toList();
  }

  /** Whether a problem is one of these: it does not keep anything else from being asked. */
  static boolean isOurs(PlanProblem problem) {
    return problem.code().equals(MISSING) || problem.code().equals(OTHER_SORT);
  }

  private PlanProblem missing(CustomField wanted) {
    return new PlanProblem(
        MISSING,
        connector.account().key(),
        wanted.toString(),
        "the plan needs it, and it is not there",
        "let engine.install(plan) make it");
  }

  PlanProblem otherSort(Need need) {
    CustomField wanted = need.wanted();
    return new PlanProblem(
        OTHER_SORT,
        connector.account().key(),
        wanted.toString(),
        "there is one of this name that holds "
            + word(need.namesakes().get(0).sort())
            + ", the plan needs "
            + word(wanted.sort()),
        "rename that one in the account, then let engine.install(plan) make it");
  }

  private static String word(CustomField.Sort sort) {
    return sort.name().toLowerCase(Locale.ROOT);
  }
}
