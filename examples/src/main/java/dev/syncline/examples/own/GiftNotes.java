package dev.syncline.examples.own;

import static dev.syncline.connector.Dictionaries.ORGANIZATION;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.Dictionaries;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import java.util.Set;

/**
 * A field that people made, in a flow: what is written on the gift card stands in a field of the
 * deal in Bitrix24 and in a field of the order in MoySklad, and is edited on either side.
 *
 * @since 0.1
 */
public final class GiftNotes {

  // begin: a custom field
  /** By the name that people read; the vendors' codes for it differ in every account. */
  static final Field<String> GIFT_CARD = Field.custom(Order.TYPE, "Gift card", Kinds.text());

  private static final CustomField NEEDED = CustomField.wanted(Order.TYPE, "Gift card", Sort.LINE);

  /** Deals become orders; their gift cards are the same on both sides from then on. */
  public static SyncPlan plan(Connector bitrix, Connector moysklad) {
    return SyncPlan.named("gift-cards")
        .between(bitrix, moysklad)
        .needs(Side.LEFT, NEEDED) // engine.check names it while it is missing,
        .needs(Side.RIGHT, NEEDED) // engine.install makes it
        .flow(customers())
        .flow(orders(moysklad))
        .build();
  }

  // end

  private GiftNotes() {}

  private static Flow customers() {
    return Flow.of(Customer.TYPE)
        .toRight()
        .onDemand() // only those who order
        .matchBy(Customer.EMAILS)
        .fields(
            FieldRules.of(Customer.TYPE)
                .createOnly(Customer.KIND)
                .toRight(Customer.NAME, Customer.EMAILS));
  }

  private static Flow orders(Connector moysklad) {
    return Flow.of(Order.TYPE)
        .fields(
            FieldRules.of(Order.TYPE)
                .copy(GIFT_CARD)
                .ref(Order.CUSTOMER, Direction.TO_RIGHT, When.CREATE_ONLY)
                .compute(
                    Side.RIGHT,
                    Order.ORGANIZATION,
                    Set.of(),
                    order -> Put.value(ownCompany(moysklad)),
                    When.CREATE_ONLY));
  }

  private static String ownCompany(Connector moysklad) {
    return moysklad.dictionaries().codes(ORGANIZATION).stream()
        .filter(Dictionaries.Code::alive)
        .findFirst()
        .orElseThrow()
        .code();
  }
}
