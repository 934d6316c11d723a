package dev.syncline.testkit.engine;

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
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.testkit.memory.MemoryConnector;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A system that shows one field as empty while it is blind, as vendors do with lost rights. */
record Blinded(MemoryConnector real, Field<?> field, boolean[] blind) implements Connector {

  private Entity seen(Entity entity) {
    return blind[0] && entity.knows(field) ? entity.cleared(field) : entity;
  }

  private Change seen(Change change) {
    return change.content().isEmpty()
        ? change
        : Change.snapshot(seen(change.content().get()), change.at());
  }

  @Override
  public EntityPort port(EntityType type) {
    EntityPort port = real.port(type);
    return new EntityPort() {
      @Override
      public Capabilities capabilities() {
        return port.capabilities();
      }

      @Override
      public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
        Map<String, Reading> all = new LinkedHashMap<>(port.read(ids, wanted));
        all.replaceAll(
            (id, reading) ->
                reading instanceof Reading.Found found
                    ? new Reading.Found(seen(found.entity()))
                    : reading);
        return all;
      }

      @Override
      public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
        return port.find(keys, wanted);
      }
    };
  }

  @Override
  public List<Feed> feeds() {
    return real.feeds().stream().<Feed>map(Seen::new).toList();
  }

  private final class Seen implements Feed {
    private final Feed feed;

    Seen(Feed feed) {
      this.feed = feed;
    }

    @Override
    public String name() {
      return feed.name();
    }

    @Override
    public Set<EntityType> types() {
      return feed.types();
    }

    @Override
    public Cursor start(StartAt at) {
      return feed.start(at);
    }

    @Override
    public Session open(Cursor from, FieldSet wanted) {
      Session session = feed.open(from, wanted);
      return () ->
          session
              .next()
              .map(
                  page ->
                      new Page(
                          page.changes().stream().map(Blinded.this::seen).toList(),
                          page.after(),
                          page.total(),
                          page.last(),
                          page.whole()));
    }
  }

  @Override
  public Account account() {
    return real.account();
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
  public List<List<Write>> pack(List<Write> writes) {
    return real.pack(writes);
  }

  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    return real.write(writes, leaveBefore);
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    return real.locate(creates);
  }

  @Override
  public Dictionaries dictionaries() {
    return real.dictionaries();
  }

  @Override
  public void close() {}
}
