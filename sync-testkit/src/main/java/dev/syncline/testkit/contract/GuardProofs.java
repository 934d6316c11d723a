package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Located;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.fake.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What keeps a create from happening twice. */
final class GuardProofs {

  private static final Duration REST = Duration.ofMinutes(11);

  static final List<Proof<Sample>> ALL =
      List.of(
          Proof.of(
              "repeat",
              "a repeated create makes no second one where that is guarded",
              GuardProofs::repeated),
          Proof.of(
              "lost answer",
              "a create whose answer was lost is found, and made once",
              GuardProofs::lostAfter),
          Proof.of(
              "lost before",
              "a create that never arrived is known to be absent",
              GuardProofs::lostBefore),
          Proof.of(
              "lands late",
              "a create that lands late is found after the settle time",
              GuardProofs::late),
          Proof.of(
              "not sent", "what was certainly not done can be sent again", GuardProofs::notSent),
          Proof.of("several located", "many creates are located in order", GuardProofs::several));

  private GuardProofs() {}

  private static Guard guard(Workbench bench, Sample sample) {
    bench.connector().check();
    if (!bench.capabilities(sample.type()).can(Operation.CREATE)) {
      throw Proof.notDeclared("the connector cannot create");
    }
    return bench.capabilities(sample.type()).guard();
  }

  private static void repeated(Workbench bench, Sample sample) {
    if (guard(bench, sample) != Guard.NATIVE_KEY) {
      throw Proof.notDeclared("the guard is " + guard(bench, sample));
    }
    Write.Create create = bench.create(bench.wanted(sample));
    bench.count(sample.type());
    String first = Workbench.id(bench.write(create));
    assertThat(Workbench.id(bench.write(create))).isEqualTo(first);
    Entity other = Mixture.changed(bench, sample, bench.read(sample.type(), first)).orElseThrow();
    WriteResult otherwise =
        bench.write(new Write.Create(create.key(), create.wanted().overlaid(other)));
    assertThat(Workbench.id(otherwise)).isEqualTo(first);
    once(bench, sample.type(), first);
  }

  /** Of all that the account has of the type, this is there, and nothing else that is new. */
  private static void once(Workbench bench, EntityType type, String id) {
    bench.settle(type);
    bench
        .listing(type, id)
        .ifPresent(
            feed -> {
              List<String> ids = bench.everythingOf(feed).ids(type);
              assertThat(ids).doesNotHaveDuplicates().contains(id);
              assertThat(ids).as("the account holds").hasSize(bench.counted(type) + 1);
            });
  }

  private static void lost(Workbench bench, Fault fault) {
    if (!bench.ground().weather().onNextWrite(fault)) {
      throw Proof.notDeclared("this fake cannot make " + fault);
    }
  }

  private static void lostAfter(Workbench bench, Sample sample) {
    Guard guard = guard(bench, sample);
    Entity wanted = bench.wanted(sample);
    bench.count(sample.type());
    lost(bench, Fault.LOST_AFTER);
    Write.Create create = bench.create(wanted);
    assertThat(bench.unknown(create)).as("the outcome is unknown").isTrue();
    bench.settle(sample.type());
    Located located = bench.connector().locate(List.of(create)).get(0);
    if (guard == Guard.NONE) {
      assertThat(located).isInstanceOf(Located.CannotTell.class);
      return;
    }
    assertThat(located).isInstanceOf(Located.Found.class);
    assertThat(((Located.Found) located).ids()).hasSize(1);
    String id = ((Located.Found) located).ids().get(0);
    Agreement.agree("located", bench.read(sample.type(), id), wanted, Set.of());
    if (guard == Guard.NATIVE_KEY) {
      assertThat(Workbench.id(bench.write(create))).isEqualTo(id);
    }
    once(bench, sample.type(), id);
  }

  private static void lostBefore(Workbench bench, Sample sample) {
    Guard guard = guard(bench, sample);
    Write.Create create = bench.create(bench.wanted(sample));
    lost(bench, Fault.LOST_BEFORE);
    Workbench.failure(() -> bench.write(create));
    bench.settle(sample.type());
    Located located = bench.connector().locate(List.of(create)).get(0);
    if (guard == Guard.NONE) {
      assertThat(located).isInstanceOf(Located.CannotTell.class);
      return;
    }
    assertThat(located).isInstanceOf(Located.Absent.class);
    String id = Workbench.id(bench.write(create));
    bench.settle(sample.type());
    assertThat(bench.connector().locate(List.of(create)).get(0))
        .isEqualTo(new Located.Found(List.of(id)));
  }

  private static void late(Workbench bench, Sample sample) {
    if (guard(bench, sample) == Guard.NONE) {
      throw Proof.notDeclared("creates are not guarded");
    }
    Write.Create create = bench.create(bench.wanted(sample));
    lost(bench, Fault.LANDS_LATE);
    assertThat(bench.unknown(create)).as("the outcome is unknown").isTrue();
    bench.ground().weather().land();
    bench.settle(sample.type());
    Located located = bench.connector().locate(List.of(create)).get(0);
    assertThat(located).isInstanceOf(Located.Found.class);
    assertThat(((Located.Found) located).ids()).hasSize(1);
  }

  private static void notSent(Workbench bench, Sample sample) {
    guard(bench, sample);
    Write.Create create = bench.create(bench.wanted(sample));
    bench.count(sample.type());
    lost(bench, Fault.QUOTA);
    WriteResult[] result = new WriteResult[1];
    Optional<ConnectorException> failed = Workbench.failure(() -> result[0] = bench.write(create));
    boolean certain =
        failed
                .filter(each -> each instanceof QuotaExhausted || each instanceof Unavailable)
                .isPresent()
            || result[0] instanceof WriteResult.NotSent;
    assertThat(certain).as("it certainly was not done: %s %s", failed, result[0]).isTrue();
    bench.pass(REST);
    String id = Workbench.id(bench.write(create));
    once(bench, sample.type(), id);
  }

  private static void several(Workbench bench, Sample sample) {
    if (guard(bench, sample) == Guard.NONE) {
      throw Proof.notDeclared("creates are not guarded");
    }
    Write.Create here = bench.create(bench.wanted(sample));
    Write.Create absent = bench.create(bench.wanted(sample));
    Write.Create there = bench.create(bench.wanted(sample));
    List<WriteResult> made = bench.write(List.of(here, there));
    bench.settle(sample.type());
    List<Located> located = bench.connector().locate(List.of(here, absent, there));
    assertThat(located)
        .containsExactly(
            new Located.Found(List.of(Workbench.id(made.get(0)))),
            new Located.Absent(),
            new Located.Found(List.of(Workbench.id(made.get(1)))));
  }
}
