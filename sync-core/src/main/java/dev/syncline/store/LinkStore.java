package dev.syncline.store;

import dev.syncline.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where the engine keeps what must outlive a process: a handful of reads and three writes over flat
 * rows.
 *
 * <p>An implementation never looks into a row's body. It keeps three tables (links, entries,
 * notices) and a journal, and is thread-safe; several processes may use one store at once. {@code
 * LinkStoreContract} in sync-testkit is what it has to pass, {@code DurableLinkStoreContract} one
 * that is durable. Rows hold no customer data and no secret.
 *
 * <p>Ids and keys are compared to the letter. They may be long: a thousand characters at least. The
 * order of keys is that of their characters, as {@link String#compareTo} has it, as far as the
 * first hundred characters go and none lies beyond the basic plane; all others come once, at a
 * place that does not change.
 *
 * <p>A store that cannot do its work throws {@link StoreFailed} from any call.
 *
 * @since 0.1
 */
public interface LinkStore extends AutoCloseable {

  /** How many journal rows a store keeps for each plan; older ones go first. */
  int JOURNAL_ROWS = 10_000;

  /** Whether what is committed survives the end of the process. */
  boolean durable();

  /**
   * Takes or renews the single right to work on a resource: compare-and-set.
   *
   * @param resource a plan or an account
   * @param holder who asks; a holder that asks again renews its lease and keeps its fence
   * @return the lease, or empty if another holder's lease has not run out at {@code now}
   */
  Optional<Lease> lease(String resource, String holder, Instant now, Duration length);

  /** Gives a lease back; a lease that was lost meanwhile is left alone. */
  void release(Lease lease);

  /**
   * Applies everything in the update, or nothing.
   *
   * @throws StoreConflict if a fence is not the newest one of its resource, a link's revision is
   *     another one, or an entry that must not exist does
   * @throws StoreFailed if it could not be kept; only where its reason is {@link
   *     StoreFailed.Reason#OUTCOME_UNKNOWN} it may have been
   */
  void commit(StoreUpdate update);

  /** Adds a notice for a plan, unfenced, on any node; gives its number in the plan's sequence. */
  long offer(Notice notice);

  /** The links that have one of the ids on the given side. */
  List<LinkRow> links(String plan, String flow, Side side, Collection<String> ids);

  /** Links in the order of their keys, after the given key; an empty key starts. */
  List<LinkRow> scanLinks(String plan, String flow, String afterKey, int limit);

  /** The entries with the given keys that exist. */
  List<Entry> entries(String scope, String kind, Collection<String> keys);

  /** Entries in the order of their keys, after the given key; an empty key starts. */
  List<Entry> scanEntries(String scope, String kind, String afterKey, int limit);

  /** The oldest notices of a plan, in their sequence. */
  List<Notice> notices(String plan, int limit);

  /** The newest journal rows of a plan about one entity, newest first. */
  List<JournalRow> journal(String plan, String flow, Side side, String id, int limit);

  /** Frees what the store holds; never throws. */
  @Override
  void close();
}
