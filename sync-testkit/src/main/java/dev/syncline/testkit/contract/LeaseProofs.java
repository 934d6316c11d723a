package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What keeps a write from leaving when somebody else may be at work by then. */
final class LeaseProofs {

  static final List<Proof<Sample>> ALL =
      List.of(
          Proof.of(
              "late create",
              "a create whose last moment is past sends nothing, and says so",
              LeaseProofs::lateCreate),
          Proof.of(
              "late change",
              "a change whose last moment is past changes nothing, and says so",
              LeaseProofs::lateChange));

  private LeaseProofs() {}

  private static void lateCreate(Workbench bench, Sample sample) {
    bench.connector().check();
    if (!bench.capabilities(sample.type()).can(Operation.CREATE)) {
      throw Proof.notDeclared("the connector cannot create");
    }
    bench.make(sample);
    Write.Create create = bench.create(bench.wanted(sample));
    bench.count(sample.type());
    assertThat(bench.cost(() -> late(bench, create, Duration.ZERO)))
        .as("requests of a create that comes too late")
        .isZero();
    late(bench, create, Duration.ofSeconds(1));
    bench.settle(sample.type());
    Workbench.Look now = everything(bench, sample);
    assertThat(now.ids(sample.type())).hasSize(bench.counted(sample.type()));
    assertThat(Workbench.id(bench.write(create))).as("sent again in time").isNotEmpty();
  }

  private static Workbench.Look everything(Workbench bench, Sample sample) {
    return bench.connector().feeds().stream()
        .filter(feed -> feed.types().contains(sample.type()))
        .map(bench::everythingOf)
        .max((a, b) -> a.ids(sample.type()).size() - b.ids(sample.type()).size())
        .orElseGet(() -> new Workbench.Look(List.of()));
  }

  private static void lateChange(Workbench bench, Sample sample) {
    bench.connector().check();
    if (!bench.capabilities(sample.type()).can(Operation.UPDATE)) {
      throw Proof.notDeclared("the connector cannot update");
    }
    Entity held = bench.make(sample);
    Entity delta =
        Mixture.changed(bench, sample, held)
            .orElseThrow(() -> Proof.notDeclared("there is nothing that it could change"));
    late(bench, bench.update(held, delta), Duration.ZERO);
    bench.settle(sample.type());
    Agreement.agree("too late", bench.read(sample.type(), held.id()), held, Set.of());
  }

  /** Writes at its last moment, or after it. */
  private static void late(Workbench bench, Write write, Duration after) {
    List<WriteResult> results = new ArrayList<>();
    Optional<ConnectorException> failed =
        Workbench.failure(
            () -> results.addAll(bench.connector().write(List.of(write), past(bench, after))));
    boolean unsent =
        failed.filter(Unavailable.class::isInstance).isPresent()
            || (results.size() == 1 && results.get(0) instanceof WriteResult.NotSent);
    assertThat(unsent).as("it certainly was not sent: %s %s", failed, results).isTrue();
  }

  private static Deadline past(Workbench bench, Duration after) {
    return Deadline.at(bench.ground().time().now().minus(after), bench.ground().time());
  }
}
