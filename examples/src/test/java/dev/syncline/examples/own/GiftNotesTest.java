package dev.syncline.examples.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.PlanProblem;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.model.Order;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.testkit.TestEngine;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A field that people made, on the strict fakes of both vendors. */
class GiftNotesTest {

  private final TestEngine engine = TestEngine.create();
  private final FakeBitrix24 bitrix = FakeBitrix24.builder().time(engine.time()).build();
  private final FakeMoySklad moysklad = FakeMoySklad.builder().time(engine.time()).build();
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

    assertThat(engine.install(plan).toString())
        .contains("left, made: order field 'Gift card' (line)")
        .contains("right, made: order field 'Gift card' (line)");

    assertThat(engine.check(plan).ok()).isTrue();
    assertThat(engine.install(plan).toString()).doesNotContain("made:");
  }

  @Test
  void aGiftCardTravelsToTheOrderAndComesBackEdited() {
    engine.install(plan).orThrow();
    String inDeals = code(Side.LEFT);
    long tanya = bitrix.contacts().add(each -> each.name("Tanya").email("t@tea.example")).id();
    long deal =
        bitrix
            .deals()
            .add(each -> each.title("Tea").contacts(tanya).set(inDeals, "Love, Tanya"))
            .id();

    engine.run(plan);

    FakeObject order = moysklad.customerOrders().all().get(0);
    assertThat(order.text("attributes.0.name")).isEqualTo("Gift card");
    assertThat(order.text("attributes.0.value")).isEqualTo("Love, Tanya");

    JsonNode edited = ((ObjectNode) order.field("attributes.0")).put("value", "Yours, Tanya");
    moysklad.customerOrders().update(order.id(), body -> body.putArray("attributes").add(edited));
    engine.runAfter(Duration.ofMinutes(5), plan);

    assertThat(bitrix.deals().get(deal).text(inDeals)).isEqualTo("Yours, Tanya");
    assertThat(engine.failures(plan)).isEmpty();
  }

  private String code(Side side) {
    return plan.connector(side).dictionaries().customFields(Order.TYPE).get(0).code();
  }
}
