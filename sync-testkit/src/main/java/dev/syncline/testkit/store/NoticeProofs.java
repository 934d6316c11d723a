package dev.syncline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Side;
import dev.syncline.store.JournalErasure;
import dev.syncline.store.JournalRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Notices and the journal. */
abstract class NoticeProofs extends EntryProofs {

  @Test
  void noticesComeInTheirSequenceWithAllThatTheySay() {
    Notice gone = new Notice(PLAN, 0, Side.RIGHT, "order", "8", true, NOON);
    long first = store.offer(notice("7"));
    long second = store.offer(gone);
    store.offer(new Notice("other", 0, Side.LEFT, "order", "9", false, Instant.EPOCH));
    long third = store.offer(notice("7"));

    assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
    assertThat(store.notices(PLAN, 9))
        .containsExactly(
            notice("7").numbered(first), gone.numbered(second), notice("7").numbered(third));
    assertThat(store.notices(PLAN, 2)).extracting(Notice::sequence).containsExactly(first, second);
    assertThat(store.notices("none", 9)).isEmpty();
  }

  @Test
  void onlyTheClearedNoticesGoAndTheirNumbersAreNotGivenAgain() {
    store.offer(notice("1"));
    store.offer(notice("2"));
    List<Notice> read = store.notices(PLAN, 9);
    long late = store.offer(notice("1"));
    commit(update().clear(read.get(0)).clear(read.get(1)));

    assertThat(store.notices(PLAN, 9)).containsExactly(notice("1").numbered(late));
    commit(update().clear(notice("1").numbered(late)));
    assertThat(store.offer(notice("3"))).isGreaterThan(late);
  }

  @Test
  void noticesOfferedFromManyThreadsAreAllThereOnce() throws Exception {
    List<List<Long>> numbers =
        together(
            who ->
                IntStream.range(0, OFFERS)
                    .mapToObj(at -> store.offer(notice(who + "-" + at)))
                    .toList());

    assertThat(numbers.stream().flatMap(List::stream).toList())
        .doesNotHaveDuplicates()
        .hasSize(THREADS * OFFERS);
    assertThat(store.notices(PLAN, THREADS * OFFERS + 1))
        .extracting(Notice::id)
        .doesNotHaveDuplicates()
        .hasSize(THREADS * OFFERS);
  }

  @Test
  void journalRowsAreErasedByEntityByAgeAndByPlan() {
    JournalRow right = new JournalRow(PLAN, "run", NOON, FLOW, Side.RIGHT, "L1", "CREATED");
    JournalRow others = new JournalRow("other", "run", NOON, FLOW, Side.LEFT, "L1", "CREATED");
    commit(update().journal(note("L1", 1)).journal(note("L2", 2)).journal(right).journal(others));

    commit(
        update().erase(JournalErasure.about(PLAN, FLOW, Side.LEFT, "L1")).journal(note("L1", 3)));
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 9)).containsExactly(note("L1", 3));
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L2", 9)).hasSize(1);
    assertThat(store.journal(PLAN, FLOW, Side.RIGHT, "L1", 9)).containsExactly(right);

    commit(update().erase(JournalErasure.olderThan(PLAN, note("L1", 3).at())));
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 9)).containsExactly(note("L1", 3));
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L2", 9)).isEmpty();
    assertThat(store.journal(PLAN, FLOW, Side.RIGHT, "L1", 9)).isEmpty();

    commit(update().erase(JournalErasure.all(PLAN)));
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 9)).isEmpty();
    assertThat(store.journal("other", FLOW, Side.LEFT, "L1", 9)).containsExactly(others);
  }

  @Test
  void aRefusedUpdateErasesNoJournal() {
    commit(update().journal(note("L1", 1)).put(entry("cursor", "feed", "9")));
    assertThatThrownBy(
            () ->
                commit(
                    update().erase(JournalErasure.all(PLAN)).putNew(entry("cursor", "feed", "10"))))
        .isInstanceOf(StoreConflict.class);
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 9)).hasSize(1);
  }

  @Test
  void theJournalOfOneEntityIsNewestFirst() {
    commit(update().journal(note("L1", 1)).journal(note("L2", 2)).journal(note("L1", 3)));
    commit(update().journal(note("L1", 4)));
    JournalRow right = new JournalRow(PLAN, "run", NOON, FLOW, Side.RIGHT, "L1", "CREATED");
    commit(update().journal(right));

    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 9))
        .containsExactly(note("L1", 4), note("L1", 3), note("L1", 1));
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 2))
        .containsExactly(note("L1", 4), note("L1", 3));
    assertThat(store.journal(PLAN, FLOW, Side.RIGHT, "L1", 9)).containsExactly(right);
    assertThat(store.journal("other", FLOW, Side.LEFT, "L1", 9)).isEmpty();
  }

  @Test
  void theJournalOfAPlanIsBoundedAndForgetsTheOldestFirst() {
    int rows = LinkStore.JOURNAL_ROWS + LinkStore.JOURNAL_ROWS / SLACK * 2;
    commit(update().journal(new JournalRow("other", "run", NOON, FLOW, Side.LEFT, "L1", "X")));
    for (int at = 0; at < rows; ) {
      StoreUpdate.Builder update = update();
      for (int end = Math.min(rows, at + 1_000); at < end; at++) {
        update.journal(note("L1", at));
      }
      commit(update);
    }

    List<JournalRow> kept = store.journal(PLAN, FLOW, Side.LEFT, "L1", rows);
    assertThat(kept.size())
        .isBetween(LinkStore.JOURNAL_ROWS, LinkStore.JOURNAL_ROWS + LinkStore.JOURNAL_ROWS / SLACK);
    assertThat(kept.get(0)).isEqualTo(note("L1", rows - 1));
    assertThat(kept.get(kept.size() - 1)).isEqualTo(note("L1", rows - kept.size()));
    assertThat(store.journal("other", FLOW, Side.LEFT, "L1", 9)).hasSize(1);
  }
}
