package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Flow;
import dev.syncline.PlanProblem;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.FieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The plan, with the fields that it needs told from those that are there: an administrator may have
 * made one by hand, and called it otherwise.
 */
record ReadyPlan(SyncPlan rules, NeededFields fields) implements SyncPlan {

  @Override
  public String name() {
    return rules.name();
  }

  @Override
  public Connector connector(Side side) {
    return rules.connector(side);
  }

  @Override
  public List<Flow> flows() {
    return rules.flows();
  }

  @Override
  public List<PlanProblem> problems() {
    return rules.problems();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(rules.notes());
    notes.addAll(fields.notes());
    return notes;
  }

  @Override
  public List<PlanProblem> closerProblems() {
    return rules.closerProblems();
  }

  @Override
  public List<String> closerNotes() {
    return rules.closerNotes();
  }

  @Override
  public List<CustomField> needs(Side side) {
    return side == Side.RIGHT ? fields.missing() : List.of(); // P-111
  }

  @Override
  public Map<String, PlanProblem> excludes() {
    return rules.excludes();
  }

  @Override
  public FieldSet reads(Side side) {
    return rules.reads(side);
  }

  @Override
  public String toString() {
    return rules.toString();
  }
}
