package dev.syncline.testkit.convergence;

import dev.syncline.connector.TimeSource;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One account of a story, with a clock that is wrong. */
record Site(String name, Traits traits, MemoryConnector system) {

  static Site by(String name, Chance chance, VirtualTime time) {
    Traits traits = Traits.by(chance);
    MemoryConnector.Builder builder = MemoryConnector.named(name, new Askew(time, traits.skew()));
    Shape.vocabulary().forEach(type -> builder.with(traits.of(type)));
    if (traits.oneFeed()) {
      builder.oneFeed();
    }
    if (!traits.pushes()) {
      builder.withoutWebhooks();
    }
    return new Site(name, traits, builder.build());
  }

  List<Entity> all(EntityType type) {
    return system.entities(type);
  }

  Optional<Entity> called(EntityType type, String key) {
    return all(type).stream().filter(each -> Words.key(each).equals(key)).findFirst();
  }

  /** All that an entity says, and whom it refers to. */
  Set<String> said(Entity entity) {
    Set<String> said = new TreeSet<>(Words.of(entity));
    for (Ref ref : entity.refs()) {
      said.add("leads to " + Words.name(system.entity(ref.type(), ref.id())));
    }
    return said;
  }

  @Override
  public String toString() {
    return name;
  }

  private record Askew(VirtualTime time, Duration by) implements TimeSource {

    @Override
    public Instant now() {
      return time.now().plus(by);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      time.sleep(duration);
    }
  }
}
