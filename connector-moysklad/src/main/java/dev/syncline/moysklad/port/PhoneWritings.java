package dev.syncline.moysklad.port;

import java.util.LinkedHashSet;
import java.util.Set;

/** The ways in which people write a phone number: the vendor's filter compares texts. */
final class PhoneWritings {

  private static final int NATIONAL = 10;

  private PhoneWritings() {}

  /** Usual writings of the numbers, and the given texts as they are. */
  static Set<String> of(Set<String> numbers, Set<String> texts) {
    Set<String> all = new LinkedHashSet<>(texts);
    for (String number : numbers) {
      String digits = number.replaceAll("[^0-9]", "");
      all.add(number);
      all.add("+" + digits);
      all.add(digits);
      if (digits.length() == NATIONAL + 1 && (digits.startsWith("7") || digits.startsWith("8"))) {
        russian(all, digits.substring(1));
      }
    }
    all.removeIf(String::isBlank);
    return all;
  }

  private static void russian(Set<String> all, String national) {
    String area = national.substring(0, 3);
    String exchange = national.substring(3, 6);
    String one = national.substring(6, 8);
    String two = national.substring(8);
    String dashed = exchange + "-" + one + "-" + two;
    all.add(national);
    for (String prefix : new String[] {"+7", "8", "7"}) {
      all.add(prefix + national);
      all.add(prefix + " (" + area + ") " + dashed);
      all.add(prefix + "(" + area + ")" + dashed);
      all.add(prefix + " " + area + " " + dashed);
      all.add(prefix + "-" + area + "-" + dashed);
      all.add(prefix + " " + area + " " + exchange + " " + one + " " + two);
    }
  }
}
