package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * What an administrator defines in the vendor's own interface: statuses, custom fields and lists to
 * choose from.
 *
 * <p>Thread-safe. What the vendor would refuse is an {@link IllegalArgumentException}.
 *
 * @since 0.1
 */
public final class FakeDefinitions {

  /** Makes an object of a kind on a shelf. */
  interface Maker {
    Doc make(Spec spec, String shelf, ObjectNode body);
  }

  private final Maker maker;
  private final Function<java.util.function.Supplier<Doc>, ObjectNode> asUser;
  private final Books books;

  FakeDefinitions(
      Maker maker,
      Function<java.util.function.Supplier<Doc>, ObjectNode> asUser,
      Books books) {
    this.maker = maker;
    this.asUser = asUser;
    this.books = books;
  }

  /** Adds a status to a kind of documents and answers its id. */
  public String state(String type, String name) {
    ObjectNode body = Json.object().put("name", name);
    body.put("color", 15106326).put("stateType", "Regular");
    return made("state", "entity/" + type + "/metadata/states", body);
  }

  /** Adds a custom field to a type and answers its id. */
  public String attribute(String type, String name, String sort) {
    return made("attributemetadata", attributes(type), field(name, sort));
  }

  /** Adds a custom field that is a choice of a list and answers its id. */
  public String choice(String type, String name, String... entries) {
    String list = made("customentity", "entity/customentity", Json.object().put("name", name));
    String shelf = "entity/customentity/" + list;
    for (String entry : entries) {
      made("customentityelement", shelf, Json.object().put("name", entry));
    }
    String id = attribute(type, name, "customentity");
    asUser.apply(
        () -> {
          Doc field = java.util.Objects.requireNonNull(books.find(attributes(type) + "/" + id));
          ObjectNode fields = field.fields.deepCopy();
          fields.set("$dictionary", Json.ref(shelf, "customentity"));
          books.change(field, fields);
          return field;
        });
    return id;
  }

  private static ObjectNode field(String name, String sort) {
    return Json.object().put("name", name).put("type", sort).put("required", false);
  }

  private static String attributes(String type) {
    return "entity/" + Schema.get(type).attributesHome() + "/metadata/attributes";
  }

  private String made(String spec, String shelf, ObjectNode body) {
    return asUser
        .apply(() -> maker.make(Schema.get(spec), shelf, body))
        .path("id")
        .asText();
  }
}
