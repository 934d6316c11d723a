package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import dev.syncline.SyncListener;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Markers;
import dev.syncline.model.Field;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes down what became of writes: links, bases, failures, and intents that are over.
 * Thread-safe.
 */
final class Outcomes {

  private static final String NOT_TAKEN = "NOT_TAKEN";

  private final World world;
  private final OpenIntents intents;

  Outcomes(World world, OpenIntents intents) {
    this.world = world;
    this.intents = intents;
  }

  /** Commits what became of a list of writes; each of them knows it afterwards. */
  void settle(Side side, List<Planned> sent, List<WriteResult> results) {
    Instant now = world.runtime().now();
    StoreUpdate.Builder update = world.ledger().update();
    Set<String> adopted = new HashSet<>();
    for (int at = 0; at < sent.size(); at++) {
      WriteResult result = unlessTaken(side, sent.get(at), results.get(at), adopted);
      settle(side, sent.get(at), result, update, now);
      reserve(side, sent.get(at), result, update, now);
    }
    world.reservations(side).sweep(now, update);
    sent.stream()
        .map(planned -> world.capabilities(planned.flow(), side).searchLag())
        .max(Duration::compareTo)
        .ifPresent(lag -> world.othersWrites(side).note(now, lag, update));
    world.ledger().commit(update);
  }

  /**
   * What exists already may be somebody else's counterpart by now: in a new store, found by a key
   * before it was found by its marker. It is not taken away from there.
   */
  private WriteResult unlessTaken(
      Side side, Planned planned, WriteResult result, Set<String> adopted) {
    if (!(result instanceof WriteResult.Exists exists)) {
      return result;
    }
    Link linked = world.ledger().links(planned.flow(), side, List.of(exists.id())).get(exists.id());
    boolean taken =
        linked != null && !linked.id(side.other()).filter(planned.sourceId()::equals).isPresent();
    if (!taken && adopted.add(planned.flow().name() + "/" + exists.id())) {
      return result;
    }
    String text =
        "it exists as "
            + exists.id()
            + ", which is linked to another; engine.relink(plan) tells them apart by their markers";
    return new WriteResult.Refused(List.of(new Refusal(Refusal.Code.DOUBLE, "", text)));
  }

  private void settle(
      Side side, Planned planned, WriteResult result, StoreUpdate.Builder update, Instant now) {
    Link link = null;
    if (result instanceof WriteResult.Written written) {
      link = done(side, planned, written, update, now);
    } else if (result instanceof WriteResult.Exists exists) {
      link = adopted(side, planned, exists.id(), update, now);
    } else if (result instanceof WriteResult.Refused refused) {
      refused(side, planned, refused, update, now);
    }
    String entryKey = Intent.entryKey(planned.write().key(), side);
    if (result instanceof WriteResult.Unknown || result instanceof WriteResult.Accepted) {
      intents.get(entryKey).ifPresent(open -> stays(side, planned, open, result, update, now));
      world.tally().waiting(planned.flow(), planned.source(), planned.sourceId());
    } else if (link == null && planned.unanswered() != null) {
      isOpenAgain(side, planned, planned.unanswered(), result, update, now);
    } else if (!world.rehearsal()) {
      update.remove(world.ledger().gone(Intent.KIND, entryKey));
      intents.remove(entryKey);
    }
    planned.became(result, link);
  }

  /**
   * This attempt made nothing, which says nothing of the one before it, which was not answered: it
   * is looked up once that has settled. What it has made would be met as a stranger otherwise.
   */
  private void isOpenAgain(
      Side side,
      Planned planned,
      Intent earlier,
      WriteResult result,
      StoreUpdate.Builder update,
      Instant now) {
    Intent open = earlier;
    if (result instanceof WriteResult.Refused) {
      Instant settles = now.plus(world.capabilities(planned.flow(), side).settleTime());
      open = earlier.settling(settles, earlier.accepted());
    }
    update.put(open.entry());
    intents.put(open);
  }

  /** Nobody makes the same while a search may miss it. */
  private void reserve(
      Side side, Planned planned, WriteResult result, StoreUpdate.Builder update, Instant now) {
    if (planned.reserved().isEmpty()) {
      return;
    }
    Capabilities capabilities = world.capabilities(planned.flow(), side);
    Reservations reservations = world.reservations(side);
    Duration lag = capabilities.searchLag();
    String made = "";
    if (result instanceof WriteResult.Written written) {
      made = written.id();
    } else if (result instanceof WriteResult.Exists exists) {
      made = exists.id();
    }
    if (!made.isEmpty() && !lag.isZero()) {
      reservations.made(planned, made, now.plus(lag), update);
    } else if (result instanceof WriteResult.Unknown) {
      reservations.unknown(planned, now.plus(capabilities.settleTime()).plus(lag), update);
    } else if (result instanceof WriteResult.Accepted accepted) {
      reservations.unknown(planned, accepted.confirmAfter().plus(lag), update);
    } else {
      reservations.over(planned, update);
    }
  }

  /**
   * Its outcome is looked up later. The call has ended, so its own deadline needs no waiting for
   * any more; but what was taken in is done when the vendor says, however its repeat is guarded.
   */
  private void stays(
      Side side,
      Planned planned,
      Intent open,
      WriteResult result,
      StoreUpdate.Builder update,
      Instant now) {
    Intent later;
    if (result instanceof WriteResult.Accepted accepted) {
      later = open.settling(accepted.confirmAfter(), true);
    } else {
      Instant settles = now.plus(world.capabilities(planned.flow(), side).settleTime());
      boolean sooner = settles.isBefore(open.settlesAt());
      later = open.settling(sooner ? settles : open.settlesAt(), false);
    }
    update.put(later.entry());
    intents.put(later);
  }

  /** What the vendor did not take is said, once: what it has not taken is not agreed on. */
  private void notTaken(Planned planned, WriteResult.Written written, StoreUpdate.Builder update) {
    for (Field<?> field : written.leftOut()) {
      String reason = NOT_TAKEN + " " + field.name();
      world
          .tally()
          .skipped(planned.flow(), planned.source(), planned.sourceId() + field.name(), reason);
      update.journal(
          world.ledger().journal(planned.flow(), planned.source(), planned.sourceId(), reason));
    }
  }

  /** Of an update of which nothing was taken nothing was written. */
  private static boolean isNothing(Write write, Set<Field<?>> leftOut) {
    return write instanceof Write.Update update
        && !leftOut.isEmpty()
        && leftOut.containsAll(update.delta().fields());
  }

  private Link done(
      Side side,
      Planned planned,
      WriteResult.Written written,
      StoreUpdate.Builder update,
      Instant now) {
    Agreement agreement = new Agreement(planned.flow(), world.prints(), side);
    Base drafted = agreement.withoutLeftOut(planned.draft().base(), written.leftOut());
    Base base =
        written
            .held()
            .map(
                holds ->
                    agreement.observed(
                        drafted,
                        planned.pair().on(side).orElse(null),
                        planned.draft().delta(),
                        holds))
            .orElse(drafted);
    Write write = planned.write();
    Link link =
        planned.pair().link() != null
            ? planned.pair().link()
            : Links.born(planned.flow(), planned.source(), planned.sourceId(), written.id(), write);
    Duration lag = world.capabilities(planned.flow(), side).searchLag();
    Instant settles = now.plus(lag);
    settles = settles.isBefore(link.settlesAt()) ? link.settlesAt() : settles;
    link =
        link.settled(now)
            .with(planned.agreed())
            .with(lag.isZero() ? base.settled(side) : base)
            .with(planned.again() ? arriving(link) : Link.State.LINKED)
            .withSide(side, written.id(), written.handle())
            .committed(now, settles);
    if (write instanceof Write.Update) {
      link = Oscillation.remembered(world, planned, written.leftOut(), link);
    }
    Count what = Count.UPDATED;
    if (write instanceof Write.Create) {
      what = Count.CREATED;
    } else if (write instanceof Write.Delete) {
      what = Count.DELETED;
      link = link.with(Link.State.DETACHED);
    } else if (write.key().kind().equals(Intent.ARCHIVE)) {
      what = Count.ARCHIVED;
      link = link.with(Link.State.DETACHED);
    }
    if (!isNothing(write, written.leftOut())) {
      world.tally().count(planned.flow(), what, side, 1);
      world
          .story()
          .touched(
              planned.flow(),
              SyncListener.What.valueOf(what.name()),
              side,
              written.id(),
              planned.sourceId());
    }
    repaired(side, planned, written.id(), update);
    world.secondLooks().note(world, planned, update);
    TakenNumbers.tell(world, planned, written.id(), update);
    notTaken(planned, written, update);
    if (world.rehearsal()) {
      world.foreseen().wrote(planned);
    }
    world.tally().settled(planned.flow(), planned.source(), planned.sourceId());
    world.mended(planned.flow(), planned.source(), planned.sourceId());
    update.put(world.ledger().row(planned.flow(), link));
    update.remove(
        world
            .ledger()
            .gone(
                Failures.KIND,
                Failures.key(planned.flow().name(), planned.source(), planned.sourceId())));
    update.journal(Told.carried(world.ledger(), planned, written.id(), what));
    return link.stored();
  }

  private void repaired(Side side, Planned planned, String id, StoreUpdate.Builder update) {
    Link before = planned.pair().link();
    if (before != null
        && Markers.repairs(planned.flow(), side, planned.draft().delta(), before.base())) {
      world.tally().count(planned.flow(), Count.REPAIRED);
      update.journal(world.ledger().journal(planned.flow(), side, id, "MARKER_REPAIRED"));
    }
  }

  /** Half of what arrives is written; the other half arrives in the same way. */
  private static Link.State arriving(Link link) {
    boolean arrives = link.state() == Link.State.FOUND || link.state() == Link.State.UNCONFIRMED;
    return arrives ? link.state() : Link.State.LINKED;
  }

  /**
   * An earlier attempt made it, with what that was to put; if nothing is known of that, nothing is
   * taken as agreed.
   */
  private Link adopted(
      Side side, Planned planned, String id, StoreUpdate.Builder update, Instant now) {
    Intent earlier = planned.unanswered();
    Link link =
        Links.born(planned.flow(), planned.source(), planned.sourceId(), id, planned.write())
            .with(earlier == null ? Base.NONE : Recovery.put(earlier))
            .with(Link.State.UNCONFIRMED)
            .committed(now, now);
    world.tally().count(planned.flow(), Count.ADOPTED);
    world.tally().settled(planned.flow(), planned.source(), planned.sourceId());
    world.mended(planned.flow(), planned.source(), planned.sourceId());
    update.put(world.ledger().row(planned.flow(), link));
    update.journal(world.ledger().journal(planned.flow(), side, id, "ADOPTED"));
    return link.stored();
  }

  private void refused(
      Side side,
      Planned planned,
      WriteResult.Refused refused,
      StoreUpdate.Builder update,
      Instant now) {
    world.tell(
        listener ->
            listener.refused(
                planned.flow().name(), planned.source(), planned.sourceId(), refused.reasons()));
    world.tally().failed(planned.flow(), planned.source(), planned.sourceId());
    int attempts = 1 + world.attempts(planned.flow(), planned.source(), planned.sourceId());
    Failure failure =
        new Failure(
            world.plan().name(),
            planned.flow().name(),
            planned.source(),
            planned.sourceId(),
            Failure.Kind.REFUSED,
            reason(side, planned, refused),
            attempts,
            Failures.retryAt(now, attempts));
    Failures.Kept kept =
        new Failures.Kept(failure, List.of(), planned.print(world.prints()), planned.takenBy());
    world.failed(kept);
    update.put(Failures.entry(kept));
    update.journal(
        world
            .ledger()
            .journal(
                planned.flow(),
                planned.source(),
                planned.sourceId(),
                "REFUSED " + refused.reasons()));
  }

  private static String reason(Side side, Planned planned, WriteResult.Refused refused) {
    return planned.takenBy().isEmpty()
        ? side.word() + " refused: " + refused.reasons()
        : TakenNumbers.reason(planned);
  }
}
