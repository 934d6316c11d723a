package dev.syncline.moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.Unavailable;
import dev.syncline.http.Json;
import dev.syncline.model.Address;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.moysklad.codec.Attribute;
import dev.syncline.moysklad.codec.Meta;
import dev.syncline.moysklad.codec.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The account's codes: read together at {@code check()}; units of measure, countries, regions and
 * characteristics when first needed.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class MoySkladDictionaries implements Dictionaries {

  private static final String CHARACTERISTICS = "entity/variant/metadata/characteristics";

  /** The fields that hold addresses. */
  public static final List<Field<Address>> ADDRESSES =
      List.of(Customer.LEGAL_ADDRESS, Customer.ADDRESS, Order.DELIVERY_ADDRESS);

  private static final Duration SOON = Duration.ofSeconds(1);

  private final MoySkladApi api;
  private final PhoneRules phones;
  private final @Nullable String wantedPriceType;
  private final MoySkladAttributes attributes;
  private final Map<String, List<Code>> codes = new LinkedHashMap<>();
  private Map<String, String> currencies = Map.of();
  private @Nullable Map<String, String> units;
  private @Nullable Map<String, String> countries;
  private @Nullable Map<String, String> regions;
  private @Nullable Map<String, String> characteristics;

  MoySkladDictionaries(MoySkladApi api, PhoneRules phones, @Nullable String wantedPriceType) {
    this.api = api;
    this.phones = phones;
    this.wantedPriceType = wantedPriceType;
    this.attributes = new MoySkladAttributes(api);
  }

  @Override
  public Set<String> names() {
    return Set.of(
        ORDER_STATUS, INVOICE_STATUS, ORGANIZATION, STORE, CURRENCY, EMPLOYEE, PRICE_TYPE);
  }

  @Override
  public synchronized List<Code> codes(String dictionary) {
    return codes.getOrDefault(dictionary, List.of());
  }

  /** What codecs need, of what has been read; reads currencies and price types if nobody did. */
  public synchronized Terms terms() {
    if (currencies.isEmpty()) {
      loadCurrencies();
    }
    if (!codes.containsKey(PRICE_TYPE)) {
      loadSettings();
    }
    return new Terms(
        api.base(),
        currencies,
        priceType().orElse(""),
        units == null ? Map.of() : units,
        countries == null ? Map.of() : countries,
        regions == null ? Map.of() : regions,
        characteristics == null ? Map.of() : characteristics,
        Map.of(),
        Map.of(),
        phones);
  }

  /**
   * The same, with all that reading these fields needs: units of measure, countries and regions,
   * what custom fields are called.
   *
   * @throws ProtocolBroken if the account does not have one of the custom fields
   */
  public synchronized Terms terms(FieldSet wanted) {
    if (wanted.wants(Product.UNIT) && units == null) {
      units = named("entity/uom", "code");
    }
    Terms terms = terms().with(attributes.resolve(wanted.fields()), Map.of());
    boolean unread = ADDRESSES.stream().anyMatch(wanted::wants) && countries == null;
    return unread ? terms.withPlaces(Terms.UNREAD, Map.of()) : terms;
  }

  /** The same, with countries and regions: read when the first document names one. */
  public synchronized Terms placed(Terms terms) {
    Map<String, String> allRegions = regions == null ? named("entity/region", "name") : regions;
    Map<String, String> all = countries == null ? named("entity/country", "name") : countries;
    regions = allRegions;
    countries = all;
    return terms.withPlaces(all, allRegions);
  }

  /** The same, with all that writing these fields needs: the entries of lists, too. */
  public synchronized Terms termsToWrite(FieldSet said) {
    Terms terms = terms(said);
    return terms.with(terms.attributes(), attributes.choices(terms.attributes().values()));
  }

  /** What a filter calls a custom field. */
  public String filterOf(Field<?> custom) {
    Attribute attribute = attributes.resolve(List.of(custom)).get(custom);
    return api.base() + "/" + Objects.requireNonNull(attribute).path();
  }

  @Override
  public List<CustomField> customFields(EntityType type) {
    return attributes.of(type).stream().map(each -> MoySkladAttributes.shown(type, each)).toList();
  }

  @Override
  public CustomField create(CustomField wanted) {
    return attributes.create(wanted);
  }

  /** How many objects have a value in a custom field. */
  public long valuesHeld(CustomField field) {
    return attributes.held(field);
  }

  /** How many objects have a value that begins like this. */
  public long valuesHeld(CustomField field, String beginning) {
    return attributes.held(field, beginning);
  }

  /** Custom fields are read afresh when they are asked for the next time. */
  void forgetCustomFields() {
    attributes.forget();
  }

  private Map<String, String> named(String path, String field) {
    Map<String, String> read = new HashMap<>();
    for (JsonNode row : api.all(path, Map.of(), MoySkladApi.PAGE)) {
      String name = row.path(field).asText("");
      if (!name.isEmpty()) {
        read.put(row.path("id").asText(), name);
      }
    }
    return Map.copyOf(read);
  }

  /**
   * The terms with these characteristics, making those that the account does not have, unless it is
   * too late for that.
   *
   * @throws Unavailable if it is unknown whether they were made: asking again looks first
   */
  public synchronized Terms termsWithCharacteristics(
      Collection<String> names, Deadline leaveBefore) {
    Set<String> missing = missing(names);
    if (!missing.isEmpty()) {
      characteristics = readCharacteristics();
      missing = missing(names);
    }
    if (!missing.isEmpty()) {
      make(missing, leaveBefore);
    }
    return terms();
  }

  /**
   * The price type that prices are read from: the one that is set, by id or name, else the first.
   */
  Optional<String> priceType() {
    return codes(PRICE_TYPE).stream()
        .filter(
            type ->
                wantedPriceType == null
                    || type.code().equals(wantedPriceType)
                    || type.name().equals(wantedPriceType))
        .map(Code::code)
        .findFirst();
  }

  synchronized void loadSettings() {
    JsonNode settings = api.get("context/companysettings", Map.of());
    List<Code> types = new ArrayList<>();
    for (JsonNode type : settings.path("priceTypes")) {
      String id = type.path("id").asText(Meta.id(type).orElse(""));
      types.add(
          new Code(
              id,
              type.path("name").asText(""),
              true,
              Map.of("default", Boolean.toString(types.isEmpty()))));
    }
    codes.put(PRICE_TYPE, List.copyOf(types));
  }

  /** One request tells the statuses of all kinds of documents. */
  synchronized void loadStatuses() {
    JsonNode metadata =
        api.get("entity/metadata", Map.of("filter", "type=customerorder;type=invoiceout"));
    codes.put(ORDER_STATUS, statuses(metadata.path("customerorder")));
    codes.put(INVOICE_STATUS, statuses(metadata.path("invoiceout")));
  }

  private static List<Code> statuses(JsonNode metadata) {
    List<Code> states = new ArrayList<>();
    for (JsonNode state : metadata.path("states")) {
      states.add(
          new Code(
              state.path("id").asText(),
              state.path("name").asText(""),
              true,
              Map.of("type", state.path("stateType").asText("Regular"))));
    }
    return List.copyOf(states);
  }

  synchronized void loadCurrencies() {
    List<Code> read = new ArrayList<>();
    Map<String, String> byId = new LinkedHashMap<>();
    // No currency is hidden: documents hold archived ones, too.
    for (JsonNode currency : list("entity/currency")) {
      String iso = currency.path("isoCode").asText("");
      boolean main = currency.path("default").asBoolean(false);
      byId.put(currency.path("id").asText(), iso);
      read.add(
          new Code(
              iso,
              currency.path("name").asText(""),
              alive(currency),
              Map.of("default", "" + main)));
    }
    currencies = Map.copyOf(byId);
    codes.put(CURRENCY, List.copyOf(read));
  }

  synchronized void loadOrganizations() {
    load(ORGANIZATION, "entity/organization", row -> Map.of());
  }

  synchronized void loadStores() {
    load(STORE, "entity/store", row -> Map.of());
  }

  synchronized void loadEmployees() {
    load(
        EMPLOYEE,
        "entity/employee",
        row -> Map.of("email", row.path("email").asText(""), "uid", row.path("uid").asText("")));
  }

  private void load(String name, String path, Function<JsonNode, Map<String, String>> traits) {
    List<Code> read = new ArrayList<>();
    for (JsonNode row : list(path)) {
      read.add(
          new Code(
              row.path("id").asText(), row.path("name").asText(""), alive(row), traits.apply(row)));
    }
    codes.put(name, List.copyOf(read));
  }

  private List<JsonNode> list(String path) {
    return api.all(path, Map.of("filter", "archived=true;archived=false"), MoySkladApi.PAGE);
  }

  private static boolean alive(JsonNode row) {
    return !row.path("archived").asBoolean(false);
  }

  private Set<String> missing(Collection<String> names) {
    Set<String> missing = new TreeSet<>(names);
    if (characteristics != null) {
      missing.removeAll(characteristics.keySet());
    }
    return missing;
  }

  private Map<String, String> readCharacteristics() {
    Map<String, String> read = new HashMap<>();
    JsonNode metadata = api.get("entity/variant/metadata", Map.of());
    for (JsonNode characteristic : metadata.path("characteristics")) {
      read.put(characteristic.path("name").asText(), characteristic.path("id").asText());
    }
    return read;
  }

  private void make(Set<String> names, Deadline leaveBefore) {
    ArrayNode body = Json.mapper().createArrayNode();
    names.forEach(name -> body.addObject().put("name", name));
    Map<String, String> all = new HashMap<>(characteristics == null ? Map.of() : characteristics);
    characteristics = null;
    try {
      for (JsonNode made : api.bulk(CHARACTERISTICS, Map.of(), body, leaveBefore)) {
        if (made.has("id")) {
          all.put(made.path("name").asText(), made.path("id").asText());
        }
      }
    } catch (OutcomeUnknown unknown) {
      throw new Unavailable(
          api.account(),
          unknown.call(),
          "it is unknown whether the characteristics were made",
          SOON);
    }
    characteristics = all;
  }
}
