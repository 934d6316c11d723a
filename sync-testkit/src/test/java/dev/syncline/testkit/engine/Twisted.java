package dev.syncline.testkit.engine;

import dev.syncline.connector.Account;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Located;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.memory.MemoryConnector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A connector with a mistake in it: what it answers is changed before the engine sees it. */
final class Twisted implements Connector {

  private final MemoryConnector real;
  Function<List<Write>, List<WriteResult>> writes;
  UnaryOperator<Map<String, Reading>> readings = UnaryOperator.identity();
  UnaryOperator<List<Located>> located = UnaryOperator.identity();
  UnaryOperator<List<List<Write>>> packs = UnaryOperator.identity();
  UnaryOperator<List<Feed>> feeds = UnaryOperator.identity();
  UnaryOperator<Capabilities> capabilities = UnaryOperator.identity();

  Twisted(MemoryConnector real) {
    this.real = real;
    this.writes = real::write;
  }

  @Override
  public Account account() {
    return real.account();
  }

  @Override
  public Optional<WebhookPort> webhooks() {
    return real.webhooks();
  }

  @Override
  public ConnectionCheck check() {
    return real.check();
  }

  @Override
  public Set<EntityType> entityTypes() {
    return real.entityTypes();
  }

  @Override
  public EntityPort port(EntityType type) {
    EntityPort port = real.port(type);
    return new EntityPort() {
      @Override
      public Capabilities capabilities() {
        return capabilities.apply(port.capabilities());
      }

      @Override
      public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
        return readings.apply(port.read(ids, wanted));
      }

      @Override
      public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
        return port.find(keys, wanted);
      }
    };
  }

  @Override
  public List<Feed> feeds() {
    return feeds.apply(real.feeds());
  }

  @Override
  public List<List<Write>> pack(List<Write> all) {
    return packs.apply(real.pack(all));
  }

  @Override
  public List<WriteResult> write(List<Write> all, Deadline leaveBefore) {
    return writes.apply(all);
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    return located.apply(real.locate(creates));
  }

  @Override
  public Dictionaries dictionaries() {
    return real.dictionaries();
  }

  @Override
  public long requests() {
    return real.requests();
  }

  @Override
  public void close() {}
}
