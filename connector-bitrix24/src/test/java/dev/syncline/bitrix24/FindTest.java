package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindTest {

  private final Bench bench = new Bench();

  @BeforeEach
  void check() {
    bench.connector.check();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static List<MatchKey> keys(Entity entity, Field<?>... fields) {
    return MatchKey.of(entity, List.of(fields), PhoneRules.digits());
  }

  private Map<MatchKey, Findings> find(EntityType type, List<MatchKey> keys) {
    return bench.connector.port(type).find(keys, Bench.ALL);
  }

  private Findings only(EntityType type, List<MatchKey> keys) {
    return find(type, keys).get(keys.get(0));
  }

  private static List<String> ids(Findings findings) {
    return findings.hits().stream().map(Entity::id).toList();
  }

  @Test
  void aProductWithoutSectionIsFoundByItsNameAmongThoseWithoutOneAndTheSearchIsWhole() {
    long cups = bench.fake.sections().add(each -> each.name("Cups")).id();
    Entity wanted = Bench.entity(Product.TYPE).with(Product.NAME, "Mug").cleared(Product.CATEGORY);
    List<MatchKey> key = keys(wanted, Product.NAME, Product.CATEGORY);
    assertThat(only(Product.TYPE, key).hits()).isEmpty();
    assertThat(only(Product.TYPE, key).complete()).isTrue();
    bench.fake.products().add(each -> each.name("Mug").set("iblockSectionId", cups));
    long loose = bench.fake.products().add(each -> each.name("Mug")).id();

    assertThat(ids(only(Product.TYPE, key))).containsExactly(Long.toString(loose));
    assertThat(only(Product.TYPE, key).complete()).isTrue();
  }

  @Test
  void productsAreFoundByArticleCodeAndNameWithinASection() {
    long cups = bench.fake.sections().add(each -> each.name("Cups")).id();
    Entity wanted =
        Bench.entity(Product.TYPE)
            .with(Product.NAME, "Mug + lid")
            .with(Product.SKU, "A+1")
            .with(Product.EXTERNAL_CODE, "ms-1")
            .with(Product.PRICE, Money.of("5", "RUB"));
    String loose = bench.made(wanted);
    String inCups =
        bench.made(
            wanted
                .with(Product.CATEGORY, new Ref(Category.TYPE, Long.toString(cups)))
                .with(Product.EXTERNAL_CODE, "ms-2"));
    assertThat(ids(only(Product.TYPE, keys(wanted, Product.SKU))))
        .containsExactlyInAnyOrder(loose, inCups);
    assertThat(ids(only(Product.TYPE, keys(wanted, Product.EXTERNAL_CODE)))).containsExactly(loose);
    Entity place = wanted.with(Product.CATEGORY, new Ref(Category.TYPE, Long.toString(cups)));
    Findings named = only(Product.TYPE, keys(place, Product.NAME, Product.CATEGORY));
    assertThat(ids(named)).containsExactly(inCups);
    assertThat(named.complete()).isTrue();
    assertThat(named.hits().get(0).require(Product.PRICE)).isEqualTo(Money.of("5", "RUB"));
  }

  @Test
  void customersAreFoundByPhoneHoweverItIsWrittenAndEachKeyKnowsItsOwnHits() {
    var ivan = bench.fake.contacts().add(each -> each.name("Ivan").phone("+7 (495) 123-45-67"));
    var firm = bench.fake.companies().add(each -> each.title("Firm").phone("+74951234567"));
    var olga = bench.fake.contacts().add(each -> each.name("Olga").phone("+79000000000"));
    Entity asked =
        Bench.entity(Customer.TYPE)
            .with(Customer.PHONES, Set.of("+7 495 1234567", "8 900", "+7-900-000-00-00"));
    List<MatchKey> keys = keys(asked, Customer.PHONES);
    Map<MatchKey, Findings> found = find(Customer.TYPE, keys);
    assertThat(found).hasSize(3);
    Map<String, List<String>> byElement = new LinkedHashMap<>();
    found.forEach((key, findings) -> byElement.put(key.element(), ids(findings)));
    assertThat(byElement.get("74951234567"))
        .containsExactlyInAnyOrder("C_" + ivan.id(), "CO_" + firm.id());
    assertThat(byElement.get("79000000000")).containsExactly("C_" + olga.id());
    assertThat(byElement.get("8900")).isEmpty();
  }

  @Test
  void oneHundredPhonesTakeFourSearchesAndOneRead() {
    List<MatchKey> keys = new ArrayList<>();
    for (int at = 0; at < 100; at++) {
      String phone = "+7900000" + (1000 + at);
      bench.fake.contacts().add(each -> each.name("N").phone(phone));
      keys.addAll(
          keys(Bench.entity(Customer.TYPE).with(Customer.PHONES, Set.of(phone)), Customer.PHONES));
    }
    assertThat(bench.requests(() -> find(Customer.TYPE, keys))).isEqualTo(5);
  }

  @Test
  void customersAreFoundByTheirWholeName() {
    var ivan = bench.fake.contacts().add(each -> each.name("Ivan").lastName("Petrov"));
    bench.fake.contacts().add(each -> each.name("Pyotr").lastName("Petrov"));
    var firm = bench.fake.companies().add(each -> each.title("Petrov Ivan"));
    Entity asked = Bench.entity(Customer.TYPE).with(Customer.NAME, "Petrov Ivan");
    assertThat(ids(only(Customer.TYPE, keys(asked, Customer.NAME))))
        .containsExactlyInAnyOrder("C_" + ivan.id(), "CO_" + firm.id());
  }

  @Test
  void aKeyThatCannotBeSearchedSaysThatNothingIsCertain() {
    Entity asked = Bench.entity(Order.TYPE).with(Order.COMMENT, "x");
    Findings found = only(Order.TYPE, keys(asked, Order.COMMENT));
    assertThat(found.hits()).isEmpty();
    assertThat(found.complete()).isFalse();
  }

  @Test
  void dealsAndSectionsAreFoundByNumberAndName() {
    long deal = bench.fake.deals().add(each -> each.title("Order 7")).id();
    Entity asked =
        Bench.entity(Order.TYPE)
            .with(Order.NUMBER, Long.toString(deal))
            .with(Order.TITLE, "Order 7");
    assertThat(ids(only(Order.TYPE, keys(asked, Order.NUMBER))))
        .containsExactly(Long.toString(deal));
    assertThat(ids(only(Order.TYPE, keys(asked, Order.TITLE))))
        .containsExactly(Long.toString(deal));
    long section = bench.fake.sections().add(each -> each.name("Cups")).id();
    Entity cups = Bench.entity(Category.TYPE).with(Category.NAME, "Cups");
    assertThat(ids(only(Category.TYPE, keys(cups, Category.NAME))))
        .containsExactly(Long.toString(section));
  }

  @Test
  void onlyTheAnswerForItsVeryIdConvictsAnEntity() {
    long deal = bench.fake.deals().add(each -> each.title("Here")).id();
    long gone = bench.fake.deals().add(each -> each.title("Gone")).id();
    bench.fake.deals().delete(gone);
    Map<String, Reading> read =
        bench.connector.port(Order.TYPE).read(List.of("" + deal, "" + gone, "nonsense"), Bench.ALL);
    assertThat(read.get("" + deal)).isInstanceOf(Reading.Found.class);
    assertThat(read.get("" + gone)).isInstanceOf(Reading.Gone.class);
    assertThat(read.get("nonsense")).isInstanceOf(Reading.Unseen.class);
    for (EntityType type : List.of(Product.TYPE, Category.TYPE, dev.syncline.model.Variant.TYPE)) {
      assertThat(bench.connector.port(type).read(List.of("987654"), Bench.ALL).get("987654"))
          .as("%s", type)
          .isInstanceOf(Reading.Gone.class);
    }
    assertThat(
            bench
                .connector
                .port(Customer.TYPE)
                .read(List.of("C_9999", "CO_9999"), Bench.ALL)
                .values())
        .allMatch(Reading.Gone.class::isInstance);
  }
}
