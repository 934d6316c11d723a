package dev.syncline.moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kind;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import dev.syncline.moysklad.codec.Attribute;
import dev.syncline.moysklad.codec.CustomerOrder;
import dev.syncline.moysklad.codec.EntityCodec;
import dev.syncline.moysklad.codec.Terms;
import dev.syncline.testkit.contract.LawfulLine;
import dev.syncline.testkit.contract.Values;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field that administrators made, under the laws: the vendor shows its id where a write points at
 * its description, and the name of an entry of a list.
 *
 * @param own its own values; null if those of its kind will do
 */
record MoySkladAttributeLine<V>(
    Field<V> field, Attribute attribute, Terms terms, @Nullable List<V> own, String loss)
    implements LawfulLine<V> {

  private static final EntityCodec CODEC = CustomerOrder.CODEC;
  private static final String LIST = "9d44332f-b0ac-11ea-ac14-000a00000009";
  private static final Map<String, String> ENTRIES =
      Map.of("red", "8d44332f-b0ac-11ea-ac14-000a00000007");

  static List<LawfulLine<?>> all(Terms terms) {
    return List.of(
        of("string", Kinds.text(), terms, null, ""),
        of("text", Kinds.text(), terms, null, ""),
        of("link", Kinds.text(), terms, null, ""),
        of("long", Kinds.decimal(), terms, null, ""),
        of("double", Kinds.decimal(), terms, null, ""),
        of("boolean", Kinds.bool(), terms, null, ""),
        of("time", Kinds.instant(), terms, null, "what is finer than a minute"),
        of("time", Kinds.date(), terms, null, ""),
        of(Attribute.CHOICE, Kinds.text(), terms, List.of("red", "no such entry"), ""));
  }

  private static <V> LawfulLine<V> of(
      String sort, Kind<V> kind, Terms terms, @Nullable List<V> own, String loss) {
    String id = "5a44332f-b0ac-11ea-ac14-000a0000000" + sort.length();
    Field<V> field = Field.custom(Order.TYPE, id, kind);
    Attribute attribute =
        new Attribute(
            id, "a " + sort, sort, "customerorder", sort.equals(Attribute.CHOICE) ? LIST : "");
    return new MoySkladAttributeLine<>(
        field, attribute, terms.with(Map.of(field, attribute), Map.of(LIST, ENTRIES)), own, loss);
  }

  @Override
  public String table() {
    return "attribute " + attribute.sort() + " as " + field.kind().name();
  }

  @Override
  public boolean writable() {
    return true;
  }

  @Override
  public Optional<JsonNode> render(Optional<V> wanted) {
    Entity delta = Entity.of(Order.TYPE, "").with(field, wanted);
    EntityCodec.Encoded encoded = CODEC.write(delta, null, terms);
    for (JsonNode each : encoded.document().path("attributes")) {
      ObjectNode row = (ObjectNode) each;
      row.put("id", last(row.path("meta")));
      if (row.path("value") instanceof ObjectNode entry) {
        String id = last(entry.path("meta"));
        ENTRIES.forEach((name, known) -> entry.put("name", known.equals(id) ? name : "?"));
      }
    }
    return encoded.leftOut().isEmpty() ? Optional.of(encoded.document()) : Optional.empty();
  }

  private static String last(JsonNode meta) {
    String href = meta.path("href").asText();
    return href.substring(href.lastIndexOf('/') + 1);
  }

  @Override
  public Entity parse(JsonNode document) {
    return CODEC.read(document, terms);
  }

  @Override
  public JsonNode example() {
    return values(Values.usual()).stream()
        .flatMap(value -> render(Optional.of(value)).stream())
        .findFirst()
        .orElseGet(Json::object);
  }

  @Override
  public List<V> values(Values values) {
    return own == null ? LawfulLine.super.values(values) : own;
  }

  @Override
  public boolean close(V wanted, V held) {
    return wanted instanceof java.time.Instant one
        && held instanceof java.time.Instant other
        && one.truncatedTo(ChronoUnit.MINUTES).equals(other.truncatedTo(ChronoUnit.MINUTES));
  }

  @Override
  public Missing missing() {
    return Missing.EMPTY;
  }

  @Override
  public boolean clearable() {
    return true;
  }
}
