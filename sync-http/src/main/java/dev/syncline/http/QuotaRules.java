package dev.syncline.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All limits of one account, as a value.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class QuotaRules {

  private static final QuotaRules NONE = new QuotaRules(builder(), true);

  private final List<QuotaRule> rules;
  private final Map<String, Integer> parallel;
  private final Set<String> lanes;
  private final @Nullable Duration patience;
  private final boolean anyName;

  private QuotaRules(Builder from, boolean anyName) {
    this.rules = List.copyOf(from.rules);
    this.parallel = Map.copyOf(from.parallel);
    this.lanes = Set.copyOf(from.lanes);
    this.patience = from.patience;
    this.anyName = anyName;
  }

  /** No limit at all, whatever a call says it costs. */
  public static QuotaRules none() {
    return NONE;
  }

  /** Begins without a limit. */
  public static Builder builder() {
    return new Builder();
  }

  /** The windows, in the order they were added. */
  public List<QuotaRule> rules() {
    return rules;
  }

  /** How many calls may be under way at once, by name. */
  public Map<String, Integer> parallel() {
    return parallel;
  }

  /**
   * How long a call may wait; longer is {@code QuotaExhausted}. Empty means as long as it takes.
   */
  public Optional<Duration> patience() {
    return Optional.ofNullable(patience);
  }

  /** Whether a call may name this quota; {@code lane:anything} belongs to the lane. */
  boolean knows(String name) {
    int colon = name.indexOf(':');
    return anyName
        || parallel.containsKey(name)
        || rules.stream().anyMatch(rule -> rule.name().equals(name))
        || (colon > 0 && lanes.contains(name.substring(0, colon)));
  }

  /** Collects the limits; checks each when it is added. Not thread-safe. */
  public static final class Builder {

    private final List<QuotaRule> rules = new ArrayList<>();
    private final Map<String, Integer> parallel = new LinkedHashMap<>();
    private final Set<String> lanes = new LinkedHashSet<>();
    private @Nullable Duration patience;

    private Builder() {}

    /** Adds a window. */
    public Builder add(QuotaRule rule) {
      if (rules.stream().anyMatch(known -> known.name().equals(rule.name()))) {
        throw new IllegalArgumentException("two rules for the quota " + rule.name());
      }
      rules.add(rule);
      return this;
    }

    /** Limits how many calls that name this quota are under way at once. */
    public Builder parallel(String name, int atMost) {
      if (atMost < 1) {
        throw new IllegalArgumentException("no call of " + name + " could ever start");
      }
      parallel.put(name, atMost);
      return this;
    }

    /**
     * Allows quotas {@code name:anything} that have no window but can be paused, one for each
     * method, say.
     */
    public Builder lanes(String name) {
      lanes.add(name);
      return this;
    }

    /** Limits how long a call waits for all its quotas. */
    public Builder patience(Duration atMost) {
      this.patience = HttpCall.positive(atMost);
      return this;
    }

    /** The limits. */
    public QuotaRules build() {
      return new QuotaRules(this, false);
    }
  }
}
