package dev.syncline.internal.run;

import dev.syncline.PlanProblem;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.internal.base.BaseBytes;
import dev.syncline.store.Entry;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which account stands behind each side of a plan. A key that was exchanged may open another
 * account at the same address: empty, or full of strangers. Whatever a plan has linked would look
 * deleted there, so nothing moves until that is mended.
 */
final class KnownAccounts {

  static final String CHANGED = "ACCOUNT_CHANGED";

  static final String KIND = "account";
  private static final int VERSION = 1;

  /**
   * An account as it was when the plan first ran.
   *
   * @param key the account's key
   * @param identity the vendor's own id of it; empty if the vendor tells none
   */
  private record Known(String key, String identity) {

    /** An account may be renamed; the vendor's own id says which it is, if it is known of both. */
    boolean is(Known now) {
      return (identity.isEmpty() || now.identity.isEmpty())
          ? key.equals(now.key)
          : identity.equals(now.identity);
    }

    /** What is to be kept of both: the newest name, and an id once there is one. */
    Known and(Known now) {
      return now.identity.isEmpty() ? new Known(now.key, identity) : now;
    }

    @Override
    public String toString() {
      return identity.isEmpty() ? key : key + " (" + identity + ")";
    }
  }

  private KnownAccounts() {}

  /** The sides that are another account than the plan has known so far. */
  static List<PlanProblem> problems(LinkStore store, SyncPlan plan, Map<Side, String> identities) {
    List<PlanProblem> problems = new ArrayList<>();
    Map<Side, Known> known = known(store, plan);
    identities.forEach(
        (side, identity) -> {
          Known now = now(plan, side, identity);
          Optional.ofNullable(known.get(side))
              .filter(then -> !then.is(now))
              .ifPresent(then -> problems.add(changed(plan, side, then, now)));
        });
    return problems;
  }

  private static PlanProblem changed(SyncPlan plan, Side side, Known then, Known now) {
    return new PlanProblem(
        CHANGED,
        now.key(),
        "account",
        "the " + side.word() + " of plan " + plan.name() + " was " + then + " and is now " + now,
        "give it the credentials of the first account again; for another account make a plan of"
            + " another name, because what this one has linked is in the first");
  }

  /** Keeps who they are, the first time and when more is known of them. */
  static void note(Ledger ledger, SyncPlan plan, Map<Side, String> identities) {
    Map<Side, Known> known = known(ledger.store(), plan);
    StoreUpdate.Builder update = ledger.update();
    identities.forEach(
        (side, identity) -> {
          Known now = now(plan, side, identity);
          Known then = known.get(side);
          Known kept = then == null ? now : then.and(now);
          if (!kept.equals(then)) {
            update.put(entry(plan, side, kept));
          }
        });
    ledger.commit(update);
  }

  private static Known now(SyncPlan plan, Side side, String identity) {
    return new Known(plan.connector(side).account().key(), identity);
  }

  private static Map<Side, Known> known(LinkStore store, SyncPlan plan) {
    Map<Side, Known> known = new EnumMap<>(Side.class);
    List<String> sides = List.of(Side.LEFT.word(), Side.RIGHT.word());
    for (Entry entry : store.entries(plan.name(), KIND, sides)) {
      Side side = entry.key().equals(Side.LEFT.word()) ? Side.LEFT : Side.RIGHT;
      known.put(
          side, BaseBytes.read(entry.body(), VERSION, in -> new Known(in.readUTF(), in.readUTF())));
    }
    return known;
  }

  private static Entry entry(SyncPlan plan, Side side, Known known) {
    byte[] body =
        BaseBytes.write(
            VERSION,
            out -> {
              out.writeUTF(known.key());
              out.writeUTF(known.identity());
            });
    return new Entry(plan.name(), KIND, side.word(), body);
  }
}
