package dev.syncline.examples.embedded;

import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.moysklad.fake.FakeMoySklad;
import java.util.Map;

/** Stand-ins for both accounts on free loopback ports, with a handful of records in them. */
final class Fakes implements AutoCloseable {

  static final String HOOK_SECRET = "everybody-may-know-this";

  private final FakeBitrix24 portal = FakeBitrix24.start();
  private final FakeMoySklad warehouse = FakeMoySklad.start();

  private Fakes() {}

  static Fakes start() {
    Fakes fakes = new Fakes();
    fakes.portal.contacts().add(contact -> contact.name("Anna").email("anna@tea.example"));
    fakes.portal.products().add(product -> product.name("Tea").article("TEA-1").price("19.90"));
    fakes.warehouse.products().add(mug -> mug.put("name", "Mug").put("article", "MUG-1"));
    fakes.twins();
    return fakes;
  }

  /** One article here and twice there: a person has to say which of the two it is. */
  private void twins() {
    portal.products().add(product -> product.name("Cup").article("CUP-1"));
    warehouse.products().add(one -> one.put("name", "Cup, blue").put("article", "CUP-1"));
    warehouse.products().add(other -> other.put("name", "Cup, red").put("article", "CUP-1"));
  }

  Map<String, String> places() {
    return Map.of(
        Accounts.BITRIX24, portal.webhookUrl(),
        Accounts.APPLICATION_TOKEN, portal.oauthApp().applicationToken(),
        Accounts.API, warehouse.api().toString(),
        Accounts.LOGIN, warehouse.login(),
        Accounts.PASSWORD, warehouse.password(),
        Accounts.HOOK_SECRET, HOOK_SECRET);
  }

  FakeBitrix24 portal() {
    return portal;
  }

  FakeMoySklad warehouse() {
    return warehouse;
  }

  @Override
  public void close() {
    portal.close();
    warehouse.close();
  }
}
