package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.http.QuotaGate;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** H15 at MoySklad: 45 units in three seconds, however often the process begins anew. */
class H15MoySkladWindowTest {

  @Test
  void processesThatFollowEachOtherStayWithinThreeSecondsWorth() throws InterruptedException {
    VirtualTime time = new VirtualTime();
    List<Instant> sent = new ArrayList<>();
    QuotaGate before = new QuotaGate(MoySkladQuota.rules(), time);
    for (int process = 0; process < 20; process++) {
      QuotaGate gate = new QuotaGate(MoySkladQuota.rules(), time);
      gate.restore(before.save());
      for (int call = 0; call < 7; call++) {
        gate.acquire(Map.of(MoySkladQuota.UNITS, 1L)).close();
        sent.add(time.now());
      }
      before = gate;
    }
    for (Instant from : sent) {
      assertThat(sent.stream().filter(at -> !at.isBefore(from) && at.isBefore(from.plusSeconds(3))))
          .hasSizeLessThanOrEqualTo(45);
    }
  }
}
