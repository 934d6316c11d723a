package dev.syncline.dolibarr.codec;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What becomes of a text at Dolibarr. It is cleaned here as the vendor would clean it, or a little
 * more, so that what is sent is what is stored and nothing comes back as an edit. Pure.
 *
 * @since 0.1
 */
public final class Texts {

  /** The vendor drops double quotes from plain texts; this stands for one and is read as one. */
  static final char PRIME = '\u2033';

  private static final String CUT = "...";
  private static final Pattern TAG = Pattern.compile("<(?! )[^<>]*>");
  private static final Pattern UP = Pattern.compile("(?:\\.\\./)+");
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]");
  private static final Pattern ACTIVE =
      Pattern.compile(
          "(?is)<(script|style|iframe|object|embed)\\b.*?(?:</\\1\\s*>|\\z)|<!--.*?(?:-->|\\z)");
  private static final Pattern HANDLER =
      Pattern.compile("(?i)\\s(?:on[a-z]+|formaction)\\s*=\\s*(?:\"[^\"]*\"|'[^']*'|[^\\s>]+)");
  private static final Pattern SCRIPT_LINK = Pattern.compile("(?i)javascript:");
  private static final Pattern BARE_AMPERSAND =
      Pattern.compile("&(?!(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)");
  private static final Pattern BARE_LESS = Pattern.compile("<(?![A-Za-z/])");
  private static final Pattern ENTITY = Pattern.compile("&[A-Za-z#][A-Za-z0-9]*;");
  private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>\\n?");
  private static final Pattern ANY_TAG = Pattern.compile("</?[A-Za-z][^<>]*>");

  private Texts() {}

  /** A plain text as the vendor keeps it: no tags, no double quotes, no emoji, so many letters. */
  public static String plain(String text, int longest, boolean fourBytes) {
    String clean = letters(text, fourBytes).replace('"', PRIME);
    for (String before = ""; !before.equals(clean); ) {
      before = clean;
      clean = UP.matcher(TAG.matcher(clean).replaceAll("")).replaceAll("");
    }
    return cut(clean.strip(), longest);
  }

  /** What a plain text of the vendor's says. */
  public static String ofPlain(String text) {
    return text.replace(PRIME, '"');
  }

  /** HTML as the vendor keeps it: harmless tags stay, what stands alone is written as an entity. */
  public static String html(String text, int longest, boolean fourBytes) {
    String clean = letters(text, fourBytes);
    for (String before = ""; !before.equals(clean); ) {
      before = clean;
      clean = ACTIVE.matcher(clean).replaceAll("");
      clean = HANDLER.matcher(clean).replaceAll("");
      clean = SCRIPT_LINK.matcher(clean).replaceAll("");
    }
    clean = BARE_AMPERSAND.matcher(clean).replaceAll("&amp;");
    return cut(BARE_LESS.matcher(clean).replaceAll("&lt;").strip(), longest);
  }

  /** A plain text for a field that holds HTML. */
  public static String escaped(String text, int longest, boolean fourBytes) {
    String plain = letters(text, fourBytes).strip();
    return escaped(cut(plain, longest));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** What a field that holds HTML says as a plain text. */
  public static String ofEscaped(String html) {
    String lines = BREAK.matcher(html).replaceAll("\n");
    return ANY_TAG
        .matcher(lines)
        .replaceAll("")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#039;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /** A reference as the vendor cleans it without a word. */
  public static String ref(String text, int longest) {
    String clean = text.strip().replaceAll("[^A-Za-z0-9_.-]", "_");
    return clean.length() <= longest ? clean : clean.substring(0, longest);
  }

  /** Phone numbers lose their spaces. */
  public static String phone(String text) {
    return plain(text, 30, false).replaceAll("\\s", "");
  }

  /** Whether the vendor may make something else of it than is foreseen here. */
  public static boolean doubtful(String text) {
    return ENTITY.matcher(text).find() || text.indexOf('<') >= 0;
  }

  /** Capital letters of the vendor's codes. */
  static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  /** The usual database refuses characters of four bytes, the whole document with them. */
  private static String letters(String text, boolean fourBytes) {
    String unix = text.replace("\r\n", "\n").replace('\r', '\n');
    String clean = CONTROL.matcher(unix).replaceAll("");
    if (fourBytes) {
      return clean;
    }
    StringBuilder kept = new StringBuilder(clean.length());
    clean
        .codePoints()
        .filter(point -> point < Character.MIN_SUPPLEMENTARY_CODE_POINT && !lone(point))
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean lone(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - CUT.length();
    boolean within = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, within ? end - 1 : end).stripTrailing() + CUT;
  }
}
