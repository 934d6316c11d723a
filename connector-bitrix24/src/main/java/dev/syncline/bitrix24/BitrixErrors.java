package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Account;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.Unavailable;
import dev.syncline.http.Effect;
import dev.syncline.http.QuotaGate;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the vendor's codes mean, and the pauses that follow from them. Thread-safe. */
final class BitrixErrors {

  private static final Set<String> CREDENTIALS =
      Set.of(
          "expired_token",
          "no_auth_found",
          "invalid_token",
          "authorization_error",
          "application_not_found",
          "error_oauth",
          "payment_required",
          "invalid_credentials",
          "not_installed",
          "wrong_client",
          "invalid_client",
          "portal_deleted");
  private static final Set<String> RIGHTS =
      Set.of(
          "insufficient_scope",
          "invalid_scope",
          "method_confirm_waiting",
          "method_confirm_denied",
          "user_access_error",
          "allowed_only_intranet_user",
          "wrong_auth_type",
          "overload_limit",
          "error_method_not_found",
          "error_manifest_is_not_available");

  /** Nobody stands for what is done: no administrator, or one who left. */
  static final String USER_MISSING = "B24_USER_MISSING";

  private static final String OPERATION_LIMIT = "OPERATION_TIME_LIMIT";
  private static final String QUERY_LIMIT = "QUERY_LIMIT_EXCEEDED";
  private static final Duration QUERY_PAUSE = Duration.ofSeconds(2);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Account account;
  private final String setting;
  private final TimeSource time;
  private final QuotaGate gate;
  private final Map<String, Instant> resets = new ConcurrentHashMap<>();

  BitrixErrors(Account account, String setting, TimeSource time, QuotaGate gate) {
    this.account = account;
    this.setting = setting;
    this.time = time;
    this.gate = gate;
  }

  /** Notes how much of its time a method has used, and lets it rest before it is refused. */
  void watch(String method, JsonNode timeBlock) {
    long reset = timeBlock.path("operating_reset_at").asLong();
    if (reset > 0) {
      resets.put(method, Instant.ofEpochSecond(reset));
      if (timeBlock.path("operating").asDouble() > BitrixQuota.OPERATING_CAUTION) {
        gate.pause(BitrixQuota.lane(method), Instant.ofEpochSecond(reset));
      }
    }
  }

  /** Whether the failure stops the whole call, not one item of it. */
  boolean ofAccount(Outcome.Failed failed, int status) {
    return status > 400
        || failed.is(QUERY_LIMIT)
        || failed.is(OPERATION_LIMIT)
        || CREDENTIALS.contains(low(failed))
        || RIGHTS.contains(low(failed))
        || failed.is("INVALID_REQUEST");
  }

  boolean pausesMethod(String method, Outcome.Failed failed) {
    if (!failed.is(OPERATION_LIMIT)) {
      return false;
    }
    gate.pause(BitrixQuota.lane(method), reset(method));
    return true;
  }

  /** The exception for a call that failed as a whole. */
  ConnectorException ofCall(String call, Outcome.Failed failed, int status, Effect effect) {
    if (failed.is(QUERY_LIMIT)) {
      Instant until = time.now().plus(QUERY_PAUSE);
      gate.pause(BitrixQuota.REQUESTS, until);
      return new QuotaExhausted(account, call, "too many requests of this portal", until);
    }
    if (pausesMethod(call, failed)) {
      return new QuotaExhausted(
          account, call, "the method has used up its execution time", reset(call));
    }
    if (CREDENTIALS.contains(low(failed))) {
      return new AuthenticationFailed(account, call, credentials(failed), problem(failed));
    }
    if (status == 401 && !RIGHTS.contains(low(failed))) {
      return new AuthenticationFailed(account, call, credentials(failed), USER_MISSING);
    }
    if (denied(failed, status)) {
      return new AccessDenied(account, call, right(call, failed), missing(call, failed));
    }
    if (status >= 500) {
      return effect == Effect.WRITE
          ? new OutcomeUnknown(account, call, "status " + status + ", it may have happened")
          : new Unavailable(account, call, "status " + status, RETRY_AFTER);
    }
    return new ProtocolBroken(
        account,
        call,
        "expected success, got status " + status + " and code '" + code(failed) + "'");
  }

  /** What a refused item means, by the closed list. */
  static Refusal refusal(String method, Outcome.Failed failed) {
    return new Refusal(reason(failed), "", method + ": " + code(failed) + " " + failed.text());
  }

  private static Refusal.Code reason(Outcome.Failed failed) {
    if (failed.is("CRM_FIELD_ERROR_REQUIRED") || failed.says("required field")) {
      return Refusal.Code.MISSING;
    }
    if (failed.is("CRM_FIELD_ERROR_VALUE_NOT_VALID")
        || failed.is("INVALID_ARG_VALUE")
        || failed.is("100")) {
      return Refusal.Code.INVALID;
    }
    if (failed.is("ACCESS_DENIED")
        || RIGHTS.contains(low(failed))
        || failed.code().startsWith("2000403000")
        || failed.says("access denied")
        || failed.says("insufficient permissions")) {
      return Refusal.Code.NOT_ALLOWED;
    }
    if (failed.is("BX_INVALID_VALUE")
        || failed.is("200700300040")
        || failed.says("already exists")) {
      return Refusal.Code.NUMBER_TAKEN;
    }
    if (failed.is("ENTITY_TYPE_NOT_SUPPORTED")
        || low(failed).endsWith("_dynamic_item_restricted")) {
      return Refusal.Code.UNSUPPORTED;
    }
    return failed.is("0") || failed.is("ERROR_CORE") || failed.code().startsWith("2007003000")
        ? Refusal.Code.INVALID
        : Refusal.Code.OTHER;
  }

  private static boolean denied(Outcome.Failed failed, int status) {
    return RIGHTS.contains(low(failed))
        || failed.is("ACCESS_DENIED")
        || failed.code().startsWith("2000403000")
        || failed.says("access denied")
        || status == 403;
  }

  /** Credentials die with the person who granted them; a portal without REST has none to miss. */
  private static String problem(Outcome.Failed failed) {
    return failed.is("PORTAL_DELETED") || failed.is("PAYMENT_REQUIRED")
        ? AuthenticationFailed.CODE
        : USER_MISSING;
  }

  private String credentials(Outcome.Failed failed) {
    if (failed.is("PORTAL_DELETED")) {
      return "the portal was deleted; take it out of the plan";
    }
    if (failed.is("PAYMENT_REQUIRED")) {
      return "the portal's subscription has ended; renew it in Bitrix24";
    }
    return "the credentials in the setting '"
        + setting
        + "' are refused ("
        + code(failed)
        + "); make a new inbound webhook as an administrator, or install the application again,"
        + " and put it into that setting";
  }

  private String right(String call, Outcome.Failed failed) {
    if (failed.is("OVERLOAD_LIMIT")) {
      return "the vendor blocked the portal's REST API by hand; ask Bitrix24 support";
    }
    return "refused ("
        + code(failed)
        + "); grant "
        + missing(call, failed)
        + " to the user and the scopes of the setting '"
        + setting
        + "'";
  }

  private static String missing(String call, Outcome.Failed failed) {
    int dot = call.indexOf('.');
    return failed.is("insufficient_scope") || failed.is("ERROR_METHOD_NOT_FOUND")
        ? "scope " + (dot < 0 ? call : call.substring(0, dot))
        : "the right to call " + call;
  }

  private Instant reset(String method) {
    Instant now = time.now();
    Instant known = resets.get(method);
    return known != null && known.isAfter(now) ? known : now.plusSeconds(60);
  }

  private static String low(Outcome.Failed failed) {
    return failed.code().toLowerCase(Locale.ROOT);
  }

  /** Codes may be sentences: only what looks like a code is shown. */
  private static String code(Outcome.Failed failed) {
    return failed.code().matches("[A-Za-z0-9_]{1,60}") ? failed.code() : "";
  }
}
