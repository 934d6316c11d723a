package dev.syncline.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.util.List;
import java.util.Optional;

/**
 * One line of a connector's codec, as {@link CodecLaws} look at it: a canonical field, and its way
 * into a document of the vendor's and back.
 *
 * @param <V> the field's Java type
 * @since 0.1
 */
public interface LawfulLine<V> {

  /** What a document says of the field that does not mention it. */
  enum Missing {
    /** Nothing: the field is absent. */
    UNKNOWN,
    /** That it has no value: this vendor leaves out what is empty. */
    EMPTY,
    /** A value that this vendor leaves out, such as no. */
    DEFAULT
  }

  /** The table that the line stands in. */
  String table();

  /** The canonical field. */
  Field<V> field();

  /** Whether the line is ever written. */
  boolean writable();

  /**
   * The document that the vendor shows after this was written; none if the line refuses the value.
   */
  Optional<JsonNode> render(Optional<V> wanted);

  /** What the line reads of a document. */
  Entity parse(JsonNode document);

  /** A document that mentions everything that the line looks at. */
  JsonNode example();

  /** Values to prove it with; a line of codes or references gives its own. */
  default List<V> values(Values values) {
    return values.of(field().kind(), CodecLaws.RANDOM_VALUES);
  }

  /** Whether the vendor holds what was wanted, up to the declared loss. */
  default boolean close(V wanted, V held) {
    return field().kind().same(wanted, held, PhoneRules.digits());
  }

  /** What is lost on the way, in words; empty if nothing is. */
  default String loss() {
    return "";
  }

  /** What a document says that does not mention the field. */
  default Missing missing() {
    return Missing.UNKNOWN;
  }

  /** Whether the field can be emptied. */
  default boolean clearable() {
    return writable();
  }
}
