package dev.syncline.bitrix24.fake;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every method the portal knows, by its name in lower case. */
final class Methods {

  /**
   * One method.
   *
   * @param scopes any of which suffices; none for the methods of every token
   * @param appOnly refused when called by a webhook
   */
  record Entry(Set<String> scopes, boolean appOnly, Function<Call, Answer> body) {}

  private final Map<String, Entry> entries = new HashMap<>();

  void add(String scope, String name, Function<Call, Answer> body) {
    Set<String> scopes = scope.isEmpty() ? Set.of() : Set.of(scope.split("\\|"));
    entries.put(name.toLowerCase(Locale.ROOT), new Entry(scopes, false, body));
  }

  void appOnly(String name, Function<Call, Answer> body) {
    entries.put(name.toLowerCase(Locale.ROOT), new Entry(Set.of(), true, body));
  }

  @Nullable Entry find(String name) {
    return entries.get(name.toLowerCase(Locale.ROOT));
  }

  Set<String> names() {
    return Set.copyOf(entries.keySet());
  }
}
