package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.model.Entity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a search by keys may miss because it was made a moment ago, or is being made: by this plan
 * or by another one of the account.
 *
 * @param shown what was read by its id and has the key
 * @param unseen keys of which nobody can say yet what has them
 */
record Newborns(Map<MatchKey, Entity> shown, Map<MatchKey, Reservation> unseen) {

  /** None. */
  static final Newborns NONE = new Newborns(Map.of(), Map.of());

  /** Looks for them among the reservations of an account; costs a read only if there are some. */
  static Newborns of(
      World world,
      Flow flow,
      Side target,
      Collection<MatchKey> keys,
      Map<MatchKey, Findings> found,
      FieldSet wanted) {
    Map<MatchKey, Reservation> live = world.reservations(target).live(keys, world.runtime().now());
    live.entrySet().removeIf(each -> isFound(each.getValue(), found.get(each.getKey())));
    if (live.isEmpty()) {
      return NONE;
    }
    Set<String> ids = new LinkedHashSet<>();
    live.values().stream().filter(Reservation::made).forEach(each -> ids.add(each.madeId()));
    Map<String, Reading> readings =
        ids.isEmpty() ? Map.of() : world.readings(flow, target, ids, wanted);
    Map<MatchKey, Entity> shown = new LinkedHashMap<>();
    Map<MatchKey, Reservation> unseen = new LinkedHashMap<>();
    live.forEach(
        (key, reserved) -> {
          if (!(readings.get(reserved.madeId()) instanceof Reading.Found read)) {
            unseen.put(key, reserved);
          } else if (has(read.entity(), key, world)) {
            shown.put(key, read.entity());
          }
        });
    return new Newborns(shown, unseen);
  }

  /** The search shows it; what shows while no id is known is most likely what was being made. */
  private static boolean isFound(Reservation reserved, @Nullable Findings findings) {
    List<Entity> hits = findings == null ? List.of() : findings.hits();
    return reserved.made()
        ? hits.stream().anyMatch(hit -> hit.id().equals(reserved.madeId()))
        : !hits.isEmpty();
  }

  /** Somebody may have changed it since. */
  private static boolean has(Entity entity, MatchKey key, World world) {
    List<MatchKey> keys = MatchKey.of(entity, key.fields(), world.prints().phones());
    return keys.contains(key);
  }
}
