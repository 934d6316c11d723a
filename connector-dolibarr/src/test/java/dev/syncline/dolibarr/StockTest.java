package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.StockLevel;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Levels of stock are set by movements of what they lack, one by one, never twice. */
class StockTest {

  private static String stocked(Rig rig, String ref, int quantity) {
    long product = rig.fake.products().add(draft -> draft.ref(ref).label(ref)).id();
    rig.fake.move(product, 1, quantity);
    return Long.toString(product);
  }

  private static Write.Update level(Rig rig, String id, String quantity) {
    Entity held = rig.read(StockLevel.TYPE, id);
    return Rig.update(held, Rig.only(held, StockLevel.QUANTITY, new BigDecimal(quantity)));
  }

  @Test
  @Rule("P-066")
  void aLevelIsSetByAMovementOfWhatItLacks() {
    try (Rig rig = new Rig()) {
      String tee = stocked(rig, "TEE", 10);
      WriteResult.Written written = (WriteResult.Written) rig.write(level(rig, tee, "7"));
      assertThat(written.held().orElseThrow().get(StockLevel.QUANTITY).orElseThrow())
          .isEqualByComparingTo("7");
      assertThat(rig.fake.stock(Long.parseLong(tee), 1)).isEqualByComparingTo("7");
      assertThat(rig.fake.movements().all().get(1).text("qty")).isEqualTo("-3");
    }
  }

  @Test
  @Rule("P-066")
  void aLevelThatIsRightMovesNothing() {
    try (Rig rig = new Rig()) {
      String tee = stocked(rig, "TEE", 10);
      Write.Update same = level(rig, tee, "10");
      int mark = rig.mark();
      rig.write(same);
      assertThat(rig.written(mark)).isEmpty();
    }
  }

  @Test
  @Rule("P-066")
  void anUnansweredMovementIsNotMovedAgain() {
    try (Rig rig = new Rig()) {
      String tee = stocked(rig, "TEE", 10);
      Write.Update update = level(rig, tee, "7");
      rig.fake.faults().onNext("POST", "stockmovements", Fault.LOST_AFTER);
      assertThatThrownBy(() -> rig.write(update)).isInstanceOf(OutcomeUnknown.class);
      assertThat(rig.write(update)).isInstanceOf(WriteResult.Written.class);
      assertThat(rig.fake.stock(Long.parseLong(tee), 1)).isEqualByComparingTo("7");
      assertThat(rig.fake.movements().size()).isEqualTo(2);
      assertThat(rig.fake.movements().all().get(1).text("inventorycode"))
          .startsWith("sl-")
          .endsWith("_10_7");
    }
  }

  @Test
  @Rule("P-068")
  void lessThanNothingIsRefusedByItsName() {
    try (Rig rig =
        new Rig(
            fake -> fake.constant("STOCK_DISALLOW_NEGATIVE_TRANSFER", "1"),
            connector -> connector)) {
      String tee = stocked(rig, "TEE", 1);
      WriteResult refused = rig.write(level(rig, tee, "-2"));
      assertThat(((WriteResult.Refused) refused).reasons().get(0).code())
          .isEqualTo(Refusal.Code.NO_STOCK);
    }
  }

  @Test
  @Rule("P-066")
  void manyLevelsAreReadTogetherAndMovedOneByOne() {
    try (Rig rig = new Rig()) {
      List<Write> writes = new ArrayList<>();
      for (int at = 1; at <= 10; at++) {
        writes.add(level(rig, stocked(rig, "TEE" + at, at), "100"));
      }
      int mark = rig.mark();
      assertThat(rig.connector.pack(writes)).hasSize(1);
      List<WriteResult> results = rig.connector.write(writes);
      assertThat(results).allMatch(WriteResult.Written.class::isInstance);
      assertThat(rig.written(mark)).hasSize(10);
      assertThat(rig.mark() - mark).isEqualTo(12);
    }
  }

  @Test
  @Rule("P-132")
  void whatMovedIsShownByItsMovementAndOursAreMarked() {
    try (Rig rig = new Rig()) {
      String tee = stocked(rig, "TEE", 10);
      String cap = stocked(rig, "CAP", 5);
      Cursor at = rig.everything("stock").after();
      rig.write(level(rig, tee, "7"));
      rig.fake.move(Long.parseLong(cap), 1, -1);
      Rig.Look look = rig.look("stock", at);
      assertThat(look.ids()).containsExactlyInAnyOrder(tee, cap);
      assertThat(look.changes())
          .allSatisfy(change -> assertThat(change.own()).isEqualTo(change.id().equals(tee)));
      Change moved =
          look.changes().stream().filter(each -> each.id().equals(cap)).findFirst().orElseThrow();
      assertThat(moved.content().orElseThrow().get(StockLevel.QUANTITY).orElseThrow())
          .isEqualByComparingTo("4");
      assertThat(rig.look("stock", look.after()).ids()).isEmpty();
    }
  }

  @Test
  void aMovementThatIsCommittedAfterAYoungerOneIsNotMissed() {
    try (Canned server = new Canned()) {
      server
          .says("GET stockmovements", 200, "[{\"id\":\"5\",\"product_id\":\"8\"}]")
          .says("GET stockmovements", 200, "[{\"id\":\"4\",\"product_id\":\"9\"}]")
          .says("GET products", 200, "[{\"id\":\"8\",\"stock_reel\":\"3\"}]")
          .says("GET products", 200, "[{\"id\":\"9\",\"stock_reel\":\"2\"}]");
      var feed =
          server.connector.feeds().stream()
              .filter(each -> each.name().equals("stock"))
              .findFirst()
              .orElseThrow();
      var wanted = dev.syncline.connector.FieldSet.of(StockLevel.QUANTITY);
      Cursor after = feed.open(new Cursor("moved 3"), wanted).next().orElseThrow().after();
      var second = feed.open(after, wanted).next().orElseThrow();
      assertThat(server.asked.get(2).query("sqlfilters").orElseThrow())
          .isEqualTo("(t.rowid:>:5) or (t.rowid:in:4)");
      assertThat(second.changes()).extracting(Change::id).containsExactly("9");
      assertThat(second.after().text()).isEqualTo("moved 5");
    }
  }

  @Test
  void withoutAWarehouseNothingIsWritten() {
    try (Canned server = new Canned()) {
      assertThat(
              server.connector.port(StockLevel.TYPE).capabilities().writable(StockLevel.QUANTITY))
          .isFalse();
    }
  }

  @Test
  void wordsAreNoIdsAndAreNotAskedFor() {
    try (Canned server = new Canned()) {
      var wanted = dev.syncline.connector.FieldSet.of(StockLevel.QUANTITY);
      assertThat(
              server
                  .connector
                  .port(StockLevel.TYPE)
                  .read(java.util.List.of("rehearsed-1", "rehearsed-2"), wanted))
          .hasSize(2)
          .allSatisfy(
              (id, reading) ->
                  assertThat(reading).isInstanceOf(dev.syncline.connector.Reading.Unseen.class));
      assertThat(server.asked).isEmpty();
    }
  }
}
