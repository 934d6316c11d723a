package dev.syncline.moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.http.Json;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.moysklad.codec.Attribute;
import dev.syncline.moysklad.codec.AttributeValues;
import dev.syncline.moysklad.codec.Meta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that administrators of the account made; each type's are read when first asked for and
 * kept until the next check. Thread-safe.
 */
final class MoySkladAttributes {

  /** Where the fields of a type are defined, and in which lists objects with them stand. */
  private static final Map<EntityType, List<String>> HOMES =
      Map.of(
          Product.TYPE, List.of("product", "service", "bundle"),
          Customer.TYPE, List.of("counterparty"),
          Order.TYPE, List.of("customerorder"),
          Invoice.TYPE, List.of("invoiceout"));

  private static final Map<Sort, String> SORTS =
      Map.of(
          Sort.LINE, "string",
          Sort.TEXT, "text",
          Sort.NUMBER, "double",
          Sort.BOOL, "boolean",
          Sort.DATE, "time",
          Sort.INSTANT, "time",
          Sort.LINK, "link");

  private static final String BOTH = "archived=true;archived=false;";

  private final MoySkladApi api;
  private final Map<String, List<Attribute>> known = new HashMap<>();
  private final Map<String, Map<String, String>> entries = new HashMap<>();

  MoySkladAttributes(MoySkladApi api) {
    this.api = api;
  }

  /** Whether a type can have such fields. */
  static boolean has(EntityType type) {
    return HOMES.containsKey(type);
  }

  /** Reads them afresh when they are asked for the next time. */
  synchronized void forget() {
    known.clear();
    entries.clear();
  }

  /** The fields of a type, in the vendor's order. */
  synchronized List<Attribute> of(EntityType type) {
    List<String> lists = HOMES.get(type);
    return lists == null ? List.of() : known.computeIfAbsent(lists.get(0), this::read);
  }

  private List<Attribute> read(String home) {
    List<Attribute> read = new ArrayList<>();
    for (JsonNode row : api.page(Attribute.home(home), Map.of()).rows()) {
      read.add(attribute(home, row));
    }
    return List.copyOf(read);
  }

  private static Attribute attribute(String home, JsonNode row) {
    return new Attribute(
        row.path("id").asText(""),
        row.path("name").asText(""),
        row.path("type").asText(""),
        home,
        list(row.path("customEntityMeta").path("href").asText("")));
  }

  /** The id in {@code …/customentity/<id>/metadata}. */
  private static String list(String href) {
    String[] steps = href.split("/");
    return steps.length < 2 ? "" : steps[steps.length - 2];
  }

  /**
   * What the custom ones of some fields are called at the vendor.
   *
   * @throws ProtocolBroken if the account does not have one of them
   */
  synchronized Map<Field<?>, Attribute> resolve(Collection<? extends Field<?>> fields) {
    Map<Field<?>, Attribute> resolved = new LinkedHashMap<>();
    for (Field<?> field : fields) {
      if (field.custom()) {
        resolved.put(field, resolve(field));
      }
    }
    return resolved;
  }

  private Attribute resolve(Field<?> field) {
    List<Attribute> all = of(field.type());
    String code = field.customCode();
    Attribute found =
        all.stream()
            .filter(each -> each.id().equals(code))
            .findFirst()
            .or(() -> all.stream().filter(each -> each.name().equals(code)).findFirst())
            .orElseThrow(() -> missing(field, all));
    if (!AttributeValues.fits(field, found)) {
      throw broken(
          field,
          "the custom field \""
              + found.name()
              + "\" is of the vendor's type "
              + found.sort()
              + " and cannot hold "
              + field.kind().name());
    }
    return found;
  }

  private ProtocolBroken missing(Field<?> field, List<Attribute> all) {
    return broken(
        field,
        "there is no custom field \""
            + field.customCode()
            + "\" of "
            + field.type()
            + (HOMES.containsKey(field.type())
                ? "; create it or choose one of " + all.stream().map(Attribute::name).toList()
                : "; this type has none at MoySklad"));
  }

  private ProtocolBroken broken(Field<?> field, String text) {
    return new ProtocolBroken(api.account(), "custom fields of " + field.type(), text);
  }

  /** The entries of the lists that choices are from: ids by name, by the lists' ids. */
  synchronized Map<String, Map<String, String>> choices(Collection<Attribute> attributes) {
    Map<String, Map<String, String>> choices = new HashMap<>();
    for (Attribute each : attributes) {
      if (each.kind() == Sort.CHOICE) {
        choices.put(each.list(), entries.computeIfAbsent(each.list(), this::entries));
      }
    }
    return choices;
  }

  private Map<String, String> entries(String list) {
    Map<String, String> ids = new LinkedHashMap<>();
    for (JsonNode row : api.all("entity/customentity/" + list, Map.of(), MoySkladApi.PAGE)) {
      ids.putIfAbsent(row.path("name").asText(""), Meta.id(row).orElse(""));
    }
    return Map.copyOf(ids);
  }

  /** See {@link dev.syncline.connector.Dictionaries#create}. */
  synchronized CustomField create(CustomField wanted) {
    String sort = SORTS.get(wanted.sort());
    if (!has(wanted.type()) || sort == null) {
      throw new IllegalArgumentException(
          has(wanted.type())
              ? "a " + wanted + " has to be made in MoySklad by hand"
              : "MoySklad has no custom fields for " + wanted.type());
    }
    String home = lists(wanted.type()).get(0);
    known.remove(home);
    Optional<CustomField> there = there(wanted, sort);
    if (there.isPresent()) {
      return there.get();
    }
    ObjectNode body = Json.object().put("name", wanted.name()).put("type", sort);
    JsonNode made = api.single("POST", Attribute.home(home), body.put("required", false));
    known.remove(home);
    if (made.hasNonNull("id")) {
      return shown(wanted.type(), attribute(home, made));
    }
    // Somebody else was quicker, or the name is impossible.
    return there(wanted, sort)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    api.account()
                        + " refuses the "
                        + wanted
                        + ": error "
                        + MoySkladErrors.faults(made).stream()
                            .map(fault -> Integer.toString(fault.code()))
                            .toList()));
  }

  private static List<String> lists(EntityType type) {
    return HOMES.getOrDefault(type, List.of());
  }

  private Optional<CustomField> there(CustomField wanted, String sort) {
    Optional<Attribute> same =
        of(wanted.type()).stream().filter(each -> each.name().equals(wanted.name())).findFirst();
    same.filter(each -> !each.sort().equals(sort) && each.kind() != wanted.sort())
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  api.account()
                      + " has a custom field \""
                      + other.name()
                      + "\" of another sort, "
                      + other.sort()
                      + ": choose another name, or change it in MoySklad");
            });
    return same.map(each -> shown(wanted.type(), each));
  }

  /** A field as others see it. */
  static CustomField shown(EntityType type, Attribute attribute) {
    return new CustomField(type, attribute.id(), attribute.name(), attribute.kind());
  }

  /** How many objects have a value in a field; one request for each list that the field is of. */
  long held(CustomField field) {
    return counted(field, "!=");
  }

  /** How many of them have one that begins like this. */
  long held(CustomField field, String beginning) {
    return counted(field, "~=" + beginning);
  }

  private long counted(CustomField field, String condition) {
    Attribute attribute =
        of(field.type()).stream()
            .filter(each -> each.id().equals(field.code()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(api.account() + " has no custom " + field));
    String filled = api.base() + "/" + attribute.path() + condition;
    boolean archives = field.type().equals(Product.TYPE) || field.type().equals(Customer.TYPE);
    long held = 0;
    for (String list : lists(field.type())) {
      String filter = (archives ? BOTH : "") + filled;
      held += api.page("entity/" + list, Map.of("filter", filter, "limit", "1")).total();
    }
    return held;
  }
}
