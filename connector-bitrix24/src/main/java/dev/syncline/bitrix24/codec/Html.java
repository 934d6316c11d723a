package dev.syncline.bitrix24.codec;

import java.util.regex.Pattern;

/** What a person reads of an HTML text. */
final class Html {

  private static final Pattern BREAK =
      Pattern.compile("<(br|/p|/div|/li|/tr)\\b[^>]*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private Html() {}

  static String plain(String html) {
    String text = TAG.matcher(BREAK.matcher(html).replaceAll("\n")).replaceAll("");
    return text.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .strip();
  }
}
