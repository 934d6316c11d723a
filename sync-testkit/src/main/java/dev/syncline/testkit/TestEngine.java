package dev.syncline.testkit;

import dev.syncline.Comparison;
import dev.syncline.Explanation;
import dev.syncline.Failure;
import dev.syncline.Installation;
import dev.syncline.PlanCheck;
import dev.syncline.Preview;
import dev.syncline.Proposal;
import dev.syncline.ProposedPair;
import dev.syncline.Relinked;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.WebhookOutcome;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.EntityType;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * An engine for tests: virtual time, one thread, an in-memory store and a fixed secret. Thread-safe
 * as far as the engine is; closing it leaves the store as it is, so that another one can go on.
 *
 * @since 0.1
 */
public final class TestEngine implements AutoCloseable {

  private static final Secrets SECRETS = Secrets.of(new byte[Secrets.KEY_LENGTH]);

  private final VirtualTime time;
  private final LinkStore store;
  private final VirtualRuntime runtime;
  private final SyncEngine engine;

  private TestEngine(VirtualTime time, LinkStore store, SyncListener listener, int slice) {
    this.time = time;
    this.store = store;
    this.runtime = new VirtualRuntime(time);
    this.engine =
        SyncEngine.builder()
            .links(store)
            .secrets(SECRETS)
            .runtime(runtime)
            .listener(listener)
            .slice(slice)
            .build();
  }

  /** An engine with a clock and a store of its own. */
  public static TestEngine create() {
    return on(new VirtualTime(), new InMemoryLinkStore());
  }

  /** An engine on a clock that the systems share, with a store of its own. */
  public static TestEngine at(VirtualTime time) {
    return on(time, new InMemoryLinkStore());
  }

  /** An engine on a store that an earlier one may have filled. */
  public static TestEngine on(VirtualTime time, LinkStore store) {
    return on(time, store, SyncListener.SILENT);
  }

  /** An engine that tells somebody what it does. */
  public static TestEngine on(VirtualTime time, LinkStore store, SyncListener listener) {
    return new TestEngine(time, store, listener, SyncEngine.SLICE);
  }

  /** An engine that works on so few changes at once that small worlds need several slices. */
  public static TestEngine inSlices(
      int slice, VirtualTime time, LinkStore store, SyncListener listener) {
    return new TestEngine(time, store, listener, slice);
  }

  /** The clock. */
  public VirtualTime time() {
    return time;
  }

  /** The store. */
  public LinkStore store() {
    return store;
  }

  /** The world that the engine runs in. */
  public VirtualRuntime runtime() {
    return runtime;
  }

  /** The engine itself. */
  public SyncEngine engine() {
    return engine;
  }

  /** See {@link SyncEngine#check}. */
  public PlanCheck check(SyncPlan plan) {
    return engine.check(plan);
  }

  /** See {@link SyncEngine#preview}. */
  public Preview preview(SyncPlan plan) {
    return engine.preview(plan);
  }

  /** See {@link SyncEngine#match(SyncPlan)}. */
  public Proposal match(SyncPlan plan) {
    return engine.match(plan);
  }

  /** See {@link SyncEngine#match(SyncPlan, Consumer)}. */
  public Proposal match(SyncPlan plan, Consumer<ProposedPair> each) {
    return engine.match(plan, each);
  }

  /** See {@link SyncEngine#link}. */
  public long link(SyncPlan plan, Collection<ProposedPair> pairs) {
    return engine.link(plan, pairs);
  }

  /** See {@link SyncEngine#reject}. */
  public void reject(SyncPlan plan, ProposedPair pair) {
    engine.reject(plan, pair);
  }

  /** See {@link SyncEngine#relink}. */
  public Relinked relink(SyncPlan plan) {
    return engine.relink(plan);
  }

  /** See {@link SyncEngine#run}. */
  public RunReport run(SyncPlan plan) {
    return engine.run(plan);
  }

  /** Lets time pass, then runs. */
  public RunReport runAfter(Duration passed, SyncPlan plan) {
    time.advance(passed);
    return run(plan);
  }

  /** See {@link SyncEngine#failures}. */
  public List<Failure> failures(SyncPlan plan) {
    return engine.failures(plan);
  }

  /** See {@link SyncEngine#retry}. */
  public void retry(SyncPlan plan, Failure failure) {
    engine.retry(plan, failure);
  }

  /** See {@link SyncEngine#install}. */
  public Installation install(SyncPlan plan) {
    return engine.install(plan);
  }

  /** See {@link SyncEngine#release}. */
  public void release(SyncPlan plan, String flow) {
    engine.release(plan, flow);
  }

  /** See {@link SyncEngine#accept}. */
  public WebhookOutcome accept(SyncPlan plan, Side side, WebhookRequest request) {
    return engine.accept(plan, side, request);
  }

  /** See {@link SyncEngine#drop}. */
  public void drop(SyncPlan plan, Failure failure) {
    engine.drop(plan, failure);
  }

  /** See {@link SyncEngine#choose}. */
  public void choose(SyncPlan plan, Failure failure, String counterpartId) {
    engine.choose(plan, failure, counterpartId);
  }

  /** See {@link SyncEngine#impact}. */
  public Preview impact(SyncPlan plan) {
    return engine.impact(plan);
  }

  /** See {@link SyncEngine#realign}. */
  public RunReport realign(SyncPlan plan) {
    return engine.realign(plan);
  }

  /** See {@link SyncEngine#compare(SyncPlan)}. */
  public Comparison compare(SyncPlan plan) {
    return engine.compare(plan);
  }

  /** See {@link SyncEngine#compare(SyncPlan, int)}. */
  public Comparison compare(SyncPlan plan, int sample) {
    return engine.compare(plan, sample);
  }

  /** See {@link SyncEngine#explain}. */
  public Explanation explain(SyncPlan plan, EntityType type, Side side, String id) {
    return engine.explain(plan, type, side, id);
  }

  /** See {@link SyncEngine#hint}. */
  public void hint(SyncPlan plan, Side side, EntityType type, String id) {
    engine.hint(plan, side, type, id);
  }

  /** Closes the engine; the store stays. */
  @Override
  public void close() {
    engine.close();
  }
}
