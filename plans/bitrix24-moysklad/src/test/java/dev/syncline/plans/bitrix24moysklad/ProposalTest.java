package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.connector.Dictionaries;
import dev.syncline.model.Invoice;
import dev.syncline.testkit.Rule;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProposalTest {

  @Test
  @Rule("B-070")
  void stagesArePairedWithStatesOfTheSameOutcomeInOrder() {
    assertThat(BitrixMoySkladSettings.proposed(Shop.bitrix(), Shop.moysklad()).stages())
        .containsExactly(
            StagePair.of("NEW", "fresh").asPrimary(),
            StagePair.of("EXECUTING", "packed").asPrimary(),
            StagePair.of("FINAL_INVOICE", "packed"),
            StagePair.of("WON", "done").asPrimary(),
            StagePair.of("LOSE", "dropped").asPrimary(),
            StagePair.of("APOLOGY", "dropped"));
  }

  @Test
  @Rule("B-085")
  void invoiceStagesAreProposedWhereBothSystemsHaveInvoices() {
    Shop left =
        Shop.bitrix()
            .code(Dictionaries.INVOICE_STATUS, "DT31_5:D", true, Map.of("semantics", "F"))
            .having(Invoice.TYPE);
    Shop right =
        Shop.moysklad()
            .code(Dictionaries.INVOICE_STATUS, "refused", true, Map.of("type", "Unsuccessful"));
    assertThat(BitrixMoySkladSettings.proposed(left, right).invoiceStages()).isEmpty();
    BitrixMoySkladSettings proposed =
        BitrixMoySkladSettings.proposed(left, right.having(Invoice.TYPE));
    assertThat(proposed.invoiceStages())
        .extracting(StagePair::stage, StagePair::state, StagePair::primary)
        .containsExactly(
            tuple("DT31_5:N", "issued", true),
            tuple("DT31_5:P", "paid", true),
            tuple("DT31_5:S", "paid", false),
            tuple("DT31_5:D", "refused", true));
    assertThat(BitrixMoySkladPlan.of("shop", left, right, proposed).problems()).isEmpty();
  }

  @Test
  void stagesOfAnOutcomeThatMoySkladHasNoStateForStayUnmapped() {
    Shop right = Shop.moysklad().without(Dictionaries.ORDER_STATUS, "dropped");
    assertThat(BitrixMoySkladSettings.proposed(Shop.bitrix(), right).stages())
        .extracting(StagePair::stage)
        .containsExactly("NEW", "EXECUTING", "FINAL_INVOICE", "WON");
  }

  @Test
  @Rule({"B-020", "B-021"})
  void whatIsArchivedIsNotProposedAndTheVendorsDefaultIs() {
    Shop right =
        Shop.moysklad().code(Dictionaries.STORE, "second", true, Map.of("default", "true"));
    BitrixMoySkladSettings proposed = BitrixMoySkladSettings.proposed(Shop.bitrix(), right);
    assertThat(proposed.organization()).isEqualTo("acme-llc");
    assertThat(proposed.store()).isEqualTo("second");
  }

  @Test
  @Rule("B-108")
  void employeesAreProposedByEqualEmail() {
    assertThat(BitrixMoySkladSettings.proposed(Shop.bitrix(), Shop.moysklad()).responsibles())
        .containsExactly(
            EmployeePair.of("1", "ann").asPrimary(), EmployeePair.of("2", "bob").asPrimary());
  }

  @Test
  void aProposalHasNoProblems() {
    Shop left = Shop.bitrix();
    Shop right = Shop.moysklad();
    BitrixMoySkladSettings proposed = BitrixMoySkladSettings.proposed(left, right);
    assertThat(BitrixMoySkladPlan.of("shop", left, right, proposed).problems()).isEmpty();
  }
}
