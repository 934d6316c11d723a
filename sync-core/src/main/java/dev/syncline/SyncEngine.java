package dev.syncline;

import dev.syncline.connector.Change;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.internal.run.Erasing;
import dev.syncline.internal.run.Extent;
import dev.syncline.internal.run.FailureList;
import dev.syncline.internal.run.Installer;
import dev.syncline.internal.run.Notices;
import dev.syncline.internal.run.OwnThreads;
import dev.syncline.internal.run.Pairings;
import dev.syncline.internal.run.Proposals;
import dev.syncline.internal.run.Releases;
import dev.syncline.internal.run.Runs;
import dev.syncline.model.EntityType;
import dev.syncline.model.PhoneRules;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two accounts in step, as plans say.
 *
 * <p>Thread-safe. One plan runs once at a time, however often and from wherever it is started:
 * whoever asks meanwhile joins the run under way. The engine does not close the store or the
 * connectors that it was given.
 *
 * @since 0.1
 */
public final class SyncEngine implements AutoCloseable {

  /** How many changes of each side are worked on at once, if nothing else is said. */
  public static final int SLICE = 2000;

  private final LinkStore store;
  private final OwnThreads runtime;
  private final Runs runs;
  private final Releases releases;
  private final Proposals proposals;
  private final RunsUnderWay underWay;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SyncEngine(Builder from) {
    this.store = from.links;
    this.runtime = new OwnThreads(from.runtime);
    Secrets secrets = from.secrets;
    if (secrets == null) {
      if (store.durable()) {
        throw new IllegalStateException(
            "a durable store needs the host's secret: SyncEngine.builder().secrets(Secrets.of(…))");
      }
      secrets = Secrets.forThisProcess();
    }
    this.runs =
        new Runs(
            store,
            secrets,
            from.phones,
            runtime,
            from.listener,
            from.retention,
            closed::get,
            from.slice);
    this.underWay = new RunsUnderWay(runs, runtime);
    this.proposals = new Proposals(store, runs, runtime);
    this.releases = new Releases(store, secrets, from.phones, runtime);
  }

  /**
   * An engine with everything at its default: an in-memory store, real time, threads of its own.
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes the custom fields that the plan needs, on both sides. Pressing twice makes no second one;
   * what could not be made is named in the answer. No entity is touched.
   */
  public Installation install(SyncPlan plan) {
    return install(plan, Map.of());
  }

  /**
   * Makes the custom fields that the plan needs, and has the vendors push what changes to these
   * addresses, from where the host hands it to {@link #accept}. Pressing twice changes nothing;
   * what could not be done is named in the answer.
   *
   * @param hooks the address for each side that shall push
   * @throws IllegalArgumentException if an address is not absolute
   */
  public Installation install(SyncPlan plan, Map<Side, URI> hooks) {
    return new Installer(store, runtime).install(plan, hooks, runtime.newId());
  }

  /**
   * Ends the pairing of an {@linkplain SyncPlan#exclusive() exclusive} plan's accounts, so that
   * either may be paired anew. What the store keeps of their records stays; running the plan again
   * pairs them again.
   */
  public void disconnect(SyncPlan plan) {
    Pairings.end(store, plan);
  }

  /**
   * Forgets an entity: removes everything that the store keeps of it, of its counterpart under this
   * plan and of their companions (links, failures, waits, journal, notices); neither account is
   * asked or touched. Waits for a run of the plan under way.
   *
   * <p>So erase it in both systems first. What is still there is new to the next run that reads it:
   * if both are, they are matched anew by the flow's keys, and without a match each is made on the
   * other side once more. What was gone on one side only, and was remembered so that it is not made
   * again, is made again when the other side changes or is listed. Who waited for it is looked at
   * again by the next run. The journal of those who wait for it or may choose it goes with it;
   * older rows of others may name its id until the journal drops them.
   *
   * @throws IllegalStateException if a write of it has no known outcome yet (run the plan first),
   *     or if a run asks, from a listener for instance: it would wait for itself
   */
  public Erased erase(SyncPlan plan, EntityType type, Side side, String id) {
    refuseInside();
    return new Erasing(store, runtime).entity(plan, type, side, id, runtime.newId());
  }

  /**
   * Forgets everything that the store keeps under a plan's name, open writes and positions
   * included: to the next run the plan is new. What it keeps of the accounts themselves stays: the
   * pairing, which {@link #disconnect} ends, and what of their quotas is used. Of flows that the
   * plan does not have any more the links stay: erase before they are taken out.
   *
   * @throws IllegalStateException if a run asks, from a listener for instance
   */
  public Erased erase(SyncPlan plan) {
    refuseInside();
    return new Erasing(store, runtime).plan(plan, runtime.newId());
  }

  private void refuseInside() {
    if (runtime.inside()) {
      throw new IllegalStateException("a run cannot wait for its own end");
    }
  }

  /** Asks both sides and lists every problem before anything moves. Writes nothing. */
  public PlanCheck check(SyncPlan plan) {
    return runs.check(plan);
  }

  /**
   * The whole run with real reads and no writes: counts, and the requests and time it would cost.
   *
   * @throws PlanNotReady with every problem, if the plan cannot run
   */
  public Preview preview(SyncPlan plan) {
    return runs.preview(plan, runtime.newId());
  }

  /**
   * The pairs that a run would link, found with real reads and no writes: to be looked at before
   * the first run. What is doubtful is named with its candidates.
   *
   * @throws PlanNotReady with every problem, if the plan cannot run
   */
  public Proposal match(SyncPlan plan) {
    return match(plan, pair -> {});
  }

  /**
   * The pairs that a run would link, each of them given to somebody as it is found, also those that
   * a proposal does not hold any more. What that somebody throws ends the search.
   *
   * @throws PlanNotReady with every problem, if the plan cannot run
   */
  public Proposal match(SyncPlan plan, Consumer<ProposedPair> each) {
    return proposals.match(plan, each, runtime.newId());
  }

  /**
   * Links pairs that were looked at, of which neither has a counterpart yet; nothing is read or
   * written in the accounts. The next run treats them as pairs that were found: as {@link
   * Flow#found} says. Who was rejected before is a pair again. Waits for a run of the plan under
   * way.
   *
   * @return how many were linked; all others had a counterpart already
   * @throws IllegalArgumentException if the plan has no such flow
   * @throws IllegalStateException if a run asks, from a listener for instance
   */
  public long link(SyncPlan plan, Collection<ProposedPair> pairs) {
    refuseInside();
    return proposals.link(plan, pairs, runtime.newId());
  }

  /**
   * Says that two entities are no pair: from the next run on their keys do not find each other,
   * over restarts too, until {@link #link} says otherwise. Each of them gets a counterpart of its
   * own, if its flow makes one. Any node may say so at any time; a run under way is not disturbed.
   *
   * @throws IllegalArgumentException if the plan has no such flow, if they are linked already, or
   *     if one of them names the other: then that has to go first
   */
  public void reject(SyncPlan plan, ProposedPair pair) {
    proposals.reject(plan, pair);
  }

  /**
   * Links again what a lost store had linked: by the markers that our creates left, by marker
   * fields, and by the flows' keys where these leave no doubt. Nothing is made, changed or deleted
   * in the accounts; what is doubtful is reported and kept as a failure, for {@link #choose}. A run
   * would find the same pairs, but would make at once what has no counterpart. Waits for a run of
   * the plan under way.
   *
   * @throws PlanNotReady with every problem, if the plan cannot run
   * @throws IllegalStateException if a run asks, from a listener for instance
   */
  public Relinked relink(SyncPlan plan) {
    refuseInside();
    return proposals.relink(plan, runtime.newId());
  }

  /**
   * What {@link #realign} would do, with real reads and no writes: to be looked at after a change
   * of settings.
   *
   * @throws PlanNotReady with every problem, if the plan cannot run
   */
  public Preview impact(SyncPlan plan) {
    return runs.impact(plan, runtime.newId());
  }

  /**
   * Compares all pairs, as the rules are now and whatever was agreed before, and names what
   * differs. Reads only.
   *
   * @throws PlanNotReady with every problem, if the plan cannot run
   */
  public Comparison compare(SyncPlan plan) {
    return runs.compare(plan, Integer.MAX_VALUE, runtime.newId());
  }

  /**
   * Compares about so many pairs of each flow, spread over all of them; each time others.
   *
   * @throws IllegalArgumentException if nothing is to be compared
   * @throws PlanNotReady with every problem, if the plan cannot run
   */
  public Comparison compare(SyncPlan plan, int sample) {
    if (sample < 1) {
      throw new IllegalArgumentException("a sample has at least one pair");
    }
    return runs.compare(plan, sample, runtime.newId());
  }

  /**
   * Says why an entity is as it is, unit by unit, or why nothing was done with it: from what the
   * store keeps, from one fresh look at both sides, and from what would be decided now. Writes
   * nothing.
   *
   * @throws PlanNotReady with every problem, if the plan cannot run
   */
  public Explanation explain(SyncPlan plan, EntityType type, Side side, String id) {
    return runs.explain(plan, type, side, id, runtime.newId());
  }

  /**
   * Runs a plan to its end, or joins the run under way.
   *
   * @return what it did; what was given up is named in it, also that the store failed under way
   * @throws dev.syncline.store.StoreFailed if the store fails before anything is begun
   * @throws PlanNotReady with every problem, if the plan cannot run; nothing was written
   * @throws dev.syncline.connector.ConnectorException if an account cannot be asked for what it is
   *     and holds before anything is begun; which class says what to do
   * @throws IllegalStateException if the engine is closed, or if a run asks, from a listener for
   *     instance, for a run of its own plan: it would wait for itself
   */
  public RunReport run(SyncPlan plan) {
    return underWay.run(plan, Extent.ALL).report();
  }

  /**
   * Runs some of a plan's flows to their end: what changed in their feeds, what failed in them and
   * is due, and what webhooks said of them. Flows that share a feed with one of them move along,
   * since a feed has one position only; and a run in which a flow travels for the first time is a
   * whole one. Otherwise as {@link #run(SyncPlan)}.
   *
   * @throws IllegalArgumentException if the plan has no such flow, or none is named
   */
  public RunReport run(SyncPlan plan, Collection<String> flows) {
    return underWay.run(plan, extent(plan, flows)).report();
  }

  static Extent extent(SyncPlan plan, Collection<String> flows) {
    if (flows.isEmpty()) {
      throw new IllegalArgumentException("name a flow of plan " + plan.name());
    }
    flows.forEach(flow -> requireFlow(plan, flow));
    return Extent.of(flows);
  }

  /**
   * Compares everything that both accounts have with what the store knows of it, after an ordinary
   * run: changes that no feed told, drift where a flow mirrors, and what is gone. What no list
   * shows is only asked for by its id, and nothing is written where nothing differs. What a flow
   * does not follow is not listed: the target of a one-way flow without {@code mirror}, and what
   * travels on demand only. It goes on where a run before it was ended, up to a day later; the
   * feeds' own positions stay.
   */
  public RunReport reconcile(SyncPlan plan) {
    return underWay.run(plan, Extent.EVERYTHING).report();
  }

  /**
   * Ends what runs of a plan in this engine, after the slice that it is in; the next run goes on
   * from there. Returns at once.
   *
   * @return whether something was running
   */
  public boolean cancel(SyncPlan plan) {
    return underWay.cancel(plan);
  }

  /**
   * Puts the plan's rules, as they are now, through in all pairs. Changed rules otherwise apply to
   * what changes from then on: a pair that nobody edits stays as it is. What differs follows the
   * side that wins {@linkplain Flow#conflicts conflicts}, or the only side that it may follow; what
   * people have edited meanwhile goes first. It reads every pair and follows no feed. What would be
   * too much at once is held by the flow's {@link Brake} until a person has looked. {@link #impact}
   * shows it beforehand.
   *
   * @return what it did
   * @throws PlanNotReady with every problem, if the plan cannot run; nothing was written
   * @throws IllegalStateException if the engine is closed, or a run of the plan is under way here
   */
  public RunReport realign(SyncPlan plan) {
    return underWay.alone(plan, Extent.RULES).report();
  }

  /** Starts a run and returns at once with its id: the same for every caller while it runs. */
  public String start(SyncPlan plan) {
    return underWay.start(plan, Extent.ALL);
  }

  RunsUnderWay underWay() {
    return underWay;
  }

  LinkStore store() {
    return store;
  }

  EngineRuntime runtime() {
    return runtime;
  }

  /**
   * The entities that could not be synced, each with its reason and what would release it; without
   * those that somebody has decided about.
   */
  public List<Failure> failures(SyncPlan plan) {
    return FailureList.of(store, plan);
  }

  /**
   * Lets go of what a flow's {@link Brake} holds at this moment: the next run ends, deletes or
   * empties it. Once: what comes later is held again if it is too much. Any node may say so at any
   * time; a run under way is not disturbed.
   *
   * @param flow the flow's name, as {@link Failure#flow()} has it
   * @throws IllegalArgumentException if the plan has no such flow
   */
  public void release(SyncPlan plan, String flow) {
    requireFlow(plan, flow);
    Notices.release(store, plan.name(), flow, runtime.now());
  }

  static void requireFlow(SyncPlan plan, String flow) {
    if (plan.flows().stream().noneMatch(each -> each.name().equals(flow))) {
      throw new IllegalArgumentException("plan " + plan.name() + " has no flow " + flow);
    }
  }

  /**
   * Lets the next run try a failed entity again, even one that may have been made already: whoever
   * asks has looked. It may be asked on any node, also while a run is under way. What a brake holds
   * is released.
   */
  public void retry(SyncPlan plan, Failure failure) {
    if (failure.kind() == Failure.Kind.BRAKED) {
      release(plan, failure.flow());
    } else {
      releases.retry(plan, failure);
    }
  }

  /**
   * Puts a failure away: from the next run on its entity is left alone, over restarts too, until
   * one of the fields that the flow reads of it says something else; then it is tried as if it had
   * never failed. Where a vendor refused a write, only that very write is left alone, and other
   * changes still travel. What may have been made already is not made again by a change either: it
   * comes back as a failure. Asks the entity's account once, for how it looks now.
   *
   * @throws IllegalArgumentException if the plan has no such flow any more
   */
  public void drop(SyncPlan plan, Failure failure) {
    releases.drop(plan, failure);
  }

  /**
   * Gives a failed entity the counterpart that a person chose; for one that waits, the entity that
   * it waits for. The next run links the two, if both are still free, and then treats them as a
   * pair that was found: as {@link Flow#found} says. Asks the counterpart's account once.
   *
   * @param counterpartId the native id on the other side, usually one of {@link
   *     Failure#candidates()}
   * @throws IllegalArgumentException if there is nothing to choose, the counterpart is not there,
   *     or one of the two is linked already
   */
  public void choose(SyncPlan plan, Failure failure, String counterpartId) {
    releases.choose(plan, failure, counterpartId);
  }

  /**
   * Says that an entity changed or is gone: the next run reads and judges it. Any node may say so
   * at any time.
   */
  public void hint(SyncPlan plan, Side side, EntityType type, String id) {
    offer(plan, side, type, id, false);
  }

  private void offer(SyncPlan plan, Side side, EntityType type, String id, boolean gone) {
    store.offer(new Notice(plan.name(), 0, side, type.name(), id, gone, Instant.EPOCH));
    runs.tell(listener -> listener.noticeAccepted(plan.name(), side, type, id));
  }

  /**
   * Verifies a webhook, stores what it hints at, and returns at once; the work happens in the next
   * run. Of what is not authentic, not understood or too large nothing is kept.
   */
  public WebhookOutcome accept(SyncPlan plan, Side side, WebhookRequest request) {
    WebhookPort port = plan.connector(side).webhooks().orElse(null);
    if (port == null) {
      return WebhookOutcome.NOT_UNDERSTOOD;
    }
    if (request.tooLarge()) {
      return WebhookOutcome.TOO_LARGE;
    }
    WebhookPort.Decoded decoded = port.decode(request);
    if (decoded instanceof WebhookPort.Decoded.NotAuthentic) {
      return WebhookOutcome.NOT_AUTHENTIC;
    }
    if (!(decoded instanceof WebhookPort.Decoded.Hints hints)) {
      return WebhookOutcome.NOT_UNDERSTOOD;
    }
    record Hint(EntityType type, String id, boolean gone) {}
    Set<Hint> mine = new LinkedHashSet<>();
    for (Change change : hints.changes()) {
      if (plan.flows().stream().anyMatch(flow -> flow.type(side).equals(change.type()))) {
        mine.add(new Hint(change.type(), change.id(), change.kind() == Change.Kind.GONE));
      }
    }
    mine.forEach(hint -> offer(plan, side, hint.type(), hint.id(), hint.gone()));
    return mine.isEmpty() ? WebhookOutcome.DUPLICATE : WebhookOutcome.ACCEPTED;
  }

  /**
   * Lets runs end after the slice that they are in; they go on from there in the next engine. Waits
   * for them, unless it is called by a run itself, from a listener for instance: then the runs end
   * by themselves soon after.
   */
  @Override
  public void close() {
    closed.set(true);
    underWay.close();
  }

  /** Collects what an engine needs. Not thread-safe. */
  public static final class Builder {

    private LinkStore links = new InMemoryLinkStore();
    private EngineRuntime runtime = EngineRuntime.standard();
    private PhoneRules phones = PhoneRules.digits();
    private SyncListener listener = SyncListener.SILENT;
    private Retention retention = Retention.FOREVER;
    private int slice = SLICE;
    private @Nullable Secrets secrets;

    private Builder() {}

    /** Where links are kept; in memory by default. */
    public Builder links(LinkStore store) {
      links = Objects.requireNonNull(store, "store");
      return this;
    }

    /** The host's secret; required for a durable store. */
    public Builder secrets(Secrets hosts) {
      secrets = Objects.requireNonNull(hosts, "secrets");
      return this;
    }

    /** Time, threads and ids; real ones by default. */
    public Builder runtime(EngineRuntime world) {
      runtime = Objects.requireNonNull(world, "runtime");
      return this;
    }

    /** How phones are compared; by digits by default. */
    public Builder phones(PhoneRules rules) {
      phones = Objects.requireNonNull(rules, "phones");
      return this;
    }

    /** How long what is not needed for syncing is kept; for ever by default. */
    public Builder retention(Retention kept) {
      retention = Objects.requireNonNull(kept, "kept");
      return this;
    }

    /** Who hears what runs do. */
    public Builder listener(SyncListener hears) {
      listener = Objects.requireNonNull(hears, "listener");
      return this;
    }

    /**
     * How many changes of each side are read, worked on and committed at once, {@value
     * SyncEngine#SLICE} by default: what a run needs in memory grows with it, and not with the
     * accounts.
     *
     * @throws IllegalArgumentException if it is less than one
     */
    public Builder slice(int changes) {
      if (changes < 1) {
        throw new IllegalArgumentException("a slice holds at least one change, not " + changes);
      }
      slice = changes;
      return this;
    }

    /**
     * The engine.
     *
     * @throws IllegalStateException if the store is durable and there is no secret
     */
    public SyncEngine build() {
      return new SyncEngine(this);
    }
  }
}
