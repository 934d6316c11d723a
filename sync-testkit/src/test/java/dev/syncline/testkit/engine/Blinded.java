package dev.syncline.testkit.engine;

import dev.syncline.connector.Change;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Reading;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.testkit.ForwardingConnector;
import dev.syncline.testkit.memory.MemoryConnector;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A system that shows one field as empty while it is blind, as vendors do with lost rights. */
final class Blinded extends ForwardingConnector {

  private final Field<?> field;
  private final boolean[] blind;

  Blinded(MemoryConnector real, Field<?> field, boolean[] blind) {
    super(real);
    this.field = field;
    this.blind = blind;
  }

  private Entity seen(Entity entity) {
    return blind[0] && entity.knows(field) ? entity.cleared(field) : entity;
  }

  @Override
  public EntityPort port(EntityType type) {
    return new Port(behind().port(type)) {
      @Override
      public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
        Map<String, Reading> all = new LinkedHashMap<>(super.read(ids, wanted));
        all.replaceAll(
            (id, reading) ->
                reading instanceof Reading.Found found
                    ? new Reading.Found(seen(found.entity()))
                    : reading);
        return all;
      }
    };
  }

  @Override
  public List<Feed> feeds() {
    return behind().feeds().stream().<Feed>map(Seen::new).toList();
  }

  private final class Seen extends Changes {

    Seen(Feed feed) {
      super(feed);
    }

    @Override
    protected Change seen(Change change) {
      return change.content().isEmpty()
          ? change
          : Change.snapshot(Blinded.this.seen(change.content().get()), change.at());
    }
  }
}
