package dev.syncline.connector;

import dev.syncline.model.EntityType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A stream of changes of one account, for one or more entity types, with one cursor. Thread-safe.
 *
 * <p>Pages may throw any {@link ConnectorException}; the feed is then opened again from the last
 * cursor that is durable.
 *
 * @since 0.1
 */
public interface Feed {

  /** The feed's name, stable and unique within the connector: stores keep cursors by it. */
  String name();

  /** The types it speaks of. */
  Set<EntityType> types();

  /** Where to begin. No request is made. */
  Cursor start(StartAt at);

  /**
   * How long a position stays good, if the vendor forgets changes after a time: an older one may be
   * lost. None if whatever changed since any moment can be listed.
   */
  default Optional<Duration> retention() {
    return Optional.empty();
  }

  /**
   * Whether reading on from the beginning to the end shows every entity of its types that the
   * account has, however many sessions that takes: each goes on where the one before it was broken
   * off. A feed that cannot promise this tells so page by page, and only within one session.
   */
  default boolean enumerates() {
    return false;
  }

  /**
   * Opens the feed. Opening from a cursor confirms everything before it: a queue may forget that. A
   * cursor that ends an enumeration covers what changed while it ran.
   *
   * @throws CursorLost by the session, if the position is not known any more
   */
  Session open(Cursor from, FieldSet wanted);

  /** An open feed: pages in order. Not thread-safe. */
  interface Session extends AutoCloseable {

    /**
     * The next page, or none if there is nothing more now. A session that has thrown is closed and
     * asked no more: the feed is opened anew from the cursor behind the last page.
     */
    Optional<Page> next();

    @Override
    default void close() {}
  }

  /**
   * A page of changes.
   *
   * @param changes in the feed's order
   * @param after where to go on once everything up to here is durable
   * @param total how many changes there are in all, if the vendor tells
   * @param last whether nothing follows now, if the feed knows without asking again
   * @param whole whether this session, up to this last page, has shown every entity of its types
   *     that the account has: only then is what was not seen known not to be there
   */
  record Page(
      List<Change> changes, Cursor after, OptionalLong total, boolean last, boolean whole) {}

  /** Where a feed begins. */
  sealed interface StartAt {

    /** With everything there is. */
    record Beginning() implements StartAt {}

    /** With what changes from now on. */
    record Now() implements StartAt {}

    /** With what changed since a moment. */
    record Since(Instant instant) implements StartAt {}
  }
}
