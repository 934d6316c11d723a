package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Order;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensTest {

  private static final class Kept implements BitrixTokens {

    private Tokens tokens;
    private int replaced;

    Kept(Tokens tokens) {
      this.tokens = tokens;
    }

    @Override
    public Tokens load() {
      return tokens;
    }

    @Override
    public void replace(Tokens fresh) {
      tokens = fresh;
      replaced++;
    }
  }

  private final Bench bench = new Bench();
  private final FakeBitrix24 fake = bench.fake;
  private final Kept kept = new Kept(installed());

  @AfterEach
  void close() {
    bench.close();
  }

  private BitrixTokens.Tokens installed() {
    bench.connector.check();
    JsonNode pair = fake.install(1);
    return new BitrixTokens.Tokens(
        pair.path("access_token").asText(),
        pair.path("refresh_token").asText(),
        URI.create(pair.path("server_endpoint").asText()),
        pair.path("member_id").asText());
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
      assertThat(kept.replaced).isEqualTo(1);
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
          .hasMessageNotContaining(kept.tokens.access())
          .hasMessageNotContaining(kept.tokens.refresh());
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
}
