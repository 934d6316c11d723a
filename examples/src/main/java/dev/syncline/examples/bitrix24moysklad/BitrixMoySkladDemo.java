package dev.syncline.examples.bitrix24moysklad;

import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.TimeSource;
import dev.syncline.examples.DemoFailed;
import dev.syncline.examples.DemoPlan;
import dev.syncline.examples.Places;
import dev.syncline.examples.Playground;
import dev.syncline.examples.world.WorldMaker;
import dev.syncline.examples.world.WorldSize;
import dev.syncline.moysklad.MoySkladConnector;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladPlan;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings;
import dev.syncline.plans.bitrix24moysklad.StagePair;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Bitrix24 and MoySklad.
 *
 * @since 0.1
 */
public final class BitrixMoySkladDemo implements DemoPlan {

  private static final String WEBHOOK = "BITRIX24_WEBHOOK_URL";
  private static final String TOKEN = "MOYSKLAD_TOKEN";
  private static final String ACCOUNT = "MOYSKLAD_ACCOUNT";
  private static final String LOGIN = "MOYSKLAD_LOGIN";
  private static final String PASSWORD = "MOYSKLAD_PASSWORD";
  private static final String API = "MOYSKLAD_API";
  private static final String SETTINGS = "SYNCLINE_SETTINGS";
  private static final String APPLICATION_TOKEN = "BITRIX24_APPLICATION_TOKEN";
  private static final String SECRET = "MOYSKLAD_WEBHOOK_SECRET";
  private static final List<String> NAMES =
      List.of(WEBHOOK, API, TOKEN, ACCOUNT, LOGIN, PASSWORD, SETTINGS, APPLICATION_TOKEN, SECRET);

  /** A fake shows at once what was written, so nothing has to be looked at twice or waited for. */
  private static final Duration AT_ONCE = Duration.ZERO;

  @Override
  public String name() {
    return "bitrix24-moysklad";
  }

  @Override
  public int records() {
    return WorldSize.DEFAULT.records();
  }

  @Override
  public String country() {
    return "RU";
  }

  @Override
  public Playground serve(int records, long seed) {
    return BitrixMoySkladPlayground.serve(WorldMaker.make(WorldSize.of(records), seed));
  }

  @Override
  public Optional<Map<String, String>> places(Map<String, String> environment) {
    Map<String, String> places = Places.told(environment, NAMES);
    boolean left = places.containsKey(WEBHOOK);
    boolean right =
        places.containsKey(TOKEN) || (places.containsKey(LOGIN) && places.containsKey(PASSWORD));
    if (left != right) {
      throw new DemoFailed(
          "for real accounts set "
              + (left ? TOKEN + " and " + ACCOUNT + ", or " + LOGIN + " and " + PASSWORD : WEBHOOK)
              + ", too; without any of them the demo runs on its fakes");
    }
    return left ? Optional.of(places) : Optional.empty();
  }

  @Override
  public Accounts connect(Map<String, String> places, boolean fakes) {
    return connect(places, fakes, TimeSource.system());
  }

  /** Connects by a clock, which the fakes share. */
  public Accounts connect(Map<String, String> places, boolean fakes, TimeSource time) {
    BitrixConnector.Builder left =
        BitrixConnector.webhook(Places.needed(places, WEBHOOK)).time(time);
    MoySkladConnector.Builder right = MoySkladConnector.builder().time(time);
    if (places.containsKey(TOKEN)) {
      right.token(Places.needed(places, TOKEN)).account(Places.needed(places, ACCOUNT));
    } else {
      right.login(Places.needed(places, LOGIN), Places.needed(places, PASSWORD));
    }
    if (places.containsKey(API)) {
      right.api(URI.create(Places.needed(places, API)));
    }
    if (places.containsKey(APPLICATION_TOKEN)) {
      left.applicationToken(Places.needed(places, APPLICATION_TOKEN));
    }
    if (places.containsKey(SECRET)) {
      right.webhookSecret(Places.needed(places, SECRET));
    }
    if (fakes) {
      left.lag(AT_ONCE).settleTime(Duration.ofSeconds(1));
      right.lag(AT_ONCE);
    }
    return new Connected(left.build(), right.build(), places, fakes);
  }

  private static final class Connected implements Accounts {

    private final BitrixConnector left;
    private final MoySkladConnector right;
    private final Map<String, String> places;
    private final boolean fakes;
    private @Nullable BitrixMoySkladSettings settings;

    Connected(
        BitrixConnector left, MoySkladConnector right, Map<String, String> places, boolean fakes) {
      this.left = left;
      this.right = right;
      this.places = places;
      this.fakes = fakes;
    }

    @Override
    public SyncPlan plan(UnaryOperator<Connector> wrapped) {
      return BitrixMoySkladPlan.of("demo", left, wrapped.apply(right), settings());
    }

    private synchronized BitrixMoySkladSettings settings() {
      BitrixMoySkladSettings known = settings;
      if (known == null) {
        known = find();
        settings = known;
      }
      return known;
    }

    private BitrixMoySkladSettings find() {
      if (places.containsKey(SETTINGS)) {
        return BitrixMoySkladSettings.load(Path.of(Places.needed(places, SETTINGS)));
      }
      left.check();
      right.check();
      return fakes
          ? BitrixMoySkladSettings.defaults()
              .withStages(stages(Dictionaries.ORDER_STATUS, Stages.MAPPED))
              .withInvoiceStages(stages(Dictionaries.INVOICE_STATUS, Stages.MAPPED_INVOICES))
          : BitrixMoySkladSettings.proposed(left, right);
    }

    private List<StagePair> stages(String dictionary, Map<String, String> mapped) {
      Map<String, String> states = new HashMap<>();
      right
          .dictionaries()
          .codes(dictionary)
          .forEach(state -> states.put(state.name(), state.code()));
      List<StagePair> pairs = new ArrayList<>();
      mapped.forEach(
          (stage, state) -> pairs.add(StagePair.of(stage, Places.needed(states, state))));
      return pairs;
    }

    @Override
    public Set<Side> subscribes() {
      return Set.of(Side.RIGHT);
    }

    @Override
    public String title() {
      return left.account() + " ⇄ " + right.account();
    }

    @Override
    public void close() {
      left.close();
      right.close();
    }
  }
}
