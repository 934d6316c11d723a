package dev.syncline.internal.run;

import dev.syncline.internal.base.BaseBytes;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When other plans last wrote to an account whose lists lag. What such a list shows within that
 * time may be from before their write, and to this plan it would look like the other side's edit
 * alone: it would overwrite what they have just brought, and nobody would be told. One row a plan
 * and account, read once a turn. Thread-safe.
 */
final class OthersWrites {

  static final String KIND = "wrote";
  private static final int VERSION = 1;
  private static final int PAGE = 500;

  private final Ledger ledger;
  private final String account;
  private final String plan;
  private @Nullable Instant last;
  private long knownUnder;

  OthersWrites(Ledger ledger, String account, String plan) {
    this.ledger = ledger;
    this.account = account;
    this.plan = plan;
  }

  /** Whether what was shown at a moment may be from before another plan's last write. */
  boolean mayHide(Instant seenAt, Duration lag) {
    return !lag.isZero() && !seenAt.isAfter(last().plus(lag));
  }

  /** This plan writes, or has just written. */
  void note(Instant at, Duration lag, StoreUpdate.Builder update) {
    if (!lag.isZero()) {
      byte[] body = BaseBytes.write(VERSION, out -> out.writeLong(at.toEpochMilli()));
      update.put(new Entry(account, KIND, plan, body));
    }
  }

  private synchronized Instant last() {
    long fence = ledger.fence(Runs.resource(account)).orElse(0);
    Instant known = last;
    if (known == null || knownUnder != fence) {
      known = read();
      last = known;
      knownUnder = fence;
    }
    return known;
  }

  private Instant read() {
    return ledger.store().scanEntries(account, KIND, "", PAGE).stream()
        .filter(entry -> !entry.key().equals(plan))
        .map(entry -> BaseBytes.read(entry.body(), VERSION, in -> in.readLong()))
        .map(Instant::ofEpochMilli)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }
}
