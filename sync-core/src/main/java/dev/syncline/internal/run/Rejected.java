package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.ProposedPair;
import dev.syncline.Side;
import dev.syncline.store.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs of which a person said that they are none: their keys do not find each other any more.
 * Costs nothing while there are none. Thread-safe.
 */
final class Rejected {

  static final String KIND = "rejected";
  private static final byte[] BODY = {1};
  private static final String BETWEEN = "\u001f";

  private final Ledger ledger;
  private final boolean none;

  /** Looks once whether there are any. */
  Rejected(Ledger ledger) {
    this.ledger = ledger;
    this.none = ledger.page(KIND, "", "").isEmpty();
  }

  boolean isEmpty() {
    return none;
  }

  static String key(String flow, String leftId, String rightId) {
    return flow + "/" + leftId + BETWEEN + rightId;
  }

  static Entry entry(String plan, ProposedPair pair) {
    return new Entry(plan, KIND, key(pair.flow(), pair.leftId(), pair.rightId()), BODY);
  }

  /** Whether an entry is about an entity. */
  static boolean names(Entry entry, ErasedSubjects.Subject each) {
    String prefix = each.flow() + "/";
    if (!entry.key().startsWith(prefix)) {
      return false;
    }
    String ids = entry.key().substring(prefix.length());
    return each.side() == Side.LEFT
        ? ids.startsWith(each.id() + BETWEEN)
        : ids.endsWith(BETWEEN + each.id());
  }

  /** Takes them out of what was found for entities of a side. */
  void leaveOut(Flow flow, Side side, Map<String, Set<String>> hits) {
    if (none) {
      return;
    }
    List<String> all = new ArrayList<>();
    hits.forEach((id, others) -> others.forEach(other -> all.add(key(flow, side, id, other))));
    Set<String> rejected = new HashSet<>();
    ledger.entries(KIND, all).forEach(entry -> rejected.add(entry.key()));
    hits.forEach(
        (id, others) -> others.removeIf(other -> rejected.contains(key(flow, side, id, other))));
  }

  private static String key(Flow flow, Side side, String id, String other) {
    return side == Side.LEFT ? key(flow.name(), id, other) : key(flow.name(), other, id);
  }
}
