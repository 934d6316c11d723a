package dev.syncline.examples.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What a comparison found.
 *
 * @param byType the counts of each entity type, in the table's order
 * @param findings the first findings of each type in words, at most {@link #MOST_FINDINGS} of each
 * @since 0.1
 */
public record Compared(Map<String, Counts> byType, List<String> findings) {

  /** How many findings of each type are put into words. */
  public static final int MOST_FINDINGS = 10;

  /** Keeps its own copies. */
  public Compared {
    byType = Collections.unmodifiableMap(new LinkedHashMap<>(byType));
    findings = List.copyOf(findings);
  }

  /**
   * The counts of one type.
   *
   * @param pairs entities that are on both sides
   * @param fields fields compared
   * @param missing entities that one side lacks
   * @param different fields that say different things
   * @param duplicates entities that a side has once too often
   */
  public record Counts(long pairs, long fields, long missing, long different, long duplicates) {}

  /** Entities that are on both sides. */
  @JsonProperty
  public long pairs() {
    return sum(Counts::pairs);
  }

  /** Fields compared. */
  @JsonProperty
  public long fields() {
    return sum(Counts::fields);
  }

  /** Entities that one side lacks. */
  @JsonProperty
  public long missing() {
    return sum(Counts::missing);
  }

  /** Fields that say different things. */
  @JsonProperty
  public long different() {
    return sum(Counts::different);
  }

  /** Entities that a side has once too often. */
  @JsonProperty
  public long duplicates() {
    return sum(Counts::duplicates);
  }

  /** Whether nothing was found, of something. */
  @JsonIgnore
  public boolean clean() {
    return pairs() > 0 && missing() == 0 && different() == 0 && duplicates() == 0;
  }

  private long sum(ToLongFunction<Counts> count) {
    return byType.values().stream().mapToLong(count).sum();
  }
}
