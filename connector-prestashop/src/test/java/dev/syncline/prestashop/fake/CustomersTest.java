package dev.syncline.prestashop.fake;

import static dev.syncline.prestashop.fake.Client.customer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomersTest {

  private final VirtualTime time = new VirtualTime();
  private final FakePrestaShop fake = FakePrestaShop.builder().time(time).start();
  private final Client client = new Client(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  private int made(String email) {
    return client.post("/customers", customer(email)).ids("customer/id").get(0);
  }

  private Client.Reply address(int customer, String alias) {
    return client.post(
        "/addresses",
        "<address><id_customer>"
            + customer
            + "</id_customer><id_country>8</id_country><alias>"
            + alias
            + "</alias><lastname>Doe</lastname><firstname>Jo</firstname>"
            + "<address1>1 Street</address1><city>Paris</city></address>");
  }

  @Test
  void aPasswordIsKeptAsAHashThatMayBeSentBack() {
    int id = made("a@mail.example");
    String hash = client.get("/customers/" + id).one("customer/passwd");
    assertThat(hash).hasSize(60).doesNotContain("secret1");
    client.patch(
        "/customers", "<customer><id>" + id + "</id><passwd>" + hash + "</passwd></customer>");
    assertThat(fake.customers().get(id).get("passwd")).isEqualTo(hash);
    client.patch("/customers", "<customer><id>" + id + "</id><note>x</note></customer>");
    assertThat(fake.customers().get(id).get("passwd")).isEqualTo(hash);
  }

  @Test
  void anEmailIsUsedOnceButNotByGuests() {
    made("a@mail.example");
    Client.Reply twin = client.post("/customers", customer("A@Mail.example"));
    assertThat(twin.status()).isEqualTo(500);
    assertThat(twin.codes()).containsExactly("140", "46");
    int other = made("b@mail.example");
    assertThat(
            client
                .patch(
                    "/customers",
                    "<customer><id>" + other + "</id><email>a@mail.example</email></customer>")
                .codes())
        .containsExactly("141", "46");
    String guest = customer("a@mail.example").replace("<active>", "<is_guest>1</is_guest><active>");
    assertThat(client.post("/customers", guest).status()).isEqualTo(201);
    try (FakePrestaShop old = FakePrestaShop.builder().version("1.6.1.24").start()) {
      Client caller = new Client(old);
      caller.post("/customers", customer("a@mail.example"));
      assertThat(caller.post("/customers", customer("a@mail.example")).status()).isEqualTo(201);
    }
  }

  @Test
  void aNameTakesNoDigits() {
    Client.Reply reply =
        client.post("/customers", customer("a@mail.example").replace("Doe", "D0e"));
    assertThat(reply.refusal()).isEqualTo("400/85");
    assertThat(reply.one("errors/error/message"))
        .isEqualTo("Validation error: \"Property Customer->lastname is not valid\"");
  }

  @Test
  void theKeyAndGroupsAreTheShopsToGive() {
    int id = made("a@mail.example");
    assertThat(fake.customers().get(id).get("secure_key")).hasSize(32);
    assertThat(fake.customers().get(id).ids("groups")).isEmpty();
    String grouped =
        customer("b@mail.example")
            .replace("<active>", "<id_default_group>3</id_default_group><active>");
    assertThat(client.post("/customers", grouped).ids("customer/associations/groups/group/id"))
        .containsExactly(3);
    String guest = grouped.replace("<active>", "<is_guest>1</is_guest><active>");
    assertThat(client.post("/customers", guest).one("customer/id_default_group")).isEqualTo("2");
    assertThat(
            client
                .patch(
                    "/customers",
                    "<customer><id>" + id + "</id><secure_key>x</secure_key></customer>")
                .refusal())
        .isEqualTo("400/93");
  }

  @Test
  void aDeletedCustomerTakesAddressesCartsAndPricesAlong() {
    int id = made("a@mail.example");
    address(id, "Home");
    int product = fake.products().add(p -> p.name("Mug").price("1")).id();
    fake.shelf("carts").add(c -> c.set("id_customer", id).holding(product, 0, 1));
    fake.shelf("specific_prices")
        .add(p -> p.set("id_product", product).set("id_customer", id).set("reduction", "0.1"));
    client.delete("/customers/" + id);
    assertThat(fake.customers().find(id)).isEmpty();
    assertThat(fake.addresses().size()).isZero();
    assertThat(fake.shelf("carts").size()).isZero();
    assertThat(fake.shelf("specific_prices").size()).isZero();
    assertThat(address(id, "Work").status()).isEqualTo(201);
  }

  @Test
  void aDeletedCustomerWhoHasOrderedLeavesAddressesAndCartsBehind() {
    int id = made("a@mail.example");
    int home = address(id, "Home").ids("address/id").get(0);
    address(id, "Work");
    int product = fake.products().add(p -> p.name("Mug").price("1")).id();
    fake.orders().place(o -> o.customer(id).address(home).line(product, 1));
    int carts = fake.shelf("carts").size();
    client.delete("/customers/" + id);
    assertThat(fake.customers().find(id)).isEmpty();
    assertThat(fake.addresses().size()).isEqualTo(2);
    assertThat(fake.shelf("carts").size()).isEqualTo(carts);
  }

  @Test
  void aCartThatBecameAnOrderStays() {
    int id = made("a@mail.example");
    int home = address(id, "Home").ids("address/id").get(0);
    int product = fake.products().add(p -> p.name("Mug").price("1")).id();
    int order = fake.orders().place(o -> o.customer(id).address(home).line(product, 1)).id();
    String cart = fake.shelf("orders").get(order).get("id_cart");
    assertThat(client.delete("/carts/" + cart).refusal()).isEqualTo("500/88");
  }

  @Test
  void namesAreLookedAtCloselySince176() {
    for (String name : new String[] {"Doe/Poe", "www.doe", "D*e", "[Doe]"}) {
      assertThat(
              client.post("/customers", customer("a@mail.example").replace("Doe", name)).refusal())
          .as(name)
          .isEqualTo("400/85");
    }
    assertThat(
            client
                .post("/customers", customer("a@mail.example").replace("Doe", "St. Doe"))
                .status())
        .isEqualTo(201);
    try (FakePrestaShop old = FakePrestaShop.builder().version("1.6.1.24").start()) {
      assertThat(
              new Client(old)
                  .post("/customers", customer("b@mail.example").replace("Doe", "Doe/Poe"))
                  .status())
          .isEqualTo(201);
    }
  }

  @Test
  void nobodyIsBornTomorrow() {
    int id = made("a@mail.example");
    for (String day : new String[] {"2126-01-01", "1890-01-01"}) {
      String birthday = "<customer><id>" + id + "</id><birthday>" + day + "</birthday></customer>";
      assertThat(client.patch("/customers", birthday).refusal()).as(day).isEqualTo("400/85");
    }
  }

  @Test
  void aCompanyNumberIsOneOfFranceBefore172() {
    try (FakePrestaShop old = FakePrestaShop.builder().version("1.6.1.24").start()) {
      Client caller = new Client(old);
      String numbered =
          customer("a@mail.example").replace("<active>", "<siret>HU-1</siret><active>");
      assertThat(caller.post("/customers", numbered).refusal()).isEqualTo("400/85");
      assertThat(caller.post("/customers", numbered.replace("HU-1", "73282932000074")).status())
          .isEqualTo(201);
    }
  }

  @Test
  void aMarkedCustomerStaysInTheList() {
    int id = made("a@mail.example");
    fake.customers().softDelete(id);
    Client.Reply reply = client.get("/customers?display=[id,deleted]");
    assertThat(reply.all("customers/customer/deleted")).containsExactly("1");
  }

  @Test
  void anAddressOfAnOrderIsOnlyMarked() {
    int id = made("a@mail.example");
    int used = address(id, "Home").ids("address/id").get(0);
    int unused = address(id, "Work").ids("address/id").get(0);
    int product = fake.products().add(p -> p.name("Mug").price("1")).id();
    fake.orders().place(o -> o.customer(id).address(used).line(product, 1));
    client.delete("/addresses?id=[" + used + "," + unused + "]");
    assertThat(client.get("/addresses/" + used).one("address/deleted")).isEqualTo("1");
    assertThat(client.get("/addresses/" + unused).status()).isEqualTo(404);
  }

  @Test
  void anAddressDoesNotTouchItsCustomer() {
    int id = made("a@mail.example");
    String born = fake.customers().get(id).get("date_upd");
    time.advance(Duration.ofMinutes(1));
    int address = address(id, "Home").ids("address/id").get(0);
    client.patch("/addresses", "<address><id>" + address + "</id><city>Lyon</city></address>");
    assertThat(fake.addresses().get(address).get("city")).isEqualTo("Lyon");
    assertThat(fake.customers().get(id).get("date_upd")).isEqualTo(born);
  }
}
