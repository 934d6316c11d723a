package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a fresh account holds. */
final class Seed {

  /** Code of the national classifier, short name, name; the ones a shop meets first. */
  private static final String UOMS =
      """
      796 шт Штука
      166 кг Килограмм
      163 г Грамм
      168 т Тонна
      112 л Литр
      006 м Метр
      055 м2 Квадратный метр
      113 м3 Кубический метр
      839 компл Комплект
      778 упак Упаковка
      003 мм Миллиметр
      004 см Сантиметр
      005 дм Дециметр
      008 км Километр
      039 дюйм Дюйм
      041 фут Фут
      043 ярд Ярд
      050 мм2 Квадратный миллиметр
      051 см2 Квадратный сантиметр
      053 дм2 Квадратный дециметр
      059 га Гектар
      061 км2 Квадратный километр
      110 мм3 Кубический миллиметр
      111 см3 Кубический сантиметр
      118 дл Децилитр
      122 гл Гектолитр
      126 Мл Мегалитр
      160 гг Гектограмм
      161 мг Миллиграмм
      162 кар Метрический карат
      173 сг Сантиграмм
      206 ц Центнер
      212 Вт Ватт
      214 кВт Киловатт
      215 МВт Мегаватт
      222 В Вольт
      223 кВ Киловольт
      243 Вт.ч Ватт-час
      245 кВт.ч Киловатт-час
      260 А Ампер
      263 А.ч Ампер-час
      271 Дж Джоуль
      273 кДж Килоджоуль
      274 Ом Ом
      280 град.C Градус Цельсия
      290 Гц Герц
      291 кГц Килогерц
      292 МГц Мегагерц
      294 Па Паскаль
      297 кПа Килопаскаль
      300 атм Физическая атмосфера
      309 бар Бар
      354 с Секунда
      355 мин Минута
      356 ч Час
      359 сут Сутки
      360 нед Неделя
      362 мес Месяц
      364 кварт Квартал
      366 год Год
      625 лист Лист
      704 набор Набор
      715 пар Пара
      728 пач Пачка
      736 рул Рулон
      745 элем Элемент
      792 чел Человек
      798 тыс.шт Тысяча штук
      812 ящ Ящик
      836 гол Голова
      840 секц Секция
      868 бут Бутылка
      870 ампул Ампула
      872 флак Флакон
      876 усл.ед Условная единица
      """;

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
    for (String line : UOMS.strip().split("\n")) {
      String[] uom = line.strip().split(" ", 3);
      put("uom", Json.object().put("code", uom[0]).put("name", uom[1]).put("description", uom[2]));
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
