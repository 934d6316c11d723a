package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** H15 at a portal: its bucket takes 25 seconds to run empty. */
class H15BitrixWindowTest {

  @Test
  void theNextProcessTakesUpWhatThePortalHasCounted() {
    try (AppBench bench = new AppBench(UnaryOperator.identity())) {
      while (left(bench.app) > 2) {
        bench.app.check();
      }
      try (BitrixConnector next = bench.connector(UnaryOperator.identity())) {
        assertThat(left(next)).isGreaterThan(40);
        next.quota().restore(bench.app.quota().save());
        assertThat(left(next)).isEqualTo(left(bench.app));
        next.quota().restore(List.of());
        assertThat(left(next)).isZero();
      }
    }
  }

  private static long left(BitrixConnector connector) {
    return connector.quota().windows().get(0).left();
  }
}
