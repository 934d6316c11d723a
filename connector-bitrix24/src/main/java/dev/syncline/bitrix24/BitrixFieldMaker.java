package dev.syncline.bitrix24;

import dev.syncline.bitrix24.BitrixFields.Made;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.http.Effect;
import dev.syncline.model.EntityType;
import dev.syncline.model.Variant;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes custom fields. The code follows from the name, so a repeat is refused by the portal and
 * makes no second field.
 */
final class BitrixFieldMaker {

  private static final Map<Sort, String> CRM =
      Map.of(
          Sort.LINE, "string",
          Sort.TEXT, "string",
          Sort.NUMBER, "double",
          Sort.BOOL, "boolean",
          Sort.DATE, "date",
          Sort.INSTANT, "datetime",
          Sort.CHOICE, "enumeration",
          Sort.LINK, "url");
  private static final Map<Sort, String> CATALOG =
      Map.of(Sort.LINE, "S", Sort.NUMBER, "N", Sort.CHOICE, "L");
  private static final Map<Integer, String> FAMILIES =
      Map.of(2, "crm.deal", 3, "crm.contact", 4, "crm.company");
  private static final List<String> LANGUAGES =
      List.of("en", "ru", "ua", "kz", "by", "de", "la", "br", "fr", "pl", "it", "tr");
  private static final int INVOICE = 31;
  private static final int ROWS_OF_TEXT = 5;

  private final BitrixApi api;
  private final BitrixFields fields;
  private final BitrixOptions options;

  BitrixFieldMaker(BitrixApi api, BitrixFields fields, BitrixOptions options) {
    this.api = api;
    this.fields = fields;
    this.options = options;
  }

  /** Makes the field on every one of the vendor's types that lacks it, under one code. */
  CustomField inCrm(CustomField wanted, List<Integer> entityTypeIds) {
    if (!CRM.containsKey(wanted.sort())) {
      throw unmakeable(wanted);
    }
    fields.reload();
    Map<Integer, Made> present = new LinkedHashMap<>();
    for (int each : entityTypeIds) {
      named(each, wanted).ifPresent(made -> present.put(each, made));
    }
    present.values().forEach(made -> sameSort(wanted, made.sort()));
    String code =
        present.values().stream()
            .findFirst()
            .map(Made::code)
            .orElse("UF_CRM_SYNC_" + hash(wanted.name()));
    for (int each : entityTypeIds) {
      if (!present.containsKey(each)) {
        send(each == INVOICE ? invoiceField(wanted) : crmField(each, wanted, code));
      }
    }
    fields.reload();
    int first = entityTypeIds.get(0);
    return named(first, wanted)
        .map(made -> new CustomField(wanted.type(), made.code(), made.name(), wanted.sort()))
        .orElseThrow(() -> new IllegalStateException("the portal does not show the field it made"));
  }

  private Optional<Made> named(int entityTypeId, CustomField wanted) {
    return fields.named(entityTypeId, wanted.name().strip());
  }

  private static Command crmField(int entityTypeId, CustomField wanted, String code) {
    Map<String, @Nullable Object> field =
        Command.map(
            "USER_TYPE_ID",
            CRM.get(wanted.sort()),
            "FIELD_NAME",
            code,
            "XML_ID",
            code,
            "MULTIPLE",
            "N",
            "MANDATORY",
            "N",
            "SHOW_FILTER",
            "Y",
            "EDIT_FORM_LABEL",
            labels(wanted.name()),
            "LIST_COLUMN_LABEL",
            labels(wanted.name()));
    if (wanted.sort() == Sort.TEXT) {
      field.put("SETTINGS", Command.map("ROWS", ROWS_OF_TEXT));
    }
    return Command.of(FAMILIES.get(entityTypeId) + ".userfield.add", "fields", field);
  }

  private static Command invoiceField(CustomField wanted) {
    Map<String, @Nullable Object> field =
        Command.map(
            "entityId",
            "CRM_SMART_INVOICE",
            "fieldName",
            "UF_CRM_SMART_INVOICE_SYNC_" + hash(wanted.name()),
            "userTypeId",
            CRM.get(wanted.sort()),
            "multiple",
            "N",
            "mandatory",
            "N",
            "editFormLabel",
            labels(wanted.name()));
    if (wanted.sort() == Sort.TEXT) {
      field.put("settings", Command.map("ROWS", ROWS_OF_TEXT));
    }
    return Command.of("userfieldconfig.add", "moduleId", "crm", "field", field);
  }

  /** Makes a property of the products' or the variants' block. */
  CustomField inCatalog(CustomField wanted) {
    String letter = CATALOG.get(wanted.sort());
    if (letter == null) {
      throw unmakeable(wanted);
    }
    boolean ofVariants = wanted.type().equals(Variant.TYPE);
    options.refresh();
    Optional<CustomField> present = property(wanted, ofVariants);
    if (present.isPresent()) {
      return present.get();
    }
    send(
        Command.of(
            "catalog.productProperty.add",
            "fields",
            Command.map(
                "iblockId",
                options.block(ofVariants),
                "name",
                wanted.name().strip(),
                "propertyType",
                letter,
                "multiple",
                "N",
                "code",
                BitrixOptions.FIELD_CODES + hash(wanted.name()))));
    options.refresh();
    return property(wanted, ofVariants)
        .orElseThrow(
            () -> new IllegalStateException("the portal does not show the property it made"));
  }

  private Optional<CustomField> property(CustomField wanted, boolean ofVariants) {
    EntityType type = wanted.type();
    Optional<BitrixOptions.Property> named =
        options.all(ofVariants).stream()
            .filter(each -> each.name().equals(wanted.name().strip()))
            .findFirst();
    named.ifPresent(each -> sameSort(wanted, each.sort()));
    return named.map(each -> new CustomField(type, each.field(), each.name(), each.sort()));
  }

  /** A field that was made meanwhile is as good as one made now. */
  private void send(Command command) {
    Outcome outcome = api.alone(command, Effect.WRITE).of(0);
    boolean there = outcome instanceof Outcome.Failed failed && failed.says("already exists");
    if (!there) {
      api.need(command, outcome);
    }
  }

  /** One field of text holds a line and a text alike. */
  private static void sameSort(CustomField wanted, Sort present) {
    boolean texts =
        (wanted.sort() == Sort.LINE || wanted.sort() == Sort.TEXT)
            && (present == Sort.LINE || present == Sort.TEXT);
    if (!texts && wanted.sort() != present) {
      throw new IllegalArgumentException(
          "Bitrix24 has a field '"
              + wanted.name()
              + "' of "
              + wanted.type()
              + " already, of sort "
              + present
              + " instead of "
              + wanted.sort()
              + "; choose another name");
    }
  }

  private static IllegalArgumentException unmakeable(CustomField wanted) {
    return new IllegalArgumentException(
        "Bitrix24 cannot make the " + wanted + ": choose another sort");
  }

  private static Map<String, @Nullable Object> labels(String name) {
    Map<String, @Nullable Object> labels = new LinkedHashMap<>();
    LANGUAGES.forEach(each -> labels.put(each, name.strip()));
    return labels;
  }

  private static String hash(String name) {
    return UUID.nameUUIDFromBytes(name.strip().getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "")
        .substring(0, 10)
        .toUpperCase(Locale.ROOT);
  }
}
