package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import dev.syncline.store.JournalErasure;
import dev.syncline.store.Notice;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is to be forgotten: an entity, its counterpart and their companions. Not thread-safe. */
final class ErasedSubjects {

  /**
   * One of them.
   *
   * @param flow the name under which it is kept
   */
  record Subject(String flow, EntityType type, Side side, String id) {

    JournalErasure journal(String plan) {
      return JournalErasure.about(plan, flow, side, id);
    }
  }

  private final Set<Subject> all = new LinkedHashSet<>();

  void add(Flow flow, Side side, String id) {
    all.add(new Subject(flow.name(), flow.type(side), side, id));
  }

  Set<Subject> all() {
    return all;
  }

  List<Erasing.Ends> ends(Flow flow) {
    return all.stream()
        .filter(each -> each.flow().equals(flow.name()))
        .map(each -> new Erasing.Ends(each.side(), each.id()))
        .toList();
  }

  boolean has(String flow, Side side, String id) {
    return all.stream()
        .anyMatch(
            each ->
                each.flow().equals(flow)
                    && each.side() == side
                    && (each.id().equals(id) || isCompanion(id, each)));
  }

  /** A companion that was never made has a failure, and no link to be found by. */
  private static boolean isCompanion(String id, Subject source) {
    return id.startsWith(source.id() + "#");
  }

  /** Whether something kept under a flow's name, or under that of its companions, is of them. */
  boolean hasKept(String flow, Side side, String id) {
    return has(flow, side, id)
        || all.stream()
            .anyMatch(
                each ->
                    flow.startsWith(each.flow() + "/")
                        && each.side() == side
                        && isCompanion(id, each));
  }

  boolean names(Side side, Ref ref) {
    return all.stream()
        .anyMatch(
            each ->
                each.side() == side
                    && each.type().equals(ref.type())
                    && each.id().equals(ref.id()));
  }

  boolean anyNamed(Side side, Collection<Ref> refs) {
    return refs.stream().anyMatch(ref -> names(side, ref));
  }

  boolean concern(SyncPlan plan, Notice notice) {
    Optional<Released> decided = Released.of(notice);
    if (decided.isPresent()) {
      Released it = decided.get();
      return hasKept(it.flow(), it.side(), it.id())
          || (it.how() == Released.How.CHOOSE && has(it.flow(), it.side().other(), it.detail()));
    }
    return plan.flows().stream()
        .filter(flow -> flow.type(notice.side()).name().equals(notice.type()))
        .anyMatch(flow -> has(flow.name(), notice.side(), notice.id()));
  }
}
