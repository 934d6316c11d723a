package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syncline.connector.ConnectorException;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.TestAbortedException;

/**
 * The laws that every line of a connector's codec keeps. A subclass gives the lines and names the
 * tables that they are all of; it prints which law was proven of which line, and what is lost.
 *
 * <ol>
 *   <li>What is written is read back, up to the declared loss.
 *   <li>Writing back what was read changes nothing.
 *   <li>Absent is not empty: a document that does not mention a field says what the line declares,
 *       one that mentions it empty says that it is empty.
 *   <li>What is of the wrong sort in a document is ignored or a {@code ProtocolBroken}, never
 *       another exception.
 * </ol>
 *
 * <p>Values come from {@link Values}, the nasty ones first; their seed is printed. Every document
 * travels as bytes once.
 *
 * @since 0.1
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CodecLaws {

  /** How many random values a line is proven with, behind the nasty ones. */
  public static final int RANDOM_VALUES = 100;

  private static final PhoneRules PHONES = PhoneRules.digits();
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final ProofTable table = new ProofTable("Codec laws of " + system());

  /** For subclasses. */
  protected CodecLaws() {}

  /** The system's name. */
  protected abstract String system();

  /** All lines. */
  protected abstract List<LawfulLine<?>> lines();

  /** The fields of each table, by the table's name: each has to be among the lines. */
  protected abstract Map<String, Set<Field<?>>> tables();

  @TestFactory
  Stream<DynamicNode> laws() {
    table.note("seed " + Values.usual().seed() + " (-D" + Values.SEED + ")");
    List<DynamicNode> nodes = new ArrayList<>();
    nodes.add(DynamicTest.dynamicTest("every line of every table is under the laws", this::whole));
    for (LawfulLine<?> line : lines()) {
      String name = line.table() + "." + line.field().name();
      nodes.add(DynamicContainer.dynamicContainer(name, laws(name, line)));
    }
    return nodes.stream();
  }

  private void whole() {
    tables()
        .forEach(
            (name, fields) ->
                assertThat(
                        lines().stream()
                            .filter(line -> line.table().equals(name))
                            .<Field<?>>map(LawfulLine::field)
                            .toList())
                    .as("lines of " + name)
                    .containsAll(fields));
  }

  private <V> List<DynamicTest> laws(String name, LawfulLine<V> line) {
    if (!line.loss().isEmpty()) {
      table.note(name + " loses: " + line.loss());
    }
    return List.of(
        law(name, "read back", "what is written is read back", () -> readBack(name, line)),
        law(name, "unchanged", "writing back what was read changes nothing", () -> steady(line)),
        law(name, "absent", "absent is not empty", () -> absent(line)),
        law(name, "garbage", "what is of the wrong sort breaks nothing", () -> garbage(line)));
  }

  private DynamicTest law(String name, String column, String sentence, Runnable proof) {
    return DynamicTest.dynamicTest(
        name + ": " + sentence,
        () -> {
          table.put(name, column, "FAILED");
          try {
            proof.run();
            table.put(name, column, "proven");
          } catch (TestAbortedException notDeclared) {
            table.put(name, column, "read only");
            throw notDeclared;
          }
        });
  }

  private static void written(LawfulLine<?> line) {
    if (!line.writable()) {
      throw Proof.notDeclared("the line is only read");
    }
  }

  private <V> void readBack(String name, LawfulLine<V> line) {
    written(line);
    int refused = 0;
    List<V> values = line.values(Values.usual());
    for (V value : values) {
      Optional<JsonNode> document = sent(line, Optional.of(value));
      if (document.isEmpty()) {
        refused++;
      } else {
        Optional<V> held = line.parse(document.get()).get(line.field());
        assertThat(held).as("%s was written", shown(value)).isPresent();
        boolean same = line.field().kind().same(value, held.get(), PHONES);
        boolean declared = !line.loss().isEmpty() && line.close(value, held.get());
        assertThat(same || declared)
            .as("%s came back as %s", shown(value), shown(held.get()))
            .isTrue();
      }
    }
    assertThat(values.size()).as("values that the line takes").isGreaterThan(refused);
    if (refused > 0) {
      table.note(name + " refuses " + refused + " of " + values.size() + " values");
    }
  }

  private static <V> void steady(LawfulLine<V> line) {
    written(line);
    List<Optional<V>> values = new ArrayList<>();
    line.values(Values.usual()).forEach(value -> values.add(Optional.of(value)));
    values.add(line.parse(line.example()).get(line.field()));
    for (Optional<V> value : values) {
      Optional<JsonNode> first = value.flatMap(any -> sent(line, value));
      if (first.isPresent()) {
        Entity once = line.parse(first.get());
        Optional<JsonNode> second = sent(line, once.get(line.field()));
        assertThat(second).as("%s, read from a document, is taken", once).isPresent();
        assertThat(line.parse(second.get()).same(once, line.field(), PHONES))
            .as("%s, read and written back", value.map(CodecLaws::shown))
            .isTrue();
      }
    }
  }

  private static <V> void absent(LawfulLine<V> line) {
    Entity nothing = line.parse(MAPPER.createObjectNode());
    Field<V> field = line.field();
    switch (line.missing()) {
      case UNKNOWN -> assertThat(nothing.knows(field)).as("known of nothing").isFalse();
      case EMPTY -> {
        assertThat(nothing.knows(field)).as("known of nothing").isTrue();
        assertThat(Agreement.isEmpty(nothing, field)).as("empty").isTrue();
      }
      case DEFAULT -> assertThat(nothing.has(field)).as("has its default").isTrue();
    }
    if (line.clearable()) {
      Entity cleared = line.parse(sent(line, Optional.empty()).orElseThrow());
      assertThat(cleared.knows(field)).as("known when cleared").isTrue();
      assertThat(Agreement.isEmpty(cleared, field)).as("empty when cleared").isTrue();
    }
  }

  private static <V> void garbage(LawfulLine<V> line) {
    for (JsonNode broken : Garbage.of(line.example())) {
      try {
        Entity read = line.parse(broken);
        assertThat(read.canonical(line.field(), PHONES)).isNotNull();
      } catch (ConnectorException clear) {
        assertThat(clear).hasMessageContaining("expected");
      } catch (RuntimeException unclear) {
        throw new AssertionError("a document like " + broken + " ends in " + unclear, unclear);
      }
    }
  }

  private static <V> Optional<JsonNode> sent(LawfulLine<V> line, Optional<V> value) {
    return line.render(value).map(CodecLaws::travelled);
  }

  private static JsonNode travelled(JsonNode document) {
    try {
      return MAPPER.readTree(MAPPER.writeValueAsBytes(document));
    } catch (IOException unsendable) {
      throw new UncheckedIOException(unsendable);
    }
  }

  private static String shown(Object value) {
    String text = value.toString();
    return text.length() < 200 ? text : text.substring(0, 200) + "…";
  }

  @AfterAll
  void print() {
    table.printWide("laws-" + system() + ".txt");
  }
}
