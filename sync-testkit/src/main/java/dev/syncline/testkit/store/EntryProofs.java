package dev.syncline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.store.Entry;
import dev.syncline.store.LinkRow;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Entries, order, keys in every script, bodies. */
abstract class EntryProofs extends LinkProofs {

  @Test
  void entriesArePutReplacedAndRemovedByScopeKindAndKey() {
    commit(update().put(entry("cursor", "a", "1")).put(entry("cursor", "b", "2")));
    commit(update().put(entry("other", "a", "3")));
    commit(update().put(new Entry("account:x", "cursor", "a", bytes("4"))));
    commit(update().put(entry("cursor", "a", "5")));

    assertThat(bodies("cursor", "a", "b", "none")).containsExactlyInAnyOrder("5", "2");
    assertThat(bodies("other", "a")).containsExactly("3");
    assertThat(store.entries("account:x", "cursor", List.of("a"))).hasSize(1);
    commit(update().remove(entry("cursor", "a", "")).remove(entry("cursor", "never", "")));
    assertThat(bodies("cursor", "a", "b")).containsExactly("2");
    assertThat(bodies("other", "a")).containsExactly("3");
  }

  @Test
  void anEntryThatMustBeNewIsRefusedIfItExistsAndTakenAgainOnceItIsGone() {
    commit(update().putNew(entry("claim", "a", "1")));

    refused(
        StoreConflict.Cause.ENTRY_EXISTS, () -> commit(update().putNew(entry("claim", "a", "2"))));
    refused(
        StoreConflict.Cause.ENTRY_EXISTS,
        () ->
            commit(
                update().putNew(entry("claim", "twin", "1")).putNew(entry("claim", "twin", "2"))));
    assertThat(bodies("claim", "a", "twin")).containsExactly("1");
    commit(update().remove(entry("claim", "a", "")));
    commit(update().putNew(entry("claim", "a", "3")));
    assertThat(bodies("claim", "a")).containsExactly("3");
  }

  @Test
  void entriesAreScannedInTheOrderOfTheirKeysPageByPage() {
    List<String> keys = shuffled(100);
    StoreUpdate.Builder update = update();
    keys.forEach(key -> update.put(entry("failure", key, key)));
    update.put(entry("failures", "0000", "another kind"));
    commit(update);

    List<String> seen = new ArrayList<>();
    for (String after = ""; ; after = seen.get(seen.size() - 1)) {
      List<Entry> page = store.scanEntries(PLAN, "failure", after, PAGE);
      assertThat(page).hasSizeLessThanOrEqualTo(PAGE);
      page.forEach(each -> seen.add(each.key()));
      if (page.isEmpty()) {
        break;
      }
    }
    assertThat(seen).containsExactlyElementsOf(new TreeSet<>(keys));
  }

  @Test
  void linksAreScannedInTheOrderOfTheirKeysPageByPage() {
    List<String> keys = shuffled(100);
    StoreUpdate.Builder update = update();
    keys.forEach(key -> update.put(link(key, "L" + key, "R" + key, 0)));
    commit(update);

    List<String> seen = new ArrayList<>();
    for (String after = ""; ; after = seen.get(seen.size() - 1)) {
      List<LinkRow> page = store.scanLinks(PLAN, FLOW, after, PAGE);
      assertThat(page).hasSizeLessThanOrEqualTo(PAGE);
      page.forEach(each -> seen.add(each.key()));
      if (page.isEmpty()) {
        break;
      }
    }
    assertThat(seen).containsExactlyElementsOf(new TreeSet<>(keys));
  }

  @Test
  void linksAndEntriesAreFoundByManyKeysAtOnce() {
    StoreUpdate.Builder update = update();
    List<String> asked = new ArrayList<>();
    for (int at = 0; at < MANY; at++) {
      if (at % 2 == 0) {
        update.put(link("k" + at, "L" + at, "R" + at, 0)).put(entry("e", "L" + at, "" + at));
      }
      asked.add("L" + at);
    }
    asked.add("L0");
    commit(update);

    assertThat(store.links(PLAN, FLOW, Side.LEFT, asked))
        .extracting(LinkRow::leftId)
        .doesNotHaveDuplicates()
        .hasSize(MANY / 2)
        .allMatch(asked::contains);
    assertThat(store.entries(PLAN, "e", asked))
        .extracting(Entry::key)
        .doesNotHaveDuplicates()
        .hasSize(MANY / 2);
    assertThat(store.links(PLAN, FLOW, Side.LEFT, List.of())).isEmpty();
    assertThat(store.entries(PLAN, "e", List.of())).isEmpty();
  }

  @Test
  void keysAndIdsAreComparedToTheLetterInEveryScript() {
    List<String> ids =
        List.of(
            "a",
            "A",
            "ä",
            "a\u0308",
            "ß",
            "ss",
            "i",
            "ı",
            "İ",
            "I",
            "ё",
            "е",
            "заказ №7",
            "日本",
            "\uD83D\uDE00",
            "x ",
            "x",
            "it's",
            "100%",
            "a_b",
            "a\\b",
            "é",
            "e\u0301");
    StoreUpdate.Builder update = update();
    for (String id : ids) {
      update.put(link(id, id, id, 0)).put(entry("e", id, id));
    }
    commit(update);

    for (String id : ids) {
      assertThat(find(Side.LEFT, id)).extracting(LinkRow::key).containsExactly(id);
      assertThat(find(Side.RIGHT, id)).extracting(LinkRow::rightId).containsExactly(id);
      assertThat(bodies("e", id)).containsExactly(id);
    }
    Set<String> seen = new TreeSet<>();
    for (String after = ""; ; ) {
      List<Entry> page = store.scanEntries(PLAN, "e", after, PAGE);
      if (page.isEmpty()) {
        break;
      }
      page.forEach(each -> assertThat(seen.add(each.key())).as(each.key()).isTrue());
      after = page.get(page.size() - 1).key();
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void aBodyOfAMegabyteOrOfNothingComesBackByteForByte() {
    byte[] big = new byte[MEGABYTE];
    for (int at = 0; at < big.length; at++) {
      big[at] = (byte) (at * 31);
    }
    commit(
        update()
            .put(new LinkRow(PLAN, FLOW, "k", "L1", "R1", 0, big))
            .put(new Entry(PLAN, "e", "big", big))
            .put(new Entry(PLAN, "e", "none", new byte[0])));

    assertThat(find(Side.LEFT, "L1").get(0).body()).isEqualTo(big);
    assertThat(store.entries(PLAN, "e", List.of("big")).get(0).body()).isEqualTo(big);
    assertThat(store.entries(PLAN, "e", List.of("none")).get(0).body()).isEmpty();
  }

  @Test
  void idsAndKeysOfAThousandCharactersAreKeptWholeAndToldApart() {
    List<String> ids = new ArrayList<>();
    for (String unit : List.of("x", "ж", "日", "\uD83D\uDE00")) {
      String same = unit.repeat(LONG);
      ids.addAll(List.of(same, same + "1", same + "2", same.substring(unit.length())));
    }
    StoreUpdate.Builder update = update();
    ids.forEach(id -> update.put(link(id, id, "R" + id, 0)).putNew(entry("e", id, id)));
    commit(update);

    for (String id : ids) {
      LinkRow link = find(Side.RIGHT, "R" + id).get(0);
      assertThat(link.key()).isEqualTo(id);
      assertThat(find(Side.LEFT, id)).extracting(LinkRow::leftId).containsExactly(id);
      assertThat(bodies("e", id)).containsExactly(id);
      refused(StoreConflict.Cause.LINK_CHANGED, () -> put(link("other", id, null, 0)));
      refused(StoreConflict.Cause.ENTRY_EXISTS, () -> commit(update().putNew(entry("e", id, ""))));
    }
    List<String> seen = new ArrayList<>();
    for (String after = ""; ; after = seen.get(seen.size() - 1)) {
      List<LinkRow> page = store.scanLinks(PLAN, FLOW, after, PAGE);
      if (page.isEmpty()) {
        break;
      }
      page.forEach(each -> seen.add(each.key()));
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
    commit(update().remove(link(ids.get(0), null, null, 1)).remove(entry("e", ids.get(0), "")));
    assertThat(find(Side.LEFT, ids.get(0))).isEmpty();
    assertThat(bodies("e", ids.get(0))).isEmpty();
  }

  @Test
  void theOrderIsThatOfTheCharactersInEveryScript() {
    List<String> keys =
        List.of("", " ", "!", "0", "A", "Z", "_", "a", "z", "ä", "ß", "İ", "ı", "Я", "я", "日");
    StoreUpdate.Builder update = update();
    keys.forEach(key -> update.put(entry("e", "k" + key, key)).put(link("k" + key, null, key, 0)));
    commit(update);

    assertThat(store.scanEntries(PLAN, "e", "", keys.size()))
        .extracting(Entry::key)
        .containsExactlyElementsOf(new TreeSet<>(keys.stream().map(key -> "k" + key).toList()));
    assertThat(store.scanLinks(PLAN, FLOW, "k_", keys.size()))
        .extracting(LinkRow::rightId)
        .containsExactly("a", "z", "ß", "ä", "İ", "ı", "Я", "я", "日");
  }
}
