package dev.syncline;

import dev.syncline.model.EntityType;
import dev.syncline.store.JournalRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why each unit of an entity has its value, or why nothing was done with it. It holds names, ids
 * and reasons only, never values.
 *
 * @param type the entity's type
 * @param side the side that it is on
 * @param id its native id
 * @param flows what each flow of the plan says that has this type on this side
 * @since 0.1
 */
public record Explanation(EntityType type, Side side, String id, List<InFlow> flows) {

  /** Keeps its own copy. */
  public Explanation {
    flows = List.copyOf(flows);
  }

  /**
   * What one flow says.
   *
   * @param flow the flow's name
   * @param counterpart the native id on the other side; null if it has none
   * @param standing how it stands: linked, or why it is not, or why nothing is done
   * @param units unit by unit, in the order of the flow's rules; none if there is no pair to
   *     compare
   * @param open what could not be synced, of the entity or of what follows from it
   * @param history what the journal still has of the pair, newest first
   */
  public record InFlow(
      String flow,
      @Nullable String counterpart,
      String standing,
      List<Reason> units,
      List<Failure> open,
      List<JournalRow> history) {

    /** Keeps its own copies. */
    public InFlow {
      units = List.copyOf(units);
      open = List.copyOf(open);
      history = List.copyOf(history);
    }

    /** The native id on the other side. */
    public Optional<String> counterpartId() {
      return Optional.ofNullable(counterpart);
    }

    /** Why a unit is as it is. */
    public Optional<String> why(String unit) {
      return units.stream().filter(each -> each.unit().equals(unit)).map(Reason::why).findFirst();
    }
  }

  /**
   * Why one unit is as it is.
   *
   * @param unit the unit's name
   * @param why such as {@code from left in run 812}
   */
  public record Reason(String unit, String why) {

    @Override
    public String toString() {
      return unit + ": " + why;
    }
  }

  @Override
  public String toString() {
    String name = type + " " + id + " (" + side.word() + ")";
    if (flows.isEmpty()) {
      return name + ": the plan has no flow for this type on this side";
    }
    StringBuilder text = new StringBuilder(name);
    for (InFlow flow : flows) {
      text.append(flows.size() > 1 ? "\n" + flow.flow() + ": " : ": ").append(flow.standing());
      flow.units().forEach(unit -> text.append("\n  ").append(unit));
      flow.open().forEach(failure -> text.append("\n  open: ").append(failure));
    }
    return text.toString();
  }
}
