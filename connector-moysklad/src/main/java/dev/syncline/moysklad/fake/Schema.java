package dev.syncline.moysklad.fake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The vendor's tables of fields: {@code schema.txt} beside this class, and what the tables do not
 * say.
 */
final class Schema {

  static final Set<String> GOODS = Set.of("product", "service", "bundle", "variant", "consignment");
  static final Set<String> PAYMENTS = Set.of("paymentin", "cashin", "paymentout", "cashout");

  private static final Set<String> INCOMING = Set.of("paymentin", "cashin");

  /** Types that stand in a collection or under metadata, never directly under {@code /entity}. */
  private static final Set<String> NESTED =
      Set.of(
          "contactperson",
          "account",
          "note",
          "eventnote",
          "files",
          "image",
          "bundlecomponent",
          "customentityelement",
          "state",
          "attributemetadata",
          "characteristic");

  /**
   * In the vendor's tables, but with no behaviour behind them here: refused rather than pretended.
   */
  private static final Set<String> NOT_BUILT =
      Set.of(
          "webhookstock",
          "retailshift",
          "retaildemand",
          "retailsalesreturn",
          "inventory",
          "purchaseorder",
          "internalorder",
          "factureout",
          "facturein",
          "consignment",
          "task");

  private static final Map<String, Spec> ENTITIES = new LinkedHashMap<>();
  private static final Map<String, Spec> ROWS = new HashMap<>();

  private static final Map<String, String> ROW_TYPES =
      Map.of(
          "retaildemand", "demandposition",
          "retailsalesreturn", "salesreturnposition",
          "invoiceout", "invoiceposition",
          "invoicein", "invoiceposition");

  private static final Map<String, Set<String>> TARGETS =
      Map.ofEntries(
          Map.entry("agent", Set.of("counterparty", "organization")),
          Map.entry("organization", Set.of("organization")),
          Map.entry("ownAgent", Set.of("organization")),
          Map.entry("supplier", Set.of("counterparty", "organization")),
          Map.entry("store", Set.of("store")),
          Map.entry("sourceStore", Set.of("store")),
          Map.entry("targetStore", Set.of("store")),
          Map.entry("owner", Set.of("employee")),
          Map.entry("assignee", Set.of("employee")),
          Map.entry("group", Set.of("group")),
          Map.entry("state", Set.of("state")),
          Map.entry("project", Set.of("project")),
          Map.entry("contract", Set.of("contract")),
          Map.entry("salesChannel", Set.of("saleschannel")),
          Map.entry("organizationAccount", Set.of("account")),
          Map.entry("agentAccount", Set.of("account")),
          Map.entry("productFolder", Set.of("productfolder")),
          Map.entry("uom", Set.of("uom")),
          Map.entry("country", Set.of("country")),
          Map.entry("region", Set.of("region")),
          Map.entry("product", Set.of("product")),
          Map.entry("priceType", Set.of("pricetype")),
          Map.entry("currency", Set.of("currency")),
          Map.entry("customerOrder", Set.of("customerorder")),
          Map.entry("internalOrder", Set.of("internalorder")),
          Map.entry("demands", Set.of("demand")),
          Map.entry("invoicesOut", Set.of("invoiceout")),
          Map.entry("moves", Set.of("move")),
          Map.entry("retailStore", Set.of("retailstore")),
          Map.entry("retailShift", Set.of("retailshift")),
          Map.entry("expenseItem", Set.of("expenseitem")),
          Map.entry("assortment", GOODS));

  private static final Map<String, List<String>> ENUMS =
      Map.of(
          "companyType",
          List.of(
              "legal",
              "entrepreneur",
              "individual",
              "legalUZ",
              "entrepreneurUZ",
              "individualUZ",
              "legalKZ",
              "entrepreneurKZ",
              "individualKZ"),
          "sex",
          List.of("MALE", "FEMALE"),
          "stateType",
          List.of("Regular", "Successful", "Unsuccessful"),
          "saleschannel.type",
          List.of(
              "MESSENGER",
              "SOCIAL_NETWORK",
              "MARKETPLACE",
              "ECOMMERCE",
              "CLASSIFIED_ADS",
              "DIRECT_SALES",
              "RETAIL_SALES",
              "OTHER"),
          "reportType",
          List.of("all", "bystore"),
          "stockType",
          List.of("stock"));

  static {
    read();
  }

  private Schema() {}

  /** The type under {@code /entity/{type}}. */
  static Optional<Spec> entity(String type) {
    return NESTED.contains(type) || NOT_BUILT.contains(type)
        ? Optional.empty()
        : Optional.ofNullable(ENTITIES.get(type));
  }

  /** A type that is known to be there. */
  static Spec get(String type) {
    return Objects.requireNonNull(ENTITIES.get(type), type);
  }

  static boolean known(String metaType) {
    return ENTITIES.containsKey(metaType)
        || metaType.endsWith("position")
        || Set.of("pricetype", "assortment", "customentitymetadata", "audit").contains(metaType);
  }

  static List<Spec> entities() {
    return ENTITIES.values().stream().filter(spec -> entity(spec.name()).isPresent()).toList();
  }

  static Optional<Spec> collection(Spec owner, String name) {
    return Optional.ofNullable(
        switch (name) {
          case "positions" -> ROWS.get(owner.name());
          case "accounts" -> get("account");
          case "contactpersons" -> get("contactperson");
          case "notes" -> get(owner.name().equals("counterparty") ? "note" : "eventnote");
          case "files" -> get("files");
          case "images" -> get("image");
          case "components" -> get("bundlecomponent");
          default -> null;
        });
  }

  /** The types a reference may point to; empty if it does not matter. */
  static Set<String> targets(Spec spec, String field) {
    if (field.equals("agent") && PAYMENTS.contains(spec.name())) {
      return Set.of("counterparty", "organization", "employee");
    }
    if (field.equals("operations")) {
      return INCOMING.contains(spec.name())
          ? Set.of("customerorder", "demand", "invoiceout", "purchasereturn")
          : Set.of("salesreturn", "supply", "invoicein");
    }
    if (field.equals("demand") && spec.name().equals("salesreturn")) {
      return Set.of("demand");
    }
    return TARGETS.getOrDefault(field, Set.of());
  }

  /** The values an enumeration allows; empty if they are not checked. */
  static List<String> values(Spec spec, String field) {
    return ENUMS.getOrDefault(spec.name() + "." + field, ENUMS.getOrDefault(field, List.of()));
  }

  private static void read() {
    try (InputStream stream = Schema.class.getResourceAsStream("schema.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
      Map<String, Field> fields = Map.of();
      Set<String> sort = Set.of();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("entity ")) {
          String name = line.substring(7);
          fields = new LinkedHashMap<>();
          sort = new LinkedHashSet<>();
          String type = name.equals("customentityelement") ? "customentity" : name;
          ENTITIES.put(name, new Spec(name, type, fields, sort));
        } else if (line.startsWith("rows ")) {
          String name = line.substring(5);
          fields = new LinkedHashMap<>();
          String type = ROW_TYPES.getOrDefault(name, name + "position");
          ROWS.put(name, new Spec(type, type, fields, Set.of()));
        } else if (line.startsWith("sort ")) {
          sort.addAll(List.of(line.substring(5).split(" ")));
        } else if (!line.startsWith("#")) {
          Field field = Field.parse(line);
          fields.put(field.name(), field);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
