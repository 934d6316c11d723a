package dev.syncline.examples.own.notebook;

import dev.syncline.connector.Located;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.examples.own.notebook.Edit.Answer;
import java.util.Collection;
import java.util.List;

/** Writes as edits of the notebook, and what became of them. Pure. */
final class NotebookWrites {

  private NotebookWrites() {}

  static Edit edit(Write write) {
    String key = write.key().text();
    if (write instanceof Write.Create create) {
      return new Edit("", key, null, held -> NotebookPort.words(held, create.wanted()));
    }
    if (write instanceof Write.Update update) {
      Long onlyIf = update.expected().map(Long::valueOf).orElse(null);
      return new Edit(
          update.held().id(), key, onlyIf, held -> NotebookPort.words(held, update.delta()));
    }
    return new Edit(((Write.Delete) write).held().id(), key, null, null);
  }

  static List<WriteResult> results(List<Answer> answers) {
    return answers.stream().map(NotebookWrites::result).toList();
  }

  /** What concerns one write is a result, never an exception: it spoils no neighbour. */
  static WriteResult result(Answer answer) {
    return switch (answer.verdict()) {
      case WRITTEN -> WriteResult.Written.holding(NotebookPort.entity(answer.note().orElseThrow()));
      case THERE_ALREADY -> new WriteResult.Exists(answer.note().orElseThrow().id());
      case NO_NAME -> WriteResult.Refused.because(Refusal.Code.MISSING, "a note needs a name");
      case CHANGED_MEANWHILE -> new WriteResult.Stale();
      case TORN_OUT -> new WriteResult.Gone();
    };
  }

  static Located located(String key, Collection<Note> notes) {
    List<String> ids = notes.stream().filter(note -> note.key().equals(key)).map(Note::id).toList();
    return ids.isEmpty() ? new Located.Absent() : new Located.Found(ids);
  }
}
