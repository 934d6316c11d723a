package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.connector.Account;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.CredentialStore;
import dev.syncline.connector.Credentials;
import dev.syncline.connector.InMemoryCredentialStore;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Order;
import dev.syncline.testkit.fake.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** H14 at the fake's authorization server, where each renewal kills the pair before. */
class H14BitrixTokensTest {

  private final Bench bench = new Bench();
  private final FakeBitrix24 fake = bench.fake;
  private final Account portal = new Account("bitrix24", fake.base().getAuthority());
  private final CredentialStore kept =
      new InMemoryCredentialStore().put(portal, installed().credentials());

  @AfterEach
  void close() {
    bench.close();
  }

  private BitrixTokens installed() {
    bench.connector.check();
    JsonNode pair = fake.install(1);
    return new BitrixTokens(
        pair.path("access_token").asText(),
        pair.path("refresh_token").asText(),
        URI.create(pair.path("server_endpoint").asText()),
        pair.path("member_id").asText());
  }

  private BitrixTokens tokens() {
    return BitrixTokens.of(kept.read(portal).orElseThrow()).orElseThrow();
  }

  private BitrixConnector app() {
    return fake.wired(
            BitrixConnector.oauth(
                fake.base().toString(),
                fake.oauthApp().clientId(),
                fake.oauthApp().clientSecret(),
                kept))
        .build();
  }

  @Test
  void tokensAreRenewedOnlyWhenExpiredAndTheRefusedWriteIsDoneOnce() {
    try (BitrixConnector app = app()) {
      assertThat(app.check().problems()).isEmpty();
      assertThat(fake.refreshes()).isZero();
      bench.time.advance(Duration.ofHours(2));
      Write write = bench.create(Bench.entity(Order.TYPE).with(Order.TITLE, "x"));
      assertThat(app.write(java.util.List.of(write)).get(0))
          .isInstanceOf(WriteResult.Written.class);
      assertThat(fake.refreshes()).isEqualTo(1);
      assertThat(fake.deals().size()).isEqualTo(1);
    }
  }

  @Test
  void anotherNodesFreshTokensAreTakenInsteadOfRenewing() {
    try (BitrixConnector app = app()) {
      app.check();
      bench.time.advance(Duration.ofHours(2));
      try (BitrixConnector other = app()) {
        other.check();
      }
      app.check();
      assertThat(fake.refreshes()).isEqualTo(1);
    }
  }

  @Test
  void aRemovedApplicationIsAnAuthenticationFailureWithoutTokens() {
    try (BitrixConnector app = app()) {
      app.check();
      fake.uninstall();
      bench.time.advance(Duration.ofHours(2));
      assertThatThrownBy(app::check)
          .isInstanceOf(AuthenticationFailed.class)
          .hasMessageNotContaining(tokens().access())
          .hasMessageNotContaining(tokens().refresh());
    }
  }

  @Test
  void anAuthorizationServerThatAnswersWrongClientUnder200IsUnderstood() {
    try (BitrixConnector app = app()) {
      app.check();
      fake.wrongClient(true);
      bench.time.advance(Duration.ofHours(2));
      assertThatThrownBy(app::check)
          .isInstanceOf(AuthenticationFailed.class)
          .hasMessageContaining("install");
    }
  }

  @Test
  void twoNodesThatMeetTheDeadPairTogetherRenewOnce() throws Exception {
    try (BitrixConnector run = app();
        BitrixConnector screen = app()) {
      run.check();
      screen.check();
      bench.time.advance(Duration.ofHours(2));
      CyclicBarrier together = new CyclicBarrier(2);
      Thread other =
          new Thread(
              () -> {
                await(together);
                screen.check();
              });
      other.start();
      await(together);
      assertThat(run.check().problems()).isEmpty();
      other.join();
      assertThat(screen.check().problems()).isEmpty();
      assertThat(fake.refreshes()).isEqualTo(1);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  void anAnswerLostAtTheAuthorizationServerIsSaidToNeedANewInstallation() {
    try (BitrixConnector app = app()) {
      app.check();
      bench.time.advance(Duration.ofHours(2));
      fake.faults().onNext(asked -> asked.path().startsWith("/oauth/"), Fault.LOST_AFTER);
      assertThatThrownBy(app::check).isInstanceOf(Unavailable.class);
      assertThatThrownBy(app::check)
          .isInstanceOf(AuthenticationFailed.class)
          .hasMessageContaining("never finished")
          .hasMessageContaining("install the application again")
          .hasMessageNotContaining(fake.oauthApp().clientSecret());

      kept.replace(portal, kept.read(portal).orElseThrow(), installed().credentials());
      app.check();
      assertThat(app.check().problems()).isEmpty();
    }
  }

  @Test
  void tokensAreReadAsTheyWereKeptAndSayNothingOfThemselves() {
    BitrixTokens held = tokens();
    assertThat(BitrixTokens.of(held.credentials())).contains(held);
    assertThat(held + " " + held.credentials() + " " + kept)
        .doesNotContain(held.access())
        .doesNotContain(held.refresh());
    assertThat(BitrixTokens.of(Credentials.of("something else"))).isEmpty();
  }
}
