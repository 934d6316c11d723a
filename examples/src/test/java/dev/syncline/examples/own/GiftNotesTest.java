package dev.syncline.examples.own;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.PlanProblem;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.testkit.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A field that people made, on the strict fakes of both vendors. */
class GiftNotesTest {

  private final FakeBitrix24 bitrix = FakeBitrix24.start();
  private final FakeMoySklad moysklad = FakeMoySklad.start();
  private final TestEngine engine = TestEngine.create();
  private final SyncPlan plan = GiftNotes.plan(bitrix.connector(), moysklad.connector());

  @AfterEach
  void close() {
    plan.connector(Side.LEFT).close();
    plan.connector(Side.RIGHT).close();
    engine.close();
    bitrix.close();
    moysklad.close();
  }

  @Test
  void aMissingFieldIsNamedOnBothSidesAndMadeAtOnePress() {
    assertThat(engine.check(plan).problems())
        .extracting(PlanProblem::code)
        .containsExactly("FIELD_MISSING", "FIELD_MISSING");
    System.out.println(engine.check(plan));
    System.out.println(engine.install(plan));

    assertThat(engine.install(plan).ok()).isTrue();
    assertThat(engine.check(plan).ok()).isTrue();
  }

  @Test
  void aGiftCardTravelsBothWays() {
    engine.install(plan).orThrow();
    String field = bitrix.deals().add(deal -> deal.title("x")).json().toString();
    System.out.println(field);
    System.out.println(plan.connector(Side.LEFT).dictionaries().customFields(dev.syncline.model.Order.TYPE));
    long tanya = bitrix.contacts().add(each -> each.name("Tanya").email("t@tea.example")).id();
    long deal =
        bitrix
            .deals()
            .add(each -> each.title("Tea").contacts(tanya).set("ufCrmSyncGiftCard", "Love, Tanya"))
            .id();

    System.out.println(engine.run(plan));
    FakeObject order = moysklad.customerOrders().iterator().next();
    System.out.println(order.json().toPrettyString());
    System.out.println(engine.failures(plan));
    System.out.println(deal);
  }
}
