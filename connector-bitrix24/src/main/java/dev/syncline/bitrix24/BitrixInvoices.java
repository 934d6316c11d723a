package dev.syncline.bitrix24;

import dev.syncline.bitrix24.codec.CustomerTable;
import java.util.Map;
import java.util.Optional;

/**
 * How a portal keeps invoices, as the check found it. Immutable.
 *
 * @param smart whether it has smart invoices
 * @param classic whether it has only those of old portals
 * @param numberWritable whether a number may be given to a smart invoice
 * @param personTypes the payer types of classic invoices
 * @param paySystems the first payment system of each payer type
 * @since 0.1
 */
public record BitrixInvoices(
    boolean smart,
    boolean classic,
    boolean numberWritable,
    Map<CustomerTable, Long> personTypes,
    Map<Long, Long> paySystems) {

  /** The payer type of a customer of this sort. */
  public Optional<Long> personType(CustomerTable customer) {
    return Optional.ofNullable(personTypes.get(customer));
  }

  /** The payment system of a payer type. */
  public Optional<Long> paySystem(long personType) {
    return Optional.ofNullable(paySystems.get(personType));
  }
}
