package dev.syncline.examples.snippets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.WebhookRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Webhooks in, at {@code /hooks/PLAN/left} and {@code /hooks/PLAN/right}: stored at once, worked
 * off in the next run. On the JDK's own server; in any web framework the middle is the same.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class Hooks implements HttpHandler {

  private final SyncEngine engine;
  private final Map<String, SyncPlan> plans;

  /** Takes what the vendors push for these plans. */
  public Hooks(SyncEngine engine, Collection<SyncPlan> plans) {
    this.engine = engine;
    this.plans = plans.stream().collect(Collectors.toMap(SyncPlan::name, Function.identity()));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1); // "", hooks, shop, left
    Optional<Side> side = path.length == 4 ? side(path[3]) : Optional.empty();
    SyncPlan plan = path.length == 4 ? plans.get(path[2]) : null;
    int status = plan == null || side.isEmpty() ? 404 : accepted(plan, side.get(), exchange);
    if (status != 200) {
      exchange.getResponseHeaders().set("Connection", "close"); // the rest of it is not read
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static Optional<Side> side(String word) {
    return Optional.ofNullable(Map.of("left", Side.LEFT, "right", Side.RIGHT).get(word));
  }

  // begin: webhooks
  private int accepted(SyncPlan plan, Side side, HttpExchange exchange) throws IOException {
    var request =
        WebhookRequest.read( // stops at one megabyte, whatever is sent
            exchange.getRequestHeaders()::getFirst,
            exchange.getRequestURI().getRawQuery(),
            exchange.getRequestBody());
    return switch (engine.accept(plan, side, request)) {
      case ACCEPTED, DUPLICATE -> 200; // stored; the work happens in the next run
      case NOT_AUTHENTIC -> 401; // nothing of it is kept
      case NOT_UNDERSTOOD -> 400;
      case TOO_LARGE -> 413;
    };
  }

  // end
}
