package dev.syncline.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Flow;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The instrument itself: it sees what goes wrong, and says how to see it again. */
class CrashSimulatorTest {

  /** One product, which nothing but the guard of its create tells from another. */
  private static MemoryScenario oneProduct(Guard guard) {
    return MemoryScenario.named("one product, " + guard)
        .account("left", type -> type)
        .account("right", type -> type.guard(guard).settleTime(Duration.ofSeconds(30)))
        .plan(
            "shop",
            "left",
            "right",
            Flow.of(Product.TYPE)
                .fields(FieldRules.of(Product.TYPE).copy(Product.NAME, Product.SKU)))
        .act(
            "first sync",
            scene ->
                scene
                    .user("left")
                    .add(
                        Entity.of(Product.TYPE, "")
                            .with(Product.NAME, "Tea")
                            .with(Product.SKU, "T")));
  }

  private static CrashPoint write(CrashScenario scenario) {
    return Walk.undisturbed(scenario, 0).points().stream()
        .filter(point -> point.kind() == CrashPoint.Kind.WRITE)
        .findFirst()
        .orElseThrow();
  }

  private static long number(CrashScenario scenario, CrashFault fault) {
    return new CrashNumber(CrashNumber.codeOf(scenario.name()), write(scenario).index(), fault, 0)
        .number();
  }

  @Test
  void aNumberSaysEverythingAboutASchedule() {
    CrashNumber schedule =
        new CrashNumber(CrashNumber.codeOf("a shop"), 4711, CrashFault.ZOMBIE_AFTER, 42);
    assertThat(CrashNumber.of(schedule.number())).isEqualTo(schedule);
    assertThat(schedule.isOf("a shop")).isTrue();
    assertThat(schedule.isOf("another shop")).isFalse();
    assertThatThrownBy(() -> CrashNumber.of(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatAPersonHasToDecideIsNoFindingOnlyWhereTheScenarioSaysSo() {
    MemoryScenario scenario = oneProduct(Guard.NONE);
    long number = number(scenario, CrashFault.LOST_BEFORE);
    assertThat(CrashSimulator.of(scenario).differences(number))
        .anyMatch(each -> each.contains("DOUBTFUL"));
    assertThat(CrashSimulator.of(scenario.unguarded()).differences(number)).isEmpty();
  }

  @Test
  void aTwinIsSeenAndSeenAgainUnderItsNumber() {
    MemoryScenario scenario = oneProduct(Guard.MARKER).heedless("right");
    long number = number(scenario, CrashFault.ZOMBIE_BEFORE);
    CrashSimulator simulator = CrashSimulator.of(scenario);
    assertThat(simulator.differences(number))
        .anyMatch(each -> each.startsWith("memory:right product is "))
        .isEqualTo(simulator.differences(number));
  }

  @Test
  void aGuardThatMakesARepeatHarmlessLeavesNothingToFind() {
    MemoryScenario scenario = oneProduct(Guard.NATIVE_KEY);
    for (CrashFault fault : write(scenario).faults()) {
      assertThat(CrashSimulator.of(scenario).differences(number(scenario, fault))).isEmpty();
    }
  }

  @Test
  void aNumberOfAnotherScenarioIsRefused() {
    long number = number(oneProduct(Guard.MARKER), CrashFault.LOST_AFTER);
    CrashSimulator simulator = CrashSimulator.of(oneProduct(Guard.NATIVE_KEY));
    assertThatThrownBy(() -> simulator.differences(number))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
