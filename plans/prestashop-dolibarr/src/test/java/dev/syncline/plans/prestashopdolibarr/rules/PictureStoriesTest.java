package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import dev.syncline.plans.prestashopdolibarr.Part;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.testkit.Rule;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures of products. */
class PictureStoriesTest {

  private static Pair pair() {
    return new Pair.Wish().right(built -> built.pictures(true)).pair();
  }

  static byte[] picture(int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static Set<String> files(Pair pair, String ref) {
    return pair.ledger.fake.backOffice().files("product", ref).keySet();
  }

  @Test
  @Rule("P-063")
  void picturesAreAddedAndRemovedWithTheProduct() {
    try (Pair pair = pair()) {
      int lamp = pair.shop.product("Lamp", "LAMP");
      int front = pair.shop.fake.addImage(lamp, picture(8));
      pair.shop.fake.addImage(lamp, picture(9));
      pair.sync();
      Set<String> both = files(pair, "LAMP");
      assertThat(both).hasSize(2);
      pair.quiet();
      pair.shop.fake.removeImage(front);
      pair.shop.fake.addImage(lamp, picture(10));
      pair.shop.fake.products().edit(lamp, draft -> draft.price("11"));
      pair.sync();
      assertThat(files(pair, "LAMP")).hasSize(2).isNotEqualTo(both);
      pair.quiet();
    }
  }

  @Test
  @Rule({"P-058", "P-063"})
  void aCombinationShowsItsOwnPictureElseTheCover() {
    try (Pair pair = pair()) {
      int size = pair.shop.option("Size");
      int shirt = pair.shop.product("Shirt", "SHIRT");
      pair.shop.fake.addImage(shirt, picture(8));
      int back = pair.shop.fake.addImage(shirt, picture(9));
      pair.shop.combination(shirt, "COVER", pair.shop.value(size, "S"));
      pair.shop.combination(
          shirt, "OWN", draft -> draft.link("images", back), pair.shop.value(size, "L"));
      pair.sync();
      assertThat(files(pair, "COVER")).hasSize(1);
      assertThat(files(pair, "OWN")).hasSize(1);
      assertThat(files(pair, "OWN").toString()).contains(Integer.toString(back));
      pair.quiet();
    }
  }

  @Test
  @Rule({"P-006", "P-063"})
  void picturesStayWhereTheyAreSwitchedOff() {
    try (Pair pair =
        new Pair.Wish()
            .right(built -> built.pictures(true))
            .settings(more -> more.without(Part.IMAGES))
            .pair()) {
      pair.shop.fake.addImage(pair.shop.product("Lamp", "LAMP"), picture(8));
      pair.sync();
      assertThat(files(pair, "LAMP")).isEmpty();
    }
  }

  @Test
  @Rule("P-111")
  void theCheckSaysThatPicturesStayWhereTheConnectorCarriesNone() {
    try (Pair with = pair();
        Pair without = new Pair()) {
      assertThat(without.check().notes()).anySatisfy(note -> assertThat(note).contains("pictures"));
      assertThat(with.check().notes()).noneSatisfy(note -> assertThat(note).contains("pictures"));
    }
  }

  @Test
  @Rule("P-063")
  void theCoverIsDolibarrsFirstPictureAndFollows() {
    try (Pair pair = pair()) {
      int lamp = pair.shop.product("Lamp", "LAMP");
      int front = pair.shop.fake.addImage(lamp, picture(8));
      int side = pair.shop.fake.addImage(lamp, picture(9));
      pair.sync();
      assertThat(files(pair, "LAMP"))
          .containsExactlyInAnyOrder("0_sl-" + front + ".png", "sl-" + side + ".png");
      pair.quiet();
      pair.shop.fake.cover(lamp, side);
      pair.shop.fake.products().edit(lamp, draft -> draft.price("11"));
      pair.sync();
      assertThat(files(pair, "LAMP"))
          .containsExactlyInAnyOrder("0_sl-" + side + ".png", "sl-" + front + ".png");
      pair.quiet();
    }
  }

  private static Pair back(Owned... owned) {
    return new Pair.Wish()
        .right(built -> built.pictures(true))
        .settings(
            all ->
                all.withStockSource(StockSource.NONE)
                    .withBack(
                        all.back().withWrites(true).withOwned(owned).withNewProducts(true, null)))
        .pair();
  }

  @Test
  @Rule({"P-130", "P-135"})
  void aNewProductHasDolibarrsPicturesInTheShopTheCoverFirst() {
    try (Pair pair = back()) {
      pair.ledger
          .fake
          .products()
          .add(draft -> draft.ref("NEW").label("New lamp").price("30").set("status", 1));
      pair.ledger.fake.backOffice().file("product", "NEW", "b-side.png", picture(9));
      pair.ledger.fake.backOffice().file("product", "NEW", "a-front.png", picture(8));
      pair.sync();
      int born = pair.shop.fake.products().all().get(0).id();
      Map<Integer, byte[]> images = pair.shop.fake.images(born);
      assertThat(images).hasSize(2);
      int cover = Collections.min(images.keySet()); // the shop takes the first for it
      assertThat(width(images.get(cover))).isEqualTo(8);
      pair.quiet();
      assertThat(files(pair, "NEW")).containsExactlyInAnyOrder("a-front.png", "b-side.png");
    }
  }

  private static int width(byte[] picture) {
    try {
      return ImageIO.read(new ByteArrayInputStream(picture)).getWidth();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Test
  @Rule({"P-131", "P-130"})
  void picturesThatAreDolibarrsAreNeverWrittenFromTheShop() {
    try (Pair pair = back(Owned.IMAGES)) {
      int lamp = pair.shop.product("Lamp", "LAMP");
      int front = pair.shop.fake.addImage(lamp, picture(8));
      pair.sync();
      assertThat(files(pair, "LAMP")).containsExactly("0_sl-" + front + ".png");
      pair.ledger.fake.backOffice().file("product", "LAMP", "ours.png", picture(9));
      pair.shop.fake.addImage(lamp, picture(10));
      pair.shop.fake.removeImage(front);
      pair.shop.fake.products().edit(lamp, draft -> draft.price("11"));
      pair.sync();
      assertThat(files(pair, "LAMP"))
          .containsExactlyInAnyOrder("0_sl-" + front + ".png", "ours.png");
      assertThat(pair.ledger.product("LAMP").number("price")).isEqualByComparingTo("11");
      assertThat(pair.shop.fake.images(lamp)).hasSize(1);
      pair.quiet();
    }
  }
}
