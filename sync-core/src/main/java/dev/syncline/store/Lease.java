package dev.syncline.store;

import java.time.Instant;

/**
 * The single right to work on a resource for a while.
 *
 * @param resource a plan or an account
 * @param holder who has it
 * @param fence a number that grows each time the right changes hands: commits of an older one are
 *     refused
 * @param until when it runs out unless renewed
 * @since 0.1
 */
public record Lease(String resource, String holder, long fence, Instant until) {}
