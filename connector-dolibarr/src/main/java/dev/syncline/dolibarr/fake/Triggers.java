package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an event inside its transaction: an entry in the calendar, and a call of every
 * webhook that asks for it. There is no signature, no order but that of the calls, no second try.
 */
final class Triggers {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The events the calendar keeps; stock movements and categories are none of them. */
  private static final Set<String> LOGGED =
      Set.of(
          "PRODUCT_CREATE",
          "PRODUCT_MODIFY",
          "PRODUCT_DELETE",
          "COMPANY_CREATE",
          "COMPANY_MODIFY",
          "COMPANY_DELETE",
          "CONTACT_CREATE",
          "CONTACT_MODIFY",
          "BILL_MODIFY",
          "ORDER_VALIDATE",
          "ORDER_MODIFY",
          "ORDER_CLOSE",
          "ORDER_CANCEL",
          "ORDER_CLASSIFY_BILLED",
          "ORDER_DELETE",
          "BILL_VALIDATE",
          "BILL_UNVALIDATE",
          "BILL_PAYED",
          "BILL_CANCEL",
          "BILL_DELETE",
          "SHIPPING_VALIDATE",
          "SHIPPING_MODIFY",
          "SHIPPING_DELETE");

  private static final Set<String> NAMELESS =
      Set.of("COMPANY_MODIFY", "COMPANY_DELETE", "CONTACT_MODIFY");

  private final WebhookCarrier carrier;

  Triggers(@Nullable WebhookCarrier other) {
    carrier = other == null ? overHttp() : other;
  }

  private static WebhookCarrier overHttp() {
    HttpClient client = HttpClient.newHttpClient();
    return (url, body) ->
        client
            .send(
                HttpRequest.newBuilder(url)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "Dolibarr geturl function")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(),
                HttpResponse.BodyHandlers.discarding())
            .statusCode();
  }

  void fire(Session session, String code, Subject subject) {
    if (LOGGED.contains(code) && session.setup.on("agenda")) {
      log(session, code, subject);
    }
    if (session.setup.on("webhook")) {
      call(session, code, subject);
    }
  }

  private static void log(Session session, String code, Subject subject) {
    Map<String, @Nullable Object> event = new HashMap<>();
    event.put("entity", session.entity());
    event.put("code", "AC_" + code);
    event.put("label", label(code, subject));
    event.put("datep", session.clocks().phpNow());
    event.put("datec", session.clocks().phpNow());
    event.put("fk_user_author", session.account.id());
    event.put("fk_user_action", session.account.id());
    event.put("percent", -1);
    event.put("fk_soc", subject.thirdParty() > 0 ? subject.thirdParty() : null);
    // The calendar forgets which third party or contact it was: at best its name is in the label.
    if (!NAMELESS.contains(code)) {
      event.put("fk_element", subject.id());
      event.put("elementtype", subject.type());
    }
    Row made = session.data.insert("actioncomm", event);
    session.data.update("actioncomm", made.id(), Map.of("ref", String.valueOf(made.id())));
  }

  private static String label(String code, Subject subject) {
    String[] words = code.toLowerCase(Locale.ROOT).split("_", 2);
    return words[0] + " " + subject.label() + " " + words[1].replace('_', ' ');
  }

  private void call(Session session, String code, Subject subject) {
    List<Row> targets =
        session
            .data
            .where("webhook_target", row -> row.number("status") == 1 && asksFor(row, code))
            .toList();
    for (Row target : targets) {
      String problem = post(session, code, subject, target);
      if (!problem.isEmpty() && target.number("type") == 0) {
        throw ApiError.of(500, subject.failure(), problem);
      }
    }
  }

  private static boolean asksFor(Row target, String code) {
    return List.of(target.text("trigger_codes").split("\\s*,\\s*")).contains(code);
  }

  /** What went wrong, empty if the receiver took it. */
  private String post(Session session, String code, Subject subject, Row target) {
    ObjectNode body = Php.object().put("triggercode", code);
    ObjectNode object = subject.json().deepCopy();
    object.put("element", subject.type());
    ObjectNode context = object.putObject("context");
    if (!session.caller.isEmpty()) {
      context.put("caller", session.caller);
    }
    body.set("object", object);
    String url = target.text("url");
    String status;
    if (!session.setup.localWebhooks
        && url.matches("https?://(127\\.|localhost|10\\.|192\\.168\\.).*")) {
      status = "400 local URL refused";
    } else {
      try {
        int answered = carrier.post(URI.create(url), Php.bytes(body, false));
        if (answered >= 200 && answered < 300) {
          return "";
        }
        status = String.valueOf(answered);
      } catch (IOException e) {
        status = "";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        status = "";
      }
    }
    return "The WebHook for triggercode "
        + code
        + " failed to do the GET URL "
        + url
        + " with httpcode="
        + status;
  }
}
