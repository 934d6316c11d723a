package dev.syncline.dolibarr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Account;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.TooLarge;
import dev.syncline.connector.Unavailable;
import dev.syncline.http.Effect;
import dev.syncline.http.HttpAnswer;
import dev.syncline.http.HttpCall;
import dev.syncline.http.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the vendor's answers mean: for a whole call an exception, for one write a refusal. Pure.
 *
 * <p>Only an answer of 2xx that is JSON is a success: the vendor says 202 with a page of HTML when
 * its database is down, says 503 with JSON when a movement is refused, and 503 with a page when it
 * is really not there.
 *
 * @since 0.1
 */
public final class DolibarrErrors {

  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int ACCEPTED = 202;
  private static final Pattern RACE =
      Pattern.compile(
          "Duplicate entry .* for key '?\"?(?:\\w+\\.)?uk_(?:facture|commande|expedition)_ref"
              + "|Duplicate value in a unique field|ErrorCustomerCodeAlreadyUsed",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TAKEN =
      Pattern.compile(
          "ErrorProductAlreadyExists|ErrorRefAlreadyExists|already exists|Duplicate entry"
              + "|DuplicateRef",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BARCODE =
      Pattern.compile(
          "barcode .*already exists|Duplicate entry .*uk_product_barcode",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_STOCK =
      Pattern.compile(
          "enough stock|NotEnoughStock|StockIsNotEnough|MustHaveEnoughStock",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern INVALID =
      Pattern.compile(
          "Data too long|Incorrect string value|BadCustomerCodeSyntax|Invalid value|Bad value"
              + "|not allowed in request|quantity of 0|foreign key|higher than remain",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MISSING =
      Pattern.compile(
          "field missing|is required|mandatory|batch|lot number", Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_ALLOWED =
      Pattern.compile(
          "DisactivatedProduct|NotAllowed|TotalAmountEmpty|LinkedToAClosedInvoice",
          Pattern.CASE_INSENSITIVE);

  /**
   * An error that the vendor explains.
   *
   * @param status the HTTP status
   * @param text the vendor's words; they may quote personal data
   */
  public record Fault(int status, String text) {

    /**
     * Whether two calls wanted the same next number: nothing was written, and it can be repeated.
     */
    public boolean isNumberingRace() {
      return status >= 500 && RACE.matcher(text).find();
    }

    /** Whether a line names a product that is not on sale. */
    public boolean isOffSale() {
      return text.contains("DisactivatedProduct");
    }

    /** Whether another product has this barcode. */
    public boolean isTakenBarcode() {
      return BARCODE.matcher(text).find();
    }

    /** Whether a unique extra field holds this value already. */
    public boolean isTakenExtraField() {
      return status >= 500
          && text.contains("Duplicate entry")
          && text.toLowerCase(Locale.ROOT).contains("_extrafields_");
    }

    /** What it means for one write. */
    public Refusal refusal() {
      return new Refusal(code(), "", status + " " + text);
    }

    private Refusal.Code code() {
      if (status == 409) {
        return Refusal.Code.IN_USE;
      }
      if (isTakenBarcode()) {
        return Refusal.Code.DOUBLE;
      }
      if (TAKEN.matcher(text).find()) {
        return Refusal.Code.NUMBER_TAKEN;
      }
      if (NO_STOCK.matcher(text).find()) {
        return Refusal.Code.NO_STOCK;
      }
      if (NOT_ALLOWED.matcher(text).find() || status == 405) {
        return Refusal.Code.NOT_ALLOWED;
      }
      if (INVALID.matcher(text).find()) {
        return Refusal.Code.INVALID;
      }
      if (MISSING.matcher(text).find()) {
        return Refusal.Code.MISSING;
      }
      return status == 400 || status == 404 ? Refusal.Code.INVALID : Refusal.Code.OTHER;
    }
  }

  private final Account account;

  DolibarrErrors(Account account) {
    this.account = account;
  }

  /** The document of an answer, whatever its status; empty if it is none. */
  static Optional<JsonNode> document(HttpAnswer answer) {
    try {
      JsonNode document = Json.mapper().readTree(answer.body());
      return document == null || document.isMissingNode()
          ? Optional.empty()
          : Optional.of(document);
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /** Whether an answer is a success: 2xx but for 202, and JSON. */
  static boolean succeeded(HttpAnswer answer) {
    return answer.succeeded() && answer.status() != ACCEPTED && document(answer).isPresent();
  }

  /** What the vendor explains of an answer that is no success; empty if it explains nothing. */
  static Optional<Fault> fault(HttpAnswer answer) {
    return document(answer)
        .map(document -> document.path("error"))
        .filter(JsonNode::isObject)
        .map(error -> new Fault(answer.status(), words(error)));
  }

  private static String words(JsonNode error) {
    StringBuilder all = new StringBuilder(error.path("message").asText(""));
    for (int at = 0; error.has(Integer.toString(at)); at++) {
      all.append("; ").append(error.path(Integer.toString(at)).asText(""));
    }
    return all.toString();
  }

  /** What an answer that is no success means for the whole call. */
  ConnectorException of(HttpCall call, HttpAnswer answer, List<String> ids) {
    Optional<Fault> fault = fault(answer);
    String said = "status " + answer.status();
    return switch (answer.status()) {
      case 401 -> unauthorized(call, fault, said);
      case 403 -> forbidden(call, fault, said, ids);
      case 413, 414 ->
          new TooLarge(account, call.label(), said + ": too much at once; ask for less");
      case 429 -> new Unavailable(account, call.label(), said + ": too many calls", LONG);
      case 501 ->
          new AccessDenied(
              account,
              call.label(),
              said
                  + ": this part of the API is not there; switch its module on in Dolibarr under"
                  + " Home, Setup, Modules, or allow it in API_ENDPOINT_RULES",
              "module of " + call.label());
      default -> failed(call, answer, fault, said);
    };
  }

  private ConnectorException failed(
      HttpCall call, HttpAnswer answer, Optional<Fault> fault, String said) {
    if (fault.isPresent()) {
      return new ProtocolBroken(
          account, call.label(), said + ": expected a success; Dolibarr refuses the call");
    }
    boolean gone = answer.status() == 404;
    if (call.effect() == Effect.WRITE && !gone && answer.status() != 400) {
      return new OutcomeUnknown(
          account, call.label(), said + " without JSON: it may have happened");
    }
    if (answer.status() == ACCEPTED || answer.status() >= 500) {
      return new Unavailable(
          account,
          call.label(),
          said + " without JSON: Dolibarr or its database is not there now",
          retryAfter(answer));
    }
    return new ProtocolBroken(
        account,
        call.label(),
        said
            + ": expected JSON; check the address, and that the module \"API/Web services (REST)\""
            + " is switched on in Dolibarr");
  }

  /** A server before Dolibarr may say how long it wants to be left alone. */
  private static Duration retryAfter(HttpAnswer answer) {
    return answer
        .header("Retry-After")
        .map(String::strip)
        .filter(text -> text.matches("[0-9]{1,5}"))
        .map(text -> Duration.ofSeconds(Math.max(1, Long.parseLong(text))))
        .orElse(USUAL);
  }

  /** Old versions say 401 where a right is missing, too. */
  private ConnectorException unauthorized(HttpCall call, Optional<Fault> fault, String said) {
    boolean right =
        fault
            .filter(
                each ->
                    !each.text().toLowerCase(Locale.ROOT).contains("token")
                        && !each.text().toLowerCase(Locale.ROOT).contains("api key")
                        && !each.text().toLowerCase(Locale.ROOT).contains("failed to login")
                        && each.text()
                            .toLowerCase(Locale.ROOT)
                            .matches(".*(not allowed|access|permission|denied).*"))
            .isPresent();
    return right
        ? denied(call, said)
        : new AuthenticationFailed(
            account,
            call.label(),
            said
                + ": Dolibarr refuses the API key of "
                + account.key()
                + "; set the key of a living user (user card, API key), and the number of the"
                + " company (entity) that it is for");
  }

  private ConnectorException forbidden(
      HttpCall call, Optional<Fault> fault, String said, List<String> ids) {
    return fault.isPresent() ? denied(call, said) : filtered(call, said, ids);
  }

  private AccessDenied denied(HttpCall call, String said) {
    return new AccessDenied(
        account,
        call.label(),
        said
            + ": the user lacks a right for "
            + call.label()
            + "; grant it in Dolibarr on the user's card under Permissions",
        "right for " + call.label());
  }

  /** The input filter answers with a page, before the API is reached: nothing was done. */
  private ConnectorException filtered(HttpCall call, String said, List<String> ids) {
    Optional<String> id = ids.stream().filter(each -> offending(each).isPresent()).findFirst();
    String where =
        id.map(
                each ->
                    "the character '"
                        + offending(each).orElse("")
                        + "' of the id \""
                        + each
                        + "\" is not let through; use letters, digits, _, - and . only")
            .orElse("a filter or a web server in front does not let the call through");
    return new ProtocolBroken(account, call.label(), said + " from the input filter: " + where);
  }

  private static Optional<String> offending(String id) {
    return dev.syncline.dolibarr.codec.RefExt.offending(id);
  }
}
