package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.CustomField;
import dev.syncline.moysklad.MoySkladConnector;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether fields that show ids hold values of another use: asked until a field was found to be
 * free, or to hold one of ours, which makes it ours; what people type into it afterwards is put
 * back and stops nothing. Thread-safe.
 */
final class FieldValues {

  private final BitrixMoySkladSettings settings;
  private final Set<String> ours = ConcurrentHashMap.newKeySet();

  FieldValues(BitrixMoySkladSettings settings) {
    this.settings = settings;
  }

  /** Adds what keeps these fields from being used. */
  void check(End moysklad, Problems problems) {
    if (!settings.identification().confirmed()
        && moysklad.connector() instanceof MoySkladConnector account) {
      for (CustomField wanted : settings.identification().fields()) {
        if (!ours.contains(wanted.type().name())) {
          there(account, wanted).ifPresent(field -> check(account, field, moysklad, problems));
        }
      }
    }
  }

  private void check(
      MoySkladConnector account, CustomField field, End moysklad, Problems problems) {
    String type = field.type().name();
    try {
      long held = account.valuesHeld(field);
      if (held == 0 || account.valuesHeld(field, Identification.prefix(field.type())) > 0) {
        ours.add(type);
      } else {
        String[] words = {field.name(), type, Long.toString(held)};
        problems.add(ProblemText.FIELD_HOLDS_VALUES, moysklad, "identification", words); // B-037
      }
    } catch (ConnectorException failed) {
      String[] words = {field.name(), type, String.valueOf(failed.getMessage())};
      problems.add(ProblemText.FIELD_UNCOUNTED, moysklad, "identification", words);
    }
  }

  /** The field, unless it is missing or of another sort, which is told elsewhere. */
  private static Optional<CustomField> there(MoySkladConnector account, CustomField wanted) {
    return account.dictionaries().customFields(wanted.type()).stream()
        .filter(each -> each.name().equals(wanted.name()) && each.sort() == wanted.sort())
        .findFirst();
  }
}
