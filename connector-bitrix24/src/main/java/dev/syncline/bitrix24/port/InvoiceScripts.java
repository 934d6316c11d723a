package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.ExternalCodes;
import dev.syncline.bitrix24.codec.InvoiceTable;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The commands that write smart invoices. Whenever rows are sent, the total follows them. */
record InvoiceScripts(Portal portal) {

  Script script(Write write, Function<String, Write.@Nullable Create> others) {
    if (write instanceof Write.Create create) {
      return creating(create, codec(others, create.wanted()));
    }
    if (write instanceof Write.Update update) {
      return updating(update, codec(others, update.delta()));
    }
    Command command =
        Command.of(
            "crm.item.delete",
            "entityTypeId",
            InvoiceTable.ENTITY_TYPE_ID,
            "id",
            Scripts.held(write).id());
    return Scripts.of(write, "item", command, none -> null);
  }

  private Codec codec(Function<String, Write.@Nullable Create> others, Entity said) {
    return InvoiceTable.codec(
            portal.codes().invoices().numberWritable(), OrderPort.madeKinds(others))
        .and(portal.codes().customLines(InvoiceTable.ENTITY_TYPE_ID, Invoice.TYPE, said.fields()));
  }

  private Script creating(Write.Create create, Codec codec) {
    Entity wanted = create.wanted();
    Map<String, @Nullable Object> fields = BitrixPort.born(codec.write(wanted));
    category(wanted).ifPresent(category -> fields.put("categoryId", category));
    fields.put("xmlId", ExternalCodes.marker(create.key()));
    if (wanted.knows(Invoice.LINES)) {
      fields.put("isManualOpportunity", "N");
    }
    List<Script.Step> steps = new ArrayList<>();
    steps.add(
        new Script.Step(
            new Command(
                "crm.item.add",
                ItemShelf.named(
                    codec,
                    Command.map("entityTypeId", InvoiceTable.ENTITY_TYPE_ID, "fields", fields))),
            Scripts.said(create)));
    List<Entity> lines = wanted.get(Invoice.LINES).orElse(List.of());
    if (!lines.isEmpty()) {
      steps.add(rows(new Command.Made(create.key().text()), lines, List.of()));
    }
    return script(create, steps, codec);
  }

  private Script updating(Write.Update update, Codec codec) {
    Entity delta = update.delta();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(codec.write(delta));
    Optional<String> now = category(update.held());
    category(delta)
        .filter(category -> !now.equals(Optional.of(category)))
        .ifPresent(category -> fields.put("categoryId", category));
    if (delta.knows(Invoice.LINES)) {
      fields.put("isManualOpportunity", "N");
    }
    List<Script.Step> steps = new ArrayList<>();
    if (!fields.isEmpty()) {
      steps.add(
          new Script.Step(
              new Command(
                  "crm.item.update",
                  ItemShelf.named(
                      codec,
                      Command.map(
                          "entityTypeId",
                          InvoiceTable.ENTITY_TYPE_ID,
                          "id",
                          update.held().id(),
                          "fields",
                          fields))),
              codec.writes(delta)));
    }
    if (delta.knows(Invoice.LINES)) {
      List<Entity> held = update.held().get(Invoice.LINES).orElse(List.of());
      steps.add(rows(update.held().id(), delta.get(Invoice.LINES).orElse(List.of()), held));
    }
    return script(update, steps, codec);
  }

  /** A stage belongs to one category, and is refused in another. */
  private Optional<String> category(Entity invoice) {
    return invoice.get(Invoice.STATUS).flatMap(portal.codes()::invoiceCategoryOf);
  }

  private Script.Step rows(Object owner, List<Entity> lines, List<Entity> held) {
    return new Rows(portal, Rows.OF_INVOICES).put(owner, lines, held, Invoice.LINES);
  }

  private static Script script(Write write, List<Script.Step> steps, Codec codec) {
    return new Script(
        write, steps, "item", id -> Long.toString(id), results -> holds(results, codec));
  }

  private static @Nullable Entity holds(List<@Nullable JsonNode> results, Codec codec) {
    Entity invoice = null;
    for (JsonNode each : results) {
      if (each != null && each.path("item").has("id")) {
        invoice = DocumentShelf.read(Invoice.TYPE, each.path("item"), codec);
      } else if (each != null && each.has("productRows") && invoice != null) {
        // The invoice answered before its rows came: its total is of yesterday.
        invoice = invoice.without(Invoice.TOTAL).with(Invoice.LINES, Rows.answered(each));
      }
    }
    return invoice;
  }
}
