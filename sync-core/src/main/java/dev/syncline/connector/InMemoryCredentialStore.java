package dev.syncline.connector;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Credentials in the process's memory, for tests and trials: what was renewed is lost with the
 * process, and with it the account's access. Thread-safe.
 *
 * @since 0.1
 */
public final class InMemoryCredentialStore implements CredentialStore {

  private final Map<Account, Credentials> kept = new ConcurrentHashMap<>();

  /** Nothing is kept yet. */
  public InMemoryCredentialStore() {}

  /** Keeps what an installation brought, over whatever was there. */
  public InMemoryCredentialStore put(Account account, Credentials installed) {
    kept.put(account, installed);
    return this;
  }

  @Override
  public Optional<Credentials> read(Account account) {
    return Optional.ofNullable(kept.get(account));
  }

  @Override
  public boolean replace(Account account, Credentials old, Credentials fresh) {
    return kept.replace(account, old, fresh);
  }

  @Override
  public String toString() {
    return "credentials of " + kept.keySet();
  }
}
