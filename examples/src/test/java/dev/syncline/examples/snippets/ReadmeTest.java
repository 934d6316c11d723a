package dev.syncline.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README's code is the code that is compiled, and what it points at is there. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  @ParameterizedTest
  @CsvSource({
    "main/java/dev/syncline/examples/snippets/FirstSync.java,two accounts",
    "main/java/dev/syncline/examples/snippets/FirstSync.java,a run",
    "main/java/dev/syncline/examples/snippets/OwnRules.java,own rules",
    "main/java/dev/syncline/examples/snippets/OwnRules.java,more rules",
    "main/java/dev/syncline/examples/snippets/Hooks.java,webhooks",
    "main/java/dev/syncline/examples/snippets/Mending.java,seeing and mending",
    "main/java/dev/syncline/examples/own/GiftNotes.java,a custom field",
    "../embedded/src/main/java/dev/syncline/examples/embedded/Backend.java,an engine with metrics",
    "../embedded/src/main/java/dev/syncline/examples/embedded/Main.java,when it runs",
    "test/java/dev/syncline/examples/own/OrderPipelineTest.java,a host's test"
  })
  void theReadmeShowsTheCompiledCode(String file, String part) throws IOException {
    assertThat(page("README.md")).contains(snippet(Path.of("src", file), part));
  }

  @Test
  void bothCommandsStandThereAsTheyAreTyped() throws IOException {
    assertThat(page("README.md"))
        .contains(
            "mvn -q -pl examples -am compile exec:java -Dexec.args=\"bitrix24-moysklad\"\n",
            "mvn verify\n");
  }

  /** What a host copies into its build is what a host's build of ours is made of. */
  @ParameterizedTest
  @CsvSource({"sync-bom", "connector-bitrix24", "connector-moysklad", "sync-testkit"})
  void theDependenciesStandThereAsTheConsumerHasThem(String artifact) throws IOException {
    String line =
        page("examples/consumer/pom.xml")
            .lines()
            .map(String::strip)
            .filter(each -> each.contains("<artifactId>" + artifact + "</artifactId><"))
            .findFirst()
            .orElseThrow()
            .replace("${syncline.version}", "0.1.0-SNAPSHOT");

    assertThat(page("README.md")).contains(line);
  }

  /** Examples are to be read: whoever looks for one line reads the file. */
  @Test
  void noExampleIsLongerThanAHundredAndFiftyLines() throws IOException {
    for (String tree : List.of("src/main", "src/test")) {
      for (String part : List.of("own", "snippets")) {
        Path folder = Path.of(tree, "java/dev/syncline/examples", part);
        try (var files = Files.walk(folder)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(150);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"README.md", "CONTRIBUTING.md", "CHANGELOG.md"})
  void everyLinkOfAPageLeadsToAFile(String name) throws IOException {
    List<String> dead =
        LINK.matcher(page(name))
            .results()
            .map(found -> found.group(1))
            .filter(target -> !Files.exists(ROOT.resolve(target)))
            .toList();

    assertThat(dead).isEmpty();
  }

  /** Every test that a page names as a proof exists: {@code ClassTest.aSentence}. */
  @ParameterizedTest
  @CsvSource({"README.md", "CONTRIBUTING.md", "CHANGELOG.md"})
  void everyTestThatAPageNamesExists(String name) throws IOException {
    Matcher named = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`").matcher(page(name));
    while (named.find()) {
      String method = named.group(2);
      assertThat(sources(named.group(1)))
          .as(named.group())
          .anyMatch(source -> method == null || source.contains(" " + method + "("));
    }
  }

  private static List<String> sources(String test) throws IOException {
    try (var files = Files.walk(ROOT)) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().equals(test + ".java"))
              .filter(file -> file.toString().contains("src"))
              .toList();
      List<String> texts = new ArrayList<>();
      for (Path file : found) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  private static String page(String name) throws IOException {
    return Files.readString(ROOT.resolve(name));
  }

  private static String snippet(Path file, String part) throws IOException {
    String code = Files.readString(file);
    String begin = "// begin: " + part + "\n";
    int from = code.indexOf(begin) + begin.length();
    int to = code.indexOf("// end", from);
    return code.substring(from, to).stripIndent().strip();
  }
}
