package dev.syncline.moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.http.Json;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import dev.syncline.moysklad.codec.EntityCodec;
import dev.syncline.moysklad.codec.Line;
import dev.syncline.moysklad.codec.Terms;
import dev.syncline.testkit.contract.LawfulLine;
import dev.syncline.testkit.contract.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a codec under the laws: what it writes is what the vendor shows, but for positions and
 * bank accounts, which come back inside a list's envelope, and for whose person somebody is, which
 * the address says.
 *
 * @param own the line's own values; null if those of its kind will do
 */
record MoySkladLine<V>(
    String table,
    EntityCodec codec,
    Line<V> line,
    Terms terms,
    JsonNode example,
    @Nullable List<V> own,
    Missing missing,
    boolean clearable,
    String loss)
    implements LawfulLine<V> {

  @Override
  public Field<V> field() {
    return line.field();
  }

  @Override
  public boolean writable() {
    return line.access() != Line.Access.NEVER;
  }

  /** Only a person has a name in parts, and only a company what its register says. */
  private boolean ofCompany() {
    return line.field().equals(Customer.TAX_REASON) || line.field().equals(Customer.REGISTRATION);
  }

  private Entity held() {
    Entity held = Entity.of(codec.type(), "");
    return codec.type().equals(Customer.TYPE) && !line.field().equals(Customer.KIND)
        ? held.with(Customer.KIND, ofCompany() ? Customer.COMPANY : Customer.PERSON)
        : held;
  }

  @Override
  public Optional<JsonNode> render(Optional<V> wanted) {
    ObjectNode document = Json.object();
    if (codec.type().equals(Customer.TYPE)) {
      document.put("companyType", ofCompany() ? "legal" : "individual");
    }
    Entity held = held();
    Line.Written how = new Line.Written(terms, held.with(line.field(), wanted), held);
    boolean taken = line.writes().write(document, wanted.orElse(null), how);
    for (String list : List.of("positions", "accounts")) {
      if (document.has(list)) {
        document.set(list, Json.object().set("rows", document.path(list)));
      }
    }
    if (wanted.orElse(null) instanceof Ref owner && field().equals(ContactPerson.CUSTOMER)) {
      document
          .putObject("meta")
          .put("href", terms.base() + "/entity/counterparty/" + owner.id() + "/contactpersons/1");
    }
    return taken ? Optional.of(document) : Optional.empty();
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
  public List<V> values(Values values) {
    return own == null ? LawfulLine.super.values(values) : own;
  }

  static boolean isBool(Field<?> field) {
    return field.kind().equals(Kinds.bool());
  }
}
