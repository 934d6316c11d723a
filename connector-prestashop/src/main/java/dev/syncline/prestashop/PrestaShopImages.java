package dev.syncline.prestashop;

import dev.syncline.connector.Deadline;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.TooLarge;
import dev.syncline.http.HttpAnswer;
import dev.syncline.model.Media;
import dev.syncline.prestashop.PrestaShopApi.Answer;
import dev.syncline.prestashop.codec.Row;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pictures of products as bytes. The shop converts what it is sent, so bytes that come back are
 * others than those that went: what tells pictures apart is their id, which is the digest of a
 * {@link Media} of this connector.
 *
 * <p>Thread-safe. A call that writes is never repeated: after a lost answer, look at the product's
 * pictures first.
 *
 * @since 0.1
 */
public final class PrestaShopImages {

  /** What the shop takes of a picture unless its settings say otherwise: 8 megabytes. */
  public static final int LARGEST = 8 << 20;

  private static final Pattern ADDRESS = Pattern.compile("images/products/([0-9]+)/([0-9]+)$");
  private static final String BOUNDARY = "----syncline-picture-7f3a1c";

  private final PrestaShopApi api;

  PrestaShopImages(PrestaShopApi api) {
    this.api = api;
  }

  /**
   * The bytes of a picture that this connector has told of; none if it is not there any more.
   *
   * @throws IllegalArgumentException if the address is not one of this shop's pictures
   */
  public Optional<byte[]> download(Media media) {
    return download(media, LARGEST);
  }

  /**
   * Like {@link #download(Media)}; a picture that is larger is none.
   *
   * @throws IllegalArgumentException if the address is not one of this shop's pictures
   */
  public Optional<byte[]> download(Media media, int atMost) {
    Matcher address = ADDRESS.matcher(media.url());
    if (!address.find() || !isOurs(media)) {
      throw new IllegalArgumentException("no address of a picture of " + api.account());
    }
    return file(path(address.group(1), address.group(2)), atMost)
        .map(
            answer -> {
              if (!isPicture(answer)) {
                throw new ProtocolBroken(
                    api.account(), "GET images", "expected a picture, got something else");
              }
              return answer.body();
            });
  }

  /** Whether a picture is one of this shop's. */
  boolean isOurs(Media media) {
    return media.url().startsWith(api.base() + "/api/images/")
        && ADDRESS.matcher(media.url()).find();
  }

  private Optional<HttpAnswer> file(String path, int atMost) {
    try {
      return api.file(path, atMost);
    } catch (TooLarge larger) {
      return Optional.empty();
    }
  }

  private static boolean isPicture(HttpAnswer answer) {
    return answer.body().length > 0
        && answer.header("Content-Type").orElse("image/").startsWith("image/");
  }

  /** The pictures of a product, in its order. */
  public List<String> of(String product) {
    List<Row> rows =
        api.list("products", Query.of(java.util.Set.of("@images")).with("id", List.of(product)));
    return rows.isEmpty() ? List.of() : rows.get(0).ids("images");
  }

  /** Adds a picture; its id, or none if the shop refuses it: no picture, or too large. */
  public Optional<String> add(String product, byte[] picture) {
    return add(product, picture, Deadline.none());
  }

  /** Like {@link #add(String, byte[])}; from {@code leaveBefore} on nothing is sent. */
  public Optional<String> add(String product, byte[] picture, Deadline leaveBefore) {
    Answer answer =
        api.upload(
            "images/products/" + number(product), form(picture), formType(), false, leaveBefore);
    return answer.succeeded()
        ? answer.rows().stream().map(Row::id).filter(id -> !id.isEmpty()).findFirst()
        : Optional.empty();
  }

  /** Puts another picture in the place of one, under the same id; whether the shop took it. */
  public boolean replace(String product, String image, byte[] picture) {
    return api.upload(
            path(number(product), number(image)), form(picture), formType(), true, Deadline.none())
        .succeeded();
  }

  /** Removes a picture; whether it was there. */
  public boolean remove(String product, String image) {
    return api.removeAt(path(number(product), number(image))).succeeded();
  }

  private static String path(String product, String image) {
    return "images/products/" + product + "/" + image;
  }

  private static String number(String id) {
    if (!id.matches("[1-9][0-9]{0,9}")) {
      throw new IllegalArgumentException("no id of this shop");
    }
    return id;
  }

  private static String formType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  /** The shop takes a file only in a part that is called {@code image}. */
  private static byte[] form(byte[] picture) {
    String type = typeOf(picture);
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"picture."
            + type.substring(type.indexOf('/') + 1)
            + "\"\r\nContent-Type: "
            + type
            + "\r\n\r\n";
    ByteArrayOutputStream form = new ByteArrayOutputStream(picture.length + 512);
    form.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    form.writeBytes(picture);
    form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return form.toByteArray();
  }

  private static String typeOf(byte[] picture) {
    if (begins(picture, 0x89, 'P', 'N', 'G')) {
      return "image/png";
    }
    if (begins(picture, 'G', 'I', 'F')) {
      return "image/gif";
    }
    return begins(picture, 'R', 'I', 'F', 'F') ? "image/webp" : "image/jpeg";
  }

  private static boolean begins(byte[] bytes, int... with) {
    if (bytes.length < with.length) {
      return false;
    }
    for (int at = 0; at < with.length; at++) {
      if ((bytes[at] & 0xFF) != with[at]) {
        return false;
      }
    }
    return true;
  }
}
