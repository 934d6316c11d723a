package dev.syncline.examples.snippets;

import dev.syncline.Conflicts;
import dev.syncline.Flow;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.ValueMap;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import java.time.LocalDate;

/**
 * Plans without a ready one, by rules of the host's own, between any systems that have the types.
 *
 * @since 0.1
 */
public final class OwnRules {

  /** How loyal a customer is, in the CRM: a field that people made there. */
  static final Field<String> LOYALTY = Field.custom(Customer.TYPE, "loyalty", Kinds.code());

  /** The group that a customer is in, in the shop. */
  static final Field<String> GROUP = Field.custom(Customer.TYPE, "group", Kinds.code());

  private OwnRules() {}

  /** Only companies and people. */
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

  /** Customers both ways; orders that are paid come from the shop to the CRM. */
  public static SyncPlan crmAndShop(Connector crm, Connector shop) {
    // begin: more rules
    ValueMap loyaltyToGroup =
        ValueMap.empty().pair("GOLD", "vip").pair("SILVER", "regulars").otherwise("NEW", "guests");

    return SyncPlan.named("crm-and-shop")
        .between(crm, shop)
        .flow(
            Flow.of(Customer.TYPE)
                .matchBy(Customer.EMAILS)
                .fields(
                    FieldRules.of(Customer.TYPE)
                        .copy(Customer.NAME, Customer.EMAILS)
                        .with(LOYALTY, GROUP, loyaltyToGroup))) // codes of fields that people made
        .flow(
            Flow.of(Order.TYPE)
                .toLeft()
                .since(LocalDate.of(2026, 1, 1)) // nothing of the past
                .createWhen(order -> order.has(Order.PAID_AT), Order.PAID_AT) // once it is paid
                .fields(
                    FieldRules.of(Order.TYPE)
                        .copy(Order.NUMBER)
                        .with(Order.TITLE, Order.COMMENT, Lens.same()) // the comment is the title
                        .ref(Order.CUSTOMER))) // who ordered is brought along
        .build();
    // end
  }
}
