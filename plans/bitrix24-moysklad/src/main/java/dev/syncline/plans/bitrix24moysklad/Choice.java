package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.Dictionaries;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chosen entry of a dictionary, or the first that is alive where none is chosen. */
final class Choice {

  private static final String DEFAULT = "default";

  private Choice() {}

  static Optional<String> of(@Nullable String chosen, Dictionaries all, String dictionary) {
    return chosen == null ? first(all, dictionary) : Optional.of(chosen);
  }

  /** The vendor's own default if it marks one, else the first. */
  static Optional<String> first(Dictionaries all, String dictionary) {
    List<Dictionaries.Code> alive =
        all.codes(dictionary).stream().filter(Dictionaries.Code::alive).toList(); // B-021
    return alive.stream()
        .filter(code -> Boolean.parseBoolean(code.traits().get(DEFAULT)))
        .findFirst()
        .or(() -> alive.stream().findFirst())
        .map(Dictionaries.Code::code);
  }
}
