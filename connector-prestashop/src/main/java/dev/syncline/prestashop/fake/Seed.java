package dev.syncline.prestashop.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Fills a shop for a demo: a tree of categories, products with and without combinations, people,
 * orders in every state with invoices, payments, discounts, shipping and credit notes. The same
 * number makes the same shop.
 *
 * @param number what chance starts from
 * @param categories how many categories, in a tree below the home category
 * @param products how many products
 * @param withCombinations how many of the products come in combinations
 * @param customers how many customers, each with an address or two
 * @param orders how many orders
 * @since 0.1
 */
public record Seed(
    long number, int categories, int products, int withCombinations, int customers, int orders) {

  private static final List<String> FIRST =
      List.of("Anna", "Béla", "Chloé", "David", "Eva", "Félix", "Grete", "Hugo", "Inès", "Jonas");
  private static final List<String> LAST =
      List.of(
          "Martin", "Kovács", "Müller", "Dubois", "Novak", "Rossi", "Garcia", "Jansen", "Weber");
  private static final List<String> CITIES = List.of("Paris", "Lyon", "Berlin", "Wien", "Madrid");
  private static final List<String> COUNTRIES = List.of("8", "8", "1", "2", "6");

  /** English, French, German. */
  private static final String[][] GOODS = {
    {"Mug", "Tasse", "Becher"},
    {"Shirt", "Chemise", "Hemd"},
    {"Notebook", "Carnet", "Notizbuch"},
    {"Lamp", "Lampe", "Leuchte"},
    {"Cushion", "Coussin", "Kissen"},
    {"Poster", "Affiche", "Plakat"},
    {"Bag", "Sac", "Tasche"},
    {"Clock", "Horloge", "Uhr"}
  };

  private static final String[][] AISLES = {
    {"Kitchen", "Cuisine", "Küche"},
    {"Clothes", "Vêtements", "Kleidung"},
    {"Paper", "Papeterie", "Papier"},
    {"Living", "Salon", "Wohnen"},
    {"Accessories", "Accessoires", "Zubehör"}
  };

  private static final List<String> LANGUAGES = List.of("en", "fr", "de");

  /** The ways of an order to its last state, by the ids of a fresh shop. */
  private static final int[][] WAYS = {
    {10},
    {10, 2},
    {10, 2, 3},
    {10, 2, 3, 4},
    {10, 2, 3, 4, 5},
    {1},
    {1, 6},
    {2, 7},
    {8},
    {10, 9},
    {11},
    {10, 12},
    {13},
    {13, 3, 4, 5},
    {11, 4, 5}
  };

  private static final int PAYMENT_ERROR = 8;
  private static final int REFUNDED = 7;
  private static final Duration BETWEEN_ORDERS = Duration.ofHours(5);
  private static final Duration BETWEEN_STATES = Duration.ofMinutes(47);

  /** The sizes of the demo. */
  public static Seed usual() {
    return new Seed(20261122, 10, 300, 60, 200, 150);
  }

  /** A shop with the demo's three languages, to be filled. */
  public static FakePrestaShop.Builder shop() {
    return FakePrestaShop.builder().languages("en-US", "fr-FR", "de-DE");
  }

  /** The same shop, from another number. */
  public Seed withNumber(long other) {
    return new Seed(other, categories, products, withCombinations, customers, orders);
  }

  /** Fills a shop. */
  public void fill(FakePrestaShop shop) {
    new Filling(shop, this).fill();
  }

  private static final class Filling {

    private final FakePrestaShop shop;
    private final Seed seed;
    private final SplittableRandom chance;
    private final List<Integer> aisles = new ArrayList<>();
    private final List<Integer> makers = new ArrayList<>();
    private final List<int[]> goods = new ArrayList<>();
    private final List<Integer> people = new ArrayList<>();
    private final List<Integer> vouchers = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Integer> colours = new ArrayList<>();
    private final List<int[]> materials = new ArrayList<>();

    Filling(FakePrestaShop shop, Seed seed) {
      this.shop = shop;
      this.seed = seed;
      this.chance = new SplittableRandom(seed.number());
    }

    void fill() {
      categories();
      vocabulary();
      for (int i = 0; i < seed.products(); i++) {
        product(i);
      }
      for (int i = 0; i < seed.customers(); i++) {
        customer(i);
      }
      vouchers();
      for (int i = 0; i < seed.orders(); i++) {
        order(i);
      }
    }

    private static ItemDraft spoken(ItemDraft draft, String field, String[] words, String tail) {
      draft.text(field, words[0] + tail);
      for (int i = 0; i < LANGUAGES.size(); i++) {
        draft.text(field, LANGUAGES.get(i), words[i] + tail);
      }
      return draft;
    }

    private void categories() {
      int home = Integer.parseInt(shop.configuration("PS_HOME_CATEGORY"));
      for (int i = 0; i < seed.categories(); i++) {
        String[] words = AISLES[i % AISLES.length];
        String tail = i < AISLES.length ? "" : " " + roman(i / AISLES.length + 1);
        // The first half hang under home, each later one under one of them.
        int parent =
            i < (seed.categories() + 1) / 2 ? home : aisles.get(i % ((seed.categories() + 1) / 2));
        Item made =
            shop.categories().add(c -> spoken(c, "name", words, tail).set("id_parent", parent));
        aisles.add(made.id());
      }
    }

    private static String roman(int number) {
      return "I".repeat(Math.min(number, 20));
    }

    private void vocabulary() {
      for (String name : List.of("Alpha", "Borea", "Cirrus", "Delta")) {
        makers.add(shop.shelf("manufacturers").add(m -> m.set("name", name)).id());
      }
      String[][] sizeNames = {{"S", "S", "S"}, {"M", "M", "M"}, {"L", "L", "L"}};
      String[][] colourNames = {{"Red", "Rouge", "Rot"}, {"Blue", "Bleu", "Blau"}};
      options(new String[] {"Size", "Taille", "Größe"}, sizeNames, sizes);
      options(new String[] {"Colour", "Couleur", "Farbe"}, colourNames, colours);
      int feature =
          shop.shelf("product_features")
              .add(f -> spoken(f, "name", new String[] {"Material", "Matière", "Material"}, ""))
              .id();
      String[][] values = {{"Wood", "Bois", "Holz"}, {"Steel", "Acier", "Stahl"}};
      for (String[] each : values) {
        int value =
            shop.shelf("product_feature_values")
                .add(v -> spoken(v.set("id_feature", feature), "value", each, ""))
                .id();
        materials.add(new int[] {feature, value});
      }
    }

    private void options(String[] name, String[][] values, List<Integer> ids) {
      int option = shop.shelf("product_options").add(o -> spoken(o, "name", name, "")).id();
      for (String[] value : values) {
        ids.add(
            shop.shelf("product_option_values")
                .add(v -> spoken(v.set("id_attribute_group", option), "name", value, ""))
                .id());
      }
    }

    private void product(int i) {
      boolean varied = i < seed.withCombinations();
      String price =
          String.format(Locale.ROOT, "%d.%02d", 3 + chance.nextInt(90), chance.nextInt(100));
      String[] words = GOODS[i % GOODS.length];
      int maker = makers.get(chance.nextInt(makers.size()));
      int[] material = materials.get(chance.nextInt(materials.size()));
      int aisle = aisles.isEmpty() ? 2 : aisles.get(chance.nextInt(aisles.size()));
      int taxes = 1 + chance.nextInt(3);
      int pieces = chance.nextInt(100);
      Item made =
          shop.products()
              .add(
                  p ->
                      spoken(p, "name", words, " " + (i + 1))
                          .text("description", "<p>" + words[0] + " " + (i + 1) + "</p>")
                          .reference(String.format(Locale.ROOT, "SKU-%04d", i + 1))
                          .price(price)
                          .in(aisle, 2)
                          .feature(material[0], material[1])
                          .set("id_manufacturer", maker)
                          .set("id_tax_rules_group", taxes)
                          .set("ean13", String.format(Locale.ROOT, "400638%07d", i + 1))
                          .set("weight", "0." + (1 + i % 9))
                          .quantity(varied ? 0 : pieces));
      if (i % 3 == 0) {
        shop.addImage(made.id(), Picture.png(i));
      }
      if (!varied) {
        goods.add(new int[] {made.id(), 0});
        return;
      }
      int first = goods.size();
      for (int size : sizes) {
        for (int colour : colours) {
          if (size == sizes.get(0) || chance.nextInt(3) > 0) {
            combination(made.id(), i, size, colour, goods.size() == first);
          }
        }
      }
    }

    private void combination(int product, int i, int size, int colour, boolean isDefault) {
      int pieces = 1 + chance.nextInt(40);
      Item made =
          shop.combinations()
              .add(
                  c ->
                      c.set("id_product", product)
                          .reference(
                              String.format(Locale.ROOT, "SKU-%04d-%d-%d", i + 1, size, colour))
                          .price(size == sizes.get(sizes.size() - 1) ? "1.50" : "0")
                          .set("default_on", isDefault ? 1 : 0)
                          .link("product_option_values", size, colour)
                          .quantity(pieces));
      goods.add(new int[] {product, made.id()});
    }

    private void customer(int i) {
      String first = FIRST.get(i % FIRST.size());
      String last = LAST.get(chance.nextInt(LAST.size()));
      boolean company = i % 6 == 0;
      int customer =
          shop.customers()
              .add(
                  c ->
                      c.set("firstname", first)
                          .set("lastname", last)
                          .set("email", "customer" + (i + 1) + "@mail.example")
                          .set("company", company ? last + " SARL" : "")
                          .set("newsletter", i % 2))
              .id();
      for (int j = 0; j <= (i % 5 == 0 ? 1 : 0); j++) {
        int city = chance.nextInt(CITIES.size());
        int door = 1 + chance.nextInt(120);
        String alias = j == 0 ? "Home" : "Work";
        shop.addresses()
            .add(
                a ->
                    a.set("id_customer", customer)
                        .set("alias", alias)
                        .set("company", company ? last + " SARL" : "")
                        .set("vat_number", company ? "FR400000" + (10000 + i) : "")
                        .set("address1", door + " Main Street")
                        .set("postcode", Integer.toString(10000 + door))
                        .set("city", CITIES.get(city))
                        .set("id_country", COUNTRIES.get(city))
                        .set("phone", "+33 1 55 00 " + (1000 + i)));
      }
      people.add(customer);
    }

    private void vouchers() {
      vouchers.add(voucher("Ten percent", "TEN", Map.of("reduction_percent", "10")));
      vouchers.add(voucher("Five off", "FIVE", Map.of("reduction_amount", "5")));
      vouchers.add(voucher("No shipping", "SHIP", Map.of("free_shipping", "1")));
    }

    private int voucher(String name, String code, Map<String, String> what) {
      return shop.cartRules()
          .add(
              rule -> {
                what.forEach(rule::set);
                return rule.name(name).set("code", code).set("quantity", 10000);
              })
          .id();
    }

    private void order(int i) {
      int[] way = WAYS[i % WAYS.length];
      int waiting = seed.orders() - i;
      Instant moment = shop.clock().now().minus(BETWEEN_ORDERS.multipliedBy(waiting));
      int customer = people.get(chance.nextInt(people.size()));
      int lines = 1 + chance.nextInt(3);
      boolean failed = way[0] == PAYMENT_ERROR;
      Item order =
          shop.orders()
              .place(
                  o -> {
                    o.customer(customer).at(moment).carrier(i % 4 == 0 ? 1 : 2);
                    for (int j = 0; j < lines; j++) {
                      int[] good = goods.get(chance.nextInt(goods.size()));
                      o.line(good[0], good[1], 1 + chance.nextInt(3));
                    }
                    if (i % 5 == 0) {
                      o.voucher(vouchers.get(i / 5 % vouchers.size()));
                    }
                    if (i % 11 == 0) {
                      o.gift("For you");
                    }
                    return failed ? o.state(11).paid("0.01") : o.state(way[0]);
                  });
      for (int step = 1; step < way.length; step++) {
        shop.orders().state(order.id(), way[step], moment.plus(BETWEEN_STATES.multipliedBy(step)));
      }
      if (way[way.length - 1] == REFUNDED || i % 23 == 5) {
        refund(order.id());
      }
    }

    private void refund(int order) {
      Item first = shop.shelf("order_details").where("id_order", order).get(0);
      shop.orders().slip(order, Map.of(first.id(), 1), false);
    }
  }
}
