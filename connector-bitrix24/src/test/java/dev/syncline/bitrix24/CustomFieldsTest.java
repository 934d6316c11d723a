package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.fake.Kind;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.Feed.StartAt;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.WriteResult.Refused;
import dev.syncline.connector.WriteResult.Written;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import dev.syncline.model.PersonName;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomFieldsTest {

  private static final PhoneRules PHONES = PhoneRules.digits();

  private final Bench bench = new Bench();

  @BeforeEach
  void check() {
    assertThat(bench.connector.check().problems()).isEmpty();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private CustomField make(EntityType type, String name, Sort sort) {
    return bench.connector.dictionaries().create(CustomField.wanted(type, name, sort));
  }

  private static Field<?> field(CustomField of) {
    return switch (of.sort()) {
      case NUMBER -> Field.custom(of.type(), of.code(), Kinds.decimal());
      case BOOL -> Field.custom(of.type(), of.code(), Kinds.bool());
      case DATE -> Field.custom(of.type(), of.code(), Kinds.date());
      case INSTANT -> Field.custom(of.type(), of.code(), Kinds.instant());
      case CHOICE -> Field.custom(of.type(), of.code(), Kinds.code());
      default -> Field.custom(of.type(), of.code(), Kinds.text());
    };
  }

  @SuppressWarnings("unchecked")
  private static <V> Field<V> typed(Field<?> field) {
    return (Field<V>) field;
  }

  private static Entity with(Entity entity, CustomField made) {
    Field<?> field = field(made);
    return switch (made.sort()) {
      case NUMBER -> entity.with(CustomFieldsTest.<BigDecimal>typed(field), new BigDecimal("12.5"));
      case BOOL -> entity.with(CustomFieldsTest.<Boolean>typed(field), true);
      case DATE -> entity.with(CustomFieldsTest.<LocalDate>typed(field), LocalDate.of(2026, 2, 3));
      case INSTANT ->
          entity.with(
              CustomFieldsTest.<Instant>typed(field), Instant.parse("2026-02-03T22:15:00Z"));
      default -> entity.with(CustomFieldsTest.<String>typed(field), "https://a.example/?b=1+2&c");
    };
  }

  private Entity read(EntityType type, String id, Field<?>... fields) {
    Reading reading = bench.connector.port(type).read(List.of(id), FieldSet.of(fields)).get(id);
    return ((Reading.Found) reading).entity();
  }

  /** Written with a create and again with an update, and read back each time. */
  private void keeps(Entity bare, CustomField made) {
    Field<?> field = field(made);
    Entity wanted = with(bare, made);
    String id = bench.made(wanted);
    Entity read = read(bare.type(), id, field);
    assertThat(read.same(wanted, field, PHONES)).as("%s: %s", made, read.get(field)).isTrue();
    Entity cleared = Entity.of(bare.type(), id).cleared(field);
    assertThat(bench.write(bench.update(read, cleared))).isInstanceOf(Written.class);
    if (made.sort() == Sort.BOOL) {
      assertThat(read(bare.type(), id, field).canonical(field, PHONES)).isEqualTo("0");
    } else {
      assertThat(read(bare.type(), id, field).has(field)).isFalse();
    }
    assertThat(bench.write(bench.update(read, with(Entity.of(bare.type(), id), made))))
        .isInstanceOfSatisfying(
            Written.class,
            written ->
                assertThat(written.held().orElseThrow().same(wanted, field, PHONES)).isTrue());
    assertThat(read(bare.type(), id, field).same(wanted, field, PHONES)).isTrue();
  }

  private static Entity order() {
    return Bench.entity(Order.TYPE).with(Order.TITLE, "Deal");
  }

  private static Entity company() {
    return Bench.entity(Customer.TYPE)
        .with(Customer.KIND, Customer.COMPANY)
        .with(Customer.NAME, "Romashka");
  }

  private static Entity person() {
    return Bench.entity(Customer.TYPE)
        .with(Customer.KIND, Customer.PERSON)
        .with(Customer.PERSON_NAME, new PersonName("Petrov", "Ivan", ""));
  }

  /** Without this the engine would take such a field for one that nobody may write. */
  @Test
  void customFieldsAreDeclaredWritableWhereverThePortalHasThem() {
    for (EntityType type :
        List.of(Order.TYPE, Customer.TYPE, Invoice.TYPE, Product.TYPE, Variant.TYPE)) {
      Field<String> any = Field.custom(type, "Gift card", Kinds.text());
      assertThat(bench.connector.port(type).capabilities().writable(any)).as("%s", type).isTrue();
    }
    Field<String> ofSections = Field.custom(Category.TYPE, "Gift card", Kinds.text());
    assertThat(bench.connector.port(Category.TYPE).capabilities().writable(ofSections)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Sort.class,
      names = {"LINE", "TEXT", "NUMBER", "BOOL", "DATE", "INSTANT", "LINK"})
  @Rule("B-031")
  void aFieldOfEverySortIsMadeListedWrittenAndReadBack(Sort sort) {
    for (Entity bare :
        List.of(
            order(),
            company(),
            person(),
            Bench.entity(Invoice.TYPE).with(Invoice.TITLE, "Invoice"))) {
      CustomField made = make(bare.type(), "MoySklad " + sort, sort);
      assertThat(made.code()).startsWith("UF_CRM_");
      assertThat(bench.connector.dictionaries().customFields(bare.type()))
          .contains(new CustomField(bare.type(), made.code(), made.name(), sort));
      keeps(bare, made);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LINE", "NUMBER"})
  void aCatalogPropertyIsMadeListedWrittenAndReadBack(String name) {
    Sort sort = Sort.valueOf(name);
    CustomField ofProducts = make(Product.TYPE, "Origin", sort);
    assertThat(ofProducts.code()).startsWith("property");
    keeps(Bench.entity(Product.TYPE).with(Product.NAME, "Mug"), ofProducts);
    CustomField ofVariants = make(Variant.TYPE, "Origin", sort);
    assertThat(ofVariants.code()).isNotEqualTo(ofProducts.code());
    String parent =
        bench.made(
            Bench.entity(Product.TYPE)
                .with(Product.NAME, "Shirt")
                .with(Product.HAS_VARIANTS, true));
    keeps(
        Bench.entity(Variant.TYPE)
            .with(Variant.NAME, "Shirt M")
            .with(Variant.PRODUCT, new dev.syncline.model.Ref(Product.TYPE, parent))
            .with(Variant.OPTIONS, Map.of("Size", "M")),
        ofVariants);
    assertThat(bench.connector.dictionaries().customFields(Variant.TYPE))
        .extracting(CustomField::name)
        .containsExactly("Origin");
  }

  @Test
  void plansMayWriteThemWhereTheyAreMadeAndNowhereElse() {
    for (EntityType type :
        List.of(Order.TYPE, Customer.TYPE, Invoice.TYPE, Product.TYPE, Variant.TYPE)) {
      Field<String> field = Field.custom(type, "MoySklad id", Kinds.text());
      Capabilities can = bench.connector.port(type).capabilities();
      assertThat(can.creatable(field) && can.writable(field)).as("%s", type).isTrue();
    }
    for (EntityType type : List.of(Category.TYPE, StockLevel.TYPE, ContactPerson.TYPE)) {
      Field<String> field = Field.custom(type, "MoySklad id", Kinds.text());
      assertThat(bench.connector.port(type).capabilities().creatable(field)).isFalse();
    }
  }

  @Test
  @Rule("B-036")
  void pressingTwiceMakesNoSecondField() {
    for (EntityType type :
        List.of(Order.TYPE, Customer.TYPE, Invoice.TYPE, Product.TYPE, Variant.TYPE)) {
      CustomField first = make(type, "MoySklad id", Sort.LINE);
      int fields = bench.fake.documents(Kind.USER_FIELD).size();
      int properties = bench.fake.documents(Kind.PROPERTY).size();
      assertThat(make(type, "MoySklad id", Sort.LINE)).isEqualTo(first);
      assertThat(bench.fake.documents(Kind.USER_FIELD)).hasSize(fields);
      assertThat(bench.fake.documents(Kind.PROPERTY)).hasSize(properties);
    }
  }

  @Test
  void aCustomersFieldIsMadeForPeopleAndCompaniesUnderOneCode() {
    CustomField made = make(Customer.TYPE, "Loyalty", Sort.NUMBER);
    assertThat(bench.fake.documents(Kind.USER_FIELD))
        .extracting(
            each -> each.path("ENTITY_ID").asText() + " " + each.path("FIELD_NAME").asText())
        .containsExactlyInAnyOrder("CRM_CONTACT " + made.code(), "CRM_COMPANY " + made.code());
    assertThat(bench.connector.dictionaries().customFields(Customer.TYPE)).containsExactly(made);
  }

  @Test
  void aFieldThatOnlyPeopleHaveIsMadeForCompaniesUnderThePeoplesCode() {
    bench.fake.userField("CRM_CONTACT", "UF_CRM_1746", "string");
    CustomField made = make(Customer.TYPE, "UF_CRM_1746", Sort.LINE);
    assertThat(made.code()).isEqualTo("UF_CRM_1746");
    keeps(company(), made);
    keeps(person(), made);
  }

  @Test
  @Rule("B-037")
  void aFieldOfThisNameAndAnotherSortIsRefusedByName() {
    make(Order.TYPE, "MoySklad id", Sort.LINE);
    assertThatThrownBy(() -> make(Order.TYPE, "MoySklad id", Sort.DATE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MoySklad id");
    assertThatThrownBy(() -> make(Product.TYPE, "Flag", Sort.BOOL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> make(Category.TYPE, "Flag", Sort.LINE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutTheRightTheAnswerNamesIt() {
    BitrixConnector limited =
        bench.fake.wired(BitrixConnector.webhook(bench.fake.limitedWebhookUrl())).build();
    assertThatThrownBy(
            () ->
                limited
                    .dictionaries()
                    .create(CustomField.wanted(Order.TYPE, "MoySklad id", Sort.LINE)))
        .isInstanceOfSatisfying(
            AccessDenied.class,
            denied -> assertThat(denied.missingRight()).contains("crm.deal.userfield.add"));
    assertThatThrownBy(
            () ->
                limited
                    .dictionaries()
                    .create(CustomField.wanted(Invoice.TYPE, "MoySklad id", Sort.LINE)))
        .isInstanceOfSatisfying(
            AccessDenied.class,
            denied -> assertThat(denied.missingRight()).isEqualTo("scope userfieldconfig"));
  }

  @Test
  void aFieldIsNamedByItsCodeOrByWhatPeopleRead() {
    CustomField made = make(Order.TYPE, "Priority of it", Sort.LINE);
    Field<String> byCode = Field.custom(Order.TYPE, made.code(), Kinds.text());
    Field<String> byName = Field.custom(Order.TYPE, "Priority of it", Kinds.text());
    String id = bench.made(order().with(byName, "high"));
    assertThat(read(Order.TYPE, id, byCode).require(byCode)).isEqualTo("high");
    assertThat(read(Order.TYPE, id, byName).require(byName)).isEqualTo("high");
    var keys = MatchKey.of(order().with(byCode, "high"), List.<Field<?>>of(byCode), PHONES);
    Findings found =
        bench.connector.port(Order.TYPE).find(keys, FieldSet.of(byCode)).get(keys.get(0));
    assertThat(found.hits()).extracting(Entity::id).containsExactly(id);
    assertThat(found.hits().get(0).require(byCode)).isEqualTo("high");
  }

  @Test
  void aFieldMadeSinceTheCheckIsFoundAndOneThatDoesNotExistIsNamedInTheError() {
    bench.fake.userField("CRM_DEAL", "UF_CRM_LATE", "string");
    Field<String> late = Field.custom(Order.TYPE, "UF_CRM_LATE", Kinds.text());
    String id = bench.made(order().with(late, "x"));
    assertThat(read(Order.TYPE, id, late).require(late)).isEqualTo("x");
    for (EntityType type :
        List.of(
            Order.TYPE, Customer.TYPE, Invoice.TYPE, Product.TYPE, Variant.TYPE, Category.TYPE)) {
      Field<String> none = Field.custom(type, "UF_CRM_NONE", Kinds.text());
      assertThatThrownBy(() -> read(type, type.equals(Customer.TYPE) ? "C_1" : "1", none))
          .as("%s", type)
          .isInstanceOf(ProtocolBroken.class)
          .hasMessageContaining("UF_CRM_NONE")
          .hasMessageContaining(bench.connector.account().toString());
    }
    Field<BigDecimal> number = Field.custom(Order.TYPE, "UF_CRM_LATE", Kinds.decimal());
    assertThatThrownBy(() -> read(Order.TYPE, id, number))
        .isInstanceOf(ProtocolBroken.class)
        .hasMessageContaining("decimal");
  }

  private static ObjectNode choices(String... texts) {
    ObjectNode field =
        JsonNodeFactory.instance
            .objectNode()
            .put("ENTITY_ID", "CRM_DEAL")
            .put("FIELD_NAME", "UF_CRM_LIST")
            .put("USER_TYPE_ID", "enumeration")
            .put("MULTIPLE", "N")
            .put("MANDATORY", "N");
    ArrayNode list = field.putArray("LIST");
    for (String each : texts) {
      list.addObject().put("ID", "" + (70 + list.size())).put("VALUE", each).put("SORT", "10");
    }
    return field;
  }

  @Test
  void anEntryOfAListIsItsText() {
    bench.fake.add(Kind.USER_FIELD, choices("by air", "by sea"));
    bench.connector.check();
    Field<String> way = Field.custom(Order.TYPE, "UF_CRM_LIST", Kinds.code());
    String id = bench.made(order().with(way, "by sea"));
    assertThat(bench.fake.deals().get(Long.parseLong(id)).text("UF_CRM_LIST")).isEqualTo("72");
    assertThat(read(Order.TYPE, id, way).require(way)).isEqualTo("by sea");
    assertThat(bench.write(bench.create(order().with(way, "by rail"))))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.INVALID);
              assertThat(refused.reasons().get(0).field()).isEqualTo("UF_CRM_LIST");
            });
  }

  @Test
  void anEntryOfACatalogListIsItsText() {
    CustomField made = make(Product.TYPE, "Way", Sort.CHOICE);
    long property = Long.parseLong(made.code().substring("property".length()));
    bench.fake.add(
        Kind.PROPERTY_ENUM,
        JsonNodeFactory.instance
            .objectNode()
            .put("propertyId", property)
            .put("value", "by sea")
            .put("xmlId", "sea"));
    bench.connector.check();
    Field<String> way = Field.custom(Product.TYPE, "Way", Kinds.code());
    String id =
        bench.made(Bench.entity(Product.TYPE).with(Product.NAME, "Mug").with(way, "by sea"));
    assertThat(read(Product.TYPE, id, way).require(way)).isEqualTo("by sea");
  }

  @Test
  void customFieldsCostNoRequestOfTheirOwn() {
    CustomField made = make(Order.TYPE, "MoySklad id", Sort.LINE);
    for (int at = 0; at < 120; at++) {
      bench.fake.deals().add(each -> each.title("x").set(made.code(), "id"));
    }
    var feed = bench.feed("deals");
    var start = feed.start(new StartAt.Beginning());
    FieldSet wanted = FieldSet.of(Order.TITLE, field(made));
    assertThat(bench.requests(() -> bench.pages(feed, start, wanted))).isEqualTo(1);
    assertThat(Bench.changes(bench.pages(feed, start, wanted)))
        .allMatch(each -> each.content().orElseThrow().has(field(made)));
  }
}
