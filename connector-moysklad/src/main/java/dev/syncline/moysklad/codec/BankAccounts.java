package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.BankAccount;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.PhoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bank accounts: a collection that is shown only where it is opened, and replaced as a whole.
 *
 * @since 0.1
 */
public final class BankAccounts {

  private static final String ACCOUNTS = "accounts";

  private BankAccounts() {}

  static Line<Set<BankAccount>> of(Field<Set<BankAccount>> field) {
    return Line.of(
        field,
        (document, into, terms) -> read(document, field, into),
        (document, wanted, how) -> write(document, wanted));
  }

  private static void read(
      JsonNode document, Field<Set<BankAccount>> field, Entity.Builder into) {
    JsonNode rows = document.path(ACCOUNTS).path("rows");
    if (rows.isArray()) {
      Set<BankAccount> accounts = new LinkedHashSet<>();
      rows.forEach(row -> accounts.add(account(row)));
      into.set(field, accounts);
    }
  }

  private static BankAccount account(JsonNode row) {
    return new BankAccount(
        row.path("accountNumber").asText(""),
        row.path("bic").asText(""),
        row.path("bankName").asText(""),
        row.path("correspondentAccount").asText(""));
  }

  private static boolean write(ObjectNode document, @Nullable Set<BankAccount> wanted) {
    ArrayNode rows = document.putArray(ACCOUNTS);
    List<BankAccount> sorted = new ArrayList<>(wanted == null ? Set.of() : wanted);
    sorted.sort(Comparator.comparing(BankAccount::number).thenComparing(BankAccount::bankCode));
    boolean taken = true;
    for (BankAccount account : sorted) {
      if (account.number().isBlank()) {
        taken = false;
      } else {
        ObjectNode row = rows.addObject().put("accountNumber", account.number());
        put(row, "bic", account.bankCode());
        put(row, "bankName", account.bank());
        put(row, "correspondentAccount", account.correspondent());
      }
    }
    return taken;
  }

  /** What is not known is not said: the vendor keeps what a row that stays has there. */
  private static void put(ObjectNode row, String name, String value) {
    if (!value.isBlank()) {
      row.put(name, value);
    }
  }

  /**
   * Gives the rows of a document the ids of those that are there: documents point at accounts, and
   * a row without its id would be a new one.
   *
   * @param there the counterparty as it is, with its accounts opened
   */
  public static void keep(ObjectNode document, JsonNode there) {
    Map<String, List<String>> ids = new HashMap<>();
    for (JsonNode row : there.path(ACCOUNTS).path("rows")) {
      ids.computeIfAbsent(same(row), any -> new ArrayList<>()).add(row.path("id").asText());
    }
    for (JsonNode row : document.path(ACCOUNTS)) {
      List<String> known = ids.getOrDefault(same(row), List.of());
      if (!known.isEmpty()) {
        ((ObjectNode) row).put("id", known.remove(0));
      }
    }
  }

  private static String same(JsonNode row) {
    return Kinds.bankAccount().canonical(account(row), PhoneRules.digits());
  }
}
