package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Side;
import dev.syncline.mapping.Mapping;
import dev.syncline.model.Entity;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import java.util.Optional;

/** What a mapper sees: every reference has a counterpart whose id says so. */
record View(Side target, Entity source, Optional<Entity> held) implements Mapping {

  static View create(Side target, Entity source) {
    return new View(target, source, Optional.empty());
  }

  static View update(Side target, Entity source, Entity held) {
    return new View(target, source, Optional.of(held));
  }

  @Override
  public Optional<Ref> counterpart(Ref ofSource) {
    return Optional.of(new Ref(ofSource.type(), "other-" + ofSource.id()));
  }

  @Override
  public PhoneRules phones() {
    return PhoneRules.digits();
  }
}
