package dev.syncline.prestashop.fake;

import dev.syncline.testkit.fake.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The uploaded file of a form, and what kind of image a file is. */
final class Multipart {

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");

  private Multipart() {}

  /** The content of the file part of the given name. */
  static Optional<byte[]> file(FakeRequest request, String name) {
    Matcher boundary = BOUNDARY.matcher(request.header("content-type").orElse(""));
    if (!boundary.find()) {
      return Optional.empty();
    }
    String separator = "--" + boundary.group(1);
    // One byte a character, so that offsets in the text are offsets in the body.
    String body = new String(request.body(), StandardCharsets.ISO_8859_1);
    int at = body.indexOf(separator);
    while (at >= 0) {
      int head = at + separator.length() + 2;
      int end = body.indexOf("\r\n" + separator, head);
      int content = body.indexOf("\r\n\r\n", head);
      if (end < 0 || content < 0 || content > end) {
        return Optional.empty();
      }
      String headers = body.substring(head, content);
      if (headers.contains("name=\"" + name + "\"") && headers.contains("filename=")) {
        return Optional.of(Arrays.copyOfRange(request.body(), content + 4, end));
      }
      at = end + 2;
    }
    return Optional.empty();
  }

  /** The media type of an image by its first bytes; empty for anything else. */
  static String imageType(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u0089PNG")) {
      return "image/png";
    }
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (start.startsWith("GIF8")) {
      return "image/gif";
    }
    return start.startsWith("RIFF") && start.endsWith("WEBP") ? "image/webp" : "";
  }
}
