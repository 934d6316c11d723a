package dev.syncline.testkit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each F and H scenario that shaped the design is a test class of its number. */
class EveryScenarioTest {

  private static final int LAST_F = 12;
  private static final int LAST_H = 17;

  private static List<String> classes() throws IOException, URISyntaxException {
    URI here = Objects.requireNonNull(EveryScenarioTest.class.getResource(".")).toURI();
    try (Stream<Path> files = Files.list(Path.of(here))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void everyScenarioHasATestOfItsNumber() throws Exception {
    List<String> missing = new ArrayList<>();
    for (String letter : List.of("F", "H")) {
      for (int number = 1; number <= (letter.equals("F") ? LAST_F : LAST_H); number++) {
        String name = letter + number + "[A-Z]\\w*Test\\.class";
        if (classes().stream().noneMatch(file -> file.matches(name))) {
          missing.add(letter + number);
        }
      }
    }
    assertThat(missing).isEmpty();
  }
}
