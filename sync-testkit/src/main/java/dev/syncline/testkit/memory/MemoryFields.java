package dev.syncline.testkit.memory;

import dev.syncline.connector.CustomField;
import dev.syncline.connector.Dictionaries;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields that administrators made. As with real vendors, two may bear one name, and nothing but
 * {@link #create} guards against that; what nobody made can neither be read nor written.
 * Thread-safe.
 */
final class MemoryFields implements Dictionaries {

  private final MemoryConnector system;
  private final Map<EntityType, List<CustomField>> made = new HashMap<>();

  MemoryFields(MemoryConnector system) {
    this.system = system;
  }

  @Override
  public Set<String> names() {
    return Set.of();
  }

  @Override
  public List<Code> codes(String dictionary) {
    return List.of();
  }

  @Override
  public synchronized List<CustomField> customFields(EntityType type) {
    return List.copyOf(made.getOrDefault(type, List.of()));
  }

  @Override
  public CustomField create(CustomField wanted) {
    system.table(wanted.type());
    return system.call(MemoryCall.MAKE_FIELD, () -> made(wanted));
  }

  private synchronized CustomField made(CustomField wanted) {
    for (CustomField each : customFields(wanted.type())) {
      if (each.name().equals(wanted.name())) {
        if (each.sort() != wanted.sort()) {
          throw new IllegalArgumentException(each + " is there already and holds something else");
        }
        return each;
      }
    }
    return add(wanted);
  }

  /** An administrator makes a field, whatever there is. */
  synchronized CustomField add(CustomField wanted) {
    CustomField field = new CustomField(wanted.type(), wanted.name(), wanted.name(), wanted.sort());
    made.computeIfAbsent(wanted.type(), type -> new ArrayList<>()).add(field);
    return field;
  }

  /** Whether nobody has made a field yet that the type's rules know. */
  synchronized boolean lacks(Field<?> field) {
    return field.custom()
        && customFields(field.type()).stream()
            .noneMatch(each -> each.code().equals(field.customCode()));
  }

  /** Those of a type's fields that nobody has made yet. */
  Set<Field<?>> lacking(MemoryType rules) {
    if (!rules.hasCustom()) {
      return Set.of();
    }
    Set<Field<?>> lacking = new LinkedHashSet<>(rules.all());
    lacking.removeIf(field -> !lacks(field));
    return lacking;
  }
}
