package dev.syncline.examples;

import dev.syncline.examples.compare.Compared;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Two seeded accounts with a person in front of each: where they are reached, what was asked of
 * them, what people do in them, and whether they agree. The engine's JVM may be another one than
 * theirs.
 *
 * @since 0.1
 */
public interface Playground extends AutoCloseable {

  /**
   * Addresses and credentials by the names of the environment variables that tell them for real
   * accounts.
   */
  Map<String, String> places();

  /**
   * What both accounts hold before the first sync and what has to travel, by the names in the table
   * of the least.
   */
  Map<String, Long> counts();

  /** How many requests reached each account so far. */
  Both requests();

  /**
   * An administrator of the left account has it tell an address of what changes; the right account,
   * where it tells, by the engine's own installation.
   */
  void tells(URI left);

  /** Waits until everything that both accounts have to tell has arrived. */
  void deliver();

  /** Lets people work in both accounts. */
  Played play(Act act);

  /** Compares the raw documents of both accounts. */
  Compared compare();

  @Override
  void close();

  /** What people do. */
  enum Act {
    /** Edits on both sides, one field of one entity on both. */
    EDITS,
    /** One entity is deleted. */
    DELETION,
    /** Edits of which the accounts tell at once. */
    TOLD,
    /** New entities on the left, for a run that is to be cut. */
    NEW
  }

  /**
   * What people did.
   *
   * @param words for a reader
   * @param changed how many entities, by side
   * @param leftTypes how many entity types were changed on the left
   * @param conflicts fields that were changed on both sides
   * @param removed how many entities are taken away at the other side for it
   * @param told entities that a webhook would tell of, as {@code left order 17}
   */
  record Played(
      String words, Both changed, long leftTypes, long conflicts, Both removed, List<String> told) {

    /** Keeps its own copy. */
    public Played {
      told = List.copyOf(told);
    }
  }
}
