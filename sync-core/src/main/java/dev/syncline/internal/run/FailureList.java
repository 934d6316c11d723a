package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.store.Entry;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The failures of a plan, as people see them. */
public final class FailureList {

  private FailureList() {}

  /** All of them. */
  public static List<Failure> of(LinkStore store, String plan) {
    return new Ledger(store, plan, "", () -> Instant.EPOCH, Duration.ZERO)
        .all(Failures.KIND).stream().map(entry -> Failures.kept(entry).failure()).toList();
  }

  /** The entity to look at for a failure: its own, or the one that its companion follows from. */
  public static String entity(Flow flow, Failure failure) {
    return Companions.source(flow, failure.flow(), failure.id());
  }

  /** Lets go of one; before the notice that has its entity looked at again. */
  public static void forget(LinkStore store, Failure failure) {
    String key = Failures.key(failure.flow(), failure.side(), failure.id());
    store.commit(
        StoreUpdate.under(List.of())
            .remove(new Entry(failure.plan(), Failures.KIND, key, new byte[0]))
            .build());
  }
}
