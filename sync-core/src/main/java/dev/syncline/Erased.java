package dev.syncline;

/**
 * What {@link SyncEngine#erase} has removed from the store.
 *
 * @param links links, those of companions included
 * @param entries failures, waits and other notes, removed or rewritten without the entity
 * @param notices hints and decisions that no run has taken yet
 * @since 0.1
 */
public record Erased(long links, long entries, long notices) {}
