package dev.syncline.examples.own.notebook;

import dev.syncline.connector.TimeSource;
import dev.syncline.examples.own.notebook.Edit.Answer;
import dev.syncline.examples.own.notebook.Edit.Verdict;
import dev.syncline.examples.own.notebook.Note.Words;
import dev.syncline.examples.own.notebook.NotebookFailed.Trouble;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The system that {@link NotebookConnector} connects to: notes about customers behind a password,
 * in this process instead of on somebody's server. Thread-safe.
 *
 * @since 0.1
 */
public final class Notebook {

  /** The most notes that a call lists or writes. */
  public static final int PAGE = 50;

  private final TimeSource time;
  private final String password;
  private final Map<String, Note> notes = new LinkedHashMap<>();
  private final Map<Boolean, Trouble> ahead = new HashMap<>();
  private long changes;
  private long calls;

  /** An empty notebook. */
  public Notebook(TimeSource time, String password) {
    this.time = time;
    this.password = password;
  }

  /** The next call that writes, or that does not, goes wrong. */
  public synchronized void trouble(boolean writing, Trouble trouble) {
    ahead.put(writing, trouble);
  }

  /** How many calls have arrived. */
  public synchronized long calls() {
    return calls;
  }

  private synchronized <T> T serve(String given, boolean writing, Supplier<T> service) {
    calls++;
    Trouble trouble = given.equals(password) ? ahead.remove(writing) : Trouble.WRONG_PASSWORD;
    if (trouble != null && trouble != Trouble.CUT_AFTER) {
      throw new NotebookFailed(trouble);
    }
    T answer = service.get();
    if (trouble != null) {
      throw new NotebookFailed(trouble);
    }
    return answer;
  }

  String reader(String given) {
    return serve(given, false, () -> "the notebook's owner");
  }

  List<Note> byIds(String given, Collection<String> ids) {
    return serve(given, false, () -> ids.stream().flatMap(id -> find(id).stream()).toList());
  }

  List<Note> byKeys(String given, Collection<String> keys) {
    return serve(given, false, () -> all().filter(note -> keys.contains(note.key())).toList());
  }

  List<Note> naming(String given, Collection<String> texts) {
    return serve(given, false, () -> all().filter(note -> says(note, texts)).toList());
  }

  List<Note> after(String given, long change, Instant since) {
    return serve(
        given,
        false,
        () ->
            all()
                .filter(note -> note.change() > change && !note.at().isBefore(since))
                .sorted(Comparator.comparingLong(Note::change))
                .limit(PAGE)
                .toList());
  }

  List<Answer> write(String given, List<Edit> edits) {
    if (edits.size() > PAGE) {
      throw new IllegalArgumentException("at most " + PAGE + " edits");
    }
    return serve(given, true, () -> edits.stream().map(this::write).toList());
  }

  private Answer write(Edit edit) {
    Optional<Note> known = edit.id().isEmpty() ? byKey(edit.key()) : find(edit.id());
    if (edit.id().isEmpty() && known.isPresent()) {
      return new Answer(Verdict.THERE_ALREADY, known);
    }
    if (known.isPresent() && known.get().torn()) {
      return new Answer(Verdict.TORN_OUT, known);
    }
    if (known.isPresent() && edit.onlyIf() != null && edit.onlyIf() != known.get().change()) {
      return new Answer(Verdict.CHANGED_MEANWHILE, known);
    }
    Words held = known.map(Note::words).orElse(Words.NONE);
    Words words = edit.words() == null ? held : edit.words().apply(held);
    return words.name().isBlank()
        ? new Answer(Verdict.NO_NAME, known)
        : new Answer(Verdict.WRITTEN, Optional.of(kept(edit, known, words)));
  }

  private Note kept(Edit edit, Optional<Note> known, Words words) {
    String id = known.map(Note::id).orElse("n" + (notes.size() + 1));
    String key = known.map(Note::key).orElse(edit.key());
    Note note = new Note(id, ++changes, time.now(), edit.words() == null, key, words);
    notes.put(id, note);
    return note;
  }

  private Stream<Note> all() {
    return notes.values().stream();
  }

  private Optional<Note> find(String id) {
    return Optional.ofNullable(notes.get(id));
  }

  private Optional<Note> byKey(String key) {
    return all().filter(note -> note.key().equals(key)).findFirst();
  }

  private static boolean says(Note note, Collection<String> texts) {
    return !note.torn()
        && texts.stream()
            .anyMatch(
                text ->
                    text.equals(note.words().name())
                        || note.words().mails().stream().anyMatch(text::equalsIgnoreCase));
  }
}
