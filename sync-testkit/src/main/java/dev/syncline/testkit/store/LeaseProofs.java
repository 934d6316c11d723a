package dev.syncline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.store.Lease;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreUpdate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leases and their fences. */
abstract class LeaseProofs extends StoreProofs {

  @Test
  void aFreeLeaseIsGivenAndATakenOneIsNot() {
    Lease mine = taken("plan:shop", "one", NOON);

    assertThat(mine.resource()).isEqualTo("plan:shop");
    assertThat(mine.holder()).isEqualTo("one");
    assertThat(mine.until()).isEqualTo(NOON.plus(MINUTE));
    assertThat(store.lease("plan:shop", "two", NOON.plusSeconds(59), MINUTE)).isEmpty();
    assertThat(store.lease("plan:other", "two", NOON, MINUTE)).isPresent();
  }

  @Test
  void aRenewedLeaseKeepsItsFenceAndLastsLonger() {
    Lease first = taken("plan:shop", "one", NOON);
    Lease renewed = taken("plan:shop", "one", NOON.plusSeconds(30));

    assertThat(renewed.fence()).isEqualTo(first.fence());
    assertThat(renewed.until()).isEqualTo(NOON.plusSeconds(90));
    assertThat(store.lease("plan:shop", "two", NOON.plusSeconds(89), MINUTE)).isEmpty();
  }

  @Test
  void aLeaseThatRanOutGoesToTheNextWithAHigherFence() {
    Lease first = taken("plan:shop", "one", NOON);
    Lease second = taken("plan:shop", "two", NOON.plus(MINUTE));

    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(store.lease("plan:shop", "one", NOON.plus(MINUTE), MINUTE)).isEmpty();
  }

  @Test
  void aReleasedLeaseIsFreeAtOnceAndItsFenceIsNeverUsedAgain() {
    Lease first = taken("plan:shop", "one", NOON);
    store.release(first);
    Lease second = taken("plan:shop", "two", NOON);

    assertThat(second.fence()).isGreaterThan(first.fence());
    store.release(second);
    assertThat(taken("plan:shop", "one", NOON).fence()).isGreaterThan(second.fence());
  }

  @Test
  void whoLostALeaseCannotReleaseItForTheNextHolder() {
    Lease lost = taken("plan:shop", "one", NOON);
    taken("plan:shop", "two", NOON.plus(MINUTE));
    store.release(lost);

    assertThat(store.lease("plan:shop", "three", NOON.plus(MINUTE), MINUTE)).isEmpty();
  }

  @Test
  void ofManyWhoAskAtOnceExactlyOneGetsTheLease() throws Exception {
    List<Boolean> got =
        together(who -> store.lease("plan:shop", "node-" + who, NOON, MINUTE).isPresent());

    assertThat(got).containsOnlyOnce(true);
  }

  @Test
  void aZombiesCommitIsRefusedWhole() {
    Lease lost = taken("plan:shop", "one", NOON);
    Lease account = taken("account:a", "one", NOON);
    taken("plan:shop", "two", NOON.plus(MINUTE));
    StoreUpdate late =
        StoreUpdate.under(List.of(account, lost))
            .put(link("k", "L1", "R1", 0))
            .put(entry("cursor", "feed", "9"))
            .journal(note("L1", 1))
            .build();

    refused(StoreConflict.Cause.LEASE_LOST, () -> store.commit(late));

    assertThat(find(Side.LEFT, "L1")).isEmpty();
    assertThat(store.entries(PLAN, "cursor", List.of("feed"))).isEmpty();
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 9)).isEmpty();
  }

  @Test
  void aCommitUnderAReleasedLeaseIsRefused() {
    Lease lease = taken("plan:shop", "one", NOON);
    store.release(lease);

    refused(
        StoreConflict.Cause.LEASE_LOST,
        () -> store.commit(StoreUpdate.under(List.of(lease)).put(entry("a", "b", "c")).build()));
  }

  @Test
  void aCommitUnderLeasesThatHoldIsTaken() {
    Lease lease = taken("plan:shop", "one", NOON);
    taken("plan:shop", "one", NOON.plusSeconds(10));
    store.commit(StoreUpdate.under(List.of(lease)).put(entry("cursor", "feed", "9")).build());

    assertThat(bodies("cursor", "feed")).containsExactly("9");
  }
}
