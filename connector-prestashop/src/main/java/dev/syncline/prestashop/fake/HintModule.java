package dev.syncline.prestashop.fake;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The shop's module that posts hints: what one request changed, joined, at its end, once, with a
 * second's patience; after a failure not for a minute. Thread-safe.
 */
final class HintModule {

  private static final int MOST = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private record Letter(URI url, String signature, byte[] body) {}

  private final Books books;
  private final HintShops shops;
  private final Map<String, String> actions = new LinkedHashMap<>();
  private final Deque<HintMishap> mishaps = new ArrayDeque<>();
  private final List<Letter> late = new ArrayList<>();
  private HintCarrier carrier = overHttp();
  private @Nullable URI url;
  private String secret = "";
  private long sequence;
  private Instant pausedUntil = Instant.MIN;

  HintModule(Books books) {
    this.books = books;
    this.shops = new HintShops(books);
  }

  private static HintCarrier overHttp() {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    return (url, signature, body) ->
        client
            .send(
                HttpRequest.newBuilder(url)
                    .timeout(PATIENCE)
                    .header("Content-Type", "text/plain; charset=utf-8")
                    .header("User-Agent", "SynclineHints/1.0.0")
                    .header("X-Syncline-Signature", signature)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(),
                HttpResponse.BodyHandlers.discarding())
            .statusCode();
  }

  synchronized void carriedBy(HintCarrier other) {
    carrier = other;
  }

  synchronized void configure(URI address, String with) {
    url = address;
    secret = with;
    pausedUntil = Instant.MIN;
  }

  synchronized void meet(HintMishap mishap) {
    mishaps.add(mishap);
  }

  void added(String table, Row row) {
    note(table, row, "added");
  }

  void updated(String table, Row row) {
    note(table, row, "updated");
  }

  void deleted(String table, Row row) {
    note(table, row, "deleted");
  }

  private synchronized void note(String table, Row row, String action) {
    String hint = url == null || books.instant().isBefore(pausedUntil) ? "" : keys(table, row);
    if (hint.isEmpty() || (!actions.containsKey(hint) && actions.size() == MOST)) {
      return;
    }
    boolean part = HintShops.isPart(table);
    actions.merge(hint, part ? "updated" : action, HintModule::joined);
  }

  private static String joined(String first, String last) {
    return last.equals("updated") || first.equals("deleted") ? first : last;
  }

  /** The line of a hint with a hole for its action. */
  private String keys(String table, Row row) {
    String entity = HintShops.ENTITIES.getOrDefault(table, "");
    boolean ownerless = table.equals("addresses") && !row.flag("id_customer");
    if (entity.isEmpty() || ownerless) {
      return "";
    }
    int product = row.num("id_product");
    int variant = row.num("id_product_attribute");
    boolean level = table.equals("stock_availables");
    int whole = HintShops.isPart(table) ? row.num(HintShops.whole(table)) : row.id;
    int id = !level ? whole : variant == 0 ? product : variant;
    String shop = shops.of(entity, row);
    boolean paired = table.equals("combinations") || (level && variant != 0);
    return "entity="
        + entity
        + "&id="
        + id
        + "&action=%s"
        + (shop.isEmpty() ? "" : "&shop=" + shop)
        + (paired ? "&product=" + product : "");
  }

  /** At the end of a request, which is when nobody works on the books: all it changed at once. */
  void send(ReentrantLock lock) {
    Letter letter = lock.isHeldByCurrentThread() ? null : letter();
    if (letter != null) {
      post(letter);
    }
  }

  private synchronized @Nullable Letter letter() {
    URI address = url;
    if (actions.isEmpty() || address == null) {
      return null;
    }
    long second = books.instant().getEpochSecond();
    sequence = Math.max(sequence + 1, second * 1_000_000);
    StringBuilder text = new StringBuilder("sent=" + second + "&sequence=" + sequence + "\n");
    actions.forEach((hint, action) -> text.append(hint.replace("%s", action)).append('\n'));
    actions.clear();
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    return new Letter(address, "sha256=" + hmac(body), body);
  }

  private void post(Letter letter) {
    HintMishap mishap = next();
    if (mishap == HintMishap.LATE) {
      keep(letter);
    } else if (mishap != HintMishap.LOST) {
      carry(letter);
      if (mishap == HintMishap.DOUBLED) {
        carry(letter);
      }
    }
  }

  private synchronized @Nullable HintMishap next() {
    return mishaps.poll();
  }

  private synchronized void keep(Letter letter) {
    late.add(letter);
  }

  void deliverLate() {
    List<Letter> now;
    synchronized (this) {
      now = List.copyOf(late);
      late.clear();
    }
    now.forEach(this::carry);
  }

  private void carry(Letter letter) {
    try {
      int status = carrier.post(letter.url(), letter.signature(), letter.body());
      if (status < 200 || status > 299) {
        pause();
      }
    } catch (IOException unanswered) {
      pause();
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void pause() {
    pausedUntil = books.instant().plus(PAUSE);
  }

  private String hmac(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException(never);
    }
  }
}
