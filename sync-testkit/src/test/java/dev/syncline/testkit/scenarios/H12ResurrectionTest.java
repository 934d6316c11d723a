package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Gone;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** H12: what was deleted is not made again. */
class H12ResurrectionTest {

  @Test
  void whatWasDeletedIsNeverMadeAgain() {
    for (boolean tells : new boolean[] {true, false}) {
      Bench bench = Bench.right(type -> tells ? type : type.silentAboutGone()).with(products());
      String left = bench.linked("Tea");
      bench.right.user().delete(Product.TYPE, bench.only(bench.right, Product.TYPE).id());
      bench.run();
      for (int run = 0; run < 3; run++) {
        bench.left.user().set(left, Product.NAME, "touched " + run);
        RunReport report = bench.run();
        assertThat(report.writes()).isZero();
        // Where the feed is silent, the first touch finds out.
        boolean findsOut = !tells && run == 0;
        assertThat(report.unlinked()).isEqualTo(findsOut ? 1 : 0);
        assertThat(report.flows().get("product").skipped())
            .isEqualTo(findsOut ? Map.of() : Map.of("DETACHED", 1L));
      }
      assertThat(bench.right.entities(Product.TYPE)).isEmpty();
      assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
    }
  }

  @Test
  void aDeletionTravelsWhereThePlanSaysSo() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    String left = bench.linked("Tea");
    bench.right.user().delete(Product.TYPE, bench.only(bench.right, Product.TYPE).id());
    RunReport report = bench.run();
    assertThat(report.deleted(Side.LEFT)).isEqualTo(1);
    assertThat(bench.left.entities(Product.TYPE)).isEmpty();
    bench.quiet();
    bench.quiet();
    assertThat(left).isNotEmpty();
  }

  @Test
  void aDeletionWhoseAnswerIsLostIsFinished() {
    for (MemoryFault fault :
        new MemoryFault[] {
          new MemoryFault.LostBefore(),
          new MemoryFault.LostAfter(),
          new MemoryFault.KilledBefore(),
          new MemoryFault.KilledAfter()
        }) {
      Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
      bench.linked("Tea");
      bench.right.user().delete(Product.TYPE, bench.only(bench.right, Product.TYPE).id());
      bench.left.faults().onNext(MemoryCall.WRITE, fault);
      try {
        bench.run();
      } catch (MemoryFault.Killed asPlanned) {
        bench.restart();
      }
      bench.run();
      bench.time.advance(Duration.ofMinutes(5));
      bench.run();
      assertThat(bench.left.entities(Product.TYPE)).as("%s", fault).isEmpty();
      assertThat(bench.right.entities(Product.TYPE)).isEmpty();
      bench.quiet();
    }
  }
}
