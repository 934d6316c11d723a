package dev.syncline.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Takes secrets, user-info and query values out of texts that people will read. */
final class Redaction {

  private static final String HIDDEN = "***";
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s@]+@");
  private static final Pattern QUERY_VALUE = Pattern.compile("(?<=[?&][^\\s=&?]{1,100}=)[^\\s&]+");

  private final Supplier<? extends Collection<String>> secrets;

  Redaction(Supplier<? extends Collection<String>> secrets) {
    this.secrets = secrets;
  }

  String of(String text) {
    String clean = text;
    for (String secret : secrets.get()) {
      if (!secret.isEmpty()) {
        clean = clean.replace(secret, HIDDEN);
        clean = clean.replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), HIDDEN);
      }
    }
    clean = USER_INFO.matcher(clean).replaceAll(HIDDEN + "@");
    return QUERY_VALUE.matcher(clean).replaceAll(HIDDEN);
  }
}
