package dev.syncline.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.connector.Account;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.http.FailureBudget;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {

  private final VirtualTime time = new VirtualTime();
  private final FailureBudget writes =
      new FailureBudget(
          new Account("moysklad", "acme"), "writes of one entity", 80, Duration.ofMinutes(1), time);

  @Test
  void theWriteAfterTheLastAllowedIsHeldBackUntilTheOldestLeavesTheWindow() {
    for (int i = 0; i < 80; i++) {
      writes.spend("PUT product", "product/1");
      time.advance(Duration.ofMillis(100));
    }

    QuotaExhausted held =
        catchThrowableOfType(QuotaExhausted.class, () -> writes.spend("PUT product", "product/1"));

    assertThat(held).hasMessageContaining("80 writes of one entity");
    assertThat(held.until()).isEqualTo(VirtualTime.START.plusSeconds(60));
    assertThat(writes.used("product/1")).isEqualTo(80);
  }

  @Test
  void anotherEntityHasItsOwnBudget() {
    for (int i = 0; i < 80; i++) {
      writes.spend("PUT product", "product/1");
    }

    assertThatCode(() -> writes.spend("PUT product", "product/2")).doesNotThrowAnyException();
  }

  @Test
  void theBudgetOpensAgain() {
    for (int i = 0; i < 80; i++) {
      writes.spend("PUT product", "product/1");
    }
    time.advance(Duration.ofMinutes(1));

    assertThatCode(() -> writes.spend("PUT product", "product/1")).doesNotThrowAnyException();
    assertThat(writes.used("product/1")).isEqualTo(1);
  }

  @Test
  void countingBeyondTheLimitHoldsBackFromTheLatestOnes() {
    for (int i = 0; i < 100; i++) {
      writes.count("product/1");
      time.advance(Duration.ofMillis(100));
    }

    QuotaExhausted held =
        catchThrowableOfType(QuotaExhausted.class, () -> writes.check("PUT", "product/1"));

    assertThat(held.until()).isEqualTo(VirtualTime.START.plusMillis(62_000));
  }
}
