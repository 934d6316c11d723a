package dev.syncline.examples.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.fake.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a backend tests its pipeline: fakes as strict as the vendors, faults, no waiting. */
class OrderPipelineTest {

  // begin: a host's test
  @Test
  void aPaidDealBecomesAShippedOrder() {
    try (var bitrix = FakeBitrix24.start();
        var moysklad = FakeMoySklad.start();
        var engine = TestEngine.create()) {
      var tanya = bitrix.contacts().add(contact -> contact.name("Tanya").email("t@tea.example"));
      var deal =
          bitrix
              .deals()
              .add(
                  won ->
                      won.title("Tea").stage("WON").contacts(tanya.id()).row("SKU-1", 2, "19.90"));
      moysklad.faults().onNext("POST", "/entity/customerorder", Fault.LOST_AFTER);

      var pipeline =
          OrderPipeline.between(
              engine.engine(), bitrix.connector(), moysklad.connector(), "Отгружен");
      pipeline.turn(); // the order is made; the answer is lost
      engine.time().advance(Duration.ofMinutes(10));
      pipeline.turn(); // it is looked for, found and not made again

      assertThat(moysklad.faults().struck()).isEqualTo(1);
      assertThat(moysklad.customerOrders())
          .singleElement()
          .satisfies(order -> assertThat(order.name()).isEqualTo("bx24-" + deal.id()));
      assertThat(pipeline.questions()).isEmpty();
    }
  }

  // end

  @Test
  void aStateThatMoySkladDoesNotHaveIsRefusedWithThoseThatItHas() {
    try (var bitrix = FakeBitrix24.builder().build();
        var moysklad = FakeMoySklad.builder().build();
        var engine = TestEngine.create();
        var left = bitrix.connector();
        var right = moysklad.connector()) {
      assertThatThrownBy(() -> OrderPipeline.between(engine.engine(), left, right, "Shipped"))
          .hasMessageContaining("no order state 'Shipped'")
          .hasMessageContaining("Отгружен");
    }
  }
}
