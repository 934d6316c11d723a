package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * What became of one command.
 *
 * @since 0.1
 */
public sealed interface Outcome {

  /**
   * It was done.
   *
   * @param result the vendor's {@code result}
   * @param total rows in all, or -1 if not counted
   */
  record Done(JsonNode result, long total) implements Outcome {}

  /**
   * It was refused.
   *
   * @param code the vendor's code as text, perhaps empty; compare it with {@link #is}
   * @param text the vendor's words; may quote personal data
   */
  record Failed(String code, String text) implements Outcome {

    /** Whether the code is this one; the vendor mixes letter case. */
    public boolean is(String other) {
      return code.equalsIgnoreCase(other);
    }

    /** Whether the vendor's words contain this, in lower case. */
    public boolean says(String words) {
      return text.toLowerCase(Locale.ROOT).contains(words);
    }

    /** Whether it says that the entity does not exist. */
    public boolean gone() {
      return is("NOT_FOUND")
          || is("OWNER_NOT_FOUND")
          || is("200700300030")
          || says("does not exist")
          || (code.isEmpty() && says("not found"));
    }
  }

  /** It was not run: an earlier command of its batch failed. */
  record Absent() implements Outcome {}
}
