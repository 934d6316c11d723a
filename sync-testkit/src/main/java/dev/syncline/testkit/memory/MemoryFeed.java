package dev.syncline.testkit.memory;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Watermark;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.memory.MemoryTable.Listed;
import dev.syncline.testkit.memory.MemoryTable.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes of one type: since a watermark, or everything each time. Thread-safe. */
final class MemoryFeed implements Feed {

  private static final Cursor EVERYTHING = new Cursor("everything");

  private final MemoryConnector system;
  private final MemoryType rules;

  MemoryFeed(MemoryConnector system, MemoryType rules) {
    this.system = system;
    this.rules = rules;
  }

  @Override
  public String name() {
    return rules.type().name();
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(rules.type());
  }

  @Override
  public Cursor start(StartAt at) {
    if (!rules.hasTimestamps()) {
      return EVERYTHING;
    }
    Instant from =
        at instanceof StartAt.Since since
            ? since.instant()
            : at instanceof StartAt.Now ? system.now() : Instant.EPOCH;
    return new Cursor(Watermark.at(from).text());
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    return rules.hasTimestamps()
        ? new Since(Watermark.parse(from.text()), wanted)
        : new Everything(wanted);
  }

  private Change change(Listed row, FieldSet wanted) {
    Entity entity = row.entity();
    if (entity == null) {
      return Change.gone(rules.type(), row.id());
    }
    return rules.tellsHintsOnly()
        ? Change.hint(rules.type(), row.id())
        : Change.snapshot(MemoryConnector.projected(entity, wanted), row.position().at());
  }

  private final class Since implements Session {
    private final Watermark start;
    private final FieldSet wanted;
    private final Instant asked;
    private final boolean second;
    private final boolean fromTheBeginning;
    private Instant newest;
    private @Nullable Position behind;
    private boolean ended;

    Since(Watermark start, FieldSet wanted) {
      this.start = start;
      this.wanted = wanted;
      this.asked = system.now();
      this.second = start.secondLook(asked, rules.searchLag());
      this.fromTheBeginning = start.seen().equals(Instant.EPOCH);
      this.newest = start.seen();
    }

    @Override
    public Optional<Page> next() {
      if (ended) {
        return Optional.empty();
      }
      Instant from = start.from(asked, rules.searchLag());
      List<Listed> rows =
          system.page(
              rules.type(), (table, now) -> table.changed(from, behind, rules.pageSize(), now));
      List<Change> changes = new ArrayList<>();
      for (Listed row : rows) {
        changes.add(change(row, wanted));
        behind = row.position();
        newest = row.position().at().isAfter(newest) ? row.position().at() : newest;
      }
      ended = rows.size() < rules.pageSize();
      boolean whole = ended && fromTheBeginning && rules.searchLag().isZero();
      return Optional.of(
          new Page(changes, new Cursor(after().text()), OptionalLong.empty(), ended, whole));
    }

    private Watermark after() {
      if (ended) {
        return start.after(asked, newest, rules.searchLag(), java.time.Duration.ofMillis(1));
      }
      Instant upTo = behind == null ? start.settled() : behind.at();
      return second
          ? new Watermark(upTo.isAfter(start.seen()) ? start.seen() : upTo, newest)
          : new Watermark(start.settled(), newest);
    }
  }

  private final class Everything implements Session {
    private final FieldSet wanted;
    private int from;
    private boolean ended;

    Everything(FieldSet wanted) {
      this.wanted = wanted;
    }

    @Override
    public Optional<Page> next() {
      if (ended) {
        return Optional.empty();
      }
      List<Entity> all = system.page(rules.type(), (table, now) -> table.listed(now));
      List<Entity> rows =
          all.subList(Math.min(from, all.size()), Math.min(from + rules.pageSize(), all.size()));
      from += rows.size();
      ended = from >= all.size();
      List<Change> changes = new ArrayList<>();
      for (Entity row : rows) {
        changes.add(
            rules.tellsHintsOnly()
                ? Change.hint(rules.type(), row.id())
                : Change.snapshot(MemoryConnector.projected(row, wanted), null));
      }
      boolean whole = ended && rules.searchLag().isZero();
      return Optional.of(new Page(changes, EVERYTHING, OptionalLong.of(all.size()), ended, whole));
    }
  }
}
