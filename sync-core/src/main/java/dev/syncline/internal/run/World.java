package dev.syncline.internal.run;

import dev.syncline.EngineRuntime;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.ProposedPair;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Connector;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.Reading;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.Prints;
import dev.syncline.internal.reconcile.Abilities;
import dev.syncline.internal.reconcile.Markers;
import dev.syncline.internal.reconcile.Reconciler;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that the parts of one run share. Thread-safe. */
final class World {

  private static final Logger LOG = LoggerFactory.getLogger(World.class);

  private record Able(Side side, EntityType type) {}

  private final SyncPlan plan;
  private final String runId;
  private final EngineRuntime runtime;
  private final Ledger ledger;
  private final Prints prints;
  private final Map<Side, Reservations> reservations;
  private final SyncListener listener;
  private final Tally tally;
  private final Patience patience;
  private final Turn turn;
  private final Story story;
  private final boolean rehearsal;
  private final int slice;
  private final Convictions convictions;
  private final KnownNumbers numbers = new KnownNumbers();
  private final Clears clears = new Clears();
  private final WhenLinked whenLinked;
  private final SecondLooks secondLooks;
  private final LeftOut leftOut;
  private final Map<Side, Connector> connectors = new EnumMap<>(Side.class);
  private final Map<Side, OthersWrites> othersWrites = new EnumMap<>(Side.class);
  private final Map<Side, FieldSet> wanted = new EnumMap<>(Side.class);
  private final Map<String, Reconciler> reconcilers = new HashMap<>();
  private final Foreseen foreseen = new Foreseen();
  private final Map<String, Failures.Kept> failures = new ConcurrentHashMap<>();
  private final Lately refreshed = new Lately();
  private final Instant startedAt;
  private volatile boolean realigns;
  private volatile boolean oscillates;
  private volatile @Nullable Proposing proposing;
  private @Nullable Doubles doubles;
  private @Nullable Rejected rejected;
  private @Nullable Openings openings;
  private @Nullable FirstLooks firstLooks;
  private final Map<Able, Capabilities> capabilities = new ConcurrentHashMap<>();
  private final Map<EntityType, Boolean> ensured = new ConcurrentHashMap<>();

  World(
      SyncPlan plan,
      Map<Side, Connector> connectors,
      String runId,
      EngineRuntime runtime,
      Ledger ledger,
      Turn turn,
      Prints prints,
      Map<Side, Reservations> reservations,
      SyncListener listener,
      boolean rehearsal,
      int slice) {
    this.plan = plan;
    this.runId = runId;
    this.runtime = runtime;
    this.startedAt = runtime.now();
    this.ledger = ledger;
    this.prints = prints;
    this.reservations = reservations;
    this.listener = listener;
    this.rehearsal = rehearsal;
    this.slice = slice;
    this.tally = new Tally(plan.flows());
    this.turn = turn;
    this.story = new Story(new SyncListener.Run(plan.name(), runId), this::tell, rehearsal);
    this.patience = new Patience(runtime, turn::isOver, story::waited);
    this.convictions = new Convictions(ledger, prints);
    this.whenLinked = new WhenLinked(ledger);
    this.secondLooks = new SecondLooks(ledger);
    this.leftOut = new LeftOut(plan);
    this.connectors.putAll(connectors);
    for (Side side : Side.values()) {
      wanted.put(side, plan.reads(side));
      String account = plan.connector(side).account().key();
      othersWrites.put(side, new OthersWrites(ledger, account, plan.name()));
    }
    for (Flow flow : plan.flows()) {
      reconcilers.put(flow.name(), new Reconciler(flow, prints, abilities(flow)));
    }
  }

  /** What each side lets be written. */
  Abilities abilities(Flow flow) {
    return new Abilities() {
      @Override
      public boolean creates(Side side, Field<?> field) {
        return field.type().equals(flow.type(side))
            ? capabilities(flow, side).creatable(field)
            : true;
      }

      @Override
      public boolean updates(Side side, Field<?> field) {
        return field.type().equals(flow.type(side))
            ? capabilities(flow, side).can(Capabilities.Operation.UPDATE)
                && capabilities(flow, side).writable(field)
            : true;
      }

      @Override
      public boolean holds(Side side, Field<?> field) {
        return field.custom()
            || capabilities(flow, side).readable().contains(field)
            || Abilities.super.holds(side, field);
      }
    };
  }

  SyncPlan plan() {
    return plan;
  }

  String runId() {
    return runId;
  }

  EngineRuntime runtime() {
    return runtime;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** How many changes of each side are worked on at once. */
  int slice() {
    return slice;
  }

  /** Whether this is the first time that the run refreshes this; asked once. */
  boolean refreshes(String key) {
    return refreshed.add(key);
  }

  Ledger ledger() {
    return ledger;
  }

  Prints prints() {
    return prints;
  }

  /** What is being made on a side, whoever makes it. */
  Reservations reservations(Side side) {
    return Objects.requireNonNull(reservations.get(side));
  }

  /** When other plans last wrote to a side's account. */
  OthersWrites othersWrites(Side side) {
    return Objects.requireNonNull(othersWrites.get(side));
  }

  Tally tally() {
    return tally;
  }

  Patience patience() {
    return patience;
  }

  /** What is told of the run. */
  Story story() {
    return story;
  }

  /** The run's turn on its accounts. */
  Turn turn() {
    return turn;
  }

  /** Whether nothing is really written: reads are real, writes are only counted. */
  boolean rehearsal() {
    return rehearsal;
  }

  /** Whether the rules are put through in pairs that nobody has edited, too. */
  boolean realigns() {
    return realigns;
  }

  /** Puts the rules through in all pairs that this work looks at. */
  void realigning(Runnable work) {
    boolean before = realigns;
    realigns = true;
    try {
      work.run();
    } finally {
      realigns = before;
    }
  }

  /** What was convicted as gone. */
  Convictions convictions() {
    return convictions;
  }

  /** Which numbers this run has given, or met. */
  KnownNumbers numbers() {
    return numbers;
  }

  /** What would be emptied. */
  Clears clears() {
    return clears;
  }

  /** Who goes without a reference for now. */
  WhenLinked whenLinked() {
    return whenLinked;
  }

  /** Which creates are looked for once more. */
  SecondLooks secondLooks() {
    return secondLooks;
  }

  /** What a rehearsal foresees; nobody asks for it after a real run. */
  Foreseen foreseen() {
    return foreseen;
  }

  Connector connector(Side side) {
    return Objects.requireNonNull(connectors.get(side));
  }

  EntityPort port(Flow flow, Side side) {
    return connector(side).port(flow.type(side));
  }

  /** What an account can do does not change within a run, and is asked for once a field. */
  Capabilities capabilities(Flow flow, Side side) {
    Able able = new Able(side, flow.type(side));
    Capabilities known = capabilities.get(able);
    if (known == null) {
      known = port(flow, side).capabilities();
      capabilities.put(able, known);
    }
    return known;
  }

  Reconciler reconciler(Flow flow) {
    return Objects.requireNonNull(reconcilers.get(flow.name()));
  }

  Markers markers(Flow flow) {
    return new Markers(flow, prints, abilities(flow));
  }

  /** Who names a counterpart that somebody else names too; read once. */
  synchronized Doubles doubles() {
    Doubles known = doubles;
    if (known == null) {
      known = new Doubles(ledger);
      doubles = known;
    }
    return known;
  }

  /** Which pairs are none, as a person said; whether there are any is read once. */
  synchronized Rejected rejected() {
    Rejected known = rejected;
    if (known == null) {
      known = new Rejected(ledger);
      rejected = known;
    }
    return known;
  }

  /** Since when entities of each side travel; read once. */
  synchronized Openings openings() {
    Openings known = openings;
    if (known == null) {
      known = new Openings(this);
      openings = known;
    }
    return known;
  }

  /** The first firstLooks that need more than one slice; read once. */
  synchronized FirstLooks firstLooks() {
    FirstLooks known = firstLooks;
    if (known == null) {
      known = new FirstLooks(this);
      firstLooks = known;
    }
    return known;
  }

  /** The fields that the plan reads on a side, of all types. */
  FieldSet wanted(Side side) {
    return Objects.requireNonNull(wanted.get(side));
  }

  /** What was brought along in vain. */
  LeftOut leftOut() {
    return leftOut;
  }

  /** The flow that brings entities of a type along. */
  Optional<Flow> flowOf(Side side, EntityType type) {
    return plan.flows().stream()
        .filter(flow -> flow.type(side).equals(type) && !flow.isAside())
        .findFirst();
  }

  /** Whether anything of a type is there only because rules refer to it. */
  boolean ensures(EntityType type) {
    return ensured.computeIfAbsent(type, each -> ledger.hasLinks(Flow.ensured(each)));
  }

  /** Something of a type is there from now on because rules refer to it. */
  void ensured(EntityType type) {
    ensured.put(type, true);
  }

  /** The failures of earlier runs, read once. */
  List<Failures.Kept> loadFailures() {
    ledger.all(Failures.KIND).forEach(entry -> remember(Failures.kept(entry)));
    return List.copyOf(failures.values());
  }

  /** How often an entity has failed before. */
  int attempts(Flow flow, Side side, String id) {
    Failures.Kept kept = failures.get(Failures.key(flow.name(), side, id));
    return kept == null ? 0 : kept.failure().attempts();
  }

  /** What is open now. */
  List<Failures.Kept> failures() {
    return List.copyOf(failures.values());
  }

  /** The open failure of an entity. */
  Optional<Failures.Kept> failure(Flow flow, Side side, String id) {
    return Optional.ofNullable(failures.get(Failures.key(flow.name(), side, id)));
  }

  /** What is open under a failure's name in the store. */
  Failures.@Nullable Kept kept(String key) {
    return failures.get(key);
  }

  /** A failure of this run. */
  void failed(Failures.Kept kept) {
    story.raised(remember(kept), kept);
  }

  private Failures.@Nullable Kept remember(Failures.Kept kept) {
    Failure failure = kept.failure();
    oscillates |= failure.kind() == Failure.Kind.OSCILLATES;
    return failures.put(Failures.key(failure.flow(), failure.side(), failure.id()), kept);
  }

  /** An entity has no open failure any more. */
  void mended(Flow flow, Side side, String id) {
    mended(Failures.key(flow.name(), side, id));
  }

  /** Nothing is open under this name any more. */
  void mended(String key) {
    Failures.Kept over = failures.remove(key);
    if (over != null) {
      story.resolved(over);
    }
  }

  /** Whether any unit is fought over: most plans never know of it. */
  boolean oscillates() {
    return oscillates;
  }

  /** Two entities were found to stand for each other. */
  void linked(Flow flow, Link link, Supplier<ProposedPair> as) {
    String leftId = link.requireId(Side.LEFT);
    String rightId = link.requireId(Side.RIGHT);
    tally.count(flow, Count.LINKED);
    story.touched(flow, SyncListener.What.LINKED, Side.LEFT, leftId, rightId);
    if (rehearsal) {
      foreseen.matched(flow, leftId, rightId);
    }
    Proposing notes = proposing;
    if (notes != null) {
      notes.linked(flow, link, as.get());
    }
  }

  /** What of these has no link was looked for in vain. */
  void alone(Flow flow, Collection<Item> items) {
    Proposing notes = proposing;
    if (notes != null) {
      notes.alone(flow, items);
    }
  }

  /** From now on it is noted what is linked, and how it was found. */
  void proposing(Proposing notes) {
    proposing = notes;
  }

  /** Asks a connector, with patience; after a wait the leases must still be ours. */
  <T> T ask(Supplier<T> call) {
    return patience.ask(
        () -> {
          ledger.renew();
          return call.get();
        });
  }

  /** What a connector must not answer. */
  ProtocolBroken broken(Side side, String call, String expected) {
    return new ProtocolBroken(connector(side).account(), call, expected);
  }

  /** Reads; an answer without one of the ids is none. */
  Map<String, Reading> readings(Flow flow, Side side, Collection<String> ids, FieldSet fields) {
    Map<String, Reading> readings = ask(() -> port(flow, side).read(ids, fields));
    if (!readings.keySet().containsAll(ids)) {
      throw broken(
          side,
          "read",
          "expected a reading for each of " + ids.size() + " ids, got " + readings.size());
    }
    return readings;
  }

  /** The answer to a bulk call, if it has one for each that was asked. */
  <T> List<T> sized(Side side, String call, List<T> answers, int asked) {
    if (answers.size() != asked) {
      throw broken(side, call, "expected " + asked + " answers, got " + answers.size());
    }
    return answers;
  }

  /** Does two things for both sides at once. */
  <T> Map<Side, T> bothSides(Function<Side, T> task) {
    List<Callable<T>> tasks =
        List.of(() -> tagged(Side.LEFT, task), () -> tagged(Side.RIGHT, task));
    List<T> results = runtime.together(tasks, tasks.size());
    Map<Side, T> bySide = new EnumMap<>(Side.class);
    bySide.put(Side.LEFT, results.get(0));
    bySide.put(Side.RIGHT, results.get(1));
    return bySide;
  }

  private <T> T tagged(Side side, Function<Side, T> task) {
    try (Tag account = Tag.account(connector(side).account().key())) {
      return task.apply(side);
    }
  }

  /** Tells the listener; what it throws is its own affair. */
  void tell(Consumer<SyncListener> event) {
    tell(listener, event);
  }

  static void tell(SyncListener listener, Consumer<SyncListener> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException dropped) {
      LOG.warn("the listener failed: {}", dropped.getClass().getName());
    }
  }
}
