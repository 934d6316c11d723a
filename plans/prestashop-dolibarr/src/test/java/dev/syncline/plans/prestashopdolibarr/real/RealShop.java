package dev.syncline.plans.prestashopdolibarr.real;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The real shop as somebody works in it, by its webservice; what it made it can take away. */
final class RealShop {

  private record Made(String resource, int id) {}

  private static final int BULK = 40;

  /** What goes with its order. */
  private static final Set<String> STAYING =
      Set.of("order_histories", "carts", "order_payments", "order_slip", "order_cart_rules");

  private final Wire wire;
  private final List<Integer> languages = new ArrayList<>();
  private final Deque<Made> made = new ArrayDeque<>();
  private final int home;

  RealShop(URI root, String key) {
    wire =
        new Wire(
            root,
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8)));
    all("languages?display=[id]", "//language/id").forEach(id -> languages.add(number(id)));
    home = number(configuration("PS_HOME_CATEGORY"));
  }

  String configuration(String name) {
    return one("configurations?display=[value]&filter[name]=[" + name + "]", "//value");
  }

  /** Changes a setting of the shop, and says what it was. */
  String configure(String name, String value) {
    String path = "configurations?display=[id,value]&filter[name]=[" + name + "]";
    String before = one(path, "//value");
    String id = one(path, "//configuration/id");
    // The installer leaves settings without a date, and the shop then refuses to save them.
    patch(
        "configurations",
        "<configuration>"
            + node("id", id)
            + node("name", name)
            + node("value", value)
            + node("date_add", "2020-01-01 00:00:00")
            + node("date_upd", "2020-01-01 00:00:00")
            + "</configuration>");
    return before;
  }

  int home() {
    return home;
  }

  /** A text in every language. */
  String text(String field, String text) {
    StringBuilder xml = new StringBuilder("<" + field + ">");
    for (int language : languages) {
      xml.append("<language id=\"").append(language).append("\"><![CDATA[");
      xml.append(text).append("]]></language>");
    }
    return xml.append("</").append(field).append('>').toString();
  }

  static String node(String name, Object value) {
    return "<" + name + "><![CDATA[" + value + "]]></" + name + ">";
  }

  static String ids(String list, String each, int... ids) {
    StringBuilder xml = new StringBuilder("<" + list + ">");
    for (int id : ids) {
      xml.append('<').append(each).append('>').append(node("id", id));
      xml.append("</").append(each).append('>');
    }
    return xml.append("</").append(list).append('>').toString();
  }

  int post(String resource, String entity) {
    List<Integer> ids = postAll(resource, List.of(entity));
    return ids.get(0);
  }

  /** Several of one sort in one request; their ids in the same order. */
  List<Integer> postAll(String resource, List<String> entities) {
    String answer = written("POST", resource, String.join("", entities));
    List<Integer> ids = texts(answer, "/prestashop/*/id").stream().map(RealShop::number).toList();
    ids.forEach(id -> made.push(new Made(resource, id)));
    return ids;
  }

  void patch(String resource, String entity) {
    written("PATCH", resource, entity);
  }

  private String written(String method, String resource, String entities) {
    byte[] body = ("<prestashop>" + entities + "</prestashop>").getBytes(StandardCharsets.UTF_8);
    return wire.sent(method, "/api/" + resource, body, "Content-Type", "text/xml").text();
  }

  void delete(String resource, int id) {
    wire.sent("DELETE", "/api/" + resource + "/" + id, new byte[0]);
    made.remove(new Made(resource, id));
  }

  /** Takes away what was made here and is still there, the youngest first, in bulks. */
  void cleanUp() {
    while (!made.isEmpty()) {
      String resource = made.element().resource();
      List<String> ids = new ArrayList<>();
      while (!made.isEmpty() && made.element().resource().equals(resource) && ids.size() < BULK) {
        ids.add(Integer.toString(made.remove().id()));
      }
      if (!STAYING.contains(resource)) {
        String all = "/api/" + resource + "?id=[" + String.join(",", ids) + "]";
        wire.send("DELETE", all, new byte[0]);
      }
    }
  }

  String one(String path, String xpath) {
    List<String> all = all(path, xpath);
    if (all.isEmpty()) {
      throw new AssertionError("no " + xpath + " in " + path);
    }
    return all.get(0);
  }

  List<String> all(String path, String xpath) {
    return texts(wire.sent("GET", "/api/" + path, new byte[0]).text(), xpath);
  }

  BigDecimal amount(String path, String xpath) {
    return new BigDecimal(one(path, xpath));
  }

  private static List<String> texts(String xml, String xpath) {
    if (xml.isEmpty()) {
      return List.of();
    }
    try {
      Object found =
          XPathFactory.newInstance()
              .newXPath()
              .evaluate(xpath, new InputSource(new StringReader(xml)), XPathConstants.NODESET);
      List<String> texts = new ArrayList<>();
      NodeList nodes = (NodeList) found;
      for (int each = 0; each < nodes.getLength(); each++) {
        texts.add(nodes.item(each).getTextContent().strip());
      }
      return texts;
    } catch (XPathExpressionException e) {
      throw new IllegalStateException(xml, e);
    }
  }

  static int number(String text) {
    return Integer.parseInt(text);
  }

  int category(String name, int parent) {
    return post(
        "categories",
        "<category>"
            + node("id_parent", parent)
            + node("active", 1)
            + text("name", name)
            + text("link_rewrite", "real")
            + "</category>");
  }

  /** A product that is on sale, as XML; {@code more} may say anything else of it. */
  String product(String name, String reference, String price, int category, String more) {
    return "<product>"
        + node("price", price)
        + node("reference", reference)
        + node("active", 1)
        + node("state", 1)
        + node("available_for_order", 1)
        + node("show_price", 1)
        + node("minimal_quantity", 1)
        + node("id_category_default", category)
        + text("name", name)
        + more
        + "<associations>"
        + ids("categories", "category", category)
        + "</associations></product>";
  }

  int option(String name) {
    return post(
        "product_options",
        "<product_option>"
            + node("is_color_group", 0)
            + node("group_type", "select")
            + text("name", name)
            + text("public_name", name)
            + "</product_option>");
  }

  int value(int option, String name) {
    return post(
        "product_option_values",
        "<product_option_value>"
            + node("id_attribute_group", option)
            + text("name", name)
            + "</product_option_value>");
  }

  static String combination(int product, String reference, String impact, int... values) {
    return "<combination>"
        + node("id_product", product)
        + node("reference", reference)
        + node("price", impact)
        + node("minimal_quantity", 1)
        + "<associations>"
        + ids("product_option_values", "product_option_value", values)
        + "</associations></combination>";
  }

  int image(int product, byte[] file) {
    String boundary = "----real";
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    form.writeBytes(file);
    form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    Wire.Reply reply =
        wire.sent(
            "POST",
            "/api/images/products/" + product,
            form.toByteArray(),
            "Content-Type",
            "multipart/form-data; boundary=" + boundary);
    return number(texts(reply.text(), "//image/id").get(0));
  }

  void removeImage(int product, int image) {
    wire.sent("DELETE", "/api/images/products/" + product + "/" + image, new byte[0]);
  }

  /** Sets the pieces of a product (combination 0) or of one of its combinations. */
  void stock(int product, int combination, int pieces) {
    patch(
        "stock_availables",
        "<stock_available>"
            + node("id", level(product, combination))
            + node("quantity", pieces)
            + "</stock_available>");
  }

  int pieces(int product, int combination) {
    return number(
        one("stock_availables/" + level(product, combination), "//stock_available/quantity"));
  }

  private String level(int product, int combination) {
    return one(
        "stock_availables?display=[id]&filter[id_product]="
            + product
            + "&filter[id_product_attribute]="
            + combination,
        "//stock_available/id");
  }
}
