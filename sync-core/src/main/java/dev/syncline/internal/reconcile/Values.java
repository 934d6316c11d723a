package dev.syncline.internal.reconcile;

import dev.syncline.mapping.Put;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Puts values whose types only the rule's author knew. */
final class Values {

  private Values() {}

  /** The entity with the value put into the field; unchanged if the put says nothing. */
  @SuppressWarnings("unchecked")
  static <V> Entity put(Entity entity, Field<V> field, Put<?> put) {
    if (put instanceof Put.Value<?> value) {
      return entity.with(field, (V) value.value());
    }
    if (put instanceof Put.Candidates<?> candidates) {
      return entity.with(field, (V) candidates.values().get(0));
    }
    return put instanceof Put.Empty<?> ? entity.cleared(field) : entity;
  }

  /** Whether the put says something, and putting it would change nothing. */
  static boolean holds(Entity entity, Field<?> field, Put<?> put, PhoneRules phones) {
    if (put instanceof Put.Candidates<?> candidates) {
      return candidates.values().stream()
          .anyMatch(each -> holds(entity, field, Put.value(each), phones));
    }
    if (!(put instanceof Put.Value<?>) && !(put instanceof Put.Empty<?>)) {
      return false;
    }
    return put(entity, field, put).same(entity, field, phones);
  }

  /** Whether the field holds a set that is merged element by element. */
  static boolean isSet(Field<?> field) {
    return field.kind().name().startsWith("set of ");
  }

  /** The elements of a set by their canonical text. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> elements(Entity entity, Field<?> field, PhoneRules phones) {
    Map<String, Object> elements = new LinkedHashMap<>();
    Field<Set<Object>> setField = (Field<Set<Object>>) field;
    for (Object element : entity.get(setField).orElse(Set.of())) {
      for (String canonical : setField.kind().elements(Set.of(element), phones)) {
        elements.putIfAbsent(canonical, element);
      }
    }
    return elements;
  }

  /** A put of a set; empty if there are no elements. */
  static Put<?> set(Iterable<Object> elements) {
    Set<Object> set = new LinkedHashSet<>();
    elements.forEach(set::add);
    return set.isEmpty() ? Put.empty() : Put.value(set);
  }
}
