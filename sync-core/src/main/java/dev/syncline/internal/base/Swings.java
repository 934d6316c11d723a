package dev.syncline.internal.base;

import dev.syncline.Side;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the units of a pair were written lately, in prints: enough to tell a unit that somebody keeps
 * turning back from one that people edit. Immutable.
 *
 * @param all the newest last
 */
public record Swings(List<Swing> all) {

  /** Nothing was written lately. */
  public static final Swings NONE = new Swings(List.of());

  private static final int KEPT_OF_A_UNIT = 8;
  private static final long NOTHING = 0;

  /**
   * One write of a unit.
   *
   * @param unit the unit's name
   * @param target the side that was written
   * @param at when
   * @param back whether the unit went back to an earlier value, against somebody
   * @param held what the target held
   * @param put what it was given
   * @param left what had been agreed of the left side
   * @param right what had been agreed of the right side
   */
  public record Swing(
      String unit,
      Side target,
      Instant at,
      boolean back,
      long held,
      long put,
      long left,
      long right) {

    private long agreed(Side side) {
      return side == Side.LEFT ? left : right;
    }
  }

  /** Keeps its own copy. */
  public Swings {
    all = List.copyOf(all);
  }

  /**
   * Whether a write would take a unit back to where it was, against somebody: the target was turned
   * to a value that we had overwritten before, and is given ours once more; or the last write went
   * the other way. Whoever toggles a value to and fro on one side does neither.
   *
   * @param agreed before the write
   * @param drafted what is agreed once it is done
   * @param since what was earlier does not count
   */
  public boolean isBack(String unit, Side target, Base agreed, Base drafted, Instant since) {
    List<Swing> lately = lately(unit, since);
    long put = print(drafted, unit, target);
    if (lately.isEmpty() || put == NOTHING) {
      return false;
    }
    long held = held(drafted, unit, target);
    long believed = print(agreed, unit, target);
    boolean undone =
        held != believed
            && lately.stream()
                .filter(each -> each.target() == target && each.held() == held)
                .anyMatch(each -> put == believed || each.put() == put);
    boolean turned =
        lately.get(lately.size() - 1).target() != target
            && lately.stream().anyMatch(each -> each.agreed(target) == put);
    return undone || turned;
  }

  /** How often a unit went back since then. */
  public long backs(String unit, Instant since) {
    return lately(unit, since).stream().filter(Swing::back).count();
  }

  private List<Swing> lately(String unit, Instant since) {
    return all.stream()
        .filter(each -> each.unit().equals(unit) && each.at().isAfter(since))
        .toList();
  }

  /** The same with what a write did to these units; what was before {@code since} is forgotten. */
  public Swings with(
      Set<String> units, Side target, Base agreed, Base drafted, Instant now, Instant since) {
    List<Swing> kept = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    all.forEach(each -> names.add(each.unit()));
    for (String unit : names) {
      List<Swing> lately = lately(unit, since);
      boolean grows = units.contains(unit);
      int room = grows ? KEPT_OF_A_UNIT - 1 : KEPT_OF_A_UNIT;
      kept.addAll(lately.subList(Math.max(0, lately.size() - room), lately.size()));
    }
    for (String unit : units) {
      kept.add(
          new Swing(
              unit,
              target,
              now,
              isBack(unit, target, agreed, drafted, since),
              held(drafted, unit, target),
              print(drafted, unit, target),
              print(agreed, unit, Side.LEFT),
              print(agreed, unit, Side.RIGHT)));
    }
    return new Swings(kept);
  }

  /** The same, as if a unit had not been written. */
  public Swings without(String unit) {
    return new Swings(all.stream().filter(each -> !each.unit().equals(unit)).toList());
  }

  private static long print(Base base, String unit, Side side) {
    UnitBase its = base.units().get(unit);
    return its != null ? print(its.on(side)) : lines(base, unit, side, false);
  }

  private static long held(Base base, String unit, Side side) {
    UnitBase its = base.units().get(unit);
    return its != null ? print(its.before(side)) : lines(base, unit, side, true);
  }

  private static long lines(Base base, String unit, Side side, boolean before) {
    List<LineBase> lines = base.lines().get(unit);
    if (lines == null) {
      return NOTHING;
    }
    long all = 1L + lines.size();
    for (LineBase line : lines) {
      long one = 1;
      for (Map.Entry<String, UnitBase> each : new TreeMap<>(line.units()).entrySet()) {
        UnitBase its = each.getValue();
        one =
            mixed(
                mixed(one, each.getKey().hashCode()),
                print(before ? its.before(side) : its.on(side)));
      }
      all += mixed(one, lines.size());
    }
    return all;
  }

  private static long print(@Nullable Print print) {
    if (print == null) {
      return NOTHING;
    }
    long all = mixed(1, print.version());
    for (long element : print.elements()) {
      all = mixed(all, element);
    }
    return all == NOTHING ? 1 : all;
  }

  private static long mixed(long one, long other) {
    long mixed = (one ^ other) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }

  void to(DataOutputStream out) throws IOException {
    out.writeShort(all.size());
    for (Swing each : all) {
      out.writeUTF(each.unit());
      BaseBytes.writeEnum(out, each.target());
      out.writeLong(each.at().toEpochMilli());
      out.writeBoolean(each.back());
      out.writeLong(each.held());
      out.writeLong(each.put());
      out.writeLong(each.left());
      out.writeLong(each.right());
    }
  }

  static Swings from(DataInputStream in) throws IOException {
    int count = in.readShort();
    List<Swing> all = new ArrayList<>(count);
    for (int each = 0; each < count; each++) {
      all.add(
          new Swing(
              in.readUTF(),
              BaseBytes.readEnum(in, Side.class),
              Instant.ofEpochMilli(in.readLong()),
              in.readBoolean(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong()));
    }
    return new Swings(all);
  }
}
