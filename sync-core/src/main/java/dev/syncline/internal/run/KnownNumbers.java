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
 * another of the run's creates has, or that a search has just shown. Memory does not grow with the
 * catalogue. Thread-safe.
 */
final class KnownNumbers {

  private static final int REMEMBERED = 10_000;

  private record Number(Side side, EntityType type, Field<?> field, String number) {}

  private final Map<Number, String> owners = new LinkedHashMap<>();

  /** Whether it is free for this create, as far as anybody knows; then it is this create's. */
  synchronized boolean claim(
      Side side, EntityType type, Field<?> field, Object number, OperationKey key) {
    String owner = owners.putIfAbsent(new Number(side, type, field, number.toString()), key.text());
    forgetTheOldest();
    return owner == null || owner.equals(key.text());
  }

  /** A create made nothing: the number is free again. */
  synchronized void release(
      Side side, EntityType type, Field<?> field, Object number, OperationKey key) {
    owners.remove(new Number(side, type, field, number.toString()), key.text());
  }

  /** A search has shown who has it. */
  synchronized void met(Side side, Field<?> field, Object number, Entity holder) {
    owners.put(
        new Number(side, holder.type(), field, number.toString()),
        holder.marker().orElse("id " + holder.id()));
    forgetTheOldest();
  }

  private void forgetTheOldest() {
    if (owners.size() > REMEMBERED) {
      owners.remove(owners.keySet().iterator().next());
    }
  }
}
