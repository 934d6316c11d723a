package dev.syncline;

import dev.syncline.connector.Account;
import dev.syncline.connector.Refusal;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Several listeners as one; each hears everything, whatever the others throw. */
record Listeners(List<SyncListener> all) implements SyncListener {

  Listeners {
    all = List.copyOf(all);
  }

  private void tell(Consumer<SyncListener> event) {
    RuntimeException first = null;
    for (SyncListener each : all) {
      try {
        event.accept(each);
      } catch (RuntimeException thrown) {
        if (first == null) {
          first = thrown;
        } else {
          first.addSuppressed(thrown);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  @Override
  public void progress(Progress progress) {
    tell(each -> each.progress(progress));
  }

  @Override
  public void conflict(String flow, String unit, Side winner, Entity left, Entity right) {
    tell(each -> each.conflict(flow, unit, winner, left, right));
  }

  @Override
  public void refused(String flow, Side side, String id, List<Refusal> reasons) {
    tell(each -> each.refused(flow, side, id, reasons));
  }

  @Override
  public void runStarted(Run run) {
    tell(each -> each.runStarted(run));
  }

  @Override
  public void runEnded(Run run, RunReport report) {
    tell(each -> each.runEnded(run, report));
  }

  @Override
  public void runFailed(Run run, RuntimeException why) {
    tell(each -> each.runFailed(run, why));
  }

  @Override
  public void flowStarted(Run run, String flow) {
    tell(each -> each.flowStarted(run, flow));
  }

  @Override
  public void flowEnded(Run run, String flow, RunReport.FlowReport did) {
    tell(each -> each.flowEnded(run, flow, did));
  }

  @Override
  public void sliceCommitted(Run run, List<String> flows, Duration took) {
    tell(each -> each.sliceCommitted(run, flows, took));
  }

  @Override
  public void touched(Run run, Touched entity) {
    tell(each -> each.touched(run, entity));
  }

  @Override
  public void failureRaised(Run run, Failure failure) {
    tell(each -> each.failureRaised(run, failure));
  }

  @Override
  public void failureResolved(Run run, Failure failure) {
    tell(each -> each.failureResolved(run, failure));
  }

  @Override
  public void waitingRaised(Run run, Failure failure) {
    tell(each -> each.waitingRaised(run, failure));
  }

  @Override
  public void waitingReleased(Run run, Failure failure) {
    tell(each -> each.waitingReleased(run, failure));
  }

  @Override
  public void brakeTripped(Run run, Failure failure) {
    tell(each -> each.brakeTripped(run, failure));
  }

  @Override
  public void quotaWaited(Run run, Account account, Duration length) {
    tell(each -> each.quotaWaited(run, account, length));
  }

  @Override
  public void noticeAccepted(String plan, Side side, EntityType type, String id) {
    tell(each -> each.noticeAccepted(plan, side, type, id));
  }

  @Override
  public void lag(Run run, String flow, Side side, Duration age) {
    tell(each -> each.lag(run, flow, side, age));
  }
}
