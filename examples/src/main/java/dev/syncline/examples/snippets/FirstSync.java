package dev.syncline.examples.snippets;

import dev.syncline.RunReport;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.connector.Connector;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.moysklad.MoySkladConnector;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladPlan;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Two real accounts, from credentials to a report: what the README begins with.
 *
 * @since 0.1
 */
public final class FirstSync {

  private FirstSync() {}

  /**
   * Syncs the accounts that {@code BITRIX24_WEBHOOK_URL}, {@code MOYSKLAD_LOGIN} and {@code
   * MOYSKLAD_PASSWORD} name, by the settings in {@code shop.json}. It writes.
   */
  public static void main(String[] args) {
    // begin: two accounts
    try (var bitrix = BitrixConnector.webhook(System.getenv("BITRIX24_WEBHOOK_URL")).build();
        var moysklad =
            MoySkladConnector.builder()
                .login(System.getenv("MOYSKLAD_LOGIN"), System.getenv("MOYSKLAD_PASSWORD"))
                .build()) {
      keepInStep(bitrix, moysklad, Path.of("shop.json"));
    }
    // end
  }

  // begin: a run
  static RunReport keepInStep(Connector bitrix, Connector moysklad, Path file) {
    if (Files.notExists(file)) {
      bitrix.check(); // who am I, what is missing; reads the dictionaries
      moysklad.check();
      BitrixMoySkladSettings.proposed(bitrix, moysklad).save(file); // to be read and edited
    }
    var settings = BitrixMoySkladSettings.load(file);
    SyncPlan plan = BitrixMoySkladPlan.of("shop", bitrix, moysklad, settings);

    try (SyncEngine engine = SyncEngine.builder().phones(new LibPhoneRules("RU")).build()) {
      engine.check(plan).orThrow(); // every problem at once, each with its remedy
      System.out.println(engine.preview(plan)); // real reads, no writes
      RunReport report = engine.run(plan);
      System.out.println(report);
      engine.failures(plan).forEach(System.out::println); // who waits or was refused, and why
      return report;
    }
  }

  // end
}
