package dev.syncline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far two accounts agree, pair by pair, as the rules are now and whatever was agreed before. It
 * holds names, ids and reasons only, never values.
 *
 * <p>It looks at pairs: what has no counterpart yet is named by {@link SyncEngine#preview}.
 *
 * @param plan the plan's name
 * @param flows by the flow's name, in the plan's order
 * @param requests what it cost, by side
 * @since 0.1
 */
public record Comparison(String plan, Map<String, OfFlow> flows, Map<Side, Long> requests) {

  /** How many differences of a flow are named; the others are only counted. */
  public static final int DIFFERENCES = 1000;

  /** Keeps its own copies. */
  public Comparison {
    flows = Collections.unmodifiableMap(new LinkedHashMap<>(flows));
    requests = Map.copyOf(requests);
  }

  /**
   * One flow.
   *
   * @param pairs how many pairs are alive
   * @param compared how many of them were looked at
   * @param same how many of those agree in every unit that travels
   * @param differences those that do not, the first {@link #DIFFERENCES} of them
   */
  public record OfFlow(long pairs, long compared, long same, List<Difference> differences) {

    /** Keeps its own copy. */
    public OfFlow {
      differences = List.copyOf(differences);
    }

    /** How many do not agree. */
    public long different() {
      return compared - same;
    }
  }

  /**
   * A pair that does not agree.
   *
   * @param leftId the left native id
   * @param rightId the right native id
   * @param standing what holds for the pair as a whole, such as that one side is gone; empty if
   *     nothing does
   * @param units what differs, and why nothing was done with it, or that the next run carries it
   */
  public record Difference(
      String leftId, String rightId, String standing, List<Explanation.Reason> units) {

    /** Keeps its own copy. */
    public Difference {
      units = List.copyOf(units);
    }

    @Override
    public String toString() {
      return "left "
          + leftId
          + ", right "
          + rightId
          + ": "
          + standing
          + (standing.isEmpty() || units.isEmpty() ? "" : "; ")
          + (units.isEmpty() ? "" : units.toString());
    }
  }

  /** Whether everything that was looked at agrees. */
  public boolean clean() {
    return flows.values().stream().allMatch(flow -> flow.different() == 0);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(plan).append(": ");
    text.append(clean() ? "all that was compared agrees" : "differences found");
    flows.forEach(
        (name, flow) -> {
          text.append("\n  ").append(name).append(": ");
          text.append(flow.compared()).append(" of ").append(flow.pairs()).append(" compared, ");
          text.append(flow.different()).append(" different");
          flow.differences().stream().limit(10).forEach(each -> text.append("\n    ").append(each));
          if (flow.different() > 10) {
            text.append("\n    and ").append(flow.different() - 10).append(" more");
          }
        });
    return text.toString();
  }
}
