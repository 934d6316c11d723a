package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A refusal in the API's own form. */
final class ApiError extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final Map<Integer, String> PHRASES =
      Map.ofEntries(
          Map.entry(304, "Not Modified"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(409, "Conflict"),
          Map.entry(422, "Unprocessable Entity"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(503, "Service Unavailable"));

  private final int status;
  private final @Nullable String text;
  private final List<String> details;

  private ApiError(int status, @Nullable String text, List<String> details) {
    super(text + " " + details, null, false, false);
    this.status = status;
    this.text = text;
    this.details = List.copyOf(details);
  }

  static ApiError of(int status, String text, String... details) {
    return new ApiError(status, text, List.of(details));
  }

  /** A refusal without a text of its own. */
  static ApiError bare(int status) {
    return new ApiError(status, null, List.of());
  }

  static ApiError notFound(String text) {
    return of(404, text);
  }

  static ApiError required(String parameter) {
    return of(400, "`" + parameter + "` is required.");
  }

  static ApiError invalid(String parameter) {
    return of(400, "Invalid value specified for `" + parameter + "`. Expecting integer value");
  }

  static ApiError invalidId(String variable) {
    return of(400, "invalid value specified for `" + variable + "`");
  }

  /** The action was done before: an answer without a body. */
  static ApiError nothingDone() {
    return bare(304);
  }

  int status() {
    return status;
  }

  String text() {
    return Objects.requireNonNullElse(text, "");
  }

  ObjectNode body(boolean debug, String resource) {
    ObjectNode body = Php.object();
    String phrase = PHRASES.getOrDefault(status, "Error");
    ObjectNode error = body.putObject("error").put("code", status);
    error.put("message", text == null || text.isEmpty() ? phrase : phrase + ": " + text);
    for (int i = 0; i < details.size(); i++) {
      error.put(String.valueOf(i), details.get(i));
    }
    if (debug) {
      ObjectNode trace = body.putObject("debug");
      trace.put("source", "api_" + resource + ".class.php:100 at call stage");
      ObjectNode stages = trace.putObject("stages");
      stages.putArray("success").add("get").add("route").add("negotiate").add("authenticate");
      stages.putArray("failure").add("call").add("message");
    }
    return body;
  }
}
