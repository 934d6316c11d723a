package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.connector.OperationKey;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who has which number, as far as this run has made or met it: a create does not ask for one that
 * another of the run's creates has got, or that a search has just shown. Memory does not grow with
 * the catalogue. Thread-safe.
 */
final class KnownNumbers {

  private static final int REMEMBERED = 10_000;

  private record Claim(Side side, EntityType type, Field<?> field, String number) {}

  /**
   * @param proven whether it is there; a create that is only under way proves nothing: what has the
   *     number may be what another create has made, for a store that was lost
   */
  private record Owner(String marker, boolean proven) {}

  private final Map<Claim, Owner> owners = new LinkedHashMap<>();

  /** Whether this create may ask for it: nobody else is known to have it. */
  synchronized boolean claim(
      Side side, EntityType type, Field<?> field, Object number, OperationKey key) {
    Owner mine = new Owner(key.marker(), false);
    Owner owner = owners.putIfAbsent(new Claim(side, type, field, number.toString()), mine);
    forgetTheOldest();
    return owner == null || !owner.proven() || owner.marker().equals(mine.marker());
  }

  /** A create has made something under the number. */
  synchronized void made(
      Side side, EntityType type, Field<?> field, Object number, OperationKey key) {
    owners.put(new Claim(side, type, field, number.toString()), new Owner(key.marker(), true));
    forgetTheOldest();
  }

  /** A create made nothing: the number is free again. */
  synchronized void release(
      Side side, EntityType type, Field<?> field, Object number, OperationKey key) {
    owners.remove(new Claim(side, type, field, number.toString()), new Owner(key.marker(), false));
  }

  /** A search has shown who has it. */
  synchronized void met(Side side, Field<?> field, Object number, Entity holder) {
    owners.put(
        new Claim(side, holder.type(), field, number.toString()),
        new Owner(holder.marker().orElse("id " + holder.id()), true));
    forgetTheOldest();
  }

  private void forgetTheOldest() {
    if (owners.size() > REMEMBERED) {
      owners.remove(owners.keySet().iterator().next());
    }
  }
}
