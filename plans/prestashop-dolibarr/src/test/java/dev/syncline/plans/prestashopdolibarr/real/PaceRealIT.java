package dev.syncline.plans.prestashopdolibarr.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How long a first load of a thousand products takes, and how much of it the servers take. The
 * number can be changed by {@code -Dsyncline.real.products}.
 */
@RealPrograms
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaceRealIT {

  private static final int PRODUCTS = Integer.getInteger("syncline.real.products", 1000);
  private static final int WITH_COMBINATIONS = 5;
  private static final int BULK = 40;

  private RealPair pair;

  @BeforeAll
  void open() {
    pair = RealPair.shared();
  }

  @Test
  void aThousandProductsArriveAndARepeatWritesNothing() {
    int combinations = fill();
    System.out.printf(Locale.ROOT, "%d products, %d combinations%n", PRODUCTS, combinations);
    System.out.println(
        "                 seconds   shop busy  (calls)   Dolibarr busy  (calls)   neither  writes");
    measured("first load");
    measured("after it");
    RunReport repeat = measured("repeat");
    assertThat(pair.writes()).as(repeat.toString()).isEmpty();
    assertThat(pair.ledger.product(RealPair.own("pace-0-2"))).isNotNull();
    assertThat(pair.ledger.product(RealPair.own("pace-" + (PRODUCTS - 1)))).isNotNull();
  }

  private RunReport measured(String what) {
    pair.count();
    long began = System.nanoTime();
    RunReport report = pair.sync();
    double took = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-15s %8.1f %11.1f %9s %15.1f %9s %9.1f %7d%n",
        what,
        took,
        pair.toShop.busySeconds(),
        "(" + pair.toShop.count() + ")",
        pair.toLedger.busySeconds(),
        "(" + pair.toLedger.count() + ")",
        Math.max(0, took - pair.toShop.busySeconds() - pair.toLedger.busySeconds()),
        pair.writes().size());
    System.out.println(report);
    return report;
  }

  /** Every fifth product has three combinations; gives how many there are. */
  private int fill() {
    int category = pair.shop.category(RealPair.own("pace"), pair.shop.home());
    int option = pair.shop.option(RealPair.own("Pace"));
    int[] values = new int[3];
    for (int each = 0; each < values.length; each++) {
      values[each] = pair.shop.value(option, "V" + each);
    }
    List<Integer> products = inBulks("products", products(category));
    List<String> combinations = new ArrayList<>();
    for (int each = 0; each < products.size(); each += WITH_COMBINATIONS) {
      for (int value = 0; value < values.length; value++) {
        String reference = RealPair.own("pace-" + each + "-" + value);
        combinations.add(
            RealShop.combination(products.get(each), reference, "1." + value, values[value]));
      }
    }
    inBulks("combinations", combinations);
    return combinations.size();
  }

  private List<String> products(int category) {
    List<String> products = new ArrayList<>();
    for (int each = 0; each < PRODUCTS; each++) {
      String own = RealPair.own("pace-" + each);
      String price = 10 + each % 90 + ".50";
      products.add(pair.shop.product(own, own, price, category, ""));
    }
    return products;
  }

  private List<Integer> inBulks(String resource, List<String> entities) {
    List<Integer> ids = new ArrayList<>();
    for (int from = 0; from < entities.size(); from += BULK) {
      int to = Math.min(entities.size(), from + BULK);
      ids.addAll(pair.shop.postAll(resource, entities.subList(from, to)));
    }
    return ids;
  }
}
