package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Located;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One account that has dictionaries and answers nothing else. */
final class Shop implements Connector {

  private final Account account;
  private final Map<String, List<Dictionaries.Code>> codes = new LinkedHashMap<>();

  private final Set<EntityType> types =
      new LinkedHashSet<>(
          List.of(Category.TYPE, Product.TYPE, Variant.TYPE, Customer.TYPE, Order.TYPE));

  private Shop(String system) {
    account = new Account(system, "acme");
  }

  /** A portal with two funnels, two currencies and three users, of whom one is dismissed. */
  static Shop bitrix() {
    return new Shop("bitrix24")
        .stage("NEW", "0", "P")
        .stage("EXECUTING", "0", "P")
        .stage("FINAL_INVOICE", "0", "P")
        .stage("WON", "0", "S")
        .stage("LOSE", "0", "F")
        .stage("APOLOGY", "0", "F")
        .stage("C3:NEW", "3", "P")
        .stage("C3:WON", "3", "S")
        .code(Dictionaries.INVOICE_STATUS, "DT31_5:N", true, Map.of("pipeline", "5"))
        .code(Dictionaries.INVOICE_STATUS, "DT31_5:P", true, Map.of("pipeline", "5"))
        .code(Dictionaries.INVOICE_STATUS, "DT31_5:S", true, Map.of("pipeline", "5"))
        .code(Dictionaries.CURRENCY, "RUB", true, Map.of())
        .code(Dictionaries.CURRENCY, "BYN", true, Map.of())
        .code(Dictionaries.EMPLOYEE, "1", true, Map.of("email", "ann@acme.example"))
        .code(Dictionaries.EMPLOYEE, "2", true, Map.of("email", "BOB@acme.example"))
        .code(Dictionaries.EMPLOYEE, "3", false, Map.of("email", "old@acme.example"));
  }

  /** An account with four states, an archived company before the living one, and two employees. */
  static Shop moysklad() {
    return new Shop("moysklad")
        .code(Dictionaries.ORDER_STATUS, "fresh", true, Map.of("type", "Regular"))
        .code(Dictionaries.ORDER_STATUS, "packed", true, Map.of("type", "Regular"))
        .code(Dictionaries.ORDER_STATUS, "done", true, Map.of("type", "Successful"))
        .code(Dictionaries.ORDER_STATUS, "dropped", true, Map.of("type", "Unsuccessful"))
        .code(Dictionaries.INVOICE_STATUS, "issued", true, Map.of())
        .code(Dictionaries.INVOICE_STATUS, "paid", true, Map.of())
        .code(Dictionaries.ORGANIZATION, "closed-llc", false, Map.of())
        .code(Dictionaries.ORGANIZATION, "acme-llc", true, Map.of())
        .code(Dictionaries.STORE, "main-store", true, Map.of())
        .code(Dictionaries.CURRENCY, "RUB", true, Map.of())
        .code(Dictionaries.CURRENCY, "EUR", true, Map.of())
        .code(Dictionaries.EMPLOYEE, "ann", true, Map.of("email", "ann@acme.example"))
        .code(Dictionaries.EMPLOYEE, "bob", true, Map.of("email", "bob@acme.example"))
        .code(Dictionaries.EMPLOYEE, "gone", false, Map.of());
  }

  private Shop stage(String code, String pipeline, String semantics) {
    Map<String, String> traits = Map.of("pipeline", pipeline, "semantics", semantics);
    return code(Dictionaries.ORDER_STATUS, code, true, traits);
  }

  Shop code(String dictionary, String code, boolean alive, Map<String, String> traits) {
    codes
        .computeIfAbsent(dictionary, name -> new ArrayList<>())
        .add(new Dictionaries.Code(code, "the " + code, alive, traits));
    return this;
  }

  /** With more types of things. */
  Shop having(EntityType... more) {
    types.addAll(List.of(more));
    return this;
  }

  Shop without(String dictionary, String code) {
    codes.get(dictionary).removeIf(each -> each.code().equals(code));
    return this;
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public Dictionaries dictionaries() {
    return new Dictionaries() {
      @Override
      public Set<String> names() {
        return codes.keySet();
      }

      @Override
      public List<Code> codes(String dictionary) {
        return codes.getOrDefault(dictionary, List.of());
      }
    };
  }

  @Override
  public Set<EntityType> entityTypes() {
    return types;
  }

  @Override
  public ConnectionCheck check() {
    return new ConnectionCheck("a stub", List.of(), List.of());
  }

  @Override
  public EntityPort port(EntityType type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Feed> feeds() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<List<Write>> pack(List<Write> writes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
