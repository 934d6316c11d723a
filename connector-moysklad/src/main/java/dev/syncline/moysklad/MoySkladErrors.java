package dev.syncline.moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Account;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.TooLarge;
import dev.syncline.connector.Unavailable;
import dev.syncline.http.Effect;
import dev.syncline.http.HttpAnswer;
import dev.syncline.http.HttpCall;
import dev.syncline.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the vendor's codes mean: for a whole call an exception, for one element of a bulk a refusal.
 * Pure.
 *
 * @since 0.1
 */
public final class MoySkladErrors {

  /** The object that is asked for is not there. */
  public static final int NOT_FOUND = 1021;

  /** A reference to something that is not there. */
  public static final int NO_SUCH_REFERENCE = 2013;

  /** The object was changed by a parallel request. */
  public static final int CHANGED_MEANWHILE = 1065;

  private static final int TOO_MANY_AT_ONCE = 1073;
  private static final int TOO_LONG = 1088;
  private static final int BUSY = 1095;
  private static final String TOO_MANY_AT_ONCE_HEADER = "429005";
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final long WINDOW_MILLIS = 3000;

  private static final Map<Integer, String> RIGHTS =
      Map.of(
          1016, "view",
          1017, "edit",
          1018, "delete",
          1045, "create",
          1061, "access to the API",
          14010, "administrator",
          30004, "administrator",
          38000, "administrator");
  private static final Set<Integer> TARIFF = Set.of(1070, 47000, 30006, 41001);
  private static final Map<Integer, Refusal.Code> REFUSALS =
      Map.ofEntries(
          Map.entry(3006, Refusal.Code.NUMBER_TAKEN),
          Map.entry(3007, Refusal.Code.NO_STOCK),
          Map.entry(1028, Refusal.Code.IN_USE),
          Map.entry(15000, Refusal.Code.DOUBLE),
          Map.entry(10002, Refusal.Code.DOUBLE),
          Map.entry(3000, Refusal.Code.MISSING),
          Map.entry(16010, Refusal.Code.MISSING),
          Map.entry(3001, Refusal.Code.INVALID),
          Map.entry(3003, Refusal.Code.INVALID),
          Map.entry(3004, Refusal.Code.INVALID),
          Map.entry(3005, Refusal.Code.INVALID),
          Map.entry(3013, Refusal.Code.INVALID),
          Map.entry(3015, Refusal.Code.INVALID),
          Map.entry(3016, Refusal.Code.INVALID),
          Map.entry(10001, Refusal.Code.INVALID),
          Map.entry(17000, Refusal.Code.INVALID),
          Map.entry(17001, Refusal.Code.INVALID),
          Map.entry(17003, Refusal.Code.INVALID),
          Map.entry(23000, Refusal.Code.INVALID),
          Map.entry(23001, Refusal.Code.INVALID),
          Map.entry(1021, Refusal.Code.INVALID),
          Map.entry(1059, Refusal.Code.INVALID),
          Map.entry(1060, Refusal.Code.INVALID),
          Map.entry(17009, Refusal.Code.NOT_ALLOWED),
          Map.entry(1016, Refusal.Code.NOT_ALLOWED),
          Map.entry(1017, Refusal.Code.NOT_ALLOWED),
          Map.entry(1018, Refusal.Code.NOT_ALLOWED),
          Map.entry(1045, Refusal.Code.NOT_ALLOWED),
          Map.entry(14010, Refusal.Code.NOT_ALLOWED),
          Map.entry(15002, Refusal.Code.UNSUPPORTED),
          Map.entry(16102, Refusal.Code.UNSUPPORTED));

  /**
   * One error of an answer.
   *
   * @param code the vendor's number, 0 if it gave none
   * @param field the field at fault, or empty
   * @param text the vendor's words; may quote personal data
   */
  public record Fault(int code, String field, String text) {

    /** What it means for one element of a bulk. */
    public Refusal refusal() {
      Refusal.Code meaning = REFUSALS.get(code);
      if (meaning == null) {
        meaning = code >= 2000 && code < 3000 ? Refusal.Code.INVALID : Refusal.Code.OTHER;
      }
      return new Refusal(meaning, field, code + " " + text);
    }
  }

  private final Account account;
  private final String setting;

  MoySkladErrors(Account account, String setting) {
    this.account = account;
    this.setting = setting;
  }

  /** The errors that a document names; none if it is not an error. */
  public static List<Fault> faults(JsonNode document) {
    List<Fault> faults = new ArrayList<>();
    for (JsonNode error : document.path("errors")) {
      faults.add(
          new Fault(
              error.path("code").asInt(0),
              error.path("parameter").asText(""),
              error.path("error").asText("")));
    }
    return faults;
  }

  /** What the vendor says of an object that is not there, where it says nothing. */
  static JsonNode notFound(String path) {
    ObjectNode document = Json.object();
    document.putArray("errors").addObject().put("code", NOT_FOUND).put("error", path);
    return document;
  }

  /** What an answer that is no success means for the whole call. */
  ConnectorException of(HttpCall call, HttpAnswer answer, List<Fault> faults, Instant now) {
    int code = faults.isEmpty() ? 0 : faults.get(0).code();
    String said = "status " + answer.status() + (code == 0 ? "" : ", error " + code);
    return switch (answer.status()) {
      case 401 -> refused(call, said);
      case 403 -> denied(call, code, said);
      case 413, 414 ->
          new TooLarge(account, call.label(), said + ": too much at once; ask in smaller portions");
      case 429 -> throttled(call, answer, code, now);
      default ->
          answer.status() >= 500 ? broken(call, code, said) : notUnderstood(call, faults, said);
    };
  }

  private ConnectorException refused(HttpCall call, String said) {
    return new AuthenticationFailed(
        account,
        call.label(),
        said
            + ": MoySklad refuses the "
            + setting
            + " of "
            + account.key()
            + "; a password may have changed, or another tool made a new token for the same user,"
            + " which ends all earlier ones. Set a working "
            + setting
            + " of a user of its own");
  }

  private ConnectorException denied(HttpCall call, int code, String said) {
    if (TARIFF.contains(code)) {
      return new AccessDenied(
          account,
          call.label(),
          said + ": the account's tariff does not hold this; change the tariff",
          "tariff");
    }
    String right = RIGHTS.getOrDefault(code, "access") + " of " + call.label();
    return new AccessDenied(
        account,
        call.label(),
        said
            + ": the user lacks the right \""
            + right
            + "\"; grant it in MoySklad under Settings, Employees, or make the user an administrator",
        right);
  }

  private ConnectorException throttled(HttpCall call, HttpAnswer answer, int code, Instant now) {
    boolean atOnce =
        code == TOO_MANY_AT_ONCE
            || answer.header("X-Lognex-Auth").filter(TOO_MANY_AT_ONCE_HEADER::equals).isPresent();
    if (atOnce) {
      return new Unavailable(
          account, call.label(), "more than five calls of one user at once", SHORT);
    }
    long wait = MoySkladQuota.retryAfterMillis(answer);
    Instant until = now.plusMillis(wait > 0 ? wait : WINDOW_MILLIS);
    return new QuotaExhausted(
        account,
        call.label(),
        "the limit of 45 units in 3 seconds is used up until " + until,
        until);
  }

  private ConnectorException broken(HttpCall call, int code, String said) {
    if (call.effect() == Effect.WRITE) {
      return new OutcomeUnknown(account, call.label(), said + ": it may have happened");
    }
    if (code == TOO_LONG) {
      return new TooLarge(account, call.label(), said + ": it takes too long; ask for less");
    }
    return new Unavailable(account, call.label(), said, code == BUSY ? A_MINUTE : USUAL);
  }

  private ConnectorException notUnderstood(HttpCall call, List<Fault> faults, String said) {
    String fields = String.join(", ", faults.stream().map(Fault::field).distinct().toList());
    return new ProtocolBroken(
        account,
        call.label(),
        said
            + (fields.isBlank() ? "" : " at " + fields)
            + ": expected a success; the API refuses the call");
  }
}
