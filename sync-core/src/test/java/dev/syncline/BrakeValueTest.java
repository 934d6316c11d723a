package dev.syncline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BrakeValueTest {

  @Test
  void theStandardBrakeHoldsMoreThanTwentyThatAreMoreThanATenth() {
    Brake brake = Brake.standard();

    assertThat(brake.holds(3, 4)).isFalse();
    assertThat(brake.holds(20, 20)).isFalse();
    assertThat(brake.holds(21, 21)).isTrue();
    assertThat(brake.holds(21, 200)).isTrue();
    assertThat(brake.holds(100, 1_000)).isFalse();
    assertThat(brake.holds(101, 1_000)).isTrue();
  }

  @Test
  void aBrakeThatIsOffHoldsNothing() {
    assertThat(Brake.off().holds(Long.MAX_VALUE, 1)).isFalse();
    assertThat(Brake.above(0, 100).isOn()).isFalse();
  }

  @Test
  void aBrakeMayHoldEverything() {
    assertThat(Brake.above(0, 0).holds(1, 1_000_000)).isTrue();
    assertThatThrownBy(() -> Brake.above(-1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
