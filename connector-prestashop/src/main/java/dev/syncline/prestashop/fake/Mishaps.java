package dev.syncline.prestashop.fake;

import dev.syncline.connector.TimeSource;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which requests meet which mishap. */
final class Mishaps {

  private record Planned(Predicate<FakeRequest> hits, Mishap mishap, int[] left) {}

  private static final String HTML = "text/html; charset=utf-8";
  private static final String NOTICE = "<br />\n<b>Notice</b>:  Undefined index: hook in module\n";

  private final List<Planned> planned = new ArrayList<>();
  private final TimeSource time;
  private final Duration slowness;
  private final FrontDoor door;

  Mishaps(TimeSource time, Duration slowness, FrontDoor door) {
    this.time = time;
    this.slowness = slowness;
    this.door = door;
  }

  synchronized void plan(int times, Predicate<FakeRequest> hits, Mishap mishap) {
    planned.add(new Planned(hits, mishap, new int[] {times}));
  }

  /** How a proxy in front of the shop refuses too many requests. */
  static FakeResponse tooMany() {
    return FakeResponse.of(429, HTML, "<html><body>Too Many Requests</body></html>")
        .withHeader("Retry-After", "2");
  }

  FakeResponse through(FakeRequest request) {
    Mishap mishap = take(request);
    if (mishap == null) {
      return door.answer(request);
    }
    return switch (mishap) {
      case DIES -> FakeResponse.of(500, HTML, "");
      case DIES_AFTER_SAVE -> after(request, answer -> FakeResponse.of(500, HTML, ""));
      case WARNS_AFTER_SAVE ->
          after(request, answer -> answer.status() < 300 ? door.warned(request) : answer);
      case NOTICE_BEFORE_XML -> after(request, Mishaps::noticed);
      case PROXY_429 -> tooMany();
      case PROXY_503 ->
          FakeResponse.of(
              503, HTML, "<html><body>503 Service Temporarily Unavailable</body></html>");
      case FIREWALL -> FakeResponse.of(403, HTML, "<html><body>403 Forbidden</body></html>");
      case SLOW -> slowly(request);
    };
  }

  private FakeResponse after(FakeRequest request, UnaryOperator<FakeResponse> change) {
    return change.apply(door.answer(request));
  }

  private FakeResponse slowly(FakeRequest request) {
    try {
      time.sleep(slowness);
      return door.answer(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FakeResponse.dropped();
    }
  }

  private static FakeResponse noticed(FakeResponse answer) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(NOTICE.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(answer.body());
    return answer.withHeader("Content-Type", "application/javascript").withBody(body.toByteArray());
  }

  private synchronized @Nullable Mishap take(FakeRequest request) {
    for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
      Planned next = each.next();
      if (next.hits().test(request)) {
        if (--next.left()[0] == 0) {
          each.remove();
        }
        return next.mishap();
      }
    }
    return null;
  }
}
