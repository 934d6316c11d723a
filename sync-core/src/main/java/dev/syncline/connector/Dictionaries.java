package dev.syncline.connector;

import dev.syncline.model.EntityType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The vendor's lists of codes. They are read at {@link Connector#check()} and kept until the next.
 * Thread-safe.
 *
 * @since 0.1
 */
public interface Dictionaries {

  /** Statuses or stages of orders. */
  String ORDER_STATUS = "order-status";

  /** Statuses or stages of invoices. */
  String INVOICE_STATUS = "invoice-status";

  /** Pipelines or funnels of orders. */
  String PIPELINE = "pipeline";

  /** Own companies. */
  String ORGANIZATION = "organization";

  /** Warehouses. */
  String STORE = "store";

  /** Currencies, by ISO 4217 code. */
  String CURRENCY = "currency";

  /** Employees. */
  String EMPLOYEE = "employee";

  /** Price types. */
  String PRICE_TYPE = "price-type";

  /**
   * One entry of a dictionary.
   *
   * @param code what entities hold
   * @param name what people read
   * @param alive whether it may still be chosen: not archived, dismissed or switched off
   * @param traits what else is known, such as {@code pipeline} or {@code default}
   */
  record Code(String code, String name, boolean alive, Map<String, String> traits) {

    /** Without the name and the traits: those of employees are personal. */
    @Override
    public String toString() {
      return "code " + code + (alive ? "" : " (not alive)");
    }
  }

  /** The dictionaries that this account has. */
  Set<String> names();

  /** The entries of a dictionary, in the vendor's order; none if the account does not have it. */
  List<Code> codes(String dictionary);

  /**
   * The fields that administrators made for a type, in the vendor's order; none unless said
   * otherwise. An entity shows each as {@code Field.custom(type, code, …)}.
   */
  default List<CustomField> customFields(EntityType type) {
    return List.of();
  }

  /**
   * Makes a field, or gives the one of this name and sort that is there already: pressing twice
   * makes no second one.
   *
   * @throws AccessDenied if the account's user may not make fields
   * @throws IllegalArgumentException if a field of this name has another sort, or the system has no
   *     such fields for this type
   */
  default CustomField create(CustomField wanted) {
    throw new IllegalArgumentException("this system has no fields of its own for " + wanted.type());
  }

  /** One entry. */
  default Optional<Code> code(String dictionary, String code) {
    return codes(dictionary).stream().filter(each -> each.code().equals(code)).findFirst();
  }

  /** No dictionaries. */
  static Dictionaries none() {
    return new Dictionaries() {
      @Override
      public Set<String> names() {
        return Set.of();
      }

      @Override
      public List<Code> codes(String dictionary) {
        return List.of();
      }
    };
  }
}
