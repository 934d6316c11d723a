package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.store.LinkStore;
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
}
