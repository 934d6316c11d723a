package dev.syncline.prestashop.fake;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The resource of images, which is files and not rows. */
final class Images {

  private static final List<String> TYPES =
      List.of(
          "general",
          "products",
          "categories",
          "manufacturers",
          "suppliers",
          "stores",
          "customizations");
  private static final Set<String> ONE_EACH =
      Set.of("categories", "manufacturers", "suppliers", "stores");
  private static final List<String> SIZES =
      List.of(
          "cart_default",
          "home_default",
          "large_default",
          "medium_default",
          "small_default",
          "bin");
  private static final String ALLOWED =
      "image/gif, image/jpg, image/jpeg, image/pjpeg, image/png, image/webp, image/x-png";
  private static final int MEGABYTE = 1_000_000;

  private final Books books;
  private final Computed computed;

  Images(Books books, Computed computed) {
    this.books = books;
    this.computed = computed;
  }

  Answer answer(Call call, String api) {
    String type = call.segment(1);
    if (type.isEmpty()) {
      return types(api);
    }
    if (!TYPES.contains(type)) {
      throw Refusal.of(
          400,
          48,
          "Image of type \""
              + type
              + "\" does not exist. Did you mean: \""
              + Gate.closest(type, TYPES)
              + "\"? The full list is: \""
              + String.join("\", \"", TYPES)
              + "\"");
    }
    if (call.segment(2).isEmpty()) {
      return list(call, api, type);
    }
    if (!call.segment(2).matches("\\d+")) {
      throw Refusal.of(
          400, 60, "The image id is invalid. Please set a valid id or the \"default\" value");
    }
    int id = Integer.parseInt(call.segment(2));
    return type.equals("products") ? product(call, api, id) : other(call, type + "/" + id);
  }

  private static Answer types(String api) {
    XmlAnswer xml = new XmlAnswer(api);
    xml.open("image_types");
    for (String type : TYPES) {
      xml.raw(
          "<"
              + type
              + " xlink:href=\""
              + api
              + "images/"
              + type
              + "\" get=\"true\" put=\"false\""
              + " post=\"false\" patch=\"false\" delete=\"false\" head=\"true\""
              + " upload_allowed_mimetypes=\""
              + ALLOWED
              + "\"/>\n");
    }
    xml.close("image_types");
    return Answer.text(200, false, xml.end());
  }

  private Answer list(Call call, String api, String type) {
    if (!call.method.equals("GET")) {
      throw Refusal.of(405, 55, "This method is not allowed for listing category images.");
    }
    XmlAnswer xml = new XmlAnswer(api);
    xml.open("image_types");
    SIZES.stream()
        .filter(size -> !size.equals("bin"))
        .forEach(size -> xml.raw("<image_type name=\"" + size + "\"/>\n"));
    xml.close("image_types");
    xml.open("images");
    for (int id : owners(type)) {
      xml.raw(
          "<image id=\"" + id + "\" xlink:href=\"" + api + "images/" + type + "/" + id + "\"/>\n");
    }
    xml.close("images");
    return Answer.text(200, false, xml.end());
  }

  private Set<Integer> owners(String type) {
    Set<Integer> owners = new TreeSet<>();
    if (type.equals("products")) {
      books.all("product_images").forEach(image -> owners.add(image.num("id_product")));
    }
    for (String key : books.otherImages.keySet()) {
      if (key.startsWith(type + "/")) {
        owners.add(Integer.parseInt(key.substring(type.length() + 1)));
      }
    }
    return owners;
  }

  private Answer product(Call call, String api, int product) {
    String wanted = call.segment(3);
    if (wanted.isEmpty()) {
      return call.reads() ? declinations(api, product) : upload(call, api, product);
    }
    Row image =
        computed.images(product).stream()
            .filter(
                each -> wanted.equals("bin") ? each.flag("cover") : wanted.equals(each.get("id")))
            .findFirst()
            .orElseThrow(() -> Refusal.of(400, 57, "This image id does not exist"));
    String size = call.segment(4);
    if (!size.isEmpty() && !SIZES.contains(size)) {
      throw Refusal.of(
          400,
          58,
          "This image size does not exist. Did you mean: \"" + Gate.closest(size, SIZES) + "\"?");
    }
    return switch (call.method) {
      case "GET", "HEAD" -> Answer.image(bytes(image));
      case "PUT" -> {
        byte[] bytes = Picture.savedAgain(checked(call), "jpeg");
        books.productImages.put(image.id, bytes);
        yield Answer.image(bytes);
      }
      case "DELETE" -> {
        remove(image);
        yield Answer.empty(200);
      }
      case "POST" -> throw exists();
      default -> throw Refusal.of(405, 67, "This method is not allowed");
    };
  }

  private byte[] bytes(Row image) {
    return books.productImages.getOrDefault(image.id, new byte[0]);
  }

  private Answer declinations(String api, int product) {
    List<Row> images = computed.images(product);
    if (images.isEmpty()) {
      return Answer.empty(404);
    }
    XmlAnswer xml = new XmlAnswer(api);
    xml.raw("<image id=\"" + product + "\">\n");
    for (Row image : images) {
      xml.raw(
          "<declination id=\""
              + image.id
              + "\" xlink:href=\""
              + api
              + "images/products/"
              + product
              + "/"
              + image.id
              + "\"/>\n");
    }
    xml.close("image");
    return Answer.text(200, false, xml.end());
  }

  private Answer upload(Call call, String api, int product) {
    if (!call.method.equals("POST")) {
      throw Refusal.of(405, 67, "This method is not allowed");
    }
    byte[] bytes = checked(call);
    if (books.find("products", product) == null) {
      throw Refusal.of(400, 76, "Product " + product + " does not exist");
    }
    Row image = add(product, bytes);
    XmlAnswer xml = new XmlAnswer(api);
    xml.open("image");
    for (String field : List.of("id", "id_product", "position", "cover")) {
      xml.cell(new Shown.Cell(field, image.get(field), null, Map.of()));
    }
    xml.cell(new Shown.Cell("legend", "", Books.everywhere(call.languages, ""), Map.of()));
    xml.close("image");
    xml.raw(
        "<content encode=\"base64\">"
            + XmlAnswer.cdata(Base64.getEncoder().encodeToString(bytes(image)))
            + "</content>\n");
    return Answer.text(200, false, xml.end());
  }

  Row add(int product, byte[] bytes) {
    int position = computed.images(product).size() + 1;
    Row image = books.table("product_images").add();
    image.set("id_product", product).set("position", position).set("cover", position == 1 ? 1 : 0);
    books.productImages.put(image.id, Picture.savedAgain(bytes, "png"));
    books.hints.updated("product_images", image);
    return image;
  }

  void remove(Row image) {
    // Whatever was the cover: the next one does not become it.
    books.table("product_images").remove(image);
    books.productImages.remove(image.id);
    books.hints.updated("product_images", image);
  }

  private Answer other(Call call, String key) {
    if (!ONE_EACH.contains(call.segment(1))) {
      throw Refusal.of(405, 67, "This method is not allowed");
    }
    boolean known = books.otherImages.containsKey(key);
    if (call.method.equals("POST")) {
      if (known) {
        throw exists();
      }
    } else if (!known) {
      int code = call.method.equals("DELETE") ? 64 : call.method.equals("PUT") ? 63 : 61;
      throw Refusal.of(500, code, "This image does not exist on disk");
    }
    if (call.method.equals("DELETE")) {
      books.otherImages.remove(key);
      return Answer.empty(200);
    }
    byte[] bytes =
        call.reads()
            ? books.otherImages.getOrDefault(key, new byte[0])
            : Picture.savedAgain(checked(call), "png");
    books.otherImages.put(key, bytes);
    return Answer.image(bytes);
  }

  private static Refusal exists() {
    return Refusal.of(
        400, 65, "This image already exists. To modify it, please use the PUT method");
  }

  /** The uploaded image; PHP reads files of a form only from a true POST. */
  private byte[] checked(Call call) {
    Optional<byte[]> file =
        call.request.method().equals("POST")
            ? Multipart.file(call.request, "image")
            : Optional.empty();
    byte[] bytes =
        file.orElseThrow(
            () ->
                Refusal.of(400, 76, "Please set an \"image\" parameter with image data for value"));
    int most = books.number("PS_LIMIT_UPLOAD_IMAGE_VALUE") * MEGABYTE;
    if (bytes.length > most) {
      throw Refusal.of(
          400, 72, "The image size is too large (maximum allowed is " + most / 1000 + " KB)");
    }
    if (Multipart.imageType(bytes).isEmpty()) {
      throw call.method.equals("PUT")
          ? Refusal.of(
              400,
              73,
              "This type of image format is not recognized, allowed formats are: " + ALLOWED)
          : Refusal.of(
              400,
              76,
              "Image upload error : Image format not recognized, allowed formats are: gif, jpg, jpeg,"
                  + " jpe, png, webp");
    }
    return bytes;
  }
}
