package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectorException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an exception must say and must not say. */
final class Secrets {

  private Secrets() {}

  /** It names the account and the call. */
  static void named(ConnectorException failed, Account account) {
    assertThat(failed.account()).isEqualTo(account);
    assertThat(failed.call()).isNotBlank();
    assertThat(failed).hasMessageContaining(account.key()).hasMessageContaining(failed.call());
  }

  /** Neither it nor a cause nor what was suppressed nor their traces hold a secret. */
  static void none(Throwable failed, Set<String> secrets) {
    for (Throwable each : chain(failed)) {
      for (String secret : secrets) {
        assertThat(String.valueOf(each)).doesNotContain(secret);
        assertThat(String.valueOf(each.getMessage())).doesNotContain(secret);
        assertThat(Arrays.toString(each.getStackTrace())).doesNotContain(secret);
      }
    }
  }

  private static List<Throwable> chain(Throwable failed) {
    List<Throwable> all = new ArrayList<>();
    add(failed, all);
    return all;
  }

  private static void add(@Nullable Throwable failed, List<Throwable> all) {
    if (failed != null && all.stream().noneMatch(each -> each == failed)) {
      all.add(failed);
      add(failed.getCause(), all);
      for (Throwable each : failed.getSuppressed()) {
        add(each, all);
      }
    }
  }
}
