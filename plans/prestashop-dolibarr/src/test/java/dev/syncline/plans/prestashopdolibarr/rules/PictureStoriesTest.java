package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.plans.prestashopdolibarr.Part;
import dev.syncline.testkit.Rule;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures of products. */
class PictureStoriesTest {

  private static Pair pair() {
    return new Pair.Wish().right(built -> built.pictures(true)).pair();
  }

  private static byte[] picture(int size) {
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
}
