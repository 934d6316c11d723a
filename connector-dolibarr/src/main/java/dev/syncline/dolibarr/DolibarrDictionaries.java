package dev.syncline.dolibarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.dolibarr.DolibarrApi.Answer;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.Extra;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.dolibarr.port.Resource;
import dev.syncline.http.Json;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The vendor's lists of codes, its extra fields, and what tables need to know of the account.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class DolibarrDictionaries implements Dictionaries {

  /** States of shipments. */
  public static final String SHIPMENT_STATUS = "shipment-status";

  /** Bank accounts. */
  public static final String BANK_ACCOUNT = "bank-account";

  /** Ways to pay. */
  public static final String PAYMENT_METHOD = "payment-method";

  /** Ways to ship. */
  public static final String CARRIER = "carrier";

  /** Tax rates of the company's country. */
  public static final String VAT_RATE = "vat-rate";

  /** Countries. */
  public static final String COUNTRY = "country";

  /** Types of third parties. */
  public static final String THIRD_PARTY_TYPE = "third-party-type";

  /** The extra field that makes creates unique, where it is used. */
  public static final String SYNC_ID = "sync_id";

  private static final String EXTRA_FIELDS = "setup/extrafields";
  private static final Map<String, List<Code>> FIXED =
      Map.of(
          ORDER_STATUS,
          List.of(
              fixed("-1", "Canceled"),
              fixed("0", "Draft"),
              fixed("1", "Validated"),
              fixed("2", "Shipment in process"),
              fixed("3", "Delivered")),
          INVOICE_STATUS,
          List.of(
              fixed("0", "Draft"),
              fixed("1", "Unpaid"),
              fixed("2", "Paid"),
              fixed("3", "Abandoned")),
          SHIPMENT_STATUS,
          List.of(fixed("0", "Draft"), fixed("1", "Validated"), fixed("2", "Closed")));

  private final DolibarrApi api;
  private final AccountSettings settings;
  private final Map<String, List<Code>> loaded = new ConcurrentHashMap<>();
  private final Services services;
  private final Map<String, Map<String, Extra>> extras = new ConcurrentHashMap<>();
  private volatile boolean extrasKnown;
  private volatile int version;
  private volatile Optional<String> currency = Optional.empty();
  private volatile Optional<Map<String, BigDecimal>> foreign = Optional.empty();

  DolibarrDictionaries(DolibarrApi api, AccountSettings settings) {
    this.api = api;
    this.settings = settings;
    this.services = new Services(api, settings);
  }

  private static Code fixed(String code, String name) {
    return new Code(code, name, true, Map.of());
  }

  void version(String text) {
    String major = text.replaceAll("[^0-9].*", "");
    version = major.isEmpty() || major.length() > 4 ? 0 : Integer.parseInt(major);
  }

  int version() {
    return version;
  }

  void currency(String iso) {
    currency = Optional.of(iso);
  }

  boolean knowsCurrency() {
    return currency.isPresent() || settings.currency().isPresent();
  }

  void load(String name, List<Code> codes) {
    loaded.put(name, List.copyOf(codes));
  }

  void extras(JsonNode all) {
    extras.clear();
    Loose.map(all)
        .forEach(
            (element, fields) -> {
              Map<String, Extra> byCode = new LinkedHashMap<>();
              Loose.map(fields).forEach((code, field) -> byCode.put(code, extra(code, field)));
              extras.put(element, byCode);
            });
    extrasKnown = true;
  }

  private static Extra extra(String code, JsonNode field) {
    return new Extra(
        code,
        Loose.text(field, "label").orElse(code),
        Loose.text(field, "type").orElse(""),
        Loose.text(field, "size").orElse(""));
  }

  /** Whether extra fields could be read: only an administrator may, and the module may be off. */
  public boolean knowsExtras() {
    return extrasKnown;
  }

  boolean hasExtra(String element, String code) {
    return extras.getOrDefault(element, Map.of()).containsKey(code);
  }

  /** Whether lists can be filtered by when extra fields changed. */
  public boolean joinsExtras() {
    return version >= 18;
  }

  /** Whether creates of a list carry a unique extra field. */
  public boolean isUniquelyMarked(Resource resource) {
    return settings.syncId() && extrasKnown && hasExtra(resource.element(), SYNC_ID);
  }

  @Override
  public Set<String> names() {
    return Set.of(
        ORDER_STATUS,
        INVOICE_STATUS,
        SHIPMENT_STATUS,
        STORE,
        BANK_ACCOUNT,
        PAYMENT_METHOD,
        CARRIER,
        VAT_RATE,
        COUNTRY,
        THIRD_PARTY_TYPE,
        CURRENCY);
  }

  @Override
  public List<Code> codes(String dictionary) {
    if (dictionary.equals(CURRENCY)) {
      String iso = plainTerms().currency();
      return List.of(fixed(iso, iso));
    }
    List<Code> fixed = FIXED.get(dictionary);
    return fixed == null ? loaded.getOrDefault(dictionary, List.of()) : fixed;
  }

  /** Looks up the foreign currencies before a document in one that is not known yet. */
  public void currencies(String wanted) {
    if (foreign.filter(known -> known.containsKey(wanted)).isPresent()) {
      return;
    }
    Map<String, BigDecimal> rates = new LinkedHashMap<>();
    try {
      for (JsonNode each : api.list("multicurrencies", Map.of("limit", "500"))) {
        Loose.text(each, "code")
            .ifPresent(
                code ->
                    rates.put(
                        code, Loose.decimal(each.path("rate"), "rate").orElse(BigDecimal.ONE)));
      }
    } catch (AccessDenied off) {
      // Without the module there are none.
      rates.clear();
    }
    foreign = Optional.of(Map.copyOf(rates));
  }

  /** What every table needs. */
  public Terms plainTerms() {
    Map<String, String> countries = new LinkedHashMap<>();
    codes(COUNTRY)
        .forEach(each -> countries.put(each.code(), each.traits().getOrDefault("iso", "")));
    Map<String, String> methods = new LinkedHashMap<>();
    codes(PAYMENT_METHOD)
        .forEach(each -> methods.put(each.code(), each.traits().getOrDefault("code", "")));
    return new Terms(
        currency.or(settings::currency).orElse("EUR"),
        api.clock().zone(),
        countries,
        methods,
        services.ids(),
        settings.rolesByRef(),
        Set.of(),
        Map.of(),
        foreign.orElse(Map.of()),
        settings.fourBytes(),
        settings.phones());
  }

  /** What a table needs to read or write these fields, with those of administrators. */
  public Terms terms(Resource resource, FieldSet wanted) {
    Map<Field<?>, Extra> asked = new LinkedHashMap<>();
    for (Field<?> field : wanted.fields()) {
      if (field.custom() && field.type().equals(resource.type())) {
        asked.put(field, extra(resource, field));
      }
    }
    return plainTerms().with(asked);
  }

  private Extra extra(Resource resource, Field<?> field) {
    String code = field.customCode();
    Extra known = extras.getOrDefault(resource.element(), Map.of()).get(code);
    if (known == null && (extrasKnown || !code.matches("[a-z0-9_]{1,64}"))) {
      throw new ProtocolBroken(
          api.account(),
          EXTRA_FIELDS,
          "expected an extra field \""
              + code
              + "\" of "
              + resource.element()
              + "; make it in Dolibarr under Setup, Modules, Extra fields");
    }
    return known == null ? new Extra(code, code, "varchar", "") : known;
  }

  /** The services that stand for lines with a role, those that are known, by role. */
  public Map<String, String> services() {
    return services.ids();
  }

  /** Whether a product of this ref is the service of lines with a role. */
  public boolean standsForLines(String ref) {
    return settings.services().containsValue(ref);
  }

  /** Finds the services of these roles; one that is not there is made. */
  public void services(Set<String> roles, Deadline leaveBefore) {
    services.find(roles, leaveBefore);
  }

  /** Forgets the services: one may have been deleted. */
  void forgetServices() {
    services.forget();
  }

  /** The way to pay that is taken where none is said. */
  public Optional<String> defaultMethod() {
    return settings.paymentMethod();
  }

  /** The bank account that a way to pay leads to. */
  public Optional<String> bankAccount(String method) {
    return Optional.ofNullable(settings.bankAccounts().get(method)).or(settings::bankAccount);
  }

  @Override
  public List<CustomField> customFields(EntityType type) {
    return element(type)
        .map(element -> extras.getOrDefault(element, Map.of()))
        .orElse(Map.of())
        .values()
        .stream()
        .map(each -> new CustomField(type, each.code(), each.label(), each.sort()))
        .toList();
  }

  private static Optional<String> element(EntityType type) {
    return Resource.of(type).map(Resource::element);
  }

  /** Makes an extra field; its name at the vendor is made of letters, digits and _ of the name. */
  @Override
  public CustomField create(CustomField wanted) {
    String element =
        element(wanted.type())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Dolibarr has no extra fields for " + wanted.type()));
    Optional<CustomField> there = named(wanted);
    if (there.isPresent()) {
      return there.get();
    }
    String type = Extra.typeOf(wanted.sort());
    if (type.isEmpty()) {
      throw new IllegalArgumentException(
          "an extra field of the sort " + wanted.sort() + " is not made");
    }
    String code = code(wanted.name());
    ObjectNode body = Json.object();
    body.put("label", wanted.name());
    body.put("type", type);
    body.put("size", Extra.sizeOf(type));
    body.put("pos", 100);
    body.put("unique", 0);
    body.put("required", 0);
    body.put("list", "1");
    Answer answer =
        api.write(
            "POST", EXTRA_FIELDS + "/" + element + "/" + code, body, Deadline.none(), Lane.SERIAL);
    boolean taken = answer.refused().filter(fault -> fault.status() == 409).isPresent();
    if (answer.refused().isPresent() && !taken) {
      throw new ProtocolBroken(
          api.account(), EXTRA_FIELDS, "expected the extra field \"" + code + "\" to be made");
    }
    Extra made = new Extra(code, wanted.name(), type, Extra.sizeOf(type));
    Map<String, Extra> more = new LinkedHashMap<>(extras.getOrDefault(element, Map.of()));
    more.put(code, made);
    extras.put(element, more);
    return new CustomField(wanted.type(), code, wanted.name(), made.sort());
  }

  private Optional<CustomField> named(CustomField wanted) {
    Optional<CustomField> there =
        customFields(wanted.type()).stream()
            .filter(
                each ->
                    each.name().equals(wanted.name()) || each.code().equals(code(wanted.name())))
            .findFirst();
    if (there.isPresent() && there.get().sort() != wanted.sort()) {
      throw new IllegalArgumentException(
          "there is an extra field \"" + wanted.name() + "\" of another sort");
    }
    return there;
  }

  private static String code(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    String code = plain.replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    return code.isEmpty() ? "field" : code.substring(0, Math.min(60, code.length()));
  }
}
