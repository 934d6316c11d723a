package dev.syncline.examples.own.notebook;

import dev.syncline.examples.own.notebook.Note.Words;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One edit of the notebook.
 *
 * @param id the note; empty for a new one
 * @param key what a new note is made for
 * @param onlyIf the change number that the note must still have, if that matters
 * @param words what the note then says; without it is torn out
 * @since 0.1
 */
public record Edit(
    String id, String key, @Nullable Long onlyIf, @Nullable UnaryOperator<Words> words) {

  /** What became of an edit. */
  public record Answer(Verdict verdict, Optional<Note> note) {}

  /** How an edit ended. */
  public enum Verdict {
    /** It is done. */
    WRITTEN,
    /** A note was made for this key before. */
    THERE_ALREADY,
    /** A note needs a name. */
    NO_NAME,
    /** It is not as {@code onlyIf} wants it. */
    CHANGED_MEANWHILE,
    /** The note is torn out. */
    TORN_OUT
  }
}
