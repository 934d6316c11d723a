package dev.syncline.connector;

import java.util.Objects;

/**
 * One tenant of a system: the unit of credentials, of quota and of single writing.
 *
 * @param system the vendor's product in lower case, such as {@code bitrix24}
 * @param id the tenant's stable identity, such as a portal's host; never a secret
 * @since 0.1
 */
public record Account(String system, String id) implements Comparable<Account> {

  /** Checks that both parts say something. */
  public Account {
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(id, "id");
    if (system.isBlank() || id.isBlank()) {
      throw new IllegalArgumentException("an account needs a system and an id");
    }
  }

  /** One text for logs, locks and store keys: {@code bitrix24:acme.bitrix24.ru}. */
  public String key() {
    return system + ":" + id;
  }

  @Override
  public int compareTo(Account other) {
    return key().compareTo(other.key());
  }

  @Override
  public String toString() {
    return key();
  }
}
