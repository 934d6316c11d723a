package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.SyncPlan;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.plans.prestashopdolibarr.Part;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrPlan;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings;
import dev.syncline.prestashop.PrestaShopConnector;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.testkit.Rule;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two independent shops that feed one Dolibarr. */
class TwoShopsStoriesTest {

  private final Pair pair = new Pair(all -> all.without(Part.STOCK));
  private final Sales first = new Sales(pair);
  private final FakePrestaShop other = FakePrestaShop.builder().time(pair.time).build();
  private final Sales second = new Sales(other, pair.ledger.fake);
  private final PrestaShopConnector left =
      PrestaShopConnector.builder()
          .url(other.base())
          .key(other.key())
          .account("second shop")
          .time(pair.time)
          .under(other.inProcess())
          .build();

  @AfterEach
  void close() {
    left.close();
    other.close();
    pair.close();
  }

  private void bothShops(UnaryOperator<PrestaShopDolibarrSettings> more) {
    PrestaShopDolibarrSettings settings = more.apply(pair.settings()).withShop("ps2");
    SyncPlan plan = PrestaShopDolibarrPlan.of("second", left, pair.right, settings);
    pair.sync();
    pair.time.advance(Duration.ofMinutes(5));
    RunReport report = pair.engine().run(plan);
    assertThat(report.clean()).as("%s %s", report, pair.engine().failures(plan)).isTrue();
  }

  private int mug(FakePrestaShop shop) {
    return shop.products()
        .add(draft -> draft.name("Mug").reference("MUG-1").price("10").quantity(50))
        .id();
  }

  @Test
  @Rule({"P-034", "P-035"})
  void oneEMailIsOneThirdPartyAndOneReferenceStaysTwoOrders() {
    int mine = first.order(first.anna(), Sales.PAID, draft -> draft.line(mug(first.shop), 1));
    int theirs = second.order(second.anna(), Sales.PAID, draft -> draft.line(mug(other), 2));
    assertThat(first.reference(mine)).isEqualTo(second.reference(theirs));
    bothShops(all -> all);
    assertThat(pair.ledger.fake.thirdParties().size()).isEqualTo(1);
    List<FakeRecord> orders = first.madeAll(mine);
    assertThat(orders).hasSize(2);
    assertThat(orders.get(0).text("socid")).isEqualTo(orders.get(1).text("socid"));
    assertThat(first.invoices(mine)).hasSize(2).allMatch(each -> each.text("status").equals("2"));
    assertThat(pair.ledger.fake.payments().size()).isEqualTo(2);
  }

  @Test
  @Rule("P-035")
  void customersAreNotSharedIfTheSettingsSaySo() {
    first.anna();
    second.anna();
    bothShops(all -> all.withCustomers(all.customers().withSharedByEmail(false)));
    assertThat(pair.ledger.fake.thirdParties().all())
        .hasSize(2)
        .allMatch(each -> each.text("email").equals("anna@mail.example"));
  }

  @Test
  @Rule("P-034")
  void eachShopHasItsOwnWord() {
    int mine = first.order(first.anna(), Sales.PAID, draft -> draft.line(mug(first.shop), 1));
    second.order(second.anna(), Sales.PAID, draft -> draft.line(mug(other), 2));
    pair.set(all -> all.withOrders(all.orders().withNumber("{shop}/{reference}")));
    bothShops(all -> all);
    assertThat(pair.ledger.fake.orders().all())
        .extracting(each -> each.text("ref_client"))
        .containsExactlyInAnyOrder("ps1/" + first.reference(mine), "ps2/" + first.reference(mine));
  }
}
