package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.codec.CustomLine;
import dev.syncline.bitrix24.codec.Line;
import dev.syncline.bitrix24.codec.Values;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that a portal's administrators made: of CRM types by the vendor's number of the type,
 * and catalog properties. A plan names one by its code or by what people read. Thread-safe.
 *
 * @since 0.1
 */
public final class BitrixFields {

  /** One field of one of the vendor's types. */
  record Made(String code, String name, Sort sort, Map<Long, String> choices) {}

  private static final Set<String> OUR_OWN = Set.of("fm", "price_id", "requisite");

  private final BitrixApi api;
  private final BitrixOptions options;
  private Map<Integer, List<Made>> crm;

  BitrixFields(BitrixApi api, BitrixOptions options, Map<Integer, List<Made>> crm) {
    this.api = api;
    this.options = options;
    this.crm = crm;
  }

  /** Asks for the fields of a CRM type. */
  static Command asking(int entityTypeId) {
    return Command.of("crm.item.fields", "entityTypeId", entityTypeId, "useOriginalUfNames", "Y");
  }

  /** The custom fields among all fields of a type. */
  static List<Made> of(JsonNode fields) {
    List<Made> made = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : fields.properties()) {
      if (each.getKey().startsWith("UF_")) {
        made.add(made(each.getKey(), each.getValue()));
      }
    }
    return List.copyOf(made);
  }

  private static Made made(String code, JsonNode view) {
    Map<Long, String> choices = new LinkedHashMap<>();
    view.path("items")
        .forEach(item -> choices.put(item.path("ID").asLong(), item.path("VALUE").asText()));
    String name = Values.text(view.path("title")).orElse(code).strip();
    return new Made(code, name, sort(view), choices);
  }

  private static Sort sort(JsonNode view) {
    if (Values.yes(view.path("isMultiple"))) {
      return Sort.OTHER;
    }
    return switch (view.path("type").asText()) {
      case "string" -> view.path("settings").path("ROWS").asInt() > 1 ? Sort.TEXT : Sort.LINE;
      case "integer", "double" -> Sort.NUMBER;
      case "boolean" -> Sort.BOOL;
      case "date" -> Sort.DATE;
      case "datetime" -> Sort.INSTANT;
      case "enumeration" -> Sort.CHOICE;
      case "url" -> Sort.LINK;
      default -> Sort.OTHER;
    };
  }

  /** The fields of CRM types, each code once. */
  List<CustomField> ofCrm(EntityType type, List<Integer> entityTypeIds) {
    Map<String, CustomField> all = new LinkedHashMap<>();
    for (int id : entityTypeIds) {
      for (Made each : crm(id)) {
        all.putIfAbsent(each.code(), new CustomField(type, each.code(), each.name(), each.sort()));
      }
    }
    return List.copyOf(all.values());
  }

  /** The field that people know by this name. */
  Optional<Made> named(int entityTypeId, String name) {
    return byName(entityTypeId, name);
  }

  private synchronized List<Made> crm(int entityTypeId) {
    return crm.getOrDefault(entityTypeId, List.of());
  }

  /** The properties of a block that are neither article numbers nor characteristics. */
  List<CustomField> ofCatalog(EntityType type) {
    return options.fields(type.equals(Variant.TYPE)).stream()
        .map(each -> new CustomField(type, each.field(), each.name(), each.sort()))
        .toList();
  }

  /**
   * The lines of the custom fields among these, for one of the vendor's types.
   *
   * @param siblings the vendor's types that the entity type spans: one of them must have the field
   * @throws ProtocolBroken if a field does not exist, or holds something else than the plan reads
   */
  public List<Line<?>> crmLines(
      int entityTypeId, List<Integer> siblings, Collection<Field<?>> fields) {
    List<Line<?>> lines = new ArrayList<>();
    for (Field<?> field : customs(fields)) {
      found(entityTypeId, siblings, field)
          .ifPresent(
              made ->
                  lines.add(
                      CustomLine.of(
                          fitting(field, made.sort()),
                          made.code(),
                          made.sort(),
                          false,
                          new CrmChoices(entityTypeId, made.code()))));
    }
    return lines;
  }

  /** The lines of the custom fields among these, of products or of variants. */
  public List<Line<?>> catalogLines(EntityType type, Collection<Field<?>> fields) {
    List<Line<?>> lines = new ArrayList<>();
    for (Field<?> field : customs(fields)) {
      BitrixOptions.Property property = property(type, field);
      lines.add(
          CustomLine.of(
              fitting(field, property.sort()),
              property.field(),
              property.sort(),
              true,
              options.choices(property)));
    }
    return lines;
  }

  private static List<Field<?>> customs(Collection<Field<?>> fields) {
    List<Field<?>> customs = new ArrayList<>();
    for (Field<?> each : fields) {
      if (each.custom() && !OUR_OWN.contains(each.customCode())) {
        customs.add(each);
      }
    }
    return customs;
  }

  private Field<?> fitting(Field<?> field, Sort sort) {
    if (!CustomLine.fits(sort, field.kind().name())) {
      throw new ProtocolBroken(
          api.account(),
          "custom fields",
          "expected the field '"
              + field.customCode()
              + "' of "
              + field.type()
              + " to hold "
              + field.kind().name()
              + ", it is a field of sort "
              + sort
              + "; choose another field in the settings");
    }
    return field;
  }

  private BitrixOptions.Property property(EntityType type, Field<?> field) {
    boolean ofVariants = type.equals(Variant.TYPE);
    Optional<BitrixOptions.Property> known = property(ofVariants, field.customCode());
    if (known.isEmpty()) {
      options.refresh();
      known = property(ofVariants, field.customCode());
    }
    return known.orElseThrow(() -> unknown(field));
  }

  private Optional<BitrixOptions.Property> property(boolean ofVariants, String code) {
    List<BitrixOptions.Property> all = options.all(ofVariants);
    Optional<BitrixOptions.Property> byCode =
        all.stream().filter(each -> each.field().equals(code)).findFirst();
    return byCode.isPresent()
        ? byCode
        : all.stream().filter(each -> each.name().equals(code.strip())).findFirst();
  }

  /** The field of one of the vendor's types; none if only a sibling has it. */
  private Optional<Made> found(int entityTypeId, List<Integer> siblings, Field<?> field) {
    String code = field.customCode();
    if (anywhere(siblings, code).isEmpty()) {
      reload();
    }
    Made known = anywhere(siblings, code).orElseThrow(() -> unknown(field));
    Optional<Made> same = byCode(entityTypeId, known.code());
    return same.isPresent() ? same : byName(entityTypeId, known.name());
  }

  private Optional<Made> anywhere(List<Integer> siblings, String code) {
    for (int each : siblings) {
      Optional<Made> made = byCode(each, code);
      if (made.isPresent()) {
        return made;
      }
    }
    return siblings.stream().map(each -> byName(each, code)).flatMap(Optional::stream).findFirst();
  }

  private Optional<Made> byCode(int entityTypeId, String code) {
    return crm(entityTypeId).stream().filter(each -> each.code().equals(code)).findFirst();
  }

  private Optional<Made> byName(int entityTypeId, String name) {
    return crm(entityTypeId).stream().filter(each -> each.name().equals(name.strip())).findFirst();
  }

  private ProtocolBroken unknown(Field<?> field) {
    String where =
        field.type().equals(Product.TYPE) || field.type().equals(Variant.TYPE)
            ? "the catalog's properties"
            : "the CRM's custom fields";
    return new ProtocolBroken(
        api.account(),
        "custom fields",
        "expected a field '"
            + field.customCode()
            + "' of "
            + field.type()
            + "; make it in "
            + where
            + ", or take it out of the settings");
  }

  /** Reads the CRM's fields afresh. */
  synchronized void reload() {
    List<Integer> types = List.copyOf(crm.keySet());
    List<Command> commands = types.stream().map(BitrixFields::asking).toList();
    BitrixApi.Answers answers = api.read(commands);
    Map<Integer, List<Made>> fresh = new LinkedHashMap<>();
    for (int at = 0; at < types.size(); at++) {
      JsonNode result = api.need(commands.get(at), answers.of(at));
      fresh.put(types.get(at), of(result.path("fields")));
    }
    crm = fresh;
  }

  /** The entries of a list field; asked for again once if an entry is new. */
  private final class CrmChoices implements CustomLine.Choices {

    private final int entityTypeId;
    private final String code;

    CrmChoices(int entityTypeId, String code) {
      this.entityTypeId = entityTypeId;
      this.code = code;
    }

    private Map<Long, String> known() {
      return byCode(entityTypeId, code).map(Made::choices).orElseGet(LinkedHashMap::new);
    }

    @Override
    public Optional<String> text(long entry) {
      synchronized (BitrixFields.this) {
        if (!known().containsKey(entry)) {
          reload();
          // What even the portal does not list is not asked for again.
          known().putIfAbsent(entry, "");
        }
        return Optional.ofNullable(known().get(entry)).filter(text -> !text.isEmpty());
      }
    }

    @Override
    public Optional<Long> entry(String text) {
      synchronized (BitrixFields.this) {
        return known().entrySet().stream()
            .filter(each -> each.getValue().equals(text))
            .map(Map.Entry::getKey)
            .findFirst();
      }
    }
  }
}
