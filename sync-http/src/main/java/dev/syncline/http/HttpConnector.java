package dev.syncline.http;

import dev.syncline.connector.Account;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Located;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.EntityType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every connector does alike that speaks over one {@link HttpTransport}: it is its account's,
 * gives out its rooms, hands writes to its {@link Outbox}, and closes the transport.
 *
 * <p>A vendor's connector adds its builder, its check, feeds, dictionaries and webhooks.
 * Thread-safe.
 *
 * @since 0.1
 */
public abstract class HttpConnector implements Connector {

  private final String vendor;
  private final HttpTransport transport;

  /**
   * A connector of one account.
   *
   * @param vendor the product's name, for people
   * @param transport the account's, closed with the connector
   */
  protected HttpConnector(String vendor, HttpTransport transport) {
    this.vendor = vendor;
    this.transport = transport;
  }

  /** The port of each type, in the order in which types are told. */
  protected abstract Map<EntityType, ? extends EntityPort> ports();

  /** Where writes go. */
  protected abstract Outbox outbox();

  @Override
  public final Account account() {
    return transport.account();
  }

  @Override
  public final Set<EntityType> entityTypes() {
    return ports().keySet();
  }

  @Override
  public final EntityPort port(EntityType type) {
    EntityPort port = ports().get(type);
    if (port == null) {
      throw new IllegalArgumentException("the connector to " + vendor + " has no " + type);
    }
    return port;
  }

  @Override
  public final List<List<Write>> pack(List<Write> writes) {
    return outbox().pack(writes);
  }

  @Override
  public final long requestsOf(List<Write> list) {
    return outbox().requestsOf(list);
  }

  @Override
  public final List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    return write(writes, leaveBefore, MediaSource.NONE);
  }

  @Override
  public final List<WriteResult> write(
      List<Write> writes, Deadline leaveBefore, MediaSource otherSide) {
    return outbox().write(writes, leaveBefore, otherSide);
  }

  @Override
  public final List<Located> locate(List<Write.Create> creates) {
    return outbox().locate(creates);
  }

  @Override
  public final long requests() {
    return transport.requests().sent();
  }

  @Override
  public final String toString() {
    return vendor + " " + account();
  }

  @Override
  public final void close() {
    transport.close();
  }
}
