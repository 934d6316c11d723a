package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.Refusal;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code crm.invoice}: the invoices of old portals. Rows are part of the document, but no list
 * shows them.
 *
 * <p>A row keeps what is paid for a unit and how much of the price was taken off; the discount in
 * percent is reckoned from both. The tax rate is a fraction of one.
 *
 * @since 0.1
 */
public final class ClassicInvoiceTable {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int STORED = 4;
  private static final int FINEST = 6;

  private ClassicInvoiceTable() {}

  /**
   * The table.
   *
   * @param madeKinds which table a customer made in the same list belongs to, by its operation key
   */
  public static Codec codec(Function<String, CustomerTable> madeKinds) {
    return new Codec(
        List.of("ID", "DATE_UPDATE", "XML_ID"),
        List.of(
            Line.text(Invoice.NUMBER, "ACCOUNT_NUMBER").searched("ACCOUNT_NUMBER", text -> text),
            Line.text(Invoice.TITLE, "ORDER_TOPIC").searched("ORDER_TOPIC", text -> text),
            Line.text(Invoice.STATUS, "STATUS_ID").searched("STATUS_ID", text -> text),
            DealTable.customer(Invoice.CUSTOMER, "UF_COMPANY_ID", "UF_CONTACT_ID", madeKinds),
            InvoiceTable.order("UF_DEAL_ID").searched("UF_DEAL_ID", SectionTable::id),
            Line.text(Invoice.CURRENCY, "CURRENCY"),
            Line.text(Invoice.COMMENT, "COMMENTS"),
            Line.of(Invoice.ISSUED_ON, "DATE_BILL", Values::date, LocalDate::toString),
            Line.of(Invoice.DUE_ON, "DATE_PAY_BEFORE", Values::date, LocalDate::toString),
            InvoiceTable.code(Invoice.RESPONSIBLE, "RESPONSIBLE_ID"),
            InvoiceTable.code(Invoice.ORGANIZATION, "UF_MYCOMPANY_ID"),
            Line.reads(Invoice.TOTAL, row -> Values.decimal(row.path("PRICE")), "PRICE")));
  }

  /**
   * The lines of a whole document.
   *
   * @param variants tells which of the portal's numbers are variants: a row does not say
   */
  public static List<Entity> lines(JsonNode invoice, LongPredicate variants) {
    List<Entity> lines = new ArrayList<>();
    invoice.path("PRODUCT_ROWS").forEach(row -> lines.add(line(row, variants)));
    return lines;
  }

  /** The products and variants that a whole document sells. */
  public static List<Long> items(JsonNode invoice) {
    List<Long> items = new ArrayList<>();
    invoice
        .path("PRODUCT_ROWS")
        .forEach(row -> Values.id(row.path("PRODUCT_ID")).ifPresent(items::add));
    return items;
  }

  private static Entity line(JsonNode row, LongPredicate variants) {
    Entity.Builder line = Entity.builder(OrderLine.TYPE, row.path("ID").asText());
    line.set(OrderLine.ITEM, item(row, variants));
    line.set(OrderLine.NAME, Values.text(row.path("PRODUCT_NAME")));
    line.set(OrderLine.QUANTITY, Values.decimal(row.path("QUANTITY")));
    line.set(OrderLine.PRICING, pricing(row));
    return line.build();
  }

  private static Optional<Ref> item(JsonNode row, LongPredicate variants) {
    return Values.id(row.path("PRODUCT_ID"))
        .map(id -> new Ref(variants.test(id) ? Variant.TYPE : Product.TYPE, Long.toString(id)));
  }

  private static Pricing pricing(JsonNode row) {
    BigDecimal paid = Values.decimal(row.path("PRICE")).orElse(BigDecimal.ZERO);
    BigDecimal off = Values.decimal(row.path("DISCOUNT_PRICE")).orElse(BigDecimal.ZERO);
    BigDecimal before = paid.add(off);
    Optional<BigDecimal> vat = Values.decimal(row.path("VAT_RATE")).map(HUNDRED::multiply);
    return new Pricing(
        before,
        before.signum() == 0 ? BigDecimal.ZERO : percent(off, before),
        vat.map(BigDecimal::stripTrailingZeros),
        vat.isEmpty() || Values.yes(row.path("VAT_INCLUDED")));
  }

  /** The roundest discount that gives back what was taken off. */
  private static BigDecimal percent(BigDecimal off, BigDecimal before) {
    BigDecimal kept = off.setScale(STORED, RoundingMode.HALF_UP);
    BigDecimal percent = BigDecimal.ZERO;
    for (int decimals = 0; decimals <= FINEST; decimals++) {
      percent = off.multiply(HUNDRED).divide(before, decimals, RoundingMode.HALF_UP);
      if (takenOff(before, percent).compareTo(kept) == 0) {
        break;
      }
    }
    return percent;
  }

  private static BigDecimal takenOff(BigDecimal before, BigDecimal percent) {
    return before.multiply(percent).divide(HUNDRED, STORED, RoundingMode.HALF_UP);
  }

  /** The rows that say these lines. */
  public static List<Object> rows(List<Entity> lines, List<Entity> held) {
    Map<String, Entity> byId = new LinkedHashMap<>();
    held.forEach(each -> byId.put(each.id(), each));
    List<Object> rows = new ArrayList<>();
    for (Entity line : lines) {
      Entity known = byId.get(line.id());
      rows.add(row(known == null ? line : known.overlaid(line), known == null ? "0" : line.id()));
    }
    return rows;
  }

  private static Map<String, @Nullable Object> row(Entity line, String id) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("ID", id);
    row.put("PRODUCT_ID", line.get(OrderLine.ITEM).map(SectionTable::id).orElse(0));
    row.put(
        "PRODUCT_NAME",
        line.get(OrderLine.NAME)
            .orElseThrow(
                () ->
                    new Unwritable(
                        Refusal.Code.MISSING, "PRODUCT_NAME", "a row of an invoice needs a name")));
    row.put("QUANTITY", line.get(OrderLine.QUANTITY).orElse(BigDecimal.ONE));
    line.get(OrderLine.PRICING).ifPresent(pricing -> priced(pricing, row));
    return row;
  }

  private static void priced(Pricing pricing, Map<String, @Nullable Object> row) {
    BigDecimal off = takenOff(pricing.price(), pricing.discountPercent());
    row.put("PRICE", pricing.price().subtract(off));
    row.put("DISCOUNT_PRICE", off);
    row.put(
        "VAT_RATE",
        pricing
            .vat()
            .map(rate -> rate.divide(HUNDRED, FINEST, RoundingMode.HALF_UP).stripTrailingZeros())
            .map(BigDecimal::toPlainString)
            .orElse(""));
    row.put("VAT_INCLUDED", pricing.vat().isEmpty() || pricing.vatIncluded() ? "Y" : "N");
  }
}
