package dev.syncline;

import java.util.Locale;
import java.util.Objects;

/**
 * Two entities that were found to stand for each other, before anybody has linked them. It holds
 * names and ids, never values: a host may keep it, show it and hand it back.
 *
 * @param flow the flow's name
 * @param leftId the native id on the left
 * @param rightId the native id on the right
 * @param how how sure that is
 * @param by what they were found by: the fields of the key, such as {@code sku} or {@code
 *     name+category}, the marker field, or the side that carries the marker of our own create
 * @since 0.1
 */
public record ProposedPair(String flow, String leftId, String rightId, How how, String by) {

  /** How two were found, the surest first. */
  public enum How {
    /** One of them names the other: by the marker of our own create, or in a marker field. */
    MARKED,
    /** The key's values are equal as they stand. */
    EXACT,
    /**
     * The key's values are equal once phones, e-mails, case and spaces are in their normal form.
     */
    NORMALISED
  }

  /** Nothing of it is missing. */
  public ProposedPair {
    Objects.requireNonNull(flow);
    Objects.requireNonNull(leftId);
    Objects.requireNonNull(rightId);
    Objects.requireNonNull(how);
    Objects.requireNonNull(by);
  }

  /** The native id on a side. */
  public String id(Side side) {
    return side == Side.LEFT ? leftId : rightId;
  }

  @Override
  public String toString() {
    return flow
        + " "
        + leftId
        + " = "
        + rightId
        + ", "
        + how.name().toLowerCase(Locale.ROOT)
        + " by "
        + by;
  }
}
