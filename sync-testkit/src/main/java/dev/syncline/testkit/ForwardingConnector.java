package dev.syncline.testkit;

import dev.syncline.connector.Account;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Change;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Located;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Quota;
import dev.syncline.connector.Reading;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.EntityType;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A connector that does whatever the one behind it does: a subclass changes, counts or breaks what
 * a test is about. As thread-safe as the one behind.
 *
 * @since 0.1
 */
public abstract class ForwardingConnector implements Connector {

  private final Connector behind;

  /** Stands before this one. */
  protected ForwardingConnector(Connector behind) {
    this.behind = behind;
  }

  /** The connector that does the work. */
  protected final Connector behind() {
    return behind;
  }

  @Override
  public Account account() {
    return behind.account();
  }

  @Override
  public ConnectionCheck check() {
    return behind.check();
  }

  @Override
  public Set<EntityType> entityTypes() {
    return behind.entityTypes();
  }

  @Override
  public EntityPort port(EntityType type) {
    return behind.port(type);
  }

  @Override
  public List<Feed> feeds() {
    return behind.feeds();
  }

  @Override
  public List<List<Write>> pack(List<Write> writes) {
    return behind.pack(writes);
  }

  @Override
  public final List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    return write(writes, leaveBefore, MediaSource.NONE);
  }

  @Override
  public List<WriteResult> write(
      List<Write> writes, Deadline leaveBefore, MediaSource otherSide) {
    return behind.write(writes, leaveBefore, otherSide);
  }

  @Override
  public MediaSource media() {
    return behind.media();
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    return behind.locate(creates);
  }

  @Override
  public Dictionaries dictionaries() {
    return behind.dictionaries();
  }

  @Override
  public Optional<WebhookPort> webhooks() {
    return behind.webhooks();
  }

  @Override
  public Quota quota() {
    return behind.quota();
  }

  @Override
  public long requests() {
    return behind.requests();
  }

  /** Leaves the one behind open: whoever made it closes it. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return behind.toString();
  }

  /** A port that does whatever the one behind it does. */
  public abstract static class Port implements EntityPort {

    private final EntityPort behind;

    /** Stands before this one. */
    protected Port(EntityPort behind) {
      this.behind = behind;
    }

    @Override
    public Capabilities capabilities() {
      return behind.capabilities();
    }

    @Override
    public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
      return behind.read(ids, wanted);
    }

    @Override
    public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
      return behind.find(keys, wanted);
    }
  }

  /** A feed that does whatever the one behind it does. */
  public abstract static class Changes implements Feed {

    private final Feed behind;

    /** Stands before this one. */
    protected Changes(Feed behind) {
      this.behind = behind;
    }

    @Override
    public String name() {
      return behind.name();
    }

    @Override
    public Set<EntityType> types() {
      return behind.types();
    }

    @Override
    public Cursor start(StartAt at) {
      return behind.start(at);
    }

    @Override
    public Optional<Duration> retention() {
      return behind.retention();
    }

    @Override
    public boolean enumerates() {
      return behind.enumerates();
    }

    @Override
    public Session open(Cursor from, FieldSet wanted) {
      Session session = behind.open(from, wanted);
      return new Session() {
        @Override
        public Optional<Page> next() {
          return Changes.this.next(session);
        }

        @Override
        public void close() {
          session.close();
        }
      };
    }

    /** The next page of a session behind. */
    protected Optional<Page> next(Session session) {
      return session
          .next()
          .map(
              page ->
                  new Page(
                      page.changes().stream().map(this::seen).toList(),
                      page.after(),
                      page.total(),
                      page.last(),
                      page.whole()));
    }

    /** A change as it is to be seen. */
    protected Change seen(Change change) {
      return change;
    }
  }
}
