package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Counterparties, organizations, employees and the smaller dictionaries. */
final class People {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final int MOST_STORES = 2000;
  private static final Set<String> OF_COMPANIES = Set.of("kpp", "ogrn");
  private static final Set<String> NAMES =
      Set.of("legalLastName", "legalFirstName", "legalMiddleName");
  private static final Set<String> OF_ENTREPRENEURS =
      Set.of("ogrnip", "certificateNumber", "certificateDate");
  private static final Set<String> OF_INDIVIDUALS = Set.of("sex", "birthDate");

  private final Books books;

  People(Books books) {
    this.books = books;
  }

  void defaults(Draft draft) {
    switch (draft.spec.type()) {
      case "counterparty" -> {
        draft.fields.put("companyType", "legal");
        draft.fields.putArray("tags");
      }
      case "organization" -> draft.fields.put("companyType", "legal").put("payerVat", false);
      case "account" -> draft.fields.put("isDefault", false);
      case "currency" ->
          draft
              .fields
              .put("rate", 1.0)
              .put("multiplicity", 1)
              .put("indirect", false)
              .put("default", false);
      case "webhook", "webhookstock" -> draft.fields.put("enabled", true).put("method", "POST");
      case "retailstore" -> draft.fields.put("active", true);
      case "contract" -> draft.fields.put("moment", Moments.minute(books.now())).put("sum", 0.0);
      case "task" -> draft.fields.put("done", false);
      default -> {}
    }
  }

  void check(Draft draft) {
    email(draft);
    switch (draft.spec.type()) {
      case "counterparty", "organization" -> company(draft);
      case "employee" -> employee(draft);
      case "store" -> store(draft);
      case "currency" -> currency(draft);
      case "bundlecomponent" -> positive(draft, "quantity");
      default -> {}
    }
  }

  private static void email(Draft draft) {
    String email = draft.text("email");
    if (draft.sends("email") && email != null && !EMAIL.matcher(email).matches()) {
      draft.fail(
          ApiError.invalid(
                  3015,
                  "Ошибка валидации: Ошибка валидации: некорректный адрес E-mail: '" + email + "'")
              .parameter("email"));
    }
  }

  static void positive(Draft draft, String field) {
    if (draft.get(field) != null && draft.fields.path(field).asDouble() <= 0) {
      draft.fail(
          ApiError.invalid(
                  3003, "Ошибка сохранения объекта: поле '" + field + "' должно быть больше нуля")
              .parameter(field));
    }
  }

  private static void company(Draft draft) {
    String type = String.valueOf(draft.text("companyType"));
    if (!type.startsWith("entrepreneur")) {
      OF_ENTREPRENEURS.forEach(draft.fields::remove);
    }
    if (!type.startsWith("individual")) {
      OF_INDIVIDUALS.forEach(draft.fields::remove);
    }
    if (type.startsWith("legal")) {
      NAMES.forEach(draft.fields::remove);
      return;
    }
    OF_COMPANIES.forEach(draft.fields::remove);
    List<String> names = new ArrayList<>();
    for (String part : List.of("legalLastName", "legalFirstName", "legalMiddleName")) {
      String name = draft.text(part);
      if (name != null) {
        names.add(name);
      }
    }
    if (!names.isEmpty()) {
      String full = String.join(" ", names);
      draft.fields.put("legalTitle", type.startsWith("entrepreneur") ? "ИП " + full : full);
    }
  }

  private static void employee(Draft draft) {
    String last = String.valueOf(draft.text("lastName"));
    String first = draft.text("firstName");
    String middle = draft.text("middleName");
    StringBuilder full = new StringBuilder(last);
    StringBuilder brief = new StringBuilder(last);
    for (String part : new String[] {first, middle}) {
      if (part != null) {
        full.append(' ').append(part);
        brief
            .append(brief.length() == last.length() ? " " : "")
            .append(part.substring(0, 1).toUpperCase(Locale.ROOT))
            .append('.');
      }
    }
    draft.fields.put("name", brief.toString());
    draft.fields.put("fullName", full.toString()).put("shortFio", brief.toString());
  }

  private void store(Draft draft) {
    Collection<Doc> stores = books.entities("store");
    for (Doc store : stores) {
      if (store != draft.doc && String.valueOf(draft.text("name")).equals(store.text("name"))) {
        draft.fail(
            ApiError.invalid(
                    3006,
                    "Ошибка сохранения объекта: нарушено ограничение уникальности параметра 'name'")
                .parameter("name"));
        return;
      }
    }
    if (draft.creating() && stores.size() >= MOST_STORES) {
      draft.fail(
          ApiError.invalid(
              67007,
              "Ошибка при работе со складами: количество активных складов не может быть больше"
                  + " 2000"));
    }
  }

  private void currency(Draft draft) {
    if (draft.creating() && draft.fields.path("system").asBoolean()) {
      String iso = String.valueOf(draft.text("isoCode"));
      draft.fields.put("name", iso.toLowerCase(Locale.ROOT)).put("fullName", iso);
      draft.errors.clear();
    }
    for (Doc other : books.entities("currency")) {
      if (other != draft.doc
          && draft.text("isoCode") != null
          && String.valueOf(draft.text("isoCode")).equals(other.text("isoCode"))) {
        draft.fail(
            ApiError.invalid(
                    3006,
                    "Ошибка сохранения объекта: нарушено ограничение уникальности параметра"
                        + " 'isoCode'")
                .parameter("isoCode"));
      }
    }
  }

  /** Of several accounts one is the default: the last that says so, else the first. */
  void oneDefaultAccount(Doc owner) {
    Doc chosen = null;
    for (Doc account : books.rows(owner, "accounts")) {
      if (chosen == null || account.flag("isDefault")) {
        chosen = account;
      }
    }
    for (Doc account : books.rows(owner, "accounts")) {
      ObjectNode fields = account.fields.deepCopy();
      fields.put("isDefault", account == chosen);
      books.change(account, fields);
    }
  }
}
