package dev.syncline.connector;

import java.util.Optional;

/**
 * Where a host keeps credentials that change while they are used: one row for each account, the
 * same for all its processes.
 *
 * <p>A table does it: {@code UPDATE credentials SET body = :fresh WHERE account = :account AND body
 * = :old}, and whether a row was changed. A host that encrypts with a salt reads the row for
 * update, compares what it has decrypted, and writes. What an installation brings is written by the
 * host itself, over whatever was there.
 *
 * <p>Thread-safe, and callable at any time: in runs, and when a settings screen asks for a
 * dictionary. Nothing of what is kept belongs into logs or exceptions.
 *
 * @since 0.1
 */
public interface CredentialStore {

  /** What is kept of an account now, whichever process has written it; empty if nothing is. */
  Optional<Credentials> read(Account account);

  /**
   * Puts fresh credentials in the place of old ones: compare-and-set. Returns only once they are
   * durable, because the old ones may be dead already and the fresh ones are used next.
   *
   * @return false if what is kept is not {@code old} any more; then nothing was changed
   */
  boolean replace(Account account, Credentials old, Credentials fresh);
}
