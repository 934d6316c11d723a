package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The paths of the API; a spoken word comes before a variable. */
final class Routes {

  /** Answers a request. */
  @FunctionalInterface
  interface Handler {
    JsonNode answer(Call call);
  }

  /** A route that fits a path, with the path's variables. */
  record Match(Handler handler, Map<String, String> variables) {}

  private record Route(String method, List<String> pattern, Handler handler) {

    boolean fits(List<String> path) {
      if (path.size() != pattern.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        if (!variable(pattern.get(i)) && !pattern.get(i).equals(path.get(i))) {
          return false;
        }
      }
      return true;
    }

    long variables() {
      return pattern.stream().filter(Route::variable).count();
    }

    private static boolean variable(String word) {
      return word.startsWith("{");
    }

    Match match(List<String> path) {
      Map<String, String> variables = new HashMap<>();
      for (int i = 0; i < path.size(); i++) {
        String word = pattern.get(i);
        if (variable(word)) {
          variables.put(word.substring(1, word.length() - 1), path.get(i));
        }
      }
      return new Match(handler, variables);
    }
  }

  private static final List<String> KNOWN = List.of("GET", "POST", "PUT", "DELETE");

  private final List<Route> routes = new ArrayList<>();

  Routes get(String pattern, Handler handler) {
    return on("GET", pattern, handler);
  }

  Routes post(String pattern, Handler handler) {
    return on("POST", pattern, handler);
  }

  Routes put(String pattern, Handler handler) {
    return on("PUT", pattern, handler);
  }

  Routes delete(String pattern, Handler handler) {
    return on("DELETE", pattern, handler);
  }

  Routes on(String method, String pattern, Handler handler) {
    routes.add(new Route(method, List.of(pattern.split("/")), handler));
    return this;
  }

  boolean knows(String resource) {
    return routes.stream().anyMatch(route -> route.pattern().get(0).equals(resource));
  }

  /** The route of a request; refuses an unknown path with 404, an unknown method with 405. */
  Match find(String method, List<String> path) {
    List<Route> fitting = routes.stream().filter(route -> route.fits(path)).toList();
    if (fitting.isEmpty()) {
      throw ApiError.bare(404);
    }
    return fitting.stream()
        .filter(route -> route.method().equals(method))
        .min(Comparator.comparingLong(Route::variables))
        .orElseThrow(() -> ApiError.bare(KNOWN.contains(method) ? 405 : 404))
        .match(path);
  }
}
