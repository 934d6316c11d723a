package dev.syncline.internal.run;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.Unavailable;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that repeats a call: only when the error says that nothing was done, and never for
 * ever. Thread-safe.
 */
final class Patience {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final int ATTEMPTS = 6;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** Longer than this nobody is kept waiting for the accounts. */
  private static final Duration LONGEST_WATCHED = Duration.ofSeconds(30);

  private final TimeSource time;
  private final BooleanSupplier keepsOthersWaiting;
  private final BiConsumer<Account, Duration> waitedForQuota;

  Patience(TimeSource time) {
    this(time, () -> false, (account, wait) -> {});
  }

  Patience(
      TimeSource time,
      BooleanSupplier keepsOthersWaiting,
      BiConsumer<Account, Duration> waitedForQuota) {
    this.time = time;
    this.keepsOthersWaiting = keepsOthersWaiting;
    this.waitedForQuota = waitedForQuota;
  }

  /** Asks until there is an answer, or an error that waiting does not mend. */
  <T> T ask(Supplier<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (QuotaExhausted exhausted) {
        Duration wait = Duration.between(time.now(), exhausted.until());
        await(exhausted, wait, attempt);
        waitedForQuota.accept(exhausted.account(), wait);
      } catch (Unavailable unavailable) {
        Duration doubled = FIRST.multipliedBy(1L << (attempt - 1));
        Duration asked = unavailable.retryAfter();
        await(unavailable, asked.compareTo(doubled) > 0 ? asked : doubled, attempt);
      }
    }
  }

  private void await(ConnectorException why, Duration wait, int attempt) {
    if (attempt == ATTEMPTS
        || wait.compareTo(LONGEST) > 0
        || (wait.compareTo(LONGEST_WATCHED) > 0 && keepsOthersWaiting.getAsBoolean())) {
      throw why;
    }
    LOG.info("waiting {} ms: {}", Math.max(0, wait.toMillis()), why.getMessage());
    sleep(wait);
  }

  /** Waits; an interrupted run is given up. */
  void sleep(Duration wait) {
    try {
      time.sleep(wait);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Abandoned("the run was interrupted");
    }
  }
}
