package dev.syncline.moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.ConnectionCheck.Problem;
import dev.syncline.connector.Dictionaries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One look at who we are and what is missing; the dictionaries are read on the way. */
final class AccountCheck {

  private static final String NONE = "NO";

  private final MoySkladApi api;
  private final MoySkladDictionaries dictionaries;
  private final Login login;
  private final @Nullable String priceType;
  private final AtomicReference<@Nullable String> pinned;

  AccountCheck(
      MoySkladApi api,
      MoySkladDictionaries dictionaries,
      Login login,
      @Nullable String priceType,
      @Nullable String accountId) {
    this.api = api;
    this.dictionaries = dictionaries;
    this.login = login;
    this.priceType = priceType;
    this.pinned = new AtomicReference<>(accountId);
  }

  ConnectionCheck run() {
    List<Problem> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    JsonNode who;
    try {
      who = api.get("context/employee", Map.of());
    } catch (AccessDenied denied) {
      // Nothing else will be answered either.
      return new ConnectionCheck(login.setting(), List.of(noAccess(denied)), List.of());
    }
    pin(who, problems);
    if (login.kind() == Login.Kind.USER && !isAdministrator(who)) {
      problems.add(
          new Problem(
              "MS_NOT_ADMIN",
              "administrator",
              "the user of " + api.account() + " is no administrator",
              "make the user an administrator in MoySklad under Settings, Employees;"
                  + " without it custom fields, statuses and webhooks cannot be made"));
    }
    dictionaries.forgetCustomFields();
    load("company settings", dictionaries::loadSettings, problems);
    load("metadata", dictionaries::loadStatuses, problems);
    load("organization", dictionaries::loadOrganizations, problems);
    load("store", dictionaries::loadStores, problems);
    load("currency", dictionaries::loadCurrencies, problems);
    load("employee", dictionaries::loadEmployees, problems);
    if (priceType != null && dictionaries.priceType().isEmpty()) {
      problems.add(
          new Problem(
              "PRICE_TYPE_UNKNOWN",
              "price type",
              "the account has no price type \"" + priceType + "\"",
              "choose one of " + names(Dictionaries.PRICE_TYPE)));
    }
    if (dictionaries.codes(Dictionaries.ORGANIZATION).stream()
        .noneMatch(Dictionaries.Code::alive)) {
      notes.add("there is no own company in use: orders cannot be created");
    }
    return new ConnectionCheck(
        actingAs(who), who.path("accountId").asText(""), List.copyOf(problems), List.copyOf(notes));
  }

  /** The vendor's id of the account, as far as known. */
  @Nullable String accountId() {
    return pinned.get();
  }

  /** An alias must never come to stand for another account: its links would be of another world. */
  private void pin(JsonNode who, List<Problem> problems) {
    String found = who.path("accountId").asText("");
    if (found.isEmpty()) {
      return;
    }
    String expected = pinned.compareAndExchange(null, found);
    if (expected != null && !expected.equals(found)) {
      problems.add(
          new Problem(
              "ACCOUNT_CHANGED",
              "account",
              api.account() + " was the account " + expected + " and is now " + found,
              "use a "
                  + login.setting()
                  + " of the first account, or another name for the second"));
    }
  }

  private Problem noAccess(AccessDenied denied) {
    return denied.missingRight().equals(MoySkladErrors.TARIFF_RIGHT)
        ? new Problem(
            "MS_NO_PAID_ACCESS",
            denied.missingRight(),
            "the tariff of " + api.account() + " holds no access to the API",
            "choose a tariff with it in MoySklad under Subscription, or start a trial")
        : new Problem(
            "MS_NO_API_ACCESS",
            denied.missingRight(),
            "the user of " + api.account() + " may not use the API",
            "allow it in MoySklad under Settings, Employees, or take a user who may");
  }

  private static void load(String what, Runnable reading, List<Problem> problems) {
    try {
      reading.run();
    } catch (AccessDenied denied) {
      problems.add(
          new Problem(
              "RIGHT_MISSING",
              denied.missingRight(),
              "the list " + what + " cannot be read",
              "grant the right in MoySklad under Settings, Employees"));
    }
  }

  private static boolean isAdministrator(JsonNode who) {
    JsonNode admin = who.path("permissions").path("admin");
    if (admin.isMissingNode() || admin.isNull()) {
      return false;
    }
    return admin.isBoolean() ? admin.booleanValue() : !NONE.equals(admin.path("view").asText(NONE));
  }

  private String actingAs(JsonNode who) {
    String uid = who.path("uid").asText("");
    return uid.isEmpty() ? login.setting() : uid;
  }

  private List<String> names(String dictionary) {
    return dictionaries.codes(dictionary).stream().map(Dictionaries.Code::name).toList();
  }
}
