package dev.syncline.testkit.memory;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Watermark;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.memory.MemoryTable.Listed;
import dev.syncline.testkit.memory.MemoryTable.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The changes of one type or of all: since a watermark, or everything each time. Thread-safe. */
final class MemoryFeed implements Feed {

  private static final Cursor EVERYTHING = new Cursor("everything");

  private final MemoryConnector system;
  private final List<MemoryType> all;
  private final MemoryType first;

  MemoryFeed(MemoryConnector system, List<MemoryType> all) {
    this.system = system;
    this.all = all;
    this.first = all.get(0);
  }

  @Override
  public String name() {
    return all.size() == 1 ? first.type().name() : "everything";
  }

  @Override
  public Set<EntityType> types() {
    return all.stream().map(MemoryType::type).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<Duration> retention() {
    return system.retention();
  }

  private Duration lag() {
    return first.searchLag();
  }

  private Duration tick() {
    return first.clockTick();
  }

  @Override
  public Cursor start(StartAt at) {
    if (!first.hasTimestamps()) {
      return EVERYTHING;
    }
    Instant from =
        at instanceof StartAt.Since since
            ? since.instant()
            : at instanceof StartAt.Now ? system.now() : Instant.EPOCH;
    return new Cursor(Watermark.at(from).text());
  }

  @Override
  public boolean enumerates() {
    return lag().isZero();
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    if (!first.hasTimestamps()) {
      return new Everything(wanted);
    }
    Watermark mark = mark(from);
    boolean beginning = mark.seen().equals(Instant.EPOCH);
    if (!beginning && system.retention().filter(kept -> forgotten(mark, kept)).isPresent()) {
      throw new CursorLost(
          system.account(), "feed " + name(), "changes are not known for so long; start again");
    }
    return new Since(mark, wanted);
  }

  private boolean forgotten(Watermark mark, Duration kept) {
    return mark.settled().isBefore(system.now().minus(kept));
  }

  private Watermark mark(Cursor from) {
    try {
      return Watermark.parse(from.text());
    } catch (RuntimeException unreadable) {
      throw new CursorLost(
          system.account(),
          "feed " + name(),
          "the cursor is not of this feed; start from the beginning");
    }
  }

  private Change change(MemoryType rules, Listed row, FieldSet wanted) {
    Entity entity = row.entity();
    if (entity == null) {
      return Change.gone(rules.type(), row.id());
    }
    return rules.tellsHintsOnly()
        ? Change.hint(rules.type(), row.id())
        : Change.snapshot(system.shown(entity, wanted), row.position().at());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private final class Since implements Session {
    private final Watermark start;
    private final FieldSet wanted;
    private final Instant asked;
    private final boolean fromTheBeginning;
    private Instant newest;
    private @Nullable Position behind;
    private int table;
    private boolean ended;

    Since(Watermark start, FieldSet wanted) {
      this.start = start;
      this.wanted = wanted;
      this.asked = system.now();
      this.fromTheBeginning = start.seen().equals(Instant.EPOCH);
      this.newest = start.seen();
    }

    @Override
    public Optional<Page> next() {
      if (ended) {
        return Optional.empty();
      }
      MemoryType rules = all.get(table);
      Instant from = start.from(asked, lag());
      List<Listed> rows =
          system.page(
              rules.type(), (rowsOf, now) -> rowsOf.changed(from, behind, rules.pageSize(), now));
      List<Change> changes = new ArrayList<>();
      for (Listed row : rows) {
        changes.add(change(rules, row, wanted));
        behind = row.position();
        newest = row.position().at().isAfter(newest) ? row.position().at() : newest;
      }
      if (rows.size() < rules.pageSize()) {
        table++;
        behind = null;
        ended = table == all.size();
      }
      boolean whole = ended && fromTheBeginning && lag().isZero();
      return Optional.of(
          new Page(changes, new Cursor(after().text()), OptionalLong.empty(), ended, whole));
    }

    private Watermark after() {
      if (ended) {
        return fresh(start.after(asked, newest, lag(), tick()));
      }
      if (all.size() > 1) {
        return start;
      }
      Instant from = start.from(asked, lag());
      Instant sure = earlier(newest, Watermark.sure(asked, lag(), tick()));
      boolean gap = from.isAfter(start.settled());
      Instant settled = gap || sure.isBefore(start.settled()) ? start.settled() : sure;
      Instant shown = newest.isAfter(asked) ? asked.minus(tick()) : newest;
      Instant seen = later(start.seen(), shown);
      return new Watermark(earlier(earlier(settled, position()), seen), seen);
    }

    /** Where changes are forgotten, a quiet feed's position must not grow old. */
    private Watermark fresh(Watermark after) {
      if (system.retention().isEmpty()) {
        return after;
      }
      Instant looked = asked.minus(lag().multipliedBy(2));
      return new Watermark(later(after.settled(), looked), later(after.seen(), looked));
    }

    private Instant position() {
      return behind == null ? start.settled() : behind.at();
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
      List<Entity> listed = system.page(first.type(), (table, now) -> table.listed(now));
      List<Entity> rows =
          listed.subList(
              Math.min(from, listed.size()), Math.min(from + first.pageSize(), listed.size()));
      from += rows.size();
      ended = from >= listed.size();
      List<Change> changes = new ArrayList<>();
      for (Entity row : rows) {
        changes.add(
            first.tellsHintsOnly()
                ? Change.hint(first.type(), row.id())
                : Change.snapshot(system.shown(row, wanted), null));
      }
      boolean whole = ended && lag().isZero();
      return Optional.of(
          new Page(changes, EVERYTHING, OptionalLong.of(listed.size()), ended, whole));
    }
  }
}
