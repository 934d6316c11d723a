package dev.syncline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.PhoneRules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatchByTest {

  private static final MatchBy NAME =
      new MatchBy(List.of(Customer.NAME), List.of(Customer.EMAILS, Customer.PHONES));

  @Test
  void aWeakKeyIsForThoseWithoutABetterOneHoweverTheVendorTellsThatThereIsNone() {
    Entity bare = Entity.of(Customer.TYPE, "1").with(Customer.NAME, "Acme");

    assertThat(NAME.keys(bare, PhoneRules.digits())).hasSize(1);
    assertThat(NAME.keys(bare.cleared(Customer.EMAILS), PhoneRules.digits())).hasSize(1);
    assertThat(NAME.keys(bare.with(Customer.EMAILS, Set.of()), PhoneRules.digits())).hasSize(1);
    assertThat(NAME.keys(bare.with(Customer.EMAILS, Set.of("a@b.example")), PhoneRules.digits()))
        .isEmpty();
  }
}
