package dev.syncline.prestashop.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest {

  private final VirtualTime time = new VirtualTime();
  private final FakePrestaShop fake = FakePrestaShop.builder().time(time).start();
  private final Client client = new Client(fake);

  private int product;
  private int customer;
  private int address;

  @BeforeEach
  void shop() {
    product =
        fake.products().add(p -> p.name("Mug").reference("SKU-1").price("19.90").quantity(10)).id();
    customer =
        fake.customers()
            .add(
                c -> c.set("firstname", "Jo").set("lastname", "Doe").set("email", "a@mail.example"))
            .id();
    address =
        fake.addresses()
            .add(
                a ->
                    a.set("id_customer", customer).set("address1", "1 Street").set("city", "Paris"))
            .id();
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  private int cart(int quantity) {
    return client
        .post(
            "/carts",
            "<cart><id_currency>1</id_currency><id_lang>1</id_lang><id_customer>"
                + customer
                + "</id_customer><id_address_delivery>"
                + address
                + "</id_address_delivery><id_address_invoice>"
                + address
                + "</id_address_invoice><id_carrier>2</id_carrier><associations><cart_rows><cart_row>"
                + "<id_product>"
                + product
                + "</id_product><id_product_attribute>0"
                + "</id_product_attribute><id_address_delivery>"
                + address
                + "</id_address_delivery><quantity>"
                + quantity
                + "</quantity></cart_row></cart_rows></associations></cart>")
        .ids("cart/id")
        .get(0);
  }

  private Client.Reply order(int cart, String module, String paid) {
    return client.post(
        "/orders",
        "<order><id_address_delivery>"
            + address
            + "</id_address_delivery><id_address_invoice>"
            + address
            + "</id_address_invoice><id_cart>"
            + cart
            + "</id_cart>"
            + "<id_currency>1</id_currency><id_lang>1</id_lang><id_customer>"
            + customer
            + "</id_customer><id_carrier>2</id_carrier><module>"
            + module
            + "</module>"
            + "<payment>Wire</payment><total_paid>"
            + paid
            + "</total_paid><total_paid_real>"
            + paid
            + "</total_paid_real><total_products>1</total_products><total_products_wt>1"
            + "</total_products_wt><conversion_rate>1</conversion_rate><current_state>4"
            + "</current_state></order>");
  }

  /** Two mugs at 19.90 and 20 %, and 7.00 and 20 % of shipping. */
  private static final String TOTAL = "56.16";

  private Client.Reply placed() {
    Client.Reply reply = order(cart(2), "ps_wirepayment", TOTAL);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return client.get("/orders/" + reply.one("order/id"));
  }

  private Client.Reply state(int order, int state) {
    return client.post(
        "/order_histories",
        "<order_history><id_order>"
            + order
            + "</id_order><id_order_state>"
            + state
            + "</id_order_state></order_history>");
  }

  @Test
  void theExactTotalMakesAPaidOrder() {
    Client.Reply order = placed();
    assertThat(order.one("order/current_state")).isEqualTo("11");
    assertThat(order.one("order/reference")).matches("[A-Z]{9}");
    assertThat(order.one("order/carrier_tax_rate")).isEqualTo("20.000");
    assertThat(order.body()).contains("<order_rows nodeType=\"order_row\" virtualEntity=\"true\">");
    assertThat(order.one("order/total_paid_tax_incl")).isEqualTo("56.160000");
    assertThat(order.one("order/total_paid_tax_excl")).isEqualTo("46.800000");
    assertThat(order.one("order/total_shipping_tax_incl")).isEqualTo("8.400000");
    assertThat(order.one("order/valid")).isEqualTo("1");
    assertThat(order.one("order/invoice_number")).isEqualTo("1");
    assertThat(order.one("order/associations/order_rows/order_row/product_reference"))
        .isEqualTo("SKU-1");
    assertThat(fake.stock(product, 0)).isEqualTo(8);
    assertThat(fake.shelf("order_payments").all())
        .extracting(p -> p.get("order_reference"), p -> p.get("amount"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(order.one("order/reference"), "56.160000"));
    assertThat(fake.shelf("order_histories").size()).isEqualTo(1);
    assertThat(fake.shelf("order_invoices").all().get(0).get("total_paid_tax_incl"))
        .isEqualTo("56.160000");
  }

  @Test
  void theAnswerToAnOrderIsTheRequestAgain() {
    Client.Reply reply = order(cart(2), "ps_wirepayment", TOTAL);
    assertThat(reply.one("order/total_products")).isEqualTo("1");
    for (String empty :
        new String[] {"current_state", "reference", "date_add", "id_shop", "valid"}) {
      assertThat(reply.one("order/" + empty)).as(empty).isEmpty();
    }
  }

  @Test
  void aSlipKeepsItsDetailsAndChangesNothingElse() {
    int order = placed().ids("order/id").get(0);
    Client.Reply slip =
        client.post(
            "/order_slip",
            "<order_slip><id_customer>"
                + customer
                + "</id_customer><id_order>"
                + order
                + "</id_order><conversion_rate>1</conversion_rate><total_products_tax_excl>10"
                + "</total_products_tax_excl><total_products_tax_incl>12</total_products_tax_incl>"
                + "<total_shipping_tax_excl>0</total_shipping_tax_excl><total_shipping_tax_incl>0"
                + "</total_shipping_tax_incl><associations><order_slip_details><order_slip_detail>"
                + "<id_order_detail>1</id_order_detail><product_quantity>1</product_quantity>"
                + "<amount_tax_excl>10</amount_tax_excl><amount_tax_incl>12</amount_tax_incl>"
                + "</order_slip_detail></order_slip_details></associations></order_slip>");
    assertThat(slip.status()).as(slip.body()).isEqualTo(201);
    assertThat(
            slip.one(
                "order_slip/associations/order_slip_details/order_slip_detail/amount_tax_incl"))
        .isEqualTo("12.000000");
    assertThat(fake.shelf("order_details").get(1).get("product_quantity_refunded")).isEqualTo("0");
  }

  @Test
  void anyOtherTotalIsAPaymentError() {
    Client.Reply reply = order(cart(2), "ps_wirepayment", "10");
    Client.Reply order = client.get("/orders/" + reply.one("order/id"));
    assertThat(order.one("order/current_state")).isEqualTo("8");
    assertThat(order.one("order/total_paid_real")).isEqualTo("10.000000");
    assertThat(order.one("order/invoice_number")).isEqualTo("0");
    assertThat(fake.stock(product, 0)).isEqualTo(10);
    assertThat(fake.shelf("order_invoices").size()).isZero();
  }

  @Test
  void theShopDiesOfWhatItCannotOrder() {
    int cart = cart(1);
    assertThat(order(cart, "nobody", "32.28").status()).isEqualTo(500);
    assertThat(order(999, "ps_wirepayment", "1").bytes()).isEmpty();
    assertThat(order(cart, "ps_wirepayment", "32.28").status()).isEqualTo(201);
    Client.Reply twice = order(cart, "ps_wirepayment", "32.28");
    assertThat(twice.status()).isEqualTo(500);
    assertThat(twice.header("Content-Type")).startsWith("text/html");
    assertThat(twice.bytes()).isEmpty();
    fake.install("nobody");
    assertThat(order(cart(1), "nobody", "32.28").status()).isEqualTo(201);
    int emptied = cart(1);
    fake.products().delete(product);
    assertThat(order(emptied, "ps_wirepayment", "32.28").status()).isEqualTo(500);
    assertThat(fake.orders().all()).hasSize(2);
  }

  /** What the vendor's client does: read, take away what may not be sent, change, put. */
  @Test
  void aCustomerWhoWasPutHasLostTheKeyWithoutWhichNoOrderIsSaved() {
    String held = fake.customers().get(customer).get("secure_key");
    assertThat(held).hasSize(32);
    client.patch("/customers", "<customer><id>" + customer + "</id><note>x</note></customer>");
    assertThat(fake.customers().get(customer).get("secure_key")).isEqualTo(held);
    String read = client.get("/customers/" + customer).body();
    String sendable =
        read.substring(read.indexOf("<customer>"), read.indexOf("</prestashop>"))
            .replaceAll("<secure_key>.*</secure_key>|<last_passwd_gen>.*</last_passwd_gen>", "");
    assertThat(client.put("/customers/" + customer, sendable).status()).isEqualTo(200);
    assertThat(fake.customers().get(customer).get("secure_key")).isEmpty();
    Client.Reply refused = order(cart(2), "ps_wirepayment", TOTAL);
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.bytes()).isEmpty();
    assertThat(fake.orders().all()).isEmpty();
  }

  @Test
  void moreThanThereIsCanBeOrdered() {
    assertThat(order(cart(13), "ps_wirepayment", "318.84").status()).isEqualTo(201);
    assertThat(fake.orders().all().get(0).get("current_state")).isEqualTo("11");
    assertThat(fake.stock(product, 0)).isEqualTo(-3);
  }

  @Test
  void aStateInvoicesPaysAndDelivers() {
    int order = fake.orders().place(o -> o.customer(customer).line(product, 2)).id();
    assertThat(fake.orders().get(order).get("invoice_number")).isEqualTo("0");
    assertThat(fake.shelf("order_payments").size()).isZero();
    time.advance(Duration.ofMinutes(3));
    assertThat(state(order, 2).status()).isEqualTo(201);
    Item paid = fake.orders().get(order);
    assertThat(paid.get("invoice_number")).isEqualTo("1");
    assertThat(paid.get("invoice_date")).isEqualTo("2026-11-22 09:03:00");
    assertThat(paid.get("total_paid_real")).isEqualTo("56.160000");
    assertThat(paid.get("date_upd")).isEqualTo("2026-11-22 09:03:00");
    assertThat(paid.get("delivery_number")).isEqualTo("0");
    state(order, 4);
    assertThat(fake.orders().get(order).get("delivery_number")).isEqualTo("1");
    assertThat(fake.shelf("order_payments").size()).isEqualTo(1);
  }

  @Test
  void theSameStateTwiceIsTwoRows() {
    int order = placed().ids("order/id").get(0);
    state(order, 3);
    assertThat(state(order, 3).status()).isEqualTo(201);
    assertThat(fake.shelf("order_histories").where("id_order_state", 3)).hasSize(2);
    assertThat(fake.shelf("order_invoices").size()).isEqualTo(1);
    assertThat(fake.shelf("order_payments").size()).isEqualTo(1);
  }

  @Test
  void aCancelGivesStockBackAndATurnTakesItAgain() {
    int order = placed().ids("order/id").get(0);
    state(order, 6);
    assertThat(fake.stock(product, 0)).isEqualTo(10);
    state(order, 2);
    assertThat(fake.stock(product, 0)).isEqualTo(8);
  }

  @Test
  void anUnknownOrderOrStateKills() {
    int order = placed().ids("order/id").get(0);
    assertThat(state(order, 99).status()).isEqualTo(500);
    assertThat(state(99, 2).bytes()).isEmpty();
    assertThat(fake.shelf("order_histories").size()).isEqualTo(1);
  }

  @Test
  void aStateWrittenIntoTheOrderIsEntered() {
    int order = placed().ids("order/id").get(0);
    client.patch(
        "/orders", "<order><id>" + order + "</id><current_state>4</current_state></order>");
    assertThat(fake.shelf("order_histories").where("id_order_state", 4)).hasSize(1);
    assertThat(fake.orders().get(order).get("delivery_number")).isEqualTo("1");
  }

  @Test
  void anOrderReadMayBePutBackUnchanged() {
    Client.Reply order = placed();
    String body = order.body().replaceAll("(?s)<associations>.*</associations>", "");
    Client.Reply put = client.send("PUT", "/orders", body.substring(body.indexOf("<prestashop")));
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    assertThat(fake.shelf("order_histories").size()).isEqualTo(1);
    assertThat(fake.orders().all().get(0).get("total_paid_tax_incl")).isEqualTo("56.160000");
  }

  @Test
  void aPaymentThatIsPostedChangesNeitherSumNorState() {
    int order = fake.orders().place(o -> o.customer(customer).line(product, 2)).id();
    Item before = fake.orders().get(order);
    time.advance(Duration.ofMinutes(1));
    Client.Reply reply =
        client.post(
            "/order_payments",
            "<order_payment><order_reference>"
                + before.get("reference")
                + "</order_reference>"
                + "<id_currency>1</id_currency><amount>5.00</amount></order_payment>");
    assertThat(reply.status()).isEqualTo(201);
    Item after = fake.orders().get(order);
    assertThat(after.get("total_paid_real")).isEqualTo("0.000000");
    assertThat(after.get("current_state")).isEqualTo("10");
    assertThat(after.get("date_upd")).isEqualTo(before.get("date_upd"));
  }

  @Test
  void trackingIsWrittenToTheCarrierAndReadFromTheOrder() {
    int order = placed().ids("order/id").get(0);
    String born = fake.orders().get(order).get("date_upd");
    time.advance(Duration.ofMinutes(1));
    int carrier = fake.shelf("order_carriers").where("id_order", order).get(0).id();
    client.patch(
        "/order_carriers",
        "<order_carrier><id>"
            + carrier
            + "</id><tracking_number>1Z9</tracking_number></order_carrier>");
    assertThat(client.get("/orders/" + order).one("order/shipping_number")).isEqualTo("1Z9");
    assertThat(fake.orders().get(order).get("date_upd")).isEqualTo(born);
    client.patch(
        "/orders", "<order><id>" + order + "</id><shipping_number>2Z</shipping_number></order>");
    assertThat(fake.shelf("order_carriers").get(carrier).get("tracking_number")).isEqualTo("2Z");
  }

  @Test
  void aDeletedOrderLeavesItsDetails() {
    int order = placed().ids("order/id").get(0);
    client.delete("/orders/" + order);
    assertThat(client.get("/orders/" + order).status()).isEqualTo(404);
    assertThat(client.get("/order_details").all("order_details/order_detail")).hasSize(1);
  }

  @Test
  void aNoteIsAnIdForOthersFromVersion8On() {
    int order = placed().ids("order/id").get(0);
    client.patch("/orders", "<order><id>" + order + "</id><note>doli-7</note></order>");
    assertThat(client.get("/orders?filter[note]=[doli-7]").ids("orders/order/@id"))
        .containsExactly(order);
    try (FakePrestaShop old = FakePrestaShop.builder().version("1.7.8.11").start()) {
      assertThat(new Client(old).get("/orders?filter[note]=[doli-7]").refusal())
          .isEqualTo("500/32");
    }
  }
}
