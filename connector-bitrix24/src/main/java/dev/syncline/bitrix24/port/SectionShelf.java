package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.SectionTable;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Category;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sections of the products' block. */
record SectionShelf(Portal portal) implements Shelf {

  @Override
  public EntityType type() {
    return Category.TYPE;
  }

  @Override
  public boolean present() {
    return portal.codes().productBlock() > 0;
  }

  @Override
  public Listing listing(FieldSet wanted, Map<String, @Nullable Object> filter) {
    // Sections have no fields of their own: asking for one fails here.
    portal.codes().customLines(0, Category.TYPE, wanted.fields());
    Map<String, @Nullable Object> inBlock = Command.map("iblockId", portal.codes().productBlock());
    inBlock.putAll(filter);
    return Listing.of(
        "catalog.section.list",
        "sections",
        Command.map("select", List.copyOf(SectionTable.CODEC.select(wanted))),
        inBlock);
  }

  @Override
  public String timeField() {
    throw new UnsupportedOperationException("sections do not say when they changed");
  }

  @Override
  public Map<String, @Nullable Object> withIds(List<Long> ids) {
    return Command.map("@id", ids);
  }

  @Override
  public Command get(long id) {
    return Command.of("catalog.section.get", "id", id);
  }

  @Override
  public Optional<Long> number(String id) {
    return Shelf.plainNumber(id);
  }

  @Override
  public List<Entity> read(List<JsonNode> rows, FieldSet wanted) {
    return rows.stream().map(SectionShelf::read).toList();
  }

  static Entity read(JsonNode row) {
    Entity.Builder category = Entity.builder(Category.TYPE, row.path("id").asText());
    SectionTable.CODEC.read(row, category);
    return category.build();
  }

  @Override
  public Optional<Map<String, @Nullable Object>> filter(MatchKey key) {
    return SectionTable.CODEC.filter(key.fields(), Shelf.values(Category.TYPE, key));
  }
}
