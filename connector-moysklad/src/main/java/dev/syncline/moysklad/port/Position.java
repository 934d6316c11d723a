package dev.syncline.moysklad.port;

import dev.syncline.connector.Watermark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How far one list of a feed has been shown. */
sealed interface Position {

  /** Nothing was shown yet. */
  record Beginning() implements Position {

    @Override
    public String text() {
      return "b";
    }
  }

  /**
   * Everything is being shown, oldest change first.
   *
   * @param begun when that began, by the vendor's clock
   * @param place how far it got
   */
  record Enumerating(Instant begun, Place place) implements Position {

    @Override
    public String text() {
      return "e" + begun.toEpochMilli() + "," + place.text();
    }
  }

  /**
   * Everything was shown, and what changes is.
   *
   * @param mark how far
   */
  record Following(Watermark mark) implements Position {

    @Override
    public String text() {
      return "w" + mark.text();
    }
  }

  /**
   * A place in a list that is ordered by change.
   *
   * @param from the moment to ask from, inclusive
   * @param offset how many rows of exactly that moment were shown
   * @param last the vendor's id of the last row shown; empty if none
   */
  record Place(Instant from, int offset, String last) {

    static final Place START = new Place(Instant.EPOCH, 0, "");

    static Place at(Instant from) {
      return new Place(from, 0, "");
    }

    String text() {
      return from.toEpochMilli() + "," + offset + "," + last;
    }
  }

  /** The position as a cursor keeps it. */
  String text();

  /** The positions of a cursor. */
  static List<Position> parse(String cursor) {
    List<Position> all = new ArrayList<>();
    for (String text : cursor.split(";", -1)) {
      all.add(one(text));
    }
    return all;
  }

  /** The text of several positions. */
  static String text(List<Position> positions) {
    return String.join(";", positions.stream().map(Position::text).toList());
  }

  private static Position one(String text) {
    String rest = text.substring(1);
    return switch (text.charAt(0)) {
      case 'b' -> new Beginning();
      case 'e' -> enumerating(rest.split(",", -1));
      case 'w' -> new Following(Watermark.parse(rest));
      default -> throw new IllegalArgumentException("not a position");
    };
  }

  private static Position enumerating(String[] parts) {
    Place place = new Place(millis(parts[1]), Integer.parseInt(parts[2]), parts[3]);
    return new Enumerating(millis(parts[0]), place);
  }

  private static Instant millis(String text) {
    return Instant.ofEpochMilli(Long.parseLong(text));
  }
}
