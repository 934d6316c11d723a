package dev.syncline.testkit.contract;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Located;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.EntityType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A good connector, to be bent in one respect. */
class BentConnector implements Connector {

  private final Connector good;

  BentConnector(Connector good) {
    this.good = good;
  }

  @Override
  public Account account() {
    return good.account();
  }

  @Override
  public ConnectionCheck check() {
    return good.check();
  }

  @Override
  public Set<EntityType> entityTypes() {
    return good.entityTypes();
  }

  @Override
  public EntityPort port(EntityType type) {
    return good.port(type);
  }

  @Override
  public List<Feed> feeds() {
    return good.feeds();
  }

  @Override
  public List<List<Write>> pack(List<Write> writes) {
    return good.pack(writes);
  }

  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    return good.write(writes, leaveBefore);
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    return good.locate(creates);
  }

  @Override
  public Dictionaries dictionaries() {
    return good.dictionaries();
  }

  @Override
  public Optional<WebhookPort> webhooks() {
    return good.webhooks();
  }

  @Override
  public long requests() {
    return good.requests();
  }

  @Override
  public void close() {
    good.close();
  }
}
