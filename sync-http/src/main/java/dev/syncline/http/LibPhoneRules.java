package dev.syncline.http;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.syncline.model.PhoneRules;

/**
 * Phone numbers in E.164, by libphonenumber; an extension follows as {@code ;ext=12}.
 *
 * <p>What cannot be a number of the region or an international one keeps only its digits, and a
 * text without digits stays as it is. A normal form is its own normal form. Immutable and
 * thread-safe.
 *
 * @since 0.1
 */
public final class LibPhoneRules implements PhoneRules {

  private static final int RULES = 1;

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final String region;

  /**
   * Rules for an account's region.
   *
   * @param region the region of numbers without a country code: two upper-case letters, such as
   *     {@code RU}
   */
  public LibPhoneRules(String region) {
    if (!numbers.getSupportedRegions().contains(region)) {
      throw new IllegalArgumentException(
          "unknown region " + region + "; use two upper-case letters such as RU");
    }
    this.region = region;
  }

  /** The form in which two spellings of one number are equal. */
  @Override
  public String normal(String raw) {
    try {
      PhoneNumber number = numbers.parse(raw, region);
      if (numbers.isPossibleNumber(number)) {
        String plain = numbers.format(number, PhoneNumberFormat.E164);
        return number.hasExtension() ? plain + ";ext=" + number.getExtension() : plain;
      }
    } catch (NumberParseException notANumber) {
      return digits(raw);
    }
    return digits(raw);
  }

  /** Names the rules: fingerprints of another version cannot be compared. */
  @Override
  public String version() {
    return "e164-" + RULES + "-" + region;
  }

  private static String digits(String raw) {
    String digits = PhoneNumberUtil.normalizeDigitsOnly(raw);
    return digits.isEmpty() ? raw.strip() : digits;
  }
}
