package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.TooLarge;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.model.Ref;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends writes: notes the intents of a batch, lets it leave, and commits what became of it. Both
 * sides at once, and several batches of a side up to the account's limit.
 */
final class Sender {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final World world;
  private final OpenIntents intents;
  private final Outcomes outcomes;
  private final TakenNumbers taken;

  Sender(World world, OpenIntents intents) {
    this.world = world;
    this.intents = intents;
    this.outcomes = new Outcomes(world, intents);
    this.taken = new TakenNumbers(world, outcomes);
  }

  /** Sends all; afterwards each knows what became of it. */
  void send(List<Planned> all) {
    send(all, () -> false);
  }

  /** Sends as many as the run's turn on its accounts allows, at least one call to each side. */
  void sendInTurn(List<Planned> all) {
    send(all, world.turn()::isOver);
  }

  private void send(List<Planned> all, BooleanSupplier enough) {
    if (all.isEmpty()) {
      return;
    }
    List<ConnectorException> stops = new ArrayList<>();
    world.bothSides(
        side -> {
          List<Planned> mine = all.stream().filter(each -> each.target() == side).toList();
          try {
            sendSide(side, mine, enough);
          } catch (ConnectorException stopped) {
            synchronized (stops) {
              stops.add(stopped);
            }
          }
          return true;
        });
    if (!stops.isEmpty()) {
      throw stops.get(0);
    }
  }

  private void sendSide(Side side, List<Planned> mine, BooleanSupplier enough) {
    if (mine.isEmpty()) {
      return;
    }
    IdentityHashMap<Write, Planned> byWrite = new IdentityHashMap<>();
    List<Write> writes = new ArrayList<>();
    for (Planned planned : mine) {
      byWrite.put(planned.write(), planned);
      writes.add(planned.write());
    }
    List<List<Planned>> packs = new ArrayList<>();
    for (List<Write> pack : world.connector(side).pack(writes)) {
      packs.add(pack.stream().map(byWrite::remove).filter(Objects::nonNull).toList());
    }
    if (!byWrite.isEmpty()) {
      throw world.broken(side, "pack", byWrite.size() + " writes were left out");
    }
    Map<String, String> made = new HashMap<>();
    int atOnce = mine.stream().anyMatch(Sender::pointsAtAnother) ? 1 : inFlight(side, mine);
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (List<Planned> pack : packs) {
      boolean first = tasks.isEmpty();
      tasks.add(
          () -> {
            if (first || !enough.getAsBoolean()) {
              sendPack(side, pack, made);
            }
            return true;
          });
    }
    world.runtime().together(tasks, atOnce);
  }

  private int inFlight(Side side, List<Planned> mine) {
    return mine.stream()
        .map(Planned::flow)
        .distinct()
        .mapToInt(flow -> world.capabilities(flow, side).callsInFlight())
        .min()
        .orElse(1);
  }

  private static boolean pointsAtAnother(Planned planned) {
    return planned.write() instanceof Write.Create create
        && create.wanted().refs().stream().anyMatch(Ref::pending);
  }

  private void sendPack(Side side, List<Planned> pack, Map<String, String> made) {
    List<Planned> sent = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    Map<String, Boolean> inPack = new HashMap<>();
    for (Planned planned : pack) {
      taken.passOver(planned);
      Write write = resolved(planned.write(), made, inPack);
      if (write == null) {
        planned.became(new WriteResult.NotSent("what it refers to was not made"), null);
      } else {
        inPack.put(planned.write().key().text(), true);
        sent.add(planned);
        writes.add(write);
      }
    }
    if (sent.isEmpty()) {
      return;
    }
    try {
      List<Planned> again = taken.settle(side, sent, written(side, sent, writes));
      sent.forEach(planned -> remember(planned, made));
      if (!again.isEmpty()) {
        sendPack(side, again, made);
      }
    } catch (TooLarge large) {
      halve(side, sent, made);
    }
  }

  private static void remember(Planned planned, Map<String, String> made) {
    String id =
        planned.result() instanceof WriteResult.Written written
            ? written.id()
            : planned.result() instanceof WriteResult.Exists exists ? exists.id() : null;
    if (id != null) {
      synchronized (made) {
        made.put(planned.write().key().text(), id);
      }
    }
  }

  /** What became of the first half is written down before the second leaves. */
  private void halve(Side side, List<Planned> sent, Map<String, String> made) {
    if (sent.size() == 1) {
      Refusal.Code code = Refusal.Code.INVALID;
      outcomes.settle(
          side, sent, all(sent, WriteResult.Refused.because(code, "too large for one call")));
      return;
    }
    int half = sent.size() / 2;
    List<Planned> second = sent.subList(half, sent.size());
    try {
      sendPack(side, sent.subList(0, half), made);
    } catch (ConnectorException stopped) {
      outcomes.settle(side, second, all(second, new WriteResult.NotSent("not reached")));
      throw stopped;
    }
    sendPack(side, second, made);
  }

  /**
   * The write with every reference to an earlier list's write exchanged for the id made; null if
   * that was not made.
   */
  private static @Nullable Write resolved(
      Write write, Map<String, String> made, Map<String, Boolean> inPack) {
    if (!(write instanceof Write.Create create)) {
      return write;
    }
    boolean[] lost = {false};
    var wanted =
        create
            .wanted()
            .exchangingRefs(
                ref -> {
                  if (!ref.pending() || inPack.containsKey(ref.operationKey())) {
                    return ref;
                  }
                  String id;
                  synchronized (made) {
                    id = made.get(ref.operationKey());
                  }
                  lost[0] |= id == null;
                  return id == null ? ref : new Ref(ref.type(), id);
                });
    return lost[0] ? null : new Write.Create(create.key(), wanted);
  }

  private List<WriteResult> written(Side side, List<Planned> sent, List<Write> writes) {
    String batch = world.runtime().newId();
    try {
      List<WriteResult> results = world.ask(() -> left(side, sent, writes, batch));
      return world.sized(side, "write", results, writes.size());
    } catch (OutcomeUnknown | ProtocolBroken unknown) {
      LOG.warn("it is not known what became of {} writes: {}", sent.size(), unknown.getMessage());
      return all(sent, new WriteResult.Unknown());
    } catch (AuthenticationFailed | AccessDenied | Unavailable | QuotaExhausted stopped) {
      outcomes.settle(
          side, sent, all(sent, new WriteResult.NotSent(stopped.call() + " was not done")));
      throw stopped;
    }
  }

  /**
   * Noted anew at each attempt: what was noted says until when it may leave, and nothing leaves
   * later, so that whoever takes over knows when it has landed or never will.
   */
  private List<WriteResult> left(Side side, List<Planned> sent, List<Write> writes, String batch) {
    Instant leaveBefore = world.ledger().leaveBefore();
    note(side, sent, batch, leaveBefore);
    return world
        .connector(side)
        .write(
            writes,
            Deadline.at(leaveBefore, world.runtime()),
            world.connector(side.other()).media());
  }

  private static List<WriteResult> all(List<Planned> sent, WriteResult result) {
    return sent.stream().map(each -> result).toList();
  }

  private void note(Side side, List<Planned> sent, String batch, Instant leaveBefore) {
    if (world.rehearsal()) {
      return;
    }
    Instant now = world.runtime().now();
    StoreUpdate.Builder update = world.ledger().update();
    for (int place = 0; place < sent.size(); place++) {
      Intent intent = intent(sent.get(place), side, batch, place, now, leaveBefore);
      for (String over : sent.get(place).closes()) {
        intents.remove(over);
        if (!over.equals(intent.entryKey())) {
          update.remove(world.ledger().gone(Intent.KIND, over));
        }
      }
      update.put(intent.entry());
      intents.put(intent);
      keepFound(sent.get(place), now, update);
      reserve(sent.get(place), side, now, update);
    }
    world.ledger().commit(update);
  }

  /** Until it is known what became of it, nobody else makes the same. */
  private void reserve(Planned planned, Side side, Instant now, StoreUpdate.Builder update) {
    if (planned.write() instanceof Write.Create) {
      Capabilities capabilities = world.capabilities(planned.flow(), side);
      Instant landed = now.plus(capabilities.callDeadline()).plus(capabilities.settleTime());
      world.reservations(side).reserve(planned, landed.plus(capabilities.searchLag()), update);
    }
  }

  /** A pair that was found is kept before its first write: its answer may be lost. */
  private void keepFound(Planned planned, Instant now, StoreUpdate.Builder update) {
    Link link = planned.pair().link();
    if (link != null && link.revision() == 0) {
      Link kept = link.committed(now, Instant.EPOCH);
      update.put(world.ledger().row(planned.flow(), kept));
      planned.linked(kept.stored());
    }
  }

  private Intent intent(
      Planned planned, Side side, String batch, int place, Instant now, Instant leaveBefore) {
    Capabilities capabilities = world.capabilities(planned.flow(), side);
    boolean guarded =
        planned.write() instanceof Write.Create
            && capabilities.guard() == Capabilities.Guard.NATIVE_KEY;
    String targetId =
        planned.write() instanceof Write.Update update
            ? update.held().id()
            : planned.write() instanceof Write.Delete delete ? delete.held().id() : "";
    return new Intent(
        planned.write().key(),
        side,
        planned.sourceId(),
        targetId,
        batch,
        place,
        now,
        guarded
            ? now
            : leaveBefore.plus(capabilities.callDeadline()).plus(capabilities.settleTime()),
        planned.sentAgain(),
        false,
        put(planned));
  }

  private static Base put(Planned planned) {
    Base put = planned.agreed().with(planned.draft().base());
    Intent earlier = planned.unanswered();
    return earlier == null ? put : Attempts.again(put, earlier.base());
  }
}
