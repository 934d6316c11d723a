package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Retention;
import dev.syncline.SyncPlan;
import dev.syncline.internal.base.Link;
import dev.syncline.store.JournalErasure;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Forgets what is older than a host wants it to be, at the end of a run: of links one page a flow
 * and run, going on at the next run where this one has ended. Not thread-safe.
 */
final class Retaining {

  static final String KIND = "retention";

  private final Retention retention;
  private final Ledger ledger;
  private final Instant now;

  Retaining(Retention retention, Ledger ledger, Instant now) {
    this.retention = retention;
    this.ledger = ledger;
    this.now = now;
  }

  /** Does the next part, in one commit. */
  void apply(SyncPlan plan) {
    StoreUpdate.Builder update = ledger.update();
    retention
        .journal()
        .ifPresent(age -> update.erase(JournalErasure.olderThan(plan.name(), now.minus(age))));
    retention
        .detached()
        .ifPresent(age -> plan.flows().forEach(flow -> detached(flow, age, update)));
    ledger.commit(update);
  }

  private void detached(Flow flow, Duration age, StoreUpdate.Builder update) {
    String after =
        ledger.entries(KIND, List.of(flow.name())).stream()
            .findFirst()
            .map(entry -> new String(entry.body(), StandardCharsets.UTF_8))
            .orElse("");
    List<Link> page = ledger.linksAfter(flow, after);
    for (Link link : page) {
      boolean old = link.committedAt().isBefore(now.minus(age));
      if (link.state() == Link.State.DETACHED && old) {
        update.remove(ledger.row(flow, link));
      }
    }
    if (page.size() == Ledger.PAGE) {
      byte[] last = page.get(page.size() - 1).key().getBytes(StandardCharsets.UTF_8);
      update.put(ledger.entry(KIND, flow.name(), last));
    } else if (!after.isEmpty()) {
      update.remove(ledger.gone(KIND, flow.name()));
    }
  }
}
