package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A flow's first enumeration that needs more than one slice: how much each side has shown of itself
 * so far. It is kept in the store and so goes on after a crash. Not thread-safe: used by the thread
 * of the run.
 */
final class FirstLook {

  static final String KIND = "enumeration";
  private static final String LOOSE = "loose";

  /** What a side has shown. */
  enum Shown {
    /** More is to come. */
    SOME,
    /** Every entity. */
    ALL,
    /** All that it shows, which need not be all that it has. */
    NOT_ALL
  }

  private final Flow flow;
  private final Map<Side, Shown> shown = new EnumMap<>(Side.class);
  private final Map<Side, Integer> passes = new EnumMap<>(Side.class);
  private boolean loose;

  private FirstLook(Flow flow) {
    this.flow = flow;
  }

  static FirstLook begun(Flow flow) {
    FirstLook begun = new FirstLook(flow);
    for (Side side : Side.values()) {
      begun.shown.put(side, Shown.SOME);
    }
    return begun;
  }

  static List<String> keys(Flow flow) {
    return List.of(key(flow, "left"), key(flow, "right"), key(flow, LOOSE));
  }

  private static String key(Flow flow, String what) {
    return flow.name() + "/" + what;
  }

  /** Goes on with what the store has kept. */
  static FirstLook of(Flow flow, Map<String, Entry> kept) {
    FirstLook again = begun(flow);
    for (Side side : Side.values()) {
      Entry entry = kept.get(key(flow, side.word()));
      if (entry != null) {
        String text = new String(entry.body(), StandardCharsets.UTF_8);
        again.shown.put(side, Shown.valueOf(text));
      }
    }
    again.loose = kept.containsKey(key(flow, LOOSE));
    return again;
  }

  /** What came to be since an earlier run has to be read before a side is known again. */
  Shown shown(Side side) {
    Shown told = Objects.requireNonNull(shown.get(side));
    return told == Shown.ALL && !isRead(side) ? Shown.SOME : told;
  }

  /** Whether this run has read a side to its end. */
  boolean isRead(Side side) {
    return passes.containsKey(side);
  }

  /** A side was read to its end, when the accounts had been passed on so often. */
  void read(Side side, int passed) {
    passes.put(side, passed);
  }

  /**
   * Whether every entity of a side is in the index: nobody else has had the account since it was
   * read.
   */
  boolean knows(Side side, int passed) {
    return shown(side) == Shown.ALL && Objects.requireNonNull(passes.get(side)) == passed;
  }

  void shows(Side side, Shown now) {
    shown.put(side, now);
  }

  boolean ended() {
    return !shown.containsValue(Shown.SOME);
  }

  /** Whether some on the left were set aside that could not be looked for by all of their keys. */
  boolean loose() {
    return loose;
  }

  void loosen(Ledger ledger, StoreUpdate.Builder update) {
    loose = true;
    update.put(ledger.entry(KIND, key(flow, LOOSE), new byte[0]));
  }

  /** How far the sides have come, as entries of an update. */
  void put(Ledger ledger, StoreUpdate.Builder update) {
    shown.forEach(
        (side, now) ->
            update.put(
                ledger.entry(
                    KIND, key(flow, side.word()), now.name().getBytes(StandardCharsets.UTF_8))));
  }

  void remove(Ledger ledger, StoreUpdate.Builder update) {
    keys(flow).forEach(key -> update.remove(ledger.gone(KIND, key)));
  }
}
