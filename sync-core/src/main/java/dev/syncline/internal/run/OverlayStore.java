package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.store.Entry;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.JournalRow;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A store that reads through to another and keeps what is written to itself: nothing below ever
 * changes.
 */
final class OverlayStore implements LinkStore {

  private final LinkStore below;
  private final InMemoryLinkStore own = new InMemoryLinkStore();
  private final Set<String> removed = new HashSet<>();

  OverlayStore(LinkStore below) {
    this.below = below;
  }

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public Optional<Lease> lease(String resource, String holder, Instant now, Duration length) {
    return own.lease(resource, holder, now, length);
  }

  @Override
  public void release(Lease lease) {
    own.release(lease);
  }

  /**
   * Revisions are those of the store below, so a link that is put for the first time counts as new
   * here.
   */
  @Override
  public synchronized void commit(StoreUpdate update) {
    StoreUpdate.Builder mine = StoreUpdate.under(update.fences());
    for (LinkRow row : update.links()) {
      mine.put(row.at(ownRevision(row)));
    }
    update.entries().forEach(mine::put);
    update.newEntries().forEach(mine::put);
    update.removedEntries().forEach(mine::remove);
    own.commit(mine.build());
    for (Entry entry : update.removedEntries()) {
      if (!below.entries(entry.scope(), entry.kind(), List.of(entry.key())).isEmpty()) {
        removed.add(name(entry));
      }
    }
    update.entries().forEach(entry -> removed.remove(name(entry)));
    update.newEntries().forEach(entry -> removed.remove(name(entry)));
  }

  private static String name(Entry entry) {
    return entry.scope() + "/" + entry.kind() + "/" + entry.key();
  }

  /** What is not there is looked for behind its page. */
  private List<Entry> below(String scope, String kind, String afterKey, int limit) {
    List<Entry> shown = new ArrayList<>();
    String after = afterKey;
    while (true) {
      List<Entry> page = below.scanEntries(scope, kind, after, limit);
      page.stream().filter(entry -> !removed.contains(name(entry))).forEach(shown::add);
      if (page.size() < limit || shown.size() >= limit) {
        return shown;
      }
      after = page.get(page.size() - 1).key();
    }
  }

  private long ownRevision(LinkRow row) {
    for (Side side : Side.values()) {
      Optional<LinkRow> found =
          row.id(side)
              .flatMap(
                  id -> own.links(row.plan(), row.flow(), side, List.of(id)).stream().findFirst());
      if (found.isPresent()) {
        return found.get().revision();
      }
    }
    return 0;
  }

  @Override
  public long offer(Notice notice) {
    return own.offer(notice);
  }

  @Override
  public List<LinkRow> links(String plan, String flow, Side side, Collection<String> ids) {
    Map<String, LinkRow> found = new LinkedHashMap<>();
    below.links(plan, flow, side, ids).forEach(row -> found.put(row.key(), row));
    own.links(plan, flow, side, ids).forEach(row -> found.put(row.key(), row));
    return List.copyOf(found.values());
  }

  @Override
  public List<LinkRow> scanLinks(String plan, String flow, String afterKey, int limit) {
    return below.scanLinks(plan, flow, afterKey, limit);
  }

  @Override
  public synchronized List<Entry> entries(String scope, String kind, Collection<String> keys) {
    Map<String, Entry> found = new LinkedHashMap<>();
    below.entries(scope, kind, keys).stream()
        .filter(entry -> !removed.contains(name(entry)))
        .forEach(entry -> found.put(entry.key(), entry));
    own.entries(scope, kind, keys).forEach(entry -> found.put(entry.key(), entry));
    return List.copyOf(found.values());
  }

  @Override
  public synchronized List<Entry> scanEntries(
      String scope, String kind, String afterKey, int limit) {
    NavigableMap<String, Entry> found = new TreeMap<>();
    below(scope, kind, afterKey, limit).forEach(each -> found.put(each.key(), each));
    own.scanEntries(scope, kind, afterKey, limit).forEach(each -> found.put(each.key(), each));
    return found.values().stream().limit(limit).toList();
  }

  @Override
  public List<Notice> notices(String plan, int limit) {
    return below.notices(plan, limit);
  }

  @Override
  public List<JournalRow> journal(String plan, String flow, Side side, String id, int limit) {
    return below.journal(plan, flow, side, id, limit);
  }

  @Override
  public void close() {
    own.close();
  }
}
