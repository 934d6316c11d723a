package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Reading;
import dev.syncline.model.Entity;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StockTest {

  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void arrives(Rig at, Ref item, int quantity) {
    boolean variant = !item.id().contains("/");
    String type = variant ? "variant" : "product";
    String id = item.id().substring(item.id().indexOf('/') + 1);
    at.fake
        .entities("enter")
        .add(
            body -> {
              body.set("organization", at.fake.ref("organization", at.any("organization")));
              body.set("store", at.fake.ref("store", at.any("store")));
              body.putArray("positions")
                  .addObject()
                  .put("quantity", quantity)
                  .set("assortment", at.fake.ref(type, id));
            });
  }

  private static BigDecimal quantity(List<Entity> levels, Ref item) {
    return levels.stream()
        .filter(level -> level.require(StockLevel.ITEM).equals(item))
        .findFirst()
        .orElseThrow()
        .require(StockLevel.QUANTITY);
  }

  private List<Entity> levels(Rig.Look look) {
    return look.changes().stream().map(change -> change.content().orElseThrow()).toList();
  }

  @Test
  @Rule("B-054")
  void firstAllLevelsAreShownThenThoseThatChanged() {
    Ref kettle = rig.stored(Rig.create("k", Rig.product("Kettle"))).ref();
    Ref shirt = rig.stored(Rig.create("s", Rig.product("Shirt"))).ref();
    Ref red = rig.stored(Rig.create("r", Rig.variantOf(shirt, Map.of("Color", "red")))).ref();
    arrives(rig, kettle, 5);
    arrives(rig, red, 7);
    rig.time.advance(Duration.ofMinutes(10));
    Rig.Look all = rig.everything("stock");
    assertThat(levels(all)).extracting(Entity::id).contains(kettle.id(), red.id());
    assertThat(quantity(levels(all), kettle)).isEqualByComparingTo("5");
    assertThat(quantity(levels(all), red)).isEqualByComparingTo("7");
    assertThat(all.pages().get(0).whole()).isTrue();
    rig.time.advance(Duration.ofMinutes(30));
    long before = rig.requests();
    Rig.Look quiet = rig.look("stock", all.after());
    assertThat(quiet.changes()).isEmpty();
    assertThat(quiet.after()).isEqualTo(all.after());
    assertThat(rig.requests() - before).isEqualTo(1);
    arrives(rig, red, 3);
    before = rig.requests();
    Rig.Look changed = rig.look("stock", quiet.after());
    assertThat(levels(changed)).singleElement().satisfies(level -> assertIs(level, red, "10"));
    assertThat(rig.requests() - before).isEqualTo(2);
    before = rig.requests();
    assertThat(levels(rig.look("stock", changed.after()))).hasSize(1);
    assertThat(rig.requests() - before).as("which are variants is known by now").isEqualTo(1);
  }

  private static void assertIs(Entity level, Ref item, String quantity) {
    assertThat(level.id()).isEqualTo(item.id());
    assertThat(level.require(StockLevel.ITEM)).isEqualTo(item);
    assertThat(level.require(StockLevel.QUANTITY)).isEqualByComparingTo(quantity);
  }

  @Test
  void aLevelThatBecomesEmptyIsShown() {
    Ref kettle = rig.stored(Rig.create("k", Rig.product("Kettle"))).ref();
    arrives(rig, kettle, 5);
    Cursor after = rig.everything("stock").after();
    rig.time.advance(Duration.ofMinutes(10));
    String enter = rig.any("enter");
    rig.fake.entities("enter").delete(enter);
    assertThat(rig.fake.entities("enter").size()).isZero();
    arrives(rig, kettle, 1);
    rig.fake.entities("enter").delete(rig.any("enter"));
    List<Entity> changed = levels(rig.look("stock", after));
    assertThat(changed).allSatisfy(level -> assertIs(level, kettle, "0"));
  }

  @Test
  void whichNumberIsTheStockIsTheHostsChoice() {
    try (Rig free = new Rig(fake -> fake, builder -> builder.stock(StockKind.FREE))) {
      Ref kettle = free.stored(Rig.create("k", Rig.product("Kettle"))).ref();
      Ref buyer = free.stored(Rig.create("c", Rig.customer("A"))).ref();
      arrives(free, kettle, 5);
      Entity line = Rig.line(kettle, "2", "1").with(OrderLine.RESERVED, new BigDecimal("2"));
      free.stored(Rig.create("o", free.newOrder(buyer, line)));
      assertThat(quantity(levels(free.everything("stock")), kettle)).isEqualByComparingTo("3");
      Reading read =
          free.connector
              .port(StockLevel.TYPE)
              .read(List.of(kettle.id()), FieldSet.of())
              .get(kettle.id());
      assertIs(((Reading.Found) read).entity(), kettle, "3");
    }
  }

  @Test
  void levelsAreReadByTheIdsOfTheirItems() {
    Ref kettle = rig.stored(Rig.create("k", Rig.product("Kettle"))).ref();
    Ref never = rig.stored(Rig.create("n", Rig.product("Never held"))).ref();
    arrives(rig, kettle, 5);
    long before = rig.requests();
    Map<String, Reading> readings =
        rig.connector
            .port(StockLevel.TYPE)
            .read(List.of(kettle.id(), never.id(), "service/x", "x", ""), FieldSet.of());
    assertThat(rig.requests() - before).isEqualTo(1);
    assertIs(((Reading.Found) readings.get(kettle.id())).entity(), kettle, "5");
    assertIs(((Reading.Found) readings.get(never.id())).entity(), never, "0");
    assertThat(List.of("service/x", "x", ""))
        .allSatisfy(id -> assertThat(readings.get(id)).isInstanceOf(Reading.Unseen.class));
  }

  @Test
  void levelsAreNeverWritten() {
    for (Operation operation : Operation.values()) {
      assertThat(rig.connector.port(StockLevel.TYPE).capabilities().can(operation)).isFalse();
    }
  }

  @Test
  void changesAreKnownForADayOnlyAndAQuietFeedStaysAlive() {
    Cursor start = rig.feed("stock").start(new Feed.StartAt.Now());
    Cursor at = start;
    for (int hour = 0; hour < 50; hour += 5) {
      rig.time.advance(Duration.ofHours(5));
      at = rig.look("stock", at).after();
    }
    assertThat(rig.look("stock", at).changes()).isEmpty();
    assertThatThrownBy(() -> rig.look("stock", start)).isInstanceOf(CursorLost.class);
    assertThatThrownBy(() -> rig.look("stock", new Cursor("x"))).isInstanceOf(CursorLost.class);
  }

  @Test
  void sinceLongerThanTheVendorKnowsIsFromTheBeginning() {
    Ref kettle = rig.stored(Rig.create("k", Rig.product("Kettle"))).ref();
    arrives(rig, kettle, 5);
    rig.time.advance(Duration.ofDays(3));
    Instant before = rig.time.now().minus(Duration.ofDays(2));
    Cursor since = rig.feed("stock").start(new Feed.StartAt.Since(before));
    assertThat(levels(rig.look("stock", since))).extracting(Entity::id).contains(kettle.id());
  }

  @Test
  void theWholeReportIsPaidForAndNeverRefused() {
    for (int n = 0; n < 30; n++) {
      rig.everything("stock");
    }
    assertThat(rig.wire.log().count(entry -> entry.status() == 429)).isZero();
    Instant any = Instant.parse("2026-11-22T00:00:00Z");
    assertThat(MoySkladQuota.weight(Login.Kind.SOLUTION, "report/stock/all", any)).isEqualTo(5);
    assertThat(MoySkladQuota.weight(Login.Kind.SOLUTION, "report/stock/all/current", any))
        .isEqualTo(1);
  }
}
