package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over a plan: what came from outside, what failed before, then each feed in slices. */
final class PlanRun {

  private static final Logger LOG = LoggerFactory.getLogger(PlanRun.class);
  private static final int LONGEST_CHAIN = 8;

  private final World world;
  private final BooleanSupplier closed;
  private final OpenIntents intents = new OpenIntents();
  private final Settling settling;
  private final Waiting waiting;
  private final List<String> stopped = new ArrayList<>();
  private final Map<Flow, List<Look>> extra = new LinkedHashMap<>();
  private final Set<Flow> halted = new HashSet<>();
  private Notices notices = Notices.none();
  private @Nullable Meanwhile meanwhile;

  PlanRun(World world, BooleanSupplier closed) {
    this.world = world;
    this.closed = closed;
    this.settling = new Settling(world, intents);
    this.waiting = new Waiting(world);
  }

  /** Runs; what could not be finished is named in the list given back. */
  List<String> run() {
    try {
      intents.load(world.ledger());
      notices = Notices.taken(world.ledger(), world.runtime().now());
      extra.putAll(waiting.due(notices));
      meanwhile =
          new Meanwhile(
              world,
              notices,
              halted::contains,
              (flow, looks) -> unlessHalted(flow, () -> work(flow, looks)));
      List<Reader> first = new ArrayList<>();
      for (Stage stage : Stage.of(world)) {
        guarded(stage.flows(), () -> first.addAll(stage(stage)));
      }
      release();
      applyBrakes();
      clearNotices();
      closingLook(first);
    } catch (ConnectorException gaveUp) {
      stop(String.valueOf(gaveUp.getMessage()));
    } catch (Abandoned | StoreConflict gaveUp) {
      stop(String.valueOf(gaveUp.getMessage()));
    }
    return stopped;
  }

  private void stop(String why) {
    LOG.warn("plan {} stopped: {}", world.plan().name(), why);
    stopped.add(why);
  }

  /** What is wrong with one flow stops that flow; what is wrong with an account stops the run. */
  private void guarded(List<Flow> flows, Runnable work) {
    try {
      work.run();
    } catch (AccessDenied | ProtocolBroken flowOnly) {
      halted.addAll(flows);
      stop(flows + ": " + flowOnly.getMessage());
    }
  }

  /** What ends or is emptied does so last, when it is known how much it is; what refers, first. */
  private void applyBrakes() {
    Braking braking = new Braking(world, this::stop);
    List<Flow> flows = new ArrayList<>(world.plan().flows());
    for (Flow flow : flows) {
      unlessHalted(flow, () -> new ClearBrake(world, intents, notices, braking).carryOut(flow));
    }
    Collections.reverse(flows);
    for (Flow flow : flows) {
      unlessHalted(flow, () -> new Endings(world, intents, notices, braking).carryOut(flow));
    }
  }

  private void unlessHalted(Flow flow, Runnable work) {
    if (!halted.contains(flow)) {
      guarded(List.of(flow), work);
    }
  }

  /** Who waited for something that this run has brought is looked at before it ends. */
  private void release() {
    for (int round = 0; round < LONGEST_CHAIN; round++) {
      Map<Flow, List<Look>> released = waiting.released();
      if (released.isEmpty()) {
        return;
      }
      released.forEach(
          (flow, looks) ->
              unlessHalted(
                  flow,
                  () -> {
                    work(flow, looks);
                    world.whenLinked().lookedAt(flow, looks);
                  }));
    }
  }

  private void work(Flow flow, List<Look> looks) {
    for (int from = 0; from < looks.size(); from += world.slice()) {
      settling.settle(flow);
      List<Look> some = looks.subList(from, Math.min(looks.size(), from + world.slice()));
      new FlowWork(world, flow, intents, Set.of(), 0).on(some);
    }
  }

  private void clearNotices() {
    StoreUpdate.Builder update = world.ledger().update();
    notices.clear(
        update, notice -> halted.stream().anyMatch(flow -> Notices.concerns(notice, flow)));
    world.ledger().commit(update);
  }

  private List<Reader> stage(Stage stage) {
    List<Reader> readers = new ArrayList<>();
    for (Side side : Side.values()) {
      stage.on(side).forEach(feed -> readers.add(Reader.of(world, side, feed, stage.flows())));
    }
    try {
      history(stage);
      slices(stage, readers, extra);
      rest(stage);
    } finally {
      readers.forEach(Reader::close);
    }
    stage.flows().forEach(settling::settle);
    return readers.stream().filter(Reader::fresh).toList();
  }

  /** What is asked for of the past is looked at once, whatever the feeds have shown. */
  private void history(Stage stage) {
    for (Openings.Past past : world.openings().pasts(stage.flows())) {
      for (Reader reader : Reader.past(world, past, stage.on(past.side()))) {
        try (reader) {
          while (!reader.ended()) {
            abandonIfClosed();
            List<Look> looks = new ArrayList<>();
            reader.slice(world.slice()).stream()
                .filter(past::concerns)
                .forEach(each -> looks.add(Look.of(past.side(), each.change(), each.at())));
            work(past.flow(), looks);
          }
        }
      }
      world.openings().taken(past);
    }
  }

  private void abandonIfClosed() {
    if (closed.getAsBoolean()) {
      throw new Abandoned("the engine was closed");
    }
  }

  private void slices(Stage stage, List<Reader> readers, Map<Flow, List<Look>> more) {
    boolean first = true;
    do {
      abandonIfClosed();
      slice(stage, readers, more, first);
      first = false;
    } while (goesOn(stage, readers));
  }

  private boolean goesOn(Stage stage, List<Reader> readers) {
    boolean goesOn = readers.stream().anyMatch(reader -> !reader.ended());
    if (goesOn) {
      goFirst(
          readers.stream().anyMatch(Reader::fresh)
              || stage.flows().stream()
                  .anyMatch(flow -> world.enumerations().of(flow).isPresent()));
    }
    return goesOn;
  }

  private void goFirst(boolean upload) {
    if (meanwhile != null) {
      meanwhile.goFirst(upload);
    }
  }

  private void slice(Stage stage, List<Reader> readers, Map<Flow, List<Look>> more, boolean first) {
    Map<Side, Map<Reader, List<Reader.Seen>>> seen =
        world.bothSides(
            side -> {
              Map<Reader, List<Reader.Seen>> mine = new LinkedHashMap<>();
              readers.stream()
                  .filter(reader -> reader.side() == side && !reader.ended())
                  .forEach(reader -> mine.put(reader, reader.slice(world.slice())));
              return mine;
            });
    for (Flow flow : stage.flows()) {
      List<Look> looks = new ArrayList<>();
      Set<Side> partly = EnumSet.noneOf(Side.class);
      seen.forEach(
          (side, mine) -> {
            if (!looks(flow, side, mine.values(), looks)) {
              partly.add(side);
            }
          });
      List<Look> extras = more.remove(flow);
      if (extras != null) {
        List<Look> mine = missing(extras, looks);
        int here = Math.min(mine.size(), world.slice());
        looks.addAll(mine.subList(0, here));
        work(flow, mine.subList(here, mine.size()));
      }
      // What an unanswered create may have made would come as something new, and be made back.
      settling.settle(flow);
      world.enumerations().read(flow, readers, partly);
      new FlowWork(world, flow, intents, seeking(flow, readers, first, partly), 0).on(looks);
      Pace.tell(world, flow, readers);
    }
    askForUnlisted(stage, readers);
    StoreUpdate.Builder update = world.ledger().update();
    List<String> flows = stage.flows().stream().map(Flow::name).toList();
    for (Reader reader : readers.stream().filter(Reader::durable).toList()) {
      String feed = reader.feed().name();
      update.put(world.ledger().cursor(reader.side(), feed, reader.cursor()));
      update.put(world.ledger().served(reader.side(), feed, flows));
    }
    world.enumerations().put(stage.flows(), update);
    world.ledger().commit(update);
  }

  private Seeking seeking(Flow flow, List<Reader> readers, boolean first, Set<Side> partly) {
    if (world.enumerations().of(flow).isPresent()) {
      return Seeking.inSlices();
    }
    // Only what is in this very slice is at hand to be matched with.
    Set<Side> whole = first ? whole(flow, readers) : EnumSet.noneOf(Side.class);
    whole.removeAll(partly);
    return Seeking.atTheVendor(whole);
  }

  /** What first enumerations have set aside, once their sides have shown themselves. */
  private void rest(Stage stage) {
    for (Flow flow : stage.flows()) {
      if (world.enumerations().of(flow).filter(Enumeration::ended).isPresent()) {
        Consumer<Flow> before =
            its -> {
              abandonIfClosed();
              goFirst(true);
              settling.settle(its);
            };
        new Rest(world, intents, flow, before).workOff();
      }
    }
  }

  /** Collects what a flow has to look at; whether that is all that was shown. */
  private boolean looks(
      Flow flow, Side side, Collection<List<Reader.Seen>> shown, List<Look> into) {
    List<Reader.Seen> mine =
        shown.stream()
            .flatMap(List::stream)
            .filter(each -> each.change().type().equals(flow.type(side)))
            .toList();
    List<Reader.Seen> admitted = world.openings().admitted(flow, side, mine);
    admitted.forEach(each -> into.add(Look.of(side, each.change(), each.at())));
    return admitted.size() == mine.size();
  }

  /** Before the position moves on: an enumeration is not repeated. */
  private void askForUnlisted(Stage stage, List<Reader> readers) {
    for (Reader reader : readers.stream().filter(Reader::takeEnumerated).toList()) {
      stage.flows().stream()
          .filter(flow -> reader.feed().types().contains(flow.type(reader.side())))
          .forEach(flow -> new Unlisted(world, intents, flow, reader).ask());
    }
  }

  private static List<Look> missing(List<Look> extras, List<Look> looks) {
    Set<String> seen = new HashSet<>();
    looks.forEach(look -> seen.add(look.side() + look.id()));
    // That it is said to be gone is not undone by a row: both are looked at together.
    return extras.stream()
        .filter(look -> seen.add(look.side() + look.id()) || look.gone())
        .toList();
  }

  private static Set<Side> whole(Flow flow, List<Reader> readers) {
    Set<Side> whole = EnumSet.noneOf(Side.class);
    for (Side side : Side.values()) {
      List<Reader> mine =
          readers.stream()
              .filter(reader -> reader.side() == side)
              .filter(reader -> reader.feed().types().contains(flow.type(side)))
              .toList();
      if (!mine.isEmpty() && mine.stream().allMatch(Reader::whole)) {
        whole.add(side);
      }
    }
    return whole;
  }

  /** A look within the vendor's tick of our last write would have to be taken again. */
  private void awaitTick(List<Reader> first) {
    Duration longest = Duration.ZERO;
    for (Reader reader : first) {
      for (Flow flow : world.plan().flows()) {
        if (world.tally().wrote(flow, reader.side())) {
          Duration tick = world.capabilities(flow, reader.side()).clockTick();
          longest = tick.compareTo(longest) > 0 ? tick : longest;
        }
      }
    }
    world.patience().sleep(longest.multipliedBy(2));
  }

  /**
   * After a first upload each feed that we wrote to is read once more: an edit made meanwhile is
   * not left to chance, and the next run does not meet our own writes.
   */
  private void closingLook(List<Reader> first) {
    if (!world.rehearsal()) {
      awaitTick(first);
    }
    for (Stage stage : Stage.of(world)) {
      List<Reader> again = new ArrayList<>();
      for (Reader reader : first) {
        boolean ours =
            stage.on(reader.side()).stream()
                .anyMatch(feed -> feed.name().equals(reader.feed().name()));
        boolean wrote =
            stage.flows().stream().anyMatch(flow -> world.tally().wrote(flow, reader.side()));
        if (ours && wrote && world.rehearsal()) {
          foresee(stage, reader);
        } else if (ours && wrote) {
          again.add(Reader.of(world, reader.side(), reader.feed(), stage.flows()));
        }
      }
      if (!again.isEmpty()) {
        guarded(stage.flows(), () -> slices(stage, again, new LinkedHashMap<>()));
      }
    }
  }

  private void foresee(Stage stage, Reader reader) {
    long rows =
        stage.flows().stream()
            .filter(flow -> reader.feed().types().contains(flow.type(reader.side())))
            .mapToLong(flow -> world.tally().written(flow, reader.side()))
            .sum();
    world.foreseen().readAgain(reader.side(), reader.feed().name(), rows);
  }
}
