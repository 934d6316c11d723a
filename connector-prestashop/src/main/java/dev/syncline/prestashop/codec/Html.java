package dev.syncline.prestashop.codec;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Between the shop's HTML and plain text. Pure. */
final class Html {

  private static final Pattern BREAKS =
      Pattern.compile("(?i)<br\\s*/?>|</(p|div|li|tr|h[1-6]|ul|ol|table)>");
  private static final Pattern DROPPED =
      Pattern.compile("(?is)<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->");
  private static final Pattern TAGS = Pattern.compile("<[^<>]*>");
  private static final Pattern ENTITY =
      Pattern.compile("&(#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[a-z]+);");
  private static final Pattern MANY_BREAKS = Pattern.compile("\n{3,}");
  private static final Map<String, String> NAMED =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0", "euro",
          "\u20ac");

  private Html() {}

  /** The text of some HTML: block ends become line ends, tags vanish. */
  static String plain(String html) {
    String lines = DROPPED.matcher(html.replace("\r", "").replace("\n", " ")).replaceAll("");
    lines = BREAKS.matcher(lines).replaceAll("\n");
    String text = TAGS.matcher(lines).replaceAll("");
    return MANY_BREAKS.matcher(decoded(text)).replaceAll("\n\n").strip();
  }

  /** Text as HTML that {@link #plain} reads back. */
  static String of(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\n", "<br />");
  }

  /** Text that a field which takes HTML keeps as it is, lines and all. */
  static String escaped(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The characters that entities stand for. */
  static String decoded(String text) {
    Matcher matcher = ENTITY.matcher(text);
    StringBuilder all = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(all, Matcher.quoteReplacement(character(matcher)));
    }
    return matcher.appendTail(all).toString();
  }

  private static String character(Matcher matcher) {
    String name = matcher.group(1);
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, matcher.group());
    }
    int point =
        name.startsWith("#x")
            ? Integer.parseInt(name.substring(2), 16)
            : Integer.parseInt(name.substring(1));
    return Character.isValidCodePoint(point) ? Character.toString(point) : matcher.group();
  }
}
