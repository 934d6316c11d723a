package dev.syncline.examples;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Located;
import dev.syncline.connector.Quota;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.EntityType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills its caller in mid-write: the request has gone out and was done, its answer reaches nobody.
 * Thread-safe.
 */
final class CutConnector implements Connector {

  /** Stands for the end of the process. */
  static final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed in mid-write, as the demo wanted");
    }
  }

  private final Connector inner;
  private final int atWrite;
  private final AtomicInteger writes = new AtomicInteger();

  CutConnector(Connector inner, int atWrite) {
    this.inner = inner;
    this.atWrite = atWrite;
  }

  /** How many write calls went out. */
  int writes() {
    return writes.get();
  }

  @Override
  public List<WriteResult> write(List<Write> all, Deadline leaveBefore) {
    int now = writes.incrementAndGet();
    List<WriteResult> results = inner.write(all, leaveBefore);
    if (now >= atWrite) {
      throw new Killed();
    }
    return results;
  }

  @Override
  public Account account() {
    return inner.account();
  }

  @Override
  public ConnectionCheck check() {
    return inner.check();
  }

  @Override
  public Set<EntityType> entityTypes() {
    return inner.entityTypes();
  }

  @Override
  public EntityPort port(EntityType type) {
    return inner.port(type);
  }

  @Override
  public List<Feed> feeds() {
    return inner.feeds();
  }

  @Override
  public List<List<Write>> pack(List<Write> all) {
    return inner.pack(all);
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    return inner.locate(creates);
  }

  @Override
  public Dictionaries dictionaries() {
    return inner.dictionaries();
  }

  @Override
  public Optional<WebhookPort> webhooks() {
    return inner.webhooks();
  }

  @Override
  public Quota quota() {
    return inner.quota();
  }

  /** The connector outlives the process that is cut: it belongs to the next one, too. */
  @Override
  public void close() {}
}
