package dev.syncline.internal.reconcile;

import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.Prints;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.model.Kinds;
import dev.syncline.model.Ref;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a mapper says in one direction, with what has to be there looked up. Pure. */
final class Mapped {

  private static final int REF_VERSION = Kinds.ref().version();

  private final Wanted wanted;
  private final Map<String, Ensured> ensured;
  private final Prints prints;

  private Mapped(Wanted wanted, Map<String, Ensured> ensured, Prints prints) {
    this.wanted = wanted;
    this.ensured = ensured;
    this.prints = prints;
  }

  static Mapped of(EntityMapper mapper, Sight sight, Prints prints) {
    Wanted wanted = mapper.map(sight);
    Map<String, Ensured> ensured = new LinkedHashMap<>();
    for (Map.Entry<String, Put<?>> each : wanted.puts().entrySet()) {
      if (each.getValue() instanceof Put.Ensure<?> put) {
        ensured.put(each.getKey(), Ensured.of(put, prints));
      }
    }
    for (Map.Entry<String, Ensured> each : ensured.entrySet()) {
      Ref name = each.getValue().name();
      Optional<Ref> there = sight.counterparts().of(sight.target().other(), name);
      Put<Ref> put = there.isPresent() ? Put.value(there.get()) : new Put.Wait<>(name);
      wanted = wanted.with(each.getKey(), put);
    }
    return new Mapped(wanted, ensured, prints);
  }

  Wanted wanted() {
    return wanted;
  }

  @Nullable Put<?> put(Unit unit) {
    return wanted.puts().get(unit.name());
  }

  /**
   * The print of what the source says of a unit, if that is more than its field tells: a line
   * without a product says by its text what the other side shall sell.
   */
  Optional<Print> said(Unit unit) {
    return Optional.ofNullable(ensured.get(unit.name()))
        .map(each -> new Print(REF_VERSION, new long[] {prints.element(each.name().toString())}));
  }

  /** What has to be there. */
  Collection<Ensured> ensured() {
    return ensured.values();
  }
}
