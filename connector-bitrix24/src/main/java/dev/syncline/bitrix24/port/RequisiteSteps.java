package dev.syncline.bitrix24.port;

import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.ExternalCodes;
import dev.syncline.bitrix24.codec.RequisiteTable;
import dev.syncline.bitrix24.codec.RequisiteTable.AddressChange;
import dev.syncline.bitrix24.codec.RequisiteTable.BankChange;
import dev.syncline.bitrix24.codec.Unwritable;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Refusal;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commands that write what requisites hold, behind those of the customer itself.
 *
 * @param owner the customer's number, or what is going to make it
 * @param whole the customer as it shall be
 * @param before how many commands stand before these
 */
record RequisiteSteps(
    Portal portal, CustomerTable table, OperationKey key, Object owner, Entity whole, int before) {

  /** At most how many commands a write needs for its requisite. */
  static int weight(Entity delta, @Nullable Entity held) {
    if (held == null && !says(delta)) {
      return 0;
    }
    int banks = delta.get(Customer.BANK_ACCOUNTS).map(Set::size).orElse(0);
    if (delta.knows(Customer.BANK_ACCOUNTS) && held != null) {
      banks += held.get(Customer.BANK_ACCOUNTS).map(Set::size).orElse(0);
    }
    int addresses =
        (delta.knows(Customer.ADDRESS) ? 1 : 0) + (delta.knows(Customer.LEGAL_ADDRESS) ? 1 : 0);
    boolean any = banks + addresses > 0 || !RequisiteTable.own(delta).isEmpty();
    return any ? 1 + banks + addresses : 0;
  }

  /** What a customer without a requisite needs. */
  List<Script.Step> born(Entity delta) {
    if (!says(delta)) {
      return List.of();
    }
    List<Script.Step> steps = new ArrayList<>();
    steps.add(
        new Script.Step(
            Command.of("crm.requisite.add", "fields", added(delta)), RequisiteTable.own(delta)));
    steps.addAll(hanging(delta, new Command.Made(key.text(), before), Requisites.Held.NONE));
    return steps;
  }

  /** Whether a requisite would hold anything: what sort of customer it is shows elsewhere. */
  private static boolean says(Entity delta) {
    boolean trader = delta.get(Customer.KIND).filter(Customer.SOLE_TRADER::equals).isPresent();
    return trader
        || RequisiteTable.all().fields().stream()
            .filter(field -> !field.equals(Customer.KIND))
            .flatMap(field -> delta.get(field).stream())
            .anyMatch(value -> !Set.of().equals(value));
  }

  private Map<String, @Nullable Object> added(Entity delta) {
    Map<String, @Nullable Object> fields =
        BitrixPort.born(RequisiteTable.write(delta, table, trader()));
    fields.put("ENTITY_TYPE_ID", table.entityTypeId());
    fields.put("ENTITY_ID", owner);
    fields.put("PRESET_ID", preset());
    fields.put("NAME", name(delta));
    fields.put("XML_ID", ExternalCodes.marker(key));
    return fields;
  }

  private boolean trader() {
    return whole.get(Customer.KIND).filter(Customer.SOLE_TRADER::equals).isPresent();
  }

  private long preset() {
    var presets = portal.codes().presets();
    long preset =
        trader()
            ? presets.soleTrader()
            : table == CustomerTable.COMPANY ? presets.organization() : presets.person();
    if (preset == 0) {
      throw new Unwritable(
          Refusal.Code.INVALID,
          "PRESET_ID",
          "the portal has no requisite template for "
              + (trader() ? "sole traders" : "such customers")
              + "; add one in its CRM settings");
    }
    return preset;
  }

  private String name(Entity delta) {
    return delta
        .get(Customer.LEGAL_NAME)
        .or(() -> whole.get(Customer.NAME))
        .or(() -> whole.get(Customer.PERSON_NAME).map(name -> name.full()))
        .filter(text -> !text.isBlank())
        .orElse("1");
  }

  /** What changes the requisite that a customer has. */
  List<Script.Step> changed(Entity delta, Requisites.Held held) {
    if (!held.exists()) {
      return born(delta);
    }
    List<Script.Step> steps = new ArrayList<>();
    Set<Field<?>> own = RequisiteTable.own(delta);
    if (!own.isEmpty()) {
      boolean trader = RequisiteTable.soleTrader(held.row(), portal.codes().presets().soleTrader());
      steps.add(
          new Script.Step(
              Command.of(
                  "crm.requisite.update",
                  "id",
                  held.id(),
                  "fields",
                  RequisiteTable.write(delta, table, trader)),
              own));
    }
    steps.addAll(hanging(delta, held.id(), held));
    return steps;
  }

  private List<Script.Step> hanging(Entity delta, Object requisite, Requisites.Held held) {
    List<Script.Step> steps = new ArrayList<>();
    boolean natural = trader() || table == CustomerTable.CONTACT;
    for (AddressChange each : RequisiteTable.addresses(delta, natural, held.addresses())) {
      steps.add(new Script.Step(address(each, requisite), Set.of(each.field())));
    }
    for (BankChange each : RequisiteTable.banks(delta, held.banks())) {
      steps.add(new Script.Step(bank(each, requisite), Set.of(Customer.BANK_ACCOUNTS)));
    }
    return steps;
  }

  private static Command address(AddressChange change, Object requisite) {
    Map<String, @Nullable Object> fields =
        Command.map(
            "TYPE_ID",
            change.typeId(),
            "ENTITY_TYPE_ID",
            RequisiteTable.ENTITY_TYPE_ID,
            "ENTITY_ID",
            requisite);
    fields.putAll(change.fields());
    String verb = change.address() == null ? "delete" : change.known() ? "update" : "add";
    return Command.of("crm.address." + verb, "fields", fields);
  }

  private static Command bank(BankChange change, Object requisite) {
    String family = "crm.requisite.bankdetail.";
    if (change.account() == null) {
      return Command.of(family + "delete", "id", change.id());
    }
    Map<String, @Nullable Object> fields = change.fields();
    if (change.id() > 0) {
      return Command.of(family + "update", "id", change.id(), "fields", fields);
    }
    fields.put("ENTITY_ID", requisite);
    return Command.of(family + "add", "fields", BitrixPort.born(fields));
  }
}
