package dev.syncline.bitrix24.port;

import dev.syncline.bitrix24.BitrixInvoices;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.codec.ClassicInvoiceTable;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.ExternalCodes;
import dev.syncline.bitrix24.codec.Unwritable;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Ref;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The commands that write the invoices of old portals: one each, rows among the fields. */
record ClassicInvoiceScripts(Portal portal) {

  Script script(Write write, Function<String, Write.@Nullable Create> others) {
    Command command;
    if (write instanceof Write.Create create) {
      command = Command.of("crm.invoice.add", "fields", born(create, others));
    } else if (write instanceof Write.Update update) {
      command =
          Command.of(
              "crm.invoice.update", "id", update.held().id(), "fields", changed(update, others));
    } else {
      command = Command.of("crm.invoice.delete", "id", Scripts.held(write).id());
    }
    return Scripts.of(write, "", command, none -> null);
  }

  private Map<String, @Nullable Object> born(
      Write.Create create, Function<String, Write.@Nullable Create> others) {
    Entity wanted = create.wanted();
    Function<String, CustomerTable> madeKinds = OrderPort.madeKinds(others);
    Codec codec = ClassicInvoiceTable.codec(madeKinds);
    Map<String, @Nullable Object> fields = BitrixPort.born(codec.write(wanted));
    wanted.get(Invoice.NUMBER).ifPresent(number -> fields.putIfAbsent("ORDER_TOPIC", number));
    payer(wanted, madeKinds, fields);
    fields.put("XML_ID", ExternalCodes.marker(create.key()));
    List<Entity> lines = wanted.get(Invoice.LINES).orElse(List.of());
    if (!lines.isEmpty()) {
      fields.put("PRODUCT_ROWS", ClassicInvoiceTable.rows(lines, List.of()));
    }
    return fields;
  }

  private Map<String, @Nullable Object> changed(
      Write.Update update, Function<String, Write.@Nullable Create> others) {
    Entity delta = update.delta();
    Function<String, CustomerTable> madeKinds = OrderPort.madeKinds(others);
    Codec codec = ClassicInvoiceTable.codec(madeKinds);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(codec.write(delta));
    if (delta.has(Invoice.CUSTOMER)) {
      payer(delta, madeKinds, fields);
    }
    if (delta.knows(Invoice.LINES)) {
      List<Entity> held = update.held().get(Invoice.LINES).orElse(List.of());
      fields.put(
          "PRODUCT_ROWS",
          ClassicInvoiceTable.rows(delta.get(Invoice.LINES).orElse(List.of()), held));
    }
    return fields;
  }

  /** A company pays by another payer type, and so by another payment system, than a person. */
  private void payer(
      Entity invoice,
      Function<String, CustomerTable> madeKinds,
      Map<String, @Nullable Object> into) {
    Ref customer =
        invoice
            .get(Invoice.CUSTOMER)
            .orElseThrow(
                () ->
                    new Unwritable(
                        Refusal.Code.MISSING,
                        "UF_COMPANY_ID",
                        "an invoice of this portal needs a customer"));
    CustomerTable table =
        customer.pending()
            ? madeKinds.apply(customer.operationKey())
            : CustomerTable.of(customer.id()).orElse(CustomerTable.CONTACT);
    BitrixInvoices invoices = portal.codes().invoices();
    long type = invoices.personType(table).orElseThrow(() -> unset("PERSON_TYPE_ID"));
    into.put("PERSON_TYPE_ID", type);
    into.put("PAY_SYSTEM_ID", invoices.paySystem(type).orElseThrow(() -> unset("PAY_SYSTEM_ID")));
  }

  private static Unwritable unset(String field) {
    return new Unwritable(
        Refusal.Code.MISSING,
        field,
        "the portal has no payment system for invoices to such a customer; add one in its CRM"
            + " settings");
  }
}
