package dev.syncline.internal.base;

import dev.syncline.Side;
import org.jspecify.annotations.Nullable;

/**
 * What both sides last agreed on for one unit.
 *
 * @param left the left side's value; null if it never was known
 * @param right the right side's value; null if it never was known
 * @param leftBefore what the left side held before our last write: seeing it again before the write
 *     has settled is a late view, not an edit
 * @param rightBefore likewise on the right
 */
public record UnitBase(
    @Nullable Print left,
    @Nullable Print right,
    @Nullable Print leftBefore,
    @Nullable Print rightBefore) {

  /** A base without a write of ours. */
  public static UnitBase of(@Nullable Print left, @Nullable Print right) {
    return new UnitBase(left, right, null, null);
  }

  /** A base, by sides. */
  public static UnitBase of(Side side, @Nullable Print mine, @Nullable Print theirs) {
    return side == Side.LEFT ? of(mine, theirs) : of(theirs, mine);
  }

  /** The value on a side. */
  public @Nullable Print on(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /** What a side held before our last write. */
  public @Nullable Print before(Side side) {
    return side == Side.LEFT ? leftBefore : rightBefore;
  }

  /** The same, after a write to a side that held this. */
  public UnitBase after(Side written, @Nullable Print held) {
    return written == Side.LEFT
        ? new UnitBase(left, right, held, rightBefore)
        : new UnitBase(left, right, leftBefore, held);
  }

  /** The same, once nothing shows a side as it was before our last write any more. */
  public UnitBase settled(Side side) {
    return before(side) == null ? this : after(side, null);
  }

  /** The same, with another value on a side. */
  public UnitBase with(Side side, @Nullable Print print) {
    return side == Side.LEFT
        ? new UnitBase(print, right, leftBefore, rightBefore)
        : new UnitBase(left, print, leftBefore, rightBefore);
  }
}
