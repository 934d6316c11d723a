package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Link;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person decided about a failure, as a notice: it may be said on any node, also while a run
 * is under way, and the next run does it under its own leases.
 *
 * @param how what shall become of the failure
 * @param flow the name under which the failure is kept
 * @param side the side of its entity
 * @param id the entity's native id
 * @param detail the entity's print if it is put away, the counterpart's id if one was chosen
 */
record Released(How how, String flow, Side side, String id, String detail) {

  /** What shall become of a failure. */
  enum How {
    RETRY("!retry "),
    DROP("!drop "),
    CHOOSE("!choose ");

    private final String prefix;

    How(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final String DETAIL = "\u001f";

  static Released of(How how, Failure failure, String detail) {
    return new Released(how, failure.flow(), failure.side(), failure.id(), detail);
  }

  /** The release that a notice is, if it is one. */
  static Optional<Released> of(Notice notice) {
    for (How how : How.values()) {
      if (notice.type().startsWith(how.prefix)) {
        String flow = notice.type().substring(how.prefix.length());
        int end = notice.id().indexOf(DETAIL);
        String id = end < 0 ? notice.id() : notice.id().substring(0, end);
        String detail = end < 0 ? "" : notice.id().substring(end + DETAIL.length());
        return Optional.of(new Released(how, flow, notice.side(), id, detail));
      }
    }
    return Optional.empty();
  }

  Notice notice(String plan) {
    String told = detail.isEmpty() ? id : id + DETAIL + detail;
    return new Notice(plan, 0, side, how.prefix + flow, told, false, Instant.EPOCH);
  }

  /** The failure's name in the store. */
  String key() {
    return Failures.key(flow, side, id);
  }

  /** Does it; gives what has to be looked at in this flow, if anything has. */
  Optional<Look> apply(World world, Flow its) {
    Failures.Kept kept = world.kept(key());
    StoreUpdate.Builder update = world.ledger().update();
    if (how == How.DROP) {
      if (kept != null) {
        world.failed(kept.dropped(detail));
        update.put(Failures.entry(kept.dropped(detail)));
        update.journal(
            world.ledger().journal(its, side, id, "DROPPED, left alone until it changes"));
        world.ledger().commit(update);
      }
      return Optional.empty();
    }
    if (how == How.RETRY) {
      world.ledger().links(its, side, List.of(id)).values().stream()
          .flatMap(link -> Oscillation.released(its, flow, link).stream())
          .forEach(link -> update.put(world.ledger().row(its, link)));
    }
    if (how == How.RETRY || (kept != null && link(world, its, update))) {
      update.remove(world.ledger().gone(Failures.KIND, key()));
      world.mended(key());
    }
    world.ledger().commit(update);
    return Optional.of(Look.hint(side, Companions.source(its, flow, id)));
  }

  /**
   * Links the chosen pair, if both are still free; the run then judges it as one that was found.
   */
  private boolean link(World world, Flow its, StoreUpdate.Builder update) {
    Map<String, Link> mine = world.ledger().links(its, side, List.of(id));
    Map<String, Link> theirs = world.ledger().links(its, side.other(), List.of(detail));
    boolean free = mine.isEmpty() && theirs.isEmpty();
    if (free) {
      Link link =
          Links.found(side == Side.LEFT ? id : detail, side == Side.LEFT ? detail : id)
              .committed(world.runtime().now(), Instant.EPOCH);
      update.put(world.ledger().row(its, link));
    }
    String outcome = free ? "CHOSEN " : "NOT CHOSEN, linked otherwise: ";
    update.journal(world.ledger().journal(its, side, id, outcome + detail));
    return free;
  }
}
