package dev.syncline.examples;

/**
 * What one phase of the demo did and cost.
 *
 * @param name check, preview, first, repeat, edits, deletes, webhooks or crash
 * @param seconds how long it took
 * @param requests as the accounts counted them
 * @param leastRequests in how many it can be done
 * @param created entities made, by side
 * @param updated entities changed, by side
 * @param deleted entities removed, by side
 * @param skipped entities left alone by a rule
 * @param waiting entities that wait for something
 * @param failed entities that could not be synced
 * @param conflicts units changed on both sides
 * @since 0.1
 */
public record PhaseReport(
    String name,
    double seconds,
    Both requests,
    Both leastRequests,
    Both created,
    Both updated,
    Both deleted,
    long skipped,
    long waiting,
    long failed,
    long conflicts) {

  /** How many entities were written. */
  public Both writes() {
    return created.plus(updated).plus(deleted);
  }
}
