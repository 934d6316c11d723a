package dev.syncline.examples.world;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Names and texts as people type them: several alphabets, quotes, ampersands, and what trips naive
 * encoders.
 */
final class Words {

  static final List<String> COLORS = List.of("red", "blue", "green");
  static final List<String> SIZES = List.of("S", "M", "L");

  private static final List<String> SECTIONS =
      List.of(
          "Чай и кофе",
          "Tea & coffee",
          "Посуда",
          "Kitchen \"Pro\"",
          "Инструменты",
          "Ένδυση",
          "Garten + Hof",
          "茶具",
          "Электрика #1",
          "Søm & skruer",
          "Бытовая химия",
          "Été / hiver",
          "Одежда",
          "Büro",
          "Игрушки 🎲",
          "Освещение",
          "Sport",
          "Автотовары",
          "Книги",
          "Ёлки-иголки");
  private static final List<String> GOODS =
      List.of(
          "Чайник «Заря»",
          "Kettle \"Dawn\"",
          "Кружка & блюдце",
          "Cup + saucer",
          "Молоток №3",
          "Σφυρί",
          "Лампа #40",
          "Ножницы 'Soft'",
          "茶杯",
          "Плед <тёплый>",
          "Café crème",
          "Шуруп 4×40",
          "Żółty kubek",
          "Набор «result[x]»",
          "Кабель 100% медь",
          "Ёршик",
          "Socke=Paar; 2 Stück",
          "Ваза 🌷",
          "Скатерть \\ салфетка",
          "Перчатки");
  private static final List<String> SERVICES =
      List.of("Доставка", "Montage & Einbau", "Гравировка", "Repair + service", "Упаковка «Люкс»");
  private static final List<String> BRANDS = List.of("TEA", "POS", "INS", "LMP", "GRD");
  private static final List<String> LAST =
      List.of("Иванов", "O'Connor", "Müller", "Παππάς", "Сидорова", "Nguyễn", "Łukasik", "Ёжиков");
  private static final List<String> FIRST =
      List.of("Пётр", "Anna", "Jürgen", "Ελένη", "Ольга", "Minh", "Zoë", "Семён");
  private static final List<String> MIDDLE =
      List.of("Ильич", "", "", "", "Юрьевна", "", "", "Львович");
  private static final List<String> COMPANIES =
      List.of(
          "ООО «Радуга»",
          "Smith & Sons Ltd",
          "ИП Ёлкина",
          "Müller GmbH + Co",
          "Αφοί Παππά",
          "АО \"Вектор\"",
          "株式会社茶",
          "Café №5");
  private static final List<String> COMMENTS =
      List.of(
          "Позвонить после 18:00 & до 20:00",
          "50% вперёд; остаток по факту",
          "call \"back\" + e-mail",
          "{a: [b]} не подставлять",
          "Доставка 🚚 к подъезду",
          "Ευχαριστώ!",
          "оплата #2 = наличные",
          "a < b > c");

  /** A portal would take this for a reference to another command of a batch. */
  private static final String TRAP = " $result[a][0] $total[b]";

  private static final int TRAP_EVERY = 400;
  private static final List<String> UNITS = List.of("6", "112", "166");

  private final SplittableRandom random;

  Words(SplittableRandom random) {
    this.random = random;
  }

  record Person(String last, String first, String middle) {}

  /** Unique: a section is known by its path. */
  String section(int no) {
    return no < SECTIONS.size() ? SECTIONS.get(no) : of(SECTIONS, no) + " " + no / SECTIONS.size();
  }

  String good(int no, boolean service) {
    return of(service ? SERVICES : GOODS, random.nextInt(1 << 20)) + " " + (no + 1);
  }

  String brand(int no) {
    return of(BRANDS, no);
  }

  String description(int no) {
    return of(GOODS, no + 3) + ": " + of(COMMENTS, no) + "\n2-я строка, line " + no + trap(no);
  }

  String unit() {
    return UNITS.get(random.nextInt(UNITS.size()));
  }

  Person person(int no) {
    int which = random.nextInt(LAST.size());
    return new Person(LAST.get(which) + "-" + no, FIRST.get(which), MIDDLE.get(which));
  }

  String company(int no) {
    return COMPANIES.get(random.nextInt(COMPANIES.size())) + " " + no;
  }

  /** Clerks type numbers in several ways; the digits are unique. */
  String phone(int no) {
    String digits = String.format(Locale.ROOT, "%07d", no);
    String head = digits.substring(0, 3);
    String tail = digits.substring(3, 5) + "-" + digits.substring(5);
    return switch (no % 3) {
      case 0 -> "+7 903 " + head + "-" + tail;
      case 1 -> "+7 (903) " + head + "-" + tail;
      default -> "+7903" + digits;
    };
  }

  String email(int no) {
    return "client" + no + (no % 4 == 0 ? "+shop" : "") + "@example.com";
  }

  String comment(int no) {
    return of(COMMENTS, no) + " (" + no + ")" + trap(no);
  }

  String deal(int no) {
    return of(GOODS, no + 7) + ", заказ " + (no + 1);
  }

  /** Rare, as among people. */
  private static String trap(int no) {
    return no % TRAP_EVERY == TRAP_EVERY / 4 - 1 ? TRAP : "";
  }

  private static String of(List<String> list, int no) {
    return list.get(Math.floorMod(no, list.size()));
  }
}
