package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomFieldTest {

  private static final Field<String> MARKER =
      Field.custom(Product.TYPE, "Bitrix24 ID", Kinds.text());

  private final Rig rig = new Rig(fake -> fake.rateLimit(false), connector -> connector);

  @AfterEach
  void close() {
    rig.close();
  }

  private Dictionaries dictionaries() {
    return rig.connector.dictionaries();
  }

  private String attribute(String type, String name, String sort) {
    return rig.fake.definitions().attribute(type, name, sort);
  }

  private static <V> Field<V> of(String name, dev.syncline.model.Kind<V> kind) {
    return Field.custom(Customer.TYPE, name, kind);
  }

  @Test
  void everySortOfFieldGoesThereAndBack() {
    List.of("string", "text", "long", "double", "boolean", "time", "link")
        .forEach(sort -> attribute("counterparty", "a " + sort, sort));
    String day = attribute("counterparty", "day", "time");
    rig.fake.definitions().choice("counterparty", "choice", "red", "green");
    RoundTrip.of(
        rig,
        Rig.customer("A")
            .with(of("a string", Kinds.text()), "one line")
            .with(of("a text", Kinds.text()), "two\nlines")
            .with(of("a long", Kinds.decimal()), new BigDecimal("42"))
            .with(of("a double", Kinds.decimal()), new BigDecimal("0.5"))
            .with(of("a boolean", Kinds.bool()), false)
            .with(of("a time", Kinds.instant()), Instant.parse("2026-11-20T22:05:00Z"))
            .with(of("a link", Kinds.text()), "https://example.org/")
            .with(of(day, Kinds.date()), LocalDate.of(2026, 11, 20))
            .with(of("choice", Kinds.text()), "green"));
  }

  @Test
  @Rule("B-035")
  void goodsServicesCustomersOrdersAndInvoicesCarryThemAndVariantsDoNot() {
    attribute("product", "Bitrix24 ID", "string");
    for (String kind : List.of(Product.GOODS, Product.SERVICE)) {
      Entity wanted = Rig.product("P").with(Product.KIND, kind).with(MARKER, "product:" + kind);
      assertThat(rig.stored(Rig.create(kind, wanted)).require(MARKER)).isEqualTo("product:" + kind);
    }
    Entity buyer = rig.stored(Rig.create("c", Rig.customer("A")));
    attribute("customerorder", "Bitrix24 ID", "string");
    Field<String> ofOrder = Field.custom(Order.TYPE, "Bitrix24 ID", Kinds.text());
    Entity order = rig.newOrder(buyer.ref()).with(ofOrder, "deal:1");
    assertThat(rig.stored(Rig.create("o", order)).require(ofOrder)).isEqualTo("deal:1");
    attribute("invoiceout", "Bitrix24 ID", "string");
    Field<String> ofInvoice = Field.custom(Invoice.TYPE, "Bitrix24 ID", Kinds.text());
    Entity invoice =
        Entity.builder(Invoice.TYPE, "")
            .set(Invoice.NUMBER, "1")
            .set(Invoice.CUSTOMER, buyer.ref())
            .set(Invoice.ORGANIZATION, rig.any("organization"))
            .set(ofInvoice, "invoice:1")
            .build();
    assertThat(rig.stored(Rig.create("i", invoice)).require(ofInvoice)).isEqualTo("invoice:1");
    assertThat(dictionaries().customFields(Variant.TYPE)).isEmpty();
    assertThat(rig.connector.port(Variant.TYPE).capabilities().writable(MARKER)).isFalse();
    assertThat(rig.connector.port(Product.TYPE).capabilities().writable(MARKER)).isTrue();
  }

  @Test
  void aWriteOfOneFieldLeavesTheOthersAndAnEmptyOneClearsIt() {
    attribute("counterparty", "one", "string");
    attribute("counterparty", "two", "string");
    Field<String> one = of("one", Kinds.text());
    Field<String> two = of("two", Kinds.text());
    Entity held = rig.stored(Rig.create("1", Rig.customer("A").with(one, "1").with(two, "2")));
    Entity changed =
        rig.stored(Rig.update(held, Entity.of(held.type(), held.id()).cleared(one).with(two, "3")));
    assertThat(changed.knows(one)).isTrue();
    assertThat(changed.has(one)).isFalse();
    assertThat(rig.stored(Rig.update(changed, Rig.only(changed, one, "x"))).fields())
        .as("only what was said is told of")
        .contains(one);
    assertThat(rig.look("counterparties", FieldSet.of(two)))
        .filteredOn(each -> each.id().equals(held.id()))
        .singleElement()
        .satisfies(each -> assertThat(each.require(two)).isEqualTo("3"));
  }

  @Test
  void whatAFieldCannotHoldIsSaidToBeLeftOut() {
    attribute("counterparty", "line", "string");
    attribute("counterparty", "whole", "long");
    rig.fake.definitions().choice("counterparty", "choice", "red");
    Entity wanted =
        Rig.customer("A")
            .with(of("line", Kinds.text()), "x".repeat(256))
            .with(of("whole", Kinds.decimal()), new BigDecimal("1.5"))
            .with(of("choice", Kinds.text()), "blue");
    WriteResult.Written written = (WriteResult.Written) rig.write(Rig.create("1", wanted)).get(0);
    assertThat(written.leftOut())
        .containsExactlyInAnyOrder(
            of("line", Kinds.text()), of("whole", Kinds.decimal()), of("choice", Kinds.text()));
  }

  @Test
  void aFieldIsKnownByItsIdAndByItsName() {
    String id = attribute("product", "Bitrix24 ID", "string");
    Entity stored = rig.stored(Rig.create("1", Rig.product("P").with(MARKER, "7")));
    Field<String> byId = Field.custom(Product.TYPE, id, Kinds.text());
    assertThat(rig.look("goods", FieldSet.of(byId)))
        .singleElement()
        .satisfies(read -> assertThat(read.require(byId)).isEqualTo("7"));
    assertThat(stored.knows(byId)).isFalse();
  }

  @Test
  void anEntityIsFoundByAFieldsValue() {
    attribute("product", "Bitrix24 ID", "string");
    String id = rig.stored(Rig.create("1", Rig.product("A").with(MARKER, "product:7"))).id();
    rig.stored(Rig.create("2", Rig.product("B").with(MARKER, "product:77")));
    MatchKey key =
        MatchKey.of(
                Entity.of(Product.TYPE, "").with(MARKER, "product:7"),
                List.of(MARKER),
                PhoneRules.digits())
            .get(0);
    var found = rig.connector.port(Product.TYPE).find(List.of(key), FieldSet.of()).get(key);
    assertThat(found.hits()).extracting(Entity::id).containsExactly(id);
    assertThat(found.complete()).isTrue();
  }

  @Test
  void aFieldThatTheAccountDoesNotHaveIsNamedWithTheAccountAndWhatThereIs() {
    attribute("product", "Other", "string");
    assertThatThrownBy(() -> rig.look("goods", FieldSet.of(MARKER)))
        .isInstanceOf(ProtocolBroken.class)
        .hasMessageContaining("moysklad:shop")
        .hasMessageContaining("Bitrix24 ID")
        .hasMessageContaining("Other");
    assertThatThrownBy(() -> rig.write(Rig.create("1", Rig.product("A").with(MARKER, "7"))))
        .isInstanceOf(ProtocolBroken.class);
    assertThat(rig.fake.products().size()).isZero();
    assertThatThrownBy(
            () ->
                rig.look(
                    "variants",
                    FieldSet.of(Field.custom(Variant.TYPE, "Bitrix24 ID", Kinds.text()))))
        .hasMessageContaining("none");
  }

  @Test
  void aFieldOfAnotherSortThanItsKindIsNamed() {
    attribute("product", "Bitrix24 ID", "string");
    Field<Boolean> wrong = Field.custom(Product.TYPE, "Bitrix24 ID", Kinds.bool());
    assertThatThrownBy(() -> rig.look("goods", FieldSet.of(wrong)))
        .isInstanceOf(ProtocolBroken.class)
        .hasMessageContaining("string")
        .hasMessageContaining("boolean");
  }

  @Test
  void definitionsAreReadOnceACheckAndOnlyIfAskedFor() {
    attribute("product", "Bitrix24 ID", "string");
    rig.connector.check();
    long before = rig.requests();
    rig.look("goods", FieldSet.of(MARKER));
    rig.look("goods", FieldSet.of(MARKER));
    assertThat(dictionaries().customFields(Product.TYPE)).hasSize(1);
    assertThat(rig.requests() - before).isEqualTo(2 * 2 + 1);
    attribute("product", "New", "string");
    rig.connector.check();
    assertThat(dictionaries().customFields(Product.TYPE)).hasSize(2);
  }

  @Test
  @Rule({"B-031", "B-033", "B-036"})
  void pressingPlusTwiceMakesOneField() {
    CustomField wanted = CustomField.wanted(Product.TYPE, "Bitrix24 ID", Sort.LINE);
    CustomField made = dictionaries().create(wanted);
    assertThat(dictionaries().create(wanted)).isEqualTo(made);
    assertThat(dictionaries().customFields(Product.TYPE)).containsExactly(made);
    assertThat(made.code()).isNotEmpty();
    assertThat(made.sort()).isEqualTo(Sort.LINE);
  }

  @Test
  void allSimpleSortsCanBeMadeAndADayIsAMoment() {
    Map<Sort, Sort> made =
        Map.of(
            Sort.TEXT, Sort.TEXT,
            Sort.NUMBER, Sort.NUMBER,
            Sort.BOOL, Sort.BOOL,
            Sort.DATE, Sort.INSTANT,
            Sort.INSTANT, Sort.INSTANT,
            Sort.LINK, Sort.LINK);
    made.forEach(
        (sort, then) -> {
          CustomField wanted = CustomField.wanted(Order.TYPE, "f " + sort, sort);
          assertThat(dictionaries().create(wanted).sort()).isEqualTo(then);
          assertThat(dictionaries().create(wanted).sort()).isEqualTo(then);
        });
    assertThat(dictionaries().customFields(Order.TYPE)).hasSize(made.size());
  }

  @Test
  @Rule("B-037")
  void aNameThatIsTakenByAnotherSortIsRefused() {
    attribute("product", "Bitrix24 ID", "long");
    assertThatThrownBy(
            () -> dictionaries().create(CustomField.wanted(Product.TYPE, "Bitrix24 ID", Sort.LINE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Bitrix24 ID")
        .hasMessageContaining("long");
  }

  @Test
  void whatCannotBeMadeSaysSo() {
    for (EntityType type : List.of(Variant.TYPE, Customer.TYPE)) {
      assertThatThrownBy(() -> dictionaries().create(CustomField.wanted(type, "x", Sort.CHOICE)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @Rule("B-014")
  void whoIsNoAdministratorMayNotMakeFields() {
    try (Rig clerk =
        new Rig(fake -> fake, builder -> builder.login("clerk@shop", "clerk-secret"))) {
      assertThatThrownBy(
              () ->
                  clerk
                      .connector
                      .dictionaries()
                      .create(CustomField.wanted(Product.TYPE, "x", Sort.LINE)))
          .isInstanceOfSatisfying(
              AccessDenied.class,
              denied -> assertThat(denied.missingRight()).contains("administrator"));
    }
  }

  @Test
  @Rule("B-037")
  void valuesThatAFieldHoldsAreCounted() {
    attribute("product", "Bitrix24 ID", "string");
    attribute("counterparty", "Bitrix24 ID", "string");
    rig.stored(Rig.create("1", Rig.product("A").with(MARKER, "1")));
    rig.stored(Rig.create("2", Rig.product("B").with(MARKER, "2").with(Product.ARCHIVED, true)));
    rig.stored(
        Rig.create("3", Rig.product("S").with(Product.KIND, Product.SERVICE).with(MARKER, "3")));
    rig.stored(Rig.create("4", Rig.product("C")));
    CustomField ofProducts = dictionaries().customFields(Product.TYPE).get(0);
    assertThat(rig.connector.valuesHeld(ofProducts)).isEqualTo(3);
    assertThat(rig.connector.valuesHeld(ofProducts, "3")).isEqualTo(1);
    assertThat(rig.connector.valuesHeld(ofProducts, "product:")).isZero();
    CustomField ofCustomers = dictionaries().customFields(Customer.TYPE).get(0);
    long before = rig.requests();
    assertThat(rig.connector.valuesHeld(ofCustomers)).isZero();
    assertThat(rig.requests() - before).isEqualTo(1);
  }
}
