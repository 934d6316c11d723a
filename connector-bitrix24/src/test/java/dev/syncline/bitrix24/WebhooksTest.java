package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Change;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookPort.Decoded;
import dev.syncline.connector.WebhookPort.Subscription;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.testkit.Rule;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {

  private static final URI HERE = URI.create("https://host.example/bitrix24/events");
  private static final String TOKEN = ofFake();
  private static final Set<EntityType> ALL =
      Set.of(Order.TYPE, Customer.TYPE, Invoice.TYPE, Product.TYPE, Variant.TYPE, Category.TYPE);

  private final AppBench app =
      new AppBench(builder -> builder.applicationToken("other").applicationToken(token()));

  @AfterEach
  void close() {
    app.close();
  }

  private static String token() {
    return TOKEN;
  }

  private static String ofFake() {
    try (Bench bench = new Bench()) {
      return bench.fake.oauthApp().applicationToken();
    }
  }

  private WebhookPort port() {
    return app.app.webhooks().orElseThrow();
  }

  private Decoded decode(String body) {
    return port()
        .decode(WebhookRequest.from(name -> null, null, body.getBytes(StandardCharsets.UTF_8)));
  }

  private List<Change> hints(String event, String... fields) {
    StringBuilder body = new StringBuilder("event=" + event + "&auth%5Bapplication_token%5D=");
    body.append(token());
    for (String each : fields) {
      int equals = each.indexOf('=');
      body.append("&data%5BFIELDS%5D%5B").append(each, 0, equals).append("%5D");
      body.append(each.substring(equals));
    }
    return ((Decoded.Hints) decode(body.toString())).changes();
  }

  @ParameterizedTest
  @CsvSource({
    "ONCRMDEALADD, order, 7",
    "ONCRMDEALUPDATE, order, 7",
    "ONCRMDEALMOVETOCATEGORY, order, 7",
    "oncrmcontactupdate, customer, C_7",
    "ONCRMCOMPANYADD, customer, CO_7",
    "ONCRMDYNAMICITEMUPDATE_31, invoice, 7",
    "ONCRMINVOICESETSTATUS, invoice, 7",
    "ONCRMINVOICEADD, invoice, 7",
    "CATALOG.PRODUCT.ON.ADD, product, 7",
    "ONCRMPRODUCTSECTIONADD, category, 7"
  })
  void anEventIsAHintAtItsEntity(String event, String type, String id) {
    assertThat(hints(event, "ID=7", "ENTITY_TYPE_ID=31", "TYPE=1"))
        .containsExactly(Change.hint(new EntityType(type), id));
  }

  @ParameterizedTest
  @CsvSource({
    "ONCRMDEALDELETE, order, 7", "ONCRMCONTACTDELETE, customer, C_7",
    "ONCRMCOMPANYDELETE, customer, CO_7", "ONCRMDYNAMICITEMDELETE_31, invoice, 7",
    "ONCRMINVOICEDELETE, invoice, 7", "CATALOG.PRODUCT.ON.DELETE, product, 7",
    "ONCRMPRODUCTSECTIONDELETE, category, 7"
  })
  void aDeletionNominates(String event, String type, String id) {
    assertThat(hints(event, "ID=7", "ENTITY_TYPE_ID=31", "TYPE=1"))
        .containsExactly(Change.gone(new EntityType(type), id));
  }

  @Test
  void aVariantIsToldByItsTypeAndTheOlderEventNamesBoth() {
    assertThat(hints("CATALOG.PRODUCT.ON.UPDATE", "ID=7", "TYPE=4"))
        .containsExactly(Change.hint(Variant.TYPE, "7"));
    assertThat(hints("ONCRMPRODUCTUPDATE", "ID=7"))
        .containsExactlyInAnyOrder(Change.hint(Product.TYPE, "7"), Change.hint(Variant.TYPE, "7"));
  }

  @Test
  void otherDynamicItemsAndTheQueuesPingHintAtNothing() {
    assertThat(hints("ONCRMDYNAMICITEMUPDATE", "ID=7", "ENTITY_TYPE_ID=130")).isEmpty();
    assertThat(hints("ONOFFLINEEVENT")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "event=ONCRMDEALUPDATE&data[FIELDS][ID]=7",
        "event=ONCRMDEALUPDATE&data[FIELDS][ID]=7&auth[application_token]=",
        "event=ONCRMDEALUPDATE&data[FIELDS][ID]=7&auth[application_token]=wrong",
        "event=ONCRMDEALUPDATE&data[FIELDS][ID]=7&auth[application_token]=%zz",
        "event=ONCRMDEALUPDATE&auth[application_token]=others"
      })
  void withoutTheRightTokenNothingIsBelieved(String body) {
    assertThat(decode(body)).isEqualTo(new Decoded.NotAuthentic());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event=ONCRMDEALUPDATE",
        "event=ONCRMDEALUPDATE&data[FIELDS][ID]=x",
        "event=ONCRMDEALUPDATE&data[FIELDS][ID]=0",
        "event=ONIMBOTMESSAGEADD&data[FIELDS][ID]=7",
        "event=ONCRMREQUISITEUPDATE&data[FIELDS][ID]=7",
        "data[FIELDS][ID]=7"
      })
  void whatIsAuthenticAndNotOneOfTheseIsNotUnderstood(String body) {
    assertThat(decode(body + "&auth[application_token]=" + token()))
        .isInstanceOf(Decoded.NotUnderstood.class);
  }

  @Test
  void aConnectorWithoutATokenTakesNoWebhooks() {
    assertThat(app.bench.connector.webhooks()).isEmpty();
  }

  @Test
  @Rule("B-115")
  void whatThePortalDeliversIsDecodedAfterSubscribing() {
    port().subscribe(HERE, ALL);
    var fake = app.bench.fake;
    long deal = fake.deals().add(each -> each.title("x")).id();
    fake.deals().update(deal, "categoryId", 9);
    fake.deals().delete(deal);
    long contact = fake.contacts().add(each -> each.name("x")).id();
    long invoice = fake.invoices().add(each -> each.title("x")).id();
    long product = fake.products().add(each -> each.name("x")).id();
    List<Change> told = new ArrayList<>();
    for (String body : fake.takeEvents()) {
      told.addAll(((Decoded.Hints) decode(body)).changes());
    }
    assertThat(told)
        .contains(
            Change.hint(Order.TYPE, "" + deal),
            Change.gone(Order.TYPE, "" + deal),
            Change.hint(Customer.TYPE, "C_" + contact),
            Change.hint(Invoice.TYPE, "" + invoice),
            Change.hint(Product.TYPE, "" + product));
    assertThat(told.stream().filter(each -> each.type().equals(Order.TYPE))).hasSize(3);
  }

  @Test
  void subscribingTwiceIsSubscribingOnce() {
    List<Subscription> first = port().subscribe(HERE, Set.of(Order.TYPE));
    assertThat(first)
        .extracting(Subscription::event)
        .containsExactlyInAnyOrder(
            "ONCRMDEALADD", "ONCRMDEALUPDATE", "ONCRMDEALDELETE", "ONCRMDEALMOVETOCATEGORY");
    assertThat(app.bench.requests(() -> port().subscribe(HERE, Set.of(Order.TYPE)))).isEqualTo(2);
    assertThat(port().subscriptions(HERE)).isEqualTo(first);
    assertThat(port().subscriptions(URI.create("https://other.example/"))).isEmpty();
    List<Subscription> more = port().subscribe(HERE, ALL);
    assertThat(more).containsAll(first);
    assertThat(more).extracting(Subscription::event).doesNotHaveDuplicates();
  }

  @Test
  void anInboundWebhookCannotSubscribeAndTheErrorSaysWhatToDo() {
    BitrixConnector inbound = app.bench.fake.connector(builder -> builder.applicationToken("t"));
    assertThatThrownBy(() -> inbound.webhooks().orElseThrow().subscribe(HERE, ALL))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("outgoing webhook")
        .hasMessageContaining("applicationToken");
  }

  @Test
  void anOutgoingWebhookThatAnAdministratorMadeIsBelieved() {
    app.bench.fake.outgoingWebhook(HERE, "ONCRMDEALADD");
    long deal = app.bench.fake.deals().add(each -> each.title("x")).id();
    assertThat(((Decoded.Hints) decode(app.bench.fake.takeEvents().get(0))).changes())
        .containsExactly(Change.hint(Order.TYPE, "" + deal));
  }
}
