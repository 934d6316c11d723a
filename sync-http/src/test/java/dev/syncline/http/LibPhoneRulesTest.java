package dev.syncline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibPhoneRulesTest {

  private final LibPhoneRules russian = new LibPhoneRules("RU");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8 (495) 123-45-67|+74951234567",
        "+7 495 123 45 67|+74951234567",
        "79161234567|+79161234567",
        "9161234567|+79161234567",
        "+36 30 123 4567|+36301234567",
        "+7 495 123-45-67 ext. 12|+74951234567;ext=12",
        "12-34|1234",
        "нет|нет"
      })
  void spellingsOfOneNumberAreEqual(String raw, String normal) {
    assertThat(russian.normal(raw)).isEqualTo(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8 (495) 123-45-67", "+7 495 123-45-67 ext. 12", "12-34", " нет ", "+999 1", ""})
  void aNormalFormIsItsOwnNormalForm(String raw) {
    String normal = russian.normal(raw);

    assertThat(russian.normal(normal)).isEqualTo(normal);
  }

  @Test
  void rulesOfTwoRegionsHaveTwoVersions() {
    assertThat(russian.version()).isNotEqualTo(new LibPhoneRules("HU").version());
  }

  @Test
  void anUnknownRegionIsRefused() {
    assertThatThrownBy(() -> new LibPhoneRules("ru")).isInstanceOf(IllegalArgumentException.class);
  }
}
