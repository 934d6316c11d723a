package dev.syncline.examples.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.examples.compare.Compared;
import dev.syncline.examples.compare.Raw;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {

  private static Mirrored mirrored;

  /** One sort of entity on one side, with a field to corrupt. */
  record Sort(String type, boolean onLeft, String kind, Predicate<JsonNode> is, String field) {

    int at(Mirrored accounts) {
      List<JsonNode> all = accounts.documents(onLeft, kind);
      for (int i = 0; i < all.size(); i++) {
        if (is.test(all.get(i))) {
          return i;
        }
      }
      throw new IllegalStateException("no " + this);
    }

    @Override
    public String toString() {
      return type + " on the " + (onLeft ? "left" : "right") + " as " + kind;
    }
  }

  @BeforeAll
  static void twoAccountsThatAgree() {
    mirrored = Mirrored.of(120);
  }

  static Stream<Sort> sorts() {
    Predicate<JsonNode> any = each -> true;
    Predicate<JsonNode> simple = each -> Raw.text(each, "type").equals("1");
    Predicate<JsonNode> service = each -> Raw.text(each, "type").equals("7");
    Predicate<JsonNode> parent = each -> Raw.text(each, "type").equals("3");
    Predicate<JsonNode> offer = each -> Raw.text(each, "type").equals("4");
    Predicate<JsonNode> deal =
        each ->
            Stages.MAPPED.containsKey(Raw.text(each, "stageId"))
                && each.path("opportunity").asDouble() > 0;
    Predicate<JsonNode> order =
        each -> each.path("positions").path("rows").size() > 0 && mapped(each);
    return Stream.of(
        new Sort("section", true, "section", any, "name"),
        new Sort("section", false, "productfolder", any, "name"),
        new Sort("product", true, "product", simple, "detailText"),
        new Sort("product", true, "product", service, "detailText"),
        new Sort("product", true, "product", parent, "name"),
        new Sort("product", false, "product", any, "description"),
        new Sort("product", false, "service", any, "description"),
        new Sort("variant", true, "product", offer, "active"),
        new Sort("variant", false, "variant", any, "archived"),
        new Sort("customer", true, "contact", any, "comments"),
        new Sort(
            "customer",
            true,
            "company",
            each -> !Raw.text(each, "isMyCompany").equals("Y"),
            "title"),
        new Sort("customer", false, "counterparty", any, "description"),
        new Sort("order", true, "deal", deal, "comments"),
        new Sort("order", false, "customerorder", order, "description"));
  }

  private static boolean mapped(JsonNode order) {
    String state = MoySkladSide.target(order, "state");
    return mirrored.documents(false, "state").stream()
        .filter(each -> Raw.text(each, "id").equals(state))
        .anyMatch(each -> Stages.MAPPED.containsValue(Raw.text(each, "name")));
  }

  @Test
  void accountsThatAgreeShowNothing() {
    Compared compared = mirrored.compare();

    assertThat(compared.findings()).isEmpty();
    assertThat(compared.clean()).isTrue();
    assertThat(compared.byType().values())
        .allSatisfy(each -> assertThat(each.pairs()).isPositive());
    assertThat(compared.fields()).isGreaterThan(10 * compared.pairs() / 2);
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void aCorruptedFieldIsReportedAlone(Sort sort) {
    String value = sort.field().equals("active") ? "N" : "verdorben";
    Mirrored broken =
        sort.field().equals("archived")
            ? mirrored.with(
                sort.onLeft(),
                sort.kind(),
                all -> {
                  ObjectNode copy = all.get(sort.at(mirrored)).deepCopy();
                  all.set(sort.at(mirrored), copy.put("archived", true));
                  return all;
                })
            : mirrored.corrupted(
                sort.onLeft(), sort.kind(), sort.at(mirrored), sort.field(), value);

    Compared compared = broken.compare();

    assertThat(compared.findings()).as(compared.findings().toString()).hasSize(1);
    assertThat(compared.byType().get(sort.type()).different()).isEqualTo(1);
    assertThat(compared.missing() + compared.duplicates()).isZero();
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void aDeletedEntityIsReportedAlone(Sort sort) {
    Compared compared = mirrored.without(sort.onLeft(), sort.kind(), sort.at(mirrored)).compare();

    assertThat(compared.findings()).as(compared.findings().toString()).hasSize(1);
    assertThat(compared.byType().get(sort.type()).missing()).isEqualTo(1);
    assertThat(compared.different() + compared.duplicates()).isZero();
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void aDoubledEntityIsReportedAlone(Sort sort) {
    Compared compared = mirrored.doubled(sort.onLeft(), sort.kind(), sort.at(mirrored)).compare();

    assertThat(compared.findings()).as(compared.findings().toString()).hasSize(1);
    assertThat(compared.byType().get(sort.type()).duplicates()).isEqualTo(1);
    assertThat(compared.different() + compared.missing()).isZero();
  }

  @Test
  void anotherQuantityOfOneRowIsReportedAlone() {
    Mirrored broken =
        mirrored.with(
            false,
            "customerorder",
            all -> {
              int at =
                  sorts()
                      .filter(each -> each.kind().equals("customerorder"))
                      .findFirst()
                      .orElseThrow()
                      .at(mirrored);
              ObjectNode copy = all.get(at).deepCopy();
              ((ObjectNode) copy.path("positions").path("rows").get(0)).put("quantity", 4711);
              all.set(at, copy);
              return all;
            });

    assertThat(broken.compare().findings())
        .singleElement()
        .asString()
        .contains("row 1 quantity", "4711");
  }

  @Test
  void anotherPriceOfAProductIsReportedAlone() {
    Mirrored broken =
        mirrored.with(
            true,
            "price",
            all -> {
              ObjectNode copy = all.get(0).deepCopy();
              all.set(0, copy.put("price", 0.07));
              return all;
            });

    assertThat(broken.compare().findings()).singleElement().asString().contains("price is 0.07");
  }
}
