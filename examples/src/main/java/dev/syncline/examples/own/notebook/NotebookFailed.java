package dev.syncline.examples.own.notebook;

import dev.syncline.connector.Account;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Unavailable;
import java.time.Duration;

/**
 * A call that got no answer.
 *
 * @since 0.1
 */
public final class NotebookFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Trouble {
    /** The password is not that of the notebook. */
    WRONG_PASSWORD,
    /** Nobody is there; nothing was done. */
    CLOSED,
    /** The question was lost. */
    CUT_BEFORE,
    /** The answer was lost. */
    CUT_AFTER
  }

  private final Trouble trouble;

  NotebookFailed(Trouble trouble) {
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }

  /** What to do about it, never a secret; a write that got no answer may have been done. */
  ConnectorException named(Account account, String call, boolean writing) {
    return switch (trouble) {
      case WRONG_PASSWORD ->
          new AuthenticationFailed(
              account, call, "the setting 'password' is refused; ask its owner");
      case CLOSED ->
          new Unavailable(account, call, "the notebook is closed just now", Duration.ofMinutes(1));
      case CUT_BEFORE, CUT_AFTER ->
          writing
              ? new OutcomeUnknown(account, call, "the line was cut before the answer came")
              : new Unavailable(account, call, "the line was cut", Duration.ofMinutes(1));
    };
  }
}
