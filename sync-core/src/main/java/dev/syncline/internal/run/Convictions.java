package dev.syncline.internal.run;

import dev.syncline.internal.base.Prints;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was convicted as gone. It is written down before the feed's position moves on, and carried
 * out only at the end of the run, when it is known how much it is. Not thread-safe.
 */
final class Convictions {

  private final Ledger ledger;
  private final Prints prints;
  private final SeenIds sure = new SeenIds();

  Convictions(Ledger ledger, Prints prints) {
    this.ledger = ledger;
    this.prints = prints;
  }

  /** Writes them down; who was convicted before keeps the moment. */
  void convict(Collection<Convicted> all) {
    if (all.isEmpty()) {
      return;
    }
    Map<String, Convicted> byKey = new LinkedHashMap<>();
    all.forEach(each -> byKey.put(each.key(), each));
    Set<String> known = known(byKey.keySet());
    StoreUpdate.Builder update = ledger.update();
    byKey.forEach(
        (key, each) -> {
          reaffirm(each);
          if (!known.contains(key)) {
            update.put(entry(each));
          }
        });
    ledger.commit(update);
  }

  /** The keys under which somebody is convicted already. */
  Set<String> known(Collection<String> keys) {
    return ledger.entries(Convicted.KIND, keys).stream()
        .map(Entry::key)
        .collect(Collectors.toSet());
  }

  /** A read of this run has said so. */
  void reaffirm(Convicted each) {
    sure.add(prints.element(each.key()));
  }

  /** Whether a read of this run has said so. */
  boolean isSure(Convicted each) {
    return sure.has(prints.element(each.key()));
  }

  /** Those of a flow, in the order of their keys, after a key; an empty key starts. */
  List<Convicted> page(String flow, String after) {
    return ledger.page(Convicted.KIND, Convicted.prefix(flow), after).stream()
        .map(Convicted::of)
        .toList();
  }

  Entry entry(Convicted each) {
    return ledger.entry(Convicted.KIND, each.key(), each.body());
  }

  Entry over(Convicted each) {
    return ledger.gone(Convicted.KIND, each.key());
  }
}
