package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Side;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Kind;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import java.util.Objects;

/**
 * A field that people made in both systems and that travels with its record. Immutable.
 *
 * @param of whose field it is
 * @param bitrix24 its name in Bitrix24
 * @param moysklad its name in MoySklad
 * @param sort what it holds; choices and files do not travel
 * @since 0.1
 */
public record FieldPair(Owner of, String bitrix24, String moysklad, Sort sort) {

  /** What has the field. */
  public enum Owner {
    /** Products and services. */
    PRODUCT,
    /** Contacts, companies and counterparties. */
    CUSTOMER,
    /** Deals and customer orders. */
    ORDER,
    /** Invoices. */
    INVOICE;

    EntityType type() {
      return switch (this) {
        case PRODUCT -> Product.TYPE;
        case CUSTOMER -> Customer.TYPE;
        case ORDER -> Order.TYPE;
        case INVOICE -> Invoice.TYPE;
      };
    }
  }

  /** Checks that everything is there. */
  public FieldPair {
    Objects.requireNonNull(of, "of is missing");
    Objects.requireNonNull(bitrix24, "bitrix24 is missing");
    Objects.requireNonNull(moysklad, "moysklad is missing");
    Objects.requireNonNull(sort, "sort is missing");
    if (sort == Sort.CHOICE || sort == Sort.OTHER) {
      throw new IllegalArgumentException("sort " + sort + " does not travel");
    }
  }

  /** The field as a side has it. */
  CustomField on(Side side) {
    return CustomField.wanted(of.type(), side == Side.LEFT ? bitrix24 : moysklad, sort);
  }

  /** The rules with one more for this pair. */
  FieldRules addedTo(FieldRules rules) {
    return switch (sort) {
      case NUMBER -> addedTo(rules, Kinds.decimal());
      case BOOL -> addedTo(rules, Kinds.bool());
      case DATE -> addedTo(rules, Kinds.date());
      case INSTANT -> addedTo(rules, Kinds.instant());
      case LINE, TEXT, LINK, CHOICE, OTHER -> addedTo(rules, Kinds.text());
    };
  }

  private <V> FieldRules addedTo(FieldRules rules, Kind<V> kind) {
    return rules.with(
        Field.custom(of.type(), bitrix24, kind),
        Field.custom(of.type(), moysklad, kind),
        Lens.same());
  }
}
