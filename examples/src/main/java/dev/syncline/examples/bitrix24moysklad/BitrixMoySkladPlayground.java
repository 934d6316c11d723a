package dev.syncline.examples.bitrix24moysklad;

import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.connector.TimeSource;
import dev.syncline.examples.Both;
import dev.syncline.examples.Playground;
import dev.syncline.examples.compare.Compared;
import dev.syncline.examples.compare.Comparison;
import dev.syncline.examples.world.SeededWorld;
import dev.syncline.moysklad.fake.FakeMoySklad;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A portal and an account on free loopback ports, filled with a world. Thread-safe as far as the
 * fakes are; acts come one at a time.
 *
 * @since 0.1
 */
public final class BitrixMoySkladPlayground implements Playground {

  /** What an address for the account's webhooks ends with: it signs nothing itself. */
  private static final String SECRET = "the-demo-knows-this-secret";

  private static final String[] EVENTS = {
    "ONCRMDEALADD", "ONCRMDEALUPDATE", "ONCRMDEALDELETE",
    "ONCRMCONTACTADD", "ONCRMCONTACTUPDATE", "ONCRMCONTACTDELETE",
    "ONCRMCOMPANYADD", "ONCRMCOMPANYUPDATE", "ONCRMCOMPANYDELETE",
    "CATALOG.PRODUCT.ON.ADD", "CATALOG.PRODUCT.ON.UPDATE", "CATALOG.PRODUCT.ON.DELETE"
  };

  private final FakeBitrix24 portal;
  private final FakeMoySklad account;
  private final Map<String, Long> counts;
  private final Set<String> orphans = new HashSet<>();
  private final People people;

  private BitrixMoySkladPlayground(FakeBitrix24 portal, FakeMoySklad account, SeededWorld world) {
    this.portal = portal;
    this.account = account;
    Bitrix24Seeding.fill(portal, world);
    int fresh = account.counterparties().size();
    MoySkladSeeding.fill(account, world);
    counts = WorldCounts.of(world, fresh);
    people = new People(portal, account, orphans);
  }

  /** Serves both, filled. */
  public static BitrixMoySkladPlayground serve(SeededWorld world) {
    return serve(world, TimeSource.system());
  }

  /** Serves both, filled, by a clock of one's own. */
  public static BitrixMoySkladPlayground serve(SeededWorld world, TimeSource time) {
    return new BitrixMoySkladPlayground(
        FakeBitrix24.builder().time(time).start(),
        FakeMoySklad.builder().time(time).start(),
        world);
  }

  /** The portal, for tests. */
  public FakeBitrix24 portal() {
    return portal;
  }

  /** The account, for tests. */
  public FakeMoySklad account() {
    return account;
  }

  @Override
  public Map<String, String> places() {
    Map<String, String> places = new LinkedHashMap<>();
    places.put("BITRIX24_WEBHOOK_URL", portal.webhookUrl());
    places.put("MOYSKLAD_API", account.api().toString());
    places.put("MOYSKLAD_LOGIN", account.login());
    places.put("MOYSKLAD_PASSWORD", account.password());
    places.put("BITRIX24_APPLICATION_TOKEN", portal.oauthApp().applicationToken());
    places.put("MOYSKLAD_WEBHOOK_SECRET", SECRET);
    return places;
  }

  @Override
  public Map<String, Long> counts() {
    return counts;
  }

  @Override
  public Both requests() {
    return new Both(portal.log().size(), account.log().size());
  }

  @Override
  public void tells(URI left) {
    portal.outgoingWebhook(left, EVENTS);
  }

  @Override
  public void deliver() {
    portal.deliverEvents();
    account.settleWebhooks();
  }

  @Override
  public Played play(Act act) {
    return people.play(act);
  }

  @Override
  public Compared compare() {
    return Comparison.of(
        new BitrixMoySkladTable(orphans), Bitrix24Books.read(portal), MoySkladBooks.read(account));
  }

  @Override
  public void close() {
    portal.close();
    account.close();
  }
}
