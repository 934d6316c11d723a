package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.Line;
import dev.syncline.bitrix24.codec.Unwritable;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.testkit.contract.LawfulLine;
import dev.syncline.testkit.contract.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A line of the codec under the laws: what it writes is what the portal shows.
 *
 * @param writes the fields of a write that says what an entity says; null if the line is only read
 * @param reads what a document says
 * @param own the line's own values; null if those of its kind will do
 */
record BitrixLine<V>(
    String table,
    Field<V> field,
    @Nullable Function<Entity, Object> writes,
    Function<JsonNode, Entity> reads,
    JsonNode example,
    @Nullable List<V> own,
    Missing missing,
    boolean clearable,
    String loss,
    BiPredicate<V, V> nearly)
    implements LawfulLine<V> {

  /** A line of a table. */
  static <V> BitrixLine<V> of(String table, Line<V> line, @Nullable List<V> own) {
    Codec single = new Codec(List.of(), List.of(line));
    ObjectNode example = Json.object();
    line.names().forEach(name -> example.put(name, "1"));
    return new BitrixLine<>(
        table,
        line.field(),
        line.writer() == null ? null : single::write,
        row -> {
          Entity.Builder read = Entity.builder(line.field().type(), "1");
          single.read(row, read);
          return read.build();
        },
        example,
        own,
        Missing.UNKNOWN,
        line.writer() != null && !line.field().kind().equals(Kinds.bool()),
        "",
        (wanted, held) -> false);
  }

  BitrixLine<V> missing(Missing says, boolean canBeEmpty) {
    return new BitrixLine<>(
        table, field, writes, reads, example, own, says, canBeEmpty, loss, nearly);
  }

  BitrixLine<V> loses(String what, BiPredicate<V, V> holds) {
    return new BitrixLine<>(
        table, field, writes, reads, example, own, missing, clearable, what, holds);
  }

  @Override
  public boolean close(V wanted, V held) {
    return nearly.test(wanted, held);
  }

  @Override
  public boolean writable() {
    return writes != null;
  }

  @Override
  public Optional<JsonNode> render(Optional<V> wanted) {
    Entity delta = Entity.of(field.type(), "1").with(field, wanted);
    try {
      return Optional.ofNullable(writes)
          .map(each -> shown(Json.mapper().valueToTree(each.apply(delta))));
    } catch (Unwritable refused) {
      return Optional.empty();
    }
  }

  /** A document has its id, which some lines look at. */
  private JsonNode shown(ObjectNode document) {
    return example.has("id") && !document.has("id") ? document.put("id", 1) : document;
  }

  @Override
  public Entity parse(JsonNode document) {
    return reads.apply(document);
  }

  @Override
  public List<V> values(Values values) {
    return own == null ? LawfulLine.super.values(values) : own;
  }
}
