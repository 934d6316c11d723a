package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.model.Entity;
import dev.syncline.model.Ref;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Decides what shall be done with each item, sends it, and looks at the outcome. Not thread-safe.
 */
final class Judging {

  private final Job job;
  private final World world;
  private final Flow flow;
  private final Dependencies dependencies;
  private final Ensures ensures;
  private final Trouble trouble;
  private final Recovery recovery;
  private final Sender sender;
  private final Companions companions;
  private final Refs refs;
  private final Map<String, Item> items;
  private final Oscillation oscillation;
  private final List<Look> again;

  /** {@code again} takes what has to be looked at once more. */
  Judging(
      Job job,
      Dependencies dependencies,
      Ensures ensures,
      Trouble trouble,
      Recovery recovery,
      Sender sender,
      List<Look> again) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.dependencies = dependencies;
    this.ensures = ensures;
    this.trouble = trouble;
    this.recovery = recovery;
    this.sender = sender;
    this.companions = new Companions(job, sender);
    this.refs = job.refs();
    this.items = job.items();
    this.oscillation = new Oscillation(world, flow);
    this.again = again;
  }

  /** One round: everything that can be decided now is decided and sent; whether anything moved. */
  boolean judge() {
    dependencies.bringMissing();
    boolean moved = false;
    while (!items.isEmpty()) {
      recall();
      List<Planned> writes = new ArrayList<>();
      StoreUpdate.Builder quiet = world.ledger().update();
      collect(writes, quiet);
      world.ledger().commit(quiet);
      refs.pendNothing();
      List<Planned> toSend = recovery.recovered(writes);
      if (toSend.isEmpty() && writes.isEmpty()) {
        companions.follow();
        return moved;
      }
      new Carried(job).refresh(toSend);
      sender.sendInTurn(toSend);
      toSend.forEach(this::afterwards);
      again.addAll(new BackMarks(job, sender).follow(toSend));
      lookAgainWithoutTheLost(toSend);
      companions.follow();
      moved = true;
      lookAgain();
    }
    return false;
  }

  /** What was refused because people deleted what had to be there. */
  private void lookAgainWithoutTheLost(List<Planned> sent) {
    List<Planned> refused =
        sent.stream().filter(each -> each.result() instanceof WriteResult.Refused).toList();
    for (Planned planned : ensures.lost(refused)) {
      trouble.over(planned.source(), planned.sourceId());
      world.tally().settled(flow, planned.source(), planned.sourceId());
      again.add(Look.hint(planned.source(), planned.sourceId()));
    }
  }

  private void lookAgain() {
    List<Look> looks = List.copyOf(again);
    again.clear();
    if (looks.isEmpty()) {
      return;
    }
    if (job.deepest()) {
      looks.forEach(
          look -> trouble.waits(look.side(), look.id(), "UNFINISHED after several attempts"));
    } else {
      job.deeper(flow, looks);
    }
  }

  /** What has come of unanswered writes is agreed from now on, whatever is decided next. */
  private void recall() {
    StoreUpdate.Builder known = world.ledger().update();
    for (Item item : items.values()) {
      if (item.pair().link() != null && !item.seenBoth()) {
        item.becomes(recovery.recalled(item, known));
      }
    }
    world.ledger().commit(known);
  }

  private void collect(List<Planned> writes, StoreUpdate.Builder quiet) {
    List<Clears.Due> changes = new ArrayList<>();
    List<Item> decided = new ArrayList<>();
    boolean progress = true;
    while (progress) {
      progress = false;
      for (Map.Entry<String, Item> each : List.copyOf(items.entrySet())) {
        Item item = each.getValue();
        Decision decision = job.judgement(item);
        if (decision instanceof Decision.Wait) {
          continue;
        }
        items.remove(each.getKey());
        decided.add(item);
        world.clears().judged(flow, item);
        oscillation.over(item, decision, quiet);
        noteUnlinked(item, decision, quiet);
        if (decision instanceof Decision.Update update) {
          changes.add(new Clears.Due(item, update));
          forgetFailure(item, writesSomething(decision), quiet);
        } else {
          progress |= decided(item, decision, writes, quiet);
        }
      }
    }
    world
        .clears()
        .screened(world, flow, changes, quiet)
        .forEach(
            due ->
                updates(
                    due.item(),
                    oscillation.screened(due.item(), due.update(), quiet),
                    writes,
                    quiet));
    closeAnswered(decided, writes, quiet);
  }

  /** What a write follows from is closed as that is noted, everything else now. */
  private void closeAnswered(List<Item> decided, List<Planned> writes, StoreUpdate.Builder quiet) {
    Set<String> later = new LinkedHashSet<>();
    writes.forEach(planned -> later.addAll(planned.closes()));
    for (Item item : decided) {
      item.answered().stream()
          .filter(key -> !later.contains(key))
          .forEach(
              key -> {
                quiet.remove(world.ledger().gone(Intent.KIND, key));
                job.intents().remove(key);
              });
    }
  }

  private void noteUnlinked(Item item, Decision decision, StoreUpdate.Builder quiet) {
    if (decision instanceof Decision.Skip || decision instanceof Decision.Veto) {
      return;
    }
    for (Side side : Side.values()) {
      List<Ref> unlinked = job.unlinked(side, item);
      if (!unlinked.isEmpty()) {
        world.whenLinked().note(flow, side, item.id(side), unlinked, quiet);
      }
    }
  }

  /** Takes a decision; whether others may now refer to what it makes. */
  private boolean decided(
      Item item, Decision decision, List<Planned> writes, StoreUpdate.Builder quiet) {
    Side side = item.changed();
    if (decision instanceof Decision.Create create
        && !world.capabilities(flow, create.target()).can(Capabilities.Operation.CREATE)) {
      world.tally().skipped(flow, side, item.id(side), "CANNOT_CREATE");
    } else if (decision instanceof Decision.Create create) {
      Planned planned = planned(item, create);
      if (trouble.parked(planned)) {
        return false;
      }
      writes.add(planned);
      if (world.capabilities(flow, create.target()).chains()) {
        refs.pend(
            planned.source(),
            new Ref(flow.type(planned.source()), planned.sourceId()),
            Ref.to(flow.type(create.target()), planned.write().key().text()));
        return true;
      }
    } else if (decision instanceof Decision.Skip skip) {
      world.tally().skipped(flow, side, item.id(side), skip.reason());
      world.leftOut().note(job, side, item.id(side));
      keepFound(item, quiet);
    } else if (decision instanceof Decision.Veto veto) {
      String id = item.id(side);
      Instant again = veto.later() ? trouble.later(side, id) : Instant.MAX;
      trouble.fail(side, id, Failure.Kind.VETOED, veto.reason(), List.of(), again);
    } else {
      world.tally().count(flow, Count.UNCHANGED);
      keepFound(item, quiet);
      confirm(item, quiet);
      companions.unchanged(item.pair());
    }
    if (!(decision instanceof Decision.Veto)) {
      forgetFailure(item, writesSomething(decision), quiet);
    }
    return false;
  }

  private static boolean writesSomething(Decision decision) {
    return decision instanceof Decision.Create
        || (decision instanceof Decision.Update update && !update.drafts().isEmpty());
  }

  /** A refusal is over when the vendor takes the write, or when there is nothing to write. */
  private void forgetFailure(Item item, boolean writes, StoreUpdate.Builder quiet) {
    for (Side side : Side.values()) {
      String id = item.id(side);
      Failures.Kept kept = world.failure(flow, side, id).orElse(null);
      if (kept != null && !(writes && !kept.refused().isEmpty())) {
        quiet.remove(world.ledger().gone(Failures.KIND, Failures.key(flow.name(), side, id)));
        world.mended(flow, side, id);
      }
    }
  }

  /** A pair that was found and needs nothing is a link all the same. */
  private void keepFound(Item item, StoreUpdate.Builder quiet) {
    Link link = item.pair().link();
    if (link != null && link.revision() == 0) {
      quiet.put(
          world
              .ledger()
              .row(
                  flow,
                  link.with(Link.State.LINKED).committed(world.runtime().now(), Instant.EPOCH)));
    }
  }

  /** Of what was made without an answer everything is as it was put: it is a pair like others. */
  private void confirm(Item item, StoreUpdate.Builder quiet) {
    Link link = item.pair().link();
    if (link != null && link.revision() > 0 && link.state() == Link.State.UNCONFIRMED) {
      Link confirmed = link.with(Link.State.LINKED);
      quiet.put(
          world.ledger().row(flow, confirmed.committed(world.runtime().now(), link.settlesAt())));
    }
  }

  private Planned planned(Item item, Decision.Create create) {
    Side source = create.target().other();
    String id = item.id(source);
    return new Planned(
            flow,
            item.pair(),
            create.target(),
            id,
            new Write.Create(job.key(id, 1, Intent.CREATE), create.draft().delta()),
            create.draft(),
            Base.NONE,
            create.again())
        .closing(item.answered());
  }

  private void updates(
      Item item, Decision.Update update, List<Planned> writes, StoreUpdate.Builder quiet) {
    Link link = Objects.requireNonNull(item.pair().link());
    // The other side follows when the pair is judged again, from what this side then holds.
    List<Map.Entry<Side, Decision.Draft>> drafts = List.copyOf(update.drafts().entrySet());
    List<Map.Entry<Side, Decision.Draft>> now = drafts.isEmpty() ? drafts : drafts.subList(0, 1);
    Set<Side> written = new LinkedHashSet<>();
    now.forEach(each -> written.add(each.getKey()));
    for (Decision.Conflict conflict : update.conflicts()) {
      if (!written.contains(conflict.winner().other())) {
        continue;
      }
      RunReport.Conflict decided =
          new RunReport.Conflict(
              flow.name(),
              link.requireId(Side.LEFT),
              link.requireId(Side.RIGHT),
              conflict.unit(),
              conflict.winner(),
              flow.conflicts());
      world.tally().decided(flow, decided);
      quiet.journal(Told.conflict(world.ledger(), flow, decided));
      world.tell(
          listener ->
              listener.conflict(
                  flow.name(),
                  conflict.unit(),
                  conflict.winner(),
                  item.pair().on(Side.LEFT).orElseThrow(),
                  item.pair().on(Side.RIGHT).orElseThrow()));
    }
    update
        .skipped()
        .forEach(
            (unit, why) ->
                world
                    .tally()
                    .skipped(
                        flow, item.changed(), item.id(item.changed()) + unit, why + " " + unit));
    if (update.drafts().isEmpty()) {
      Link agreed = link.with(update.agreed()).with(Link.State.LINKED);
      if (!update.agreed().isEmpty()
          || link.revision() == 0
          || link.state() == Link.State.UNCONFIRMED) {
        quiet.put(
            world.ledger().row(flow, agreed.committed(world.runtime().now(), link.settlesAt())));
      }
      world.tally().count(flow, Count.UNCHANGED);
      companions.unchanged(item.pair());
      return;
    }
    for (Map.Entry<Side, Decision.Draft> each : now) {
      Planned planned = planned(item, each.getKey(), each.getValue(), update, drafts.size() > 1);
      if (item.isUnheededTwice()) {
        trouble.unheeded(planned);
      } else if (!trouble.parked(planned)) {
        if (item.isUnheeded()) {
          planned.secondTime();
        }
        writes.add(planned);
      }
    }
  }

  private Planned planned(
      Item item, Side target, Decision.Draft draft, Decision.Update update, boolean several) {
    Link link = Objects.requireNonNull(item.pair().link());
    Entity held = item.pair().on(target).orElseThrow();
    String sourceId = link.requireId(target.other());
    return new Planned(
            flow,
            item.pair(),
            target,
            sourceId,
            new Write.Update(
                job.key(sourceId, link.generation(), Intent.UPDATE),
                held,
                draft.delta(),
                held.version().orElse(null)),
            draft,
            update.agreed(),
            several || update.again())
        .closing(item.answered());
  }

  private void afterwards(Planned planned) {
    WriteResult result = planned.result();
    Ref source = new Ref(flow.type(planned.source()), planned.sourceId());
    if (result instanceof WriteResult.Written written) {
      refs.put(planned.source(), source, new Ref(flow.type(planned.target()), written.id()));
      companions.written(planned);
      if (planned.again()) {
        again.add(Look.hint(planned.source(), planned.sourceId()));
      }
    } else if (result instanceof WriteResult.Exists exists) {
      refs.put(planned.source(), source, new Ref(flow.type(planned.target()), exists.id()));
      again.add(Look.hint(planned.source(), planned.sourceId()));
    } else if (result instanceof WriteResult.Stale || result instanceof WriteResult.Gone) {
      again.add(Look.hint(planned.source(), planned.sourceId()));
    } else if (result instanceof WriteResult.NotSent && world.turn().isOver()) {
      world.turn().leave(flow, Look.hint(planned.source(), planned.sourceId()));
    } else if (result instanceof WriteResult.NotSent) {
      again.add(Look.hint(planned.source(), planned.sourceId()));
    }
  }
}
