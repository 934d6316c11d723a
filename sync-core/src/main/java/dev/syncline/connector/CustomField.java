package dev.syncline.connector;

import dev.syncline.model.EntityType;
import java.util.Locale;

/**
 * A field that an account's administrator made, or that is to be made.
 *
 * @param type the entity type that has it
 * @param code the vendor's name for it, as in {@code Field.custom}; empty while it is to be made
 * @param name what people read
 * @param sort what it holds
 * @since 0.1
 */
public record CustomField(EntityType type, String code, String name, Sort sort) {

  /** What a field holds, as far as it matters to a mapping. */
  public enum Sort {
    /** One line of text. */
    LINE,
    /** Text of several lines. */
    TEXT,
    /** A number. */
    NUMBER,
    /** Yes or no. */
    BOOL,
    /** A day. */
    DATE,
    /** A moment. */
    INSTANT,
    /** An entry of a list. */
    CHOICE,
    /** A web address. */
    LINK,
    /** A file, a reference, several values: anything else. */
    OTHER
  }

  /** A field that is to be made. */
  public static CustomField wanted(EntityType type, String name, Sort sort) {
    return new CustomField(type, "", name, sort);
  }

  @Override
  public String toString() {
    return type + " field '" + name + "' (" + sort.name().toLowerCase(Locale.ROOT) + ")";
  }
}
