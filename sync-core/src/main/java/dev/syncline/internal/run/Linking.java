package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.ProposedPair.How;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.internal.base.Link;
import dev.syncline.store.Entry;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Links pairs that were found outside of a run, a page a commit; the next run treats them as found
 * pairs. Not thread-safe; used once.
 */
final class Linking {

  /** A pair as it is to be linked. */
  record Found(Flow flow, Link link, How how) {

    String id(Side side) {
      return link.requireId(side);
    }
  }

  private final SyncPlan plan;
  private final Ledger ledger;
  private final Instant now;
  private final boolean begun;
  private final Rejected rejected;
  private final Map<How, Long> linked = new EnumMap<>(How.class);

  Linking(SyncPlan plan, Ledger ledger, Instant now) {
    this.plan = plan;
    this.ledger = ledger;
    this.now = now;
    this.begun = !ledger.page(Ledger.CURSOR, "", "").isEmpty();
    this.rejected = new Rejected(ledger);
  }

  /** How many were linked. */
  long linked() {
    return linked.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many that were found in this way were linked. */
  long linked(How how) {
    return linked.getOrDefault(how, 0L);
  }

  /** Links those of which both are free. */
  void all(List<Found> found) {
    Map<String, List<Found>> byFlow = new LinkedHashMap<>();
    found.forEach(
        each -> byFlow.computeIfAbsent(each.flow().name(), none -> new ArrayList<>()).add(each));
    byFlow.values().forEach(mine -> pages(mine).forEach(this::page));
  }

  private static <T> List<List<T>> pages(List<T> all) {
    List<List<T>> pages = new ArrayList<>();
    for (int from = 0; from < all.size(); from += Ledger.PAGE) {
      pages.add(all.subList(from, Math.min(all.size(), from + Ledger.PAGE)));
    }
    return pages;
  }

  private void page(List<Found> page) {
    ledger.renew();
    List<Found> free = free(page);
    StoreUpdate.Builder update = ledger.update();
    List<String> failures = new ArrayList<>();
    for (Found each : free) {
      update.put(ledger.row(each.flow(), each.link().committed(now, Instant.EPOCH)));
      for (Side side : Side.values()) {
        failures.add(Failures.key(each.flow().name(), side, each.id(side)));
      }
      if (!rejected.isEmpty()) {
        String key = Rejected.key(each.flow().name(), each.id(Side.LEFT), each.id(Side.RIGHT));
        update.remove(ledger.gone(Rejected.KIND, key));
      }
    }
    ledger.entries(Failures.KIND, failures).stream()
        .filter(entry -> Failures.kept(entry).failure().kind() == Failure.Kind.AMBIGUOUS)
        .forEach(update::remove);
    if (begun) {
      free.forEach(this::look);
    }
    ledger.commit(update);
    free.forEach(each -> linked.merge(each.how(), 1L, Long::sum));
  }

  /** Feeds that were read already show nobody again by themselves. */
  private void look(Found each) {
    String type = each.flow().type(Side.LEFT).name();
    ledger
        .store()
        .offer(
            new Notice(plan.name(), 0, Side.LEFT, type, each.id(Side.LEFT), false, Instant.EPOCH));
  }

  private List<Found> free(List<Found> page) {
    Map<Side, Set<String>> taken = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      List<String> ids = page.stream().map(each -> each.id(side)).toList();
      taken.put(side, new HashSet<>(ledger.links(page.get(0).flow(), side, ids).keySet()));
    }
    List<Found> free = new ArrayList<>();
    for (Found each : page) {
      if (taken.entrySet().stream().noneMatch(of -> of.getValue().contains(each.id(of.getKey())))) {
        taken.forEach((side, ids) -> ids.add(each.id(side)));
        free.add(each);
      }
    }
    return free;
  }

  /** Writes down what a person has to decide, unless something else is known of it already. */
  void open(List<Failures.Kept> doubtful) {
    for (List<Failures.Kept> page : pages(doubtful)) {
      ledger.renew();
      StoreUpdate.Builder update = ledger.update();
      List<Entry> entries = page.stream().map(Failures::entry).toList();
      Set<String> known = new HashSet<>();
      ledger
          .entries(Failures.KIND, entries.stream().map(Entry::key).toList())
          .forEach(entry -> known.add(entry.key()));
      entries.stream().filter(entry -> !known.contains(entry.key())).forEach(update::put);
      ledger.commit(update);
    }
  }
}
