package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Webhooks, and the tokens of the one installed app. */
final class Credentials {

  static final Set<String> ALL_SCOPES =
      Set.of(
          "crm",
          "catalog",
          "user",
          "user_brief",
          "user_basic",
          "userfieldconfig",
          "sale",
          "salescenter");
  static final Duration ACCESS_LIFE = Duration.ofHours(1);
  static final Duration REFRESH_LIFE = Duration.ofDays(180);
  static final Duration CODE_LIFE = Duration.ofSeconds(30);

  private record Grant(long userId, Instant expires) {}

  private final ServerTime time;
  private final Map<String, Caller> webhooks = new HashMap<>();
  private final Map<String, Grant> accessTokens = new HashMap<>();
  private final Map<String, Grant> refreshTokens = new HashMap<>();
  private final Map<String, Grant> codes = new HashMap<>();
  private final Set<Long> administrators = new HashSet<>(Set.of(1L));
  private final Set<Long> dismissed = new HashSet<>();
  private final SplittableRandom random;
  private Set<String> appScopes = ALL_SCOPES;
  private boolean installed = true;

  Credentials(ServerTime time, long seed) {
    this.time = time;
    this.random = new SplittableRandom(seed);
  }

  String addWebhook(long userId, boolean admin, Set<String> scopes) {
    String code = secret(16);
    webhooks.put(
        userId + "/" + code,
        new Caller(userId, admin, scopes, false, "webhook " + userId + "/" + code, null));
    return code;
  }

  void dropWebhook(long userId, String code) {
    webhooks.remove(userId + "/" + code);
  }

  Caller webhook(String userId, String code) {
    Caller caller = webhooks.get(userId + "/" + code);
    if (caller == null || dismissed.contains(caller.userId())) {
      throw Refusal.of(401, "INVALID_CREDENTIALS", "Invalid request credentials");
    }
    return caller;
  }

  Caller token(String token) {
    if (token.isEmpty()) {
      throw Refusal.of(401, "NO_AUTH_FOUND", "Wrong authorization data");
    }
    Grant grant = accessTokens.get(token);
    if (grant == null) {
      throw Refusal.of(401, "invalid_token", "Unable to get application by token");
    }
    if (!installed) {
      throw Refusal.of(401, "APPLICATION_NOT_FOUND", "Application not found");
    }
    if (dismissed.contains(grant.userId())) {
      throw Refusal.of(401, "authorization_error", "Unable to authorize user");
    }
    if (!time.now().isBefore(grant.expires())) {
      throw Refusal.of(401, "expired_token", "The access token provided has expired.");
    }
    return new Caller(
        grant.userId(), administrators.contains(grant.userId()), appScopes, true, "app", null);
  }

  /** Webhooks and tokens of a person who left open nothing any more. */
  void dismiss(long userId) {
    dismissed.add(userId);
  }

  void makeAdministrator(long userId) {
    administrators.add(userId);
  }

  void appScopes(Set<String> scopes) {
    appScopes = Set.copyOf(scopes);
  }

  void installed(boolean now) {
    installed = now;
  }

  boolean installed() {
    return installed;
  }

  String newCode(long userId) {
    String code = secret(35);
    codes.put(code, new Grant(userId, time.now().plus(CODE_LIFE)));
    return code;
  }

  /** The user behind a code, which dies with the asking; 0 if the code is unknown or too old. */
  long redeem(String code) {
    return alive(codes.remove(code));
  }

  /** The user behind a refresh token, which dies with the asking; 0 if it is unknown or too old. */
  long rotate(String refreshToken) {
    return alive(refreshTokens.remove(refreshToken));
  }

  private long alive(@org.jspecify.annotations.Nullable Grant grant) {
    if (grant == null || !time.now().isBefore(grant.expires())) {
      return 0;
    }
    return dismissed.contains(grant.userId()) ? 0 : grant.userId();
  }

  /**
   * A new pair of tokens, in the shape of the authorization server's reply without its addresses.
   */
  ObjectNode issue(long userId) {
    Instant now = time.now();
    String access = secret(35);
    String refresh = secret(35);
    accessTokens.put(access, new Grant(userId, now.plus(ACCESS_LIFE)));
    refreshTokens.put(refresh, new Grant(userId, now.plus(REFRESH_LIFE)));
    return Php.NODES
        .objectNode()
        .put("access_token", access)
        .put("expires", now.plus(ACCESS_LIFE).getEpochSecond())
        .put("expires_in", ACCESS_LIFE.toSeconds())
        .put("scope", String.join(",", new TreeSet<>(appScopes)))
        .put("status", "L")
        .put("user_id", userId)
        .put("refresh_token", refresh);
  }

  String secret(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt(random.nextInt(36)));
    }
    return text.toString();
  }
}
