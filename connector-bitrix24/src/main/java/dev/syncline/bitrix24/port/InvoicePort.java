package dev.syncline.bitrix24.port;

import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.ExternalCodes;
import dev.syncline.bitrix24.codec.InvoiceTable;
import dev.syncline.bitrix24.codec.Unwritable;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.model.Invoice;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Invoices: smart ones, or those of old portals; which, the check finds out.
 *
 * @since 0.1
 */
public final class InvoicePort extends BitrixPort {

  private final DocumentShelf.Invoices smart;
  private final ClassicInvoiceShelf classic;

  /** A port of one portal. */
  public InvoicePort(Portal portal) {
    this(portal, new DocumentShelf.Invoices(portal), new ClassicInvoiceShelf(portal));
  }

  private InvoicePort(Portal portal, DocumentShelf.Invoices smart, ClassicInvoiceShelf classic) {
    super(portal, List.of(smart, classic));
    this.smart = smart;
    this.classic = classic;
  }

  @Override
  public Capabilities capabilities() {
    if (classic.present()) {
      return common()
          .readsAndWrites(ClassicInvoiceShelf.CODEC.writable())
          .readsAndWrites(Invoice.LINES)
          .reads(ClassicInvoiceShelf.CODEC.readOnly())
          .build();
    }
    return smart.present()
        ? common()
            .customFields()
            .readsAndWrites(smart.codec().writable())
            .readsAndWrites(Invoice.LINES)
            .reads(smart.codec().readOnly())
            .customFields()
            .build()
        : Capabilities.builder().build();
  }

  @Override
  public int weight(Write write) {
    return Scripts.said(write).contains(Invoice.LINES) ? 2 : 1;
  }

  @Override
  public Script script(Write write, Function<String, Write.@Nullable Create> others) {
    if (classic.present()) {
      return new ClassicInvoiceScripts(portal).script(write, others);
    }
    if (!smart.present()) {
      throw new Unwritable(Refusal.Code.UNSUPPORTED, "invoice", "the portal has no invoices");
    }
    return new InvoiceScripts(portal).script(write, others);
  }

  @Override
  public Listing locating(Write.Create create) {
    String marker = ExternalCodes.marker(create.key());
    return classic.present()
        ? classic.listing(dev.syncline.connector.FieldSet.of(), Command.map("XML_ID", marker))
        : ItemShelf.items(
            InvoiceTable.ENTITY_TYPE_ID, List.of("id"), Command.map("=xmlId", marker));
  }
}
