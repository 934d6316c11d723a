package dev.syncline.dolibarr.fake;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request at work: who asks, on which view of the database, under which setup. */
final class Session {

  final Setup setup;
  final Transaction data;
  final Account account;
  final Triggers triggers;

  /** What was read when the request came in, before others got in between. */
  final Map<String, Object> seen;

  /** A person at the screen, not a program at the API. */
  final boolean screen;

  String caller = "";

  Session(
      Setup setup,
      Transaction data,
      Account account,
      Triggers triggers,
      Map<String, Object> seen,
      boolean screen) {
    this.setup = setup;
    this.data = data;
    this.account = account;
    this.triggers = triggers;
    this.seen = seen;
    this.screen = screen;
  }

  Clocks clocks() {
    return data.clocks();
  }

  int entity() {
    return account.entity();
  }

  boolean has(String right) {
    return account.has(right) && setup.grants(right);
  }

  /** Refuses whoever lacks the right; before version 20 with 401. */
  void need(String right) {
    if (!has(right)) {
      throw ApiError.bare(setup.version.atLeast(20) ? 403 : 401);
    }
  }

  void needAdmin(String text) {
    if (!account.admin()) {
      throw ApiError.of(setup.version.atLeast(20) ? 403 : 401, text);
    }
  }

  /** Tells the calendar and the webhooks what happened to an object. */
  void happened(String code, Subject subject) {
    triggers.fire(this, code, subject);
  }

  @Nullable Object seen(String what) {
    return setup.races ? seen.get(what) : null;
  }
}
