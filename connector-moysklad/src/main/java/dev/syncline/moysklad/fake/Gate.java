package dev.syncline.moysklad.fake;

import dev.syncline.connector.TimeSource;
import dev.syncline.testkit.fake.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who may come in, and how often: logins, tokens, the sliding window of units, requests in flight.
 */
final class Gate {

  static final int UNITS = 45;
  static final long WINDOW_MILLIS = 3000;
  private static final int HEAVY = 5;
  private static final int PARALLEL_ACCOUNT = 20;

  /** From when on a login or a user's token pays how much for a call. */
  private static final Map<Instant, Integer> WEIGHTS =
      Map.of(
          Instant.parse("2026-05-11T21:00:00Z"), 2,
          Instant.parse("2026-08-31T21:00:00Z"), 3,
          Instant.parse("2026-11-30T21:00:00Z"), 4);

  private record Spent(long at, int units) {}

  /** What the five headers of an answer say. */
  record Standing(int remaining, long retryAfter, boolean refused) {}

  private record Login(String password, Actor actor) {}

  private final TimeSource time;
  private final int fixedWeight;
  private final int parallel;
  private final Map<String, Login> logins = new ConcurrentHashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final Map<String, Deque<Spent>> windows = new HashMap<>();
  private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();

  Gate(TimeSource time, int fixedWeight, int parallel) {
    this.time = time;
    this.fixedWeight = fixedWeight;
    this.parallel = parallel;
  }

  void admit(String login, String password, Actor actor) {
    logins.put(login, new Login(password, actor));
  }

  /** Makes a token; every earlier token of this login is void from now on. */
  String newToken(String login, String seed) {
    tokens.values().removeIf(login::equals);
    StringBuilder token = new StringBuilder();
    while (token.length() < 40) {
      token.append(
          java.util
              .UUID
              .nameUUIDFromBytes((seed + token.length()).getBytes(StandardCharsets.UTF_8))
              .toString()
              .replace("-", ""));
    }
    String made = token.substring(0, 40);
    tokens.put(made, login);
    return made;
  }

  Actor enter(FakeRequest request) {
    String header = request.header("authorization").orElse("");
    if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      String login = tokens.get(header.substring(7).trim());
      if (login == null) {
        throw refused("Неправильный пароль или имя пользователя");
      }
      return Objects.requireNonNull(logins.get(login)).actor();
    }
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      throw refused("Неправильный пароль или имя пользователя");
    }
    String pair;
    try {
      pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused("Неправильный пароль или имя пользователя");
    }
    int colon = pair.indexOf(':');
    String login = colon < 0 ? pair : pair.substring(0, colon);
    if (!login.contains("@")) {
      throw refused(
          "Неверный формат имени пользователя. Укажите свою учетную запись, например"
              + " admin@romashka.");
    }
    Login known = logins.get(login);
    if (known == null || !known.password().equals(pair.substring(colon + 1))) {
      throw refused("Неправильный пароль или имя пользователя");
    }
    return known.actor();
  }

  private static ApiError refused(String text) {
    return ApiError.of(401, 1056, "Ошибка аутентификации: " + text);
  }

  /** Counts a request of a user as being answered; false if it is one too many. */
  boolean begin(String uid) {
    int own = inFlight.computeIfAbsent(uid, key -> new AtomicInteger()).incrementAndGet();
    int together = all.incrementAndGet();
    return own <= parallel && together <= PARALLEL_ACCOUNT;
  }

  void end(String uid) {
    Objects.requireNonNull(inFlight.get(uid)).decrementAndGet();
    all.decrementAndGet();
  }

  /** Takes the units of a call from the user's sliding window. */
  synchronized Standing spend(String uid, String path) {
    int weight = weight(path);
    long now = time.now().toEpochMilli();
    Deque<Spent> window = windows.computeIfAbsent(uid, key -> new ArrayDeque<>());
    while (!window.isEmpty() && window.peekFirst().at() <= now - WINDOW_MILLIS) {
      window.removeFirst();
    }
    int used = window.stream().mapToInt(Spent::units).sum();
    if (used + weight <= UNITS) {
      window.addLast(new Spent(now, weight));
      return new Standing(UNITS - used - weight, 0, false);
    }
    int freed = 0;
    long wait = WINDOW_MILLIS;
    for (Spent spent : window) {
      freed += spent.units();
      if (used - freed + weight <= UNITS) {
        wait = spent.at() + WINDOW_MILLIS - now;
        break;
      }
    }
    return new Standing(Math.max(0, UNITS - used), Math.max(1, wait), true);
  }

  private int weight(String path) {
    String plain = path.toLowerCase(Locale.ROOT);
    if (List.of("report/stock/all", "report/stock/bystore").contains(plain)) {
      return HEAVY;
    }
    if (fixedWeight > 0) {
      return fixedWeight;
    }
    Instant now = time.now();
    return WEIGHTS.entrySet().stream()
        .filter(entry -> !now.isBefore(entry.getKey()))
        .mapToInt(Map.Entry::getValue)
        .max()
        .orElse(1);
  }
}
