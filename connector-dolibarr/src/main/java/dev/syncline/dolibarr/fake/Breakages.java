package dev.syncline.dolibarr.fake;

import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The failures that are planned for the requests to come. Thread-safe. */
final class Breakages {

  private record Planned(Predicate<FakeRequest> hits, Breakage breakage) {}

  private static final String PAGE =
      "<html><body>Dolibarr has detected a technical error.<br>\n"
          + "This is information that can help diagnostic</body></html>";

  private final List<Planned> planned = new ArrayList<>();
  private volatile boolean databaseDown;

  synchronized void onNext(Predicate<FakeRequest> hits, Breakage breakage) {
    planned.add(new Planned(hits, breakage));
  }

  void databaseDown(boolean down) {
    databaseDown = down;
  }

  FakeResponse through(FakeRequest request, Supplier<FakeResponse> handler) {
    if (databaseDown) {
      return technicalError();
    }
    Optional<Breakage> breakage = take(request);
    if (breakage.isEmpty()) {
      return handler.get();
    }
    return switch (breakage.get()) {
      case TECHNICAL_ERROR -> technicalError();
      case TECHNICAL_ERROR_AFTER -> {
        var unused = handler.get();
        yield technicalError();
      }
      case EMPTY_ERROR -> FakeResponse.empty(500);
      case EMPTY_ERROR_AFTER -> {
        var unused = handler.get();
        yield FakeResponse.empty(500);
      }
      case NUMBER_TAKEN -> FakeResponse.of(500, "text/html; charset=UTF-8", PAGE);
    };
  }

  private static FakeResponse technicalError() {
    return FakeResponse.of(202, "text/html; charset=UTF-8", PAGE);
  }

  private synchronized Optional<Breakage> take(FakeRequest request) {
    for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
      Planned next = each.next();
      if (next.hits().test(request)) {
        each.remove();
        return Optional.of(next.breakage());
      }
    }
    return Optional.empty();
  }
}
