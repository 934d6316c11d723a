package dev.syncline.prestashop.fake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One field of a resource, as a line of {@code schema.txt} says it. */
record Field(
    String name,
    Kind kind,
    boolean lang,
    boolean required,
    boolean computed,
    boolean readOnly,
    boolean ownPerShop,
    boolean nullable,
    int max,
    String check,
    List<String> values,
    String fallback,
    int digits,
    String link) {

  enum Kind {
    INT,
    BOOL,
    STRING,
    FLOAT,
    DATE,
    HTML
  }

  private static final int DECIMALS = 6;

  /** The field that a line describes; nothing if this version does not have it. */
  static @Nullable Field parse(String line, Version version) {
    String[] words = line.trim().split(" ");
    List<String> flags = List.of(words).subList(2, words.length);
    if (!Schema.within(flags, version)) {
      return null;
    }
    String before = Schema.option(flags, "before");
    int max = number(Schema.option(flags, "max"), 0);
    if (!before.isEmpty()) {
      String[] older = before.split(":");
      max = version.atLeast(older[0]) ? max : Integer.parseInt(older[1]);
    }
    List<String> values = new ArrayList<>();
    if (flags.stream().anyMatch(flag -> flag.startsWith("values="))) {
      values.addAll(List.of(Schema.option(flags, "values").split("\\|", -1)));
    }
    return new Field(
        words[0],
        Kind.valueOf(words[1].toUpperCase(java.util.Locale.ROOT)),
        flags.contains("lang"),
        flags.contains("required"),
        flags.contains("computed"),
        flags.contains("read-only"),
        flags.contains("shop"),
        flags.contains("null"),
        max,
        Schema.option(flags, "check"),
        List.copyOf(values),
        Schema.option(flags, "default"),
        number(Schema.option(flags, "digits"), DECIMALS),
        Schema.option(flags, "link"));
  }

  private static int number(String text, int fallback) {
    return text.isEmpty() ? fallback : Integer.parseInt(text);
  }

  boolean isDate() {
    return kind == Kind.DATE;
  }

  boolean isNumber() {
    return kind == Kind.INT || kind == Kind.BOOL || kind == Kind.FLOAT;
  }

  boolean isServerDate() {
    return name.equals("date_add") || name.equals("date_upd");
  }
}
