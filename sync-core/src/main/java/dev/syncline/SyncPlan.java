package dev.syncline;

import dev.syncline.connector.Connector;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.FieldSet;
import dev.syncline.mapping.MarkerField;
import dev.syncline.model.EntityType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Which entity types of two accounts are kept in step, and by which rules: a value, checkable
 * before anything moves.
 *
 * @since 0.1
 */
public interface SyncPlan {

  /** The plan's name, stable: stores keep everything under it. */
  String name();

  /** The connector of a side. */
  Connector connector(Side side);

  /** The flows, in dependency order: what others refer to comes first. */
  List<Flow> flows();

  /**
   * What has to be right before a run, besides the connections: asked of the dictionaries, which
   * are read by then.
   */
  default List<PlanProblem> problems() {
    return List.of();
  }

  /** What is worth knowing before a run and stops nothing; asked after {@link #problems()}. */
  default List<String> notes() {
    return List.of();
  }

  /**
   * The fields that administrators make and that the plan cannot do without: {@link
   * SyncEngine#check} names those that are missing or of another sort. A rule may name such a field
   * by its name, as in {@code Field.custom(Order.TYPE, "Bitrix24 ID", text())}.
   */
  default List<CustomField> needs(Side side) {
    return List.of();
  }

  /**
   * Whether each of the two accounts is in step with the other one only: {@link SyncEngine#check}
   * refuses a plan that would pair either of them with a third, as long as the first plan's pairing
   * stands. {@link SyncEngine#disconnect} ends it.
   */
  default boolean exclusive() {
    return false;
  }

  /**
   * What a person should see to and a run need not wait for, such as a code that the settings name
   * and nobody has. Only {@link SyncEngine#check} asks: it may cost requests that a run saves.
   */
  default List<PlanProblem> closerProblems() {
    return List.of();
  }

  /** What is worth knowing and costs requests to find out; only {@link SyncEngine#check} asks. */
  default List<String> closerNotes() {
    return List.of();
  }

  /**
   * Names of flows under which nothing of this plan may be linked, each with the problem that it is
   * if something is: the settings said something else when that was done, and what was made then
   * would be made once more. {@link SyncEngine#check} looks.
   */
  default Map<String, PlanProblem> excludes() {
    return Map.of();
  }

  /** Every field that the plan reads on a side. */
  default FieldSet reads(Side side) {
    return FieldSet.of(flows().stream().flatMap(flow -> flow.reads(side).stream()).toList());
  }

  /** Begins a plan. */
  static Naming named(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a plan needs a name");
    }
    return (left, right) -> new Builder(name, left, right);
  }

  /** A plan with a name and no sides yet. */
  interface Naming {

    /** The two accounts. */
    Builder between(Connector left, Connector right);
  }

  /** Collects flows, in dependency order. Not thread-safe. */
  final class Builder {

    private final String name;
    private final Connector left;
    private final Connector right;
    private final List<Flow> flows = new ArrayList<>();
    private final List<Supplier<List<PlanProblem>>> checks = new ArrayList<>();
    private final List<Supplier<List<String>>> notes = new ArrayList<>();
    private final List<Supplier<List<PlanProblem>>> closerChecks = new ArrayList<>();
    private final List<Supplier<List<String>>> closerNotes = new ArrayList<>();
    private final Map<Side, List<CustomField>> needs = new EnumMap<>(Side.class);
    private final Map<String, PlanProblem> excludes = new LinkedHashMap<>();
    private boolean exclusive;

    private Builder(String name, Connector left, Connector right) {
      this.name = name;
      this.left = Objects.requireNonNull(left, "left");
      this.right = Objects.requireNonNull(right, "right");
    }

    /**
     * Adds a flow; what its entities refer to must have been added before.
     *
     * @throws IllegalArgumentException if the plan has a flow of this name, a side has not the
     *     flow's type, or a rule writes a field that marks counterparts
     */
    public Builder flow(Flow flow) {
      for (Flow other : flows) {
        if (other.name().equals(flow.name())) {
          throw new IllegalArgumentException("plan " + name + " has a flow " + flow + " already");
        }
      }
      checkType(left, flow, Side.LEFT);
      checkType(right, flow, Side.RIGHT);
      checkMarker(flow, Side.LEFT);
      checkMarker(flow, Side.RIGHT);
      checkCompanions(left, flow, Side.LEFT);
      checkCompanions(right, flow, Side.RIGHT);
      flows.add(flow);
      return this;
    }

    private static void checkMarker(Flow flow, Side side) {
      flow.marker(side)
          .map(MarkerField::field)
          .filter(
              field ->
                  flow.mapper().units().stream()
                      .anyMatch(
                          unit ->
                              unit.writes(side)
                                  && unit.field(side).filter(field::equals).isPresent()))
          .ifPresent(
              field -> {
                throw new IllegalArgumentException(
                    field + " marks the counterparts of " + flow + ": no rule may write it");
              });
    }

    private static void checkCompanions(Connector connector, Flow flow, Side side) {
      for (EntityType type : flow.mapper().companions(side)) {
        checkType(connector, flow.companions(side, type), side);
      }
    }

    private static void checkType(Connector connector, Flow flow, Side side) {
      if (!connector.entityTypes().contains(flow.type(side))) {
        throw new IllegalArgumentException(
            connector.account()
                + " has no "
                + flow.type(side)
                + "; it has "
                + new LinkedHashSet<>(connector.entityTypes()));
      }
    }

    /** The plan cannot do without this field on a side. */
    public Builder needs(Side side, CustomField field) {
      needs.computeIfAbsent(side, none -> new ArrayList<>()).add(field);
      return this;
    }

    /** Nothing of the plan may be linked under the name of this flow. */
    public Builder excludes(String flow, PlanProblem otherwise) {
      excludes.put(flow, otherwise);
      return this;
    }

    /** Neither account may be in step with a third one. */
    public Builder exclusive() {
      exclusive = true;
      return this;
    }

    /** Adds a check of settings against the dictionaries. */
    public Builder check(Supplier<List<PlanProblem>> check) {
      checks.add(check);
      return this;
    }

    /** Adds a look at settings and dictionaries that says what is worth knowing. */
    public Builder note(Supplier<List<String>> look) {
      notes.add(look);
      return this;
    }

    /** Adds a check that only {@link SyncEngine#check} makes. */
    public Builder closerCheck(Supplier<List<PlanProblem>> check) {
      closerChecks.add(check);
      return this;
    }

    /** Adds a look that only {@link SyncEngine#check} takes. */
    public Builder closerNote(Supplier<List<String>> look) {
      closerNotes.add(look);
      return this;
    }

    /** The plan. */
    public SyncPlan build() {
      return new Built(
          name,
          left,
          right,
          List.copyOf(flows),
          List.copyOf(checks),
          List.copyOf(notes),
          List.copyOf(closerChecks),
          List.copyOf(closerNotes),
          Map.copyOf(needs),
          Map.copyOf(excludes),
          exclusive);
    }
  }

  /** The plan that {@link Builder} makes. */
  record Built(
      String name,
      Connector left,
      Connector right,
      List<Flow> flows,
      List<Supplier<List<PlanProblem>>> checks,
      List<Supplier<List<String>>> looks,
      List<Supplier<List<PlanProblem>>> closerChecks,
      List<Supplier<List<String>>> closerLooks,
      Map<Side, List<CustomField>> needs,
      Map<String, PlanProblem> excludes,
      boolean exclusive)
      implements SyncPlan {

    @Override
    public List<CustomField> needs(Side side) {
      return needs.getOrDefault(side, List.of());
    }

    @Override
    public Connector connector(Side side) {
      return side == Side.LEFT ? left : right;
    }

    @Override
    public List<PlanProblem> problems() {
      return all(checks);
    }

    @Override
    public List<String> notes() {
      return all(looks);
    }

    @Override
    public List<PlanProblem> closerProblems() {
      return all(closerChecks);
    }

    @Override
    public List<String> closerNotes() {
      return all(closerLooks);
    }

    private static <T> List<T> all(List<Supplier<List<T>>> some) {
      return some.stream().flatMap(each -> each.get().stream()).distinct().toList();
    }

    @Override
    public String toString() {
      return "plan \"" + name + "\" " + left.account() + " and " + right.account();
    }
  }
}
