package dev.syncline.store;

/**
 * A small thing to remember: a cursor, an open intent, a failure, a reservation, a run.
 *
 * @param scope a plan's or an account's name
 * @param kind what it is
 * @param key its name within scope and kind
 * @param body a versioned byte string
 * @since 0.1
 */
public record Entry(String scope, String kind, String key, byte[] body) {}
