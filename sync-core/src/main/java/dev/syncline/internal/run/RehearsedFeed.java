package dev.syncline.internal.run;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A feed whose rows look as if the rehearsal had written: our own writes are no edits. */
record RehearsedFeed(Feed real, Rehearsed rehearsed) implements Feed {

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public Set<EntityType> types() {
    return real.types();
  }

  @Override
  public Optional<Duration> retention() {
    return real.retention();
  }

  @Override
  public Cursor start(StartAt at) {
    return real.start(at);
  }

  @Override
  public boolean enumerates() {
    return real.enumerates();
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    Session session = real.open(from, wanted);
    return new Session() {
      @Override
      public Optional<Page> next() {
        return session.next().map(page -> shown(page));
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }

  private Page shown(Page page) {
    List<Change> changes = page.changes().stream().map(this::shown).toList();
    return new Page(changes, page.after(), page.total(), page.last(), page.whole());
  }

  private Change shown(Change change) {
    Entity written =
        change.snapshot() == null
            ? null
            : rehearsed.lately(change.type(), change.id()).orElse(null);
    return written == null
        ? change
        : new Change(
            change.type(),
            change.id(),
            change.kind(),
            change.at(),
            change.own(),
            change.passed(),
            written);
  }
}
