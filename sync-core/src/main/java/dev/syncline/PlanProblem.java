package dev.syncline;

/**
 * Something that has to be mended before a plan runs.
 *
 * @param account the account it concerns
 * @param setting the setting, right or scope at fault
 * @param text what is wrong
 * @param remedy what to do about it, and where
 * @since 0.1
 */
public record PlanProblem(String account, String setting, String text, String remedy) {

  @Override
  public String toString() {
    return account + ", " + setting + ": " + text + "; " + remedy;
  }
}
