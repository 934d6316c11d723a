package dev.syncline.examples.embedded;

import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.moysklad.MoySkladConnector;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladPlan;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A portal and a warehouse, and the plan between them. */
final class Accounts implements AutoCloseable {

  static final String BITRIX24 = "BITRIX24_WEBHOOK_URL";
  static final String APPLICATION_TOKEN = "BITRIX24_APPLICATION_TOKEN";
  static final String API = "MOYSKLAD_API";
  static final String LOGIN = "MOYSKLAD_LOGIN";
  static final String PASSWORD = "MOYSKLAD_PASSWORD";
  static final String HOOK_SECRET = "MOYSKLAD_WEBHOOK_SECRET";
  private static final String SETTINGS = "SYNCLINE_SETTINGS";

  private final BitrixConnector bitrix;
  private final MoySkladConnector moysklad;
  private final SyncPlan plan;

  private Accounts(
      BitrixConnector bitrix, MoySkladConnector moysklad, BitrixMoySkladSettings settings) {
    this.bitrix = bitrix;
    this.moysklad = moysklad;
    this.plan = BitrixMoySkladPlan.of("shop", bitrix, moysklad, settings);
  }

  /** What the environment names; the settings are a file that somebody has read. */
  static Accounts real(Map<String, String> places) {
    BitrixMoySkladSettings settings =
        BitrixMoySkladSettings.load(Path.of(needed(places, SETTINGS)));
    return new Accounts(bitrix(places).build(), moysklad(places).build(), settings);
  }

  /** A fake shows at once what was written: nothing has to be waited for. */
  static Accounts ofFakes(Map<String, String> places) {
    BitrixConnector bitrix =
        bitrix(places).lag(Duration.ZERO).settleTime(Duration.ofSeconds(1)).build();
    MoySkladConnector moysklad = moysklad(places).lag(Duration.ZERO).build();
    bitrix.check(); // reads the dictionaries that the proposal is made from
    moysklad.check();
    return new Accounts(bitrix, moysklad, BitrixMoySkladSettings.proposed(bitrix, moysklad));
  }

  private static BitrixConnector.Builder bitrix(Map<String, String> places) {
    return BitrixConnector.webhook(needed(places, BITRIX24))
        .applicationToken(needed(places, APPLICATION_TOKEN));
  }

  private static MoySkladConnector.Builder moysklad(Map<String, String> places) {
    MoySkladConnector.Builder builder =
        MoySkladConnector.builder()
            .login(needed(places, LOGIN), needed(places, PASSWORD))
            .webhookSecret(needed(places, HOOK_SECRET));
    String api = places.get(API);
    return api == null ? builder : builder.api(URI.create(api));
  }

  private static String needed(Map<String, String> places, String name) {
    String value = places.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("set the environment variable " + name);
    }
    return value;
  }

  SyncPlan plan() {
    return plan;
  }

  @Override
  public void close() {
    bitrix.close();
    moysklad.close();
  }
}
