package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.mapping.Arrival;
import dev.syncline.model.Customer;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** F9: another secret or ruler is no edit. */
class F9RulerChangesTest {

  private static final Set<String> MOSCOW = Set.of("+7 495 111-22-33");
  private static final Set<String> KAZAN = Set.of("+7 843 444-55-66");

  @Test
  void anotherSecretIsNoEdit() {
    Bench bench = Bench.plain().with(products());
    String left = bench.linked("Tea");
    try (SyncEngine other =
        SyncEngine.builder()
            .links(bench.store)
            .runtime(bench.engine.runtime())
            .secrets(Secrets.of("another secret !".getBytes(StandardCharsets.US_ASCII)))
            .build()) {
      bench.left.user().set(left, Product.EXTERNAL_CODE, "touched");
      assertThat(other.run(bench.plan).writes()).isZero();
      bench.left.user().set(left, Product.NAME, "Green tea");
      assertThat(other.run(bench.plan).updated(Side.RIGHT)).isEqualTo(1);
    }
  }

  /** Tells phones by their last ten digits, as the ruler of tomorrow might. */
  private static final class Tomorrow implements PhoneRules {

    @Override
    public String normal(String raw) {
      String digits = PhoneRules.digits().normal(raw);
      return digits.substring(Math.max(0, digits.length() - 10));
    }

    @Override
    public String version() {
      return "tomorrow";
    }
  }

  private static SyncEngine engine(Bench bench, PhoneRules phones) {
    return SyncEngine.builder()
        .links(bench.store)
        .runtime(bench.engine.runtime())
        .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
        .phones(phones)
        .build();
  }

  /** Both sides differ and may; under the new ruler neither has been edited. */
  @Test
  void anotherRulerIsNoEditOfPhonesThatDiffer() {
    Bench bench = Bench.plain().with(customers().found(Arrival.KEEP));
    String left =
        bench.left.user().add(customer("Ann", "a@example.org").with(Customer.PHONES, MOSCOW));
    bench.right.user().add(customer("Ann", "a@example.org").with(Customer.PHONES, KAZAN));
    try (SyncEngine today = engine(bench, PhoneRules.digits());
        SyncEngine tomorrow = engine(bench, new Tomorrow())) {
      today.run(bench.plan);
      bench.left.user().set(left, Customer.COMMENT, "calls back");
      assertThat(tomorrow.run(bench.plan).updated(Side.RIGHT)).isEqualTo(1);
    }
    assertThat(values(bench.left, Customer.PHONES)).containsExactly(MOSCOW);
    assertThat(values(bench.right, Customer.PHONES)).containsExactly(KAZAN);
  }
}
