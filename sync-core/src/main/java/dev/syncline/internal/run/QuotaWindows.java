package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Quota;
import dev.syncline.store.Entry;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the accounts' limits is used, over restarts and processes: taken up with an account's
 * lease, kept with every commit, and once more at the end.
 *
 * <p>Whether the last holder of the lease ended in good order is told by the lease's number: who
 * died left none behind, or one that is marked as open. Then all that may have been sent counts as
 * sent. Thread-safe.
 */
final class QuotaWindows {

  static final String KIND = "quota";

  private static final Logger LOG = LoggerFactory.getLogger(QuotaWindows.class);
  private static final String KEY = "windows";

  private final LinkStore store;
  private final Map<String, List<Quota>> accounts;
  private final Map<String, Long> taken = new HashMap<>();

  QuotaWindows(LinkStore store, SyncPlan plan) {
    this.store = store;
    this.accounts = accounts(plan);
  }

  private static Map<String, List<Quota>> accounts(SyncPlan plan) {
    Map<String, List<Quota>> accounts = new LinkedHashMap<>();
    for (Side side : Side.values()) {
      String account = plan.connector(side).account().key();
      accounts
          .computeIfAbsent(account, each -> new ArrayList<>())
          .add(plan.connector(side).quota());
    }
    return accounts;
  }

  /**
   * Takes up what was saved, for the few calls that are made without the lease. Whether somebody is
   * at work right now cannot be told here.
   */
  static void read(LinkStore store, SyncPlan plan) {
    accounts(plan)
        .forEach(
            (account, quotas) ->
                saved(store, account)
                    .ifPresent(kept -> quotas.forEach(quota -> quota.restore(kept.windows()))));
  }

  /**
   * Does what is done under the leases, and keeps what it used. An {@link Error} is taken for the
   * end of the process: nothing more is saved.
   */
  <T> T around(Ledger ledger, Supplier<T> work) {
    take(ledger);
    ledger.riding(update -> put(update, false));
    try {
      T result = work.get();
      end(ledger);
      return result;
    } catch (RuntimeException failed) {
      end(ledger);
      throw failed;
    }
  }

  /** Takes up what the last holder of each account's lease has left. */
  synchronized void take(Ledger ledger) {
    accounts.forEach(
        (account, quotas) -> {
          String resource = Runs.resource(account);
          long fence = ledger.fence(resource).orElse(0);
          Long before = taken.put(account, fence);
          if (before == null || before != fence) {
            quotas.forEach(quota -> take(account, quota, fence));
          }
        });
  }

  private void take(String account, Quota quota, long fence) {
    Optional<SavedWindows> kept = saved(store, account);
    kept.ifPresent(each -> quota.restore(each.windows()));
    boolean first = kept.isEmpty() && fence <= 1;
    boolean inOrder = kept.filter(each -> each.ended() && each.fence() == fence - 1).isPresent();
    if (!first && !inOrder) {
      quota.restore(List.of());
    }
  }

  /** The accounts are passed on to somebody else for a while. */
  void pause(Ledger ledger) {
    StoreUpdate.Builder update = ledger.update();
    put(update, true);
    ledger.store().commit(update.build());
  }

  /** Once more, when no request is under way any more. */
  private void end(Ledger ledger) {
    StoreUpdate.Builder update = ledger.update();
    put(update, true);
    ledger.riding(more -> {});
    try {
      ledger.commit(update);
    } catch (RuntimeException notKept) {
      // The next holder counts as spent what it does not find here.
      LOG.warn("the use of quotas was not saved: {}", notKept.getMessage());
    }
  }

  private synchronized void put(StoreUpdate.Builder update, boolean ended) {
    accounts.forEach(
        (account, quotas) -> {
          List<Quota.Saved> windows = highest(quotas);
          if (!windows.isEmpty()) {
            long fence = taken.getOrDefault(account, 0L);
            byte[] body = new SavedWindows(fence, ended, windows).bytes();
            update.put(new Entry(account, KIND, KEY, body));
          }
        });
  }

  /** Both sides may be one account, with a connector each. */
  private static List<Quota.Saved> highest(List<Quota> quotas) {
    Map<String, Quota.Saved> byName = new LinkedHashMap<>();
    for (Quota quota : quotas) {
      for (Quota.Saved each : quota.save()) {
        byName.merge(each.name(), each, (a, b) -> a.spent() > b.spent() ? a : b);
      }
    }
    return List.copyOf(byName.values());
  }

  private static Optional<SavedWindows> saved(LinkStore store, String account) {
    return store.entries(account, KIND, List.of(KEY)).stream()
        .findFirst()
        .map(entry -> SavedWindows.of(entry.body()));
  }
}
