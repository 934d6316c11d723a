package dev.syncline.connector;

import java.util.List;

/**
 * What {@link Connector#check()} found.
 *
 * @param actingAs who the credentials belong to: a technical name, no person's
 * @param problems what is missing; empty if all is well
 * @param notes what is worth knowing and stops nothing
 * @since 0.1
 */
public record ConnectionCheck(String actingAs, List<Problem> problems, List<String> notes) {

  /**
   * Something that has to be mended before a run.
   *
   * @param setting the right, scope or setting at fault
   * @param text what is wrong
   * @param remedy what to do about it, and where
   */
  public record Problem(String setting, String text, String remedy) {

    @Override
    public String toString() {
      return setting + ": " + text + "; " + remedy;
    }
  }
}
