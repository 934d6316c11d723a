package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Installation;
import dev.syncline.PlanCheck;
import dev.syncline.PlanNotReady;
import dev.syncline.PlanProblem;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.WebhookPort.Subscription;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Product;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plan needs in its accounts is named before a run, and made at one press. */
class InstallTest {

  private static final Field<String> SHELF = Field.custom(Product.TYPE, "Shelf", Kinds.text());
  private static final CustomField NEEDED = CustomField.wanted(Product.TYPE, "Shelf", Sort.LINE);
  private static final URI HOOK = URI.create("https://shop.example/hooks/left");

  private static Bench bench() {
    Bench bench =
        Bench.of(
            type -> type.type().equals(Product.TYPE) ? type.custom(SHELF) : type,
            type -> type.type().equals(Product.TYPE) ? type.custom(SHELF) : type);
    bench.plan =
        SyncPlan.named("shop")
            .between(bench.left, bench.right)
            .flow(
                products()
                    .fields(
                        FieldRules.of(Product.TYPE).copy(Product.NAME, Product.SKU).copy(SHELF)))
            .needs(Side.LEFT, NEEDED)
            .needs(Side.RIGHT, NEEDED)
            .build();
    return bench;
  }

  @Test
  void whatIsMissingIsNamedOnBothSidesAtOnceAndNothingIsWritten() {
    Bench bench = bench();
    bench.left.user().add(product("A", "Tea"));
    PlanCheck check = bench.engine.check(bench.plan);
    assertThat(check.problems())
        .extracting(PlanProblem::code)
        .containsExactly("FIELD_MISSING", "FIELD_MISSING");
    assertThat(check.problems())
        .extracting(PlanProblem::account)
        .containsExactly("memory:left", "memory:right");
    assertThat(check.toString()).contains("Shelf", "engine.install(plan)");
    assertThatThrownBy(bench::run).isInstanceOf(PlanNotReady.class);
    assertThat(bench.writeCalls()).isZero();
  }

  @Test
  void aFieldOfAnotherSortIsNamedWithBothSorts() {
    Bench bench = bench();
    bench.left.user().makeField(NEEDED);
    bench.right.user().makeField(CustomField.wanted(Product.TYPE, "Shelf", Sort.DATE));
    assertThat(bench.engine.check(bench.plan).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("FIELD_TYPE");
              assertThat(problem.text()).contains("date").contains("line");
            });
    Installation installed = bench.engine.install(bench.plan);
    assertThat(installed.problems()).extracting(PlanProblem::code).containsExactly("FIELD_TYPE");
    assertThat(installed.made().values()).allMatch(List::isEmpty);
  }

  @Test
  void problemsOfThePlanAreToldTogetherWithMissingFields() {
    Bench bench = bench();
    bench.plan =
        SyncPlan.named("shop")
            .between(bench.left, bench.right)
            .flow(products())
            .needs(Side.LEFT, NEEDED)
            .check(() -> List.of(new PlanProblem("STAGE_GONE", "a", "stage", "gone", "choose")))
            .build();
    assertThat(bench.engine.check(bench.plan).problems())
        .extracting(PlanProblem::code)
        .containsExactly("FIELD_MISSING", "STAGE_GONE");
  }

  @Test
  void installingMakesTheFieldsAndTheRunFillsThem() {
    Bench bench = bench();
    Installation installed = bench.engine.install(bench.plan);
    assertThat(installed.ok()).isTrue();
    assertThat(installed.made().get(Side.LEFT))
        .extracting(CustomField::name)
        .containsExactly("Shelf");
    assertThat(installed.made().get(Side.RIGHT)).hasSize(1);
    assertThat(installed.toString()).contains("made", "Shelf").doesNotContain("problem");
    assertThat(bench.engine.check(bench.plan).ok()).isTrue();
    bench.left.user().add(product("A", "Tea").with(SHELF, "B-12"));
    bench.run();
    assertThat(Bench.values(bench.right, SHELF)).containsExactly("B-12");
    bench.quiet();
  }

  @Test
  void installingTwiceMakesNoSecondField() {
    Bench bench = bench();
    bench.engine.install(bench.plan);
    Installation again = bench.engine.install(bench.plan);
    assertThat(again.ok()).isTrue();
    assertThat(again.made().get(Side.LEFT)).isEmpty();
    assertThat(again.there().get(Side.LEFT)).hasSize(1);
    assertThat(bench.left.dictionaries().customFields(Product.TYPE)).hasSize(1);
    assertThat(bench.left.faults().calls(MemoryCall.MAKE_FIELD)).isEqualTo(1);
  }

  @Test
  void twoProcessesThatInstallAtOnceMakeOneField() {
    Bench bench = bench();
    TestEngine other = TestEngine.on(bench.time, bench.store);
    // Were it let in, it would look before the first has made the field.
    bench
        .left
        .faults()
        .beforeNext(
            MemoryCall.MAKE_FIELD,
            () ->
                assertThat(
                        bench.store.lease(
                            "install:memory:left",
                            "another process",
                            bench.time.now(),
                            Duration.ofMinutes(1)))
                    .isEmpty());
    assertThat(bench.engine.install(bench.plan).ok()).isTrue();
    assertThat(other.install(bench.plan).made().get(Side.LEFT)).isEmpty();
  }

  @Test
  void aMissingRightIsNamedAndTheOtherSideIsInstalledAllTheSame() {
    Bench bench = bench();
    bench.left.faults().onNext(MemoryCall.MAKE_FIELD, new MemoryFault.Denied());
    Installation installed = bench.engine.install(bench.plan);
    assertThat(installed.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("RIGHT_MISSING");
              assertThat(problem.account()).isEqualTo("memory:left");
            });
    assertThat(installed.made().get(Side.RIGHT)).hasSize(1);
    assertThatThrownBy(installed::orThrow).isInstanceOf(PlanNotReady.class);
    assertThat(bench.engine.install(bench.plan).ok()).isTrue();
  }

  @Test
  void refusedCredentialsAreNamedAndNothingIsMadeThere() {
    Bench bench = bench();
    bench.left.faults().refuseCredentials("wrong password");
    Installation installed = bench.engine.install(bench.plan);
    assertThat(installed.problems())
        .extracting(PlanProblem::code)
        .containsExactly("AUTHENTICATION_FAILED");
    assertThat(bench.left.faults().calls(MemoryCall.MAKE_FIELD)).isZero();
  }

  @Test
  void aShortOutageIsWaitedFor() {
    Bench bench = bench();
    bench.left.faults().onNext(MemoryCall.MAKE_FIELD, new MemoryFault.Down(Duration.ofSeconds(3)));
    assertThat(bench.engine.install(bench.plan).ok()).isTrue();
  }

  @Test
  void aPlanThatNeedsNothingAsksNothing() {
    Bench bench = Bench.plain().with(products());
    assertThat(bench.engine.install(bench.plan).ok()).isTrue();
    assertThat(bench.left.requests()).isZero();
  }

  @Test
  void theVendorsAreAskedToPushWhatTheFlowsSpeakOf() {
    Bench bench = Bench.plain().with(products(), Bench.customers().onDemand());
    Installation installed = bench.engine.engine().install(bench.plan, Map.of(Side.LEFT, HOOK));
    assertThat(installed.ok()).isTrue();
    assertThat(installed.hooks().get(Side.LEFT))
        .extracting(Subscription::event)
        .containsExactlyInAnyOrder(
            "changed " + Customer.TYPE.name(),
            "gone " + Customer.TYPE.name(),
            "changed " + Product.TYPE.name(),
            "gone " + Product.TYPE.name());
    assertThat(installed.hooks().get(Side.RIGHT)).isEmpty();
    assertThat(bench.right.requests()).isZero();
    assertThat(bench.engine.engine().install(bench.plan, Map.of(Side.LEFT, HOOK)).hooks())
        .isEqualTo(installed.hooks());
  }

  @Test
  void aSystemThatDoesNotPushSaysSo() {
    Bench bench = Bench.plain();
    MemoryConnector mute =
        MemoryConnector.named("mute", bench.time)
            .with(MemoryType.of(Product.TYPE, Product.NAME, Product.SKU))
            .withoutWebhooks()
            .build();
    SyncPlan plan = SyncPlan.named("p").between(mute, bench.right).flow(products()).build();
    Installation installed = bench.engine.engine().install(plan, Map.of(Side.LEFT, HOOK));
    assertThat(installed.problems()).extracting(PlanProblem::code).containsExactly("NO_WEBHOOKS");
  }

  @Test
  void anAddressThatNobodyReachesIsRefused() {
    Bench bench = Bench.plain().with(products());
    assertThatThrownBy(
            () ->
                bench
                    .engine
                    .engine()
                    .install(bench.plan, Map.of(Side.LEFT, URI.create("/hooks/left"))))
        .isInstanceOf(IllegalArgumentException.class);
    URI plain = URI.create("http://shop.example/hooks");
    assertThat(bench.engine.engine().install(bench.plan, Map.of(Side.LEFT, plain)).problems())
        .extracting(PlanProblem::code)
        .containsExactly("UNSUPPORTED");
  }
}
