package dev.syncline.connector;

import java.util.List;

/**
 * What {@link Connector#check()} found.
 *
 * @param actingAs who the credentials belong to: a technical name, no person's
 * @param identity the vendor's own id of the account, which no other account ever has; empty if the
 *     vendor tells none. A plan that finds another one than before does not run
 * @param problems what is missing; empty if all is well
 * @param notes what is worth knowing and stops nothing
 * @since 0.1
 */
public record ConnectionCheck(
    String actingAs, String identity, List<Problem> problems, List<String> notes) {

  /** Of a vendor that tells no id: its account is told from others by {@link Account#id}. */
  public ConnectionCheck(String actingAs, List<Problem> problems, List<String> notes) {
    this(actingAs, "", problems, notes);
  }

  /**
   * Something that has to be mended before a run.
   *
   * @param code an upper-case word that names the sort of problem, such as {@code MS_NOT_ADMIN};
   *     stable
   * @param setting the right, scope or setting at fault
   * @param text what is wrong
   * @param remedy what to do about it, and where
   */
  public record Problem(String code, String setting, String text, String remedy) {

    @Override
    public String toString() {
      return setting + ": " + text + "; " + remedy;
    }
  }
}
