package dev.syncline;

import java.util.List;
import java.util.Map;

/**
 * What {@link SyncEngine#relink} has found again. It holds names and ids, never values.
 *
 * @param plan the plan's name
 * @param byMarker pairs linked because one of them names the other
 * @param byKey pairs linked by a key of their flow
 * @param doubtful entities that match several and are not linked, the first {@link Proposal#HELD}
 *     of them; {@link SyncEngine#failures} has them all, {@link SyncEngine#choose} decides
 * @param moreDoubtful how many there are besides
 * @param unmatched how many entities have no counterpart and are in no doubt, by flow and side
 * @param stopped why it is incomplete, if it is: relink again goes on with the rest
 * @since 0.1
 */
public record Relinked(
    String plan,
    long byMarker,
    long byKey,
    List<Failure> doubtful,
    long moreDoubtful,
    Map<String, Map<Side, Long>> unmatched,
    List<String> stopped) {

  /** Keeps its own copies. */
  public Relinked {
    doubtful = List.copyOf(doubtful);
    unmatched = Proposal.sorted(unmatched);
    stopped = List.copyOf(stopped);
  }

  /** How many pairs were linked. */
  public long linked() {
    return byMarker + byKey;
  }

  /** How many entities of a flow on a side have no counterpart. */
  public long unmatched(String flow, Side side) {
    return unmatched.getOrDefault(flow, Map.of()).getOrDefault(side, 0L);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(linked()).append(" linked, ").append(byMarker).append(" by their markers, ");
    text.append(byKey).append(" by their keys; ");
    text.append(doubtful.size() + moreDoubtful).append(" doubtful");
    if (!unmatched.isEmpty()) {
      text.append("; without a counterpart: ").append(Proposal.told(unmatched));
    }
    stopped.forEach(why -> text.append("\n  incomplete, the reads were stopped: ").append(why));
    return text.toString();
  }
}
