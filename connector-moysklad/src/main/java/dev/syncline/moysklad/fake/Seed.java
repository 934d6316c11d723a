package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a fresh account holds. */
final class Seed {

  private static final String UOMS =
      "шт кг г т л м м2 м3 см мм км мл упак пара рул компл ч мин сут нед мес год чел ед лист бут"
          + " пач ящ кор меш бан фл амп таб доза гал дм дм2 см2 га ар кВт кВт*ч Вт В А Ом Гц Дж"
          + " кал ккал бар атм Па кПа байт кбайт Мбайт Гбайт миллион милл";

  private final Books books;
  private final Settings settings;

  Seed(Books books, Settings settings) {
    this.books = books;
    this.settings = settings;
  }

  /** The groups and employees that everything else belongs to. */
  Doc employee(String uid, String lastName, String firstName) {
    if (books.entities("group").isEmpty()) {
      put("group", Json.object().put("name", "Основной"));
    }
    ObjectNode fields = Json.object();
    fields.put("lastName", lastName).put("firstName", firstName).put("uid", uid);
    fields.put("name", lastName + " " + firstName.charAt(0) + ".");
    fields
        .put("fullName", lastName + " " + firstName)
        .put("email", uid.replace("@", ".") + "@example.org");
    Doc employee = put("employee", fields);
    if (books.entities("employee").size() == 1) {
      ObjectNode owned = employee.fields.deepCopy();
      owned.set("owner", Json.ref(employee));
      books.change(employee, owned);
    }
    return employee;
  }

  void fill() {
    currency("руб", "Российский рубль", "643", "RUB", 1, true);
    currency("доллар", "Доллар США", "840", "USD", 90, false);
    currency("евро", "Евро", "978", "EUR", 100, false);
    settings.newPriceType(
        Json.object()
            .put("name", "Цена продажи")
            .put("externalCode", "cbcf493b-55bc-11d9-848a-00112f43529a"));
    Doc organization =
        put(
            "organization",
            Json.object().put("name", "ООО \"Ромашка\"").put("companyType", "legal"));
    Doc store = put("store", Json.object().put("name", "Основной склад"));
    ObjectNode retail = Json.object().put("name", "Точка продаж").put("active", true);
    retail.set("organization", Json.ref(organization));
    retail.set("store", Json.ref(store));
    retail.set("priceType", Json.ref(books.shelf(Settings.PRICE_TYPES).iterator().next()));
    put("retailstore", retail);
    for (String name : List.of("ООО \"Поставщик\"", "ООО \"Покупатель\"")) {
      counterparty(name, "legal");
    }
    counterparty("Розничный покупатель", "individual");
    int code = 1;
    for (String uom : UOMS.split(" ")) {
      put(
          "uom",
          Json.object().put("name", uom).put("description", uom).put("code", "" + (100 + code++)));
    }
    for (String country :
        List.of(
            "643 Россия",
            "112 Беларусь",
            "398 Казахстан",
            "860 Узбекистан",
            "276 Германия",
            "156 Китай")) {
      put(
          "country",
          Json.object().put("name", country.substring(4)).put("code", country.substring(0, 3)));
    }
    for (String region : List.of("77 г Москва", "78 г Санкт-Петербург", "16 Респ Татарстан")) {
      ObjectNode fields =
          Json.object().put("name", region.substring(3)).put("code", region.substring(0, 2));
      books.put(
          new Doc(
              Schema.get("region"),
              "entity/region",
              "00000000-0000-0000-0000-0000000000" + region.substring(0, 2),
              null,
              stamped(Schema.get("region"), fields)));
    }
    for (int rate : new int[] {0, 10, 20, 22}) {
      put("taxrate", Json.object().put("rate", (double) rate));
    }
    put("expenseitem", Json.object().put("name", "Возврат"));
    states();
  }

  private void states() {
    String shelf = "entity/customerorder/metadata/states";
    String[][] states = {
      {"Новый", "15106326", "Regular"}, {"Подтвержден", "40931", "Regular"},
      {"Собран", "8767198", "Regular"}, {"Отгружен", "10667390", "Regular"},
      {"Доставлен", "8825440", "Successful"}, {"Возврат", "15280409", "Unsuccessful"},
      {"Отменен", "10774205", "Unsuccessful"}
    };
    for (String[] state : states) {
      ObjectNode fields = Json.object().put("name", state[0]);
      fields.put("color", Integer.parseInt(state[1])).put("stateType", state[2]);
      books.put(new Doc(Schema.get("state"), shelf, books.newId(), null, fields));
    }
  }

  private void counterparty(String name, String type) {
    ObjectNode fields = Json.object().put("name", name).put("companyType", type);
    fields.putArray("tags");
    put("counterparty", fields);
  }

  private void currency(
      String name, String full, String code, String iso, double rate, boolean preset) {
    ObjectNode fields = Json.object().put("name", name).put("fullName", full).put("code", code);
    fields.put("isoCode", iso).put("rate", rate).put("multiplicity", 1).put("indirect", false);
    put("currency", fields.put("default", preset).put("archived", false));
  }

  private Doc put(String type, ObjectNode fields) {
    Spec spec = Schema.get(type);
    return books.put(new Doc(spec, "entity/" + type, books.newId(), null, stamped(spec, fields)));
  }

  private ObjectNode stamped(Spec spec, ObjectNode fields) {
    for (String field : List.of("updated", "created")) {
      if (spec.has(field)) {
        fields.put(field, books.now());
      }
    }
    if (spec.has("externalCode") && !fields.has("externalCode")) {
      fields.put("externalCode", books.newCode());
    }
    if (spec.has("archived")) {
      fields.put("archived", false);
    }
    if (spec.has("shared")) {
      fields.put("shared", settings.createShared(spec));
    }
    if (spec.has("owner")) {
      books.entities("employee").stream()
          .findFirst()
          .ifPresent(owner -> fields.set("owner", Json.ref(owner)));
    }
    Doc group = settings.mainGroup();
    if (spec.has("group") && group != null) {
      fields.set("group", Json.ref(group));
    }
    return fields;
  }
}
