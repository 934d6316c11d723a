package dev.syncline.examples;

import dev.syncline.connector.Connector;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.testkit.ForwardingConnector;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills its caller in mid-write: the request has gone out and was done, its answer reaches nobody.
 * The connector behind outlives the process that is cut: it belongs to the next one, too.
 * Thread-safe.
 */
final class CutConnector extends ForwardingConnector {

  /** Stands for the end of the process. */
  static final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed in mid-write, as the demo wanted");
    }
  }

  private final int atWrite;
  private final AtomicInteger writes = new AtomicInteger();

  CutConnector(Connector inner, int atWrite) {
    super(inner);
    this.atWrite = atWrite;
  }

  /** How many write calls went out. */
  int writes() {
    return writes.get();
  }

  @Override
  public List<WriteResult> write(
      List<Write> all, Deadline leaveBefore, MediaSource otherSide) {
    int now = writes.incrementAndGet();
    List<WriteResult> results = super.write(all, leaveBefore, otherSide);
    if (now >= atWrite) {
      throw new Killed();
    }
    return results;
  }
}
