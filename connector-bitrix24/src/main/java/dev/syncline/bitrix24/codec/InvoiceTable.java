package dev.syncline.bitrix24.codec;

import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Ref;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * {@code crm.item} of smart invoices. Their rows are elsewhere ({@link RowTable}). The total is
 * never sent: a sent total would keep the rows from driving it.
 *
 * @since 0.1
 */
public final class InvoiceTable {

  /** The vendor's number of the type. */
  public static final int ENTITY_TYPE_ID = 31;

  private InvoiceTable() {}

  /**
   * The table.
   *
   * @param numberWritable whether the portal lets a number be given
   * @param madeKinds which table a customer made in the same list belongs to, by its operation key
   */
  public static Codec codec(boolean numberWritable, Function<String, CustomerTable> madeKinds) {
    List<Line<?>> lines = new ArrayList<>();
    lines.add(number(numberWritable).searched("=accountNumber", text -> text));
    lines.add(Line.text(Invoice.TITLE, "title").searched("=title", text -> text));
    lines.add(Line.text(Invoice.STATUS, "stageId").searched("=stageId", text -> text));
    lines.add(DealTable.customer(Invoice.CUSTOMER, "companyId", "contactId", madeKinds));
    lines.add(order("parentId2").searched("=parentId2", SectionTable::id));
    lines.add(Line.text(Invoice.CURRENCY, "currencyId"));
    lines.add(Line.text(Invoice.COMMENT, "comments"));
    lines.add(Line.of(Invoice.ISSUED_ON, "begindate", Values::date, LocalDate::toString));
    lines.add(Line.of(Invoice.DUE_ON, "closedate", Values::date, LocalDate::toString));
    lines.add(code(Invoice.RESPONSIBLE, "assignedById"));
    lines.add(code(Invoice.ORGANIZATION, "mycompanyId"));
    lines.add(
        Line.reads(Invoice.TOTAL, row -> Values.decimal(row.path("opportunity")), "opportunity"));
    return new Codec(List.of("id", "updatedTime", "updatedBy", "categoryId", "xmlId"), lines);
  }

  private static Line<String> number(boolean writable) {
    return writable
        ? Line.text(Invoice.NUMBER, "accountNumber")
        : Line.reads(
            Invoice.NUMBER, row -> Values.text(row.path("accountNumber")), "accountNumber");
  }

  /** The deal that it belongs to. */
  static Line<Ref> order(String name) {
    return Line.of(
        Invoice.ORDER,
        name,
        node -> Values.id(node).map(id -> new Ref(Order.TYPE, Long.toString(id))),
        SectionTable::id);
  }

  /** A number that is a code of a dictionary. */
  static Line<String> code(Field<String> field, String name) {
    return Line.of(field, name, node -> Values.id(node).map(id -> Long.toString(id)), text -> text);
  }
}
