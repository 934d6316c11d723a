package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes of all types and operations in turns, none of which refers to another. */
record Mixture(List<Write> writes) {

  static Mixture of(Workbench bench, int many) {
    List<Write> all = new ArrayList<>();
    List<Write> kept = new ArrayList<>();
    for (EntityType type : AccountProofs.types(bench, Operation.CREATE)) {
      Sample sample = bench.sample(type);
      // What is changed and removed is there before, once each: a list has one write for an entity.
      kept.addAll(changes(bench, sample));
    }
    List<EntityType> types = AccountProofs.types(bench, Operation.CREATE);
    while (all.size() + kept.size() < many) {
      Sample sample = bench.sample(types.get(all.size() % types.size()));
      all.add(bench.create(bench.wanted(sample)));
    }
    for (int at = 0; at < kept.size(); at++) {
      all.add(Math.min(all.size(), 2 * at), kept.get(at));
    }
    return new Mixture(List.copyOf(all));
  }

  private static List<Write> changes(Workbench bench, Sample sample) {
    List<Write> writes = new ArrayList<>();
    if (bench.capabilities(sample.type()).can(Operation.UPDATE)) {
      Entity held = bench.make(sample);
      changed(bench, sample, held).ifPresent(delta -> writes.add(bench.update(held, delta)));
    }
    if (bench.capabilities(sample.type()).can(Operation.DELETE)) {
      writes.add(bench.delete(bench.make(sample)));
    }
    return writes;
  }

  /** A delta of one field that takes another value; none if nothing can be changed. */
  static Optional<Entity> changed(Workbench bench, Sample sample, Entity held) {
    for (Field<?> field : bench.writable(sample.type())) {
      if (!sample.excepted().containsKey(field) && !sample.undated().containsKey(field)) {
        Optional<?> other = sample.other(bench, held, field);
        if (other.isPresent()) {
          return Optional.of(
              Workbench.put(Entity.of(sample.type(), held.id()), field, other.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** Each result is that of its write: what was asked is there, and what was removed is not. */
  void isDone(Workbench bench, List<WriteResult> results) {
    assertThat(results).hasSameSizeAs(writes);
    for (int at = 0; at < writes.size(); at++) {
      Write write = writes.get(at);
      String id = Workbench.id(results.get(at));
      if (write instanceof Write.Create create) {
        Set<Field<?>> left = leftOut(results.get(at));
        Agreement.agree("result " + at, bench.read(write.type(), id), create.wanted(), left);
      } else if (write instanceof Write.Update update) {
        assertThat(id).isEqualTo(update.held().id());
        Agreement.agree("result " + at, bench.read(write.type(), id), update.delta(), Set.of());
      } else {
        assertThat(id).isEqualTo(((Write.Delete) write).held().id());
        assertThat(bench.reading(write.type(), id)).isInstanceOf(Reading.Gone.class);
      }
    }
  }

  private static Set<Field<?>> leftOut(WriteResult result) {
    return result instanceof WriteResult.Written written ? written.leftOut() : Set.of();
  }
}
