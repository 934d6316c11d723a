package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.Change;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Reading;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a connector does with fields that administrators made, if it declares them. */
final class CustomFieldProofs {

  /** A field of each sort that can be made and filled without a person: no list, nothing odd. */
  private static final List<Sort> SORTS =
      List.of(Sort.LINE, Sort.TEXT, Sort.NUMBER, Sort.BOOL, Sort.DATE, Sort.INSTANT, Sort.LINK);

  static final List<Proof<Sample>> ALL =
      List.of(
          Proof.of(
              "custom fields",
              "a field of every sort is made once, written, changed, cleared and listed",
              CustomFieldProofs::kept),
          Proof.of(
              "unknown custom",
              "a field that nobody made is an error that names it",
              CustomFieldProofs::unknown));

  private CustomFieldProofs() {}

  /** A made field with two values of its kind. */
  private record Made<V>(CustomField what, Field<V> field, V one, V other) {

    static Made<?> of(CustomField made) {
      return switch (made.sort()) {
        case NUMBER -> of(made, Kinds.decimal(), new BigDecimal("12.5"), new BigDecimal("-3"));
        case BOOL -> of(made, Kinds.bool(), true, false);
        case DATE -> of(made, Kinds.date(), LocalDate.of(2026, 2, 3), LocalDate.of(1999, 12, 31));
        case INSTANT -> of(made, Kinds.instant(), moment("02-03T22:15"), moment("10-25T00:59"));
        case LINK -> of(made, Kinds.text(), "https://a.example/?b=1+2&c", "http://b.example/");
        case TEXT -> of(made, Kinds.text(), "one; \"line\"\nand + more", "x");
        default -> of(made, Kinds.text(), "a & b + c; \"d\"", "0");
      };
    }

    private static <V> Made<V> of(
        CustomField made, dev.syncline.model.Kind<V> kind, V one, V other) {
      return new Made<>(made, Field.custom(made.type(), made.code(), kind), one, other);
    }

    private static Instant moment(String day) {
      return Instant.parse("2026-" + day + ":00Z");
    }

    Entity into(Entity entity, boolean first) {
      return entity.with(field, first ? one : other);
    }
  }

  private static void declared(Workbench bench, EntityType type) {
    bench.connector().check();
    boolean writable = bench.capabilities(type).creatable(Field.custom(type, "any", Kinds.text()));
    if (!writable || !bench.capabilities(type).can(Operation.UPDATE)) {
      throw Proof.notDeclared("the type has no fields of administrators");
    }
  }

  private static void kept(Workbench bench, Sample sample) {
    EntityType type = sample.type();
    declared(bench, type);
    List<Made<?>> all = new ArrayList<>();
    for (Sort sort : SORTS) {
      make(bench, type, sort).map(Made::of).ifPresent(all::add);
    }
    assertThat(all).as("sorts of fields that can be made").isNotEmpty();
    for (Made<?> each : all) {
      CustomField again =
          bench
              .connector()
              .dictionaries()
              .create(CustomField.wanted(type, each.what().name(), each.what().sort()));
      assertThat(again).as("made twice").isEqualTo(each.what());
      assertThat(bench.connector().dictionaries().customFields(type)).contains(each.what());
    }
    filled(bench, sample, all);
  }

  private static Optional<CustomField> make(Workbench bench, EntityType type, Sort sort) {
    Dictionaries dictionaries = bench.connector().dictionaries();
    try {
      return Optional.of(dictionaries.create(CustomField.wanted(type, "Contract " + sort, sort)));
    } catch (IllegalArgumentException unmakeable) {
      return Optional.empty();
    }
  }

  private static void filled(Workbench bench, Sample sample, List<Made<?>> all) {
    Entity wanted = bench.wanted(sample);
    for (Made<?> each : all) {
      wanted = each.into(wanted, true);
    }
    WriteResult made = bench.write(bench.create(wanted));
    assertThat(made).isInstanceOf(WriteResult.Written.class);
    assertThat(((WriteResult.Written) made).leftOut()).as("left out").isEmpty();
    FieldSet fields = fields(bench, all);
    Entity held = read(bench, sample.type(), Workbench.id(made), fields);
    Agreement.agree("created", held, wanted, Set.of());
    listed(bench, held, fields);
    for (Made<?> each : all) {
      held = written(bench, held, each.into(bare(held), false), each.field(), fields);
      if (each.what().sort() != Sort.BOOL) {
        held = written(bench, held, bare(held).cleared(each.field()), each.field(), fields);
      }
    }
  }

  private static Entity bare(Entity held) {
    return Entity.of(held.type(), held.id());
  }

  private static FieldSet fields(Workbench bench, List<Made<?>> all) {
    return bench.everything().and(FieldSet.of(all.stream().<Field<?>>map(Made::field).toList()));
  }

  private static Entity read(Workbench bench, EntityType type, String id, FieldSet fields) {
    Reading reading = bench.connector().port(type).read(List.of(id), fields).get(id);
    if (reading instanceof Reading.Found found) {
      return found.entity();
    }
    throw new AssertionError(type + " " + id + " should be there, got " + reading);
  }

  /** One field is changed, and neither another custom one nor one of the vendor's own. */
  private static Entity written(
      Workbench bench, Entity held, Entity delta, Field<?> field, FieldSet fields) {
    bench.pass(java.time.Duration.ofMinutes(2));
    WriteResult result = bench.write(bench.update(held, delta));
    assertThat(result).as("update of %s", field).isInstanceOf(WriteResult.Written.class);
    assertThat(((WriteResult.Written) result).leftOut()).as("update of %s", field).isEmpty();
    Entity after = read(bench, held.type(), held.id(), fields);
    Agreement.agree("update of " + field, after, delta, Set.of());
    Set<Field<?>> touched = new java.util.LinkedHashSet<>(Set.of(field));
    held.fields().stream().filter(Field::computed).forEach(touched::add);
    Agreement.agree("untouched by an update of " + field, after, held, touched);
    return after;
  }

  private static void listed(Workbench bench, Entity held, FieldSet fields) {
    bench.settle(held.type());
    Optional<Feed> feed = bench.listing(held.type(), held.id());
    if (feed.isEmpty()) {
      return;
    }
    try (Feed.Session session =
        feed.get().open(feed.get().start(new Feed.StartAt.Beginning()), fields)) {
      Optional<Feed.Page> page = session.next();
      while (page.isPresent()) {
        for (Change change : page.get().changes()) {
          if (change.ref().equals(held.ref())) {
            change.content().ifPresent(listed -> Agreement.agree("listed", listed, held, Set.of()));
          }
        }
        page = page.get().last() ? Optional.empty() : session.next();
      }
    }
  }

  private static void unknown(Workbench bench, Sample sample) {
    declared(bench, sample.type());
    String id = bench.make(sample, 1).get(0);
    Field<String> none = Field.custom(sample.type(), "Nobody made this", Kinds.text());
    assertThatThrownBy(
            () -> bench.connector().port(sample.type()).read(List.of(id), FieldSet.of(none)))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            clear -> {
              assertThat(clear).hasMessageContaining("Nobody made this");
              Secrets.named(clear, bench.connector().account());
            });
  }
}
