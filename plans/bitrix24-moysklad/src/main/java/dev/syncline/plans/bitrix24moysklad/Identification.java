package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fields of MoySklad that show people the id which a record has in Bitrix24: each of one line, and
 * of no other use. Without them nothing is missing, because the connectors mark what they make and
 * the store remembers it. Immutable.
 *
 * @param product the name of the field of products and services; null for none
 * @param counterparty the name of the field of counterparties; null for none
 * @param order the name of the field of customer orders; null for none
 * @param invoice the name of the field of customer invoices; null for none
 * @since 0.1
 */
public record Identification(
    @Nullable String product,
    @Nullable String counterparty,
    @Nullable String order,
    @Nullable String invoice) {

  /** No such fields. */
  public static final Identification OFF = new Identification(null, null, null, null);

  /** A field of the same name everywhere; {@link PlanTexts#identificationField()} proposes one. */
  public static Identification named(String field) {
    return new Identification(field, field, field, field);
  }

  /** The name of the field of a type. */
  Optional<String> of(EntityType type) {
    return Optional.ofNullable(
        type.equals(Product.TYPE)
            ? product
            : type.equals(Customer.TYPE)
                ? counterparty
                : type.equals(Order.TYPE) ? order : type.equals(Invoice.TYPE) ? invoice : null);
  }

  /** The fields, of one line each. */
  List<CustomField> fields() {
    List<CustomField> fields = new ArrayList<>();
    for (EntityType type : List.of(Product.TYPE, Customer.TYPE, Order.TYPE, Invoice.TYPE)) {
      of(type).ifPresent(name -> fields.add(CustomField.wanted(type, name, Sort.LINE)));
    }
    return fields;
  }
}
