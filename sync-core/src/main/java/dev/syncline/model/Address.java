package dev.syncline.model;

/**
 * A postal address; parts that are not known are empty.
 *
 * @param rest whatever has no part of its own: flat, comment, the whole text where a vendor has
 *     only that
 * @since 0.1
 */
public record Address(
    String country, String region, String city, String street, String postalCode, String rest) {

  @Override
  public String toString() {
    return "Address[…]";
  }
}
