package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Account;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.CredentialStore;
import dev.syncline.connector.Credentials;
import dev.syncline.connector.RotatingCredentials;
import dev.syncline.connector.TimeSource;
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
import java.util.Objects;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** An application's access: tokens that are renewed only when the portal says that they expired. */
final class OAuthAccess implements Access {

  private static final String LABEL = "oauth/token";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
  private static final Duration SPARE = Duration.ofSeconds(15);

  private final Account account;
  private final HttpUrl portal;
  private final String clientId;
  private final String clientSecret;
  private final CredentialStore store;
  private final Function<HttpCall, HttpAnswer> exchange;
  private @Nullable RotatingCredentials kept;
  private @Nullable BitrixTokens tokens;

  OAuthAccess(
      Account account,
      HttpUrl portal,
      String clientId,
      String clientSecret,
      CredentialStore store,
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

  @Override
  public synchronized void begin(TimeSource time, Duration callTimeout) {
    kept = new RotatingCredentials(account, store, time, callTimeout.plus(SPARE));
  }

  private RotatingCredentials kept() {
    return Objects.requireNonNull(kept, "begin first");
  }

  /** Serialised: two refreshes at once would kill each other's tokens. */
  @Override
  public synchronized boolean renewed(@Nullable String refused) {
    Credentials now = kept().current();
    BitrixTokens others = understood(now);
    if (others.access().equals(refused)) {
      now = kept().renewed(now, old -> refreshed(understood(old)).credentials());
      others = understood(now);
    }
    tokens = others;
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
    kept().forget();
  }

  private synchronized BitrixTokens current() {
    tokens = understood(kept().current());
    return tokens;
  }

  private BitrixTokens understood(Credentials credentials) {
    return BitrixTokens.of(credentials)
        .orElseThrow(
            () ->
                new AuthenticationFailed(
                    account,
                    LABEL,
                    "what is kept as credentials is not understood; install the application again",
                    BitrixErrors.USER_MISSING));
  }

  private BitrixTokens refreshed(BitrixTokens old) {
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
    return new BitrixTokens(
        answer.path("access_token").asText(),
        answer.path("refresh_token").asText(),
        URI.create(answer.path("server_endpoint").asText(old.server().toString())),
        member);
  }

  private JsonNode ask(BitrixTokens old) {
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
