package dev.syncline.plans.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop's settings: what is left out has its default, what is wrong is named. */
class SettingsTypeTest {

  private enum Tea {
    GREEN,
    BLACK
  }

  private record Cup(boolean sugar, int spoons) {}

  private record Shop(String name, Tea tea, List<String> shelves, Cup cup) {}

  private static final Shop DEFAULTS = new Shop("corner", Tea.GREEN, List.of(), new Cup(false, 1));
  private static final SettingsType<Shop> TYPE = new SettingsType<>(Shop.class, DEFAULTS);

  @Test
  void whatIsLeftOutHasItsDefaultAtEveryDepth() {
    assertThat(TYPE.parse("{\"cup\": {\"sugar\": true}}"))
        .isEqualTo(new Shop("corner", Tea.GREEN, List.of(), new Cup(true, 1)));
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> TYPE.parse("{\"nam\": \"x\"}")).hasMessageContaining("nam");
    assertThatThrownBy(() -> TYPE.parse("{\"tea\": \"RED\"}"))
        .hasMessage("setting tea: takes one of [GREEN, BLACK]");
    assertThatThrownBy(() -> TYPE.parse("{\"name\": 5}")).hasMessage("setting name: takes a text");
    assertThatThrownBy(() -> TYPE.parse("{\"cup\": {\"spoons\": \"two\"}}"))
        .hasMessage("setting cup.spoons: takes a number");
    assertThatThrownBy(() -> TYPE.parse("{\"name\": null}"))
        .hasMessage("setting name cannot be null; leave it out for the default");
    assertThatThrownBy(() -> TYPE.parse("[]")).hasMessage("settings are a JSON object");
  }

  @Test
  void whatIsSavedIsLoaded(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("shop.json");
    Shop other = new Shop("mill", Tea.BLACK, List.of("top"), new Cup(true, 2));
    TYPE.save(file, other);
    assertThat(TYPE.load(file)).isEqualTo(other);
    assertThat(folder).isDirectoryContaining(file::equals);
    assertThat(folder.toFile().list()).hasSize(1);
    Files.writeString(file, "{");
    assertThatThrownBy(() -> TYPE.load(file))
        .hasMessageStartingWith(file + ": settings are not JSON");
  }
}
