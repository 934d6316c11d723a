package dev.syncline.plans.bitrix24moysklad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Installation;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.WebhookOutcome;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.moysklad.MoySkladConnector;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.Notice;
import dev.syncline.testkit.Rule;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What begins a run: a webhook of either vendor, the schedule, or the host. */
class TriggerStoriesTest {

  private static final URI HERE = URI.create("https://host.example/hooks");

  private record Delivery(URI url, byte[] body) {}

  private final List<Delivery> delivered = new CopyOnWriteArrayList<>();
  private final Desk desk =
      new Desk(
          new InMemoryLinkStore(),
          built ->
              built.webhooksBy(
                  (url, body) -> {
                    delivered.add(new Delivery(url, body));
                    return 204;
                  }),
          more -> more);
  private final BitrixConnector left =
      desk.bitrix(more -> more.applicationToken(desk.portal.fake.oauthApp().applicationToken()));
  private final MoySkladConnector right =
      desk.moysklad(more -> more.webhookSecret("a secret of this test alone"));
  private final SyncPlan plan = desk.plan(left, right);

  @AfterEach
  void close() {
    left.close();
    right.close();
    desk.close();
  }

  private WebhookOutcome accept(Side side, String query, byte[] body) {
    return desk.engine().accept(plan, side, WebhookRequest.from(name -> null, query, body));
  }

  @Test
  @Rule("B-115")
  void whatThePortalPushesIsVerifiedNotedAndCarriedByTheNextRun() {
    desk.engine().run(plan);
    desk.portal.fake.outgoingWebhook(HERE, "ONCRMDEALADD");
    long deal = desk.portal.deal("NEW", desk.portal.company("Acme"), "TEA-1");
    String body = desk.portal.fake.takeEvents().get(0);

    byte[] forged =
        body.replaceAll("application_token%5D=[^&]*", "application_token%5D=guessed")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(accept(Side.LEFT, "", forged)).isEqualTo(WebhookOutcome.NOT_AUTHENTIC);
    assertThat(desk.store.notices(Desk.PLAN, 10)).isEmpty();
    assertThat(accept(Side.LEFT, "", body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(WebhookOutcome.ACCEPTED);
    assertThat(desk.store.notices(Desk.PLAN, 10))
        .extracting(Notice::id)
        .containsExactly(String.valueOf(deal));

    desk.engine().run(plan);
    assertThat(desk.store.notices(Desk.PLAN, 10)).isEmpty();
    assertThat(Stock.names(desk.stock.fake.customerOrders())).containsExactly("bx24-" + deal);
  }

  @Test
  @Rule("B-115")
  void whatMoySkladPushesIsVerifiedNotedAndCarriedByTheNextRun() {
    Installation installed = desk.engine().install(plan, Map.of(Side.RIGHT, HERE));
    assertThat(installed.problems()).isEmpty();
    desk.engine().run(plan);
    desk.stock.fake.settleWebhooks();
    delivered.clear();
    FakeObject globex = desk.stock.fake.counterparties().add(body -> body.put("name", "Globex"));
    desk.stock.fake.settleWebhooks();
    assertThat(delivered).hasSize(1);
    Delivery push = delivered.get(0);

    assertThat(accept(Side.RIGHT, "secret=guessed", push.body()))
        .isEqualTo(WebhookOutcome.NOT_AUTHENTIC);
    assertThat(accept(Side.RIGHT, push.url().getRawQuery(), push.body()))
        .isEqualTo(WebhookOutcome.ACCEPTED);
    assertThat(desk.store.notices(Desk.PLAN, 10))
        .extracting(Notice::id)
        .containsExactly(globex.id());
    desk.engine().run(plan);
    assertThat(desk.store.notices(Desk.PLAN, 10)).isEmpty();
    assertThat(desk.portal.customers()).extracting(each -> each.title()).containsExactly("Globex");
  }

  @Test
  @Rule("B-115")
  void withoutAnyPushTheScheduleFindsWhatChangedAndTheHostMayStartARunAtAnyTime() {
    desk.portal.company("Acme");
    desk.engine().run(plan);
    assertThat(Stock.names(desk.stock.fake.counterparties())).containsExactly("Acme");

    desk.portal.company("Bolt");
    desk.time.advance(java.time.Duration.ofMinutes(5));
    assertThat(desk.engine().start(plan)).isNotBlank();
    assertThat(desk.stock.fake.counterparties().size()).isEqualTo(1);
    desk.runtime.runStarted();
    assertThat(Stock.names(desk.stock.fake.counterparties()))
        .containsExactlyInAnyOrder("Acme", "Bolt");
  }
}
