package dev.syncline.internal.reconcile;

import dev.syncline.Side;
import dev.syncline.mapping.Mapping;
import dev.syncline.model.Entity;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a mapper sees of one pair, in one direction. */
record Sight(
    Side target,
    Entity source,
    @Nullable Entity counterpart,
    Counterparts counterparts,
    PhoneRules phones)
    implements Mapping {

  @Override
  public Optional<Entity> held() {
    return Optional.ofNullable(counterpart);
  }

  @Override
  public Optional<Ref> counterpart(Ref ofSource) {
    return counterparts.of(target.other(), ofSource);
  }

  @Override
  public Optional<Ref> counterpartOfHeld(Ref ofTarget) {
    return counterparts.of(target, ofTarget);
  }

  @Override
  public boolean ensured(Ref ofSource) {
    return counterparts.ensured(target.other(), ofSource);
  }

  @Override
  public boolean leftOut(Ref ofSource) {
    return counterparts.leftOut(target.other(), ofSource);
  }

  @Override
  public Optional<List<Entity>> unsent(Ref about) {
    return counterparts.unsent(about);
  }
}
