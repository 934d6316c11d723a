package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.BitrixTokens.Tokens;
import dev.syncline.connector.Account;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.Unavailable;
import dev.syncline.http.Effect;
import dev.syncline.http.HttpAnswer;
import dev.syncline.http.HttpCall;
import dev.syncline.http.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** An application's access: tokens that are renewed only when the portal says that they expired. */
final class OAuthAccess implements Access {

  private static final String LABEL = "oauth/token";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final Account account;
  private final HttpUrl portal;
  private final String clientId;
  private final String clientSecret;
  private final BitrixTokens store;
  private final Function<HttpCall, HttpAnswer> exchange;
  private @Nullable Tokens tokens;
  private boolean refused;

  OAuthAccess(
      Account account,
      HttpUrl portal,
      String clientId,
      String clientSecret,
      BitrixTokens store,
      Function<HttpCall, HttpAnswer> exchange) {
    this.account = account;
    this.portal = portal;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.store = store;
    this.exchange = exchange;
  }

  @Override
  public boolean application() {
    return true;
  }

  @Override
  public String setting() {
    return "application tokens";
  }

  @Override
  public HttpUrl url(String method) {
    return portal.newBuilder().encodedPath("/rest/" + method).build();
  }

  @Override
  public String sign(ObjectNode params) {
    String access = current().access();
    params.put("auth", access);
    return access;
  }

  /** Serialised: two refreshes at once would kill each other's tokens. */
  @Override
  public synchronized boolean renewed(@Nullable String refused) {
    Tokens saved = store.load();
    if (saved.access().equals(refused)) {
      saved = refreshed(saved);
      store.replace(saved);
    }
    tokens = saved;
    return true;
  }

  @Override
  public synchronized Collection<String> secrets() {
    return tokens == null
        ? List.of(clientSecret)
        : List.of(clientSecret, tokens.access(), tokens.refresh());
  }

  @Override
  public synchronized void refused() {
    refused = true;
  }

  private synchronized Tokens current() {
    if (tokens == null || refused) {
      tokens = store.load();
      refused = false;
    }
    return tokens;
  }

  private Tokens refreshed(Tokens old) {
    JsonNode answer = ask(old);
    if (answer.has("error")) {
      throw refused(answer.path("error").asText());
    }
    if (!answer.hasNonNull("access_token") || !answer.hasNonNull("refresh_token")) {
      throw new Unavailable(account, LABEL, "the answer holds no tokens", RETRY_AFTER);
    }
    String member = answer.path("member_id").asText(old.memberId());
    if (!member.equals(old.memberId())) {
      throw refused("the tokens belong to another portal");
    }
    return new Tokens(
        answer.path("access_token").asText(),
        answer.path("refresh_token").asText(),
        URI.create(answer.path("server_endpoint").asText(old.server().toString())),
        member);
  }

  private JsonNode ask(Tokens old) {
    String body =
        "grant_type=refresh_token&client_id="
            + encoded(clientId)
            + "&client_secret="
            + encoded(clientSecret)
            + "&refresh_token="
            + encoded(old.refresh());
    HttpCall call =
        HttpCall.of("POST", old.server().resolve("/oauth/token/"))
            .body(body.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded")
            .label(LABEL)
            .effect(Effect.READ)
            .build();
    HttpAnswer answer = exchange.apply(call);
    if (answer.status() >= 500) {
      throw new Unavailable(account, LABEL, "status " + answer.status(), RETRY_AFTER);
    }
    return Json.parse(account, call, answer, "tokens");
  }

  private AuthenticationFailed refused(String why) {
    String code = why.replaceAll("[^A-Za-z0-9_ ]", "");
    return new AuthenticationFailed(
        account,
        LABEL,
        "the refresh token is refused (" + code + "); install the application again",
        BitrixErrors.USER_MISSING);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
