package dev.syncline.examples.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.WebhookRequest;
import java.io.IOException;

/** Webhooks in, at {@code /hooks/left} and {@code /hooks/right}: stored, and answered at once. */
record Hooks(SyncEngine engine, SyncPlan plan) implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    int status =
        switch (exchange.getRequestURI().getPath()) {
          case "/hooks/left" -> accepted(Side.LEFT, exchange);
          case "/hooks/right" -> accepted(Side.RIGHT, exchange);
          default -> 404;
        };
    if (status != 200) {
      exchange.getResponseHeaders().set("Connection", "close"); // the rest of it is not read
    }
    exchange.sendResponseHeaders(status, -1);
  }

  private int accepted(Side side, HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return 405;
    }
    WebhookRequest request =
        WebhookRequest.read( // stops at one megabyte, whatever is sent
            exchange.getRequestHeaders()::getFirst,
            exchange.getRequestURI().getRawQuery(),
            exchange.getRequestBody());
    return switch (engine.accept(plan, side, request)) {
      case ACCEPTED, DUPLICATE -> 200; // the scheduler has a run read it in some seconds
      case NOT_AUTHENTIC -> 401;
      case NOT_UNDERSTOOD -> 400;
      case TOO_LARGE -> 413;
    };
  }
}
