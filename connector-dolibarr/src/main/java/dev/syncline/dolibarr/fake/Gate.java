package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.testkit.fake.FakeRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who comes in: the key in one of four places, the entity, the body. */
final class Gate {

  /** Somebody who knows no key waits a second, and so do the guessers. */
  static final class UnknownKey extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownKey() {
      super("unknown key", null, false, false);
    }
  }

  private final List<Account> accounts;
  private final Setup setup;

  Gate(List<Account> accounts, Setup setup) {
    this.accounts = accounts;
    this.setup = setup;
  }

  Account enter(FakeRequest request) {
    String key = key(request);
    if (key.isEmpty()) {
      throw ApiError.of(
          401,
          "Failed to login to API. Neither parameter 'HTTP_DOLAPIKEY' nor 'Authentication: Bearer'"
              + " found on HTTP header (and no parameter DOLAPIKEY in URL).");
    }
    if (key.toLowerCase(Locale.ROOT).startsWith("dolcrypt:")) {
      throw ApiError.of(
          503, "Bad value for the API key. An API key should not start with dolcrypt:");
    }
    Account account =
        accounts.stream()
            .filter(each -> each.key().equals(key))
            .findFirst()
            .orElseThrow(UnknownKey::new);
    Optional<String> entity = request.header("dolapientity");
    if (entity.isPresent() && Php.whole(entity.get()) != account.entity()) {
      throw ApiError.of(
          401,
          "functions_isallowed::check_user_api_key Authentication KO for '"
              + account.login()
              + "': Token not valid (may be a typo or a wrong entity)");
    }
    return account;
  }

  /** The header wins over the query, the query over the bearer. */
  private static String key(FakeRequest request) {
    Optional<String> header = request.header("dolapikey");
    if (header.isPresent()) {
      return header.get();
    }
    String query = request.query("DOLAPIKEY").or(() -> request.query("api_key")).orElse("");
    return query.isEmpty()
        ? request.header("authorization").orElse("").replaceFirst("(?i)^Bearer\\s+", "")
        : query;
  }

  ApiError unknown() {
    return ApiError.of(
        401,
        "Error user not valid (not found with api key or bad status or bad validity dates)"
            + " (conf->entity="
            + setup.entity
            + ")");
  }

  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/")) {
      if (!segment.isEmpty()) {
        segments.add(decoded(segment.replace("+", "%2B")));
      }
    }
    return segments;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  static Map<String, String> query(FakeRequest request) {
    Map<String, String> query = new LinkedHashMap<>();
    request.query().forEach((name, values) -> query.put(name, values.get(values.size() - 1)));
    return query;
  }

  /** The body as an object: of JSON, or of a form. */
  static ObjectNode body(FakeRequest request) {
    if (request.body().length == 0) {
      return Php.object();
    }
    String type =
        request.header("content-type").orElse("application/json").toLowerCase(Locale.ROOT);
    String media = type.replaceAll("\\s*;.*", "");
    if (media.equals("application/x-www-form-urlencoded")) {
      ObjectNode form = Php.object();
      FakeRequest.decode(request.text())
          .forEach((name, values) -> form.put(name, values.get(values.size() - 1)));
      return form;
    }
    if (!media.equals("application/json")) {
      throw ApiError.of(403, "Content type `" + media + "` is not supported.");
    }
    try {
      JsonNode read = Php.MAPPER.readTree(request.body());
      if (read instanceof ObjectNode object) {
        return object;
      }
      if (read.isArray() && read.isEmpty()) {
        return Php.object();
      }
      throw ApiError.of(400, "Error parsing JSON, an object is expected");
    } catch (IOException e) {
      throw ApiError.of(400, "Error encoding/decoding JSON: Syntax error, malformed JSON");
    }
  }
}
