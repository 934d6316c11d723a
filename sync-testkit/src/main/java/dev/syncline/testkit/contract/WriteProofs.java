package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What writes must do, and must leave alone. */
final class WriteProofs {

  private static final Duration A_WHILE = Duration.ofMinutes(2);

  static final List<Proof<Sample>> ALL =
      List.of(
          Proof.of(
              "creates", "what is created is read back as it was wanted", WriteProofs::creates),
          Proof.of(
              "updates",
              "each writable field takes another value, and no other field changes",
              WriteProofs::updates),
          Proof.of(
              "clears", "an empty value clears, and no other field changes", WriteProofs::clears),
          Proof.of("unchanged", "writing what is held changes nothing", WriteProofs::unchanged),
          Proof.of(
              "create only",
              "what only a create sets is not changed later",
              WriteProofs::createOnly),
          Proof.of("stale", "an old version is stale, and nothing is changed", WriteProofs::stale),
          Proof.of(
              "gone on write", "a write to what was deleted is answered gone", WriteProofs::gone),
          Proof.of("poison", "one that is refused spoils no neighbour", WriteProofs::poisoned),
          Proof.of(
              "references",
              "references to other creates of the list lead to what they made",
              WriteProofs::references));

  private WriteProofs() {}

  private static void can(Workbench bench, Sample sample, Operation operation) {
    bench.connector().check();
    if (!bench.capabilities(sample.type()).can(operation)) {
      throw Proof.notDeclared("the connector cannot " + operation);
    }
  }

  private static void creates(Workbench bench, Sample sample) {
    can(bench, sample, Operation.CREATE);
    Entity wanted = bench.wanted(sample);
    for (Field<?> field : wanted.fields()) {
      assertThat(bench.capabilities(sample.type()).creatable(field))
          .as("the sample says %s, which no create may set", field)
          .isTrue();
    }
    WriteResult result = bench.write(bench.create(wanted));
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    WriteResult.Written written = (WriteResult.Written) result;
    assertThat(written.id()).isNotBlank();
    assertThat(written.leftOut()).as("left out of a valid sample").isEmpty();
    Entity read = bench.read(sample.type(), written.id());
    Agreement.agree("after create", read, wanted, Set.of());
    written
        .held()
        .ifPresent(holds -> Agreement.agree("told by create", read, holds, unsure(read, holds)));
  }

  /** What one of two does not say, and what was reckoned at different moments. */
  private static Set<Field<?>> unsure(Entity one, Entity other) {
    Set<Field<?>> all = new LinkedHashSet<>(other.fields());
    all.removeIf(field -> one.knows(field) && !field.computed() && !field.custom());
    return all;
  }

  private static void updates(Workbench bench, Sample sample) {
    can(bench, sample, Operation.UPDATE);
    int proven = 0;
    for (Field<?> field : bench.writable(sample.type())) {
      if (!sample.excepted().containsKey(field)) {
        proven++;
        Entity held = bench.make(sample);
        Object other =
            sample
                .other(bench, held, field)
                .orElseThrow(
                    () ->
                        new AssertionError(
                            "give the sample "
                                + sample
                                + " another value of "
                                + field
                                + ", or except it"));
        changed(bench, sample, held, field, Workbench.put(bare(held), field, other));
      }
    }
    assertThat(proven).as("fields proven").isPositive();
  }

  private static Entity bare(Entity held) {
    return Entity.of(held.type(), held.id());
  }

  private static void changed(
      Workbench bench, Sample sample, Entity held, Field<?> field, Entity delta) {
    bench.pass(A_WHILE);
    WriteResult result = bench.write(bench.update(held, delta));
    assertThat(result).as("update of %s", field).isInstanceOf(WriteResult.Written.class);
    WriteResult.Written written = (WriteResult.Written) result;
    assertThat(written.id()).isEqualTo(held.id());
    assertThat(written.leftOut()).as("update of %s", field).isEmpty();
    Entity after = bench.read(held.type(), held.id());
    Agreement.agree("update of " + field, after, delta, Set.of());
    Agreement.agree(
        "untouched by an update of " + field, after, held, touched(sample, held, field));
    written
        .held()
        .ifPresent(holds -> Agreement.agree("told by update", after, holds, unsure(after, holds)));
  }

  private static Set<Field<?>> touched(Sample sample, Entity held, Field<?> field) {
    Set<Field<?>> touched = new LinkedHashSet<>(sample.moved(field));
    touched.add(field);
    held.fields().stream().filter(each -> each.computed() || each.custom()).forEach(touched::add);
    return touched;
  }

  private static void clears(Workbench bench, Sample sample) {
    can(bench, sample, Operation.UPDATE);
    int proven = 0;
    for (Field<?> field : bench.writable(sample.type())) {
      boolean left =
          sample.excepted().containsKey(field)
              || sample.isNeverEmpty(field)
              || field.kind().equals(Kinds.bool());
      if (!left) {
        proven++;
        Entity held = bench.make(sample);
        changed(bench, sample, held, field, bare(held).cleared(field));
      }
    }
    if (proven == 0) {
      throw Proof.notDeclared("no field can be empty");
    }
  }

  private static void unchanged(Workbench bench, Sample sample) {
    can(bench, sample, Operation.UPDATE);
    Entity held = bench.make(sample);
    Entity delta = bare(held);
    for (Field<?> field : bench.writable(sample.type())) {
      if (held.has(field) && !sample.excepted().containsKey(field)) {
        delta = Workbench.put(delta, field, held.require(field));
      }
    }
    bench.pass(A_WHILE);
    assertThat(bench.write(bench.update(held, delta))).isInstanceOf(WriteResult.Written.class);
    Entity after = bench.read(held.type(), held.id());
    Agreement.agree("written back", after, held, Set.of());
  }

  private static void createOnly(Workbench bench, Sample sample) {
    can(bench, sample, Operation.UPDATE);
    List<Field<?>> fields =
        bench.createOnly(sample.type()).stream()
            .filter(field -> !sample.excepted().containsKey(field))
            .toList();
    if (fields.isEmpty()) {
      throw Proof.notDeclared("no field is set by creates only");
    }
    for (Field<?> field : fields) {
      Entity held = bench.make(sample);
      Object other =
          sample
              .other(bench, held, field)
              .orElseThrow(
                  () ->
                      new AssertionError(
                          "give the sample "
                              + sample
                              + " another value of "
                              + field
                              + ", or except it"));
      try {
        WriteResult result =
            bench.write(bench.update(held, Workbench.put(bare(held), field, other)));
        assertThat(
                result instanceof WriteResult.Refused
                    || (result instanceof WriteResult.Written w && w.leftOut().contains(field)))
            .as("%s is refused or left out, not silently dropped: %s", field, result)
            .isTrue();
      } catch (IllegalStateException | IllegalArgumentException strict) {
        assertThat(strict).hasMessageContaining(field.name());
      }
      Agreement.agree("after", bench.read(held.type(), held.id()), held, Set.of());
    }
  }

  private static void stale(Workbench bench, Sample sample) {
    can(bench, sample, Operation.UPDATE);
    Entity old = bench.make(sample);
    if (old.version().isEmpty()) {
      throw Proof.notDeclared("entities have no version");
    }
    Entity first = Mixture.changed(bench, sample, old).orElseThrow();
    assertThat(bench.write(bench.update(old, first))).isInstanceOf(WriteResult.Written.class);
    Entity now = bench.read(old.type(), old.id());
    assertThat(now.version()).isNotEqualTo(old.version());
    Entity second = Mixture.changed(bench, sample, now).orElseThrow();
    assertThat(bench.write(bench.update(old, second))).isInstanceOf(WriteResult.Stale.class);
    Agreement.agree("after", bench.read(old.type(), old.id()), now, Set.of());
  }

  private static void gone(Workbench bench, Sample sample) {
    can(bench, sample, Operation.DELETE);
    Entity held = bench.make(sample);
    Optional<Entity> delta = Mixture.changed(bench, sample, held);
    assertThat(bench.write(bench.delete(held))).isInstanceOf(WriteResult.Written.class);
    assertThat(bench.write(bench.delete(held))).isInstanceOf(WriteResult.Gone.class);
    delta.ifPresent(
        some ->
            assertThat(bench.write(bench.update(held, some))).isInstanceOf(WriteResult.Gone.class));
  }

  private static void poisoned(Workbench bench, Sample sample) {
    can(bench, sample, Operation.CREATE);
    UnaryOperator<Entity> spoil =
        sample.spoil().orElseThrow(() -> Proof.notDeclared("nothing is known to be refused"));
    List<Write> writes = new ArrayList<>();
    for (int at = 0; at < 7; at++) {
      Entity wanted = bench.wanted(sample);
      writes.add(bench.create(at % 3 == 1 ? spoil.apply(wanted) : wanted));
    }
    List<WriteResult> results = bench.write(writes);
    for (int at = 0; at < 7; at++) {
      WriteResult result = results.get(at);
      if (at % 3 == 1) {
        assertThat(result).as("poison " + at).isInstanceOf(WriteResult.Refused.class);
        assertThat(((WriteResult.Refused) result).reasons()).isNotEmpty();
      } else {
        Entity wanted = ((Write.Create) writes.get(at)).wanted();
        Agreement.agree(
            "beside poison", bench.read(sample.type(), Workbench.id(result)), wanted, Set.of());
      }
    }
  }

  private static void references(Workbench bench, Sample sample) {
    can(bench, sample, Operation.CREATE);
    Entity wanted = bench.wanted(sample);
    List<Field<?>> fields = new ArrayList<>();
    for (Field<?> field : wanted.fields()) {
      if (wanted.get(field).orElse(null) instanceof Ref ref && creates(bench, ref.type())) {
        fields.add(field);
      }
    }
    if (fields.isEmpty()) {
      throw Proof.notDeclared("it refers to nothing that is created");
    }
    if (!bench.capabilities(sample.type()).chains()) {
      throw Proof.notDeclared("creates do not point at each other");
    }
    List<Write> writes = new ArrayList<>();
    for (Field<?> field : fields) {
      EntityType target = ((Ref) Objects.requireNonNull(wanted.get(field).orElse(null))).type();
      Write.Create made = bench.create(sample.target(bench, field, target));
      writes.add(made);
      wanted = Workbench.put(wanted, field, Ref.to(target, made.key().text()));
    }
    writes.add(bench.create(wanted));
    List<WriteResult> results = bench.write(writes);
    Entity read = bench.read(sample.type(), Workbench.id(results.get(fields.size())));
    for (int at = 0; at < fields.size(); at++) {
      Ref there = (Ref) Objects.requireNonNull(read.get(fields.get(at)).orElse(null));
      assertThat(there.id()).as("%s", fields.get(at)).isEqualTo(Workbench.id(results.get(at)));
    }
  }

  private static boolean creates(Workbench bench, EntityType type) {
    return bench.connector().entityTypes().contains(type)
        && bench.capabilities(type).can(Operation.CREATE);
  }
}
