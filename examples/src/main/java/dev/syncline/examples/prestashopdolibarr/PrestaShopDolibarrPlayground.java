package dev.syncline.examples.prestashopdolibarr;

import dev.syncline.connector.TimeSource;
import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.examples.Both;
import dev.syncline.examples.Playground;
import dev.syncline.examples.compare.Compared;
import dev.syncline.examples.compare.Comparison;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.prestashop.fake.Seed;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A seeded shop and a Dolibarr that has what its set-up page asks for, on free loopback ports.
 * Thread-safe as far as the fakes are; acts come one at a time.
 *
 * @since 0.1
 */
public final class PrestaShopDolibarrPlayground implements Playground {

  /** What the shop's module signs with. */
  private static final String SECRET = "the-demo-knows-this-secret-of-32-letters";

  private final FakePrestaShop shop;
  private final FakeDolibarr ledger;
  private final Map<String, Long> counts;
  private final Shopkeepers people;

  private PrestaShopDolibarrPlayground(FakePrestaShop shop, FakeDolibarr ledger, Seed seed) {
    this.shop = shop;
    this.ledger = ledger;
    fill(shop, ledger, seed);
    counts = ShopCounts.of(shop);
    people = new Shopkeepers(shop, ledger);
  }

  /** Fills both as they are before the first sync. */
  static void fill(FakePrestaShop shop, FakeDolibarr ledger, Seed seed) {
    seed.fill(shop);
    ledger.backOffice().extraField("product", "longdescript", "text", 2000, false);
  }

  /** Serves both, filled. */
  public static PrestaShopDolibarrPlayground serve(Seed seed) {
    TimeSource time = TimeSource.system();
    return new PrestaShopDolibarrPlayground(
        Seed.shop().time(time).start(), FakeDolibarr.builder().time(time).start(), seed);
  }

  /** The shop, for tests. */
  public FakePrestaShop shop() {
    return shop;
  }

  /** Dolibarr, for tests. */
  public FakeDolibarr ledger() {
    return ledger;
  }

  @Override
  public Map<String, String> places() {
    Map<String, String> places = new LinkedHashMap<>();
    places.put(PrestaShopDolibarrDemo.SHOP_URL, shop.base().toString());
    places.put(PrestaShopDolibarrDemo.SHOP_KEY, shop.key());
    places.put(PrestaShopDolibarrDemo.SHOP_SECRET, SECRET);
    places.put(PrestaShopDolibarrDemo.URL, ledger.base().toString());
    places.put(PrestaShopDolibarrDemo.KEY, ledger.apiKey());
    places.put(PrestaShopDolibarrDemo.WAREHOUSE, "1");
    places.put(PrestaShopDolibarrDemo.BANK_ACCOUNT, "1");
    places.put(PrestaShopDolibarrDemo.PAYMENT_METHOD, "6");
    return places;
  }

  @Override
  public Map<String, Long> counts() {
    return counts;
  }

  @Override
  public Both requests() {
    return new Both(shop.log().size(), ledger.log().size());
  }

  @Override
  public void tells(URI left) {
    shop.hints(left, SECRET);
  }

  @Override
  public void deliver() {
    shop.deliverLateHints();
  }

  @Override
  public Played play(Act act) {
    return people.play(act);
  }

  @Override
  public Compared compare() {
    return Comparison.of(
        new PrestaShopDolibarrTable(), PrestaShopBooks.read(shop), DolibarrBooks.read(ledger));
  }

  @Override
  public void close() {
    shop.close();
    ledger.close();
  }
}
