package dev.syncline.prestashop.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.time.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake's module says what the module of a real 9.1.4 was seen to say. */
class HintModuleTest {

  private static final URI HOST = URI.create("https://host.example/hints");
  private static final String SECRET = "0123456789abcdef-real!";

  private final VirtualTime time = new VirtualTime();
  private final List<String> letters = new ArrayList<>();
  private FakePrestaShop fake = served(shop -> shop);
  private int status = 202;

  private FakePrestaShop served(UnaryOperator<FakePrestaShop.Builder> more) {
    FakePrestaShop made =
        more.apply(FakePrestaShop.builder().time(time).hintsBy(this::taken)).start();
    made.hints(HOST, SECRET);
    return made;
  }

  private int taken(URI url, String signature, byte[] body) throws IOException {
    letters.add(new String(body, StandardCharsets.UTF_8));
    if (status == 0) {
      throw new IOException("no answer");
    }
    return status;
  }

  @AfterEach
  void close() {
    fake.close();
  }

  /** The hints of the messages since the last call, without their heads. */
  private List<String> said() {
    List<String> said =
        letters.stream().flatMap(String::lines).filter(line -> line.startsWith("entity")).toList();
    letters.clear();
    return said;
  }

  private static String hint(String entity, int id, String action) {
    return "entity=" + entity + "&id=" + id + "&action=" + action + "&shop=1";
  }

  private int product() {
    int id = fake.products().add(p -> p.name("Mug").price("10.00").quantity(9)).id();
    said();
    return id;
  }

  private int variant(int product) {
    int option = fake.shelf("product_options").add(o -> o.name("Size")).id();
    int value =
        fake.shelf("product_option_values")
            .add(v -> v.set("id_attribute_group", option).name("S"))
            .id();
    String xml =
        "<combination><id_product>"
            + product
            + "</id_product><minimal_quantity>1</minimal_quantity><associations>"
            + "<product_option_values><product_option_value><id>"
            + value
            + "</id></product_option_value></product_option_values></associations></combination>";
    return Integer.parseInt(new Client(fake).post("/combinations", xml).one("combination/id"));
  }

  private int customer() {
    int customer =
        fake.customers()
            .add(
                c -> c.set("firstname", "Jo").set("lastname", "Doe").set("email", "a@mail.example"))
            .id();
    fake.addresses()
        .add(a -> a.set("id_customer", customer).set("id_country", 8).set("city", "Paris"));
    said();
    return customer;
  }

  @Test
  void severalThingsOfOneRequestTravelInOneMessage() {
    new Client(fake).post("/products", Client.product("A", ""), Client.product("B", ""));
    assertThat(letters).hasSize(1);
    long second = time.now().getEpochSecond();
    assertThat(letters.get(0)).startsWith("sent=" + second + "&sequence=" + second);
    assertThat(said()).containsExactly(hint("product", 1, "added"), hint("product", 2, "added"));
  }

  @Test
  void aCombinationNamesItsProductAndItsStockTheSumAsWell() {
    int product = product();
    int variant = variant(product);
    assertThat(said())
        .containsExactly(hint("combination", variant, "added") + "&product=" + product);
    fake.setStock(product, variant, 7);
    assertThat(said())
        .containsExactlyInAnyOrder(
            hint("stock", variant, "updated") + "&product=" + product,
            hint("stock", product, "updated"));
    new Client(fake).delete("/combinations/" + variant);
    assertThat(said())
        .containsExactlyInAnyOrder(
            hint("combination", variant, "deleted") + "&product=" + product,
            hint("stock", product, "updated"));
  }

  @Test
  void aProductThatGoesWithItsCombinationsIsSaidToBeGone() {
    int product = product();
    int variant = variant(product);
    said();
    new Client(fake).delete("/products/" + product);
    assertThat(said())
        .containsExactlyInAnyOrder(
            hint("product", product, "deleted"),
            hint("combination", variant, "deleted") + "&product=" + product,
            hint("stock", product, "updated"));
  }

  @Test
  void aPictureIsItsProducts() {
    int product = product();
    int image = fake.addImage(product, new byte[] {1});
    assertThat(said()).containsExactly(hint("product", product, "updated"));
    fake.removeImage(image);
    assertThat(said()).containsExactly(hint("product", product, "updated"));
  }

  @Test
  void anOrderBringsItsPapersAndTheStockItTakes() {
    int product = product();
    int customer = customer();
    int order = fake.orders().place(o -> o.customer(customer).line(product, 2).state(2)).id();
    assertThat(said())
        .containsExactlyInAnyOrder(
            hint("order", order, "added"),
            hint("stock", product, "updated"),
            hint("order_carrier", 1, "added"),
            hint("order_payment", 1, "added"),
            hint("order_invoice", 1, "added"));
    fake.orders().state(order, 5);
    assertThat(said())
        .containsExactlyInAnyOrder(
            hint("order", order, "updated"), hint("order_invoice", 1, "updated"));
    fake.orders().track(order, "T-1");
    assertThat(said()).containsExactly(hint("order_carrier", 1, "updated"));
    int detail = fake.shelf("order_details").where("id_order", order).get(0).id();
    fake.orders().slip(order, Map.of(detail, 1), false);
    assertThat(said()).contains(hint("order_slip", 1, "added"));
    fake.orders().state(order, 6);
    assertThat(said()).contains(hint("stock", product, "updated"));
    fake.orders().delete(order);
    assertThat(said()).containsExactly(hint("order", order, "deleted"));
  }

  @Test
  void readingAndCartsRaiseNothing() {
    int customer = customer();
    new Client(fake).get("/customers/" + customer);
    fake.shelf("carts").add(c -> c.set("id_customer", customer));
    assertThat(letters).isEmpty();
  }

  @Test
  void ofSeveralShopsOnlyTheOneIsNamedThatOwnsIt() {
    fake.close();
    fake = served(shop -> shop.shops(2));
    int product = product();
    fake.products().edit(product, p -> p.price("11"));
    assertThat(said()).containsExactly("entity=product&id=" + product + "&action=updated");
    int customer = customer();
    int order = fake.orders().place(o -> o.customer(customer).line(product, 1)).id();
    assertThat(said()).contains(hint("order", order, "added"));
  }

  @Test
  void messagesAreLostDoubledAndLateAsWished() {
    int product = product();
    fake.onNextHints(HintMishap.LOST);
    fake.onNextHints(HintMishap.DOUBLED);
    fake.onNextHints(HintMishap.LATE);
    fake.products().edit(product, p -> p.price("11"));
    assertThat(letters).isEmpty();
    fake.products().edit(product, p -> p.price("12"));
    assertThat(letters).hasSize(2);
    assertThat(letters.get(0)).isEqualTo(letters.get(1));
    said();
    long left = time.now().getEpochSecond();
    fake.products().edit(product, p -> p.price("13"));
    assertThat(letters).isEmpty();
    time.advance(Duration.ofMinutes(3));
    fake.deliverLateHints();
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0)).startsWith("sent=" + left + "&");
  }

  @Test
  void aHostThatDoesNotTakeAMessageIsLeftAloneForAMinute() {
    int product = product();
    for (int answer : List.of(401, 0)) {
      status = answer;
      fake.products().edit(product, p -> p.price("11"));
      assertThat(letters).hasSize(1);
      time.advance(Duration.ofSeconds(59));
      fake.products().edit(product, p -> p.price("12"));
      assertThat(letters).hasSize(1);
      time.advance(Duration.ofSeconds(1));
      status = 202;
      fake.products().edit(product, p -> p.price("13"));
      assertThat(letters).hasSize(2);
      said();
    }
  }
}
