package dev.syncline.mapping;

import dev.syncline.Side;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Entities of one side of which the other does not know yet, but whose rules have to: what a shop
 * has sold is still counted by a warehouse that was not told of the order.
 *
 * <p>They are asked for once for each slice in which something of the flow has to be decided: those
 * that hold one of some values and have no link, and those of earlier runs that failed. Where the
 * account cannot tell them, the flow stops before it writes.
 *
 * <p>Immutable; each method gives one that differs in one respect.
 *
 * @since 0.1
 */
public final class Unsent {

  private final Side side;
  private final EntityType type;
  private final Field<String> by;
  private final Set<String> values;
  private Predicate<Entity> counts = entity -> true;
  private Set<Field<?>> reads = Set.of();
  private Function<Entity, ? extends Collection<Ref>> about = Entity::refs;
  private Predicate<Entity> arrived = counterpart -> true;
  private Set<Field<?>> arrivedReads = Set.of();

  private Unsent(Side side, EntityType type, Field<String> by, Set<String> values) {
    this.side = side;
    this.type = type;
    this.by = by;
    this.values = Set.copyOf(values);
  }

  /** Entities of a side that hold one of these values, such as orders in some states. */
  public static Unsent of(Side side, Field<String> by, Collection<String> values) {
    Objects.requireNonNull(side, "side");
    return new Unsent(side, by.type(), by, new LinkedHashSet<>(values));
  }

  private Unsent but(Consumer<Unsent> change) {
    Unsent copy = new Unsent(side, type, by, values);
    copy.counts = counts;
    copy.reads = reads;
    copy.about = about;
    copy.arrived = arrived;
    copy.arrivedReads = arrivedReads;
    change.accept(copy);
    return copy;
  }

  /** Only those of which this holds, with the fields that rules and condition look at. */
  public Unsent only(Predicate<Entity> which, Field<?>... looksAt) {
    return but(
        unsent -> {
          unsent.counts = which;
          unsent.reads = Set.of(looksAt);
        });
  }

  /** What each of them concerns; what it refers to, unless said otherwise. */
  public Unsent about(Function<Entity, ? extends Collection<Ref>> what) {
    return but(unsent -> unsent.about = what);
  }

  /** One that failed half-way has arrived only once its counterpart is so. */
  public Unsent arrivedOnce(Predicate<Entity> is, Field<?>... looksAt) {
    return but(
        unsent -> {
          unsent.arrived = is;
          unsent.arrivedReads = Set.of(looksAt);
        });
  }

  /** The side that they are on. */
  public Side side() {
    return side;
  }

  /** Their type. */
  public EntityType type() {
    return type;
  }

  /** The field by which they are asked for. */
  public Field<String> by() {
    return by;
  }

  /** The values that are asked for. */
  public Set<String> values() {
    return values;
  }

  /** What of them is read. */
  public Set<Field<?>> reads() {
    Set<Field<?>> all = new LinkedHashSet<>(reads);
    all.add(by);
    return all;
  }

  /** What of a counterpart is read. */
  public Set<Field<?>> arrivedReads() {
    return arrivedReads;
  }

  /** Whether one counts. */
  public boolean counts(Entity entity) {
    return counts.test(entity);
  }

  /** What one concerns. */
  public Set<Ref> about(Entity entity) {
    return Set.copyOf(about.apply(entity));
  }

  /** Whether one has arrived that has this counterpart. */
  public boolean hasArrived(Entity counterpart) {
    return arrived.test(counterpart);
  }
}
