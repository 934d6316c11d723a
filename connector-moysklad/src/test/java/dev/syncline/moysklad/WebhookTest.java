package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Change;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookPort.Decoded;
import dev.syncline.connector.WebhookPort.Subscription;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.testkit.Rule;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

  private static final String SECRET = "s3cret & unguessable";
  private static final URI ADDRESS = URI.create("https://sync.example.com/ms?plan=shop");
  private static final String A_UUID = "6b44332f-b0ac-11ea-ac14-000a00000002";

  private record Delivery(URI url, byte[] body) {}

  private final List<Delivery> delivered = new CopyOnWriteArrayList<>();
  private volatile int status = 204;
  private final Rig rig =
      new Rig(
          fake ->
              fake.rateLimit(false)
                  .webhooksBy(
                      (url, body) -> {
                        delivered.add(new Delivery(url, body));
                        return status;
                      }),
          builder -> builder.webhookSecret(SECRET));

  @AfterEach
  void close() {
    rig.close();
  }

  private WebhookPort port() {
    return rig.connector.webhooks().orElseThrow();
  }

  private Decoded decode(String query, String body) {
    return port()
        .decode(WebhookRequest.from(name -> null, query, body.getBytes(StandardCharsets.UTF_8)));
  }

  private List<Change> heard() {
    rig.fake.settleWebhooks();
    List<Change> changes =
        delivered.stream()
            .map(
                each ->
                    port()
                        .decode(
                            WebhookRequest.from(
                                name -> null, each.url().getRawQuery(), each.body())))
            .flatMap(decoded -> ((Decoded.Hints) decoded).changes().stream())
            .toList();
    delivered.clear();
    return changes;
  }

  private String event(String type, String action) {
    return "{\"meta\":{\"type\":\""
        + type
        + "\",\"href\":\""
        + rig.fake.api()
        + "/entity/"
        + type
        + "/"
        + A_UUID
        + "\"},\"action\":\""
        + action
        + "\",\"accountId\":\""
        + rig.fake.accountId()
        + "\"}";
  }

  private static String query() {
    return "plan=shop&secret=s3cret+%26+unguessable&requestId=" + A_UUID;
  }

  @Test
  @Rule({"B-064", "B-115"})
  void whatAUserDoesIsHeardAsHintsAndNominations() {
    port().subscribe(ADDRESS, Set.of(Product.TYPE, Customer.TYPE, Order.TYPE, Invoice.TYPE));
    FakeObject kettle = rig.fake.products().add(body -> body.put("name", "Kettle"));
    rig.fake.products().update(kettle.id(), body -> body.put("name", "Pot"));
    rig.fake.products().delete(kettle.id());
    String service = rig.fake.services().add(body -> body.put("name", "Delivery")).id();
    assertThat(heard())
        .containsExactly(
            Change.hint(Product.TYPE, "product/" + kettle.id()),
            Change.hint(Product.TYPE, "product/" + kettle.id()),
            Change.gone(Product.TYPE, "product/" + kettle.id()),
            Change.hint(Product.TYPE, "service/" + service));
    String customer = rig.fake.counterparties().add(body -> body.put("name", "A")).id();
    assertThat(heard()).containsExactly(Change.hint(Customer.TYPE, customer));
  }

  @Test
  void everyTypeIsKnownByItsVendorsName() {
    Map<String, Change> expected =
        Map.of(
            "productfolder", Change.hint(Category.TYPE, A_UUID),
            "variant", Change.hint(Variant.TYPE, A_UUID),
            "bundle", Change.hint(Product.TYPE, "bundle/" + A_UUID),
            "counterparty", Change.hint(Customer.TYPE, A_UUID),
            "customerorder", Change.hint(Order.TYPE, A_UUID),
            "invoiceout", Change.hint(Invoice.TYPE, A_UUID));
    expected.forEach(
        (type, change) ->
            assertThat(decode(query(), "{\"events\":[" + event(type, "UPDATE") + "]}"))
                .isEqualTo(new Decoded.Hints(List.of(change))));
  }

  @Test
  void severalEventsComeTogetherAndWhatIsNotLookedAtIsLeftOut() {
    String body =
        "{\"auditContext\":{},\"events\":["
            + String.join(
                ",",
                event("customerorder", "UPDATE").replace("}}", "},\"updatedFields\":[\"state\"]}"),
                event("demand", "CREATE"),
                event("counterparty", "PROCESSED"),
                event("customerorder", "UPDATE"),
                event("invoiceout", "DELETE"))
            + "]}";
    assertThat(decode(query(), body))
        .isEqualTo(
            new Decoded.Hints(
                List.of(Change.hint(Order.TYPE, A_UUID), Change.gone(Invoice.TYPE, A_UUID))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret=",
        "secret=s3cret",
        "secret=%zz",
        "secret=s3cret+%26+unguessablf",
        "sEcret=s3cret+%26+unguessable",
        "requestId=s3cret+%26+unguessable"
      })
  void withoutTheSecretNothingIsBelieved(String query) {
    assertThat(decode(query, "{\"events\":[" + event("customerorder", "UPDATE") + "]}"))
        .isInstanceOf(Decoded.NotAuthentic.class);
  }

  @Test
  void anotherAccountsEventIsNotBelieved() {
    String foreign =
        event("customerorder", "UPDATE").replace(rig.fake.accountId(), "another-account");
    rig.connector.check();
    assertThat(decode(query(), "{\"events\":[" + foreign + "]}"))
        .isInstanceOf(Decoded.NotAuthentic.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "7",
        "{}",
        "{\"events\":{}}",
        "{\"events\":[]}",
        "{\"events\":[7]}",
        "{\"events\":[{\"action\":\"UPDATE\"}]}",
        "{\"events\":[{\"meta\":{\"type\":\"customerorder\"},\"action\":\"UPDATE\"}]}",
        "{\"events\":[{\"meta\":{\"type\":\"customerorder\",\"href\":\"https://evil.example/entity/"
            + "customerorder/6b44332f-b0ac-11ea-ac14-000a00000002\"},\"action\":\"UPDATE\"}]}"
      })
  void nonsenseIsNotUnderstood(String body) {
    assertThat(decode(query(), body))
        .isInstanceOfSatisfying(
            Decoded.NotUnderstood.class, nonsense -> assertThat(nonsense.expected()).isNotEmpty());
  }

  @Test
  void anAddressThatIsNoEntitysIsLeftOut() {
    String odd = event("customerorder", "UPDATE").replace(A_UUID, "metadata");
    String deep = event("customerorder", "UPDATE").replace(A_UUID, A_UUID + "/positions");
    assertThat(decode(query(), "{\"events\":[" + odd + "," + deep + "]}"))
        .isEqualTo(new Decoded.Hints(List.of()));
  }

  @Test
  void subscribingTwiceIsSubscribingOnce() {
    Set<dev.syncline.model.EntityType> types = Set.of(Order.TYPE, Product.TYPE);
    List<Subscription> first = port().subscribe(ADDRESS, types);
    assertThat(first)
        .hasSize(9)
        .allMatch(Subscription::alive)
        .extracting(Subscription::event)
        .contains("customerorder CREATE", "customerorder UPDATE", "service DELETE");
    long before = rig.requests();
    assertThat(port().subscribe(ADDRESS, types)).containsExactlyInAnyOrderElementsOf(first);
    assertThat(rig.requests() - before).isEqualTo(1);
    assertThat(port().subscriptions(ADDRESS)).hasSize(9);
    assertThat(rig.fake.webhooks().size()).isEqualTo(9);
  }

  @Test
  void onlyWhatIsMissingIsAddedAndOthersAreLeftAlone() {
    port().subscribe(ADDRESS, Set.of(Order.TYPE));
    URI other = URI.create("https://other.example.com/hook");
    port().subscribe(other, Set.of(Order.TYPE));
    port().subscribe(ADDRESS, Set.of(Order.TYPE, Invoice.TYPE));
    assertThat(port().subscriptions(ADDRESS)).hasSize(6);
    assertThat(port().subscriptions(other)).hasSize(3);
    assertThat(port().subscriptions(URI.create("https://sync.example.com/ms"))).isEmpty();
  }

  @Test
  void contactPersonsAreNotPushedAndStopNothing() {
    assertThat(port().subscribe(ADDRESS, Set.of(ContactPerson.TYPE, Customer.TYPE))).hasSize(3);
  }

  @Test
  void whatTheVendorSwitchedOffIsShownAndSwitchedOnAgain() {
    port().subscribe(ADDRESS, Set.of(Customer.TYPE));
    status = 500;
    for (int day = 0; day < 9; day++) {
      rig.fake.counterparties().add(body -> body.put("name", "A"));
      rig.fake.settleWebhooks();
      rig.time.advance(Duration.ofDays(1));
    }
    rig.fake.counterparties().add(body -> body.put("name", "A"));
    assertThat(port().subscriptions(ADDRESS))
        .filteredOn(each -> !each.alive())
        .containsExactly(new Subscription("counterparty CREATE", false));
    assertThat(port().subscribe(ADDRESS, Set.of(Customer.TYPE)))
        .hasSize(3)
        .allMatch(Subscription::alive);
    assertThat(rig.fake.webhooks().size()).isEqualTo(3);
  }

  @Test
  void anotherSecretTakesThePlaceOfTheFirst() {
    port().subscribe(ADDRESS, Set.of(Order.TYPE));
    try (MoySkladConnector rotated =
        rig.fake.connector(builder -> builder.webhookSecret("another, even longer one"))) {
      WebhookPort then = rotated.webhooks().orElseThrow();
      assertThat(then.subscriptions(ADDRESS)).hasSize(3).noneMatch(Subscription::alive);
      assertThat(then.subscribe(ADDRESS, Set.of(Order.TYPE)))
          .hasSize(3)
          .allMatch(Subscription::alive);
      assertThat(rig.fake.webhooks().size()).isEqualTo(3);
    }
  }

  @Test
  void theVendorsLimitIsCountedBeforeAnythingIsMade() {
    for (int n = 0; n < 5; n++) {
      String url = "https://" + n + ".example.com";
      rig.fake
          .webhooks()
          .add(
              (ObjectNode body) ->
                  body.put("url", url).put("action", "UPDATE").put("entityType", "customerorder"));
    }
    assertThatThrownBy(() -> port().subscribe(ADDRESS, Set.of(Order.TYPE)))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("customerorder UPDATE")
        .hasMessageContaining("5");
    assertThat(rig.fake.webhooks().size()).isEqualTo(5);
  }

  @Test
  @Rule("B-014")
  void whoIsNoAdministratorCannotSubscribe() {
    try (MoySkladConnector clerk =
        rig.fake.connector(
            builder ->
                builder
                    .login(rig.fake.clerkLogin(), rig.fake.clerkPassword())
                    .webhookSecret(SECRET))) {
      assertThatThrownBy(
              () -> clerk.webhooks().orElseThrow().subscribe(ADDRESS, Set.of(Order.TYPE)))
          .isInstanceOfSatisfying(
              AccessDenied.class,
              denied -> assertThat(denied.missingRight()).contains("administrator"))
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void anAddressThatTheVendorCannotTakeIsNamed() {
    assertThatThrownBy(
            () -> port().subscribe(URI.create("http://example.com/x"), Set.of(Order.TYPE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https");
    URI longest = URI.create("https://example.com/" + "x".repeat(230));
    assertThatThrownBy(() -> port().subscribe(longest, Set.of(Order.TYPE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("255");
    assertThat(rig.fake.webhooks().size()).isZero();
  }

  @Test
  void withoutASecretThereAreNoWebhooksAndAShortOneIsNone() {
    try (MoySkladConnector plain = rig.fake.connector()) {
      assertThat(plain.webhooks()).isEmpty();
    }
    assertThatThrownBy(() -> MoySkladConnector.builder().webhookSecret("short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("short\"");
  }
}
