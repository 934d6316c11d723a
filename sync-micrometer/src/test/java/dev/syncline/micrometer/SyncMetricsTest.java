package dev.syncline.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Refusal;
import dev.syncline.http.QuotaRule;
import dev.syncline.http.QuotaRules;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.time.VirtualTime;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a registry shows of two made-up systems that are kept in step. */
class SyncMetricsTest {

  private final VirtualTime time = new VirtualTime();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SyncMetrics metrics = SyncMetrics.on(registry);
  private final InMemoryLinkStore store = new InMemoryLinkStore();
  private final MemoryConnector crm = system("crm");
  private final MemoryConnector shop = system("shop");
  private final SyncPlan plan =
      SyncPlan.named("desk")
          .between(crm, shop)
          .flow(
              Flow.of(Customer.TYPE)
                  .matchBy(Customer.EMAILS)
                  .fields(FieldRules.of(Customer.TYPE).copy(Customer.NAME, Customer.EMAILS)))
          .build();
  private TestEngine engine = TestEngine.on(time, store, metrics);

  private MemoryConnector system(String name) {
    return MemoryConnector.named(name, time)
        .with(MemoryType.of(Customer.TYPE, Customer.NAME, Customer.EMAILS))
        .quota(
            QuotaRules.builder()
                .add(QuotaRule.sliding("requests", 10, Duration.ofSeconds(3)))
                .build())
        .build();
  }

  @BeforeEach
  void watch() {
    metrics.watch(engine.engine(), plan);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static Entity customer(String name, String email) {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.NAME, name)
        .with(Customer.EMAILS, Set.of(email));
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  @Test
  void runsAreTimedByTheirOutcome() {
    engine.run(plan);
    crm.faults().refuseCredentials("gone");
    assertThatRunFails();

    assertThat(registry.get("syncline.runs").tags("plan", "desk", "outcome", "clean").timer())
        .satisfies(timer -> assertThat(timer.count()).isEqualTo(1))
        .satisfies(timer -> assertThat(timer.totalTime(TimeUnit.DAYS)).isLessThan(1));
    assertThat(
            registry.get("syncline.runs").tags("plan", "desk", "outcome", "failed").timer().count())
        .isEqualTo(1);
  }

  private void assertThatRunFails() {
    assertThatThrownBy(() -> engine.run(plan)).isNotNull();
  }

  @Test
  void writesAreCountedByFlowSideAndWhatBecameOfThem() {
    String id = crm.user().add(customer("Ann", "ann@tea.example"));
    shop.user().add(customer("Bob", "bob@tea.example"));
    engine.run(plan);
    time.advance(Duration.ofMinutes(5));
    crm.user().set(id, Customer.NAME, "Anna");
    engine.run(plan);

    assertThat(count("syncline.writes", "flow", "customer", "side", "right", "what", "created"))
        .isEqualTo(1);
    assertThat(count("syncline.writes", "flow", "customer", "side", "left", "what", "created"))
        .isEqualTo(1);
    assertThat(count("syncline.writes", "flow", "customer", "side", "right", "what", "updated"))
        .isEqualTo(1);
    assertThat(count("syncline.requests", "plan", "desk", "side", "right"))
        .isEqualTo((double) shop.requests());
  }

  @Test
  void whatIsRefusedIsOpenUntilItIsMendedAndARestartForgetsNothing() {
    shop.faults().refuse(write -> true, Refusal.Code.INVALID);
    crm.user().add(customer("Ann", "ann@tea.example"));
    assertThat(gauge("syncline.failures", "plan", "desk", "flow", "customer")).isZero();
    engine.run(plan);
    assertThat(gauge("syncline.failures", "plan", "desk", "flow", "customer")).isEqualTo(1);
    assertThat(count("syncline.failures.raised", "flow", "customer", "kind", "refused"))
        .isEqualTo(1);

    SimpleMeterRegistry afterRestart = new SimpleMeterRegistry();
    SyncMetrics.on(afterRestart).watch(engine.engine(), plan);
    assertThat(afterRestart.get("syncline.failures").gauge().value()).isEqualTo(1);
    assertThat(afterRestart.get("syncline.waiting").gauge().value()).isZero();

    shop.faults().allowAll();
    time.advance(Duration.ofHours(1));
    engine.run(plan);
    assertThat(gauge("syncline.failures", "plan", "desk", "flow", "customer")).isZero();
  }

  @Test
  void aQuotaShowsTheShareThatARunUsedAndHowLongCallsWaited() {
    String account = shop.account().key();
    assertThat(gauge("syncline.quota.used", "account", account)).isZero();
    engine.run(plan);
    double some = gauge("syncline.quota.used", "account", account);
    for (int i = 0; i < 20; i++) {
      shop.user().add(customer("Ann", i + "@tea.example"));
      engine.run(plan);
    }

    assertThat(some).isBetween(0.1, 1.0);
    assertThat(gauge("syncline.quota.used", "account", account)).isBetween(0.1, 1.0);
    assertThat(
            registry.get("syncline.quota.units").tag("account", account).functionCounter().count())
        .isEqualTo((double) shop.quota().windows().get(0).used());

    shop.faults().onNext(MemoryCall.LIST, new MemoryFault.OutOfQuota(Duration.ofSeconds(40)));
    engine.run(plan);
    assertThat(count("syncline.quota.waited", "plan", "desk", "account", account))
        .isGreaterThanOrEqualTo(40);
  }

  @Test
  void lagIsTheAgeOfTheOldestChangeAndZeroOnceThereIsNothingToRead() {
    engine.run(plan);
    crm.user().add(customer("Ann", "ann@tea.example"));
    time.advance(Duration.ofMinutes(7));
    engine.run(plan);
    assertThat(gauge("syncline.lag", "plan", "desk", "flow", "customer", "side", "left"))
        .isBetween(400.0, 500.0);

    for (int i = 0; i < 3; i++) {
      time.advance(Duration.ofHours(1));
      engine.run(plan);
    }
    assertThat(gauge("syncline.lag", "plan", "desk", "flow", "customer", "side", "left")).isZero();
  }

  @Test
  void noMeterIsTaggedWithAnEntity() {
    Set<String> closed = Set.of("plan", "flow", "side", "what", "outcome", "kind", "type");
    String id = crm.user().add(customer("Ann", "ann@tea.example"));
    engine.hint(plan, Side.LEFT, Customer.TYPE, id);
    engine.run(plan);

    assertThat(registry.getMeters())
        .hasSizeGreaterThan(8)
        .flatExtracting(meter -> meter.getId().getTags())
        .allSatisfy(
            tag ->
                assertThat(closed.contains(tag.getKey()) || isOfAQuota(tag)).as("%s", tag).isTrue())
        .noneMatch(tag -> tag.getValue().equals(id));
    assertThat(count("syncline.notices", "plan", "desk", "type", "customer")).isEqualTo(1);
  }

  private static boolean isOfAQuota(Tag tag) {
    return Set.of("account", "limit", "window").contains(tag.getKey());
  }

  @Test
  void aForgottenPlanLeavesNoMeter() {
    crm.user().add(customer("Ann", "ann@tea.example"));
    engine.run(plan);
    metrics.forget(plan);

    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .noneMatch(id -> "desk".equals(id.getTag("plan")));
  }

  @Test
  void aHostsOwnListenerHearsBesideTheMetrics() {
    engine.close();
    StringBuilder heard = new StringBuilder();
    SyncListener own =
        new SyncListener() {
          @Override
          public void runStarted(Run run) {
            heard.append(run.plan());
            throw new IllegalStateException("the host's own trouble");
          }
        };
    engine = TestEngine.on(time, store, SyncListener.all(own, metrics));
    engine.run(plan);

    assertThat(heard).hasToString("desk");
    assertThat(registry.get("syncline.runs").timer().count()).isEqualTo(1);
  }
}
