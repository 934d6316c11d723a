package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.SyncListener;
import dev.syncline.SyncListener.Progress;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void theRestTakesAsLongAsThePaceSoFarSays() {
    Progress quarter =
        Progress.of("product", Side.LEFT, 25, OptionalLong.of(100), Duration.ofMinutes(10));
    assertThat(quarter.left()).contains(Duration.ofMinutes(30));
  }

  @Test
  void withoutATotalOrAPaceNothingIsSaidOfTheTime() {
    assertThat(
            Progress.of("product", Side.LEFT, 25, OptionalLong.empty(), Duration.ofMinutes(1))
                .left())
        .isEmpty();
    assertThat(
            Progress.of("product", Side.LEFT, 0, OptionalLong.of(9), Duration.ofMinutes(1)).left())
        .isEmpty();
  }

  @Test
  void aFirstUploadTellsItsTotalsAndTheTimeThatIsLeft() {
    Bench bench =
        Bench.of(type -> type.withoutTimestamps().pageSize(10), MemoryType::withoutTimestamps)
            .with(products());
    for (int each = 0; each < 40; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    SyncListener slow =
        new SyncListener() {
          @Override
          public void progress(Progress made) {
            bench.heard.progress(made);
            if (made.side() == Side.LEFT) {
              bench.time.advance(Duration.ofMinutes(1));
            }
          }
        };
    bench.engine = TestEngine.inSlices(10, bench.time, bench.store, slow);
    bench.run();
    List<Progress> left =
        bench.heard.progress.stream()
            .filter(each -> each.side() == Side.LEFT && each.flow().equals("product"))
            .toList();
    assertThat(left.get(1).total()).hasValue(40);
    assertThat(left.get(1).left().orElseThrow())
        .isBetween(Duration.ofSeconds(55), Duration.ofSeconds(70));
  }
}
