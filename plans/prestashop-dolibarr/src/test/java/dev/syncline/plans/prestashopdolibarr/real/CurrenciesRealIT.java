package dev.syncline.plans.prestashopdolibarr.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.plans.prestashopdolibarr.real.RealDesk.Piece;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Orders in a currency that Dolibarr knows, and in one that it does not. */
@RealPrograms
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CurrenciesRealIT {

  /** Each line is rounded in both currencies. */
  private static final BigDecimal CENTS = new BigDecimal("0.03");

  private RealPair pair;
  private RealDesk desk;

  @BeforeAll
  void open() {
    pair = RealPair.shared();
    desk = new RealDesk(pair.shop);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private int order(String word, int currency) {
    int mug = desk.product(word + "-mug", "10.00", "20");
    int book = desk.product(word + "-book", "7.33", "5.5");
    int customer = desk.customer(word);
    int order =
        desk.order(
            customer,
            desk.address(customer, "Paris"),
            desk.carrier(false),
            currency,
            Piece.of(mug, 2),
            Piece.of(book, 3));
    desk.pay(order);
    pair.sync();
    return order;
  }

  private JsonNode only(String list, int order) {
    List<JsonNode> rows = pair.ledger.where(list, "ref_client", desk.reference(order));
    assertThat(rows).as(list + " of order " + order + ": " + pair.failures()).hasSize(1);
    return pair.ledger.get(list + "/" + RealLedger.id(rows.get(0)));
  }

  @Test
  void anOrderInACurrencyThatDolibarrKnowsIsOneInThatCurrencyAtTheShopsRate() {
    if (!pair.ledger.modules().contains("multicurrency")) {
      isConverted("dollar", "USD", "1.25");
      return;
    }
    pair.ledger.currency("USD", "1.5");
    int order = order("dollar", desk.currency("USD", "1.25"));
    BigDecimal included = desk.total(order, "total_paid_tax_incl");
    BigDecimal excluded = desk.total(order, "total_paid_tax_excl");
    for (String list : List.of("orders", "invoices")) {
      JsonNode paper = only(list, order);
      assertThat(paper.path("multicurrency_code").asText()).as(list).isEqualTo("USD");
      assertThat(RealLedger.decimal(paper, "multicurrency_tx")).isEqualByComparingTo("1.25");
      assertThat(RealLedger.decimal(paper, "multicurrency_total_ttc"))
          .as(list)
          .isEqualByComparingTo(included);
      assertThat(RealLedger.decimal(paper, "multicurrency_total_ht"))
          .as(list)
          .isEqualByComparingTo(excluded);
      assertThat(RealLedger.decimal(paper, "total_ttc"))
          .as(list)
          .isCloseTo(inCompanys(included, "1.25"), within(CENTS));
    }
    assertThat(only("invoices", order).path("paye").asText()).isEqualTo("1");
    nothingMore();
  }

  @Test
  void anOrderInACurrencyThatDolibarrDoesNotKnowIsConvertedAndSaysSo() {
    isConverted("franc", "CHF", "1.6");
  }

  private void isConverted(String word, String code, String rate) {
    int order = order(word, desk.currency(code, rate));
    BigDecimal included = desk.total(order, "total_paid_tax_incl");
    for (String list : List.of("orders", "invoices")) {
      JsonNode paper = only(list, order);
      assertThat(RealLedger.decimal(paper, "total_ttc"))
          .as(list)
          .isCloseTo(inCompanys(included, rate), within(CENTS));
      assertThat(paper.path("note_private").asText())
          .contains("Converted from " + code + " at " + rate);
    }
    assertThat(only("invoices", order).path("paye").asText()).isEqualTo("1");
    nothingMore();
  }

  private void nothingMore() {
    pair.sync();
    pair.count();
    pair.sync();
    assertThat(pair.writes()).isEmpty();
  }

  private static BigDecimal inCompanys(BigDecimal amount, String rate) {
    return amount.divide(new BigDecimal(rate), 2, RoundingMode.HALF_UP);
  }
}
