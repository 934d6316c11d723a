package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.testkit.fake.FakeRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A multipart form read as the plain form it stands for. */
final class Multipart {

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("(?i)name=\"([^\"]*)\"");

  private Multipart() {}

  static ObjectNode form(String type, FakeRequest request) {
    Matcher boundary = BOUNDARY.matcher(request.header("content-type").orElse(""));
    if (!type.startsWith("multipart/form-data") || !boundary.find()) {
      return Php.NODES.objectNode();
    }
    StringJoiner form = new StringJoiner("&");
    for (String part : request.text().split(Pattern.quote("--" + boundary.group(1)))) {
      int blank = part.indexOf("\r\n\r\n");
      Matcher name = NAME.matcher(blank < 0 ? "" : part.substring(0, blank));
      if (name.find()) {
        String value = part.substring(blank + 4);
        form.add(
            encoded(name.group(1))
                + "="
                + encoded(value.endsWith("\r\n") ? value.substring(0, value.length() - 2) : value));
      }
    }
    return Php.form(form.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
