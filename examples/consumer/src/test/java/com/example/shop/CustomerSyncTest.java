package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.fake.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CustomerSyncTest {

  @Test
  void aCustomerWhoseCreationGotNoAnswerIsThereOnce() {
    try (var bitrix = FakeBitrix24.start();
        var moysklad = FakeMoySklad.start();
        var engine = TestEngine.create()) {
      bitrix.contacts().add(contact -> contact.name("Tanya").email("t@tea.example"));
      int before = moysklad.counterparties().size();
      moysklad.faults().onNext("POST", "/entity/counterparty", Fault.LOST_AFTER);

      var plan = CustomerSync.plan(bitrix.connector(), moysklad.connector());
      engine.run(plan);
      engine.runAfter(Duration.ofMinutes(10), plan);

      assertThat(moysklad.faults().struck()).isEqualTo(1);
      assertThat(moysklad.counterparties()).hasSize(before + 1);
      assertThat(engine.failures(plan)).isEmpty();
    }
  }
}
