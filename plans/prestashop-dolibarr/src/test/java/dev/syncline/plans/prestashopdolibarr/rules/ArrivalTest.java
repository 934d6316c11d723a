package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first full sync. */
class ArrivalTest {

  private final Pair pair = new Pair();

  @AfterEach
  void close() {
    pair.close();
  }

  @Test
  @Rule("P-001")
  void aCategoryAndAProductArrive() {
    int lamps = pair.shop.category("Lamps");
    pair.shop.product("Desk lamp", "LAMP-1", draft -> draft.in(lamps));
    pair.sync();
    FakeRecord category = pair.ledger.category("Lamps");
    FakeRecord product = pair.ledger.product("LAMP-1");
    assertThat(product.text("label")).isEqualTo("Desk lamp");
    assertThat(product.number("price")).isEqualByComparingTo("10");
    assertThat(pair.ledger.fake.backOffice().categoriesOf(product.id()))
        .containsExactly(category.id());
    assertThat(pair.ledger.fake.stock(product.id(), Ledger.WAREHOUSE)).isEqualByComparingTo("5");
  }
}
