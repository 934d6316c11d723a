package dev.syncline.examples;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Addresses and credentials by the names of environment variables.
 *
 * @since 0.1
 */
public final class Places {

  private Places() {}

  /** Those of these names that an environment tells. */
  public static Map<String, String> told(Map<String, String> environment, List<String> names) {
    Map<String, String> places = new HashMap<>();
    for (String name : names) {
      String value = environment.get(name);
      if (value != null && !value.isBlank()) {
        places.put(name, value);
      }
    }
    return places;
  }

  /**
   * The one of a name.
   *
   * @throws DemoFailed if there is none
   */
  public static String needed(Map<String, String> places, String name) {
    String value = places.get(name);
    if (value == null || value.isBlank()) {
      throw new DemoFailed("set the environment variable " + name);
    }
    return value;
  }
}
