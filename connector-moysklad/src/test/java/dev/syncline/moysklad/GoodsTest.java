package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.testkit.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoodsTest {

  private static Rig rig(boolean bundles) {
    return new Rig(fake -> fake.rateLimit(false), builder -> builder.bundles(bundles));
  }

  private static Ref set(Rig rig) {
    Ref part = rig.stored(Rig.create("part", Rig.product("Cup"))).ref();
    String id =
        rig.fake
            .bundles()
            .add(
                body -> {
                  body.put("name", "Tea for two").put("article", "SET-2");
                  body.putArray("components")
                      .addObject()
                      .put("quantity", 2)
                      .set("assortment", rig.fake.ref("product", part.id().substring(8)));
                })
            .id();
    return new Ref(Product.TYPE, "bundle/" + id);
  }

  @Test
  @Rule("B-052")
  void aSetThatAnOrderHoldsIsReadAsAProduct() {
    try (Rig rig = rig(false)) {
      Ref set = set(rig);
      Ref buyer = rig.stored(Rig.create("c", Rig.customer("A"))).ref();
      Entity order = rig.stored(Rig.create("o", rig.newOrder(buyer, Rig.line(set, "1", "500"))));
      assertThat(order.require(Order.LINES).get(0).require(OrderLine.ITEM)).isEqualTo(set);
      Entity read = rig.read(set);
      assertThat(read.require(Product.KIND)).isEqualTo(Product.BUNDLE);
      assertThat(read.require(Product.SKU)).isEqualTo("SET-2");
      assertThat(read.require(Product.HAS_VARIANTS)).isFalse();
    }
  }

  @Test
  void setsAreShownAndFoundOnlyIfTheyAreAskedForAndCostNothingElse() {
    for (boolean bundles : new boolean[] {false, true}) {
      try (Rig rig = rig(bundles)) {
        Ref set = set(rig);
        rig.connector.check();
        long before = rig.requests();
        List<Entity> shown = rig.look("goods", FieldSet.of(Product.NAME));
        assertThat(shown.stream().anyMatch(each -> each.id().equals(set.id()))).isEqualTo(bundles);
        MatchKey key =
            MatchKey.of(
                    Entity.of(Product.TYPE, "").with(Product.SKU, "SET-2"),
                    List.of(Product.SKU),
                    PhoneRules.digits())
                .get(0);
        assertThat(
                rig.connector.port(Product.TYPE).find(List.of(key), FieldSet.of()).get(key).hits())
            .hasSize(bundles ? 1 : 0);
        assertThat(rig.requests() - before).isEqualTo(bundles ? 3 + 2 : 2 + 1);
      }
    }
  }

  @Test
  @Rule("B-052")
  void aSetIsNeverMadeButMayBeChangedAndMarked() {
    try (Rig rig = rig(false)) {
      Entity wanted = Rig.product("Set").with(Product.KIND, Product.BUNDLE);
      assertThat(rig.write(Rig.create("1", wanted)).get(0))
          .isInstanceOfSatisfying(
              WriteResult.Refused.class,
              refused ->
                  assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.UNSUPPORTED));
      assertThat(rig.fake.bundles().size()).isZero();
      Entity held = rig.read(set(rig));
      rig.stored(Rig.update(held, Rig.only(held, Product.NAME, "Tea for 2")));
      assertThat(rig.fake.bundles().all().get(0).name()).isEqualTo("Tea for 2");
      assertThat(rig.fake.bundles().all().get(0).field("components.rows")).hasSize(1);
    }
  }

  @Test
  void aPictureIsReadWithALinkForEverybodyAndOnlyIfItIsWanted() {
    try (Rig rig = rig(false)) {
      Ref kettle = rig.stored(Rig.create("k", Rig.product("Kettle"))).ref();
      Ref bare = rig.stored(Rig.create("b", Rig.product("Bare"))).ref();
      String vendorId = kettle.id().substring("product/".length());
      rig.fake
          .products()
          .update(
              vendorId,
              body ->
                  body.putArray("images")
                      .addObject()
                      .put("filename", "kettle.png")
                      .put("content", "aGk="));
      String image = rig.fake.products().get(vendorId).text("images.rows.0.id");
      FieldSet wanted = FieldSet.of(Product.IMAGE);
      long before = rig.requests();
      List<Entity> shown = rig.look("goods", wanted);
      assertThat(rig.requests() - before).isEqualTo(2);
      assertThat(shown)
          .filteredOn(each -> each.id().equals(kettle.id()))
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.require(Product.IMAGE).digest()).isEqualTo(image);
                assertThat(each.require(Product.IMAGE).url()).doesNotContain("/download/");
              });
      assertThat(
              ((Reading.Found)
                      rig.connector
                          .port(Product.TYPE)
                          .read(List.of(bare.id()), wanted)
                          .get(bare.id()))
                  .entity())
          .satisfies(
              each -> {
                assertThat(each.knows(Product.IMAGE)).isTrue();
                assertThat(each.has(Product.IMAGE)).isFalse();
              });
      assertThat(rig.look("goods", FieldSet.of(Product.NAME)))
          .noneMatch(each -> each.knows(Product.IMAGE));
    }
  }
}
