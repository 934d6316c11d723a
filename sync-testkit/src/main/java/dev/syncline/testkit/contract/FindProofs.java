package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.PhoneRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What searches by keys must find. */
final class FindProofs {

  static final List<Proof<Sample>> ALL =
      List.of(
          Proof.of("finds", "each declared key finds its entity and only it", FindProofs::finds),
          Proof.of(
              "finds nothing", "nothing found is an answer and no error", FindProofs::findsNothing),
          Proof.of(
              "other writings",
              "phones and e-mails written otherwise are found, or it is said that more may be there",
              FindProofs::otherWritings));

  private FindProofs() {}

  private static Map<MatchKey, Findings> find(Workbench bench, Sample sample, List<MatchKey> keys) {
    Map<MatchKey, Findings> found =
        bench.connector().port(sample.type()).find(keys, bench.everything());
    assertThat(found.keySet()).isEqualTo(new LinkedHashSet<>(keys));
    return found;
  }

  private static List<MatchKey> keys(Entity entity, List<Field<?>> fields) {
    return MatchKey.of(entity, fields, PhoneRules.digits());
  }

  private static List<List<Field<?>>> declared(Sample sample) {
    if (sample.keys().isEmpty()) {
      throw Proof.notDeclared("it is found by nothing");
    }
    return sample.keys();
  }

  private static void finds(Workbench bench, Sample sample) {
    bench.connector().check();
    declared(sample);
    Entity wanted = bench.wanted(sample);
    String id = Workbench.id(bench.write(bench.create(wanted)));
    Entity one = bench.read(sample.type(), id);
    bench.make(sample);
    bench.settle(sample.type());
    List<MatchKey> all = new ArrayList<>();
    for (List<Field<?>> fields : declared(sample)) {
      List<MatchKey> some = keys(one, fields);
      assertThat(some).as("the sample has values for %s", fields).isNotEmpty();
      all.addAll(some);
    }
    Map<MatchKey, Findings> found = find(bench, sample, all);
    for (MatchKey key : all) {
      List<Entity> hits = Objects.requireNonNull(found.get(key)).hits();
      assertThat(hits).as("by %s", key).extracting(Entity::id).containsExactly(id);
      Agreement.agree("found by " + key, hits.get(0), one, Set.of());
    }
  }

  private static void findsNothing(Workbench bench, Sample sample) {
    bench.connector().check();
    Entity one = bench.make(sample);
    for (List<Field<?>> fields : declared(sample)) {
      Entity other = one;
      for (Field<?> field : fields) {
        Optional<Entity> strange = strange(other, field);
        if (strange.isPresent()) {
          other = strange.get();
        }
      }
      for (MatchKey key : keys(other, fields)) {
        if (!keys(one, fields).contains(key)) {
          assertThat(find(bench, sample, List.of(key)).values())
              .as("by %s", key)
              .allSatisfy(findings -> assertThat(findings.hits()).isEmpty());
        }
      }
    }
  }

  /** The entity with a value of that field that nobody has; none if such a value is no text. */
  private static Optional<Entity> strange(Entity entity, Field<?> field) {
    Object value = entity.get(field).orElse(null);
    if (value instanceof String) {
      return Optional.of(Workbench.put(entity, field, "nobody; has, this = \"one\" & more"));
    }
    if (field.kind().equals(Kinds.set(Kinds.phone()))) {
      return Optional.of(Workbench.put(entity, field, Set.of("+79991110001")));
    }
    if (field.kind().equals(Kinds.set(Kinds.email()))) {
      return Optional.of(Workbench.put(entity, field, Set.of("nobody@example.net")));
    }
    return Optional.empty();
  }

  private static void otherWritings(Workbench bench, Sample sample) {
    bench.connector().check();
    List<Field<?>> written =
        declared(sample).stream()
            .filter(fields -> fields.size() == 1 && isWritten(fields.get(0)))
            .<Field<?>>map(fields -> fields.get(0))
            .toList();
    if (written.isEmpty()) {
      throw Proof.notDeclared("it is found neither by phone nor by e-mail");
    }
    Entity one = bench.make(sample);
    bench.settle(sample.type());
    for (Field<?> field : written) {
      for (UnaryOperator<String> writing : writings(field)) {
        Set<String> values = new LinkedHashSet<>();
        elements(one, field).forEach(each -> values.add(writing.apply(each)));
        List<MatchKey> keys = keys(Workbench.put(one, field, values), List.of(field));
        find(bench, sample, keys)
            .forEach(
                (key, findings) ->
                    assertThat(
                            !findings.complete()
                                || findings.hits().stream().anyMatch(e -> e.id().equals(one.id())))
                        .as("%s written as %s is found, or not said to be all", field, values)
                        .isTrue());
      }
    }
  }

  private static boolean isWritten(Field<?> field) {
    return field.kind().equals(Kinds.set(Kinds.phone()))
        || field.kind().equals(Kinds.set(Kinds.email()));
  }

  private static List<String> elements(Entity entity, Field<?> field) {
    return entity.get(field).orElse(null) instanceof Set<?> set
        ? set.stream().map(Object::toString).toList()
        : List.of();
  }

  private static List<UnaryOperator<String>> writings(Field<?> field) {
    return field.kind().equals(Kinds.set(Kinds.phone()))
        ? List.of(FindProofs::spaced, FindProofs::bracketed, FindProofs::digits)
        : List.of(each -> each.toUpperCase(Locale.ROOT), each -> " " + each + " ");
  }

  private static String digits(String phone) {
    return PhoneRules.digits().normal(phone);
  }

  private static String spaced(String phone) {
    return "+" + String.join(" ", digits(phone).split(""));
  }

  private static String bracketed(String phone) {
    String all = digits(phone);
    return "+" + all.charAt(0) + " (" + all.substring(1, 4) + ") " + all.substring(4);
  }
}
