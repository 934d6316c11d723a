package dev.syncline.examples.boot;

import dev.syncline.Failure;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.SyncScheduler;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/syncline}: how the plan stands and what is open, for the application's operators
 * and behind whatever guards its other endpoints. A post to {@code /actuator/syncline/FLOW/SIDE/ID}
 * has one tried again; actuator takes JSON only, so a form of another site cannot send it.
 */
@Component
@Endpoint(id = "syncline")
class SynclineEndpoint {

  private final SyncEngine engine;
  private final SyncScheduler scheduler;
  private final SyncPlan plan;

  SynclineEndpoint(SyncEngine engine, SyncScheduler scheduler, SyncPlan plan) {
    this.engine = engine;
    this.scheduler = scheduler;
    this.plan = plan;
  }

  /** What is shown: ids and codes, never a customer's data. */
  record Shown(String plan, String state, String why, List<Open> open) {}

  /** One failure. */
  record Open(String flow, String side, String id, String kind, String what) {}

  @ReadOperation
  Shown show() {
    var status = scheduler.status(plan);
    return new Shown(
        status.plan(),
        status.state().name(),
        status.why(),
        engine.failures(plan).stream().map(SynclineEndpoint::open).toList());
  }

  private static Open open(Failure each) {
    return new Open(
        each.flow(), each.side().word(), each.id(), each.kind().name(), each.toString());
  }

  @WriteOperation
  void retry(@Selector String flow, @Selector String side, @Selector String id) {
    engine.failures(plan).stream()
        .filter(each -> each.flow().equals(flow))
        .filter(each -> each.side().word().equals(side) && each.id().equals(id))
        .forEach(each -> engine.retry(plan, each));
  }
}
