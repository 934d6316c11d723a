package dev.syncline.dolibarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.dolibarr.codec.Line;
import dev.syncline.dolibarr.codec.Table;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.testkit.contract.LawfulLine;
import dev.syncline.testkit.contract.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a table under the laws: what it writes is what the vendor shows, but for links, which
 * come back under another name.
 *
 * @param own the line's own values; null if those of its kind will do
 */
record DolibarrLine<V>(
    String table,
    Table codec,
    Line<V> line,
    Terms terms,
    JsonNode example,
    @Nullable List<V> own,
    Missing missing,
    boolean writable,
    boolean clearable)
    implements LawfulLine<V> {

  @Override
  public Field<V> field() {
    return line.field();
  }

  @Override
  public Optional<JsonNode> render(Optional<V> wanted) {
    ObjectNode document = Json.object();
    Entity held = Entity.of(codec.type(), "1");
    Line.Written how = new Line.Written(terms, held.with(line.field(), wanted), held);
    boolean taken = line.writes().write(document, wanted.orElse(null), how);
    if (document.has("linked_objects")) {
      ObjectNode ids = document.putObject("linkedObjectsIds").putObject("commande");
      ids.set("7", document.path("linked_objects").path("commande"));
    }
    return taken || !line.loss().isEmpty() ? Optional.of(document) : Optional.empty();
  }

  @Override
  public Entity parse(JsonNode document) {
    Entity.Builder read = Entity.builder(codec.type(), "");
    line.reads().read(document, read, terms);
    return read.build();
  }

  @Override
  public boolean close(V wanted, V held) {
    return line.close().holds(wanted, held, PhoneRules.digits());
  }

  @Override
  public String loss() {
    return line.loss();
  }

  @Override
  public List<V> values(Values values) {
    return own == null ? LawfulLine.super.values(values) : own;
  }
}
