package dev.syncline.examples.prestashopdolibarr;

import static dev.syncline.examples.Places.needed;

import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.dolibarr.DolibarrConnector;
import dev.syncline.dolibarr.DolibarrOptions;
import dev.syncline.examples.DemoFailed;
import dev.syncline.examples.DemoPlan;
import dev.syncline.examples.Places;
import dev.syncline.examples.Playground;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrPlan;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings;
import dev.syncline.prestashop.PrestaShopConnector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * PrestaShop and Dolibarr.
 *
 * @since 0.1
 */
public final class PrestaShopDolibarrDemo implements DemoPlan {

  static final String SHOP_URL = "PRESTASHOP_URL";
  static final String SHOP_KEY = "PRESTASHOP_KEY";
  static final String SHOP_SECRET = "PRESTASHOP_WEBHOOK_SECRET";
  static final String URL = "DOLIBARR_URL";
  static final String KEY = "DOLIBARR_KEY";
  static final String WAREHOUSE = "DOLIBARR_WAREHOUSE";
  static final String BANK_ACCOUNT = "DOLIBARR_BANK_ACCOUNT";
  static final String PAYMENT_METHOD = "DOLIBARR_PAYMENT_METHOD";
  private static final String SETTINGS = "SYNCLINE_SETTINGS";
  private static final List<String> NAMES =
      List.of(
          SHOP_URL,
          SHOP_KEY,
          SHOP_SECRET,
          URL,
          KEY,
          WAREHOUSE,
          BANK_ACCOUNT,
          PAYMENT_METHOD,
          SETTINGS);

  /** A fake shows at once what was written, so nothing has to be looked at twice or waited for. */
  private static final Duration AT_ONCE = Duration.ZERO;

  /** No longer is a write of a killed engine waited for. */
  private static final Duration ANSWERED = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "prestashop-dolibarr";
  }

  @Override
  public int records() {
    return ShopSize.USUAL;
  }

  @Override
  public String country() {
    return "FR";
  }

  @Override
  public Playground serve(int records, long seed) {
    return PrestaShopDolibarrPlayground.serve(ShopSize.of(records, seed));
  }

  @Override
  public Optional<Map<String, String>> places(Map<String, String> environment) {
    Map<String, String> places = Places.told(environment, NAMES);
    boolean left = places.containsKey(SHOP_URL) && places.containsKey(SHOP_KEY);
    boolean right = places.containsKey(URL) && places.containsKey(KEY);
    if (left != right) {
      throw new DemoFailed(
          "for real accounts set "
              + (left ? URL + " and " + KEY : SHOP_URL + " and " + SHOP_KEY)
              + ", too; without any of them the demo runs on its fakes");
    }
    return left ? Optional.of(places) : Optional.empty();
  }

  @Override
  public Accounts connect(Map<String, String> places, boolean fakes) {
    PrestaShopConnector.Builder left =
        PrestaShopConnector.builder()
            .url(URI.create(needed(places, SHOP_URL)))
            .key(needed(places, SHOP_KEY));
    DolibarrOptions right =
        DolibarrConnector.builder().url(URI.create(needed(places, URL))).key(needed(places, KEY));
    Optional.ofNullable(places.get(SHOP_SECRET)).ifPresent(left::webhookSecret);
    Optional.ofNullable(places.get(WAREHOUSE)).ifPresent(right::warehouse);
    Optional.ofNullable(places.get(BANK_ACCOUNT)).ifPresent(right::bankAccount);
    Optional.ofNullable(places.get(PAYMENT_METHOD)).ifPresent(right::paymentMethod);
    if (fakes) {
      left.lag(AT_ONCE).settleTime(Duration.ofSeconds(1));
      right.settleTime(Duration.ofSeconds(1)).writeTimeout(ANSWERED);
    }
    return new Connected(left.build(), right.build(), places, fakes);
  }

  /** Nothing tells the days of orders but a person who knows where the shop stands. */
  static PrestaShopDolibarrSettings inTheShopsZone(PrestaShopDolibarrSettings proposed) {
    return proposed.withOrders(proposed.orders().withZone(PrestaShopDolibarrTable.ZONE));
  }

  private static final class Connected implements Accounts {

    private final PrestaShopConnector left;
    private final DolibarrConnector right;
    private final Map<String, String> places;
    private final boolean fakes;
    private @Nullable PrestaShopDolibarrSettings settings;

    Connected(
        PrestaShopConnector left,
        DolibarrConnector right,
        Map<String, String> places,
        boolean fakes) {
      this.left = left;
      this.right = right;
      this.places = places;
      this.fakes = fakes;
    }

    @Override
    public SyncPlan plan(UnaryOperator<Connector> wrapped) {
      return PrestaShopDolibarrPlan.of("demo", left, wrapped.apply(right), settings());
    }

    private synchronized PrestaShopDolibarrSettings settings() {
      PrestaShopDolibarrSettings known = settings;
      if (known == null) {
        known = find();
        settings = known;
      }
      return known;
    }

    private PrestaShopDolibarrSettings find() {
      if (places.containsKey(SETTINGS)) {
        return PrestaShopDolibarrSettings.load(Path.of(needed(places, SETTINGS)));
      }
      left.check();
      right.check();
      PrestaShopDolibarrSettings proposed = PrestaShopDolibarrSettings.proposed(left, right);
      return fakes ? inTheShopsZone(proposed) : proposed;
    }

    /** At the shop its module is installed by a person, and Dolibarr is not listened to. */
    @Override
    public Set<Side> subscribes() {
      return Set.of();
    }

    @Override
    public String title() {
      return left.account() + " → " + right.account();
    }

    @Override
    public void close() {
      left.close();
      right.close();
    }
  }
}
