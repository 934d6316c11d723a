package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.Unavailable;
import dev.syncline.internal.base.Link;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreFailed;
import dev.syncline.store.StoreUpdate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over a plan: what came from outside, what failed before, then each feed in slices. */
final class PlanRun {

  private static final Logger LOG = LoggerFactory.getLogger(PlanRun.class);
  private static final int LONGEST_CHAIN = 8;

  private final World world;
  private final Errand errand;
  private final OpenIntents intents = new OpenIntents();
  private final Settling settling;
  private final Waiting waiting;
  private final List<String> stopped = new ArrayList<>();
  private final Map<Flow, List<Look>> extra = new LinkedHashMap<>();
  private final Set<Flow> halted = new HashSet<>();
  private final Interlude interlude;
  private final Following following;
  private final Work work;
  private final Slice slice;
  private Notices notices = Notices.none();
  private List<Stage> stages = List.of();
  private @Nullable ConnectorException gaveUp;
  private boolean finished;

  PlanRun(World world, Errand errand) {
    this.world = world;
    this.errand = errand;
    this.interlude = new Interlude(world);
    this.settling = new Settling(world, intents);
    this.work = new Work(world, errand, intents, settling);
    this.slice = new Slice(world, intents, settling, work);
    this.waiting = new Waiting(world);
    this.following =
        new Following(world, (flow, looks) -> unlessHalted(flow, () -> work.on(flow, looks)));
  }

  /**
   * Runs; what could not be finished is named in the list given back. {@code before} is done first.
   */
  List<String> run(Runnable before) {
    try {
      before.run();
      intents.load(world.ledger());
      stages = chosen();
      notices = Notices.taken(world.ledger(), world.runtime().now()).only(this::isChosen);
      extra.putAll(waiting.due(notices));
      extra.keySet().removeIf(flow -> !isChosen(flow));
      List<Reader> first = new ArrayList<>();
      for (Stage stage : stages) {
        guarded(stage.flows(), () -> first.addAll(stage(stage)));
      }
      if (errand.extent().enumerates()) {
        everything(first);
      }
      release();
      applyBrakes();
      work.finish();
      clearNotices();
      new ClosingLook(world, first)
          .take(
              (stage, again) ->
                  guarded(stage.flows(), () -> slices(stage, again, new LinkedHashMap<>())));
      // Who began to wait in that last look may wait for what it has brought.
      release();
      work.finish();
      finished = true;
    } catch (Unavailable | QuotaExhausted down) {
      gaveUp = down;
      stop(String.valueOf(down.getMessage()));
      new Perishing(world).save(down.account());
    } catch (ConnectorException stopping) {
      gaveUp = stopping;
      stop(String.valueOf(stopping.getMessage()));
    } catch (Abandoned | StoreConflict | StoreFailed stopping) {
      stop(String.valueOf(stopping.getMessage()));
    }
    return stopped;
  }

  /** What ended the whole run before its time, if an account did. */
  Optional<ConnectorException> gaveUp() {
    return Optional.ofNullable(gaveUp);
  }

  /** Whether it came to its end, if not with every flow. */
  boolean finished() {
    return finished;
  }

  /** A run limited to some flows is a whole one where something travels for the first time. */
  private List<Stage> chosen() {
    List<Stage> all = Stage.of(world);
    return !errand.extent().limited() || world.openings().anew()
        ? all
        : all.stream()
            .filter(stage -> stage.flows().stream().anyMatch(errand.extent()::has))
            .toList();
  }

  private boolean isChosen(Flow flow) {
    return stages.stream().anyMatch(stage -> stage.flows().contains(flow));
  }

  /** What concerns a flow that is not polled is left to another run. */
  private boolean isChosen(Notice notice) {
    return world.plan().flows().stream()
        .filter(flow -> Notices.concerns(notice, flow))
        .allMatch(this::isChosen);
  }

  /** Everything that both accounts have is compared with the links; positions stay. */
  private void everything(List<Reader> first) {
    for (Stage stage : stages) {
      if (stage.flows().stream().noneMatch(halted::contains)) {
        guarded(stage.flows(), () -> everything(stage, first));
      }
    }
    if (halted.isEmpty()) {
      Enumeration.forget(world);
    }
  }

  private void everything(Stage stage, List<Reader> first) {
    List<Reader> readers = new ArrayList<>();
    for (Side side : Side.values()) {
      stage.on(side).stream()
          .filter(feed -> first.stream().noneMatch(reader -> reader.reads(side, feed)))
          .forEach(feed -> readers.add(Reader.everything(world, side, feed)));
    }
    readers.removeIf(Reader::ended);
    try {
      if (!readers.isEmpty()) {
        slices(stage, readers, new LinkedHashMap<>(), false);
      }
    } finally {
      readers.forEach(Reader::close);
    }
  }

  /** Puts the rules through in every pair there is, and nothing else but {@code before}. */
  List<String> realign(Runnable before) {
    try {
      before.run();
      intents.load(world.ledger());
      notices = Notices.taken(world.ledger(), world.runtime().now());
      world.loadFailures();
      for (Flow flow : world.plan().flows()) {
        guarded(List.of(flow), () -> world.realigning(() -> realign(flow)));
      }
      release();
      applyBrakes();
      work.finish();
      finished = true;
    } catch (ConnectorException stopping) {
      gaveUp = stopping;
      stop(String.valueOf(stopping.getMessage()));
    } catch (Abandoned | StoreConflict | StoreFailed stopping) {
      stop(String.valueOf(stopping.getMessage()));
    }
    return stopped;
  }

  private void realign(Flow flow) {
    String after = "";
    List<Link> page = world.ledger().linksAfter(flow, after);
    while (!page.isEmpty()) {
      errand.goOn();
      List<Look> looks = new ArrayList<>();
      for (Link link : page) {
        if (link.state() != Link.State.DETACHED) {
          link.id(Side.LEFT).ifPresent(id -> looks.add(Look.hint(Side.LEFT, id)));
        }
      }
      work.on(flow, looks);
      after = page.get(page.size() - 1).key();
      page = world.ledger().linksAfter(flow, after);
    }
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
                    work.on(flow, looks);
                    world.whenLinked().lookedAt(flow, looks);
                  }));
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
    world.story().flowsStarted(stage.flows());
    try {
      SecondLook again = new SecondLook(world);
      again.dueEnsured();
      stage.flows().forEach(again::due);
      history(stage);
      slices(stage, readers, extra);
      rest(stage);
    } finally {
      world.story().flowsEnded(stage.flows(), world.tally());
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
            errand.goOn();
            List<Look> looks = new ArrayList<>();
            reader.slice(world.slice()).stream()
                .filter(past::concerns)
                .forEach(each -> looks.add(Look.of(past.side(), each.change(), each.at())));
            work.on(past.flow(), looks);
          }
        }
      }
      world.openings().taken(past);
    }
  }

  private void slices(Stage stage, List<Reader> readers, Map<Flow, List<Look>> more) {
    slices(stage, readers, more, true);
  }

  private void slices(
      Stage stage, List<Reader> readers, Map<Flow, List<Look>> more, boolean first) {
    boolean begins = first;
    boolean between = false;
    do {
      errand.goOn();
      interlude.perhaps(
          between, isUpload(stage, readers), this::hints, () -> changes(stage, readers));
      between = true;
      slice.take(stage, readers, more, begins);
      begins = false;
    } while (readers.stream().anyMatch(reader -> !reader.ended()));
  }

  private boolean isUpload(Stage stage, List<Reader> readers) {
    return readers.stream().anyMatch(Reader::fresh) || isFirstLook(stage);
  }

  private boolean isFirstLook(Stage stage) {
    return stage.flows().stream().anyMatch(flow -> world.firstLooks().of(flow).isPresent());
  }

  /** What first enumerations have set aside, once their sides have shown themselves. */
  private void rest(Stage stage) {
    for (Flow flow : stage.flows()) {
      if (world.firstLooks().of(flow).filter(FirstLook::ended).isPresent()) {
        Runnable before =
            () -> {
              errand.goOn();
              interlude.perhaps(true, true, this::hints, () -> changes(stage, List.of()));
              settling.settle(flow);
            };
        new Rest(world, work, flow, before).workOff();
      }
    }
  }

  /** What came from outside meanwhile goes before what a long run still has to do. */
  private void hints() {
    Notices since = notices.hintsSince(world.ledger(), world.runtime().now(), this::isChosen);
    waiting.hinted(since).forEach((flow, looks) -> unlessHalted(flow, () -> work.on(flow, looks)));
    StoreUpdate.Builder over = world.ledger().update();
    since.clear(over, notice -> halted.stream().anyMatch(flow -> Notices.concerns(notice, flow)));
    world.ledger().commit(over);
  }

  /**
   * And so does what feeds have that were read to their ends before; during a first upload, what
   * changed in the others since the run began, too.
   */
  private void changes(Stage busy, List<Reader> readers) {
    boolean upload = isUpload(busy, readers);
    boolean reading = readers.stream().noneMatch(Reader::enumerates);
    for (Stage stage : stages) {
      if (stage.flows().stream().noneMatch(halted::contains)) {
        boolean own = reading && stage.equals(busy);
        guarded(stage.flows(), () -> changes(stage, own, upload));
      }
    }
  }

  private void changes(Stage stage, boolean own, boolean upload) {
    boolean polled = !own && !isFirstLook(stage) && poll(stage);
    if (!polled && upload) {
      following.follow(stage);
    }
  }

  /** Whether its feeds were read before. */
  private boolean poll(Stage stage) {
    List<Reader> readers = new ArrayList<>();
    for (Side side : Side.values()) {
      stage.on(side).forEach(feed -> readers.add(Reader.of(world, side, feed, stage.flows())));
    }
    try {
      boolean before = !readers.isEmpty() && readers.stream().noneMatch(Reader::fresh);
      if (before) {
        slices(stage, readers, new LinkedHashMap<>());
      }
      return before;
    } finally {
      readers.forEach(Reader::close);
    }
  }
}
