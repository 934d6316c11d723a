package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.PlanProblem;
import dev.syncline.testkit.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTextsTest {

  private static final PlanTexts EN = PlanTexts.of(Language.EN);
  private static final PlanTexts RU = PlanTexts.of(Language.RU);

  /** Reasons of the engine and of the vendors that people meet. */
  private static final Set<String> OTHERS_REASONS =
      Set.of(
          "UNMAPPED",
          "DUPLICATE_LINK",
          "NUMBER_TAKEN",
          "CONDITION",
          "DIRECTION",
          "CANNOT_CREATE",
          "GONE_UNLINKED");

  @Test
  @Rule("B-120")
  void everyTextIsThereInBothLanguagesWithTheSamePlaces() throws IOException {
    assertThat(RU.keys()).isEqualTo(EN.keys());
    for (String key : EN.keys()) {
      assertThat(places(Language.RU, key)).as(key).isEqualTo(places(Language.EN, key));
    }
  }

  @Test
  @Rule("B-120")
  void everyProblemAndEveryReasonHasItsTextAndNoTextIsIdle() {
    Set<String> wanted = new TreeSet<>();
    for (ProblemText problem : ProblemText.values()) {
      wanted.add("problem." + problem + ".text");
      wanted.add("problem." + problem + ".remedy");
    }
    for (Reason reason : Reason.values()) {
      wanted.add("reason." + reason);
    }
    OTHERS_REASONS.forEach(reason -> wanted.add("reason." + reason));
    Set<String> there = new TreeSet<>(EN.keys());
    there.removeIf(key -> !key.startsWith("problem.") && !key.startsWith("reason."));
    assertThat(there).isEqualTo(wanted);
  }

  @Test
  void noProblemAndNoReasonIsNamedInVain() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file));
      }
    }
    for (ProblemText problem : ProblemText.values()) {
      assertThat(code).contains("ProblemText." + problem);
    }
    for (Reason reason : Reason.values()) {
      assertThat(code).contains("Reason." + reason);
    }
    for (String name : names(EN.keys(), "note.")) {
      assertThat(code).contains("\"" + name + "\"");
    }
  }

  @Test
  void argumentsStandInTheirPlacesWhateverTheProcessSpeaks() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(EN.text("problem.USER_TWICE.text", "1234567"))
          .isEqualTo("user 1234567 is mapped more than once");
      assertThat(RU.text("problem.STAGE_ELSEWHERE.text", "{1} 'x'", "3", "0"))
          .isEqualTo("стадия сделки {1} 'x' относится к воронке 3, а не 0");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aReasonIsSaidInWordsAndAnUnknownOneAsItIs() {
    assertThat(EN.reason("UNMAPPED status")).contains("no pair in the settings");
    assertThat(RU.reason("FREE_ROW")).isEqualTo("в строке нет товара");
    assertThat(EN.reason("REFUSED NUMBER_TAKEN (name)")).contains("another document");
    assertThat(EN.reason("waits for customer:12")).isEqualTo("waits for customer:12");
  }

  @Test
  void aProblemOfAConnectionIsSaidInTheLanguageWithAccountAndRight() {
    PlanProblem english =
        new PlanProblem("MS_NOT_ADMIN", "moysklad:acme", "administrator", "no", "do");
    PlanProblem russian = RU.problem(english);
    assertThat(russian.code()).isEqualTo("MS_NOT_ADMIN");
    assertThat(russian.text()).contains("moysklad:acme").contains("administrator");
    assertThat(russian.remedy()).contains("Настройки");
    PlanProblem unknown = new PlanProblem("ODD", "a:b", "c", "text", "remedy");
    assertThat(RU.problem(unknown)).isEqualTo(unknown);
  }

  @Test
  @Rule("B-075")
  void theDefaultNamesAreThoseOfTheLanguage() {
    assertThat(EN.dealTitle()).isEqualTo("Customer Order");
    assertThat(RU.dealTitle()).isEqualTo("Заказ покупателя");
    assertThat(EN.identificationField()).isEqualTo(RU.identificationField());
    assertThat(EN.identificationField()).isEqualTo("Bitrix24 ID");
  }

  private static Set<String> names(Set<String> keys, String prefix) {
    Set<String> names = new HashSet<>();
    keys.stream()
        .filter(key -> key.startsWith(prefix))
        .forEach(key -> names.add(key.substring(prefix.length())));
    return names;
  }

  private static List<String> places(Language language, String key) throws IOException {
    String file = "messages_" + language.name().toLowerCase(Locale.ROOT) + ".properties";
    String text =
        Files.readAllLines(
                Path.of("src/main/resources/dev/syncline/plans/bitrix24moysklad").resolve(file))
            .stream()
            .filter(line -> line.startsWith(key + "="))
            .findFirst()
            .orElseThrow();
    Matcher place = Pattern.compile("\\{\\d}").matcher(text);
    Set<String> places = new TreeSet<>();
    while (place.find()) {
      places.add(place.group());
    }
    return new ArrayList<>(places);
  }
}
