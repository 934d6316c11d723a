package dev.syncline.examples.snippets;

import dev.syncline.Conflicts;
import dev.syncline.Flow;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Customer;

/**
 * A plan without a ready one: only companies and people, by rules of the host's own.
 *
 * @since 0.1
 */
public final class OwnRules {

  private OwnRules() {}

  /** Customers of two accounts of any systems that have them. */
  public static SyncPlan customers(Connector left, Connector right) {
    // begin: own rules
    FieldRules rules =
        FieldRules.of(Customer.TYPE)
            .copy(Customer.NAME, Customer.EMAILS, Customer.PHONES) // both ways
            .toRight(Customer.COMMENT) // from left to right only
            .createOnly(Customer.KIND); // given once, then nobody's business

    return SyncPlan.named("customers")
        .between(left, right)
        .flow(
            Flow.of(Customer.TYPE)
                .matchBy(Customer.EMAILS, Customer.PHONES) // look before you make
                .found(Arrival.FILL) // a pair found so: empty fields are filled, others stay
                .conflicts(Conflicts.LEFT) // one field changed on both sides: the left wins
                .fields(rules))
        .build();
    // end
  }
}
