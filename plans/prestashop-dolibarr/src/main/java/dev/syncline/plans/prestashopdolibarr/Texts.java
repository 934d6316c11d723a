package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Direction;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Field;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Texts in the language of the settings: the shop's default, or another of those it keeps. */
final class Texts {

  private final @Nullable String language;

  Texts(@Nullable String language) {
    this.language = language;
  }

  /** A text of the shop becomes one of Dolibarr, which has no languages here. */
  FieldRules added(
      FieldRules rules,
      Field<String> byDefault,
      Field<Map<String, String>> all,
      Field<String> target) {
    if (language == null) {
      return rules.with(byDefault, target, Lens.same(), Direction.TO_RIGHT, When.ALWAYS);
    }
    return rules.compute(
        Side.RIGHT,
        target,
        Set.of(all),
        mapping ->
            mapping
                .source()
                .get(all)
                .map(texts -> texts.getOrDefault(language, ""))
                .filter(text -> !text.isEmpty())
                .map(Put::value)
                .orElseGet(Put::empty),
        When.ALWAYS);
  }
}
