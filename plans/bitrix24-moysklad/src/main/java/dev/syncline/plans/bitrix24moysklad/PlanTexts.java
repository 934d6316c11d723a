package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.PlanProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/**
 * The plan's words in one language, whatever language the process runs in. Immutable and
 * thread-safe.
 *
 * @since 0.1
 */
public final class PlanTexts {

  private static final Map<Language, PlanTexts> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      ALL.put(language, new PlanTexts(read(language)));
    }
  }

  private final Map<String, String> texts;

  private PlanTexts(Map<String, String> texts) {
    this.texts = texts;
  }

  /** The words in a language. */
  public static PlanTexts of(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  /** How the title of a deal made from an order begins. */
  public String dealTitle() {
    return text("name.deal"); // B-075
  }

  /** How the title of an invoice made in Bitrix24 begins. */
  public String invoiceTitle() {
    return text("name.invoice");
  }

  /** What a row is called whose deal has none, or that has neither product nor text. */
  public String service() {
    return text("name.service"); // B-052, B-083
  }

  /** The name proposed for the fields that show the id in Bitrix24. */
  public String identificationField() {
    return text("name.identification"); // B-036
  }

  /**
   * Why something was not done, in words: of the reason of a skip or a failure, such as {@code
   * UNMAPPED status}. A reason that the plan has no words for is given back as it is.
   */
  public String reason(String reason) {
    String[] words = reason.strip().split(" ", 3);
    String code = words[0].equals("REFUSED") && words.length > 1 ? words[1] : words[0];
    return texts.getOrDefault("reason." + code, reason);
  }

  /**
   * A problem in this language: those of the settings speak that of the settings already, those of
   * the connections speak English.
   */
  public PlanProblem problem(PlanProblem problem) {
    String key = "connection." + problem.code();
    return texts.containsKey(key + ".text")
        ? new PlanProblem(
            problem.code(),
            problem.account(),
            problem.setting(),
            text(key + ".text", problem.account(), problem.setting()),
            text(key + ".remedy"))
        : problem;
  }

  /** A problem of the settings. */
  PlanProblem problem(ProblemText what, String account, String setting, String... args) {
    String key = "problem." + what.name();
    return new PlanProblem(
        what.code(), account, setting, text(key + ".text", args), text(key + ".remedy", args));
  }

  /** What is worth knowing. */
  String note(String name, String... args) {
    return text("note." + name, args);
  }

  /** What people call an entry of a setting. */
  String name(String setting) {
    return text("name." + setting);
  }

  /** Every key. */
  Set<String> keys() {
    return texts.keySet();
  }

  /** The text of a key, with arguments in the places {@code {0}}, {@code {1}} and so on. */
  String text(String key, String... args) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("there is no text " + key);
    }
    StringBuilder all = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      boolean place =
          text.charAt(at) == '{' && at + 2 < text.length() && text.charAt(at + 2) == '}';
      if (place) {
        all.append(args[Character.digit(text.charAt(at + 1), 10)]);
        at += 2;
      } else {
        all.append(text.charAt(at));
      }
    }
    return all.toString();
  }

  private static Map<String, String> read(Language language) {
    String file = "messages_" + language.name().toLowerCase(Locale.ROOT) + ".properties";
    Properties read = new Properties();
    try (InputStream bytes = PlanTexts.class.getResourceAsStream(file);
        Reader text =
            new InputStreamReader(
                Objects.requireNonNull(bytes, file + " is missing"), StandardCharsets.UTF_8)) {
      read.load(text);
    } catch (IOException broken) {
      throw new UncheckedIOException(file + " cannot be read", broken);
    }
    Map<String, String> texts = new HashMap<>();
    read.stringPropertyNames().forEach(key -> texts.put(key, read.getProperty(key)));
    return Map.copyOf(texts);
  }
}
