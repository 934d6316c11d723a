package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.store.StoreUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates whose number somebody else has: if that is our own earlier attempt, it is adopted;
 * otherwise the next number is taken, and where there is none, both documents are named.
 * Thread-safe.
 */
final class TakenNumbers {

  private static final Logger LOG = LoggerFactory.getLogger(TakenNumbers.class);

  /** How many further numbers are looked for at once, over all that are refused together. */
  private static final int AHEAD = 60;

  /** A number of a type. */
  private record Numbered(Flow flow, Field<?> field) {}

  private final World world;
  private final Outcomes outcomes;

  TakenNumbers(World world, Outcomes outcomes) {
    this.world = world;
    this.outcomes = outcomes;
  }

  /** Takes a number that nobody is known to have, so that what is taken is not asked for. */
  void passOver(Planned planned) {
    Decision.Numbers numbers = planned.draft().numbers();
    while (planned.write() instanceof Write.Create
        && numbers != null
        && !world
            .numbers()
            .claim(
                planned.target(),
                planned.flow().type(planned.target()),
                numbers.field(),
                numbers.number(),
                planned.write().key())
        && planned.renumber(world.prints())) {
      numbers = planned.draft().numbers();
    }
  }

  /** What was made keeps its number; what was not leaves it to others. */
  private void note(Planned planned, WriteResult result) {
    Decision.Numbers numbers = planned.draft().numbers();
    if (numbers == null) {
      return;
    }
    var type = planned.flow().type(planned.target());
    var key = planned.write().key();
    if (result instanceof WriteResult.Written && planned.write() instanceof Write.Create) {
      world.numbers().made(planned.target(), type, numbers.field(), numbers.number(), key);
      return;
    }
    boolean made =
        result instanceof WriteResult.Written
            || result instanceof WriteResult.Exists
            || result instanceof WriteResult.Unknown
            || result instanceof WriteResult.Accepted;
    if (!made) {
      world.numbers().release(planned.target(), type, numbers.field(), numbers.number(), key);
    }
  }

  /** Commits what became of a list of writes; gives those that go out with another number. */
  List<Planned> settle(Side side, List<Planned> sent, List<WriteResult> results) {
    List<Planned> taken = new ArrayList<>();
    List<WriteResult> refusals = new ArrayList<>();
    List<Planned> others = new ArrayList<>();
    List<WriteResult> theirs = new ArrayList<>();
    for (int at = 0; at < sent.size(); at++) {
      boolean mine = isTaken(sent.get(at), results.get(at));
      if (!mine) {
        note(sent.get(at), results.get(at));
      }
      (mine ? taken : others).add(sent.get(at));
      (mine ? refusals : theirs).add(results.get(at));
    }
    outcomes.settle(side, others, theirs);
    if (taken.isEmpty()) {
      return List.of();
    }
    try {
      return renumbered(side, taken, refusals, holders(side, taken));
    } catch (ConnectorException stopped) {
      outcomes.settle(side, taken, refusals);
      throw stopped;
    }
  }

  /** A refused create has certainly made nothing. */
  private static boolean isTaken(Planned planned, WriteResult result) {
    return planned.write() instanceof Write.Create
        && planned.draft().numbers() != null
        && result instanceof WriteResult.Refused refused
        && refused.reasons().stream()
            .anyMatch(reason -> reason.code() == Refusal.Code.NUMBER_TAKEN);
  }

  private List<Planned> renumbered(
      Side side,
      List<Planned> taken,
      List<WriteResult> refusals,
      Map<Planned, List<Entity>> holders) {
    List<Planned> again = new ArrayList<>();
    List<Planned> over = new ArrayList<>();
    List<WriteResult> results = new ArrayList<>();
    for (int at = 0; at < taken.size(); at++) {
      Planned planned = taken.get(at);
      List<Entity> mine = Objects.requireNonNull(holders.get(planned));
      Entity ours = mine.stream().filter(each -> isOurs(planned, each)).findFirst().orElse(null);
      if (ours == null && planned.renumber(world.prints())) {
        again.add(planned);
        continue;
      }
      mine.stream().findFirst().ifPresent(each -> planned.takenBy(each.id()));
      over.add(planned);
      results.add(ours == null ? refusals.get(at) : new WriteResult.Exists(ours.id()));
    }
    outcomes.settle(side, over, results);
    return again;
  }

  private static boolean isOurs(Planned planned, Entity holder) {
    OperationKey key = planned.write().key();
    return holder
        .marker()
        .flatMap(text -> OperationKey.ofMarker(key.plan(), key.flow(), text))
        .filter(key::equals)
        .isPresent();
  }

  /**
   * Who has these numbers: one search for all that look in the same place. It asks for the numbers
   * behind them, too, because who has one of a series often has more.
   */
  private Map<Planned, List<Entity>> holders(Side side, List<Planned> taken) {
    Map<Numbered, Map<MatchKey, List<Planned>>> asked = new LinkedHashMap<>();
    Map<MatchKey, Object> spoken = new HashMap<>();
    Map<Planned, List<Entity>> holders = new HashMap<>();
    for (Planned planned : taken) {
      holders.put(planned, new ArrayList<>());
      Decision.Numbers numbers = Objects.requireNonNull(planned.draft().numbers());
      Map<MatchKey, List<Planned>> keys =
          asked.computeIfAbsent(
              new Numbered(planned.flow(), numbers.field()), each -> new LinkedHashMap<>());
      for (Decision.Draft draft : series(planned, Math.max(1, AHEAD / taken.size()))) {
        Object number = Objects.requireNonNull(draft.numbers()).number();
        for (MatchKey key :
            MatchKey.of(draft.delta(), List.of(numbers.field()), world.prints().phones())) {
          keys.computeIfAbsent(key, each -> new ArrayList<>()).add(planned);
          spoken.put(key, number);
        }
      }
    }
    asked.forEach(
        (numbered, keys) -> {
          Map<MatchKey, Findings> found =
              world.ask(
                  () ->
                      world
                          .port(numbered.flow(), side)
                          .find(keys.keySet(), FieldSet.of(numbered.field())));
          keys.forEach(
              (key, all) -> {
                Findings findings = found.get(key);
                if (findings != null) {
                  findings.hits().stream()
                      .findFirst()
                      .ifPresent(
                          holder ->
                              world
                                  .numbers()
                                  .met(
                                      side,
                                      numbered.field(),
                                      Objects.requireNonNull(spoken.get(key)),
                                      holder));
                  all.forEach(
                      each -> Objects.requireNonNull(holders.get(each)).addAll(findings.hits()));
                }
              });
        });
    return holders;
  }

  /** What it is given, and what it would be given next. */
  private List<Decision.Draft> series(Planned planned, int ahead) {
    List<Decision.Draft> series = new ArrayList<>(List.of(planned.draft()));
    for (int more = 0; more < ahead; more++) {
      Decision.Draft next =
          series.get(series.size() - 1).renumbered(planned.target(), world.prints()).orElse(null);
      if (next == null) {
        break;
      }
      series.add(next);
    }
    return series;
  }

  /** Why a create failed whose number is taken. */
  static String reason(Planned planned) {
    return Refusal.Code.NUMBER_TAKEN
        + ": "
        + planned.target().word()
        + " "
        + planned.flow().type(planned.target())
        + " "
        + planned.takenBy()
        + " has the number of "
        + planned.source().word()
        + " "
        + planned.flow().type(planned.source())
        + " "
        + planned.sourceId();
  }

  /** Says that something was not made under its first number. */
  static void tell(World world, Planned planned, String id, StoreUpdate.Builder update) {
    Decision.Numbers numbers = planned.draft().numbers();
    if (numbers != null && numbers.at() > 0 && planned.write() instanceof Write.Create) {
      int place = numbers.at() + 1;
      LOG.warn("{} {} was made under the number on place {}", planned.flow(), id, place);
      world.tally().count(planned.flow(), Count.RENUMBERED);
      update.journal(
          world
              .ledger()
              .journal(planned.flow(), planned.target(), id, "NUMBER_SUFFIXED, place " + place));
    }
  }

  /**
   * The looks, and those at creates that were refused for a number of what is looked at: it may
   * have another number by now, or be gone.
   */
  static List<Look> freed(World world, Flow flow, Collection<Look> looks) {
    Map<String, List<Failures.Kept>> refused = new HashMap<>();
    for (Failures.Kept kept : world.failures()) {
      if (!kept.takenBy().isEmpty() && kept.failure().flow().equals(flow.name())) {
        refused
            .computeIfAbsent(kept.failure().side().other() + kept.takenBy(), k -> new ArrayList<>())
            .add(kept);
      }
    }
    List<Look> all = new ArrayList<>(looks);
    Set<String> freed = new LinkedHashSet<>();
    for (Look look : looks) {
      for (Failures.Kept kept : refused.getOrDefault(look.side() + look.id(), List.of())) {
        if (freed.add(kept.failure().side() + kept.failure().id())) {
          new Trouble(world, flow).over(kept.failure().side(), kept.failure().id());
          all.add(Look.hint(kept.failure().side(), kept.failure().id()));
        }
      }
    }
    return all;
  }
}
