package dev.syncline.bitrix24.port;

import dev.syncline.connector.Write;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kind;
import dev.syncline.model.PhoneRules;
import java.util.Map;

/** Takes a customer's requisite, as looked at just before a write, along with the write. */
final class HeldRequisites {

  private static final Field<Requisites.Held> HELD =
      Field.custom(Customer.TYPE, "requisite", new HeldKind());

  private HeldRequisites() {}

  static Write with(Write write, Map<String, Requisites.Held> held) {
    if (write instanceof Write.Update update) {
      Requisites.Held known = held.get(update.held().id());
      if (known != null) {
        Entity with = update.held().with(HELD, known);
        return new Write.Update(update.key(), with, update.delta(), update.expectedVersion());
      }
    }
    return write;
  }

  static Requisites.Held of(Write.Update update) {
    return update.held().get(HELD).orElse(Requisites.Held.NONE);
  }

  /** Never leaves the connector. */
  private static final class HeldKind implements Kind<Requisites.Held> {

    @Override
    public String name() {
      return "requisite";
    }

    @Override
    public String canonical(Requisites.Held value, PhoneRules phones) {
      return Long.toString(value.id());
    }
  }
}
