package dev.syncline.examples.own.notebook;

import java.time.Instant;
import java.util.Set;

/**
 * A note about a customer, kept for good.
 *
 * @param change grows with every edit in the notebook
 * @param at when it was edited
 * @param torn whether it was torn out
 * @param key what it was made for: a second note for it is never made
 * @since 0.1
 */
public record Note(String id, long change, Instant at, boolean torn, String key, Words words) {

  /** What it says. */
  public record Words(String name, Set<String> mails, String memo) {

    static final Words NONE = new Words("", Set.of(), "");
  }
}
