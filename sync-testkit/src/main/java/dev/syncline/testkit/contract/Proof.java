package dev.syncline.testkit.contract;

import org.opentest4j.TestAbortedException;

/**
 * One thing that is proven of a type, of an account or of webhooks.
 *
 * @param column its short name in the table
 * @param sentence what is proven
 * @param body proves it on a fresh ground, or fails, or is {@linkplain #notDeclared not applicable}
 * @param <S> what it is proven of
 */
record Proof<S>(String column, String sentence, Body<S> body) {

  /** Proves something. */
  @FunctionalInterface
  interface Body<S> {
    void prove(Workbench bench, S of) throws Exception;
  }

  /** Thrown where the connector declares nothing that could be proven. */
  static TestAbortedException notDeclared(String why) {
    return new TestAbortedException("not declared: " + why);
  }

  static <S> Proof<S> of(String column, String sentence, Body<S> body) {
    return new Proof<>(column, sentence, body);
  }
}
