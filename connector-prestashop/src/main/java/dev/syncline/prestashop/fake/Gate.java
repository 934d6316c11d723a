package dev.syncline.prestashop.fake;

import dev.syncline.prestashop.fake.Refusal.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may come in, as which key, into which shops, for which method of which resource. */
final class Gate {

  private static final int KEY_LENGTH = 32;
  private static final List<String> METHODS =
      List.of("GET", "PUT", "POST", "PATCH", "DELETE", "HEAD");
  private static final Map<String, Set<String>> FORBIDDEN =
      Map.of(
          "stock_availables", Set.of("POST", "DELETE"),
          "search", Set.of("PUT", "POST", "PATCH", "DELETE"),
          "stock_movements", Set.of("PUT", "POST", "PATCH", "DELETE"),
          "stocks", Set.of("PUT", "POST", "PATCH", "DELETE"),
          "warehouses", Set.of("DELETE"));

  private final Books books;
  private final Keys keys;
  private volatile boolean open = true;

  Gate(Books books, Keys keys) {
    this.books = books;
    this.keys = keys;
  }

  void open(boolean on) {
    open = on;
  }

  /** The key of a request: the user of its Basic header, else its {@code ws_key}. */
  static Optional<String> key(Call call) {
    String header = call.request.header("authorization").orElse("");
    if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
      try {
        byte[] pair = Base64.getMimeDecoder().decode(header.substring(6).trim());
        return Optional.of(new String(pair, StandardCharsets.UTF_8).split(":", 2)[0].trim());
      } catch (IllegalArgumentException e) {
        return Optional.of("");
      }
    }
    return call.has("ws_key") ? Optional.of(call.param("ws_key").trim()) : Optional.empty();
  }

  Keys.Key enter(Call call, String key) {
    if (!open) {
      throw Refusal.of(
          503,
          22,
          "The PrestaShop webservice is disabled. Please activate it in the PrestaShop Back Office");
    }
    Keys.Key known = authenticate(key);
    shops(call);
    if (call.shops.stream().noneMatch(known.shops()::contains)) {
      throw Refusal.of(403, 132, "No permission for this key on this shop");
    }
    return known;
  }

  private Keys.Key authenticate(String key) {
    if (key.isEmpty()) {
      throw Refusal.of(401, 17, "Authentication key is empty");
    }
    if (key.getBytes(StandardCharsets.UTF_8).length != KEY_LENGTH) {
      throw Refusal.of(401, 18, "Invalid authentication key format");
    }
    Keys.Key known = keys.find(key);
    if (known == null) {
      throw new Refusal(
          401,
          List.of(
              new Fault(20, "Authentification key is not active"),
              new Fault(21, "No permission for this authentication key")));
    }
    if (known.methods().isEmpty()) {
      throw Refusal.of(401, 21, "No permission for this authentication key");
    }
    return known;
  }

  private void shops(Call call) {
    String group =
        call.has("id_shop_group") ? call.param("id_shop_group") : call.param("id_group_shop");
    call.shop = books.defaultShop();
    if (group.matches("\\d+")) {
      call.shops = books.shopsOf(Integer.parseInt(group));
      if (call.shops.isEmpty()) {
        throw Refusal.of(500, 999, "This shop group doesn't have shops");
      }
    } else if (!call.has("id_shop")) {
      call.shops = List.of(call.shop);
    } else if (call.param("id_shop").equals("all")) {
      call.shops = books.shops();
    } else if (call.param("id_shop").matches("\\d+")) {
      call.shop = Integer.parseInt(call.param("id_shop"));
      call.shops = List.of(call.shop);
    } else {
      throw Refusal.of(404, 999, "This shop id does not exist");
    }
  }

  /** Whether the method may be used on the resource, in the order the shop asks. */
  void admit(Call call, Keys.Key key, List<String> resources) {
    String resource = call.resource();
    if (!resource.isEmpty() && !resources.contains(resource)) {
      throw Refusal.of(
          400,
          27,
          "Resource of type \""
              + resource
              + "\" does not exists. Did you mean: \""
              + closest(resource, resources)
              + "\"? The full list is: \""
              + String.join("\", \"", resources)
              + "\"");
    }
    if (!resource.isEmpty() && !key.methods().containsKey(resource)) {
      throw Refusal.of(
          401,
          26,
          "Resource of type \"" + resource + "\" is not allowed with this authentication key");
    }
    boolean patch = call.method.equals("PATCH") && !books.version.atLeast("8.0.0");
    if (!METHODS.contains(call.method) || patch) {
      throw Refusal.of(405, 23, "Method " + call.method + " is not valid");
    }
    if (FORBIDDEN.getOrDefault(resource, Set.of()).contains(call.method)) {
      throw Refusal.of(
          405, 101, "Method " + call.method + " is not allowed for the resource " + resource);
    }
    Set<String> methods = key.methods().getOrDefault(resource, Set.of());
    if (!resource.isEmpty() && !methods.contains(call.method)) {
      throw Refusal.of(
          405,
          25,
          "Method "
              + call.method
              + " is not allowed for the resource "
              + resource
              + " with this authentication key");
    }
  }

  static String closest(String word, List<String> words) {
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String each : words) {
      int distance = distance(word, each);
      if (distance <= least) {
        least = distance;
        best = each;
      }
    }
    return best;
  }

  private static int distance(String left, String right) {
    List<Integer> before = new ArrayList<>();
    for (int j = 0; j <= right.length(); j++) {
      before.add(j);
    }
    for (int i = 1; i <= left.length(); i++) {
      List<Integer> row = new ArrayList<>(List.of(i));
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int least = Math.min(row.get(j - 1) + 1, before.get(j) + 1);
        row.add(Math.min(least, before.get(j - 1) + change));
      }
      before = row;
    }
    return before.get(right.length());
  }
}
