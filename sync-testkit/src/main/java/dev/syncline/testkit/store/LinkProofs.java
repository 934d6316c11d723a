package dev.syncline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Side;
import dev.syncline.store.LinkRow;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreUpdate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links, their revisions and their ids. */
abstract class LinkProofs extends LeaseProofs {

  @Test
  void aNewLinkIsFoundByBothIdsWithItsBodyAtRevisionOne() {
    put(link("k", "L1", "R1", 0));

    for (Side side : Side.values()) {
      LinkRow found = find(side, side == Side.LEFT ? "L1" : "R1").get(0);
      assertThat(found.plan()).isEqualTo(PLAN);
      assertThat(found.flow()).isEqualTo(FLOW);
      assertThat(found.key()).isEqualTo("k");
      assertThat(found.leftId()).isEqualTo("L1");
      assertThat(found.rightId()).isEqualTo("R1");
      assertThat(found.revision()).isEqualTo(1);
      assertThat(text(found.body())).isEqualTo("body of k");
    }
    assertThat(find(Side.RIGHT, "L1")).isEmpty();
  }

  @Test
  void linksOfAnotherPlanOrFlowAreOthers() {
    put(link("k", "L1", "R1", 0));
    put(new LinkRow(PLAN, "customer", "k", "L1", "R1", 0, bytes("customer")));
    put(new LinkRow("other", FLOW, "k", "L1", "R1", 0, bytes("other")));

    assertThat(text(find(Side.LEFT, "L1").get(0).body())).isEqualTo("body of k");
    assertThat(text(store.links("other", FLOW, Side.LEFT, List.of("L1")).get(0).body()))
        .isEqualTo("other");
    assertThat(store.scanLinks(PLAN, "customer", "", 9)).hasSize(1);
  }

  @Test
  void everyChangeGivesALinkTheNextRevision() {
    put(link("k", "L1", "R1", 0));
    put(link("k", "L1", "R2", 1));

    assertThat(find(Side.RIGHT, "R1")).isEmpty();
    assertThat(find(Side.RIGHT, "R2").get(0).revision()).isEqualTo(2);
  }

  @Test
  void aStaleOrUnexpectedRevisionIsRefused() {
    put(link("k", "L1", "R1", 0));
    put(link("k", "L1", "R1", 1));

    for (long wrong : new long[] {0, 1, 3}) {
      refused(StoreConflict.Cause.LINK_CHANGED, () -> put(link("k", "L1", "R9", wrong)));
      refused(
          StoreConflict.Cause.LINK_CHANGED,
          () -> commit(update().remove(link("k", "L1", "R1", wrong))));
    }
    refused(StoreConflict.Cause.LINK_CHANGED, () -> put(link("new", "L8", "R8", 1)));
    assertThat(find(Side.RIGHT, "R1").get(0).revision()).isEqualTo(2);
  }

  @Test
  void anIdOfEitherSideIsLinkedOnce() {
    put(link("k", "L1", "R1", 0));

    refused(StoreConflict.Cause.LINK_CHANGED, () -> put(link("m", "L1", "R2", 0)));
    refused(StoreConflict.Cause.LINK_CHANGED, () -> put(link("m", "L2", "R1", 0)));
    put(link("m", "L2", "R2", 0));
    refused(StoreConflict.Cause.LINK_CHANGED, () -> put(link("m", "L2", "R1", 1)));
    refused(
        StoreConflict.Cause.LINK_CHANGED,
        () -> commit(update().put(link("x", "L7", "R7", 0)).put(link("y", "L7", "R8", 0))));
    refused(
        StoreConflict.Cause.LINK_CHANGED,
        () -> commit(update().put(link("x", "L7", "R7", 0)).put(link("x", "L7", "R7", 0))));
    assertThat(find(Side.LEFT, "L7")).isEmpty();
  }

  @Test
  void severalLinksMayLackAnIdOnOneSide() {
    put(link("k", "L1", null, 0));
    put(link("m", "L2", null, 0));
    put(link("n", null, "R3", 0));

    assertThat(find(Side.LEFT, "L2").get(0).rightId()).isNull();
    assertThat(find(Side.RIGHT, "R3").get(0).leftId()).isNull();
  }

  @Test
  void anIdMovesFromALinkThatIsRemovedInTheSameUpdate() {
    put(link("k", "L1", "R1", 0));
    commit(update().put(link("m", "L1", "R2", 0)).remove(link("k", "L1", "R1", 1)));

    assertThat(find(Side.LEFT, "L1").get(0).key()).isEqualTo("m");
    assertThat(find(Side.RIGHT, "R1")).isEmpty();
    put(link("n", "L2", "R1", 0));
    assertThat(find(Side.RIGHT, "R1").get(0).key()).isEqualTo("n");
  }

  @Test
  void anIdThatALinkGaveUpMayBeLinkedAnew() {
    put(link("k", "L1", "R1", 0));
    put(link("k", "L1", "R2", 1));
    put(link("m", "L2", "R1", 0));

    assertThat(find(Side.RIGHT, "R1").get(0).key()).isEqualTo("m");
  }

  @Test
  void aRemovedLinkIsGoneAndItsKeyStartsAgainAtZero() {
    put(link("k", "L1", "R1", 0));
    commit(update().remove(link("k", "L1", "R1", 1)));

    assertThat(find(Side.LEFT, "L1")).isEmpty();
    assertThat(find(Side.RIGHT, "R1")).isEmpty();
    assertThat(store.scanLinks(PLAN, FLOW, "", 9)).isEmpty();
    put(link("k", "L1", "R1", 0));
    assertThat(find(Side.LEFT, "L1").get(0).revision()).isEqualTo(1);
  }

  @Test
  void oneBadPartOfACommitAndNothingIsApplied() {
    put(link("k", "L1", "R1", 0));
    commit(update().putNew(entry("claim", "a", "1")).put(entry("old", "o", "1")));
    store.offer(notice("7"));
    Notice waiting = store.notices(PLAN, 9).get(0);
    List<StoreUpdate.Builder> bad =
        List.of(
            update().put(link("k", "L1", "R1", 0)),
            update().remove(link("k", "L1", "R1", 7)),
            update().put(link("m", "L9", "R1", 0)),
            update().putNew(entry("claim", "a", "2")));

    for (StoreUpdate.Builder each : bad) {
      StoreUpdate update =
          each.put(link("good", "L5", "R5", 0))
              .put(entry("cursor", "feed", "9"))
              .putNew(entry("claim", "b", "1"))
              .remove(entry("old", "o", ""))
              .clear(waiting)
              .journal(note("L5", 1))
              .build();
      assertThatThrownBy(() -> store.commit(update)).isInstanceOf(StoreConflict.class);
    }

    assertThat(find(Side.LEFT, "L5")).isEmpty();
    assertThat(bodies("cursor", "feed")).isEmpty();
    assertThat(bodies("claim", "a", "b")).containsExactly("1");
    assertThat(bodies("old", "o")).containsExactly("1");
    assertThat(store.notices(PLAN, 9)).containsExactly(waiting);
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L5", 9)).isEmpty();
    assertThat(find(Side.LEFT, "L1").get(0).revision()).isEqualTo(1);
  }
}
