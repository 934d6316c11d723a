package dev.syncline.model;

/**
 * A person's name; parts that are not known are empty.
 *
 * @since 0.1
 */
public record PersonName(String last, String first, String middle) {

  /** The parts that are there, last name first. */
  public String full() {
    StringBuilder all = new StringBuilder();
    for (String part : new String[] {last, first, middle}) {
      if (!part.isBlank()) {
        all.append(all.isEmpty() ? "" : " ").append(part.strip());
      }
    }
    return all.toString();
  }

  @Override
  public String toString() {
    return "PersonName[…]";
  }
}
