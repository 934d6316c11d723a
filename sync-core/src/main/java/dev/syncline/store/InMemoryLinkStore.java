package dev.syncline.store;

import dev.syncline.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store in the process's memory, for tests and trials: everything is lost with the process.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class InMemoryLinkStore implements LinkStore {

  private record FlowKey(String plan, String flow) {}

  private record EntryKey(String scope, String kind) {}

  private static final class FlowLinks {
    final NavigableMap<String, LinkRow> byKey = new TreeMap<>();
    final Map<String, String> leftToKey = new HashMap<>();
    final Map<String, String> rightToKey = new HashMap<>();

    Map<String, String> ids(Side side) {
      return side == Side.LEFT ? leftToKey : rightToKey;
    }

    void put(LinkRow row) {
      remove(row.key());
      byKey.put(row.key(), row);
      row.id(Side.LEFT).ifPresent(id -> leftToKey.put(id, row.key()));
      row.id(Side.RIGHT).ifPresent(id -> rightToKey.put(id, row.key()));
    }

    void remove(String key) {
      LinkRow old = byKey.remove(key);
      if (old != null) {
        old.id(Side.LEFT).ifPresent(id -> leftToKey.remove(id, key));
        old.id(Side.RIGHT).ifPresent(id -> rightToKey.remove(id, key));
      }
    }
  }

  private final Map<String, Lease> leases = new HashMap<>();
  private final Map<FlowKey, FlowLinks> links = new HashMap<>();
  private final Map<EntryKey, NavigableMap<String, Entry>> entries = new HashMap<>();
  private final Map<String, NavigableMap<Long, Notice>> notices = new HashMap<>();
  private final Map<String, Deque<JournalRow>> journal = new HashMap<>();
  private long noticeSequence;

  /** An empty store. */
  public InMemoryLinkStore() {}

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public synchronized Optional<Lease> lease(
      String resource, String holder, Instant now, Duration length) {
    Lease old = leases.get(resource);
    boolean mine = old != null && old.holder().equals(holder);
    if (old != null && !mine && old.until().isAfter(now)) {
      return Optional.empty();
    }
    long fence = old == null ? 1 : mine ? old.fence() : old.fence() + 1;
    Lease taken = new Lease(resource, holder, fence, now.plus(length));
    leases.put(resource, taken);
    return Optional.of(taken);
  }

  @Override
  public synchronized void release(Lease lease) {
    Lease now = leases.get(lease.resource());
    if (now != null && now.fence() == lease.fence() && now.holder().equals(lease.holder())) {
      leases.put(lease.resource(), new Lease(lease.resource(), "", lease.fence(), Instant.MIN));
    }
  }

  @Override
  public synchronized void commit(StoreUpdate update) {
    update.fences().forEach(this::checkFence);
    Trial trial = new Trial();
    update.removedLinks().forEach(trial::remove);
    update.links().forEach(trial::put);
    checkNew(update.newEntries());
    update.removedLinks().forEach(row -> flow(row.plan(), row.flow()).remove(row.key()));
    update.links().forEach(row -> flow(row.plan(), row.flow()).put(row.at(row.revision() + 1)));
    update.entries().forEach(entry -> kind(entry).put(entry.key(), entry));
    update.newEntries().forEach(entry -> kind(entry).put(entry.key(), entry));
    update.removedEntries().forEach(entry -> kind(entry).remove(entry.key()));
    update.clearedNotices().forEach(notice -> noticesOf(notice.plan()).remove(notice.sequence()));
    update.erasedJournal().forEach(this::erase);
    update.journal().forEach(this::note);
  }

  private void checkFence(Lease fence) {
    Lease now = leases.get(fence.resource());
    if (now == null || now.fence() != fence.fence() || !now.holder().equals(fence.holder())) {
      throw new StoreConflict(
          StoreConflict.Cause.LEASE_LOST, fence.resource() + " is held by somebody else now");
    }
  }

  /**
   * An update's links, row after row, as they would come to be: removals first, nothing changed.
   */
  private final class Trial {

    private record Owned(FlowKey flow, Side side, String id) {}

    private record Named(FlowKey flow, String key) {}

    private final Map<Named, Optional<LinkRow>> rows = new HashMap<>();
    private final Map<Owned, Optional<String>> owners = new HashMap<>();

    void remove(LinkRow row) {
      free(checked(row));
      rows.put(named(row), Optional.empty());
    }

    void put(LinkRow row) {
      free(checked(row));
      for (Side side : Side.values()) {
        row.id(side).ifPresent(id -> own(row, side, id));
      }
      rows.put(named(row), Optional.of(row.at(row.revision() + 1)));
    }

    private Optional<LinkRow> checked(LinkRow row) {
      Optional<LinkRow> old =
          rows.getOrDefault(
              named(row), Optional.ofNullable(flow(row.plan(), row.flow()).byKey.get(row.key())));
      if (old.map(LinkRow::revision).orElse(0L) != row.revision()) {
        throw new StoreConflict(
            StoreConflict.Cause.LINK_CHANGED, row.flow() + " link " + row.key() + " has changed");
      }
      return old;
    }

    private void free(Optional<LinkRow> old) {
      for (Side side : Side.values()) {
        old.flatMap(row -> row.id(side))
            .ifPresent(id -> owners.put(owned(old.orElseThrow(), side, id), Optional.empty()));
      }
    }

    private void own(LinkRow row, Side side, String id) {
      Owned place = owned(row, side, id);
      Optional<String> owner =
          owners.getOrDefault(
              place, Optional.ofNullable(flow(row.plan(), row.flow()).ids(side).get(id)));
      if (owner.isPresent() && !owner.get().equals(row.key())) {
        throw new StoreConflict(
            StoreConflict.Cause.LINK_CHANGED,
            row.flow() + " " + id + " (" + side.word() + ") is linked already");
      }
      owners.put(place, Optional.of(row.key()));
    }

    private static Named named(LinkRow row) {
      return new Named(new FlowKey(row.plan(), row.flow()), row.key());
    }

    private static Owned owned(LinkRow row, Side side, String id) {
      return new Owned(new FlowKey(row.plan(), row.flow()), side, id);
    }
  }

  private void checkNew(List<Entry> newEntries) {
    Set<List<String>> seen = new HashSet<>();
    for (Entry entry : newEntries) {
      boolean twice = !seen.add(List.of(entry.scope(), entry.kind(), entry.key()));
      if (twice || kind(entry).containsKey(entry.key())) {
        throw new StoreConflict(
            StoreConflict.Cause.ENTRY_EXISTS, entry.kind() + " " + entry.key() + " exists");
      }
    }
  }

  private void erase(JournalErasure erased) {
    journal.getOrDefault(erased.plan(), new ArrayDeque<>()).removeIf(erased::concerns);
  }

  private void note(JournalRow row) {
    Deque<JournalRow> rows = journal.computeIfAbsent(row.plan(), plan -> new ArrayDeque<>());
    rows.addFirst(row);
    if (rows.size() > JOURNAL_ROWS) {
      rows.removeLast();
    }
  }

  @Override
  public synchronized long offer(Notice notice) {
    long number = ++noticeSequence;
    noticesOf(notice.plan()).put(number, notice.numbered(number));
    return number;
  }

  @Override
  public synchronized List<LinkRow> links(
      String plan, String flow, Side side, Collection<String> ids) {
    FlowLinks all = flow(plan, flow);
    List<LinkRow> found = new ArrayList<>();
    for (String id : new LinkedHashSet<>(ids)) {
      @Nullable String key = all.ids(side).get(id);
      if (key != null) {
        found.add(all.byKey.get(key));
      }
    }
    return found;
  }

  @Override
  public synchronized List<LinkRow> scanLinks(
      String plan, String flow, String afterKey, int limit) {
    return head(flow(plan, flow).byKey.tailMap(afterKey, false), limit);
  }

  @Override
  public synchronized List<Entry> entries(String scope, String kind, Collection<String> keys) {
    NavigableMap<String, Entry> all = entriesOf(scope, kind);
    return keys.stream().distinct().filter(all::containsKey).map(all::get).toList();
  }

  @Override
  public synchronized List<Entry> scanEntries(
      String scope, String kind, String afterKey, int limit) {
    return head(entriesOf(scope, kind).tailMap(afterKey, false), limit);
  }

  @Override
  public synchronized List<Notice> notices(String plan, int limit) {
    return head(noticesOf(plan), limit);
  }

  @Override
  public synchronized List<JournalRow> journal(
      String plan, String flow, Side side, String id, int limit) {
    return journal.getOrDefault(plan, new ArrayDeque<>()).stream()
        .filter(row -> row.flow().equals(flow) && row.side() == side && row.id().equals(id))
        .limit(limit)
        .toList();
  }

  @Override
  public void close() {}

  private FlowLinks flow(String plan, String flow) {
    return links.computeIfAbsent(new FlowKey(plan, flow), key -> new FlowLinks());
  }

  private NavigableMap<String, Entry> kind(Entry entry) {
    return entriesOf(entry.scope(), entry.kind());
  }

  private NavigableMap<String, Entry> entriesOf(String scope, String kind) {
    return entries.computeIfAbsent(new EntryKey(scope, kind), key -> new TreeMap<>());
  }

  private NavigableMap<Long, Notice> noticesOf(String plan) {
    return notices.computeIfAbsent(plan, key -> new TreeMap<>());
  }

  private static <K, V> List<V> head(NavigableMap<K, V> rows, int limit) {
    List<V> head = new ArrayList<>(Math.min(limit, rows.size()));
    for (Iterator<V> each = rows.values().iterator(); each.hasNext() && head.size() < limit; ) {
      head.add(each.next());
    }
    return head;
  }
}
