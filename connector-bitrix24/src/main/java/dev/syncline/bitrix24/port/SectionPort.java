package dev.syncline.bitrix24.port;

import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.ExternalCodes;
import dev.syncline.bitrix24.codec.SectionTable;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Write;
import dev.syncline.model.Category;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sections of the catalog.
 *
 * @since 0.1
 */
public final class SectionPort extends BitrixPort {

  /** A port of one portal. */
  public SectionPort(Portal portal) {
    super(portal, List.of(new SectionShelf(portal)));
  }

  @Override
  public Capabilities capabilities() {
    return common().readsAndWrites(SectionTable.CODEC.writable()).build();
  }

  @Override
  public int weight(Write write) {
    return 1;
  }

  @Override
  public Script script(Write write, Function<String, Write.@Nullable Create> others) {
    Command command;
    if (write instanceof Write.Create create) {
      Map<String, @Nullable Object> fields = born(SectionTable.CODEC.write(create.wanted()));
      fields.putIfAbsent("xmlId", ExternalCodes.marker(create.key()));
      fields.put("iblockId", portal.codes().productBlock());
      command = Command.of("catalog.section.add", "fields", fields);
    } else if (write instanceof Write.Update update) {
      command =
          Command.of(
              "catalog.section.update",
              "id",
              update.held().id(),
              "fields",
              SectionTable.CODEC.write(update.delta()));
    } else {
      command = Command.of("catalog.section.delete", "id", Scripts.held(write).id());
    }
    return Scripts.of(write, "section", command, results -> holds(results));
  }

  private static dev.syncline.model.@Nullable Entity holds(
      List<com.fasterxml.jackson.databind.@Nullable JsonNode> results) {
    var head = results.get(0);
    return head == null || !head.path("section").has("id")
        ? null
        : SectionShelf.read(head.path("section"));
  }

  @Override
  public Listing locating(Write.Create create) {
    String code =
        create.wanted().get(Category.EXTERNAL_CODE).orElse(ExternalCodes.marker(create.key()));
    return new SectionShelf(portal).listing(FieldSet.of(), Command.map("=xmlId", code));
  }
}
