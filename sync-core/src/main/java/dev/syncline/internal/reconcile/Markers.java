package dev.syncline.internal.reconcile;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.Prints;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.mapping.MarkerField;
import dev.syncline.model.Entity;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields in which entities name their counterparts: written once both ids are known, whichever
 * way the flow travels, and put back when people change them. Pure. Thread-safe.
 */
public final class Markers {

  /**
   * What becomes of one marker.
   *
   * @param delta the field with what it shall hold; null if it is not written
   * @param base what is agreed, at once or once it is written
   */
  record Marking(@Nullable Entity delta, UnitBase base) {}

  private final Flow flow;
  private final Prints prints;
  private final Abilities abilities;

  /** The markers of one flow. */
  public Markers(Flow flow, Prints prints, Abilities abilities) {
    this.flow = flow;
    this.prints = prints;
    this.abilities = abilities;
  }

  static String unit(Side side) {
    return "#marker " + side.word();
  }

  /** The marker that a new entity of a side gets. */
  Optional<Marking> born(Side side, String counterpart) {
    return flow.marker(side)
        .filter(marker -> abilities.creates(side, marker.field()))
        .map(marker -> written(side, marker, counterpart, null));
  }

  /** What an entity that has its counterpart by now shall be given; empty if nothing. */
  public Optional<Decision.Draft> missing(Side side, Entity entity, String counterpart) {
    return judge(side, entity, counterpart, null, true)
        .filter(marking -> marking.delta() != null)
        .map(
            marking ->
                new Decision.Draft(
                    Objects.requireNonNull(marking.delta()).withId(entity.id()),
                    new Base(Map.of(unit(side), marking.base()), Map.of())));
  }

  /** What becomes of the marker of an entity; empty if it is left alone. */
  Optional<Marking> judge(
      Side side, Entity entity, String counterpart, @Nullable UnitBase base, boolean settled) {
    MarkerField marker = flow.marker(side).orElse(null);
    if (marker == null || !entity.knows(marker.field())) {
      return Optional.empty();
    }
    Print now = prints.of(entity, marker.field());
    if (marker.names(entity, counterpart)) {
      return base != null && now.equals(base.on(side))
          ? Optional.empty()
          : Optional.of(new Marking(null, UnitBase.of(side, now, null)));
    }
    boolean late = base != null && !settled && now.equals(base.before(side));
    return late || !abilities.updates(side, marker.field())
        ? Optional.empty()
        : Optional.of(written(side, marker, counterpart, now));
  }

  private Marking written(
      Side side, MarkerField marker, String counterpart, @Nullable Print before) {
    Entity delta =
        Entity.of(flow.type(side), "").with(marker.field(), marker.text().text(counterpart));
    UnitBase base = UnitBase.of(side, prints.of(delta, marker.field()), null);
    return new Marking(delta, base.after(side, before));
  }

  /** Whether an entity says of its counterpart what we would have it say. */
  boolean right(Side side, Entity entity, Link link) {
    return flow.marker(side)
        .filter(marker -> entity.knows(marker.field()))
        .filter(marker -> abilities.updates(side, marker.field()))
        .map(marker -> marker.names(entity, link.id(side.other()).orElse("")))
        .orElse(true);
  }

  /** Whether a write puts back what was there before. */
  public static boolean repairs(Flow flow, Side side, Entity delta, Base before) {
    UnitBase then = before.units().get(unit(side));
    return then != null
        && then.on(side) != null
        && flow.marker(side).filter(marker -> delta.knows(marker.field())).isPresent();
  }
}
