package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The vendor's authorization server: codes once for 30 seconds, tokens for an hour, refresh tokens
 * that rotate.
 */
final class OAuthServer {

  private final Credentials credentials;
  private final OAuthApp app;
  private URI base = URI.create("http://127.0.0.1");
  private URI redirect = URI.create("http://127.0.0.1/installed");
  private int refreshes;
  private boolean wrongClient;

  OAuthServer(Credentials credentials) {
    this.credentials = credentials;
    this.app =
        new OAuthApp(
            "local." + credentials.secret(14) + ".12345678",
            credentials.secret(50),
            credentials.secret(32),
            credentials.secret(32));
  }

  void reachedAt(URI reached) {
    base = reached;
  }

  OAuthApp app() {
    return app;
  }

  void redirectTo(URI uri) {
    redirect = uri;
  }

  void wrongClient(boolean answers) {
    wrongClient = answers;
  }

  int refreshes() {
    return refreshes;
  }

  FakeResponse answer(FakeRequest request) {
    ObjectNode params = Php.form(request.rawQuery());
    if (request.header("content-type").orElse("").startsWith("application/x-www-form")) {
      params.setAll(Php.form(request.text()));
    }
    try {
      return request.path().startsWith("/oauth/authorize")
          ? authorize(params)
          : Gate.respond(200, token(params));
    } catch (Refusal refusal) {
      return Gate.respond(refusal.status(), refusal.body());
    }
  }

  private FakeResponse authorize(ObjectNode params) {
    needClient(params, false);
    String query =
        "code="
            + credentials.newCode(1)
            + "&state="
            + encoded(Values.text(params.get("state")))
            + "&domain="
            + encoded(base.getAuthority())
            + "&member_id="
            + app.memberId()
            + "&scope=crm%2Ccatalog&server_domain="
            + encoded(base.getAuthority());
    return new FakeResponse(302, Map.of("Location", redirect + "?" + query), new byte[0]);
  }

  private ObjectNode token(ObjectNode params) {
    if (wrongClient) {
      return Php.NODES.objectNode().put("error", "wrong_client");
    }
    needClient(params, true);
    String grant = Values.text(params.get("grant_type"));
    return switch (grant) {
      case "authorization_code" -> reply(credentials.redeem(needed(params, "code")));
      case "refresh_token" -> refreshed(needed(params, "refresh_token"));
      default -> throw Refusal.bad("invalid_request", "Unsupported grant type");
    };
  }

  private ObjectNode refreshed(String token) {
    ObjectNode reply = reply(credentials.rotate(token));
    refreshes++;
    return reply;
  }

  private void needClient(ObjectNode params, boolean secret) {
    boolean known = Values.text(params.get("client_id")).equals(app.clientId());
    boolean proven = !secret || Values.text(params.get("client_secret")).equals(app.clientSecret());
    if (!known || !proven) {
      throw Refusal.bad("invalid_client", "Invalid client");
    }
    if (!credentials.installed()) {
      throw Refusal.of(401, "NOT_INSTALLED", "Application not installed");
    }
  }

  private static String needed(ObjectNode params, String name) {
    String value = Values.text(params.get(name));
    if (value.isEmpty()) {
      throw Refusal.bad("invalid_request", "No \"" + name + "\" parameter found");
    }
    return value;
  }

  private ObjectNode reply(long userId) {
    if (userId == 0) {
      throw Refusal.bad("invalid_grant", "Invalid grant");
    }
    return pair(userId);
  }

  ObjectNode pair(long userId) {
    return credentials
        .issue(userId)
        .put("client_endpoint", base + "/rest/")
        .put("server_endpoint", base + "/rest/")
        .put("domain", "oauth.bitrix.info")
        .put("member_id", app.memberId());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
