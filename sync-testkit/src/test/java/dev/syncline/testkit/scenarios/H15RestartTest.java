package dev.syncline.testkit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Quota;
import dev.syncline.http.QuotaGate;
import dev.syncline.http.QuotaRule;
import dev.syncline.http.QuotaRules;
import dev.syncline.model.Product;
import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Windows that live in memory: a restart, or another process, must not double them. */
class H15RestartTest {

  private static final int LIMIT = 180;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final QuotaRules HOURLY = rules(LIMIT, HOUR);

  private final VirtualTime time = new VirtualTime();
  private final Counting store = new Counting(new InMemoryLinkStore());
  private final MemoryConnector shop = account("shop", QuotaRules.none());
  private final MemoryConnector crm = account("crm", HOURLY);
  private final SyncPlan plan =
      SyncPlan.named("shop").between(shop, crm).flow(Bench.products()).build();
  private int processes;

  private static final class Counting extends ForwardingLinkStore {
    private int commits;
    private int diesAt = Integer.MAX_VALUE;

    Counting(LinkStore behind) {
      super(behind);
    }

    @Override
    public void commit(StoreUpdate update) {
      commits++;
      if (commits == diesAt) {
        throw new MemoryFault.Killed("commit " + diesAt);
      }
      super.commit(update);
    }
  }

  private static QuotaRules rules(long limit, Duration window) {
    return QuotaRules.builder().add(QuotaRule.sliding("requests", limit, window)).build();
  }

  private MemoryConnector account(String name, QuotaRules rules) {
    return MemoryConnector.named(name, time)
        .quota(rules)
        .with(MemoryType.of(Product.TYPE, Product.NAME, Product.SKU).batchSize(1))
        .build();
  }

  /** The crm's next calls are made by a process that was never there before. */
  private TestEngine freshProcess() {
    crm.limits().calledBy("process " + ++processes);
    return TestEngine.on(time, store);
  }

  private void products(int count) {
    for (int number = 0; number < count; number++) {
      shop.user().add(Bench.product("S" + number, "Product " + number));
    }
  }

  private void killed(TestEngine process) {
    assertThatThrownBy(() -> process.run(plan)).isInstanceOf(MemoryFault.Killed.class);
  }

  @Test
  void aProcessThatDiesAgainAndAgainNeverExceedsTheLimit() {
    products(200);
    for (int death = 0; death < 25; death++) {
      crm.faults().onCall(crm.faults().calls() + 12, new MemoryFault.KilledAfter());
      killed(freshProcess());
    }
    freshProcess().run(plan);

    assertThat(crm.entities(Product.TYPE)).hasSize(200);
    assertThat(crm.limits().mostIn(HOUR)).isBetween(LIMIT / 2, LIMIT);
  }

  @Test
  void aProcessThatDiesBeforeItSavedAnythingIsNotForgotten() {
    products(1);
    for (int death = 0; death < 40; death++) {
      crm.faults().onNext(MemoryCall.CHECK, new MemoryFault.KilledAfter());
      crm.faults().onNext(MemoryCall.LIST, new MemoryFault.KilledAfter());
      killed(freshProcess());
      killed(freshProcess());
    }
    for (int run = 0; run < 40; run++) {
      freshProcess().run(plan);
    }

    assertThat(crm.limits().mostIn(HOUR)).isBetween(LIMIT / 2, LIMIT);
  }

  @Test
  void shortRunsOfEverNewProcessesShareOneWindow() {
    products(3);
    for (int run = 0; run < 120; run++) {
      freshProcess().run(plan);
    }
    assertThat(crm.limits().calls()).isGreaterThan(LIMIT);
    assertThat(crm.limits().mostIn(HOUR)).isBetween(LIMIT / 2, LIMIT);
  }

  @Test
  void twoProcessesThatAlternateShareOneWindow() {
    products(3);
    for (int run = 0; run < 120; run++) {
      crm.limits().calledBy(run % 2 == 0 ? "left node" : "right node");
      TestEngine.on(time, store).run(plan);
    }
    assertThat(crm.limits().mostIn(HOUR)).isBetween(LIMIT / 2, LIMIT);
  }

  @Test
  void aRestartInGoodOrderCostsNoWaiting() {
    freshProcess().run(plan);
    time.advance(HOUR);
    freshProcess().run(plan);
    Instant before = time.now();
    freshProcess().run(plan);
    assertThat(Duration.between(before, time.now())).isLessThan(Duration.ofSeconds(5));

    time.advance(HOUR);
    crm.faults().onNext(MemoryCall.LIST, new MemoryFault.KilledAfter());
    killed(freshProcess());
    before = time.now();
    freshProcess().run(plan);
    assertThat(Duration.between(before, time.now())).isGreaterThan(Duration.ofSeconds(20));
  }

  @Test
  void aDeathAfterASaveCountsAllAsSpentThatMayHaveBeen() {
    freshProcess().run(plan);
    time.advance(HOUR);
    products(1);
    store.diesAt = store.commits + 2;
    killed(freshProcess());
    assertThat(crm.quota().windows().get(0).left()).isPositive();

    List<Instant> checked = new ArrayList<>();
    crm.faults().beforeNext(MemoryCall.CHECK, () -> checked.add(time.now()));
    Instant died = time.now();
    freshProcess().run(plan);
    assertThat(checked.get(0)).isAfter(died.plusSeconds(20));
  }

  @Test
  void aPauseThatTheVendorAskedForOutlastsADeath() {
    products(3);
    Instant until = time.now().plus(HOUR);
    crm.faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> {
              ((QuotaGate) crm.quota()).pause("requests", until);
              store.diesAt = store.commits + 2;
            });
    killed(freshProcess());
    int calls = crm.limits().calls();
    assertThat(time.now()).isBefore(until);

    time.advance(Duration.ofMinutes(20));
    freshProcess().check(plan);
    assertThat(crm.limits().calls()).isEqualTo(calls + 1);
    assertThat(time.now()).isBetween(until.minusSeconds(1), until.plus(Duration.ofMinutes(3)));
  }

  @Test
  void aRunThatFailsSavesWhatItUsed() {
    crm.faults().refuseCredentials("expired");
    for (int run = 0; run < 200; run++) {
      TestEngine process = freshProcess();
      assertThatThrownBy(() -> process.run(plan)).hasMessageContaining("expired");
    }
    assertThat(crm.limits().mostIn(HOUR)).isBetween(LIMIT / 2, LIMIT);

    time.advance(HOUR);
    for (int run = 0; run < 3; run++) {
      TestEngine process = freshProcess();
      Instant before = time.now();
      assertThatThrownBy(() -> process.run(plan)).hasMessageContaining("expired");
      assertThat(Duration.between(before, time.now())).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void checksAndPreviewsTakeUpWhatWasSaved() {
    products(30);
    freshProcess().run(plan);
    assertThat(crm.quota().windows().get(0).left()).isZero();

    freshProcess().check(plan);
    assertThat(crm.quota().windows().get(0).left()).isZero();
    freshProcess().preview(plan);
    assertThat(crm.quota().windows().get(0).left()).isZero();
    freshProcess().explain(plan, Product.TYPE, Side.LEFT, "S1");
    assertThat(crm.quota().windows().get(0).left()).isZero();
  }

  @Test
  void aRunCostsOneCommitMoreAndNoRequest() {
    Cost limited = repeated(crm);
    Cost free = repeated(account("free", rules(1000, Duration.ofSeconds(1))));

    assertThat(limited.requests()).isEqualTo(free.requests());
    assertThat(limited.commits()).isEqualTo(free.commits() + 1);
    assertThat(store.entries("memory:crm", "quota", List.of("windows"))).hasSize(1);
    assertThat(store.scanEntries("memory:free", "quota", "", 10)).isEmpty();
  }

  private record Cost(long requests, int commits) {}

  private Cost repeated(MemoryConnector right) {
    SyncPlan its =
        SyncPlan.named(right.toString()).between(shop, right).flow(Bench.products()).build();
    TestEngine engine = TestEngine.on(time, store);
    engine.run(its);
    engine.run(its);
    long requests = right.requests();
    int commits = store.commits;
    engine.run(its);
    return new Cost(right.requests() - requests, store.commits - commits);
  }

  @Test
  void whatTheProcessItselfKnowsIsNeverLoweredByWhatWasSaved() throws InterruptedException {
    QuotaGate gate = new QuotaGate(HOURLY, time);
    gate.acquire(Map.of("requests", 1L)).close();
    List<Quota.Saved> early = gate.save();
    gate.acquire(Map.of("requests", 5L)).close();
    gate.save();
    gate.restore(early);
    assertThat(gate.windows().get(0).left()).isEqualTo(1);
    gate.restore(List.of());
    assertThat(gate.windows().get(0).left()).isZero();
  }

  @Test
  void whatTheProcessSavedItselfCostsItNothing() throws InterruptedException {
    QuotaGate saving = new QuotaGate(HOURLY, time);
    QuotaGate plain = new QuotaGate(HOURLY, time);
    saving.acquire(Map.of("requests", 7L)).close();
    plain.acquire(Map.of("requests", 7L)).close();
    for (int run = 0; run < 20; run++) {
      time.advance(Duration.ofSeconds(5));
      saving.restore(saving.save());
    }
    assertThat(saving.windows().get(0).left())
        .isEqualTo(plain.windows().get(0).left())
        .isGreaterThan(3);
  }

  @Test
  void aMinuteOfCallsIsKeptToo() {
    MemoryConnector till = account("till", rules(600, Duration.ofMinutes(1)));
    SyncPlan tills = SyncPlan.named("till").between(shop, till).flow(Bench.products()).build();
    products(40);
    for (int death = 0; death < 30; death++) {
      till.limits().calledBy("process " + death);
      till.faults().onCall(till.faults().calls() + 25, new MemoryFault.KilledAfter());
      TestEngine process = TestEngine.on(time, store);
      assertThatThrownBy(() -> process.run(tills)).isInstanceOf(MemoryFault.Killed.class);
      for (int more = 0; more < 20; more++) {
        shop.user().add(Bench.product("T" + death + "-" + more, "More"));
      }
    }
    assertThat(till.limits().mostIn(Duration.ofMinutes(1))).isBetween(300, 600);
  }
}
