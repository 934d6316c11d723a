package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.prestashop.Rig.Look;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists that date nothing are looked through, and only what changed is shown. */
class ScanTest {

  private static int product(Rig rig, int pieces) {
    return rig.shop.products().add(p -> p.name("Mug").price("9").quantity(pieces)).id();
  }

  private static int combination(Rig rig, int product, int value, int pieces) {
    return rig.shop
        .combinations()
        .add(
            c ->
                c.set("id_product", product)
                    .reference("C" + value)
                    .price("1")
                    .link("product_option_values", value)
                    .quantity(pieces))
        .id();
  }

  private static int value(Rig rig) {
    int option = rig.shop.shelf("product_options").add(o -> o.name("Size")).id();
    return rig.shop
        .shelf("product_option_values")
        .add(v -> v.set("id_attribute_group", option).name("S"))
        .id();
  }

  @Test
  void aQuietLookAtStockCostsOneRequestAndShowsNothing() {
    try (Rig rig = new Rig()) {
      for (int each = 0; each < 300; each++) {
        product(rig, each);
      }
      rig.connector.check();
      Look first = rig.everything("stock");
      assertThat(first.ids()).hasSize(300).doesNotHaveDuplicates();
      int mark = rig.mark();
      Look second = rig.look("stock", first.after());
      assertThat(second.changes()).isEmpty();
      assertThat(rig.since(mark)).hasSize(1);
      rig.shop.setStock(150, 0, 999);
      Look third = rig.look("stock", second.after());
      assertThat(third.ids()).contains("150").hasSizeLessThanOrEqualTo(64);
      assertThat(rig.look("stock", third.after()).changes()).isEmpty();
    }
  }

  @Test
  void theSumOfCombinationsIsNoLevel() {
    try (Rig rig = new Rig()) {
      int value = value(rig);
      int simple = product(rig, 5);
      int varied = product(rig, 0);
      int first = combination(rig, varied, value, 3);
      rig.connector.check();
      assertThat(rig.everything("stock").ids())
          .containsExactlyInAnyOrder(Integer.toString(simple), varied + "-" + first);
    }
  }

  @Test
  void theFirstCombinationOfAProductTakesItsLevelAway() {
    try (Rig rig = new Rig()) {
      int value = value(rig);
      int varied = product(rig, 4);
      rig.connector.check();
      Cursor at = rig.everything("stock").after();
      int first = combination(rig, varied, value, 3);
      assertThat(rig.look("stock", at).ids()).containsExactly(varied + "-" + first);
    }
  }

  @Test
  void aPriceOfTheProductAndANameOfAnOptionChangeItsCombinations() {
    try (Rig rig = new Rig()) {
      int value = value(rig);
      int varied = product(rig, 0);
      String id = varied + "-" + combination(rig, varied, value, 3);
      rig.connector.check();
      Cursor at = rig.everything("combinations").after();
      assertThat(rig.look("combinations", at).changes()).isEmpty();
      rig.shop.products().edit(varied, p -> p.price("11"));
      Look dearer = rig.look("combinations", at);
      assertThat(dearer.ids()).containsExactly(id);
      rig.shop.shelf("product_option_values").edit(value, v -> v.name("Small"));
      rig.connector.check();
      Look renamed = rig.look("combinations", dearer.after());
      assertThat(renamed.ids()).containsExactly(id);
      assertThat(renamed.changes().get(0).content().orElseThrow().toString()).contains("options");
    }
  }

  @Test
  void aListThatGrowsBeyondItsBucketsIsStillShownWholeAndThenQuiet() {
    try (Rig rig = new Rig()) {
      for (int each = 0; each < 40; each++) {
        product(rig, each);
      }
      rig.connector.check();
      Cursor at = rig.everything("stock").after();
      Set<String> later = new HashSet<>();
      for (int each = 0; each < 30; each++) {
        // Gaps between ids, as deletions leave them.
        for (int gap = 0; gap < 500; gap++) {
          rig.shop.products().delete(product(rig, 0));
        }
        later.add(Integer.toString(product(rig, 7)));
      }
      Look grown = rig.look("stock", at);
      assertThat(grown.ids()).containsAll(later).doesNotHaveDuplicates();
      assertThat(grown.after().text()).hasSizeLessThan(Cursor.MAX_LENGTH);
      Look quiet = rig.look("stock", grown.after());
      assertThat(quiet.changes()).isEmpty();
      rig.shop.setStock(5, 0, 1234);
      assertThat(rig.look("stock", quiet.after()).ids()).contains("5");
    }
  }

  @Test
  void whoeverStopsBehindAPageGoesOnWithoutAGap() {
    try (Rig rig = new Rig()) {
      for (int each = 0; each < 1300; each++) {
        product(rig, each);
      }
      rig.connector.check();
      Feed feed = rig.feed("stock");
      Set<String> shown = new HashSet<>();
      Cursor after;
      try (Feed.Session session =
          feed.open(feed.start(new Feed.StartAt.Beginning()), rig.everything())) {
        Optional<Feed.Page> page = session.next();
        page.orElseThrow().changes().forEach(change -> shown.add(change.id()));
        after = page.orElseThrow().after();
      }
      assertThat(shown.size()).isLessThan(1300);
      shown.addAll(rig.look("stock", after).ids());
      assertThat(shown).hasSize(1300);
      assertThatThrownBy(() -> feed.open(new Cursor("s64.AA"), rig.everything()))
          .isInstanceOf(CursorLost.class);
    }
  }
}
