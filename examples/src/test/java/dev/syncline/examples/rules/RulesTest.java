package dev.syncline.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.examples.rules.RuleTags.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule of each plan is proven by a tagged test, or its book says why not. */
class RulesTest {

  private static final Path ROOT = Path.of("..");
  private static final int MOST_RULES_OF_A_TEST = 3;

  /** What no test proves yet, of plans in work. A rule that is proven must leave. */
  private static final Map<String, Set<String>> NOT_PROVEN_YET =
      Map.of("bitrix24-moysklad", Set.of(), "prestashop-dolibarr", Set.of());

  @Test
  void everyRuleIsProvenByATestOrMarkedInItsBook() throws IOException {
    List<RuleBook> books = books();
    List<Tag> tags = RuleTags.below(ROOT);
    Set<String> proven = proven(tags);
    for (RuleBook book : books) {
      System.out.println(summary(book, proven));
    }
    assertThat(books).isNotEmpty();
    assertThat(faults(books, tags, NOT_PROVEN_YET)).isEmpty();
  }

  @Test
  void aTagOfAnUnknownRuleIsAFault() {
    assertThat(faults("- B-001: One.", Set.of(), tag("B-001"), tag("B-002")))
        .containsExactly("aTest names the unknown rule B-002");
  }

  @Test
  void aRuleThatNobodyProvesIsAFaultUnlessItIsMarkedOrListed() {
    assertThat(faults("- B-001: One.", Set.of()))
        .containsExactly("shop: nobody proves B-001, and nothing says why");
    assertThat(faults("- B-001 [screen]: One.", Set.of())).isEmpty();
    assertThat(faults("- B-001 [not possible]: One.", Set.of())).isEmpty();
    assertThat(faults("- B-001: One.", Set.of("B-001"))).isEmpty();
  }

  @Test
  void aListedRuleThatIsProvenOrMarkedOrUnknownIsAFault() {
    assertThat(faults("- B-001: One.", Set.of("B-001"), tag("B-001")))
        .containsExactly("shop: B-001 is listed as not proven and is not open");
    assertThat(faults("- B-001 [screen]: One.", Set.of("B-001"))).hasSize(1);
    assertThat(faults("- B-001: One.", Set.of("B-001", "B-009"))).hasSize(1);
  }

  @Test
  void aTestOfMoreThanThreeRulesIsAFaultAndSoIsATagOnWhatDoesNotRun() {
    assertThat(faults("- B-001: One.", Set.of(), tag("B-001", "B-001", "B-001", "B-001")))
        .containsExactly("aTest proves too much at once");
    Tag idle = new Tag("aTest", List.of("B-001"), false);
    assertThat(faults("- B-001: One.", Set.of("B-001"), idle))
        .containsExactly("aTest is tagged and is no test that runs");
  }

  @Test
  void tagsAreReadFromSources() {
    String source =
        """
        class SomeTest {

          /** Such as {@code @Rule("B-100")}. */
          @Test
          @Rule("B-001")
          void one() {}

          @ParameterizedTest
          @ValueSource(ints = {1, 2})
          @Rule({"B-002", "B-003"})
          void two(int each) {}

          // @Rule("B-101")
          @Disabled
          @Test
          @Rule("B-004")
          void off() {}

          @Rule("B-005")
          private static void helps() {}
        }
        """;
    assertThat(RuleTags.in("SomeTest.java", source))
        .containsExactly(
            new Tag("SomeTest.java one", List.of("B-001"), true),
            new Tag("SomeTest.java two", List.of("B-002", "B-003"), true),
            new Tag("SomeTest.java off", List.of("B-004"), false),
            new Tag("SomeTest.java helps", List.of("B-005"), false));
  }

  @Test
  void aBookWithALineThatIsNoRuleOrARuleTwiceIsRefused() {
    assertThatThrownBy(() -> RuleBook.of("shop", List.of("- B-001 One.")))
        .hasMessageContaining("not a rule: - B-001 One.");
    assertThatThrownBy(() -> RuleBook.of("shop", List.of("- B-001 [later]: One.")))
        .hasMessageContaining("not a rule");
    assertThatThrownBy(() -> RuleBook.of("shop", List.of("- B-001: One.", "- B-001: Two.")))
        .hasMessageContaining("twice: B-001");
  }

  private static List<RuleBook> books() throws IOException {
    try (Stream<Path> plans = Files.list(ROOT.resolve("plans"))) {
      return plans.filter(Files::isDirectory).sorted().map(RuleBook::read).toList();
    }
  }

  private static Set<String> proven(List<Tag> tags) {
    Set<String> proven = new TreeSet<>();
    tags.stream().filter(Tag::runs).forEach(tag -> proven.addAll(tag.rules()));
    return proven;
  }

  private static String summary(RuleBook book, Set<String> proven) {
    long count = book.all().stream().filter(proven::contains).count();
    return book.name()
        + ": "
        + count
        + " of "
        + book.all().size()
        + " rules proven by tagged tests; not possible: "
        + book.marked(proven)
        + "; not proven yet: "
        + book.open(proven);
  }

  private static List<String> faults(String line, Set<String> listed, Tag... tags) {
    RuleBook book = RuleBook.of("shop", List.of("# Rules", "", line));
    return faults(List.of(book), List.of(tags), Map.of("shop", listed));
  }

  private static List<String> faults(
      List<RuleBook> books, List<Tag> tags, Map<String, Set<String>> listed) {
    List<String> faults = new ArrayList<>();
    Set<String> known = new HashSet<>();
    books.forEach(book -> known.addAll(book.all()));
    for (Tag tag : tags) {
      if (!tag.runs()) {
        faults.add(tag.place() + " is tagged and is no test that runs");
      }
      if (tag.rules().size() > MOST_RULES_OF_A_TEST) {
        faults.add(tag.place() + " proves too much at once");
      }
      tag.rules().stream()
          .filter(rule -> !known.contains(rule))
          .forEach(rule -> faults.add(tag.place() + " names the unknown rule " + rule));
    }
    for (RuleBook book : books) {
      Set<String> open = book.open(proven(tags));
      Set<String> allowed = listed.getOrDefault(book.name(), Set.of());
      open.stream()
          .filter(rule -> !allowed.contains(rule))
          .forEach(
              rule ->
                  faults.add(book.name() + ": nobody proves " + rule + ", and nothing says why"));
      new TreeSet<>(allowed)
          .stream()
              .filter(rule -> !open.contains(rule))
              .forEach(
                  rule ->
                      faults.add(
                          book.name() + ": " + rule + " is listed as not proven and is not open"));
    }
    return faults;
  }

  private static Tag tag(String... rules) {
    return new Tag("aTest", List.of(rules), true);
  }
}
