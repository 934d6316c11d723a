package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.mapping.Wanted.Halt;
import dev.syncline.model.Category;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.plans.bitrix24moysklad.ProductFilter.Kind;
import dev.syncline.testkit.Rule;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProductFilterTest {

  private static final Field<Boolean> TICK = Field.custom(Product.TYPE, "Shop", Kinds.bool());

  private final Entity tea =
      Entity.of(Product.TYPE, "product/1")
          .with(Product.KIND, Product.GOODS)
          .with(Product.NAME, "Tea")
          .with(Product.ARCHIVED, false)
          .with(Product.CATEGORY, new Ref(Category.TYPE, "tea"));

  @Test
  @Rule({"B-041", "B-042"})
  void onlyProductsOfTheChosenFoldersComeToBitrix() {
    ProductFilter folders = ProductFilter.ALL.withFolders("tea", "coffee");
    assertThat(toBitrix(folders, tea)).isEmpty();
    assertThat(toBitrix(folders, tea.with(Product.CATEGORY, new Ref(Category.TYPE, "junk"))))
        .contains(skip("NOT_SELECTED"));
    assertThat(toBitrix(folders, tea.cleared(Product.CATEGORY))).contains(skip("NOT_SELECTED"));
    assertThat(toBitrix(ProductFilter.ALL, tea.cleared(Product.CATEGORY))).isEmpty();
  }

  @Test
  @Rule("B-042")
  void onlyTickedProductsComeAndTheTickIsReadAndNeeded() {
    ProductFilter ticked = ProductFilter.ALL.withTick("Shop");
    assertThat(toBitrix(ticked, tea.with(TICK, true))).isEmpty();
    assertThat(toBitrix(ticked, tea.with(TICK, false))).contains(skip("NOT_SELECTED"));
    assertThat(toBitrix(ticked, tea)).contains(skip("NOT_SELECTED"));
    assertThat(flow(ticked, Product.TYPE).reads(Side.RIGHT)).contains(TICK);
    assertThat(flow(ticked, Product.TYPE).reads(Side.LEFT)).doesNotContain(TICK);
    assertThat(plan(ticked).needs(Side.RIGHT))
        .containsExactly(CustomField.wanted(Product.TYPE, "Shop", Sort.BOOL));
  }

  @Test
  @Rule("B-042")
  void onlyTheChosenKindsCome() {
    ProductFilter services = ProductFilter.ALL.withKinds(Kind.SERVICE, Kind.SET);
    assertThat(toBitrix(services, tea)).contains(skip("NOT_SELECTED"));
    assertThat(toBitrix(services, tea.with(Product.KIND, Product.SERVICE))).isEmpty();
    assertThat(toBitrix(services, tea.with(Product.KIND, Product.BUNDLE))).isEmpty();
    assertThat(halt(services, Variant.TYPE, View.create(Side.LEFT, Entity.of(Variant.TYPE, "7"))))
        .contains(skip("NOT_SELECTED"));
    ProductFilter withThem = services.withKinds(Kind.PRODUCT, Kind.VARIATION);
    Entity variation =
        Entity.of(Variant.TYPE, "7").with(Variant.PRODUCT, new Ref(Product.TYPE, "product/1"));
    assertThat(halt(withThem, Variant.TYPE, View.create(Side.LEFT, variation))).isEmpty();
  }

  @Test
  @Rule({"B-042", "B-053"})
  void whatIsArchivedIsNotBroughtButWhatIsThereFollows() {
    ProductFilter living = ProductFilter.ALL.withArchived(false);
    Entity archived = tea.with(Product.ARCHIVED, true);
    assertThat(toBitrix(living, archived)).contains(skip("NOT_SELECTED"));
    assertThat(halt(living, Product.TYPE, View.update(Side.LEFT, archived, tea))).isEmpty();
  }

  @Test
  @Rule("B-042")
  void theFilterHoldsForChangesTooAndNotForWhatBitrixHas() {
    ProductFilter folders = ProductFilter.ALL.withFolders("coffee");
    assertThat(halt(folders, Product.TYPE, View.update(Side.LEFT, tea, tea)))
        .contains(skip("NOT_SELECTED"));
    assertThat(halt(folders, Product.TYPE, View.create(Side.RIGHT, tea))).isEmpty();
  }

  private static Optional<Halt> toBitrix(ProductFilter filter, Entity product) {
    return halt(filter, Product.TYPE, View.create(Side.LEFT, product));
  }

  private static Optional<Halt> halt(ProductFilter filter, EntityType type, View view) {
    return flow(filter, type).mapper().map(view).halting();
  }

  private static Flow flow(ProductFilter filter, EntityType type) {
    return plan(filter).flows().stream()
        .filter(flow -> flow.type(Side.LEFT).equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static SyncPlan plan(ProductFilter filter) {
    return BitrixMoySkladPlan.of(
        "shop",
        Shop.bitrix(),
        Shop.moysklad(),
        BitrixMoySkladSettings.defaults().withProductFilter(filter));
  }

  private static Halt skip(String reason) {
    return new Halt(Halt.Kind.SKIP, reason);
  }
}
