package dev.syncline.examples.own.notebook;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.TimeSource;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What changed in the notebook, by its change numbers: none is skipped and none is shown late, so
 * the last number seen is all that a cursor needs.
 *
 * @since 0.1
 */
final class NotebookFeed implements Feed {

  private final NotebookConnector connector;
  private final TimeSource time;

  NotebookFeed(NotebookConnector connector, TimeSource time) {
    this.connector = connector;
    this.time = time;
  }

  /** Everything after a change, if it is not older than a moment. */
  private record Position(long change, long since) {

    static Position parse(String text) {
      int at = text.indexOf('@');
      return new Position(
          Long.parseLong(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
    }

    boolean fromTheBeginning() {
      return change == 0 && since == 0;
    }

    Cursor cursor() {
      return new Cursor(change + "@" + since);
    }
  }

  @Override
  public String name() {
    return "notes";
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(Customer.TYPE);
  }

  @Override
  public Cursor start(StartAt at) {
    Instant since =
        at instanceof StartAt.Since moment
            ? moment.instant()
            : at instanceof StartAt.Now ? time.now() : Instant.EPOCH;
    return new Position(0, since.toEpochMilli()).cursor();
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    return new Pages(from);
  }

  private Position position(Cursor cursor) {
    try {
      return Position.parse(cursor.text());
    } catch (RuntimeException unreadable) {
      throw new CursorLost(
          connector.account(), "after", "the cursor is not of a notebook; begin again");
    }
  }

  private final class Pages implements Session {
    private Position at;
    private final boolean whole;
    private boolean ended;

    Pages(Cursor from) {
      at = position(from);
      whole = at.fromTheBeginning();
    }

    @Override
    public Optional<Page> next() {
      if (ended) {
        return Optional.empty();
      }
      List<Note> notes =
          connector.ask(
              "after",
              false,
              (book, key) -> book.after(key, at.change(), Instant.ofEpochMilli(at.since())));
      ended = notes.size() < Notebook.PAGE;
      if (!notes.isEmpty()) {
        at = new Position(notes.get(notes.size() - 1).change(), at.since());
      }
      List<Change> changes = notes.stream().map(NotebookFeed::change).toList();
      return Optional.of(
          new Page(changes, at.cursor(), OptionalLong.empty(), ended, ended && whole));
    }
  }

  private static Change change(Note note) {
    return note.torn()
        ? Change.gone(Customer.TYPE, note.id())
        : Change.snapshot(NotebookPort.entity(note), note.at());
  }
}
