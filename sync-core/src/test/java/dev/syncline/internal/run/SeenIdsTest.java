package dev.syncline.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenIdsTest {

  @Test
  void whatWasSeenIsKnownAndNothingElse() {
    long seed = 4711;
    Random random = new Random(seed);
    SeenIds seen = new SeenIds();
    long[] prints = random.longs(200_000).toArray();
    for (int each = 0; each < prints.length; each += 2) {
      seen.add(prints[each]);
      seen.add(prints[each]);
    }
    int wrong = 0;
    for (int each = 0; each < prints.length; each++) {
      wrong += seen.has(prints[each]) == (each % 2 == 0) ? 0 : 1;
    }
    assertThat(wrong).as("seed %s", seed).isZero();
  }

  @Test
  void zeroIsAPrintLikeAnyOther() {
    SeenIds seen = new SeenIds();
    assertThat(seen.has(0)).isFalse();
    seen.add(0);
    assertThat(seen.has(0)).isTrue();
  }

  @Test
  void whatIsForgottenWasNotSeen() {
    SeenIds seen = new SeenIds();
    seen.add(0);
    seen.add(7);
    seen.forget();
    assertThat(seen.has(0)).isFalse();
    assertThat(seen.has(7)).isFalse();
  }
}
