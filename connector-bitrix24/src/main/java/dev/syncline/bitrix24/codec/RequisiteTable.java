package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Address;
import dev.syncline.model.BankAccount;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code crm.requisite}: tax numbers and the full name of a contact or company, and what hangs on
 * them: bank details ({@code crm.requisite.bankdetail}) and addresses ({@code crm.address}).
 *
 * @since 0.1
 */
public final class RequisiteTable {

  /** The vendor's number of the type, as owner of addresses. */
  public static final int ENTITY_TYPE_ID = 8;

  /** The fields of a requisite to ask for. */
  public static final List<String> SELECT =
      List.of(
          "ID",
          "ENTITY_ID",
          "PRESET_ID",
          "ACTIVE",
          "SORT",
          "RQ_INN",
          "RQ_KPP",
          "RQ_OGRN",
          "RQ_OGRNIP",
          "RQ_COMPANY_FULL_NAME",
          "RQ_NAME",
          "DATE_MODIFY");

  private static final Set<Field<?>> OWN =
      Set.of(Customer.TAX_NUMBER, Customer.TAX_REASON, Customer.REGISTRATION, Customer.LEGAL_NAME);

  /** Where an address is kept: the vendor's types, best first, and the one for a new address. */
  private enum Place {
    LEGAL(Customer.LEGAL_ADDRESS, "6", "4"),
    ACTUAL(Customer.ADDRESS, "1", "11");

    @SuppressWarnings("ImmutableEnumChecker")
    private final Field<Address> field;

    private final String best;
    private final String other;

    Place(Field<Address> field, String best, String other) {
      this.field = field;
      this.best = best;
      this.other = other;
    }
  }

  private RequisiteTable() {}

  /** Whether somebody needs something that requisites hold. */
  public static boolean wanted(FieldSet wanted) {
    return OWN.stream().anyMatch(wanted::wants) || banksWanted(wanted) || addressesWanted(wanted);
  }

  /** Whether somebody needs bank accounts. */
  public static boolean banksWanted(FieldSet wanted) {
    return wanted.wants(Customer.BANK_ACCOUNTS);
  }

  /** Whether somebody needs addresses. */
  public static boolean addressesWanted(FieldSet wanted) {
    return wanted.wants(Customer.LEGAL_ADDRESS) || wanted.wants(Customer.ADDRESS);
  }

  /** All fields that requisites hold. */
  public static FieldSet all() {
    Set<Field<?>> all = new LinkedHashSet<>(OWN);
    all.addAll(List.of(Customer.LEGAL_ADDRESS, Customer.ADDRESS, Customer.BANK_ACCOUNTS));
    return FieldSet.of(all);
  }

  /** What of a write is kept in the requisite itself. */
  public static Set<Field<?>> own(Entity delta) {
    Set<Field<?>> said = new LinkedHashSet<>(delta.fields());
    said.retainAll(OWN);
    return said;
  }

  /** Says what a customer's requisite says; {@code row} is missing where there is none. */
  public static Entity read(Entity customer, CustomerTable table, JsonNode row) {
    return customer
        .with(Customer.TAX_NUMBER, Values.text(row.path("RQ_INN")))
        .with(Customer.TAX_REASON, Values.text(row.path("RQ_KPP")))
        .with(
            Customer.REGISTRATION,
            Values.text(row.path("RQ_OGRN")).or(() -> Values.text(row.path("RQ_OGRNIP"))))
        .with(Customer.LEGAL_NAME, Values.text(row.path(fullName(table))));
  }

  /** Whether a requisite is that of somebody who trades under their own name. */
  public static boolean soleTrader(JsonNode row, long preset) {
    boolean named = preset > 0 && row.path("PRESET_ID").asLong() == preset;
    return named
        || (Values.text(row.path("RQ_OGRNIP")).isPresent()
            && Values.text(row.path("RQ_OGRN")).isEmpty());
  }

  /** The fields of the requisite itself that say what a write says. */
  public static Map<String, @Nullable Object> write(
      Entity delta, CustomerTable table, boolean trader) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    put(delta, Customer.TAX_NUMBER, "RQ_INN", fields);
    put(delta, Customer.TAX_REASON, "RQ_KPP", fields);
    put(delta, Customer.LEGAL_NAME, fullName(table), fields);
    if (delta.knows(Customer.REGISTRATION)) {
      boolean natural = trader || table == CustomerTable.CONTACT;
      fields.put(natural ? "RQ_OGRN" : "RQ_OGRNIP", "");
      put(delta, Customer.REGISTRATION, natural ? "RQ_OGRNIP" : "RQ_OGRN", fields);
    }
    return fields;
  }

  private static void put(
      Entity delta, Field<String> field, String name, Map<String, @Nullable Object> into) {
    if (delta.knows(field)) {
      into.put(name, delta.get(field).orElse(""));
    }
  }

  private static String fullName(CustomerTable table) {
    return table == CustomerTable.COMPANY ? "RQ_COMPANY_FULL_NAME" : "RQ_NAME";
  }

  /** Says what the addresses of a requisite say. */
  public static Entity readAddresses(Entity customer, List<JsonNode> rows) {
    Entity with = customer;
    for (Place place : Place.values()) {
      with =
          with.with(
              place.field,
              kept(place, rows).map(RequisiteTable::address).filter(known -> !blank(known)));
    }
    return with;
  }

  private static Optional<JsonNode> kept(Place place, List<JsonNode> rows) {
    Optional<JsonNode> best = ofType(place.best, rows);
    return best.isPresent() ? best : ofType(place.other, rows);
  }

  private static Optional<JsonNode> ofType(String type, List<JsonNode> rows) {
    return rows.stream().filter(each -> each.path("TYPE_ID").asText().equals(type)).findFirst();
  }

  /** The vendor's region is a district of its province: both make the canonical region. */
  private static Address address(JsonNode row) {
    String province = Values.text(row.path("PROVINCE")).orElse("");
    String district = Values.text(row.path("REGION")).orElse("");
    return new Address(
        Values.text(row.path("COUNTRY")).orElse(""),
        province.isEmpty() || district.isEmpty() ? province + district : province + ", " + district,
        Values.text(row.path("CITY")).orElse(""),
        Values.text(row.path("ADDRESS_1")).orElse(""),
        Values.text(row.path("POSTAL_CODE")).orElse(""),
        Values.text(row.path("ADDRESS_2")).orElse(""));
  }

  private static boolean blank(Address address) {
    return address.equals(new Address("", "", "", "", "", ""));
  }

  /** One address to be written, or removed where {@code address} is null. */
  public record AddressChange(
      Field<Address> field, String typeId, @Nullable Address address, boolean known) {

    /** The vendor's fields, the key left out. */
    public Map<String, @Nullable Object> fields() {
      Address wanted = address;
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      if (wanted != null) {
        fields.put("COUNTRY", wanted.country());
        fields.put("PROVINCE", wanted.region());
        fields.put("REGION", "");
        fields.put("CITY", wanted.city());
        fields.put("ADDRESS_1", wanted.street());
        fields.put("POSTAL_CODE", wanted.postalCode());
        fields.put("ADDRESS_2", wanted.rest());
      }
      return fields;
    }
  }

  /**
   * What has to be done to the addresses of a requisite.
   *
   * @param natural whether it is a person's: registered, not seated
   * @param held the addresses as they are
   */
  public static List<AddressChange> addresses(Entity delta, boolean natural, List<JsonNode> held) {
    List<AddressChange> changes = new java.util.ArrayList<>();
    for (Place place : Place.values()) {
      if (delta.knows(place.field)) {
        Optional<JsonNode> kept = kept(place, held);
        String born = place == Place.LEGAL && natural ? place.other : place.best;
        String type = kept.map(row -> row.path("TYPE_ID").asText()).orElse(born);
        Optional<Address> wanted = delta.get(place.field);
        if (wanted.isPresent() || kept.isPresent()) {
          changes.add(new AddressChange(place.field, type, wanted.orElse(null), kept.isPresent()));
        }
      }
    }
    return changes;
  }

  /** Says what the bank details of a requisite say. */
  public static Entity readBanks(Entity customer, List<JsonNode> rows) {
    Set<BankAccount> accounts = new LinkedHashSet<>();
    for (JsonNode each : rows) {
      BankAccount account = account(each);
      if (!account.number().isEmpty()) {
        accounts.add(account);
      }
    }
    return customer.with(
        Customer.BANK_ACCOUNTS,
        accounts.isEmpty()
            ? Optional.<Set<BankAccount>>empty()
            : Optional.of(Set.copyOf(accounts)));
  }

  private static BankAccount account(JsonNode row) {
    return new BankAccount(
        Values.text(row.path("RQ_ACC_NUM")).or(() -> Values.text(row.path("RQ_IBAN"))).orElse(""),
        Values.text(row.path("RQ_BIK")).or(() -> Values.text(row.path("RQ_SWIFT"))).orElse(""),
        Values.text(row.path("RQ_BANK_NAME")).orElse(""),
        Values.text(row.path("RQ_COR_ACC_NUM")).orElse(""));
  }

  /** One bank account to be written, or removed where {@code account} is null. */
  public record BankChange(long id, @Nullable BankAccount account) {

    /** The vendor's fields. */
    public Map<String, @Nullable Object> fields() {
      BankAccount wanted = account;
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      if (wanted != null) {
        boolean iban = wanted.number().matches("[A-Za-z]{2}.*");
        fields.put("NAME", wanted.bank().isEmpty() ? wanted.number() : wanted.bank());
        fields.put("RQ_ACC_NUM", iban ? "" : wanted.number());
        fields.put("RQ_IBAN", iban ? wanted.number() : "");
        boolean swift = wanted.bankCode().matches("[A-Za-z].*");
        fields.put("RQ_BIK", swift ? "" : wanted.bankCode());
        fields.put("RQ_SWIFT", swift ? wanted.bankCode() : "");
        fields.put("RQ_BANK_NAME", wanted.bank());
        fields.put("RQ_COR_ACC_NUM", wanted.correspondent());
      }
      return fields;
    }
  }

  /**
   * What turns the held bank details into the wanted accounts. One that is no more wanted is
   * rewritten where another is missing: documents may point at it.
   */
  public static List<BankChange> banks(Entity delta, List<JsonNode> held) {
    if (!delta.knows(Customer.BANK_ACCOUNTS)) {
      return List.of();
    }
    Map<String, BankAccount> missing = new LinkedHashMap<>();
    delta
        .get(Customer.BANK_ACCOUNTS)
        .orElse(Set.of())
        .forEach(each -> missing.put(key(each), each));
    List<JsonNode> spare = new java.util.ArrayList<>();
    Set<String> kept = new LinkedHashSet<>();
    for (JsonNode each : held) {
      String key = key(account(each));
      if (missing.containsKey(key) && kept.add(key)) {
        continue;
      }
      spare.add(each);
    }
    missing.keySet().removeAll(kept);
    List<BankChange> changes = new java.util.ArrayList<>();
    for (JsonNode each : spare) {
      Optional<String> next = missing.keySet().stream().findFirst();
      changes.add(new BankChange(each.path("ID").asLong(), next.map(missing::remove).orElse(null)));
    }
    missing.values().forEach(each -> changes.add(new BankChange(0, each)));
    return changes;
  }

  private static String key(BankAccount account) {
    return dev.syncline.model.Kinds.bankAccount()
        .canonical(account, dev.syncline.model.PhoneRules.digits());
  }
}
