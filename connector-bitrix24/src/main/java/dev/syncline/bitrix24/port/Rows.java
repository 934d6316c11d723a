package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.BitrixApi;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.Outcome;
import dev.syncline.bitrix24.codec.RowTable;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Product rows of deals or of smart invoices. */
record Rows(Portal portal, String ownerType) {

  static final String OF_DEALS = "D";
  static final String OF_INVOICES = "SI";

  /**
   * Rows come fifty a page whoever owns them, so few owners a command: mostly one page tells all.
   */
  private static final int OWNERS = 10;

  /** The documents with their lines. */
  List<Entity> added(List<Entity> owners, Field<List<Entity>> field) {
    if (owners.isEmpty()) {
      return owners;
    }
    Map<String, List<JsonNode>> rows = rows(owners);
    return owners.stream()
        .map(owner -> owner.with(field, lines(rows.getOrDefault(owner.id(), List.of()))))
        .toList();
  }

  /** Replaces all rows at once. */
  Script.Step put(Object owner, List<Entity> lines, List<Entity> held, Field<List<Entity>> field) {
    return new Script.Step(
        Command.of(
            "crm.item.productrow.set",
            "ownerType",
            ownerType,
            "ownerId",
            owner,
            "productRows",
            RowTable.write(lines, held)),
        Set.of(field));
  }

  /** The lines of an answer to {@link #put}. */
  static List<Entity> answered(JsonNode answer) {
    List<JsonNode> rows = new ArrayList<>();
    answer.path("productRows").forEach(rows::add);
    return lines(rows);
  }

  static List<Entity> lines(List<JsonNode> rows) {
    return rows.stream()
        .sorted(
            Comparator.comparingInt((JsonNode row) -> row.path("sort").asInt())
                .thenComparingLong(row -> row.path("id").asLong()))
        .map(RowTable::read)
        .toList();
  }

  private Map<String, List<JsonNode>> rows(List<Entity> owners) {
    Map<String, List<JsonNode>> byOwner = new LinkedHashMap<>();
    List<List<String>> groups = Shelf.groups(owners.stream().map(Entity::id).toList(), OWNERS);
    List<Command> first = groups.stream().map(group -> rows(group, 0)).toList();
    List<Outcome> pages = portal.api().read(first).outcomes();
    List<Command> rest = new ArrayList<>();
    for (int at = 0; at < pages.size(); at++) {
      keep(first.get(at), pages.get(at), byOwner);
      long total = pages.get(at) instanceof Outcome.Done done ? done.total() : 0;
      for (int start = Listing.PAGE; start < total; start += Listing.PAGE) {
        rest.add(rows(groups.get(at), start));
      }
    }
    if (!rest.isEmpty()) {
      BitrixApi.Answers more = portal.api().read(rest);
      for (int at = 0; at < rest.size(); at++) {
        keep(rest.get(at), more.of(at), byOwner);
      }
    }
    return byOwner;
  }

  private void keep(Command command, Outcome outcome, Map<String, List<JsonNode>> byOwner) {
    portal
        .api()
        .need(command, outcome)
        .path("productRows")
        .forEach(
            row ->
                byOwner
                    .computeIfAbsent(row.path("ownerId").asText(), none -> new ArrayList<>())
                    .add(row));
  }

  private Command rows(List<String> owners, int start) {
    return Command.of(
        "crm.item.productrow.list",
        "filter",
        Command.map("=ownerType", ownerType, "=ownerId", owners),
        "order",
        Command.map("id", "asc"),
        "start",
        start);
  }
}
