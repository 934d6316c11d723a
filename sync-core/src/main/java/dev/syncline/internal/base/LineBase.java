package dev.syncline.internal.base;

import dev.syncline.Side;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pair of lines that stand for each other.
 *
 * @param leftId the left line's id, empty if unknown or unstable
 * @param rightId the right line's id, empty if unknown or unstable
 * @param units what they agree on
 */
public record LineBase(String leftId, String rightId, Map<String, UnitBase> units) {

  /** The id on a side. */
  public String id(Side side) {
    return side == Side.LEFT ? leftId : rightId;
  }

  /** The same, once nothing shows a side as it was before our last write any more. */
  LineBase settled(Side side) {
    Map<String, UnitBase> all = new LinkedHashMap<>(units);
    all.replaceAll((name, unit) -> unit.settled(side));
    return new LineBase(leftId, rightId, all);
  }

  /** The same, with the id of a side. */
  public LineBase withId(Side side, String id) {
    return side == Side.LEFT ? new LineBase(id, rightId, units) : new LineBase(leftId, id, units);
  }
}
