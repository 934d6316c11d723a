package dev.syncline.examples.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.store.InMemoryLinkStore;
import org.junit.jupiter.api.Test;

/** What we made carries a marker, so that a store that is lost, or never was, doubles nothing. */
class LostStoreTest {

  @Test
  void anEngineWithAnEmptyStoreFindsEverythingThatAnEarlierOneMade() {
    try (Pair pair = Pair.of(120, 3)) {
      pair.run();
      RunReport again = afresh(pair);

      assertThat(again.stopped()).isEmpty();
      assertThat(again.created(Side.LEFT)).as(again.toString()).isZero();
      assertThat(again.created(Side.RIGHT)).as(again.toString()).isZero();
      assertThat(again.failed()).as(again.toString()).isZero();
      assertThat(pair.compare().duplicates()).isZero();
      assertThat(pair.compare().missing()).isZero();
    }
  }

  private static RunReport afresh(Pair pair) {
    try (SyncEngine engine =
        SyncEngine.builder()
            .links(new InMemoryLinkStore())
            .secrets(Secrets.forThisProcess())
            .phones(new LibPhoneRules("RU"))
            .runtime(pair.runtime)
            .build()) {
      return engine.run(pair.plan());
    }
  }
}
