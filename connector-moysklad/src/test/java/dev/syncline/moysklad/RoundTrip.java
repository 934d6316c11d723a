package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Reading;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The law of a table: what was written is read back, and writing back what was read changes
 * nothing.
 */
final class RoundTrip {

  private RoundTrip() {}

  /** Creates, reads, writes back all that was read, reads again; gives what was read. */
  static Entity of(Rig rig, Entity wanted, Field<?>... lossy) {
    FieldSet all = asked(rig, wanted);
    Entity stored = rig.stored(Rig.create("1", wanted));
    Entity read = read(rig, stored, all);
    for (Field<?> field : wanted.fields()) {
      if (!Set.of(lossy).contains(field)) {
        assertSame(read, wanted, field);
        assertSame(stored, wanted, field);
      }
    }
    Entity delta = Entity.of(read.type(), read.id());
    for (Field<?> field : read.fields()) {
      if (rig.connector.port(read.type()).capabilities().writable(field)) {
        delta = copy(delta, read, field);
      }
    }
    rig.stored(Rig.update(read, delta));
    Entity again = read(rig, stored, all);
    for (Field<?> field : read.fields()) {
      assertSame(again, read, field);
    }
    return read;
  }

  /** Everything that the type can tell, and what was asked. */
  private static FieldSet asked(Rig rig, Entity wanted) {
    Set<Field<?>> fields = new LinkedHashSet<>(wanted.fields());
    fields.addAll(rig.connector.port(wanted.type()).capabilities().readable());
    return FieldSet.of(fields);
  }

  private static Entity read(Rig rig, Entity stored, FieldSet fields) {
    Reading reading =
        rig.connector.port(stored.type()).read(List.of(stored.id()), fields).get(stored.id());
    assertThat(reading).isInstanceOf(Reading.Found.class);
    return ((Reading.Found) reading).entity();
  }

  private static <V> Entity copy(Entity to, Entity from, Field<V> field) {
    return to.with(field, from.get(field));
  }

  /** Both say the same of a field. */
  static void assertSame(Entity one, Entity other, Field<?> field) {
    assertThat(one.canonical(field, PhoneRules.digits()))
        .as(field.toString())
        .isEqualTo(other.canonical(field, PhoneRules.digits()));
  }
}
