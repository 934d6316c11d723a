package dev.syncline.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Dictionaries;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladPlan;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings;
import dev.syncline.plans.bitrix24moysklad.StagePair;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.fake.Fault;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows does what it says there. */
class SnippetsTest {

  @Test
  void aLostAnswerOnCreateMakesNoSecondOrder() {
    try (var bitrix = FakeBitrix24.start();
        var moysklad = FakeMoySklad.start();
        var engine = TestEngine.create()) {
      var tanya = bitrix.contacts().add(contact -> contact.name("Tanya").email("t@tea.example"));
      bitrix
          .deals()
          .add(
              deal -> deal.title("Tea").stage("WON").contacts(tanya.id()).row("SKU-1", 2, "19.90"));
      moysklad.faults().onNext("POST", "/entity/customerorder", Fault.LOST_AFTER);

      SyncPlan plan = wonDeals(bitrix.connector(), moysklad.connector());
      engine.run(plan); // the order is made; the answer is lost
      engine.runAfter(Duration.ofMinutes(10), plan);

      assertThat(moysklad.faults().struck()).isEqualTo(1);
      assertThat(moysklad.customerOrders()).hasSize(1);
      assertThat(engine.failures(plan)).isEmpty();
    }
  }

  private static SyncPlan wonDeals(Connector bitrix, Connector moysklad) {
    bitrix.check();
    moysklad.check();
    String delivered =
        moysklad.dictionaries().codes(Dictionaries.ORDER_STATUS).stream()
            .filter(state -> state.name().equals("Доставлен"))
            .findFirst()
            .orElseThrow()
            .code();
    var settings = BitrixMoySkladSettings.defaults().withStages(StagePair.of("WON", delivered));
    return BitrixMoySkladPlan.of("shop", bitrix, moysklad, settings);
  }

  @Test
  void twoAccountsAreInStepAfterTheFirstRunBySettingsThatWereProposed(@TempDir Path folder) {
    try (var bitrix = FakeBitrix24.start();
        var moysklad = FakeMoySklad.start()) {
      bitrix.products().add(product -> product.name("Tea").article("TEA-1").price("19.90"));
      moysklad
          .counterparties()
          .add(body -> body.put("name", "Samovar").put("companyType", "legal"));

      try (var left = bitrix.connector();
          var right = moysklad.connector()) {
        var report = FirstSync.keepInStep(left, right, folder.resolve("shop.json"));

        assertThat(report.clean()).isTrue();
        assertThat(moysklad.products().named("Tea")).isPresent();
        assertThat(bitrix.companies().find("title", "Samovar")).isPresent();
        assertThat(folder.resolve("shop.json")).content().contains("\"stages\"");
      }
    }
  }

  @Test
  void ownRulesCarryWhatTheyNameAndMatchBeforeTheyMake() {
    try (var bitrix = FakeBitrix24.start();
        var moysklad = FakeMoySklad.start();
        var engine = TestEngine.create()) {
      bitrix.companies().add(company -> company.title("Samovar").email("hi@samovar.example"));
      bitrix.companies().add(company -> company.title("Teapot").email("hi@teapot.example"));
      moysklad
          .counterparties()
          .add(
              body ->
                  body.put("name", "Samovar")
                      .put("companyType", "legal")
                      .put("email", "HI@samovar.example"));
      int before = moysklad.counterparties().size();

      var report = engine.run(OwnRules.customers(bitrix.connector(), moysklad.connector()));

      assertThat(report.created(Side.RIGHT)).isEqualTo(1);
      assertThat(moysklad.counterparties().size()).isEqualTo(before + 1);
      assertThat(moysklad.counterparties().named("Teapot")).isPresent();
    }
  }
}
