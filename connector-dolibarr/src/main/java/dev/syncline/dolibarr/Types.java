package dev.syncline.dolibarr;

import dev.syncline.dolibarr.port.Resource;
import dev.syncline.model.EntityType;
import dev.syncline.model.Payment;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which types an account is asked for. */
final class Types {

  private Types() {}

  /** All, or only these; variants only where their module is used. */
  static Set<EntityType> of(Set<EntityType> only, boolean variants) {
    Set<EntityType> types = new LinkedHashSet<>();
    for (Resource resource : Resource.values()) {
      types.add(resource.type());
    }
    types.add(Payment.TYPE);
    types.add(StockLevel.TYPE);
    if (!only.isEmpty()) {
      types.retainAll(only);
    }
    if (!variants) {
      types.remove(Variant.TYPE);
    }
    return types;
  }
}
