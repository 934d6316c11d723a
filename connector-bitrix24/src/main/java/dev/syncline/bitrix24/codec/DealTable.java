package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code crm.item} of deals. Their rows are elsewhere ({@link RowTable}). The total is never sent:
 * a sent total would keep the rows from driving it.
 *
 * @since 0.1
 */
public final class DealTable {

  /** The vendor's number of the type. */
  public static final int ENTITY_TYPE_ID = 2;

  private DealTable() {}

  /**
   * The table.
   *
   * @param madeKinds which table a customer made in the same list belongs to, by its operation key
   */
  public static Codec codec(Function<String, CustomerTable> madeKinds) {
    return new Codec(
        List.of("id", "updatedTime", "updatedBy", "originatorId", "originId"),
        List.of(
            Line.reads(Order.NUMBER, row -> Values.text(row.path("id")), "id")
                .searched("=id", text -> text),
            Line.text(Order.TITLE, "title").searched("=title", text -> text),
            Line.text(Order.STATUS, "stageId").searched("=stageId", text -> text),
            Line.text(Order.PIPELINE, "categoryId").searched("=categoryId", text -> text),
            customer(Order.CUSTOMER, "companyId", "contactId", madeKinds),
            Line.text(Order.CURRENCY, "currencyId"),
            Line.text(Order.COMMENT, "comments"),
            Line.of(Order.PLANNED_ON, "closedate", Values::date, LocalDate::toString),
            Line.reads(
                Order.PLACED_AT, row -> Values.instant(row.path("createdTime")), "createdTime"),
            Line.of(
                Order.RESPONSIBLE,
                "assignedById",
                node -> Values.id(node).map(id -> Long.toString(id)),
                text -> text),
            Line.reads(
                Order.TOTAL, row -> Values.decimal(row.path("opportunity")), "opportunity")));
  }

  /** Who buys: the company, or else the person. */
  static Line<Ref> customer(
      Field<Ref> field,
      String companyName,
      String contactName,
      Function<String, CustomerTable> madeKinds) {
    return Line.of(
        field,
        row -> customer(row.path(companyName), row.path(contactName)),
        (wanted, into) -> write(wanted, companyName, contactName, madeKinds, into),
        companyName,
        contactName);
  }

  private static Optional<Ref> customer(JsonNode companyId, JsonNode contactId) {
    Optional<String> company = Values.id(companyId).map(CustomerTable.COMPANY::id);
    return company
        .or(() -> Values.id(contactId).map(CustomerTable.CONTACT::id))
        .map(id -> new Ref(Customer.TYPE, id));
  }

  /**
   * A company leaves the contact alone: it is the person to talk to. A person as customer ends the
   * company's part.
   */
  private static void write(
      Optional<Ref> wanted,
      String companyName,
      String contactName,
      Function<String, CustomerTable> madeKinds,
      Map<String, @Nullable Object> into) {
    if (wanted.isEmpty()) {
      into.put(companyName, 0);
      into.put(contactName, 0);
      return;
    }
    Ref ref = wanted.get();
    CustomerTable table =
        ref.pending()
            ? madeKinds.apply(ref.operationKey())
            : CustomerTable.of(ref.id())
                .orElseThrow(() -> new IllegalArgumentException("no customer"));
    Object number =
        ref.pending() ? new Command.Made(ref.operationKey()) : (Object) table.number(ref.id());
    if (table == CustomerTable.COMPANY) {
      into.put(companyName, number);
    } else {
      into.put(companyName, 0);
      into.put(contactName, number);
    }
  }
}
