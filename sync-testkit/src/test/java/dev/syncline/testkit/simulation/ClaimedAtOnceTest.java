package dev.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.PlanNotReady;
import dev.syncline.Secrets;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Product;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes that pair one account with different others at the same moment. */
@Timeout(60)
class ClaimedAtOnceTest {

  private record Outcome(String plan, boolean refused) {}

  @Test
  void oneOfTwoProcessesGetsTheAccountAndTheOtherIsRefused() {
    for (long seed = 0; seed < 40; seed++) {
      SimulatedRuntime runtime = SimulatedRuntime.seeded(seed);
      LinkStore kept = new InMemoryLinkStore();
      Map<String, Connector> accounts =
          Map.of(
              "shop", account(runtime, "shop"),
              "stock", account(runtime, "stock"),
              "other", account(runtime, "other"));
      List<Outcome> outcomes = new ArrayList<>();
      for (String partner : List.of("stock", "other")) {
        runtime.spawn(
            partner,
            () -> {
              SyncPlan plan = plan(partner, accounts.get("shop"), accounts.get(partner));
              outcomes.add(new Outcome(partner, refused(runtime, kept, plan)));
            });
      }
      runtime.run();

      assertThat(outcomes).as("seed %s", seed).hasSize(2);
      assertThat(outcomes).as("seed %s", seed).filteredOn(Outcome::refused).hasSize(1);
      String winner =
          outcomes.stream().filter(each -> !each.refused()).findFirst().orElseThrow().plan();
      String loser = winner.equals("stock") ? "other" : "stock";
      assertThat(partner(kept, "shop")).containsExactly("memory:" + winner);
      assertThat(partner(kept, winner)).containsExactly("memory:shop");
      assertThat(partner(kept, loser)).isEmpty();
    }
  }

  private static MemoryConnector account(SimulatedRuntime runtime, String name) {
    return MemoryConnector.named(name, runtime)
        .with(MemoryType.of(Product.TYPE, Product.NAME))
        .build();
  }

  private static SyncPlan plan(String name, Connector left, Connector right) {
    return SyncPlan.named(name)
        .between(left, right)
        .flow(Flow.of(Product.TYPE).fields(FieldRules.of(Product.TYPE).copy(Product.NAME)))
        .exclusive()
        .build();
  }

  private static boolean refused(SimulatedRuntime runtime, LinkStore kept, SyncPlan plan) {
    try (SyncEngine engine =
        SyncEngine.builder()
            .links(new SimulatedStore(runtime, kept))
            .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
            .runtime(runtime)
            .build()) {
      engine.run(plan);
      return false;
    } catch (PlanNotReady taken) {
      return true;
    }
  }

  private static List<String> partner(LinkStore store, String account) {
    return store.entries("memory:" + account, "pairing", List.of("partner")).stream()
        .map(entry -> new String(entry.body(), StandardCharsets.UTF_8))
        .toList();
  }
}
