package dev.syncline.examples.prestashopdolibarr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.examples.compare.Books;
import dev.syncline.examples.compare.Compared;
import dev.syncline.examples.compare.Comparison;
import dev.syncline.examples.compare.Raw;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison sees what is wrong: one thing that is spoiled is one finding. */
class ComparisonTest {

  private static Books left;
  private static Books right;
  private static final Set<String> PARENTS = new HashSet<>();
  private static final Set<String> INVOICED = new HashSet<>();

  /** One sort of document on one side, with a field to corrupt. */
  record Sort(
      String type, boolean onLeft, String shelf, Predicate<JsonNode> is, String field, String to) {

    int at() {
      List<JsonNode> all = (onLeft ? left : right).of(shelf);
      for (int i = 0; i < all.size(); i++) {
        if (is.test(all.get(i))) {
          return i;
        }
      }
      throw new IllegalStateException("no " + this);
    }

    @Override
    public String toString() {
      return type + " on the " + (onLeft ? "left" : "right") + ", " + field;
    }
  }

  @BeforeAll
  static void twoAccountsThatAgree() {
    try (Pair pair = Pair.of(140, 1)) {
      pair.sync();
      left = pair.leftBooks();
      right = pair.rightBooks();
    }
    left.of("combinations").forEach(each -> PARENTS.add(Raw.text(each, "id_product")));
    for (JsonNode order : left.of("orders")) {
      if (Raw.number(order, "invoice_number").signum() > 0) {
        INVOICED.add(Raw.text(order, "id"));
        INVOICED.add(Raw.text(order, "reference"));
      }
    }
  }

  static Stream<Sort> sorts() {
    Predicate<JsonNode> any = each -> true;
    Predicate<JsonNode> person = each -> Raw.text(each, "company").isEmpty();
    Predicate<JsonNode> simple = each -> !PARENTS.contains(Raw.text(each, "id"));
    Predicate<JsonNode> travels =
        each ->
            INVOICED.contains(Raw.text(each, "id_order"))
                || INVOICED.contains(Raw.text(each, "order_reference"));
    Predicate<JsonNode> order = each -> INVOICED.contains(Raw.text(each, "reference"));
    Predicate<JsonNode> slip = each -> Raw.text(each, "type").equals("2");
    Predicate<JsonNode> product = each -> Raw.text(each, "ref_ext").contains(".product.3a.");
    Predicate<JsonNode> combination = each -> Raw.text(each, "ref_ext").contains(".variant.");
    Predicate<JsonNode> plain = product.and(combination.negate());
    String day = "2001-02-03 04:05:06";
    return Stream.of(
        new Sort("category", true, "categories", ComparisonTest::isDeep, "id_parent", "99"),
        new Sort("product", true, "products", simple, "name", "verdorben"),
        new Sort("product", true, "products", simple, "price", "47.11"),
        new Sort("combination", true, "combinations", any, "price", "47.11"),
        new Sort("customer", true, "customers", person, "lastname", "Verdorben"),
        new Sort("order", true, "orders", order, "total_paid_tax_incl", "47.11"),
        new Sort("order", true, "order_details", travels, "product_quantity", "47"),
        new Sort("invoice", true, "order_invoices", travels, "date_add", day),
        new Sort("payment", true, "order_payments", travels, "date_add", day),
        new Sort("credit note", true, "order_slip", travels, "total_products_tax_incl", "47"),
        new Sort("category", false, "categories", any, "fk_parent", "99"),
        new Sort("product", false, "products", plain, "label", "verdorben"),
        new Sort("product", false, "products", plain, "warehouse", "4711"),
        new Sort("combination", false, "products", combination, "weight", "47.11"),
        new Sort("customer", false, "thirdparties", any, "town", "Verdorben"),
        new Sort("order", false, "orders", any, "total_ttc", "47.11"),
        new Sort("order", false, "orders", any, "status", "0"),
        new Sort("invoice", false, "invoices", slip.negate(), "paid_sum", "47.11"),
        new Sort("payment", false, "payments", any, "amount", "47.11"),
        new Sort("credit note", false, "invoices", slip, "total_ttc", "-47.11"));
  }

  private static boolean isDeep(JsonNode category) {
    return Raw.number(category, "level_depth").intValue() > 2;
  }

  private static Compared with(Sort sort, Consumer<List<JsonNode>> change) {
    Books books = sort.onLeft() ? left : right;
    Map<String, List<JsonNode>> shelves = new LinkedHashMap<>(books.shelves());
    List<JsonNode> documents = new ArrayList<>(books.of(sort.shelf()));
    change.accept(documents);
    shelves.put(sort.shelf(), documents);
    Books changed = new Books(shelves);
    return Comparison.of(
        new PrestaShopDolibarrTable(),
        sort.onLeft() ? changed : left,
        sort.onLeft() ? right : changed);
  }

  @Test
  void accountsThatAgreeGiveNoFinding() {
    Compared compared = Comparison.of(new PrestaShopDolibarrTable(), left, right);

    assertThat(compared.findings()).isEmpty();
    assertThat(compared.pairs()).isGreaterThan(140);
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void oneSpoiledFieldIsReportedAlone(Sort sort) {
    Compared compared =
        with(
            sort,
            all -> {
              ObjectNode copy = all.get(sort.at()).deepCopy();
              all.set(sort.at(), copy.put(sort.field(), sort.to()));
            });

    assertThat(compared.findings()).as(compared.findings().toString()).hasSize(1);
    assertThat(compared.byType().get(sort.type()).different()).isEqualTo(1);
    assertThat(compared.missing() + compared.duplicates()).isZero();
  }

  /** Goods are named by the rows of orders, which lack them then, too. */
  static Stream<Sort> papers() {
    return sorts()
        .filter(each -> each.type().matches("order|invoice|payment|credit note"))
        .filter(each -> !each.onLeft());
  }

  @ParameterizedTest
  @MethodSource("papers")
  void oneMissingPaperIsReportedAlone(Sort sort) {
    Compared compared = with(sort, all -> all.remove(sort.at()));

    assertThat(compared.findings()).as(compared.findings().toString()).hasSize(1);
    assertThat(compared.byType().get(sort.type()).missing()).isEqualTo(1);
    assertThat(compared.different() + compared.duplicates()).isZero();
  }

  @ParameterizedTest
  @MethodSource("papers")
  void oneDoubledPaperIsReportedAlone(Sort sort) {
    Compared compared =
        with(
            sort,
            all -> {
              ObjectNode copy = all.get(sort.at()).deepCopy();
              all.add(copy.put("id", "4711"));
            });

    assertThat(compared.findings()).as(compared.findings().toString()).hasSize(1);
    assertThat(compared.byType().get(sort.type()).duplicates()).isEqualTo(1);
    assertThat(compared.different() + compared.missing()).isZero();
  }
}
