package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.Rule;
import java.math.RoundingMode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders in another currency than the company's. */
class CurrencyStoriesTest {

  private static final int DOLLARS = 2;

  private final Pair pair = new Pair.Wish().shop(built -> built.currency("USD", "1.1")).pair();

  private final Sales sales = new Sales(pair);
  private final int mug =
      pair.shop.product("Mug", "MUG-1", draft -> draft.price("10.33").quantity(100));

  @AfterEach
  void close() {
    pair.close();
  }

  private int order() {
    return sales.order(sales.anna(), Sales.PAID, draft -> draft.currency(DOLLARS).line(mug, 3));
  }

  @Test
  @Rule({"P-097", "P-089"})
  void aDocumentIsInTheOrdersCurrencyAtItsRate() {
    sales.ledger.backOffice().currency("USD", "1.2");
    int order = order();
    pair.sync();
    Item placed = sales.shop.orders().get(order);
    FakeRecord invoice = sales.invoice(order);
    for (FakeRecord paper : new FakeRecord[] {sales.made(order), invoice}) {
      assertThat(paper.text("multicurrency_code")).isEqualTo("USD");
      assertThat(paper.number("multicurrency_tx")).isEqualByComparingTo("1.1");
      assertThat(paper.number("multicurrency_total_ttc"))
          .isEqualByComparingTo(
              placed.amount("total_paid_tax_incl").setScale(2, RoundingMode.HALF_UP));
    }
    assertThat(invoice.text("status")).as("paid in dollars").isEqualTo("2");
    assertThat(pair.sync().writes()).isZero();

    sales.shop.orders().slip(order, Map.of(sales.details(order).get(0).id(), 1), false);
    pair.sync();
    FakeRecord note = Sales.only(sales.creditNotes(), "credit note");
    assertThat(note.text("multicurrency_code")).isEqualTo("USD");
  }

  @Test
  @Rule("P-097")
  void withoutTheModuleAmountsAreConvertedAndTheNoteSaysSo() {
    sales.ledger.module("multicurrency", false);
    int order = order();
    pair.sync();
    Item placed = sales.shop.orders().get(order);
    FakeRecord invoice = sales.invoice(order);
    assertThat(invoice.number("total_ttc").doubleValue())
        .isCloseTo(
            placed.amount("total_paid_tax_incl").doubleValue() / 1.1,
            org.assertj.core.data.Offset.offset(0.02));
    assertThat(invoice.text("note_private")).contains("USD").contains("1.1");
    assertThat(invoice.text("status")).isEqualTo("2");
    assertThat(pair.sync().writes()).isZero();
  }
}
