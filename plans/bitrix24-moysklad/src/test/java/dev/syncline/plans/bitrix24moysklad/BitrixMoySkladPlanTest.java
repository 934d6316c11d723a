package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Ambiguity;
import dev.syncline.Conflicts;
import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.MatchBy;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.PersonName;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.CatalogueWinner;
import dev.syncline.testkit.Rule;
import java.util.List;
import java.util.Map;
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
  void onFoundPairsOfTheCatalogueTheChosenSideWinsOrTheOnlySource() {
    assertThat(flow(plan(SETTINGS), Product.TYPE).found()).isEqualTo(Arrival.FROM_LEFT);
    BitrixMoySkladSettings other = SETTINGS.withCatalogueWinner(CatalogueWinner.MOYSKLAD);
    assertThat(flow(plan(other), Category.TYPE).found()).isEqualTo(Arrival.FROM_RIGHT);
    Directions oneWay = Directions.ALL_BOTH.withProducts(Way.TO_BITRIX24);
    assertThat(flow(plan(SETTINGS.withDirections(oneWay)), Variant.TYPE).found())
        .isEqualTo(Arrival.FROM_RIGHT);
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
