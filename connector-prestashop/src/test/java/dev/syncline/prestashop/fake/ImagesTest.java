package dev.syncline.prestashop.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImagesTest {

  private final FakePrestaShop fake = FakePrestaShop.start();
  private final Client client = new Client(fake);
  private final byte[] first = Picture.png(1);
  private final byte[] second = Picture.png(2);

  private String path = "";

  @BeforeEach
  void product() {
    path = "/images/products/" + fake.products().add(p -> p.name("Mug").price("1")).id();
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void aFileIsUploadedListedReadAndDeleted() {
    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(client.get(path).bytes()).isEmpty();
    Client.Reply made = client.upload(path, "image", first);
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.one("image/cover")).isEqualTo("1");
    assertThat(made.one("content/@encode")).isEqualTo("base64");
    String id = made.one("image/id");
    client.upload(path, "image", second);
    assertThat(client.get(path).all("image/declination/@id")).hasSize(2).startsWith(id);
    Client.Reply read = client.get(path + "/" + id);
    assertThat(read.header("Content-Type")).isEqualTo("image/png");
    // The shop draws every image again.
    assertThat(read.bytes()).isNotEqualTo(first).startsWith(0x89, 'P', 'N', 'G');
    assertThat(client.get(path + "/" + id + "/home_default").bytes()).isEqualTo(read.bytes());
    assertThat(client.get(path + "/" + id + "/huge").refusal()).isEqualTo("400/58");
    assertThat(client.delete(path + "/" + id).status()).isEqualTo(200);
    assertThat(client.get(path + "/" + id).refusal()).isEqualTo("400/57");
    // The other image does not become the cover.
    assertThat(client.get("/products/1").one("product/id_default_image")).isEmpty();
  }

  @Test
  void onlyAnImageInThePartOfThatNameIsTaken() {
    byte[] words = "not an image".getBytes(StandardCharsets.UTF_8);
    assertThat(client.upload(path, "file", first).refusal()).isEqualTo("400/76");
    assertThat(client.upload(path, "image", words).refusal()).isEqualTo("400/76");
    assertThat(
            client.bytes("POST", fake.api() + path, first, "Content-Type", "image/png").refusal())
        .isEqualTo("400/76");
    assertThat(client.upload("/images/products/99", "image", first).refusal()).isEqualTo("400/76");
    byte[] large = Arrays.copyOf(first, 8_000_001);
    assertThat(client.upload(path, "image", large).refusal()).isEqualTo("400/72");
    assertThat(client.get(path).status()).isEqualTo(404);
  }

  @Test
  void aFileIsReplacedByAPostThatSaysPut() {
    String image = path + "/" + client.upload(path, "image", first).one("image/id");
    assertThat(client.upload(image, "image", second).refusal()).isEqualTo("400/65");
    Client.Reply put = client.upload(image + "?ps_method=PUT", "image", second);
    assertThat(put.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(client.get(image).bytes()).isEqualTo(put.bytes());
    assertThat(client.send("PUT", image, "x").refusal()).isEqualTo("400/76");
  }

  @Test
  void theCoverIsChosenByTheProduct() {
    client.upload(path, "image", first);
    String other = client.upload(path, "image", second).one("image/id");
    String id = path.substring(path.lastIndexOf('/') + 1);
    client.patch(
        "/products",
        "<product><id>" + id + "</id><id_default_image>" + other + "</id_default_image></product>");
    assertThat(client.get("/products/" + id).one("product/id_default_image")).isEqualTo(other);
  }

  @Test
  void aCategoryHasOneImage() {
    assertThat(client.get("/images/categories/2").refusal()).isEqualTo("500/61");
    assertThat(client.upload("/images/categories/2", "image", first).header("Content-Type"))
        .isEqualTo("image/png");
    assertThat(client.upload("/images/categories/2", "image", second).refusal())
        .isEqualTo("400/65");
    assertThat(client.get("/images/categories").ids("images/image/@id")).containsExactly(2);
    assertThat(client.delete("/images/categories/2").status()).isEqualTo(200);
    assertThat(client.delete("/images/categories/2").refusal()).isEqualTo("500/64");
  }

  @Test
  void theKindsOfImagesAreListed() {
    assertThat(client.get("/images").all("image_types/products/@upload_allowed_mimetypes").get(0))
        .contains("image/webp");
    assertThat(client.get("/images/heroes").refusal()).isEqualTo("400/48");
  }
}
