package dev.syncline.testkit.scenarios;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One feed that is polled from its cursor, with what it has shown of each row last. */
final class CursorWorld {

  static final int LONGEST_CURSOR = 64;
  private static final String GONE = "gone";

  final VirtualTime time = new VirtualTime();
  final MemoryConnector system;
  final Map<String, String> shown = new HashMap<>();
  int longest;
  private final FieldSet wanted = FieldSet.of(List.of(Product.NAME));
  private Cursor cursor;

  CursorWorld(UnaryOperator<MemoryType> tweak) {
    system =
        MemoryConnector.named("edges", time)
            .latency(Duration.ZERO)
            .with(tweak.apply(MemoryType.of(Product.TYPE, Product.NAME)))
            .build();
    cursor = feed().start(new Feed.StartAt.Beginning());
  }

  private Feed feed() {
    return system.feeds().get(0);
  }

  String add(String name) {
    return system.user().add(Entity.of(Product.TYPE, "").with(Product.NAME, name));
  }

  void rename(String id, String name) {
    system.user().set(id, Product.NAME, name);
  }

  /** One poll to its end. */
  void poll() {
    poll(Integer.MAX_VALUE, () -> {});
  }

  /** One poll of so many pages at most, as if the process ended then; something happens between. */
  void poll(int pages, Runnable between) {
    try (Feed.Session session = feed().open(cursor, wanted)) {
      for (int page = 0; page < pages; page++) {
        Optional<Feed.Page> next = session.next();
        if (next.isEmpty()) {
          return;
        }
        next.get().changes().forEach(this::show);
        cursor = next.get().after();
        longest = Math.max(longest, cursor.text().length());
        if (next.get().last()) {
          return;
        }
        between.run();
      }
    }
  }

  private void show(Change change) {
    Entity snapshot = change.snapshot();
    shown.put(change.id(), snapshot == null ? GONE : snapshot.get(Product.NAME).orElse(""));
  }

  /** What is there, as the feed should have shown it. */
  List<String> missed() {
    List<String> missed = new ArrayList<>();
    Map<String, String> there = new HashMap<>();
    system
        .entities(Product.TYPE)
        .forEach(each -> there.put(each.id(), each.get(Product.NAME).orElse("")));
    there.forEach(
        (id, name) -> {
          if (!name.equals(shown.get(id))) {
            missed.add(id + " is " + name + ", shown was " + shown.get(id));
          }
        });
    shown.forEach(
        (id, name) -> {
          if (!there.containsKey(id) && !name.equals(GONE)) {
            missed.add(id + " is gone, shown was " + name);
          }
        });
    return missed;
  }
}
