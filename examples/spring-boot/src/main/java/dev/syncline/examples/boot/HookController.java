package dev.syncline.examples.boot;

import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.WebhookRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Webhooks in, stored and answered at once. It takes the request itself: a {@code @RequestBody}
 * would be read whole, however long it is.
 */
@RestController
class HookController {

  private final SyncEngine engine;
  private final SyncPlan plan;

  HookController(SyncEngine engine, SyncPlan plan) {
    this.engine = engine;
    this.plan = plan;
  }

  @PostMapping("/hooks/{side:left|right}")
  ResponseEntity<Void> hook(@PathVariable("side") String side, HttpServletRequest http)
      throws IOException {
    WebhookRequest request =
        WebhookRequest.read(http::getHeader, http.getQueryString(), http.getInputStream());
    Side told = Side.valueOf(side.toUpperCase(Locale.ROOT));
    HttpStatus status =
        switch (engine.accept(plan, told, request)) {
          case ACCEPTED, DUPLICATE -> HttpStatus.OK;
          case NOT_AUTHENTIC -> HttpStatus.UNAUTHORIZED;
          case NOT_UNDERSTOOD -> HttpStatus.BAD_REQUEST;
          case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
        };
    return ResponseEntity.status(status).build();
  }
}
