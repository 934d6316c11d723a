package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Prints;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.store.StoreUpdate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Entities whose failure a person put away: left alone while they look as they did then. Not
 * thread-safe.
 */
final class Dropped {

  /** Stands for an entity that was not shown when its failure was put away. */
  static final String NOT_SHOWN = "-";

  private final Job job;

  Dropped(Job job) {
    this.job = job;
  }

  /** A print of all that a flow reads of an entity. */
  static String print(Prints prints, Flow flow, Side side, Entity entity) {
    StringBuilder text = new StringBuilder();
    flow.reads(side).stream()
        .filter(entity::knows)
        .sorted(Comparator.comparing(Field::name))
        .forEach(
            field ->
                text.append('\u001f')
                    .append(field.name())
                    .append('=')
                    .append(entity.canonical(field, prints.phones())));
    return prints.key(text.toString());
  }

  /** Takes out what looks as it did then; what has changed since is tried again. */
  void takeOut() {
    List<Failures.Kept> mine =
        job.world().failures().stream()
            .filter(kept -> kept.isLeftAlone() && job.flow().keeps(kept.failure().flow()))
            .toList();
    if (mine.isEmpty()) {
      return;
    }
    Map<String, String> keys = new HashMap<>();
    job.items()
        .forEach(
            (key, item) -> {
              for (Side side : Side.values()) {
                keys.put(side + item.id(side), key);
              }
            });
    mine.forEach(kept -> takeOut(kept, keys));
  }

  private void takeOut(Failures.Kept kept, Map<String, String> keys) {
    Flow flow = job.flow();
    Failure failure = kept.failure();
    String id = FailureList.entity(flow, failure);
    String key = keys.getOrDefault(failure.side() + id, "");
    Item item = job.items().get(key);
    Entity entity = item == null ? null : item.pair().on(failure.side()).orElse(null);
    if (item == null || entity == null) {
      return;
    }
    boolean same = print(job.world().prints(), flow, failure.side(), entity).equals(kept.dropped());
    if (!same) {
      comesBack(kept);
    } else if (item.pair().link() == null && failure.flow().equals(flow.name())) {
      job.items().remove(key);
      new Trouble(job.world(), flow).putAway(failure.side(), id);
    }
  }

  /** What may have been made once is not made again by a change: a person looks once more. */
  private void comesBack(Failures.Kept kept) {
    Failure failure = kept.failure();
    StoreUpdate.Builder update = job.world().ledger().update();
    String key = Failures.key(failure.flow(), failure.side(), failure.id());
    if (kept.parked()) {
      Failures.Kept again =
          new Failures.Kept(failure, kept.waitsFor(), kept.refused(), kept.takenBy());
      job.world().failed(again);
      update.put(Failures.entry(again));
    } else {
      job.world().mended(key);
      update.remove(job.world().ledger().gone(Failures.KIND, key));
    }
    job.world().ledger().commit(update);
  }
}
