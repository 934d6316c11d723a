package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.CredentialStore;
import dev.syncline.connector.InMemoryCredentialStore;
import java.net.URI;
import java.util.function.UnaryOperator;

/** A portal with an installed application, and a connector that is it. */
final class AppBench implements AutoCloseable {

  final Bench bench = new Bench();
  final BitrixConnector app;

  AppBench(UnaryOperator<BitrixConnector.Builder> more) {
    bench.connector.check();
    app = connector(more);
  }

  /** Another process of the same application. */
  BitrixConnector connector(UnaryOperator<BitrixConnector.Builder> more) {
    JsonNode pair = bench.fake.install(1);
    BitrixTokens tokens =
        new BitrixTokens(
            pair.path("access_token").asText(),
            pair.path("refresh_token").asText(),
            URI.create(pair.path("server_endpoint").asText()),
            pair.path("member_id").asText());
    CredentialStore kept =
        new InMemoryCredentialStore().put(bench.connector.account(), tokens.credentials());
    return more.apply(
            bench.fake.wired(
                BitrixConnector.oauth(
                    bench.fake.base().toString(),
                    bench.fake.oauthApp().clientId(),
                    bench.fake.oauthApp().clientSecret(),
                    kept)))
        .build();
  }

  @Override
  public void close() {
    app.close();
    bench.close();
  }
}
