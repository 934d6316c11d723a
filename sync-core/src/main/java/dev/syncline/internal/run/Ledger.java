package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Cursor;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.LinkBytes;
import dev.syncline.store.Entry;
import dev.syncline.store.JournalRow;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreFailed;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plan's part of the store, in the engine's own terms, under the leases of one run.
 * Thread-safe.
 */
final class Ledger {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  /** How long a write may take to leave, the wait for its quota included. */
  private static final Duration SPARE = Duration.ofSeconds(15);

  private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);

  static final String CURSOR = "cursor";
  static final String SERVED = "served";
  static final int PAGE = 500;
  static final String READ_AT = "read-at";

  private final LinkStore store;
  private final String plan;
  private final String run;
  private final Supplier<Instant> clock;
  private volatile Duration longestCall;
  private final List<Lease> leases = new ArrayList<>();
  private volatile Consumer<StoreUpdate.Builder> rider = update -> {};

  /** {@code longestCall} is the hard deadline that a lease must outlast before anything is sent. */
  Ledger(LinkStore store, String plan, String run, Supplier<Instant> clock, Duration longestCall) {
    this.store = store;
    this.plan = plan;
    this.run = run;
    this.clock = clock;
    this.longestCall = longestCall;
  }

  LinkStore store() {
    return store;
  }

  String run() {
    return run;
  }

  /** Takes the single right to work, on everything or on nothing. */
  synchronized boolean lease(List<String> resources) {
    for (String resource : resources) {
      if (!lease(resource)) {
        release();
        return false;
      }
    }
    return true;
  }

  /** Takes the single right to work on one thing more. */
  synchronized boolean lease(String resource) {
    Optional<Lease> lease = store.lease(resource, run, clock.get(), length());
    lease.ifPresent(leases::add);
    return lease.isPresent();
  }

  /** Gives some of what it has back. */
  synchronized void release(Collection<String> resources) {
    List<Lease> over =
        leases.stream().filter(lease -> resources.contains(lease.resource())).toList();
    leases.removeAll(over);
    over.forEach(store::release);
  }

  /** From now on leases outlast a call as long as this; they are renewed if they do not. */
  void outlast(Duration call) {
    longestCall = call;
    renew();
  }

  /** The number under which a resource is held; empty if it is not. */
  synchronized OptionalLong fence(String resource) {
    return leases.stream()
        .filter(lease -> lease.resource().equals(resource))
        .mapToLong(Lease::fence)
        .findFirst();
  }

  /** Rides along on every commit that is made anyway. */
  void riding(Consumer<StoreUpdate.Builder> with) {
    rider = with;
  }

  private Duration length() {
    return margin().plus(BETWEEN_RENEWALS);
  }

  private Duration margin() {
    return longestCall.plus(SPARE);
  }

  /** What cannot be given back runs out by itself: how the run ended is more worth knowing. */
  synchronized void release() {
    try {
      leases.forEach(store::release);
    } catch (StoreFailed unreachable) {
      LOG.warn("plan {}: {}", plan, unreachable.getMessage());
    }
    leases.clear();
  }

  /** Makes sure that the leases outlast a call that is about to leave. */
  synchronized void renew() {
    Instant now = clock.get();
    for (int at = 0; at < leases.size(); at++) {
      Lease lease = leases.get(at);
      if (lease.until().isBefore(now.plus(margin()))) {
        leases.set(at, renewed(lease, now));
      }
    }
  }

  /** Under another number it is another right: somebody may have worked in between. */
  private Lease renewed(Lease lease, Instant now) {
    Optional<Lease> again = store.lease(lease.resource(), run, now, length());
    if (again.isPresent() && again.get().fence() == lease.fence()) {
      return again.get();
    }
    again.ifPresent(store::release);
    throw new Abandoned(lease.resource() + " was taken over");
  }

  /**
   * From this moment on a write that is noted now may not leave any more: its call could outlast
   * the leases, or whoever finds the note would not know how long to wait.
   */
  synchronized Instant leaveBefore() {
    Instant soon = clock.get().plus(SPARE);
    return leases.stream()
        .map(lease -> lease.until().minus(longestCall))
        .filter(soon::isAfter)
        .min(Comparator.naturalOrder())
        .orElse(soon);
  }

  synchronized StoreUpdate.Builder update() {
    return StoreUpdate.under(List.copyOf(leases));
  }

  void commit(StoreUpdate.Builder update) {
    if (!update.build().isEmpty()) {
      rider.accept(update);
      store.commit(update.build());
    }
  }

  Map<String, Link> links(Flow flow, Side side, Collection<String> ids) {
    Map<String, Link> found = new LinkedHashMap<>();
    List<String> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += PAGE) {
      List<String> page = all.subList(from, Math.min(all.size(), from + PAGE));
      for (LinkRow row : store.links(plan, flow.name(), side, page)) {
        row.id(side).ifPresent(id -> found.put(id, LinkBytes.link(row)));
      }
    }
    return found;
  }

  boolean hasLinks(Flow flow) {
    return !store.scanLinks(plan, flow.name(), "", 1).isEmpty();
  }

  LinkRow row(Flow flow, Link link) {
    return LinkBytes.row(plan, flow.name(), link);
  }

  Optional<Cursor> cursor(Side side, String feed) {
    return store.entries(plan, CURSOR, List.of(cursorKey(side, feed))).stream()
        .findFirst()
        .map(entry -> new Cursor(new String(entry.body(), StandardCharsets.UTF_8)));
  }

  Entry cursor(Side side, String feed, Cursor cursor) {
    return entry(CURSOR, cursorKey(side, feed), cursor.text().getBytes(StandardCharsets.UTF_8));
  }

  /** The flows that a feed was read for so far; empty if it was not read yet. */
  Set<String> served(Side side, String feed) {
    return store.entries(plan, SERVED, List.of(cursorKey(side, feed))).stream()
        .flatMap(entry -> new String(entry.body(), StandardCharsets.UTF_8).lines())
        .collect(Collectors.toUnmodifiableSet());
  }

  Entry served(Side side, String feed, Collection<String> flows) {
    String text = String.join("\n", flows);
    return entry(SERVED, cursorKey(side, feed), text.getBytes(StandardCharsets.UTF_8));
  }

  /** When a feed was last opened that was then read to its end. */
  Optional<Instant> readAt(Side side, String feed) {
    return store.entries(plan, READ_AT, List.of(cursorKey(side, feed))).stream()
        .findFirst()
        .map(entry -> Instant.parse(new String(entry.body(), StandardCharsets.UTF_8)));
  }

  Entry readAt(Side side, String feed, Instant opened) {
    return entry(
        READ_AT, cursorKey(side, feed), opened.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String cursorKey(Side side, String feed) {
    return side.word() + "/" + feed;
  }

  Entry entry(String kind, String key, byte[] body) {
    return new Entry(plan, kind, key, body);
  }

  Entry gone(String kind, String key) {
    return new Entry(plan, kind, key, new byte[0]);
  }

  List<Entry> entries(String kind, Collection<String> keys) {
    List<Entry> found = new ArrayList<>();
    List<String> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += PAGE) {
      found.addAll(store.entries(plan, kind, all.subList(from, Math.min(all.size(), from + PAGE))));
    }
    return found;
  }

  /** Entries whose keys begin with a prefix, after a key; an empty key starts. */
  List<Entry> page(String kind, String prefix, String after) {
    return store.scanEntries(plan, kind, after.isEmpty() ? prefix : after, PAGE).stream()
        .takeWhile(entry -> entry.key().startsWith(prefix))
        .toList();
  }

  /** Links in the order of their keys, after a key; an empty key starts. */
  List<Link> linksAfter(Flow flow, String after) {
    return store.scanLinks(plan, flow.name(), after, PAGE).stream().map(LinkBytes::link).toList();
  }

  List<Entry> all(String kind) {
    List<Entry> all = new ArrayList<>();
    String after = "";
    while (true) {
      List<Entry> page = store.scanEntries(plan, kind, after, PAGE);
      all.addAll(page);
      if (page.size() < PAGE) {
        return all;
      }
      after = page.get(page.size() - 1).key();
    }
  }

  List<Notice> notices(int limit) {
    return store.notices(plan, limit);
  }

  /** The newest rows about an entity, newest first. */
  List<JournalRow> journal(Flow flow, Side side, String id, int limit) {
    return store.journal(plan, flow.name(), side, id, limit);
  }

  JournalRow journal(Flow flow, Side side, String id, String what) {
    return new JournalRow(plan, run, clock.get(), flow.name(), side, id, what);
  }
}
