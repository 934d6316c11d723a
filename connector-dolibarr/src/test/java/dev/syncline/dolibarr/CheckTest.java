package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.ConnectionCheck.Problem;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.Dictionaries;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check tells, and that all versions are spoken. */
class CheckTest {

  private static List<String> codes(ConnectionCheck check) {
    return check.problems().stream().map(Problem::code).toList();
  }

  @Test
  @Rule("P-111")
  void allIsWellOfAFreshInstallation() {
    try (Rig rig = new Rig()) {
      ConnectionCheck check = rig.connector.check();
      assertThat(check.problems()).isEmpty();
      assertThat(check.toString()).doesNotContain(rig.fake.apiKey());
    }
  }

  @Test
  @Rule("P-111")
  void aModuleThatIsOffIsNamedWithWhereToSwitchItOn() {
    try (Rig rig = new Rig(fake -> fake.without("expedition"), connector -> connector)) {
      List<Problem> problems = rig.connector.check().problems();
      assertThat(problems).extracting(Problem::setting).containsExactly("shipments");
      assertThat(problems.get(0).remedy()).contains("Modules");
    }
  }

  @Test
  void aModuleThatNobodyNeedsMayBeOff() {
    try (Rig rig =
        new Rig(
            fake -> fake.without("expedition"),
            connector -> connector.types(Product.TYPE, StockLevel.TYPE))) {
      assertThat(rig.connector.check().problems()).isEmpty();
    }
  }

  @Test
  @Rule("P-111")
  void eachMissingRightIsNamed() {
    try (Rig rig = new Rig()) {
      String clerk = rig.fake.user("clerk");
      try (DolibarrConnector limited =
          DolibarrConnector.builder()
              .url(rig.fake.base())
              .key(clerk)
              .time(rig.time)
              .under(rig.fake.inProcess())
              .build()) {
        ConnectionCheck check = limited.check();
        assertThat(codes(check)).contains("RIGHT_MISSING");
        assertThat(check.problems())
            .extracting(Problem::setting)
            .contains("products", "thirdparties", "orders", "invoices");
      }
    }
  }

  @Test
  @Rule("P-111")
  void aWarehouseAndABankAccountThatAreNotThereAreNamed() {
    try (Rig rig =
        new Rig(fake -> fake, connector -> connector.warehouse("77").bankAccount("78"))) {
      assertThat(codes(rig.connector.check()))
          .containsExactly("WAREHOUSE_UNKNOWN", "BANK_ACCOUNT_UNKNOWN");
    }
  }

  @Test
  @Rule("P-111")
  void aMissingExtraFieldIsNamed() {
    try (Rig rig = new Rig(fake -> fake, connector -> connector.syncId(true))) {
      assertThat(codes(rig.connector.check())).containsOnly("EXTRA_FIELD_MISSING").hasSize(4);
    }
  }

  @Test
  void whatHardlyEverChangesIsLookedAtOnceADay() {
    try (Rig rig = new Rig()) {
      rig.fake.categories().add(draft -> draft.label("Home"));
      rig.connector.check();
      int mark = rig.mark();
      rig.connector.check();
      assertThat(rig.mark() - mark).isEqualTo(6);
      rig.time.advance(Duration.ofHours(25));
      mark = rig.mark();
      rig.connector.check();
      assertThat(rig.mark() - mark).isGreaterThan(12);
    }
  }

  @Test
  void theListsOfCodesAreRead() {
    try (Rig rig = new Rig()) {
      rig.connector.check();
      Dictionaries codes = rig.connector.dictionaries();
      assertThat(codes.names()).allMatch(name -> !codes.codes(name).isEmpty());
      assertThat(codes.code(Dictionaries.STORE, "1").orElseThrow().name()).isEqualTo("Main");
      assertThat(codes.codes(Dictionaries.ORDER_STATUS)).hasSize(5);
      assertThat(codes.codes(Dictionaries.CURRENCY).get(0).code()).isEqualTo("EUR");
    }
  }

  @Test
  void anExtraFieldIsMadeUnderANameThatTheVendorTakes() {
    try (Rig rig = new Rig()) {
      rig.connector.check();
      CustomField made =
          rig.connector
              .dictionaries()
              .create(CustomField.wanted(Product.TYPE, "Long dèscription!", CustomField.Sort.TEXT));
      assertThat(made.code()).isEqualTo("long_description");
      assertThat(rig.fake.backOffice().extraFields("product")).contains("long_description");
    }
  }

  @Test
  void anExtraFieldNeedsAnAdministrator() {
    try (Rig rig = new Rig(fake -> fake.admin(false), connector -> connector)) {
      assertThat(rig.connector.check().notes()).anyMatch(note -> note.contains("by hand"));
      CustomField wanted = CustomField.wanted(Product.TYPE, "size", CustomField.Sort.LINE);
      assertThatThrownBy(() -> rig.connector.dictionaries().create(wanted))
          .isInstanceOf(AccessDenied.class);
    }
  }

  @Test
  void aCompanyOfSeveralIsAnAccountOfItsOwn() {
    DolibarrOptions builder =
        DolibarrConnector.builder().url(URI.create("https://erp.example/doli/")).key("k");
    try (DolibarrConnector one = builder.build();
        DolibarrConnector two = builder.entity(2).build()) {
      assertThat(one.account().key()).isEqualTo("dolibarr:erp.example/doli");
      assertThat(two.account().key()).isEqualTo("dolibarr:erp.example/doli#2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"14.0.5", "18.0.4", "20.0.0", "22.0.2", "24.0.0"})
  void everyVersionIsSpoken(String version) {
    try (Rig rig = new Rig(fake -> fake.version(version), connector -> connector)) {
      assertThat(rig.connector.check().problems()).isEmpty();
      for (var feed : rig.connector.feeds()) {
        rig.everything(feed.name());
      }
      Ref tee = rig.made(Rig.product("TEE")).ref();
      Ref customer = rig.made(Rig.customer("Doe Jane")).ref();
      Entity order =
          rig.made(Rig.order(customer, Rig.line(tee, "1", "100")).with(Order.STATUS, "1"));
      Entity invoice = rig.made(Rig.invoice(customer, Rig.line(tee, "1", "100")));
      Entity paid =
          rig.made(
              Entity.of(dev.syncline.model.Payment.TYPE, "")
                  .with(dev.syncline.model.Payment.INVOICE, invoice.ref())
                  .with(
                      dev.syncline.model.Payment.AMOUNT, dev.syncline.model.Money.of("120", "EUR"))
                  .with(dev.syncline.model.Payment.NUMBER, "TX1"));
      assertThat(paid.id()).startsWith(invoice.id() + "/");
      Entity level = rig.read(StockLevel.TYPE, tee.id());
      rig.write(Rig.update(level, Rig.only(level, StockLevel.QUANTITY, new BigDecimal("5"))));
      assertThat(rig.fake.stock(Long.parseLong(tee.id()), 1)).isEqualByComparingTo("5");
      assertThat(rig.everything("order").ids()).containsExactly(order.id());
      assertThat(rig.everything("customer").ids()).containsExactly(customer.id());
      assertThat(rig.read(Customer.TYPE, customer.id()).get(Customer.KIND))
          .contains(Customer.PERSON);
    }
  }

  @Test
  void aVersionThatIsTooOldIsNamed() {
    try (Canned server = new Canned(builder -> builder.types(Product.TYPE))) {
      server
          .says("GET status", 200, "{\"success\":{\"dolibarr_version\":\"13.0.4\"}}")
          .says("GET products", 200, "[]");
      assertThat(codes(server.connector.check())).contains("DOLIBARR_TOO_OLD");
    }
  }
}
