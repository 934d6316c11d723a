package dev.syncline.internal.base;

import dev.syncline.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What both sides of a link last agreed on, never as values.
 *
 * @param units by the unit's name
 * @param lines pairs of lines, by the unit's name
 */
public record Base(Map<String, UnitBase> units, Map<String, List<LineBase>> lines) {

  /** Nothing was ever agreed. */
  public static final Base NONE = new Base(Map.of(), Map.of());

  /** The same, overlaid with newer agreements. */
  public Base with(Base newer) {
    Map<String, UnitBase> allUnits = new LinkedHashMap<>(units);
    allUnits.putAll(newer.units);
    Map<String, List<LineBase>> allLines = new LinkedHashMap<>(lines);
    allLines.putAll(newer.lines);
    return new Base(allUnits, allLines);
  }

  /** The same, once nothing shows a side as it was before our last write any more. */
  public Base settled(Side side) {
    Map<String, UnitBase> allUnits = new LinkedHashMap<>(units);
    allUnits.replaceAll((name, unit) -> unit.settled(side));
    Map<String, List<LineBase>> allLines = new LinkedHashMap<>(lines);
    allLines.replaceAll((name, all) -> all.stream().map(line -> line.settled(side)).toList());
    return new Base(allUnits, allLines);
  }

  /** Whether nothing is agreed. */
  public boolean isEmpty() {
    return units.isEmpty() && lines.isEmpty();
  }
}
