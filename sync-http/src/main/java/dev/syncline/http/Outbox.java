package dev.syncline.http;

import dev.syncline.connector.Deadline;
import dev.syncline.connector.Located;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import java.util.List;

/**
 * What leaves towards one account: packed, written and found again, all types mixed.
 *
 * <p>What each method is given and owes is said at {@link dev.syncline.connector.Connector}. An
 * implementation is thread-safe.
 *
 * @since 0.1
 */
public interface Outbox {

  /** The same writes in lists that each go together. */
  List<List<Write>> pack(List<Write> writes);

  /** How many requests a list takes, as far as that can be said beforehand. */
  default long requestsOf(List<Write> list) {
    return 1;
  }

  /** Writes a list, and answers in its order. */
  List<WriteResult> write(List<Write> writes, Deadline leaveBefore, MediaSource otherSide);

  /** Looks for what creates without an answer may have made. */
  List<Located> locate(List<Write.Create> creates);
}
