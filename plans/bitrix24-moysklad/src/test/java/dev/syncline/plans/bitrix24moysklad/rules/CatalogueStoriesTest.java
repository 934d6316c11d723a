package dev.syncline.plans.bitrix24moysklad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.Failure;
import dev.syncline.bitrix24.fake.Document;
import dev.syncline.bitrix24.fake.Kind;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.plans.bitrix24moysklad.ProductFilter;
import dev.syncline.plans.bitrix24moysklad.Way;
import dev.syncline.testkit.Rule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sections, products, variations and services. */
class CatalogueStoriesTest {

  private final Desk desk = new Desk();
  private final Portal portal = desk.portal;
  private final Stock stock = desk.stock;

  @AfterEach
  void close() {
    desk.close();
  }

  private static String id(ObjectNode ref) {
    String href = ref.path("meta").path("href").asText();
    return href.substring(href.lastIndexOf('/') + 1);
  }

  private long option(String property, String value) {
    ObjectNode kept =
        portal.kept(Kind.PROPERTY).stream()
            .filter(each -> each.path("name").asText().equals(property))
            .findFirst()
            .orElseThrow();
    return portal.kept(Kind.PROPERTY_ENUM).stream()
        .filter(each -> each.path("propertyId").asLong() == kept.path("id").asLong())
        .filter(each -> each.path("value").asText().equals(value))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asLong();
  }

  @Test
  @Rule("B-048")
  void aVariationOfBitrix24IsAModificationOfTheSameProduct() {
    long shirt = portal.fake.parents().add(draft -> draft.name("Shirt").article("SH")).id();
    for (String color : List.of("red", "blue")) {
      portal
          .fake
          .offers()
          .add(
              draft ->
                  draft
                      .name("Shirt " + color)
                      .article("SH-" + color)
                      .price("100")
                      .set("parentId", shirt)
                      .set("property105", option("Color", color)));
    }
    desk.sync();
    FakeObject product = Stock.only(stock.fake.products());
    assertThat(product.name()).isEqualTo("Shirt");
    assertThat(stock.fake.variants().all())
        .hasSize(2)
        .allSatisfy(each -> assertThat(Stock.target(each, "product")).isEqualTo(product.id()))
        .extracting(
            each ->
                each.text("characteristics.0.name") + "=" + each.text("characteristics.0.value"))
        .containsExactlyInAnyOrder("Color=red", "Color=blue");
  }

  @Test
  @Rule("B-048")
  void aModificationOfMoySkladIsAVariationOfTheSameProduct() {
    ObjectNode shirt = stock.product("Shirt", "SH");
    for (String color : List.of("red", "blue")) {
      stock
          .fake
          .variants()
          .add(
              body -> {
                body.set("product", shirt.deepCopy());
                ArrayNode options = body.putArray("characteristics");
                options.addObject().put("name", "Color").put("value", color);
              });
    }
    desk.sync();
    Document parent = Portal.only(portal.fake.parents());
    assertThat(parent.title()).isEqualTo("Shirt");
    assertThat(portal.fake.offers().all())
        .hasSize(2)
        .allSatisfy(
            each -> assertThat(each.text("parentId")).isEqualTo(String.valueOf(parent.id())))
        .extracting(each -> each.text("property105"))
        .containsExactlyInAnyOrder(
            String.valueOf(option("Color", "red")), String.valueOf(option("Color", "blue")));
  }

  @Test
  @Rule("B-049")
  void servicesStayServicesBothWaysAndNothingOfThemIsReserved() {
    desk.set(more -> more.withReserve(true));
    long delivery = portal.fake.services().add(draft -> draft.name("Delivery").price("300")).id();
    long tea = portal.product("Tea", "TEA-1");
    stock.fake.services().add(body -> body.put("name", "Assembly"));
    long deal = portal.deal("NEW", portal.company("Acme"), "TEA-1");
    portal.fake.editRows(
        deal,
        List.of(
            Map.of("productId", tea, "quantity", 2, "price", "100"),
            Map.of("productId", delivery, "quantity", 1, "price", "300")));
    desk.sync();

    assertThat(Stock.names(stock.fake.services()))
        .containsExactlyInAnyOrder("Assembly", "Delivery");
    assertThat(portal.fake.services().all())
        .extracting(Document::title)
        .containsExactlyInAnyOrder("Delivery", "Assembly");
    FakeObject order = Stock.only(stock.fake.customerOrders());
    for (var row : order.field("positions.rows")) {
      boolean service = row.path("assortment").path("meta").path("type").asText().equals("service");
      assertThat(row.path("reserve").asInt()).isEqualTo(service ? 0 : 2);
    }
    assertThat(order.field("positions.rows").size()).isEqualTo(2);
  }

  @Test
  @Rule("B-044")
  void sectionsTravelAsATreeWithRenamesAndMovesFromBitrix24() {
    long food = portal.fake.sections().add(draft -> draft.name("Food")).id();
    long drinks =
        portal.fake.sections().add(draft -> draft.name("Drinks").set("iblockSectionId", food)).id();
    portal
        .fake
        .products()
        .add(draft -> draft.name("Tea").article("TEA-1").set("iblockSectionId", drinks));
    desk.sync();
    assertThat(path("Drinks")).isEqualTo("Food");
    assertThat(Stock.target(Stock.only(stock.fake.products()), "productFolder"))
        .isEqualTo(Stock.named(stock.fake.productFolders(), "Drinks").id());

    long shop = portal.fake.sections().add(draft -> draft.name("Shop")).id();
    portal.fake.sections().update(drinks, "name", "Hot drinks", "iblockSectionId", shop);
    desk.sync();
    assertThat(path("Hot drinks")).isEqualTo("Shop");
    assertThat(stock.fake.productFolders().size()).isEqualTo(3);
  }

  private String path(String folder) {
    FakeObject child = Stock.named(stock.fake.productFolders(), folder);
    return stock.fake.productFolders().get(Stock.target(child, "productFolder")).name();
  }

  @Test
  @Rule("B-044")
  void foldersTravelAsATreeWithRenamesAndMovesFromMoySkladAndCanBeSwitchedOff() {
    ObjectNode food = folder("Food", null);
    ObjectNode drinks = folder("Drinks", food);
    stock.product("Tea", "TEA-1", body -> body.set("productFolder", drinks.deepCopy()));
    desk.sync();
    assertThat(parent("Drinks")).isEqualTo("Food");
    assertThat(Portal.only(portal.fake.products()).text("iblockSectionId"))
        .isEqualTo(String.valueOf(section("Drinks").id()));

    ObjectNode shop = folder("Shop", null);
    stock
        .fake
        .productFolders()
        .update(
            id(drinks),
            body -> body.put("name", "Hot drinks").set("productFolder", shop.deepCopy()));
    desk.sync();
    assertThat(parent("Hot drinks")).isEqualTo("Shop");

    desk.set(more -> more.withDirections(more.directions().withSections(Way.OFF)));
    folder("Unseen", null);
    desk.sync();
    assertThat(portal.fake.sections().size()).isEqualTo(3);
  }

  private ObjectNode folder(String name, @Nullable ObjectNode parent) {
    FakeObject made =
        stock
            .fake
            .productFolders()
            .add(
                body -> {
                  body.put("name", name);
                  if (parent != null) {
                    body.set("productFolder", parent.deepCopy());
                  }
                });
    return stock.fake.ref("productfolder", made.id());
  }

  private Document section(String name) {
    return portal.fake.sections().find("name", name).orElseThrow();
  }

  private String parent(String name) {
    return portal
        .fake
        .sections()
        .get(Long.parseLong(section(name).text("iblockSectionId")))
        .title();
  }

  @Test
  @Rule("B-053")
  void beingArchivedIsMirroredBothWaysWithoutDeletingOrIgnored() {
    long tea = portal.product("Tea", "TEA-1");
    String mug = id(stock.product("Mug", "MUG-1"));
    desk.sync();
    portal.fake.products().update(tea, "active", "N");
    stock.fake.products().update(mug, body -> body.put("archived", true));
    desk.sync();
    assertThat(Stock.named(stock.fake.products(), "Tea").field("archived").asBoolean()).isTrue();
    Document there = portal.fake.products().find("name", "Mug").orElseThrow();
    assertThat(there.text("active")).isEqualTo("N");

    desk.set(more -> more.withMirrorArchived(false));
    portal.fake.products().update(tea, "active", "Y");
    desk.sync();
    assertThat(Stock.named(stock.fake.products(), "Tea").field("archived").asBoolean()).isTrue();
  }

  @Test
  @Rule("B-050")
  void theArticleComesBeforeTheNameAndTheNameHoldsOnlyWithinItsSection() {
    portal.product("Green tea", "TEA-1");
    String byArticle = id(stock.product("Tea, green", "TEA-1"));
    stock.product("Green tea", "OTHER");
    long food = portal.fake.sections().add(draft -> draft.name("Food")).id();
    portal.fake.products().add(draft -> draft.name("Salt").set("iblockSectionId", food));
    String same =
        id(stock.product("Salt", "", body -> body.set("productFolder", folder("Food", null))));
    stock.product("Salt", "", body -> body.set("productFolder", folder("Roads", null)));
    desk.sync();

    assertThat(stock.fake.products().get(byArticle).name()).isEqualTo("Green tea");
    assertThat(portal.fake.products().all())
        .extracting(Document::title)
        .containsExactlyInAnyOrder("Green tea", "Green tea", "Salt", "Salt");
    assertThat(stock.fake.products().size()).isEqualTo(4);
    assertThat(stock.fake.products().get(same).name()).isEqualTo("Salt");
  }

  @Test
  @Rule("B-050")
  void whatMatchesSeveralIsReportedAndNotGuessed() {
    long tea = portal.product("Tea", "TEA-1");
    stock.product("One", "TEA-1");
    stock.product("Two", "TEA-1");
    desk.run();
    assertThat(stock.fake.products().size()).isEqualTo(2);
    assertThat(desk.failures())
        .anySatisfy(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
              assertThat(failure.id()).isEqualTo(String.valueOf(tea));
              assertThat(failure.candidates()).hasSize(2);
            });
  }

  @Test
  @Rule("B-042")
  void onlyWhatTheFilterTakesComesAndTheFilterHoldsForLaterChanges() {
    ObjectNode sold = folder("Sold", null);
    ObjectNode idle = folder("Idle", null);
    stock.product("Mug", "MUG-1", body -> body.set("productFolder", sold.deepCopy()));
    String jug =
        id(stock.product("Jug", "JUG-1", body -> body.set("productFolder", idle.deepCopy())));
    stock.fake.services().add(body -> body.put("name", "Assembly"));
    desk.set(
        more ->
            more.withProductFilter(
                ProductFilter.ALL
                    .withFolders(id(sold))
                    .withKinds(ProductFilter.Kind.PRODUCT, ProductFilter.Kind.VARIATION)));
    desk.sync();
    assertThat(titles()).containsExactly("Mug");
    assertThat(portal.fake.services().size()).isZero();

    stock.fake.products().update(jug, body -> body.put("description", "changed"));
    desk.sync();
    assertThat(titles()).containsExactly("Mug");
    stock.fake.products().update(jug, body -> body.set("productFolder", sold.deepCopy()));
    desk.sync();
    assertThat(titles()).containsExactlyInAnyOrder("Mug", "Jug");
  }

  private List<String> titles() {
    return portal.fake.products().all().stream().map(Document::title).toList();
  }
}
