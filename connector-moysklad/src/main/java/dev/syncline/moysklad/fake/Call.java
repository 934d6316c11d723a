package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.testkit.fake.FakeRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request inside the API: its path in segments, its query, its caller. */
final class Call {

  final FakeRequest request;
  final Actor actor;
  final String path;
  final List<String> segments;
  final Map<String, List<String>> query;

  private Json.@Nullable Body body;

  Call(FakeRequest request, Actor actor, String path) {
    this.request = request;
    this.actor = actor;
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    this.path = trimmed;
    this.segments = new ArrayList<>();
    for (String segment : trimmed.split("/")) {
      segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    this.query = new LinkedHashMap<>();
    request.query().forEach(query::put);
  }

  String method() {
    return request.method();
  }

  boolean is(String method) {
    return request.method().equals(method);
  }

  int depth() {
    return segments.size();
  }

  String segment(int index) {
    return segments.get(index);
  }

  /** Repeats of a parameter are joined the way its list form would be written. */
  String query(String name, String separator) {
    return String.join(separator, query.getOrDefault(name, List.of()));
  }

  Json.Body body() {
    Json.Body read = body;
    if (read == null) {
      read = Json.read(request.body());
      body = read;
    }
    return read;
  }

  JsonNode json() {
    return body().root();
  }
}
