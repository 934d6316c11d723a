package dev.syncline;

import dev.syncline.internal.run.Busy;
import dev.syncline.internal.run.Ended;
import dev.syncline.internal.run.Errand;
import dev.syncline.internal.run.Extent;
import dev.syncline.internal.run.OwnThreads;
import dev.syncline.internal.run.Runs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The runs of one engine: who asks for what a run under way does already joins it. Thread-safe. */
final class RunsUnderWay implements AutoCloseable {

  static final String CANCELLED = "the run was cancelled";

  private static final String CLOSED = "the engine was closed";

  private record UnderWay(
      String id,
      String plan,
      Extent extent,
      AtomicReference<@Nullable String> stop,
      CompletableFuture<Ended> end) {}

  private final Runs runs;
  private final OwnThreads runtime;
  private final List<UnderWay> all = new ArrayList<>();
  private volatile boolean closed;

  RunsUnderWay(Runs runs, OwnThreads runtime) {
    this.runs = runs;
    this.runtime = runtime;
  }

  /** Runs, or joins a run that does the same at least. */
  Ended run(SyncPlan plan, Extent extent) {
    if (runtime.inside() && !of(plan).isEmpty()) {
      throw new IllegalStateException("a run cannot wait for a run: use start");
    }
    UnderWay mine = mine(plan, extent);
    UnderWay first = enter(mine);
    if (isOne(first, mine)) {
      work(plan, mine, Errand.FOR_EVER);
    }
    return joined(first);
  }

  /** Runs, unless something runs of the plan in this engine. */
  Ended alone(SyncPlan plan, Extent extent) {
    UnderWay mine = mine(plan, extent);
    synchronized (this) {
      if (!of(plan).isEmpty()) {
        throw new IllegalStateException("plan " + plan.name() + " runs: realign it afterwards");
      }
      all.add(mine);
    }
    work(plan, mine, Errand.FOR_EVER);
    return joined(mine);
  }

  /** Runs unless somebody works on the plan already, here or elsewhere; empty if so. */
  Optional<Ended> attempt(SyncPlan plan, Extent extent, Duration patience) {
    UnderWay mine = mine(plan, extent);
    if (!isOne(enter(mine), mine)) {
      return Optional.empty();
    }
    work(plan, mine, patience);
    try {
      return Optional.of(joined(mine));
    } catch (Busy elsewhere) {
      return Optional.empty();
    }
  }

  /** Starts a run; gives its id, or that of one that does the same at least. */
  String start(SyncPlan plan, Extent extent) {
    UnderWay mine = mine(plan, extent);
    UnderWay first = enter(mine);
    if (isOne(first, mine)) {
      try {
        runtime.start(() -> work(plan, mine, Errand.FOR_EVER));
      } catch (RuntimeException full) {
        leave(mine);
        mine.end().completeExceptionally(full);
        throw full;
      }
    }
    return first.id();
  }

  private UnderWay mine(SyncPlan plan, Extent extent) {
    return new UnderWay(
        runtime.newId(), plan.name(), extent, new AtomicReference<>(), new CompletableFuture<>());
  }

  /** The run under way that serves, or this one. */
  private synchronized UnderWay enter(UnderWay mine) {
    for (UnderWay each : of(mine.plan())) {
      if (each.extent().covers(mine.extent())) {
        return each;
      }
    }
    all.add(mine);
    return mine;
  }

  private static boolean isOne(UnderWay run, UnderWay other) {
    return run.id().equals(other.id());
  }

  private synchronized void leave(UnderWay run) {
    all.remove(run);
  }

  private List<UnderWay> of(SyncPlan plan) {
    return of(plan.name());
  }

  private synchronized List<UnderWay> of(String plan) {
    return all.stream().filter(each -> each.plan().equals(plan)).toList();
  }

  private synchronized List<UnderWay> all() {
    return List.copyOf(all);
  }

  private void work(SyncPlan plan, UnderWay mine, Duration patience) {
    try {
      if (closed) {
        throw new IllegalStateException("the engine is closed");
      }
      Errand errand = new Errand(mine.id(), mine.extent(), () -> stopping(mine), patience);
      Ended ended = runtime.within(() -> runs.run(plan, errand));
      leave(mine);
      mine.end().complete(ended);
    } catch (RuntimeException | Error failed) {
      leave(mine);
      mine.end().completeExceptionally(failed);
    }
  }

  private Optional<String> stopping(UnderWay run) {
    return closed ? Optional.of(CLOSED) : Optional.ofNullable(run.stop().get());
  }

  private static Ended joined(UnderWay run) {
    try {
      return run.end().join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (failed.getCause() instanceof Error cause) {
        throw cause;
      }
      throw failed;
    }
  }

  /** Ends what runs of a plan after the slice that it is in; whether anything did. */
  boolean cancel(SyncPlan plan) {
    List<UnderWay> mine = of(plan);
    mine.forEach(run -> run.stop().set(CANCELLED));
    return !mine.isEmpty();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    if (!runtime.inside()) {
      all().forEach(run -> run.end().handle((end, failed) -> true).join());
    }
  }
}
