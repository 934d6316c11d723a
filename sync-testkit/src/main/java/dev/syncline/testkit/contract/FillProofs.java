package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a system gives to an entity that a create says nothing of. */
final class FillProofs {

  static final List<Proof<Sample>> ALL =
      List.of(
          Proof.of(
              "fills",
              "what the system fills in where a create leaves it empty is declared",
              FillProofs::fills));

  private FillProofs() {}

  private static void fills(Workbench bench, Sample sample) {
    bench.connector().check();
    Capabilities capabilities = bench.capabilities(sample.type());
    if (!capabilities.can(Operation.CREATE)) {
      throw Proof.notDeclared("the connector cannot CREATE");
    }
    List<Field<?>> fields = new ArrayList<>(bench.writable(sample.type()));
    fields.addAll(bench.createOnly(sample.type()));
    List<Field<?>> filled = new ArrayList<>();
    for (Field<?> field : fields) {
      if (!sample.excepted().containsKey(field)) {
        WriteResult result = bench.write(bench.create(bench.wanted(sample).cleared(field)));
        if (result instanceof WriteResult.Written written
            && says(bench.read(sample.type(), written.id()), field)) {
          filled.add(field);
        }
      }
    }
    assertThat(filled).as("filled in by the system; declare it").allMatch(capabilities::fills);
  }

  private static boolean says(Entity read, Field<?> field) {
    Object value = read.get(field).orElse(null);
    return value != null
        && !(value instanceof Collection<?> all && all.isEmpty())
        && !(value instanceof Map<?, ?> named && named.isEmpty());
  }
}
