package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.mapping.MarkerText;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fields of MoySklad that name the record of Bitrix24 which belongs to one of MoySklad, such as
 * {@code deal:12345}: each of one line, and of no other use. People read them, what they change is
 * put back, and a lost store is rebuilt from them, pairs that were found included. Immutable.
 *
 * @param product the name of the field of products and services; null for none
 * @param counterparty the name of the field of counterparties; null for none
 * @param order the name of the field of customer orders; null for none
 * @param invoice the name of the field of customer invoices; null for none
 * @param confirmed whether values that such fields hold already, and that are not ours, may be
 *     replaced
 * @since 0.1
 */
public record Identification(
    @Nullable String product,
    @Nullable String counterparty,
    @Nullable String order,
    @Nullable String invoice,
    boolean confirmed) {

  /** What the fields hold before the id. */
  private static final Map<EntityType, String> PREFIXES =
      Map.of(
          Product.TYPE, "product:",
          Customer.TYPE, "customer:",
          Order.TYPE, "deal:",
          Invoice.TYPE, "invoice:");

  /** What can be an id of Bitrix24; contacts and companies have a letter before theirs. */
  private static final Pattern IDS = Pattern.compile("[A-Z]{0,4}_?[0-9]{1,18}");

  /** No such fields. */
  public static final Identification OFF = new Identification(null, null, null, null, false);

  /** A field of the same name everywhere; {@link PlanTexts#identificationField()} proposes one. */
  public static Identification named(String field) {
    return new Identification(field, field, field, field, false);
  }

  /** The same with values that are not ours being replaced, or not. */
  public Identification withConfirmed(boolean replaced) {
    return new Identification(product, counterparty, order, invoice, replaced);
  }

  /** What the field of a type holds before the id. */
  static String prefix(EntityType type) {
    return Objects.requireNonNull(PREFIXES.get(type), type.name());
  }

  /** The flow whose records in MoySklad name those of Bitrix24, if its type has a field for it. */
  Flow marking(Flow flow) {
    EntityType type = flow.type(Side.RIGHT);
    return of(type)
        .map(name -> Field.custom(type, name, Kinds.text()))
        .map(field -> flow.marker(Side.RIGHT, field, MarkerText.of(prefix(type), IDS)))
        .orElse(flow); // B-038
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
