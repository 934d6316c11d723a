package dev.syncline.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the codes of two dictionaries.
 *
 * <p>Several left codes may stand for one right code (and the other way round): on the way back the
 * pair named first is the primary one, and a side that already holds one of the codes stays where
 * it is. A code without a pair is {@link #UNMAPPED}, unless {@link #otherwise} names what to take
 * instead. Immutable.
 *
 * @since 0.1
 */
public final class ValueMap implements Lens<String, String> {

  /** The reason of a {@link Put.Skip} for a code without a pair. */
  public static final String UNMAPPED = "UNMAPPED";

  private final Map<String, List<String>> toRight;
  private final Map<String, List<String>> toLeft;
  private final @Nullable String otherwiseRight;
  private final @Nullable String otherwiseLeft;

  private ValueMap(
      Map<String, List<String>> toRight,
      Map<String, List<String>> toLeft,
      @Nullable String otherwiseRight,
      @Nullable String otherwiseLeft) {
    this.toRight = toRight;
    this.toLeft = toLeft;
    this.otherwiseRight = otherwiseRight;
    this.otherwiseLeft = otherwiseLeft;
  }

  /** No pairs yet. */
  public static ValueMap empty() {
    return new ValueMap(Map.of(), Map.of(), null, null);
  }

  /** One pair for each entry, left to right, in the map's order. */
  public static ValueMap of(Map<String, String> pairs) {
    ValueMap map = empty();
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      map = map.pair(pair.getKey(), pair.getValue());
    }
    return map;
  }

  /** The same with one pair more; the first pair of a code is its primary one. */
  public ValueMap pair(String left, String right) {
    return new ValueMap(
        added(toRight, left, right), added(toLeft, right, left), otherwiseRight, otherwiseLeft);
  }

  /** What to take on each side for a code without a pair; null leaves that way unmapped. */
  public ValueMap otherwise(@Nullable String left, @Nullable String right) {
    return new ValueMap(toRight, toLeft, right, left);
  }

  /** The left codes that have a pair. */
  public Set<String> leftCodes() {
    return toRight.keySet();
  }

  /** The right codes that have a pair. */
  public Set<String> rightCodes() {
    return toLeft.keySet();
  }

  @Override
  public Put<String> toRight(String value, Optional<String> held) {
    return put(toRight, value, held, otherwiseRight);
  }

  @Override
  public Put<String> toLeft(String value, Optional<String> held) {
    return put(toLeft, value, held, otherwiseLeft);
  }

  private static Put<String> put(
      Map<String, List<String>> pairs,
      String value,
      Optional<String> held,
      @Nullable String otherwise) {
    List<String> targets = pairs.getOrDefault(value, List.of());
    if (held.isPresent() && targets.contains(held.get())) {
      return Put.value(held.get());
    }
    if (!targets.isEmpty()) {
      return Put.value(targets.get(0));
    }
    return otherwise == null ? Put.skip(UNMAPPED) : Put.value(otherwise);
  }

  private static Map<String, List<String>> added(
      Map<String, List<String>> pairs, String from, String to) {
    Map<String, List<String>> more = new LinkedHashMap<>(pairs);
    List<String> targets = new ArrayList<>(more.getOrDefault(from, List.of()));
    if (!targets.contains(to)) {
      targets.add(to);
    }
    more.put(from, List.copyOf(targets));
    return more;
  }
}
