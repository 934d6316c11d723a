package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Dictionaries;
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
