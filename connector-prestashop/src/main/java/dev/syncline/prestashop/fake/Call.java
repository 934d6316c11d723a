package dev.syncline.prestashop.fake;

import dev.syncline.testkit.fake.FakeRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request the way PHP sees it: its address in segments, its query in arrays. */
final class Call {

  private static final Pattern NESTED = Pattern.compile("(\\w+)\\[([^\\]]*)](?:\\[([^\\]]*)])?");
  private static final String DISPATCHER = "/webservice/dispatcher.php";
  private static final String API = "/api";

  final FakeRequest request;
  final String method;
  final List<String> segments;
  final Map<String, String> params = new LinkedHashMap<>();
  final Map<String, String> filters = new LinkedHashMap<>();
  final Map<String, Map<String, String>> prices = new LinkedHashMap<>();

  List<Integer> languages = List.of();
  int shop;
  List<Integer> shops = List.of();

  Call(FakeRequest request) {
    this.request = request;
    request.query().forEach((name, all) -> keep(name, all.get(all.size() - 1)));
    method = params.getOrDefault("ps_method", request.method());
    segments = List.of(path(request, params).split("/", -1));
  }

  static boolean isApi(FakeRequest request) {
    String path = request.path();
    return path.equals(API) || path.startsWith(API + "/") || path.equals(DISPATCHER);
  }

  private static String path(FakeRequest request, Map<String, String> params) {
    if (request.path().equals(DISPATCHER)) {
      String url = params.remove("url");
      return url == null ? "" : url;
    }
    String path = request.path().substring(API.length());
    String local = path.startsWith("/") ? path.substring(1) : path;
    return URLDecoder.decode(local.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private void keep(String name, String value) {
    Matcher nested = NESTED.matcher(name);
    if (!nested.matches()) {
      params.put(name, value);
    } else if ("filter".equals(nested.group(1))) {
      filters.put(nested.group(2), value);
    } else if ("price".equals(nested.group(1))) {
      String key = nested.group(3) == null ? "" : nested.group(3);
      prices.computeIfAbsent(nested.group(2), each -> new LinkedHashMap<>()).put(key, value);
    }
  }

  String resource() {
    return segments.get(0);
  }

  String segment(int index) {
    return index < segments.size() ? segments.get(index) : "";
  }

  boolean has(String param) {
    return params.containsKey(param);
  }

  String param(String name) {
    return params.getOrDefault(name, "");
  }

  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }

  boolean json() {
    for (String header : List.of("io-format", "output-format")) {
      if (request.header(header).isPresent()) {
        return request.header(header).get().equals("JSON");
      }
    }
    return param(has("output_format") ? "output_format" : "io_format").equals("JSON");
  }

  /** The posted document; a client may have put {@code xml=} before it, still unencoded. */
  String document() {
    String text = request.text();
    return text.startsWith("xml=") ? text.substring(4) : text;
  }

  /** The ids of {@code id=[1,2]}, else the one of the address. */
  List<String> ids() {
    if (!has("id")) {
      return List.of(Long.toString((long) Values.leadingNumber(segment(1))));
    }
    Matcher list = Pattern.compile("\\[(.*)]").matcher(param("id"));
    return list.matches() ? new ArrayList<>(List.of(list.group(1).split(","))) : List.of();
  }
}
