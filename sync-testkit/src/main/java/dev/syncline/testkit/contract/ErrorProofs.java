package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.TooLarge;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.fake.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What every sort of bad weather is called. */
final class ErrorProofs {

  private static final Map<Fault, Set<Class<? extends ConnectorException>>> OF_READS =
      Map.of(
          Fault.LOST_BEFORE, Set.of(Unavailable.class),
          Fault.LOST_AFTER, Set.of(Unavailable.class),
          Fault.SILENT, Set.of(Unavailable.class),
          Fault.SERVER_ERROR, Set.of(Unavailable.class),
          Fault.GATEWAY_TIMEOUT, Set.of(Unavailable.class, TooLarge.class),
          Fault.QUOTA, Set.of(QuotaExhausted.class, Unavailable.class),
          Fault.MALFORMED, Set.of(ProtocolBroken.class, Unavailable.class),
          Fault.OVERSIZED, Set.of(TooLarge.class, ProtocolBroken.class));

  /** Nothing was done by these: whoever says that it may have been is only careful. */
  private static final Set<Fault> HARMLESS =
      Set.of(Fault.LOST_BEFORE, Fault.SERVER_ERROR, Fault.QUOTA);

  private static final Duration REST = Duration.ofMinutes(11);

  static final List<Proof<String>> ALL = all();

  private ErrorProofs() {}

  private static List<Proof<String>> all() {
    List<Proof<String>> proofs = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      String name = fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
      if (OF_READS.containsKey(fault)) {
        proofs.add(
            Proof.of(
                "read, " + name,
                "a read that meets '"
                    + name
                    + "' fails by its name, without a secret, and recovers",
                (bench, none) -> read(bench, fault)));
      }
      proofs.add(
          Proof.of(
              "write, " + name,
              "a write that meets '" + name + "' is never taken for done or for not done wrongly",
              (bench, none) -> write(bench, fault)));
    }
    return proofs;
  }

  private static void read(Workbench bench, Fault fault) {
    bench.connector().check();
    boolean possible = false;
    for (EntityType type : AccountProofs.types(bench)) {
      Entity held = bench.make(bench.sample(type));
      if (bench.ground().weather().onNextRead(fault)) {
        possible = true;
        Optional<ConnectorException> failed =
            Workbench.failure(() -> bench.reading(type, held.id()));
        assertThat(failed).as("%s of %s", fault, type).isPresent();
        assertThat(OF_READS.get(fault))
            .as("%s of %s: %s", fault, type, failed.get())
            .contains(failed.get().getClass());
        Secrets.named(failed.get(), bench.connector().account());
        Secrets.none(failed.get(), bench.ground().secrets());
        bench.pass(REST);
        assertThat(bench.read(type, held.id()).id()).isEqualTo(held.id());
      }
    }
    possible(possible, fault);
  }

  private static void write(Workbench bench, Fault fault) {
    bench.connector().check();
    boolean possible = false;
    for (EntityType type : AccountProofs.types(bench, Operation.UPDATE)) {
      Sample sample = bench.sample(type);
      Entity held = bench.make(sample);
      Optional<Entity> delta = Mixture.changed(bench, sample, held);
      if (delta.isPresent() && bench.ground().weather().onNextWrite(fault)) {
        possible = true;
        struck(bench, fault, bench.update(held, delta.get()));
        bench.pass(REST);
      }
    }
    possible(possible, fault);
  }

  private static void possible(boolean possible, Fault fault) {
    if (!possible) {
      throw Proof.notDeclared("this fake cannot make " + fault);
    }
  }

  private static void struck(Workbench bench, Fault fault, Write.Update update) {
    WriteResult[] result = new WriteResult[1];
    Optional<ConnectorException> failed = Workbench.failure(() -> result[0] = bench.write(update));
    failed.ifPresent(
        each -> {
          Secrets.named(each, bench.connector().account());
          Secrets.none(each, bench.ground().secrets());
        });
    boolean unknown =
        failed.filter(OutcomeUnknown.class::isInstance).isPresent()
            || result[0] instanceof WriteResult.Unknown;
    boolean notDone =
        failed
                .filter(each -> each instanceof Unavailable || each instanceof QuotaExhausted)
                .isPresent()
            || result[0] instanceof WriteResult.NotSent;
    assertThat(unknown || (notDone && HARMLESS.contains(fault)))
        .as("%s of %s: %s", fault, update.type(), failed.<Object>map(e -> e).orElse(result[0]))
        .isTrue();
    if (notDone) {
      Agreement.agree(
          fault + ", said to be not done",
          bench.read(update.type(), update.held().id()),
          update.held(),
          Set.of());
    }
  }
}
