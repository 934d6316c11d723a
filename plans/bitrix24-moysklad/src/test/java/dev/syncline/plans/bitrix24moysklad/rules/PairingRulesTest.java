package dev.syncline.plans.bitrix24moysklad.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.PlanNotReady;
import dev.syncline.PlanProblem;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.model.Customer;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladPlan;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings;
import dev.syncline.plans.bitrix24moysklad.StagePair;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One account of MoySklad for one portal. */
class PairingRulesTest {

  private final Desk desk = new Desk();
  private final Stock other = new Stock(FakeMoySklad.builder().time(desk.time).build());
  private final Connector second =
      other.fake.connector(more -> more.account("second").token(other.fake.token()));

  @AfterEach
  void close() {
    second.close();
    other.fake.close();
    desk.close();
  }

  private SyncPlan secondPlan() {
    second.check();
    String state = second.dictionaries().codes("order-status").get(0).code();
    return BitrixMoySkladPlan.of(
        "second",
        desk.left,
        second,
        BitrixMoySkladSettings.defaults().withStages(StagePair.of("NEW", state)));
  }

  @Test
  @Rule("B-017")
  void aPortalThatIsPairedIsRefusedToASecondAccountUntilThePairingEnds() {
    assertThat(desk.engine().check(secondPlan()).problems()).isEmpty();
    desk.sync();
    desk.portal.company("Acme");

    assertThat(desk.engine().check(secondPlan()).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("ALREADY_CONNECTED");
              assertThat(problem.account()).isEqualTo(desk.left.account().key());
              assertThat(problem.text()).contains("moysklad:shop");
            });
    PlanNotReady refused =
        catchThrowableOfType(PlanNotReady.class, () -> desk.engine().run(secondPlan()));
    assertThat(refused.check().problems())
        .extracting(PlanProblem::code)
        .containsExactly("ALREADY_CONNECTED");
    assertThat(other.fake.counterparties().size()).isZero();
    desk.sync();

    desk.engine().disconnect(desk.plan());
    assertThat(desk.engine().run(secondPlan()).clean()).isTrue();
    assertThat(Stock.names(other.fake.counterparties())).containsExactly("Acme");
    assertThat(desk.check().problems())
        .extracting(PlanProblem::code)
        .containsExactly("ALREADY_CONNECTED");
  }

  @Test
  @Rule("B-017")
  void aCheckAndAPreviewAlonePairNothing() {
    desk.check();
    desk.engine().preview(desk.plan());

    assertThat(desk.engine().check(secondPlan()).problems()).isEmpty();
    assertThat(desk.keepsLinks(Customer.TYPE)).isFalse();
  }
}
