package dev.syncline.examples.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.syncline.Failure;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.SyncScheduler;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The page for people, and the button on it. It has no login of its own: it is bound to the
 * loopback interface, answers to no other name, and acts only on a form that it made itself.
 */
final class Status implements HttpHandler {

  private static final int LONGEST_FORM = 10_000;

  private final SyncEngine engine;
  private final SyncScheduler scheduler;
  private final SyncPlan plan;
  private final String token = token();

  Status(SyncEngine engine, SyncScheduler scheduler, SyncPlan plan) {
    this.engine = engine;
    this.scheduler = scheduler;
    this.plan = plan;
  }

  private static String token() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    if (!isForUs(exchange)) {
      exchange.sendResponseHeaders(421, -1); // another site's name was made to lead here
    } else if (asked.equals("GET /")) {
      show(exchange);
    } else if (asked.equals("POST /retry")) {
      retry(exchange);
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
  }

  private static boolean isForUs(HttpExchange exchange) {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    int port = exchange.getLocalAddress().getPort();
    return host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port);
  }

  private void show(HttpExchange exchange) throws IOException {
    byte[] page = new Page(token).of(scheduler.status(), engine.failures(plan)).getBytes(UTF_8);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/html; charset=utf-8");
    headers.set("Cache-Control", "no-store");
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
  }

  private void retry(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(exchange);
    byte[] shown = form.getOrDefault("token", "").getBytes(UTF_8);
    if (!MessageDigest.isEqual(shown, token.getBytes(UTF_8))) {
      exchange.sendResponseHeaders(403, -1);
      return;
    }
    named(form).ifPresent(failure -> engine.retry(plan, failure)); // none: it is over already
    exchange.getResponseHeaders().set("Location", "/");
    exchange.sendResponseHeaders(303, -1);
  }

  private Optional<Failure> named(Map<String, String> form) {
    return engine.failures(plan).stream()
        .filter(each -> each.flow().equals(form.get("flow")))
        .filter(each -> each.side().word().equals(form.get("side")))
        .filter(each -> each.id().equals(form.get("id")))
        .findFirst();
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readNBytes(LONGEST_FORM), UTF_8);
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        form.put(parts[0], decoded(parts[1]));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException halfACharacter) {
      return "";
    }
  }
}
