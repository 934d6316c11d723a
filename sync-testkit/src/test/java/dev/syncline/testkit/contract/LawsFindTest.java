package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** What the laws are for: each bad line breaks the law that is about it. */
class LawsFindTest {

  private record Toy(UnaryOperator<String> stored, boolean strict, boolean clears)
      implements LawfulLine<String> {

    @Override
    public String table() {
      return "toy";
    }

    @Override
    public Field<String> field() {
      return Customer.COMMENT;
    }

    @Override
    public boolean writable() {
      return true;
    }

    @Override
    public Optional<JsonNode> render(Optional<String> wanted) {
      var document = JsonNodeFactory.instance.objectNode();
      wanted.ifPresentOrElse(
          text -> document.put("text", stored.apply(text)),
          () -> document.put("text", clears ? "" : "none"));
      return Optional.of(document);
    }

    @Override
    public Entity parse(JsonNode document) {
      Entity.Builder read = Entity.builder(Customer.TYPE, "1");
      JsonNode text = document.path("text");
      if (strict && !text.isTextual()) {
        throw new ClassCastException("not a text");
      }
      if (!text.isMissingNode()) {
        read.set(field(), Optional.of(text.asText()).filter(each -> !each.isEmpty()));
      }
      return read.build();
    }

    @Override
    public JsonNode example() {
      return JsonNodeFactory.instance.objectNode().put("text", "x");
    }
  }

  private static final class Laws extends CodecLaws {

    private final Toy toy;

    Laws(Toy toy) {
      this.toy = toy;
    }

    @Override
    protected String system() {
      return "toy";
    }

    @Override
    protected List<LawfulLine<?>> lines() {
      return List.of(toy);
    }

    @Override
    protected Map<String, Set<Field<?>>> tables() {
      return Map.of("toy", Set.of(Customer.COMMENT, Customer.NAME));
    }

    void prove(int law) throws Throwable {
      List<DynamicNode> nodes = laws().toList();
      if (law == 0) {
        ((DynamicTest) nodes.get(0)).getExecutable().execute();
      } else {
        ((DynamicTest) ((DynamicContainer) nodes.get(1)).getChildren().toList().get(law - 1))
            .getExecutable()
            .execute();
      }
    }
  }

  private static void broken(int law, Toy toy) {
    assertThatCode(() -> new Laws(new Toy(each -> each, false, true)).prove(law))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new Laws(toy).prove(law)).isInstanceOf(AssertionError.class);
  }

  @Test
  void aTextThatIsCut() {
    broken(1, new Toy(text -> text.substring(0, Math.min(255, text.length())), false, true));
  }

  @Test
  void aTextThatGrowsWithEachWriting() {
    broken(2, new Toy(text -> text.replace("&", "&amp;"), false, true));
  }

  @Test
  void anEmptyValueThatIsReadAsOne() {
    broken(3, new Toy(each -> each, false, false));
  }

  @Test
  void garbageThatEndsInAnyException() {
    broken(4, new Toy(each -> each, true, true));
  }

  @Test
  void aFieldOfATableThatIsNoLine() {
    assertThatThrownBy(() -> new Laws(new Toy(each -> each, false, true)).prove(0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("customer.name");
  }
}
