package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How a server that has enough is spared. */
class PaceTest {

  private final VirtualTime time = new VirtualTime();
  private final PrestaShopPace pace = new PrestaShopPace(time, 4);

  @Test
  void whatIsTooMuchIsHalvedAndComesBackByOnes() {
    pace.tooMuch(Duration.ZERO);
    assertThat(pace.allowed()).isEqualTo(2);
    pace.tooMuch(Duration.ZERO);
    pace.tooMuch(Duration.ZERO);
    assertThat(pace.allowed()).isEqualTo(1);
    for (int call = 0; call < PrestaShopPace.WELL; call++) {
      pace.well();
    }
    assertThat(pace.allowed()).isEqualTo(2);
    for (int call = 0; call < 100 * PrestaShopPace.WELL; call++) {
      pace.well();
    }
    assertThat(pace.allowed()).isEqualTo(4);
  }

  @Test
  void aPauseIsWaitedForIfItIsShortAndToldIfItIsLong() throws InterruptedException {
    Instant began = time.now();
    pace.tooMuch(Duration.ofSeconds(9));
    assertThat(pace.enter(false, Instant.MAX)).isEmpty();
    assertThat(Duration.between(began, time.now())).isEqualTo(Duration.ofSeconds(9));
    pace.leave(false);
    pace.tooMuch(Duration.ofMinutes(5));
    assertThat(pace.enter(true, Instant.MAX)).contains(time.now().plus(Duration.ofMinutes(5)));
  }

  @Test
  void aWriteWaitsForTheWriteBeforeItAndNoLongerThanItsLease() throws InterruptedException {
    assertThat(pace.enter(true, Instant.MAX)).isEmpty();
    assertThat(pace.enter(false, Instant.MAX)).isEmpty();
    assertThat(pace.enter(true, time.now().plusSeconds(1))).isPresent();
    pace.leave(true);
    assertThat(pace.enter(true, Instant.MAX)).isEmpty();
  }
}
