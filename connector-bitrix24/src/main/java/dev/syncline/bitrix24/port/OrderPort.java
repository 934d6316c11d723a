package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.DealTable;
import dev.syncline.bitrix24.codec.ExternalCodes;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Deals and their rows. Whenever rows are sent, the deal's total is set to follow them.
 *
 * @since 0.1
 */
public final class OrderPort extends BitrixPort {

  private final Rows rows;

  /** A port of one portal. */
  public OrderPort(Portal portal) {
    super(portal, List.of(new DocumentShelf.Deals(portal)));
    this.rows = new Rows(portal, Rows.OF_DEALS);
  }

  @Override
  public Capabilities capabilities() {
    return common()
        .customFields()
        .readsAndWrites(DocumentShelf.Deals.CODEC.writable())
        .readsAndWrites(Order.LINES)
        .reads(DocumentShelf.Deals.CODEC.readOnly())
        .customFields()
        .build();
  }

  @Override
  public int weight(Write write) {
    return Scripts.said(write).contains(Order.LINES) ? 2 : 1;
  }

  @Override
  public Script script(Write write, Function<String, Write.@Nullable Create> others) {
    if (write instanceof Write.Create create) {
      return creating(create, others);
    }
    if (write instanceof Write.Update update) {
      return updating(update, others);
    }
    Command command =
        Command.of(
            "crm.item.delete",
            "entityTypeId",
            DealTable.ENTITY_TYPE_ID,
            "id",
            Scripts.held(write).id());
    return Scripts.of(write, "item", command, none -> null);
  }

  private Script creating(Write.Create create, Function<String, Write.@Nullable Create> others) {
    Entity wanted = create.wanted();
    Codec codec = codec(others, wanted);
    Map<String, @Nullable Object> fields = born(codec.write(wanted));
    fields.putIfAbsent("categoryId", pipeline(wanted));
    fields.put("originatorId", ExternalCodes.ORIGINATOR);
    fields.put("originId", create.key().marker());
    List<Entity> lines = wanted.get(Order.LINES).orElse(List.of());
    List<Script.Step> steps = new ArrayList<>();
    if (wanted.knows(Order.LINES)) {
      fields.put("isManualOpportunity", "N");
    }
    steps.add(
        new Script.Step(
            new Command(
                "crm.item.add",
                ItemShelf.named(
                    codec,
                    Command.map("entityTypeId", DealTable.ENTITY_TYPE_ID, "fields", fields))),
            Scripts.said(create)));
    if (!lines.isEmpty()) {
      steps.add(rows.put(new Command.Made(create.key().text()), lines, List.of(), Order.LINES));
    }
    return script(create, steps, codec);
  }

  private String pipeline(Entity wanted) {
    return wanted.get(Order.STATUS).flatMap(portal.codes()::pipelineOf).orElse(portal.pipeline());
  }

  private Script updating(Write.Update update, Function<String, Write.@Nullable Create> others) {
    Entity delta = update.delta();
    Codec codec = codec(others, delta);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(codec.write(delta));
    delta
        .get(Order.STATUS)
        .filter(status -> !delta.knows(Order.PIPELINE))
        .flatMap(portal.codes()::pipelineOf)
        .filter(
            pipeline -> !update.held().get(Order.PIPELINE).equals(java.util.Optional.of(pipeline)))
        .ifPresent(pipeline -> fields.put("categoryId", pipeline));
    List<Script.Step> steps = new ArrayList<>();
    if (delta.knows(Order.LINES)) {
      fields.put("isManualOpportunity", "N");
    }
    if (!fields.isEmpty()) {
      Set<Field<?>> covers = new LinkedHashSet<>(codec.writes(delta));
      steps.add(
          new Script.Step(
              new Command(
                  "crm.item.update",
                  ItemShelf.named(
                      codec,
                      Command.map(
                          "entityTypeId",
                          DealTable.ENTITY_TYPE_ID,
                          "id",
                          update.held().id(),
                          "fields",
                          fields))),
              covers));
    }
    if (delta.knows(Order.LINES)) {
      List<Entity> held = update.held().get(Order.LINES).orElse(List.of());
      List<Entity> lines = delta.get(Order.LINES).orElse(List.of());
      steps.add(rows.put(update.held().id(), lines, held, Order.LINES));
    }
    return script(update, steps, codec);
  }

  private Codec codec(Function<String, Write.@Nullable Create> others, Entity said) {
    return DealTable.codec(madeKinds(others))
        .and(portal.codes().customLines(DealTable.ENTITY_TYPE_ID, Order.TYPE, said.fields()));
  }

  /** Which table a customer belongs to that is made in the same list. */
  static Function<String, CustomerTable> madeKinds(
      Function<String, Write.@Nullable Create> others) {
    return key -> {
      Write.Create customer = others.apply(key);
      return customer == null ? CustomerTable.CONTACT : CustomerTable.of(customer.wanted());
    };
  }

  private static Script script(Write write, List<Script.Step> steps, Codec codec) {
    return new Script(
        write, steps, "item", id -> Long.toString(id), results -> holds(results, codec));
  }

  private static @Nullable Entity holds(List<@Nullable JsonNode> results, Codec codec) {
    Entity deal = null;
    for (JsonNode each : results) {
      if (each != null && each.path("item").has("id")) {
        deal = DocumentShelf.read(Order.TYPE, each.path("item"), codec);
      } else if (each != null && each.has("productRows") && deal != null) {
        // The deal answered before its rows came: its total is of yesterday.
        deal = deal.without(Order.TOTAL).with(Order.LINES, Rows.answered(each));
      }
    }
    return deal;
  }

  @Override
  public Listing locating(Write.Create create) {
    return ItemShelf.items(
        DealTable.ENTITY_TYPE_ID,
        List.of("id"),
        Command.map("=originatorId", ExternalCodes.ORIGINATOR, "=originId", create.key().marker()));
  }
}
