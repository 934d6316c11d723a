package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Refusal;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.Wanted.Companion;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompanionsTest {

  /** A customer with a remark is welcomed with an order of that title on the right. */
  private record Welcoming(FieldRules rules) implements EntityMapper {

    @Override
    public List<Unit> units() {
      return rules.units();
    }

    @Override
    public Set<Field<?>> reads(Side side) {
      Set<Field<?>> all = new HashSet<>(rules.reads(side));
      if (side == Side.LEFT) {
        all.add(Customer.COMMENT);
      }
      return all;
    }

    @Override
    public Set<EntityType> companions(Side target) {
      return target == Side.RIGHT ? Set.of(Order.TYPE) : Set.of();
    }

    @Override
    public Wanted map(Mapping mapping) {
      Wanted wanted = rules.map(mapping);
      if (mapping.target() == Side.LEFT || !mapping.source().has(Customer.COMMENT)) {
        return wanted;
      }
      Entity order =
          Entity.of(Order.TYPE, "")
              .with(Order.NUMBER, "W-" + mapping.source().require(Customer.NAME))
              .with(Order.TITLE, mapping.source().require(Customer.COMMENT))
              .with(Order.CUSTOMER, Companion.primary(Customer.TYPE));
      return wanted.withCompanions(List.of(new Companion("welcome", order)));
    }
  }

  private static Flow flow() {
    return Flow.of(Customer.TYPE)
        .matchBy(Customer.EMAILS)
        .fields(new Welcoming(FieldRules.of(Customer.TYPE).copy(Customer.NAME, Customer.EMAILS)));
  }

  private static Bench bench() {
    return Bench.plain().with(flow());
  }

  private static String ann(Bench bench) {
    return bench.left.user().add(customer("Ann", "ann@example.com"));
  }

  private static Entity welcomed(Bench bench) {
    return bench.only(bench.right, Order.TYPE);
  }

  @Test
  void aCompanionIsMadeBehindItsSourceAndPointsAtItsCounterpart() {
    Bench bench = bench();
    bench.left.user().set(ann(bench), Customer.COMMENT, "Welcome");
    RunReport report = bench.run();
    Entity order = welcomed(bench);
    assertThat(order.require(Order.TITLE)).isEqualTo("Welcome");
    assertThat(order.require(Order.CUSTOMER))
        .isEqualTo(bench.only(bench.right, Customer.TYPE).ref());
    assertThat(report.flows().get("customer").created().get(Side.RIGHT)).isEqualTo(1);
    assertThat(report.flows().get("customer/order").created().get(Side.RIGHT)).isEqualTo(1);
    bench.quiet();
    bench.quiet();
  }

  @Test
  void aPreviewCountsCompanionsToo() {
    Bench bench = bench();
    bench.left.user().set(ann(bench), Customer.COMMENT, "Welcome");
    RunReport foreseen = bench.engine.preview(bench.plan).wouldDo();
    assertThat(bench.right.entities(Order.TYPE)).isEmpty();
    assertThat(foreseen.created(Side.RIGHT)).isEqualTo(bench.run().created(Side.RIGHT));
  }

  @Test
  void whatOnlyACompanionNeedsIsNoEchoAndWhatItDoesNotNeedIsLeftAlone() {
    Bench bench = bench();
    String left = ann(bench);
    bench.run();
    assertThat(bench.right.entities(Order.TYPE)).isEmpty();
    bench.left.user().set(left, Customer.COMMENT, "Welcome");
    bench.run();
    bench.right.user().set(welcomed(bench).id(), Order.COMMENT, "by hand");
    bench.right.user().set(welcomed(bench).id(), Order.NUMBER, "by hand");
    bench.left.user().set(left, Customer.COMMENT, "Hello");
    bench.run();
    assertThat(welcomed(bench).require(Order.TITLE)).isEqualTo("Hello");
    assertThat(welcomed(bench).require(Order.COMMENT)).isEqualTo("by hand");
    assertThat(welcomed(bench).require(Order.NUMBER)).isEqualTo("by hand");
    bench.quiet();
  }

  @ParameterizedTest
  @EnumSource(
      value = Guard.class,
      names = {"NATIVE_KEY", "MARKER"})
  void aLostAnswerMakesNoSecondCompanion(Guard guard) {
    for (MemoryFault fault :
        List.of(
            new MemoryFault.LostAfter(),
            new MemoryFault.LostBefore(),
            new MemoryFault.KilledAfter(),
            new MemoryFault.KilledBefore())) {
      Bench bench =
          Bench.right(type -> type.guard(guard).settleTime(Duration.ofSeconds(30))).with(flow());
      String left = ann(bench);
      bench.run();
      bench.left.user().set(left, Customer.COMMENT, "Welcome");
      bench.right.faults().onNext(MemoryCall.WRITE, fault);
      try {
        bench.run();
      } catch (MemoryFault.Killed asPlanned) {
        bench.restart();
      }
      bench.left.user().set(left, Customer.COMMENT, "Hello");
      RunReport report = bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
      assertThat(report.stopped()).isEmpty();
      assertThat(welcomed(bench).require(Order.TITLE)).as("%s", fault).isEqualTo("Hello");
      assertThat(bench.failures()).isEmpty();
      bench.quiet();
    }
  }

  @Test
  void aLostAnswerWithoutAGuardIsShownToAPerson() {
    Bench bench = Bench.right(type -> type.guard(Guard.NONE)).with(flow());
    String left = ann(bench);
    bench.run();
    bench.left.user().set(left, Customer.COMMENT, "Welcome");
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostAfter());
    bench.run();
    bench.left.user().set(left, Customer.COMMENT, "Hello");
    bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
    assertThat(bench.right.entities(Order.TYPE)).hasSize(1);
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.DOUBTFUL);
              assertThat(failure.flow()).isEqualTo("customer/order");
              assertThat(failure.id()).isEqualTo(left + "#welcome");
            });
  }

  @Test
  void anUnansweredChangeIsFinished() {
    Bench bench = bench();
    String left = ann(bench);
    bench.left.user().set(left, Customer.COMMENT, "Welcome");
    bench.run();
    bench.left.user().set(left, Customer.COMMENT, "Hello");
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostBefore());
    bench.run();
    bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
    assertThat(welcomed(bench).require(Order.TITLE)).isEqualTo("Hello");
    assertThat(bench.run().clean()).isTrue();
    bench.quiet();
  }

  @Test
  void aRefusedCompanionIsListedAndTriedAgainWhenItIsDue() {
    Bench bench = bench();
    String left = ann(bench);
    bench.left.user().set(left, Customer.COMMENT, "Welcome");
    bench.right.faults().refuse(write -> write.type().equals(Order.TYPE), Refusal.Code.INVALID);
    bench.run();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.id()).isEqualTo(left + "#welcome"));
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    bench.right.faults().allowAll();
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    assertThat(welcomed(bench).require(Order.TITLE)).isEqualTo("Welcome");
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void aPersonMayAskForACompanionAgain() {
    Bench bench = bench();
    bench.left.user().set(ann(bench), Customer.COMMENT, "Welcome");
    bench.right.faults().refuse(write -> write.type().equals(Order.TYPE), Refusal.Code.INVALID);
    bench.run();
    bench.right.faults().allowAll();
    bench.engine.retry(bench.plan, bench.failures().get(0));
    bench.run();
    assertThat(bench.right.entities(Order.TYPE)).hasSize(1);
  }

  @Test
  void aCompanionThatPeopleDeletedIsNotMadeAgain() {
    Bench bench = bench();
    String left = ann(bench);
    bench.left.user().set(left, Customer.COMMENT, "Welcome");
    bench.run();
    bench.right.user().delete(Order.TYPE, welcomed(bench).id());
    bench.left.user().set(left, Customer.COMMENT, "Hello");
    bench.run();
    assertThat(bench.right.entities(Order.TYPE)).isEmpty();
    bench.left.user().set(left, Customer.COMMENT, "Hello again");
    bench.run();
    assertThat(bench.right.entities(Order.TYPE)).isEmpty();
  }

  @Test
  void aCompanionThatIsNotWantedAnyMoreIsLeftAndTakenUpAgain() {
    Bench bench = bench();
    String left = ann(bench);
    bench.left.user().set(left, Customer.COMMENT, "Welcome");
    bench.run();
    bench.left.user().clear(left, Customer.COMMENT);
    bench.run();
    assertThat(welcomed(bench).require(Order.TITLE)).isEqualTo("Welcome");
    bench.left.user().set(left, Customer.COMMENT, "Hello");
    bench.run();
    assertThat(welcomed(bench).require(Order.TITLE)).isEqualTo("Hello");
    bench.quiet();
  }

  @Test
  void aKeyIsPartOfAnId() {
    assertThatThrownBy(() -> new Companion("a#b", Entity.of(Order.TYPE, "")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
