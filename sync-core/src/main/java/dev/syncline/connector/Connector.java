package dev.syncline.connector;

import dev.syncline.model.EntityType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Speaks one system's protocol for one account, and knows nothing of any other system.
 *
 * <p>Bulk first, blocking, without threads of its own: the engine, never the connector, calls it in
 * parallel, up to {@link Capabilities#callsInFlight()}. Thread-safe. It never repeats a call that
 * writes: the engine decides that. Every call may throw a {@link ConnectorException}; what concerns
 * one item is a result.
 *
 * <p>Life: {@link #check()} first, once a run; it finds out what this account can do. Then feeds,
 * reads and writes.
 *
 * @since 0.1
 */
public interface Connector extends AutoCloseable {

  /** The account: its identity is known before any call, and is pinned by {@link #check()}. */
  Account account();

  /**
   * Asks who we are, whether the credentials hold and which rights are missing, and reads the
   * dictionaries afresh.
   *
   * @throws AuthenticationFailed if the credentials are refused
   */
  ConnectionCheck check();

  /** The types that this connector has ports for. */
  Set<EntityType> entityTypes();

  /**
   * Reads and finds entities of one type.
   *
   * @throws IllegalArgumentException if the connector does not have the type
   */
  EntityPort port(EntityType type);

  /** The feeds of changes, each for one or more types. */
  List<Feed> feeds();

  /**
   * Splits writes into the lists that {@link #write} takes, each as large as the vendor allows in
   * one request. A write that points at another ({@link dev.syncline.model.Ref#to}) stands behind
   * it, in the same list or a later one: the engine exchanges references to earlier lists for the
   * ids made. Pure.
   */
  List<List<Write>> pack(List<Write> writes);

  /**
   * How many requests {@link #write} takes for a list as {@link #pack} made it, as far as that can
   * be said beforehand; one unless said otherwise. Previews reckon with it, writing does not. Pure.
   */
  default long requestsOf(List<Write> list) {
    return 1;
  }

  /**
   * Writes one list as {@link #pack} made it, all types mixed.
   *
   * @param leaveBefore from this moment on no byte of a request that writes may leave any more: the
   *     right to write to the account may have passed to somebody else. Looked at last of all,
   *     behind every wait. What did not leave is {@link WriteResult.NotSent}, or {@link
   *     Unavailable} if that is the whole list (proved by {@code ConnectorContract})
   * @return one result for each write, in the same order
   * @throws OutcomeUnknown if nothing is known of any of them
   */
  List<WriteResult> write(List<Write> writes, Deadline leaveBefore);

  /**
   * Like {@link #write(List, Deadline)}; a connector that puts files overrides it and fetches them,
   * one by one, from where they are told of. A file that cannot be had now holds up nothing else of
   * a write: its result is {@link WriteResult.Unknown}, so that what is missing is wanted again.
   *
   * @param otherSide has the files that the wanted entities tell of
   */
  default List<WriteResult> write(List<Write> writes, Deadline leaveBefore, MediaSource otherSide) {
    return write(writes, leaveBefore);
  }

  /** The files that entities of this account tell of. */
  default MediaSource media() {
    return MediaSource.NONE;
  }

  /** Writes without a last moment, for whoever needs no lease to write. */
  default List<WriteResult> write(List<Write> writes) {
    return write(writes, Deadline.none());
  }

  /**
   * Looks for what creates with an unknown outcome may have made, by the guard or marker that each
   * carried. Asked only after {@link Capabilities#settleTime()}.
   *
   * @return one answer for each create, in the same order
   */
  List<Located> locate(List<Write.Create> creates);

  /** Codes with their names, for settings, checks and mappings. */
  Dictionaries dictionaries();

  /** Subscribes, verifies and decodes webhooks, if the system has them. */
  default Optional<WebhookPort> webhooks() {
    return Optional.empty();
  }

  /** The account's limits and how much of them is used. */
  default Quota quota() {
    return Quota.unlimited();
  }

  /** How many requests have left for the vendor so far. */
  default long requests() {
    return 0;
  }

  /** Frees what the connector holds; never throws. */
  @Override
  void close();
}
