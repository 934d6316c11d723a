package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.Ambiguity;
import dev.syncline.Conflicts;
import dev.syncline.Direction;
import dev.syncline.Drift;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.MatchBy;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.Feed;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
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
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.CatalogueWinner;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.GonePolicy;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BitrixMoySkladPlanTest {

  private static final BitrixMoySkladSettings SETTINGS =
      BitrixMoySkladSettings.defaults().withStages(StagePair.of("NEW", "fresh"));

  @Test
  @Rule({"B-002", "B-104"})
  void whatIsReferredToTravelsBeforeWhatRefers() {
    assertThat(plan(SETTINGS).flows())
        .extracting(Flow::name)
        .containsExactly("category", "product", "variant", "customer", "order");
  }

  @Test
  @Rule({"B-002", "B-004", "B-085"})
  void invoicesAndPersonsAndStockTakePartWhereBothSystemsHaveThemAndTheSettingsWantThem() {
    EntityType[] all = {Invoice.TYPE, ContactPerson.TYPE, StockLevel.TYPE};
    BitrixMoySkladSettings wanting =
        SETTINGS.withInvoiceStages(StagePair.of("DT31_5:P", "paid")).withStock(true);
    assertThat(names(Shop.bitrix().having(all), Shop.moysklad().having(all), wanting))
        .containsExactly(
            "category",
            "product",
            "variant",
            "stock-level",
            "customer",
            "contact-person",
            "order",
            "invoice");
    List<String> least = List.of("category", "product", "variant", "customer", "order");
    assertThat(names(Shop.bitrix().having(all), Shop.moysklad(), wanting)).isEqualTo(least);
    assertThat(names(Shop.bitrix(), Shop.moysklad().having(all), wanting)).isEqualTo(least);
    assertThat(names(Shop.bitrix().having(all), Shop.moysklad().having(all), SETTINGS))
        .doesNotContain("invoice", "stock-level");
  }

  @Test
  @Rule({"B-094", "B-095", "B-096"})
  void theFourSwitchesOfDocumentsGoTogetherInAllSixteenWays() {
    for (Way orders : Way.values()) {
      for (Way invoices : Way.values()) {
        SyncPlan plan =
            BitrixMoySkladPlan.of(
                "shop",
                Shop.bitrix().having(Invoice.TYPE),
                Shop.moysklad().having(Invoice.TYPE),
                SETTINGS
                    .withInvoiceStages(StagePair.of("DT31_5:P", "paid"))
                    .withDirections(Directions.ALL_BOTH.withOrders(orders).withInvoices(invoices)));
        assertThat(plan.problems()).as(orders + " " + invoices).isEmpty();
        assertThat(direction(plan, Order.TYPE)).isEqualTo(expected(orders));
        assertThat(direction(plan, Invoice.TYPE)).isEqualTo(expected(invoices));
      }
    }
  }

  private static Optional<Direction> expected(Way way) {
    return switch (way) {
      case BOTH -> Optional.of(Direction.BOTH);
      case TO_MOYSKLAD -> Optional.of(Direction.TO_RIGHT);
      case TO_BITRIX24 -> Optional.of(Direction.TO_LEFT);
      case OFF -> Optional.empty();
    };
  }

  private static Optional<Direction> direction(SyncPlan plan, EntityType type) {
    return plan.flows().stream()
        .filter(flow -> flow.type(Side.LEFT).equals(type))
        .map(Flow::direction)
        .findFirst();
  }

  @Test
  @Rule("B-066")
  void thePersonOfADealIsAContactPersonWhereBothSystemsHaveThem() {
    SyncPlan plan =
        BitrixMoySkladPlan.of(
            "shop",
            Shop.bitrix().having(ContactPerson.TYPE),
            Shop.moysklad().having(ContactPerson.TYPE),
            SETTINGS);
    Flow persons = flow(plan, ContactPerson.TYPE);
    assertThat(persons.direction()).isEqualTo(Direction.TO_RIGHT);
    assertThat(persons.isOnDemand()).isTrue();
    Entity deal =
        Entity.of(Order.TYPE, "1").with(Order.CONTACT, new Ref(ContactPerson.TYPE, "C_7"));
    assertThat(flow(plan, Order.TYPE).mapper().map(View.create(Side.RIGHT, deal)).puts())
        .containsEntry("contact", Put.value(new Ref(ContactPerson.TYPE, "other-C_7")));
    assertThat(unitsOf(flow(plan(SETTINGS), Order.TYPE))).doesNotContain("contact");
    SyncPlan oneWay =
        BitrixMoySkladPlan.of(
            "shop",
            Shop.bitrix().having(ContactPerson.TYPE),
            Shop.moysklad().having(ContactPerson.TYPE),
            SETTINGS.withDirections(Directions.ALL_BOTH.withOrders(Way.TO_BITRIX24)));
    assertThat(oneWay.flows()).extracting(Flow::name).doesNotContain("contact-person");
  }

  @Test
  @Rule("B-007")
  void whatPeopleDeleteIsUnlinkedUnlessTheSettingsSayMore() {
    assertThat(plan(SETTINGS).flows()).allMatch(flow -> flow.gone() == Gone.UNLINK);
    assertThat(plan(SETTINGS.withGone(GonePolicy.DELETE)).flows())
        .allMatch(flow -> flow.gone() == Gone.DELETE);
  }

  @Test
  @Rule("B-097")
  void oneWayAChangeInTheTargetStaysUntilTheSourceChanges() {
    Directions oneWay =
        new Directions(
            Way.TO_BITRIX24, Way.TO_BITRIX24, Way.TO_MOYSKLAD, Way.TO_MOYSKLAD, Way.TO_BITRIX24);
    assertThat(plan(SETTINGS.withDirections(oneWay)).flows())
        .allMatch(flow -> flow.drift() == Drift.PUSH);
  }

  @Test
  @Rule("B-098")
  void aWayStartsWhenTheSettingsSay() {
    StartDay day = StartDay.of(LocalDate.parse("2026-01-31"));
    Feed.StartAt since = new Feed.StartAt.Since(Instant.parse("2026-01-31T00:00:00Z"));
    Feed.StartAt all = new Feed.StartAt.Beginning();
    for (Side side : Side.values()) {
      assertThat(flow(plan(SETTINGS), Order.TYPE).start(side)).isEqualTo(all);
      SyncPlan both = plan(SETTINGS.withSince(Since.both(day, StartDay.NOW)));
      assertThat(flow(both, Order.TYPE).start(side)).isEqualTo(since);
      assertThat(flow(both, Product.TYPE).start(side)).isEqualTo(all);
    }
    Since differing = new Since(StartDay.NOW, day, StartDay.NOW, StartDay.NOW);
    SyncPlan plan = plan(SETTINGS.withSince(differing));
    assertThat(plan.problems()).isEmpty();
    assertThat(flow(plan, Order.TYPE).start(Side.LEFT)).isEqualTo(new Feed.StartAt.Now());
    assertThat(flow(plan, Order.TYPE).start(Side.RIGHT)).isEqualTo(since);
  }

  @Test
  @Rule("B-051")
  void picturesAndBarcodesTravelAsTheSettingsSay() {
    assertThat(unitsOf(flow(plan(SETTINGS), Product.TYPE)))
        .contains("name", "sku", "description", "unit", "price", "vat", "vat_included", "barcodes")
        .doesNotContain("image");
    SyncPlan other = plan(SETTINGS.withImages(true).withBarcodes(false));
    assertThat(unitsOf(flow(other, Product.TYPE))).contains("image").doesNotContain("barcodes");
    assertThat(unitsOf(flow(other, Variant.TYPE))).doesNotContain("barcodes");
    assertThat(flow(other, Product.TYPE).keys())
        .extracting(MatchBy::fields)
        .doesNotContain(List.<Field<?>>of(Product.BARCODES));
  }

  @Test
  @Rule("B-054")
  void stockIsShownOnlyOnDemandAndNeverCountedInBitrix() {
    SyncPlan plan =
        BitrixMoySkladPlan.of(
            "shop",
            Shop.bitrix().having(StockLevel.TYPE),
            Shop.moysklad().having(StockLevel.TYPE),
            SETTINGS.withStock(true));
    Flow stock = flow(plan, StockLevel.TYPE);
    assertThat(stock.direction()).isEqualTo(Direction.TO_LEFT);
    assertThat(stock.drift()).isEqualTo(Drift.MIRROR);
    Entity level =
        Entity.of(StockLevel.TYPE, "product/1")
            .with(StockLevel.ITEM, new Ref(Product.TYPE, "product/1"))
            .with(StockLevel.QUANTITY, BigDecimal.TEN);
    assertThat(stock.mapper().map(View.create(Side.LEFT, level)).puts())
        .containsEntry("quantity", Put.value(BigDecimal.TEN));
    assertThat(plan(SETTINGS).flows()).extracting(Flow::name).doesNotContain("stock-level");
  }

  @Test
  @Rule("B-068")
  void everythingOfACustomerTravelsAndWhatBothHaveIsUnited() {
    Flow customers = flow(plan(SETTINGS), Customer.TYPE);
    assertThat(unitsOf(customers))
        .contains("name", "person_name", "legal_name", "phones", "emails", "comment")
        .contains("legal_address", "address", "bank_accounts")
        .contains("tax_number", "tax_reason", "registration");
    assertThat(customers.found()).isEqualTo(Arrival.FILL);
  }

  @Test
  @Rule({"B-032", "B-033", "B-035"})
  void fieldsThatShowIdsAreOfOneLineAndNeededOnlyWhereTheyAreNamed() {
    assertThat(plan(SETTINGS).needs(Side.RIGHT)).isEmpty();
    SyncPlan named = plan(SETTINGS.withIdentification(Identification.named("Bitrix24 ID")));
    assertThat(named.needs(Side.RIGHT))
        .extracting(CustomField::type, CustomField::name, CustomField::sort)
        .containsExactly(
            tuple(Product.TYPE, "Bitrix24 ID", Sort.LINE),
            tuple(Customer.TYPE, "Bitrix24 ID", Sort.LINE),
            tuple(Order.TYPE, "Bitrix24 ID", Sort.LINE));
    assertThat(named.needs(Side.LEFT)).isEmpty();
  }

  @Test
  void fieldsThatPeopleMadeTravelWithTheirRecord() {
    FieldPair gift = new FieldPair(FieldPair.Owner.ORDER, "Gift", "Present", Sort.BOOL);
    SyncPlan plan = plan(SETTINGS.withCustomFields(List.of(gift)));
    Field<Boolean> left = Field.custom(Order.TYPE, "Gift", Kinds.bool());
    Entity deal = Entity.of(Order.TYPE, "1").with(left, true);
    assertThat(flow(plan, Order.TYPE).mapper().map(View.create(Side.RIGHT, deal)).puts())
        .containsEntry("custom:Gift=custom:Present", Put.value(true));
    assertThat(unitsOf(flow(plan, Customer.TYPE))).noneMatch(unit -> unit.contains("custom"));
    assertThat(plan.needs(Side.LEFT))
        .containsExactly(CustomField.wanted(Order.TYPE, "Gift", Sort.BOOL));
    assertThat(plan.needs(Side.RIGHT))
        .containsExactly(CustomField.wanted(Order.TYPE, "Present", Sort.BOOL));
  }

  @Test
  void interchangedConnectorsAreRefused() {
    assertThatThrownBy(
            () -> BitrixMoySkladPlan.of("shop", Shop.moysklad(), Shop.bitrix(), SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("left side is bitrix24");
  }

  @Test
  @Rule("B-044")
  void sectionsCanBeSwitchedOffAndProductsThenHaveNone() {
    SyncPlan plan = plan(SETTINGS.withDirections(Directions.ALL_BOTH.withSections(Way.OFF)));
    assertThat(plan.flows()).extracting(Flow::name).doesNotContain("category");
    assertThat(unitsOf(flow(plan, Product.TYPE))).doesNotContain("category");
    assertThat(unitsOf(flow(plan(SETTINGS), Product.TYPE))).contains("category");
  }

  @Test
  @Rule({"B-006", "B-096"})
  void everyDirectionIsSwitchedOnItsOwn() {
    SyncPlan plan =
        plan(
            SETTINGS.withDirections(
                new Directions(Way.BOTH, Way.TO_BITRIX24, Way.BOTH, Way.TO_MOYSKLAD, Way.OFF)));
    assertThat(flow(plan, Order.TYPE).direction()).isEqualTo(Direction.TO_RIGHT);
    assertThat(flow(plan, Product.TYPE).direction()).isEqualTo(Direction.TO_LEFT);
    assertThat(flow(plan, Variant.TYPE).direction()).isEqualTo(Direction.TO_LEFT);
    assertThat(flow(plan, Customer.TYPE).direction()).isEqualTo(Direction.BOTH);
  }

  @Test
  @Rule("B-050")
  void productsAreFoundByExternalCodeThenSkuThenBarcodeThenNameWithinTheSection() {
    assertThat(flow(plan(SETTINGS), Product.TYPE).keys())
        .extracting(MatchBy::fields)
        .containsExactly(
            List.<Field<?>>of(Product.EXTERNAL_CODE),
            List.<Field<?>>of(Product.SKU),
            List.<Field<?>>of(Product.BARCODES),
            List.<Field<?>>of(Product.NAME, Product.CATEGORY));
  }

  @Test
  @Rule("B-097")
  void onFoundPairsOfTheCatalogueTheChosenSideWinsOrTheOnlySource() {
    assertThat(flow(plan(SETTINGS), Product.TYPE).found()).isEqualTo(Arrival.FROM_LEFT);
    BitrixMoySkladSettings other = SETTINGS.withCatalogueWinner(CatalogueWinner.MOYSKLAD);
    assertThat(flow(plan(other), Category.TYPE).found()).isEqualTo(Arrival.FROM_RIGHT);
    Directions oneWay = Directions.ALL_BOTH.withProducts(Way.TO_BITRIX24);
    assertThat(flow(plan(SETTINGS.withDirections(oneWay)), Variant.TYPE).found())
        .isEqualTo(Arrival.FROM_RIGHT);
    Directions otherWay = Directions.ALL_BOTH.withProducts(Way.TO_MOYSKLAD);
    assertThat(flow(plan(other.withDirections(otherWay)), Product.TYPE).found())
        .isEqualTo(Arrival.FROM_LEFT);
  }

  @Test
  @Rule({"B-048", "B-049"})
  void aVariationBelongsToItsProductFromBirthAndAServiceStaysAService() {
    Entity variation =
        Entity.of(Variant.TYPE, "7")
            .with(Variant.PRODUCT, Entity.of(Product.TYPE, "5").ref())
            .with(Variant.OPTIONS, Map.of("Size", "M"))
            .with(Variant.NAME, "T-shirt (M)");
    Map<String, Put<?>> right = puts(Variant.TYPE, View.create(Side.RIGHT, variation));
    assertThat(right).containsKeys("product", "options").doesNotContainKey("name");
    assertThat(puts(Variant.TYPE, View.create(Side.LEFT, variation))).containsKey("name");
    assertThat(unit(Variant.TYPE, "product").when()).isEqualTo(When.CREATE_ONLY);

    Entity service = Entity.of(Product.TYPE, "9").with(Product.KIND, Product.SERVICE);
    assertThat(puts(Product.TYPE, View.create(Side.RIGHT, service)))
        .containsEntry("kind", Put.value(Product.SERVICE));
  }

  @Test
  @Rule("B-052")
  void aSetComesToBitrixAsSimpleGoodsAndIsNeverMadeInMoySklad() {
    Entity set = Entity.of(Product.TYPE, "9").with(Product.KIND, Product.BUNDLE);
    assertThat(puts(Product.TYPE, View.create(Side.LEFT, set)))
        .containsEntry("kind", Put.value(Product.GOODS));
    assertThat(map(Product.TYPE, View.create(Side.RIGHT, set)).halting())
        .contains(new Wanted.Halt(Wanted.Halt.Kind.SKIP, "BUNDLE"));
  }

  @Test
  @Rule("B-053")
  void beingArchivedIsMirroredOrIgnored() {
    assertThat(unitsOf(flow(plan(SETTINGS), Product.TYPE))).contains("archived");
    SyncPlan ignoring = plan(SETTINGS.withMirrorArchived(false));
    assertThat(unitsOf(flow(ignoring, Product.TYPE))).doesNotContain("archived");
    assertThat(unitsOf(flow(ignoring, Variant.TYPE))).doesNotContain("archived");
  }

  @Test
  @Rule({"B-065", "B-067"})
  void customersAreFoundByTaxNumberEmailPhoneNameAndTravelByThemselvesUnlessToldNot() {
    Flow customers = flow(plan(SETTINGS), Customer.TYPE);
    assertThat(customers.keys())
        .extracting(MatchBy::fields)
        .containsExactly(
            List.<Field<?>>of(Customer.TAX_NUMBER, Customer.TAX_REASON),
            List.<Field<?>>of(Customer.TAX_NUMBER),
            List.<Field<?>>of(Customer.EMAILS),
            List.<Field<?>>of(Customer.PHONES),
            List.<Field<?>>of(Customer.NAME));
    assertThat(customers.keys().get(1).unless()).containsExactly(Customer.TAX_REASON);
    assertThat(customers.keys().get(4).unless())
        .containsExactlyInAnyOrder(Customer.TAX_NUMBER, Customer.EMAILS, Customer.PHONES);
    assertThat(customers.several()).isEqualTo(Ambiguity.MAKE_NEW);
    assertThat(customers.isOnDemand()).isFalse();
    SyncPlan quiet = plan(SETTINGS.withCustomersOnUpdate(false));
    assertThat(flow(quiet, Customer.TYPE).isOnDemand()).isTrue();
  }

  @Test
  @Rule("B-066")
  void aCompanyHasOneNameAndAPersonsNameIsComposedForMoySklad() {
    Entity company = customer(Customer.COMPANY, "Acme LLC");
    assertThat(puts(Customer.TYPE, View.create(Side.RIGHT, company)))
        .containsEntry("name", Put.value("Acme LLC"))
        .containsEntry("kind", Put.value(Customer.COMPANY));
    Entity person =
        customer(Customer.PERSON, "Ivan Petrov")
            .with(Customer.PERSON_NAME, new PersonName("Petrov", "Ivan", ""));
    assertThat(puts(Customer.TYPE, View.create(Side.RIGHT, person)))
        .containsEntry("name", Put.value("Petrov Ivan"))
        .containsEntry("person_name", Put.value(new PersonName("Petrov", "Ivan", "")));
  }

  @Test
  void aPersonWithoutNamePartsIsSplitForBitrixAndNotRewrittenThere() {
    Entity person = customer(Customer.PERSON, "Petrov Ivan").cleared(Customer.PERSON_NAME);
    assertThat(puts(Customer.TYPE, View.create(Side.LEFT, person)))
        .containsEntry("person_name", Put.value(new PersonName("Petrov", "Ivan", "")))
        .containsEntry("name", Put.skip("COMPOSED"));
    PersonName otherwise = new PersonName("", "Petrov Ivan", "");
    Entity held = customer(Customer.PERSON, "x").with(Customer.PERSON_NAME, otherwise);
    assertThat(puts(Customer.TYPE, View.update(Side.LEFT, person, held)))
        .containsEntry("person_name", Put.value(otherwise));
  }

  @Test
  @Rule("B-009")
  void whereBothSidesChangedTheSideOfBirthWins() {
    assertThat(flow(plan(SETTINGS), Order.TYPE).conflicts()).isEqualTo(Conflicts.ORIGIN);
  }

  private static Entity customer(String kind, String name) {
    return Entity.of(Customer.TYPE, "1").with(Customer.KIND, kind).with(Customer.NAME, name);
  }

  private static List<String> names(Shop bitrix, Shop moysklad, BitrixMoySkladSettings settings) {
    return BitrixMoySkladPlan.of("shop", bitrix, moysklad, settings).flows().stream()
        .map(Flow::name)
        .toList();
  }

  private static SyncPlan plan(BitrixMoySkladSettings settings) {
    return BitrixMoySkladPlan.of("shop", Shop.bitrix(), Shop.moysklad(), settings);
  }

  private static Flow flow(SyncPlan plan, EntityType type) {
    return plan.flows().stream()
        .filter(flow -> flow.type(Side.LEFT).equals(type))
        .findFirst()
        .get();
  }

  private static List<String> unitsOf(Flow flow) {
    return flow.mapper().units().stream().map(Unit::name).toList();
  }

  private static Unit unit(EntityType type, String name) {
    return flow(plan(SETTINGS), type).mapper().units().stream()
        .filter(unit -> unit.name().equals(name))
        .findFirst()
        .get();
  }

  private static Wanted map(EntityType type, View view) {
    return flow(plan(SETTINGS), type).mapper().map(view);
  }

  private static Map<String, Put<?>> puts(EntityType type, View view) {
    return map(type, view).puts();
  }
}
