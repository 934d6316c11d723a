package dev.syncline.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One account's credentials where each renewal kills the ones before: for connectors of systems
 * with rotating tokens. Shown by {@code H14CredentialsTest}.
 *
 * <p>Over all processes of a host one renews at a time, in runs and outside of them: before it
 * asks, it marks what the {@link CredentialStore} keeps, and the others wait for what it will
 * bring. Fresh credentials are kept before they are first used. What no client can close is the
 * moment between the vendor's renewal and the keeping: a process that dies there takes the only
 * living credentials with it. The mark then stays, the next process tries once more with the old
 * ones, and says, if they are refused, that the installation has to be repeated and why.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class RotatingCredentials {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Duration STORE_RETRY = Duration.ofSeconds(5);
  private static final String CALL = "credentials";

  private record Unsaved(Credentials old, Credentials fresh) {}

  private final Account account;
  private final CredentialStore store;
  private final TimeSource time;
  private final Duration longestRenewal;
  private @Nullable Credentials held;
  private @Nullable Unsaved unsaved;

  /**
   * The credentials of an account, as this process knows them.
   *
   * @param longestRenewal after which a renewal that another process has begun is taken for dead:
   *     longer than the hard deadline of its call
   */
  public RotatingCredentials(
      Account account, CredentialStore store, TimeSource time, Duration longestRenewal) {
    this.account = account;
    this.store = store;
    this.time = time;
    this.longestRenewal = longestRenewal;
  }

  /**
   * What to ask with: as last read from the store.
   *
   * @throws AuthenticationFailed if nothing is kept for the account
   * @throws Unavailable if fresh credentials could not be kept yet; they are not used before
   */
  public synchronized Credentials current() {
    if (unsaved != null) {
      return saved(unsaved);
    }
    if (held == null) {
      held = kept().body();
    }
    return held;
  }

  /** What the host has by now is read before the next use. */
  public synchronized void forget() {
    held = null;
  }

  /**
   * Other credentials than the refused ones: those that somebody has brought meanwhile, or renewed
   * ones.
   *
   * @param renewal asks the vendor, once; throws {@link AuthenticationFailed} if it refuses to
   * @throws AuthenticationFailed if there are no others
   * @throws Unavailable if it cannot be known now; the refused call may be sent again later
   */
  public synchronized Credentials renewed(Credentials refused, UnaryOperator<Credentials> renewal) {
    if (unsaved != null) {
      return saved(unsaved);
    }
    while (true) {
      RenewalMark kept = kept();
      if (!kept.body().equals(refused)) {
        held = kept.body();
        return kept.body();
      }
      Instant now = time.now();
      if (kept.busyAt(now)) {
        await();
        continue;
      }
      RenewalMark mine = kept.begun(now, now.plus(longestRenewal));
      if (store.replace(account, kept.whole(), mine.whole())) {
        return renewed(kept, mine, renewal);
      }
    }
  }

  private Credentials renewed(
      RenewalMark before, RenewalMark mine, UnaryOperator<Credentials> renewal) {
    Credentials fresh;
    try {
      fresh = renewal.apply(mine.body());
    } catch (AuthenticationFailed refused) {
      store.replace(account, mine.whole(), before.whole());
      RenewalMark now = kept();
      if (!now.body().equals(mine.body())) {
        held = now.body(); // another process was taken for dead, and was not
        return now.body();
      }
      throw before.since().map(since -> lost(refused, since)).orElse(refused);
    } catch (QuotaExhausted notAsked) {
      store.replace(account, mine.whole(), before.whole());
      throw notAsked;
    } catch (RuntimeException unknown) {
      store.replace(account, mine.whole(), mine.ended(time.now()).whole());
      throw unknown;
    }
    return saved(new Unsaved(mine.body(), fresh));
  }

  private AuthenticationFailed lost(AuthenticationFailed refused, Instant since) {
    return new AuthenticationFailed(
        account,
        CALL,
        "the renewal begun at "
            + since
            + " was never finished, what it brought is lost, and the former credentials are refused:"
            + " install the application again",
        refused.code());
  }

  /** Before the first use; should the host's store fail, at the next attempt to use them. */
  private Credentials saved(Unsaved fresh) {
    unsaved = fresh;
    Credentials saved;
    try {
      saved = replaced(fresh);
    } catch (ConnectorException ours) {
      throw ours;
    } catch (RuntimeException failed) {
      throw new Unavailable(
          account,
          CALL,
          "the host's store could not keep the renewed credentials ("
              + failed.getClass().getSimpleName()
              + "); they live in this process only until it can",
          STORE_RETRY);
    }
    unsaved = null;
    held = saved;
    return saved;
  }

  private Credentials replaced(Unsaved fresh) {
    while (true) {
      RenewalMark kept = kept();
      if (!kept.body().equals(fresh.old())) {
        return kept.body(); // installed anew meanwhile
      }
      if (store.replace(account, kept.whole(), fresh.fresh())) {
        return fresh.fresh();
      }
    }
  }

  private RenewalMark kept() {
    Optional<Credentials> kept = store.read(account);
    return RenewalMark.of(
        kept.orElseThrow(
            () ->
                new AuthenticationFailed(
                    account, CALL, "no credentials are kept; install the application")));
  }

  private void await() {
    try {
      time.sleep(LOOK_AGAIN);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Unavailable(account, CALL, "interrupted while another process renews", LOOK_AGAIN);
    }
  }

  @Override
  public String toString() {
    return "credentials of " + account;
  }
}
