package dev.syncline.dolibarr.fake;

import java.util.Objects;

/** The process that answers dies: status 500 with a page that is no JSON, or with none. */
final class Crash extends RuntimeException {

  private static final long serialVersionUID = 1;

  Crash(String page) {
    super(page, null, false, false);
  }

  String page() {
    return Objects.requireNonNull(getMessage());
  }
}
