package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.UnitBase;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What several attempts at one write were to put. A create that is sent again under its key may
 * bring other contents than the one that was not answered, and either may be the one that was done:
 * both are kept, so that what is found then is an edit only if it is neither's. Pure.
 */
final class Attempts {

  private Attempts() {}

  /** What an attempt is to put, with what the first one was to put as what was there before. */
  static Base again(Base now, Base earlier) {
    Map<String, UnitBase> units = new LinkedHashMap<>();
    now.units()
        .forEach(
            (name, put) -> {
              UnitBase first = earlier.units().get(name);
              units.put(name, first == null ? put : both(put, first(first)));
            });
    return new Base(units, now.lines());
  }

  private static UnitBase both(UnitBase put, UnitBase first) {
    return new UnitBase(put.left(), put.right(), first.left(), first.right());
  }

  private static UnitBase first(UnitBase put) {
    boolean only = put.leftBefore() == null && put.rightBefore() == null;
    return only
        ? UnitBase.of(put.left(), put.right())
        : UnitBase.of(put.leftBefore(), put.rightBefore());
  }

  /**
   * What is agreed of what a create has made and a side now holds: what the attempt put that it is
   * equal to, or else the first one's. Then somebody has changed it since, and perhaps the source
   * too.
   */
  static UnitBase came(UnitBase put, Side made, Print holds) {
    UnitBase last = UnitBase.of(put.left(), put.right());
    return holds.equals(last.on(made)) ? last : first(put);
  }

  /** What an unanswered update was to put and was seen there since: it is what was there before. */
  static UnitBase witnessed(UnitBase put, Side target) {
    return put.after(target, put.on(target));
  }

  /**
   * What is agreed of what an unanswered update was to put, if somebody has changed it since: it
   * was seen there, or, of a pair that was found, it is neither that nor what was there before.
   * Null if nobody has, or nobody can tell.
   */
  static @Nullable UnitBase edited(UnitBase put, Side target, Print holds, boolean found) {
    Print asked = put.on(target);
    Print before = put.before(target);
    if (asked == null || before == null || !asked.comparable(holds)) {
      return null;
    }
    boolean changed = !holds.equals(asked) && !holds.equals(before);
    return changed && (found || before.equals(asked)) ? UnitBase.of(put.left(), put.right()) : null;
  }
}
