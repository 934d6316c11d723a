package dev.syncline.bitrix24.fake;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param key what the operating time is counted under: the webhook or the app
 * @param app whether it comes with an app's token
 * @param connector the {@code auth_connector} of the call, whose own changes its offline queue
 *     leaves out
 */
record Caller(
    long userId,
    boolean admin,
    Set<String> scopes,
    boolean app,
    String key,
    @Nullable String connector) {

  /** A person at the screen: bound to no scope and never the integration's user. */
  static Caller person(long userId) {
    return new Caller(userId, true, Set.of(), false, "ui", null);
  }

  Caller through(@Nullable String authConnector) {
    return new Caller(userId, admin, scopes, app, key, authConnector);
  }
}
