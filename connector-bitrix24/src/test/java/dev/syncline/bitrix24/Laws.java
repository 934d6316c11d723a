package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.PhoneRules;
import java.util.List;
import java.util.Set;

/**
 * The laws of the tables: what was written is read back, and writing back what was read changes
 * nothing.
 */
final class Laws {

  private static final PhoneRules PHONES = PhoneRules.digits();
  private static final Set<Field<?>> LINES = Set.of(Order.LINES, Invoice.LINES);

  private final Bench bench;

  Laws(Bench bench) {
    this.bench = bench;
  }

  /** Writes, reads, and compares every field that was said. */
  Entity same(Entity wanted) {
    WriteResult result = bench.write(bench.create(wanted));
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    WriteResult.Written written = (WriteResult.Written) result;
    assertThat(written.leftOut()).isEmpty();
    Entity read = bench.read(wanted.type(), written.id());
    agree(read, wanted);
    written.held().ifPresent(held -> agreeWhereKnown(read, held));
    return read;
  }

  private static void agreeWhereKnown(Entity read, Entity held) {
    for (Field<?> field : held.fields()) {
      if (read.knows(field) && !LINES.contains(field) && !field.computed()) {
        assertThat(read.same(held, field, PHONES)).as("%s", field).isTrue();
      }
    }
  }

  static void agree(Entity read, Entity wanted) {
    for (Field<?> field : wanted.fields()) {
      if (field.equals(Order.LINES)) {
        agreeLines(read.require(Order.LINES), wanted.require(Order.LINES));
      } else if (field.equals(Invoice.LINES)) {
        agreeLines(read.require(Invoice.LINES), wanted.require(Invoice.LINES));
      } else {
        assertThat(read.same(wanted, field, PHONES))
            .as("%s: %s, wanted %s", field, read.get(field), wanted.get(field))
            .isTrue();
      }
    }
  }

  private static void agreeLines(List<Entity> read, List<Entity> wanted) {
    assertThat(read).hasSameSizeAs(wanted);
    for (int at = 0; at < read.size(); at++) {
      agree(read.get(at), wanted.get(at));
    }
  }

  void writingBackChangesNothing(Entity read) {
    bench.time.advance(java.time.Duration.ofMinutes(1));
    Capabilities can = bench.connector.port(read.type()).capabilities();
    Entity delta = Entity.of(read.type(), read.id());
    for (Field<?> field : read.fields()) {
      if (can.writable(field)) {
        delta = copied(delta, read, field);
      }
    }
    assertThat(bench.write(bench.update(read, delta))).isInstanceOf(WriteResult.Written.class);
    agree(bench.read(read.type(), read.id()), read);
  }

  private static <V> Entity copied(Entity to, Entity from, Field<V> field) {
    return to.with(field, from.get(field));
  }
}
