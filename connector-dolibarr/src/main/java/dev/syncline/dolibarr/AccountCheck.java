package dev.syncline.dolibarr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.ConnectionCheck.Problem;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Dictionaries.Code;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.port.Resource;
import dev.syncline.model.EntityType;
import dev.syncline.model.Payment;
import dev.syncline.model.Shipment;
import dev.syncline.model.StockLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One look at who we are and what is missing; the dictionaries are read on the way. What hardly
 * ever changes (rights, countries, the company) is looked at once a day.
 */
final class AccountCheck {

  private static final int OLDEST = 14;
  private static final Duration RARELY = Duration.ofHours(24);
  private static final Map<String, String> ALL = Map.of("limit", "1000");

  private final DolibarrApi api;
  private final DolibarrDictionaries dictionaries;
  private final AccountSettings settings;
  private final Set<EntityType> types;
  private volatile Instant lookedAt = Instant.MIN;
  private volatile List<Problem> lacking = List.of();

  AccountCheck(
      DolibarrApi api,
      DolibarrDictionaries dictionaries,
      AccountSettings settings,
      Set<EntityType> types) {
    this.api = api;
    this.dictionaries = dictionaries;
    this.settings = settings;
    this.types = types;
  }

  ConnectionCheck run() {
    List<Problem> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    JsonNode status = api.get("status", Map.of()).path("success");
    dictionaries.version(Loose.text(status, "dolibarr_version").orElse(""));
    api.clock().status(status);
    dictionaries.forgetServices();
    version(status, problems);
    lists(problems);
    boolean due =
        lookedAt.equals(Instant.MIN) || !api.clock().now().isBefore(lookedAt.plus(RARELY));
    if (due) {
      lacking = rarely();
      lookedAt = api.clock().now();
    }
    problems.addAll(lacking);
    chosen(problems, notes);
    clocks(due, notes);
    return new ConnectionCheck("API key", List.copyOf(problems), List.copyOf(notes));
  }

  private void version(JsonNode status, List<Problem> problems) {
    String version = Loose.text(status, "dolibarr_version").orElse("");
    if (dictionaries.version() < OLDEST) {
      problems.add(
          new Problem(
              "DOLIBARR_TOO_OLD",
              "version",
              "this is Dolibarr " + version,
              "upgrade to " + OLDEST + " or later"));
    }
    if (Loose.text(status, "access_locked").filter(lock -> !lock.equals("0")).isPresent()) {
      problems.add(
          new Problem(
              "DOLIBARR_LOCKED",
              "access",
              "Dolibarr is locked for maintenance",
              "unlock it under Setup, Other setup"));
    }
  }

  private void lists(List<Problem> problems) {
    if (types.contains(StockLevel.TYPE) || types.contains(Shipment.TYPE)) {
      codes("warehouses", Dictionaries.STORE, "label", problems);
    }
    if (types.contains(Payment.TYPE)) {
      codes("bankaccounts", DolibarrDictionaries.BANK_ACCOUNT, "label", problems);
    }
    codes("setup/dictionary/payment_types", DolibarrDictionaries.PAYMENT_METHOD, "label", problems);
    // They go with the module of shipments, which a probe tells of.
    codes(
        "setup/dictionary/shipping_methods",
        DolibarrDictionaries.CARRIER,
        "label",
        new ArrayList<>());
    quietly("setup/extrafields", dictionaries::extras);
  }

  private void codes(String path, String dictionary, String name, List<Problem> problems) {
    try {
      dictionaries.load(dictionary, codes(api.list(path, ALL), name));
    } catch (AccessDenied denied) {
      problems.add(denied(path));
    } catch (ProtocolBroken absent) {
      dictionaries.load(dictionary, List.of());
    }
  }

  private static List<Code> codes(List<JsonNode> rows, String name) {
    List<Code> codes = new ArrayList<>();
    for (JsonNode row : rows) {
      String id = Loose.id(row, "id").or(() -> Loose.id(row, "rowid")).orElse("");
      Map<String, String> traits = new LinkedHashMap<>();
      Loose.text(row, "code").ifPresent(code -> traits.put("code", code));
      Loose.text(row, "code")
          .filter(code -> code.matches("[A-Z]{2}"))
          .ifPresent(iso -> traits.put("iso", iso));
      Loose.text(row, "taux").ifPresent(rate -> traits.put("rate", rate));
      String label =
          Loose.text(row, name)
              .or(() -> Loose.text(row, "libelle"))
              .or(() -> Loose.text(row, "ref"))
              .or(() -> Loose.text(row, "code"))
              .orElse(id);
      boolean alive =
          Loose.text(row, "active")
              .or(() -> Loose.text(row, "statut"))
              .filter("0"::equals)
              .isEmpty();
      if (!id.isEmpty()) {
        codes.add(new Code(id, label, alive, Map.copyOf(traits)));
      }
    }
    return codes;
  }

  private void quietly(String path, Consumer<JsonNode> use) {
    try {
      api.find(path, Map.of()).ifPresent(use);
    } catch (AccessDenied | ProtocolBroken notAdministrator) {
      // Only administrators may read it; fields are then taken as they are named.
    }
  }

  private List<Problem> rarely() {
    List<Problem> problems = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      if (types.contains(resource.type())
          && problems.stream().noneMatch(p -> p.setting().equals(resource.path()))) {
        probe(resource.path(), problems);
      }
    }
    if (types.contains(StockLevel.TYPE)) {
      probe("stockmovements", problems);
    }
    names("setup/dictionary/countries", DolibarrDictionaries.COUNTRY, problems);
    quietly("setup/dictionary/vat", rows -> load(DolibarrDictionaries.VAT_RATE, rows));
    if (dictionaries.version() >= 23) {
      quietly(
          "setup/dictionary/thirdparty_types",
          rows -> load(DolibarrDictionaries.THIRD_PARTY_TYPE, rows));
    }
    quietly(
        "setup/company",
        company -> Loose.text(company, "currency_code").ifPresent(dictionaries::currency));
    levels(problems);
    return List.copyOf(problems);
  }

  /** Where the products module is set to one price, a level is neither shown nor kept. */
  private void levels(List<Problem> problems) {
    if (settings.priceLevel() == 0) {
      return;
    }
    String conf = "setup/conf/PRODUIT_MULTIPRICES";
    boolean several;
    try {
      several = api.find(conf, Map.of()).filter(each -> !"0".equals(each.asText("0"))).isPresent();
    } catch (AccessDenied unseen) {
      return;
    } catch (ProtocolBroken unknown) {
      several = false;
    }
    if (!several) {
      problems.add(
          new Problem(
              "PRICE_LEVELS_OFF",
              "priceLevel",
              "products have one price here, and price level " + settings.priceLevel() + " is set",
              "choose several prices for each segment in Dolibarr under Setup, Modules, Products,"
                  + " or take priceLevel away"));
    }
  }

  private void load(String dictionary, JsonNode rows) {
    dictionaries.load(dictionary, codes(Loose.elements(rows), "note"));
  }

  private void names(String path, String dictionary, List<Problem> problems) {
    codes(path, dictionary, "label", problems);
  }

  private void probe(String path, List<Problem> problems) {
    try {
      api.list(path, Map.of("limit", "1"));
    } catch (AccessDenied denied) {
      boolean module = denied.missingRight().startsWith("module");
      problems.add(module ? moduleOff(path) : denied(path));
    } catch (ProtocolBroken absent) {
      problems.add(moduleOff(path));
    }
  }

  private static Problem moduleOff(String path) {
    return new Problem(
        "MODULE_OFF",
        path,
        "the API has no " + path,
        "switch its module on in Dolibarr under Home, Setup, Modules");
  }

  private static Problem denied(String path) {
    return new Problem(
        "RIGHT_MISSING",
        path,
        "the user may not read " + path,
        "grant the right in Dolibarr on the user's card under Permissions; where its module is off"
            + " there is no such right: switch it on under Home, Setup, Modules");
  }

  private void chosen(List<Problem> problems, List<String> notes) {
    known(Dictionaries.STORE, settings.warehouse(), "WAREHOUSE_UNKNOWN", "warehouse", problems);
    known(
        DolibarrDictionaries.BANK_ACCOUNT,
        settings.bankAccount(),
        "BANK_ACCOUNT_UNKNOWN",
        "bank account",
        problems);
    if (types.contains(StockLevel.TYPE) && settings.warehouse().isEmpty()) {
      notes.add("no warehouse is set: stock is the sum of all, and is not written");
    }
    if (types.contains(Payment.TYPE)
        && settings.bankAccount().isEmpty()
        && settings.bankAccounts().isEmpty()) {
      notes.add("no bank account is set: payments are refused while the module Banks is on");
    }
    if (!dictionaries.knowsCurrency()) {
      notes.add("the user may not read the company: set its currency; EUR is taken");
    }
    if (!dictionaries.knowsExtras()) {
      notes.add("the user is no administrator: extra fields have to be made by hand");
    }
    if (settings.syncId() && dictionaries.knowsExtras()) {
      for (Resource each :
          List.of(Resource.PRODUCT, Resource.CUSTOMER, Resource.ORDER, Resource.INVOICE)) {
        if (types.contains(each.type()) && !dictionaries.isUniquelyMarked(each)) {
          problems.add(
              new Problem(
                  "EXTRA_FIELD_MISSING",
                  DolibarrDictionaries.SYNC_ID,
                  each.element() + " has no extra field " + DolibarrDictionaries.SYNC_ID,
                  "make it, of 64 characters and unique, in Dolibarr under Setup, Modules, Extra"
                      + " fields"));
        }
      }
    }
  }

  private void known(
      String dictionary,
      Optional<String> chosen,
      String code,
      String setting,
      List<Problem> problems) {
    boolean loaded = !dictionaries.codes(dictionary).isEmpty();
    if (loaded && chosen.filter(id -> dictionaries.code(dictionary, id).isEmpty()).isPresent()) {
      problems.add(
          new Problem(
              code,
              setting,
              "there is no " + setting + " " + chosen.get(),
              "choose one of " + dictionaries.codes(dictionary).stream().map(Code::code).toList()));
    }
  }

  /** Once a day, and while nothing is known: of some young documents, made and never changed. */
  private void clocks(boolean due, List<String> notes) {
    if (due || api.clock().skew().isEmpty()) {
      for (Resource each : List.of(Resource.CATEGORY, Resource.ORDER, Resource.INVOICE)) {
        if (types.contains(each.type()) && api.clock().skew().isEmpty()) {
          Map<String, String> query = new LinkedHashMap<>();
          query.put("sortfield", "t.rowid");
          query.put("sortorder", "DESC");
          query.put("limit", "30");
          query.put("properties", "id,date_creation,date_modification");
          try {
            api.clock().calibrate(api.list(each.path(), query));
          } catch (AccessDenied | ProtocolBroken hidden) {
            // The next list may tell it.
          }
        }
      }
    }
    if (api.clock().skew().isEmpty()) {
      notes.add(
          "the clocks of the server and of its database are not compared yet: until a document is"
              + " written, each look goes back by 26 hours");
    }
  }
}
