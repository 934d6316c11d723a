package dev.syncline.prestashop.port;

import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/**
 * What became of the writes of one list, and which of them are under way: if a request breaks, only
 * of those nothing is known. Not thread-safe.
 */
final class Results {

  private final IdentityHashMap<Write, WriteResult> known = new IdentityHashMap<>();
  private List<? extends Write> underWay = List.of();

  void put(Write write, WriteResult result) {
    known.put(write, result);
  }

  void refuse(Write write, Refusal.Code code, String text) {
    known.put(write, WriteResult.Refused.because(code, text));
  }

  boolean has(Write write) {
    return known.containsKey(write);
  }

  boolean isEmpty() {
    return known.isEmpty();
  }

  /** These are in the request that is sent next. */
  void leaving(List<? extends Write> writes) {
    underWay = List.copyOf(writes);
  }

  /** The request was answered. */
  void answered() {
    underWay = List.of();
  }

  /**
   * A request broke: nothing is known of those in it, and the others were not sent.
   *
   * @throws ConnectorException the same, if that says all there is to say
   */
  void broke(ConnectorException failed, List<Write> all) {
    boolean unknown = failed instanceof OutcomeUnknown;
    boolean everything = !unknown || underWay.size() == all.size();
    if (known.isEmpty() && everything) {
      throw failed;
    }
    if (unknown) {
      underWay.forEach(write -> known.putIfAbsent(write, new WriteResult.Unknown()));
    }
    String why = failed.getClass().getSimpleName();
    all.forEach(write -> known.putIfAbsent(write, new WriteResult.NotSent(why)));
    answered();
  }

  List<WriteResult> of(List<Write> writes) {
    return writes.stream()
        .map(write -> Objects.requireNonNull(known.get(write), "a result"))
        .toList();
  }
}
