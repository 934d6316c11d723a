package dev.syncline.internal.run;

import dev.syncline.EngineRuntime;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Proposal;
import dev.syncline.ProposedPair;
import dev.syncline.ProposedPair.How;
import dev.syncline.Relinked;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Pairs that people look at before they are linked, and those that a lost store has lost. */
public final class Proposals {

  private final LinkStore store;
  private final Runs runs;
  private final EngineRuntime runtime;

  /** Works on a store, by rehearsals of these runs. */
  public Proposals(LinkStore store, Runs runs, EngineRuntime runtime) {
    this.store = store;
    this.runs = runs;
    this.runtime = runtime;
  }

  /** Names the pairs that a run would link, each of them to somebody. */
  public Proposal match(SyncPlan plan, Consumer<ProposedPair> each, String runId) {
    List<ProposedPair> held = new ArrayList<>();
    Map<How, Long> found = new EnumMap<>(How.class);
    Proposing notes =
        new Proposing(
            (flow, link, pair) -> {
              if (held.size() < Proposal.HELD) {
                held.add(pair);
              }
              found.merge(pair.how(), 1L, Long::sum);
              each.accept(pair);
            });
    Runs.Foretold foretold = runs.propose(plan, notes, runId);
    List<Failure> doubtful = doubtful(foretold);
    long all = found.values().stream().mapToLong(Long::longValue).sum();
    return new Proposal(
        plan.name(),
        held,
        all - held.size(),
        found,
        some(doubtful),
        doubtful.size() - some(doubtful).size(),
        notes.unmatched(doubtful),
        foretold.stopped());
  }

  private static List<Failure> doubtful(Runs.Foretold foretold) {
    return foretold.doubtful().stream().map(Failures.Kept::failure).toList();
  }

  private static List<Failure> some(List<Failure> all) {
    return all.subList(0, Math.min(all.size(), Proposal.HELD));
  }

  /** Links pairs of which both are still free; how many were. */
  public long link(SyncPlan plan, Collection<ProposedPair> pairs, String runId) {
    List<Linking.Found> found = new ArrayList<>();
    for (ProposedPair pair : pairs) {
      found.add(new Linking.Found(flow(plan, pair), Grounds.link(plan.name(), pair), pair.how()));
    }
    return Erasing.leased(
        store,
        runtime,
        plan,
        runId,
        ledger -> {
          Linking linking = new Linking(plan, ledger, runtime.now());
          linking.all(found);
          return linking.linked();
        });
  }

  private static Flow flow(SyncPlan plan, ProposedPair pair) {
    return plan.flows().stream()
        .filter(each -> each.name().equals(pair.flow()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(plan + " has no flow " + pair.flow() + " now"));
  }

  /**
   * Says that two are no pair. It needs no lease: it is a note of its own, and a run under way
   * reads either all or nothing of it.
   */
  public void reject(SyncPlan plan, ProposedPair pair) {
    Flow flow = flow(plan, pair);
    if (pair.how() == How.MARKED) {
      throw new IllegalArgumentException(
          "one of them names the other, so take that away in its system: " + pair);
    }
    store.links(plan.name(), flow.name(), Side.LEFT, List.of(pair.leftId())).stream()
        .filter(row -> row.id(Side.RIGHT).filter(pair.rightId()::equals).isPresent())
        .findFirst()
        .ifPresent(
            row -> {
              throw new IllegalArgumentException("they are linked already: " + pair);
            });
    store.commit(StoreUpdate.under(List.of()).put(Rejected.entry(plan.name(), pair)).build());
  }

  /** Links again what a run would find, and writes down what is in doubt. */
  public Relinked relink(SyncPlan plan, String runId) {
    List<Linking.Found> found = new ArrayList<>();
    Proposing notes =
        new Proposing((flow, link, pair) -> found.add(new Linking.Found(flow, link, pair.how())));
    Runs.Foretold foretold = runs.propose(plan, notes, runId);
    Linking done =
        Erasing.leased(
            store,
            runtime,
            plan,
            runId,
            ledger -> {
              Linking linking = new Linking(plan, ledger, runtime.now());
              linking.all(found);
              linking.open(foretold.doubtful());
              return linking;
            });
    List<Failure> doubtful = doubtful(foretold);
    return new Relinked(
        plan.name(),
        done.linked(How.MARKED),
        done.linked() - done.linked(How.MARKED),
        some(doubtful),
        doubtful.size() - some(doubtful).size(),
        notes.unmatched(doubtful),
        foretold.stopped());
  }
}
