package dev.syncline.internal.run;

import dev.syncline.PlanCheck;
import dev.syncline.PlanNotReady;
import dev.syncline.PlanProblem;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Account;
import dev.syncline.store.Entry;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * With whom the accounts of exclusive plans are in step: one note for each account, over all plans
 * of a store. Thread-safe.
 */
public final class Pairings {

  private static final String KIND = "pairing";
  private static final String KEY = "partner";
  private static final String TAKEN = "ALREADY_CONNECTED";

  private Pairings() {}

  /** What keeps the plan's accounts from being paired. */
  static List<PlanProblem> problems(LinkStore store, SyncPlan plan) {
    List<PlanProblem> problems = new ArrayList<>();
    if (plan.exclusive()) {
      for (Side side : Side.values()) {
        Account mine = account(plan, side);
        partner(store, mine)
            .filter(partner -> !partner.equals(account(plan, side.other()).key()))
            .ifPresent(partner -> problems.add(taken(mine, partner)));
      }
    }
    return problems;
  }

  private static PlanProblem taken(Account account, String partner) {
    return new PlanProblem(
        TAKEN,
        account.key(),
        "account",
        "it is in step with " + partner + " already",
        "end that pairing first with engine.disconnect(plan), or take another account");
  }

  /** Notes the pairing, under the leases of both accounts. */
  static void note(Ledger ledger, SyncPlan plan) {
    if (!plan.exclusive()) {
      return;
    }
    List<PlanProblem> problems = problems(ledger.store(), plan);
    if (!problems.isEmpty()) {
      // Somebody else was first between the check and the lease.
      throw new PlanNotReady(new PlanCheck(plan.name(), problems, List.of()));
    }
    StoreUpdate.Builder update = ledger.update();
    for (Side side : Side.values()) {
      Account mine = account(plan, side);
      if (partner(ledger.store(), mine).isEmpty()) {
        update.putNew(entry(mine, account(plan, side.other()).key()));
      }
    }
    ledger.commit(update);
  }

  /** Forgets the pairing of a plan's accounts; a pairing with others stays. */
  public static void end(LinkStore store, SyncPlan plan) {
    StoreUpdate.Builder update = StoreUpdate.under(List.of());
    for (Side side : Side.values()) {
      Account mine = account(plan, side);
      partner(store, mine)
          .filter(account(plan, side.other()).key()::equals)
          .ifPresent(partner -> update.remove(entry(mine, partner)));
    }
    StoreUpdate built = update.build();
    if (!built.isEmpty()) {
      store.commit(built);
    }
  }

  private static Account account(SyncPlan plan, Side side) {
    return plan.connector(side).account();
  }

  private static Optional<String> partner(LinkStore store, Account account) {
    return store.entries(account.key(), KIND, List.of(KEY)).stream()
        .findFirst()
        .map(entry -> new String(entry.body(), StandardCharsets.UTF_8));
  }

  private static Entry entry(Account account, String partner) {
    return new Entry(account.key(), KIND, KEY, partner.getBytes(StandardCharsets.UTF_8));
  }
}
