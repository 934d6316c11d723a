package dev.syncline.prestashop;

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
import dev.syncline.prestashop.codec.RowXml.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the webservice's answers mean: for a whole call an exception, for one entity a refusal.
 *
 * <p>Warnings of PHP come as errors of their own (codes 2 to 15), beside the real one or after
 * something was saved: the first code that is none of them says what happened. Pure but for the
 * clock.
 *
 * @since 0.1
 */
public final class PrestaShopErrors {

  /** The entity is not in this shop. */
  public static final int NOT_IN_SHOP = 131;

  /** The whole webservice is switched off. */
  static final int SWITCHED_OFF = 22;

  /** What is missing where the whole webservice is switched off. */
  static final String WEBSERVICE = "webservice";

  private static final int NO_RESOURCE = 26;
  private static final int NO_METHOD = 25;
  private static final int UNHEARD_METHOD = 23;
  private static final int NO_SHOP = 132;
  private static final Set<Integer> KEY = Set.of(16, 17, 18, 20, 21);
  private static final Set<Integer> MAYBE = Set.of(46, 97);
  private static final Pattern QUOTED = Pattern.compile("\"([A-Za-z_>-]{1,80})\"");
  private static final Pattern PROPERTY =
      Pattern.compile("(?:Property |property )\\S*?->(\\w{1,60})");
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(6);

  private static final Map<Integer, Refusal.Code> REFUSALS =
      Map.ofEntries(
          Map.entry(41, Refusal.Code.MISSING),
          Map.entry(84, Refusal.Code.INVALID),
          Map.entry(85, Refusal.Code.INVALID),
          Map.entry(86, Refusal.Code.INVALID),
          Map.entry(93, Refusal.Code.INVALID),
          Map.entry(57, Refusal.Code.INVALID),
          Map.entry(72, Refusal.Code.INVALID),
          Map.entry(73, Refusal.Code.INVALID),
          Map.entry(76, Refusal.Code.INVALID),
          Map.entry(65, Refusal.Code.DOUBLE),
          Map.entry(140, Refusal.Code.DOUBLE),
          Map.entry(101, Refusal.Code.UNSUPPORTED),
          Map.entry(133, Refusal.Code.UNSUPPORTED),
          Map.entry(131, Refusal.Code.NOT_ALLOWED),
          Map.entry(88, Refusal.Code.IN_USE));

  private final Account account;

  PrestaShopErrors(Account account) {
    this.account = account;
  }

  /** The fault that says what happened: the first that is no mere warning of PHP. */
  public static Optional<Fault> telling(List<Fault> faults) {
    return faults.stream().filter(fault -> !isWarning(fault)).findFirst();
  }

  /** Whether it is PHP that speaks, and nothing is known of what was done. */
  static boolean isWarning(Fault fault) {
    return fault.code() >= 2 && fault.code() <= 15;
  }

  /** Whether a fault leaves open what was done. */
  public static boolean isOpen(Fault fault) {
    return isWarning(fault) || MAYBE.contains(fault.code()) || fault.code() == 0;
  }

  /** What a fault means for one entity. */
  public static Refusal refusal(Fault fault) {
    Refusal.Code code = REFUSALS.getOrDefault(fault.code(), Refusal.Code.OTHER);
    return new Refusal(code, field(fault.text()), fault.code() + " " + fault.text());
  }

  private static String field(String text) {
    Matcher property = PROPERTY.matcher(text);
    if (property.find()) {
      return property.group(1);
    }
    Matcher quoted = QUOTED.matcher(text);
    return quoted.find() ? quoted.group(1) : "";
  }

  /**
   * What an answer without success means for the whole call; none if it speaks of what was asked.
   *
   * @param faults its errors, none if it is not the webservice's
   */
  Optional<ConnectorException> ofCall(
      HttpCall call, HttpAnswer answer, List<Fault> faults, Instant now) {
    int status = answer.status();
    if (status >= 300 && status < 400 && status != 304) {
      return Optional.of(redirected(call, answer));
    }
    if (status == 401 && faults.stream().noneMatch(fault -> fault.code() == NO_RESOURCE)) {
      return Optional.of(refusedKey(call, faults));
    }
    Optional<ConnectorException> right = telling(faults).flatMap(fault -> right(call, fault));
    return right.isPresent() ? right : ofServer(call, answer, faults, now);
  }

  private Optional<ConnectorException> ofServer(
      HttpCall call, HttpAnswer answer, List<Fault> faults, Instant now) {
    int status = answer.status();
    if (status == 503 && faults.isEmpty() && call.effect() == Effect.WRITE) {
      // A cache before the shop says so, too, when the shop has worked for too long.
      return Optional.of(broken(call, "status 503"));
    }
    if (status == 429 || (status == 503 && faults.isEmpty())) {
      Duration wait = retryAfter(answer, now);
      String why = "the server takes no more calls now (status " + status + ")";
      return Optional.of(
          status == 429
              ? new QuotaExhausted(account, call.label(), why, now.plus(wait))
              : new Unavailable(account, call.label(), why, wait));
    }
    if (status == 413 || status == 414) {
      return Optional.of(
          new TooLarge(account, call.label(), "status " + status + ": ask for less at once"));
    }
    if (status >= 502 && status <= 504) {
      return Optional.of(broken(call, "status " + status + " of the server before the shop"));
    }
    if (status == 403 && faults.isEmpty()) {
      return Optional.of(
          new AccessDenied(
              account,
              call.label(),
              "status 403 without the webservice's words: a firewall of the hosting stands before"
                  + " the shop; allow this address there, or set methodOverride()",
              "firewall"));
    }
    return Optional.empty();
  }

  /** A call that broke in the shop: of a write it is not known what was done. */
  ConnectorException broken(HttpCall call, String why) {
    return call.effect() == Effect.WRITE
        ? new OutcomeUnknown(account, call.label(), why + ": it may have happened")
        : new Unavailable(account, call.label(), why, USUAL);
  }

  /** An answer that is not what was expected. */
  ConnectorException notUnderstood(HttpCall call, String got) {
    String text = "expected the webservice's XML, got " + got;
    return call.effect() == Effect.WRITE
        ? new OutcomeUnknown(account, call.label(), text + ": it may have happened")
        : new ProtocolBroken(
            account,
            call.label(),
            text + "; check that url(…) leads to the shop and that its webservice answers there");
  }

  /** A fault of a read: the call itself was wrong. */
  ConnectorException refused(HttpCall call, List<Fault> faults, int status) {
    Optional<Fault> telling = telling(faults);
    if (telling.isEmpty() && status >= 500) {
      return broken(call, "PHP reports a mistake in the shop (status " + status + ")");
    }
    String codes =
        String.join(", ", faults.stream().map(each -> Integer.toString(each.code())).toList());
    return new ProtocolBroken(
        account,
        call.label(),
        "expected a success, the webservice refuses the call with code " + codes);
  }

  private ProtocolBroken redirected(HttpCall call, HttpAnswer answer) {
    String host =
        answer.header("Location").flatMap(PrestaShopErrors::host).orElse("another address");
    return new ProtocolBroken(
        account,
        call.label(),
        "the base URL does not match the shop's domain: expected an answer, was led to "
            + host
            + "; set url(…) to the address that the shop itself uses, scheme and www included"
            + " (an id of a shop that does not exist leads there, too)");
  }

  private static Optional<String> host(String location) {
    try {
      URI uri = URI.create(location);
      return Optional.ofNullable(uri.getHost()).map(host -> uri.getScheme() + "://" + host);
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private AuthenticationFailed refusedKey(HttpCall call, List<Fault> faults) {
    String why =
        faults.stream().anyMatch(fault -> KEY.contains(fault.code()))
            ? "the webservice key is refused (code " + faults.get(0).code() + ")"
            : "the server did not pass on the webservice key, or does not know it: if the key is"
                + " right, set keyInQuery(), because some hostings drop the header";
    return new AuthenticationFailed(
        account,
        call.label(),
        why + "; set key(…) to an active one of Advanced parameters, Webservice");
  }

  private Optional<ConnectorException> right(HttpCall call, Fault fault) {
    return switch (fault.code()) {
      case SWITCHED_OFF ->
          Optional.of(
              new AccessDenied(
                  account,
                  call.label(),
                  "the shop's webservice is switched off; switch it on in its back office under"
                      + " Advanced parameters, Webservice",
                  WEBSERVICE));
      case NO_RESOURCE, NO_METHOD -> Optional.of(denied(call));
      case UNHEARD_METHOD ->
          Optional.of(
              new ProtocolBroken(
                  account,
                  call.label(),
                  "expected " + call.method() + " to be understood; this version does not"));
      case NO_SHOP ->
          Optional.of(
              new AccessDenied(
                  account,
                  call.label(),
                  "the key may not see this shop; tick the shop at the key",
                  "shop"));
      default ->
          KEY.contains(fault.code())
              ? Optional.of(refusedKey(call, List.of(fault)))
              : Optional.empty();
    };
  }

  private AccessDenied denied(HttpCall call) {
    return new AccessDenied(
        account,
        call.label(),
        "the key lacks the permission "
            + call.label()
            + "; tick it at the key under Advanced parameters, Webservice",
        call.label());
  }

  private static Duration retryAfter(HttpAnswer answer, Instant now) {
    Duration told = answer.header("Retry-After").flatMap(text -> seconds(text, now)).orElse(USUAL);
    Duration atLeast = told.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : told;
    return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
  }

  private static Optional<Duration> seconds(String text, Instant now) {
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip()))));
    } catch (NumberFormatException aDate) {
      try {
        Instant until =
            ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return Optional.of(Duration.between(now, until));
      } catch (DateTimeParseException none) {
        return Optional.empty();
      }
    }
  }

  /** How long the server wants to be left alone. */
  static Duration pause(HttpAnswer answer, Instant now) {
    return retryAfter(answer, now);
  }
}
