package dev.syncline.internal.run;

import dev.syncline.EntityDiff;
import dev.syncline.Flow;
import dev.syncline.Preview;
import dev.syncline.Side;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal would have done, entity by entity, and what the real run reads besides.
 * Thread-safe.
 */
final class Foreseen {

  /** What was read of a feed. */
  private static final class Shown {
    long pages;
    long requests;
    int largest;
  }

  private final List<EntityDiff> diffs = new ArrayList<>();
  private final Map<String, Shown> feeds = new HashMap<>();
  private final Map<Side, Long> besides = new EnumMap<>(Side.class);
  private long more;

  /** A write that would have been done. */
  void wrote(Planned planned) {
    Write write = planned.write();
    EntityDiff.Action action =
        write instanceof Write.Create
            ? EntityDiff.Action.CREATE
            : write instanceof Write.Delete ? EntityDiff.Action.DELETE : EntityDiff.Action.UPDATE;
    Entity held =
        write instanceof Write.Update update
            ? update.held()
            : write instanceof Write.Delete delete ? delete.held() : null;
    List<EntityDiff.Change> changes = new ArrayList<>();
    Entity delta = planned.draft().delta();
    for (Field<?> field : delta.fields()) {
      changes.add(new EntityDiff.Change(field, value(held, field), value(delta, field)));
    }
    add(
        new EntityDiff(
            planned.flow().name(),
            planned.source(),
            planned.sourceId(),
            planned.target(),
            held == null ? "" : held.id(),
            action,
            changes));
  }

  private static @Nullable Object value(@Nullable Entity entity, Field<?> field) {
    return entity == null ? null : entity.get(field).orElse(null);
  }

  /** A pair that would have been linked. */
  void matched(Flow flow, String leftId, String rightId) {
    add(
        new EntityDiff(
            flow.name(),
            Side.LEFT,
            leftId,
            Side.RIGHT,
            rightId,
            EntityDiff.Action.MATCH,
            List.of()));
  }

  private synchronized void add(EntityDiff diff) {
    if (diffs.size() < Preview.DIFFS) {
      diffs.add(diff);
    } else {
      more++;
    }
  }

  synchronized List<EntityDiff> diffs() {
    return List.copyOf(diffs);
  }

  synchronized long more() {
    return more;
  }

  /** A page of a feed was read, for so many requests. */
  synchronized void page(Side side, String feed, int rows, long requests) {
    Shown shown = feeds.computeIfAbsent(side + feed, each -> new Shown());
    shown.pages++;
    shown.requests += requests;
    shown.largest = Math.max(shown.largest, rows);
  }

  /**
   * So many rows of a feed will be read once more. How many fit into a page is known only if there
   * was more than one.
   */
  synchronized void readAgain(Side side, String feed, long rows) {
    Shown shown = feeds.get(side + feed);
    if (shown != null && shown.pages > 0) {
      boolean sizeKnown = shown.pages > 1 && shown.largest > 0;
      long pages = sizeKnown ? Math.max(1, (rows + shown.largest - 1) / shown.largest) : 1;
      besides.merge(side, (pages * shown.requests + shown.pages - 1) / shown.pages, Long::sum);
    }
  }

  /** So many requests are needed besides. */
  synchronized void besides(Side side, long requests) {
    besides.merge(side, requests, Long::sum);
  }

  /** The requests that the real run needs on a side and the rehearsal did not. */
  synchronized long besides(Side side) {
    return besides.getOrDefault(side, 0L);
  }
}
