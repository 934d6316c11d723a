package dev.syncline.internal.run;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A key of the logging context, for as long as a piece of work lasts; what was there comes back.
 */
final class Tag implements AutoCloseable {

  private final String key;
  private final @Nullable String before;

  private Tag(String key, String value) {
    this.key = key;
    this.before = MDC.get(key);
    MDC.put(key, value);
  }

  static Tag plan(String name) {
    return new Tag("syncline.plan", name);
  }

  static Tag run(String id) {
    return new Tag("syncline.run", id);
  }

  static Tag flow(String name) {
    return new Tag("syncline.flow", name);
  }

  static Tag account(String key) {
    return new Tag("syncline.account", key);
  }

  static Tag entity(String id) {
    return new Tag("syncline.entity", id);
  }

  @Override
  public void close() {
    if (before == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, before);
    }
  }
}
