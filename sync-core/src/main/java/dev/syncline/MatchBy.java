package dev.syncline;

import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.util.List;

/**
 * One way in which a flow looks for counterparts.
 *
 * @param fields the fields that must all agree
 * @param unless the entity is not looked for in this way if it has a value in one of these: they
 *     are better keys
 * @since 0.1
 */
public record MatchBy(List<Field<?>> fields, List<Field<?>> unless) {

  /** Keeps its own copies. */
  public MatchBy {
    fields = List.copyOf(fields);
    unless = List.copyOf(unless);
  }

  /** The keys that an entity has in this way; none if it has a better one. */
  public List<MatchKey> keys(Entity entity, PhoneRules phones) {
    return outdone(entity, phones) ? List.of() : MatchKey.of(entity, fields, phones);
  }

  /** Whether the entity has a better key; a set without elements is none. */
  public boolean outdone(Entity entity, PhoneRules phones) {
    return unless.stream().anyMatch(field -> !entity.canonical(field, phones).isEmpty());
  }
}
