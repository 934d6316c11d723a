package dev.syncline.examples.bitrix24moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.EngineRuntime;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.connector.Connector;
import dev.syncline.examples.Both;
import dev.syncline.examples.Least;
import dev.syncline.examples.compare.Books;
import dev.syncline.examples.compare.Compared;
import dev.syncline.examples.compare.Comparison;
import dev.syncline.examples.world.SeededWorld;
import dev.syncline.examples.world.WorldMaker;
import dev.syncline.examples.world.WorldSize;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.moysklad.MoySkladConnector;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladPlan;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings;
import dev.syncline.plans.bitrix24moysklad.StagePair;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.VirtualRuntime;
import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.fake.Faults;
import dev.syncline.testkit.fake.RequestLog;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A seeded portal and a seeded account, both in-process, with the plan and an engine on them, all
 * on one virtual clock: quotas, time-outs and settle times cost no real time.
 */
final class Pair implements AutoCloseable {

  static final String PLAN = "bitrix24-moysklad";

  /** How long each request takes. */
  private static final Duration ANSWER = Duration.ofMillis(400);

  final VirtualTime time = new VirtualTime();
  final FakeBitrix24 portal;
  final FakeMoySklad account;
  final LinkStore store = new InMemoryLinkStore();
  final Map<String, Long> counts;
  final VirtualRuntime runtime = new VirtualRuntime(time);
  final SyncEngine engine;
  private final BitrixConnector left;
  private final MoySkladConnector right;
  private @Nullable SyncPlan plan;

  private Pair(SeededWorld world, boolean lags) {
    portal = FakeBitrix24.builder().time(time).build();
    account = FakeMoySklad.builder().time(time).build();
    left = portal.connector(more -> lags ? more : more.lag(Duration.ZERO));
    right = account.connector(more -> lags ? more : more.lag(Duration.ZERO));
    Bitrix24Seeding.fill(portal, world);
    int fresh = account.counterparties().size();
    MoySkladSeeding.fill(account, world);
    counts = WorldCounts.of(world, fresh);
    time.advance(Duration.ofDays(1));
    takesTime(portal.faults());
    takesTime(account.faults());
    engine = engine(runtime);
  }

  /** Without it a thousand writes would bear the same second. */
  private void takesTime(Faults weather) {
    weather.times(
        Integer.MAX_VALUE,
        request -> {
          time.advance(ANSWER);
          return false;
        },
        Fault.SERVER_ERROR);
  }

  /** Another engine on the same store. */
  SyncEngine engine(EngineRuntime world) {
    return SyncEngine.builder()
        .links(store)
        .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
        .phones(new LibPhoneRules("RU"))
        .runtime(world)
        .build();
  }

  /** Both accounts with so many records over both sides, before the first sync. */
  static Pair of(int records, long seed) {
    return new Pair(WorldMaker.make(WorldSize.of(records), seed), false);
  }

  /** Like {@link #of}, with the overlap by which lists of the real vendors are looked at again. */
  static Pair lagging(int records, long seed) {
    return new Pair(WorldMaker.make(WorldSize.of(records), seed), true);
  }

  /** The plan with the demo's stages; the connectors are asked for their codes first. */
  synchronized SyncPlan plan() {
    SyncPlan made = plan;
    if (made == null) {
      made = plan(left, right);
      plan = made;
    }
    return made;
  }

  /** The plan on other connectors, such as ones with wrong credentials. */
  SyncPlan plan(Connector bitrix, Connector moysklad) {
    return BitrixMoySkladPlan.of("pair", bitrix, moysklad, settings());
  }

  private BitrixMoySkladSettings settings() {
    return BitrixMoySkladSettings.defaults()
        .withStages(stages("customerorder", Stages.MAPPED))
        .withInvoiceStages(stages("invoiceout", Stages.MAPPED_INVOICES));
  }

  private List<StagePair> stages(String kind, Map<String, String> mapped) {
    Map<String, String> states = new HashMap<>();
    MoySkladBooks.states(account, kind)
        .forEach((name, state) -> states.put(name, state.path("id").asText()));
    List<StagePair> pairs = new ArrayList<>();
    new TreeMap<>(mapped)
        .forEach(
            (stage, state) -> pairs.add(StagePair.of(stage, states.getOrDefault(state, state))));
    return pairs;
  }

  /** Runs the plan an hour later. */
  RunReport run() {
    time.advance(Duration.ofHours(1));
    return engine.run(plan());
  }

  /** What reached each account so far. */
  Both requests() {
    return new Both(portal.log().size(), account.log().size());
  }

  /** What reached both accounts since, for a message. */
  List<RequestLog.Entry> asked(Both since) {
    List<RequestLog.Entry> all = new ArrayList<>(portal.log().since((int) since.left()));
    all.addAll(account.log().since((int) since.right()));
    return all;
  }

  /** The fewest requests of a phase. */
  Both least(String phase) {
    return Least.of(PLAN).requests(phase, counts);
  }

  Compared compare() {
    return Comparison.of(new BitrixMoySkladTable(Set.of()), leftBooks(), rightBooks());
  }

  Books leftBooks() {
    return Bitrix24Books.read(portal);
  }

  Books rightBooks() {
    return MoySkladBooks.read(account);
  }

  /** How many documents of each kind there are on both sides. */
  Map<String, Integer> documents() {
    Map<String, Integer> all = new TreeMap<>();
    leftBooks().shelves().forEach((kind, each) -> all.put("left " + kind, each.size()));
    rightBooks().shelves().forEach((kind, each) -> all.put("right " + kind, each.size()));
    return all;
  }

  /** What is on both sides, document by document. */
  List<JsonNode> everything() {
    List<JsonNode> all = new ArrayList<>();
    leftBooks().shelves().values().forEach(all::addAll);
    rightBooks().shelves().values().forEach(all::addAll);
    return all;
  }

  @Override
  public void close() {
    engine.close();
    left.close();
    right.close();
    portal.close();
    account.close();
  }
}
