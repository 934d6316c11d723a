package dev.syncline.internal.run;

import dev.syncline.connector.MatchKey;
import dev.syncline.internal.base.Prints;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The match keys of one account under which something is being made: by whichever plan, flow or
 * run. A search cannot show yet what was made a moment ago, and two plans that bring one customer
 * would make two.
 *
 * <p>They are read when a run first looks for a counterpart or makes something, and again if the
 * account was somebody else's meanwhile: whoever works under its lease is the only one that changes
 * them. Those that are over go with the next commits, so there are never many more than were made
 * within the longest settle time. Thread-safe.
 */
final class Reservations {

  private static final int SWEPT_AT_ONCE = 500;
  private static final int PAGE = 500;
  private static final String UNIT = "\u001f";

  private final Ledger ledger;
  private final String account;
  private final Prints prints;
  private @Nullable Map<String, Reservation> known;
  private long knownUnder;

  /** {@code prints} are made with the account's secret: every plan's are equal. */
  Reservations(Ledger ledger, String account, Prints prints) {
    this.ledger = ledger;
    this.account = account;
    this.prints = prints;
  }

  /** Whether there are none at all. */
  synchronized boolean isEmpty() {
    return known().isEmpty();
  }

  /** Those of these keys that are reserved at this moment. */
  synchronized Map<MatchKey, Reservation> live(Collection<MatchKey> keys, Instant now) {
    Map<MatchKey, Reservation> live = new LinkedHashMap<>();
    if (!known().isEmpty()) {
      for (MatchKey key : keys) {
        Reservation found = known().get(print(key));
        if (found != null && found.until().isAfter(now)) {
          live.put(key, found);
        }
      }
    }
    return live;
  }

  /** Reserves the keys of a create that is about to leave; an earlier attempt's are given back. */
  synchronized void reserve(Planned create, Instant until, StoreUpdate.Builder update) {
    Set<String> keys = prints(create);
    Set<String> earlier = new LinkedHashSet<>(create.reserved());
    earlier.removeAll(keys);
    earlier.forEach(key -> drop(of(key, create, "", until), update));
    create.reserves(keys);
    keys.forEach(key -> put(of(key, create, "", until), update));
  }

  /** What was made has this id, and a search may miss it until then. */
  synchronized void made(Planned create, String id, Instant until, StoreUpdate.Builder update) {
    for (String key : reserved(create)) {
      Reservation made = of(key, create, id, until);
      Reservation before = known().get(key);
      if (before != null && before.sameHolder(made)) {
        put(made, update);
      }
    }
  }

  /** It is not known whether it was made, and nothing is provable before then. */
  synchronized void unknown(Planned create, Instant until, StoreUpdate.Builder update) {
    made(create, "", until, update);
  }

  /** Nothing was made, or every search shows it. */
  synchronized void over(Planned create, StoreUpdate.Builder update) {
    reserved(create).forEach(key -> drop(of(key, create, "", Instant.EPOCH), update));
  }

  /** Takes away some of those that have ended; the oldest stand first. */
  synchronized void sweep(Instant now, StoreUpdate.Builder update) {
    if (known == null) {
      return;
    }
    int swept = 0;
    Iterator<Reservation> each = known.values().iterator();
    while (swept < SWEPT_AT_ONCE && each.hasNext()) {
      Reservation oldest = each.next();
      if (oldest.until().isAfter(now)) {
        return;
      }
      update.remove(gone(oldest.key()));
      each.remove();
      swept++;
    }
  }

  /** What this attempt has reserved, or an earlier run for the same. */
  private Set<String> reserved(Planned create) {
    return create.reserved().isEmpty() ? prints(create) : create.reserved();
  }

  private Set<String> prints(Planned create) {
    Set<String> keys = new LinkedHashSet<>();
    create.keys(prints.phones()).forEach(key -> keys.add(print(key)));
    return keys;
  }

  private Reservation of(String key, Planned create, String id, Instant until) {
    return new Reservation(
        key,
        create.write().key().plan(),
        create.flow().name(),
        create.source(),
        create.sourceId(),
        id,
        until);
  }

  /** The newest stands last. */
  private void put(Reservation reservation, StoreUpdate.Builder update) {
    known().remove(reservation.key());
    known().put(reservation.key(), reservation);
    update.put(reservation.entry(account));
  }

  private void drop(Reservation mine, StoreUpdate.Builder update) {
    Reservation held = known().get(mine.key());
    if (held != null && held.sameHolder(mine)) {
      known().remove(mine.key());
      update.remove(gone(mine.key()));
    }
  }

  private Entry gone(String key) {
    return new Entry(account, Reservation.KIND, key, new byte[0]);
  }

  private String print(MatchKey key) {
    return prints.key(key.type().name() + UNIT + key.canonical());
  }

  private Map<String, Reservation> known() {
    Map<String, Reservation> all = known;
    long fence = ledger.fence(Runs.resource(account)).orElse(0);
    if (all == null || knownUnder != fence) {
      all = read();
      known = all;
      knownUnder = fence;
    }
    return all;
  }

  private Map<String, Reservation> read() {
    Map<String, Reservation> byKey = new LinkedHashMap<>();
    String after = "";
    List<Entry> page;
    do {
      page = ledger.store().scanEntries(account, Reservation.KIND, after, PAGE);
      page.forEach(entry -> byKey.put(entry.key(), Reservation.of(entry)));
      after = page.isEmpty() ? after : page.get(page.size() - 1).key();
    } while (page.size() == PAGE);
    Map<String, Reservation> oldestFirst = new LinkedHashMap<>();
    byKey.values().stream()
        .sorted(Comparator.comparing(Reservation::until))
        .forEach(each -> oldestFirst.put(each.key(), each));
    return oldestFirst;
  }
}
