package dev.syncline.moysklad.fake;

/**
 * One field of an entity, as the vendor's tables list it.
 *
 * @param name the field's name
 * @param kind {@code s} text, {@code i f b d u e} integer, number, flag, moment, uuid, enumeration,
 *     {@code ref refs} references, {@code coll} a collection of its own path, and the kinds named
 *     like their room
 * @param longest the longest text, 0 if it does not matter
 * @param required must be sent at creation and is never empty
 * @param readOnly ignored when sent
 * @param filter {@code -} none, {@code =} equality, {@code ~} also text, {@code <} also ranges
 */
record Field(
    String name, String kind, int longest, boolean required, boolean readOnly, char filter) {

  static Field parse(String line) {
    String[] parts = line.trim().split(" ");
    int colon = parts[1].indexOf(':');
    return new Field(
        parts[0],
        colon < 0 ? parts[1] : parts[1].substring(0, colon),
        colon < 0 ? 0 : Integer.parseInt(parts[1].substring(colon + 1)),
        parts[2].contains("!"),
        parts[2].contains("ro"),
        parts[3].charAt(0));
  }

  boolean is(String wanted) {
    return kind.equals(wanted);
  }
}
