package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.prestashop.Rig.Look;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** The shop's clock and its local time. */
class TimeTest {

  @Test
  void theHourThatAutumnRepeatsIsAskedForFromItsBeginning() {
    PrestaShopTime time = new PrestaShopTime(new VirtualTime());
    time.zone(ZoneId.of("Europe/Paris"));
    assertThat(time.behind(Instant.parse("2026-10-25T00:30:00Z"))).isEqualTo("2026-10-25 01:59:59");
    assertThat(time.behind(Instant.parse("2026-10-24T23:30:00Z"))).isEqualTo("2026-10-25 01:29:59");
    assertThat(time.behind(Instant.parse("2026-10-25T01:30:00Z"))).isEqualTo("2026-10-25 02:29:59");
    assertThat(time.behind(Instant.parse("2026-11-22T09:00:00Z"))).isEqualTo("2026-11-22 09:59:59");
    assertThat(time.behind(Instant.parse("2026-03-29T01:30:00Z"))).isEqualTo("2026-03-29 03:29:59");
  }

  @Test
  void noChangeIsMissedWhereTheClockGoesBack() {
    try (Rig rig = new Rig()) {
      Instant before = Instant.parse("2027-10-31T00:10:00Z");
      rig.time.advance(Duration.between(rig.time.now(), before));
      int id = rig.shop.products().add(p -> p.name("Mug").price("9")).id();
      rig.connector.check();
      Cursor at = rig.everything("products").after();
      for (int step = 0; step < 24; step++) {
        rig.time.advance(Duration.ofMinutes(7));
        int now = step;
        rig.shop.products().edit(id, p -> p.set("reference", "R" + now));
        Look look = rig.look("products", at);
        assertThat(look.ids()).as("step %s", step).contains(Integer.toString(id));
        at = look.after();
      }
      rig.time.advance(Duration.ofHours(3));
      at = rig.look("products", at).after();
      at = rig.look("products", at).after();
      assertThat(rig.look("products", at).ids()).isEmpty();
    }
  }

  @Test
  void aShopWhoseClockIsFarOffIsAskedInItsOwnTime() {
    VirtualTime ours = new VirtualTime();
    PrestaShopTime time = new PrestaShopTime(ours);
    time.heard(Long.toString(ours.now().plus(Duration.ofHours(2)).getEpochSecond()));
    assertThat(Duration.between(ours.now(), time.now()))
        .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
    time.heard("nonsense");
    time.heard(Long.toString(ours.now().getEpochSecond()));
    assertThat(time.now()).isEqualTo(ours.now());
  }

  @Test
  void anAddressThatChangesBringsItsCustomer() {
    try (Rig rig = new Rig()) {
      int customer =
          rig.shop
              .customers()
              .add(
                  c ->
                      c.set("firstname", "Anna")
                          .set("lastname", "Novak")
                          .set("email", "a@b.example"))
              .id();
      int address =
          rig.shop
              .addresses()
              .add(
                  a ->
                      a.set("id_customer", customer)
                          .set("alias", "h")
                          .set("address1", "1 Street")
                          .set("city", "Paris")
                          .set("id_country", "8"))
              .id();
      rig.connector.check();
      Cursor at = rig.everything("customers").after();
      rig.time.advance(Duration.ofHours(1));
      at = rig.look("customers", at).after();
      rig.shop.addresses().edit(address, a -> a.set("city", "Lyon"));
      Look look = rig.look("customers", at);
      assertThat(look.ids()).containsExactly(Integer.toString(customer));
      assertThat(
              rig.look(
                      "addresses",
                      rig.feed("addresses")
                          .start(new Feed.StartAt.Since(rig.time.now().minusSeconds(60))))
                  .ids())
          .containsExactly(Integer.toString(address));
    }
  }
}
