package dev.syncline.connector;

/**
 * Why a vendor refused a write.
 *
 * @param code what it means, from a closed list
 * @param field the vendor's name of the field at fault, or empty
 * @param text the vendor's words; they may quote personal data, so they go to the listener and are
 *     never stored
 * @since 0.1
 */
public record Refusal(Code code, String field, String text) {

  /** The closed list of reasons. */
  public enum Code {
    /** A number or name must be unique and is taken. */
    NUMBER_TAKEN,
    /** There is not enough stock. */
    NO_STOCK,
    /** The entity is used elsewhere. */
    IN_USE,
    /** This account may not do that with this entity. */
    NOT_ALLOWED,
    /** A required field has no value. */
    MISSING,
    /** A value is of the wrong kind, too long, or not among those allowed. */
    INVALID,
    /** The entity would be a double of another. */
    DOUBLE,
    /** The vendor cannot do this at all. */
    UNSUPPORTED,
    /** Anything else. */
    OTHER
  }

  @Override
  public String toString() {
    return field.isEmpty() ? code.name() : code + " (" + field + ")";
  }
}
