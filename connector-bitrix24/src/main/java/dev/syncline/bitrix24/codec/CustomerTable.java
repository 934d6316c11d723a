package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PersonName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code crm.item} of contacts and of companies. Phones and e-mails are elsewhere ({@link
 * MultiFields}).
 *
 * @since 0.1
 */
public enum CustomerTable {
  /** A person: contact. */
  CONTACT(3, "C_", Customer.PERSON, person()),
  /** A company. */
  COMPANY(4, "CO_", Customer.COMPANY, company());

  private final int entityTypeId;
  private final String prefix;
  private final String kind;

  // A table of pure functions: it never changes, though the checker cannot see that.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Codec codec;

  CustomerTable(int entityTypeId, String prefix, String kind, Codec codec) {
    this.entityTypeId = entityTypeId;
    this.prefix = prefix;
    this.kind = kind;
    this.codec = codec;
  }

  /** The table that an id belongs to; none if the id is of neither. */
  public static Optional<CustomerTable> of(String id) {
    for (CustomerTable each : values()) {
      if (id.startsWith(each.prefix) && id.substring(each.prefix.length()).matches("[0-9]{1,18}")) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The table of a new customer. */
  public static CustomerTable of(Entity customer) {
    return customer.get(Customer.KIND).filter(kind -> !kind.equals(Customer.PERSON)).isPresent()
        ? COMPANY
        : CONTACT;
  }

  /** The vendor's number of the type. */
  public int entityTypeId() {
    return entityTypeId;
  }

  /** The canonical id of a vendor's id. */
  public String id(long number) {
    return prefix + number;
  }

  /** The vendor's id of a canonical id. */
  public long number(String id) {
    return Long.parseLong(id.substring(prefix.length()));
  }

  /** The table of fields. */
  public Codec codec() {
    return codec;
  }

  /** The vendor's fields to ask for: phones come only with everything. */
  public Object select(FieldSet wanted) {
    return MultiFields.wanted(wanted) ? List.of("*") : List.copyOf(codec.select(wanted));
  }

  /** The customer that a document shows. */
  public Entity read(JsonNode row) {
    Entity.Builder builder = Entity.builder(Customer.TYPE, id(row.path("id").asLong()));
    builder.set(Customer.KIND, kind);
    codec.read(row, builder);
    if (this == COMPANY) {
      builder.clear(Customer.PERSON_NAME);
    }
    MultiFields.read(row, builder);
    return builder.build();
  }

  /** The fields of a write, phones and e-mails left out. */
  public Map<String, @Nullable Object> write(Entity delta) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(codec.write(delta));
    if (this == CONTACT && !delta.knows(Customer.PERSON_NAME) && delta.has(Customer.NAME)) {
      fields.put("lastName", "");
      fields.put("secondName", "");
      fields.put("name", delta.require(Customer.NAME));
    }
    return fields;
  }

  /** The filter that finds this name; whoever uses it compares the whole name again. */
  public Map<String, @Nullable Object> nameFilter(String name) {
    if (this == COMPANY) {
      return Command.map("=title", name);
    }
    String first = name.strip().split("\\s+")[0];
    return Command.map(
        "0",
        Command.map(
            "logic", "OR",
            "0", Command.map("=%lastName", first + "%"),
            "1", Command.map("=%name", first + "%")));
  }

  private static Codec person() {
    Line<PersonName> name =
        Line.of(
            Customer.PERSON_NAME,
            CustomerTable::personName,
            (wanted, into) -> {
              into.put("lastName", wanted.map(PersonName::last).orElse(""));
              into.put("name", wanted.map(PersonName::first).orElse(""));
              into.put("secondName", wanted.map(PersonName::middle).orElse(""));
            },
            "name",
            "lastName",
            "secondName");
    Line<String> shown =
        Line.reads(
            Customer.NAME,
            row -> personName(row).map(PersonName::full),
            "name",
            "lastName",
            "secondName");
    return new Codec(always(), List.of(name, shown, Line.text(Customer.COMMENT, "comments")));
  }

  private static Codec company() {
    return new Codec(
        always(),
        List.of(Line.text(Customer.NAME, "title"), Line.text(Customer.COMMENT, "comments")));
  }

  private static List<String> always() {
    return List.of("id", "updatedTime", "updatedBy", "originatorId", "originId");
  }

  private static Optional<PersonName> personName(JsonNode row) {
    PersonName name =
        new PersonName(
            Values.text(row.path("lastName")).orElse(""),
            Values.text(row.path("name")).orElse(""),
            Values.text(row.path("secondName")).orElse(""));
    return name.full().isEmpty() ? Optional.empty() : Optional.of(name);
  }

  /** What a write of this says. */
  public Set<Field<?>> covers(Entity delta) {
    List<Field<?>> all = new ArrayList<>(codec.writes(delta));
    if (delta.knows(Customer.NAME)) {
      all.add(Customer.NAME);
    }
    return Set.copyOf(all);
  }
}
