package dev.syncline;

/**
 * Something that has to be mended before a plan runs.
 *
 * @param code an upper-case word that names the sort of problem, such as {@code DEFAULT_GONE}:
 *     stable, texts in other languages are kept by it
 * @param account the account it concerns
 * @param setting the setting, right or scope at fault
 * @param text what is wrong
 * @param remedy what to do about it, and where
 * @since 0.1
 */
public record PlanProblem(String code, String account, String setting, String text, String remedy) {

  @Override
  public String toString() {
    return account + ", " + setting + ": " + text + "; " + remedy;
  }
}
