package dev.syncline.prestashop.fake;

import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** What stands around the webservice: the web server, the shop's own redirect, its headers. */
final class FrontDoor {

  private static final String REALM =
      "Basic realm=\"Welcome to PrestaShop Webservice, please enter the authentication key as the"
          + " login. No password required.\"";

  private final Books books;
  private final Gate gate;
  private final Api api;
  private final ReentrantLock lock;
  private URI base = URI.create("http://localhost");

  FrontDoor(Books books, Gate gate, Api api, ReentrantLock lock) {
    this.books = books;
    this.gate = gate;
    this.api = api;
    this.lock = lock;
  }

  void reachedAt(URI reached) {
    base = reached;
  }

  URI base() {
    return base;
  }

  FakeResponse answer(FakeRequest request) {
    if (!Call.isApi(request)) {
      return FakeResponse.of(404, "text/html; charset=utf-8", "<!doctype html><html>404</html>");
    }
    Call call = new Call(request);
    if (strayed(call)) {
      return redirect(call);
    }
    Optional<String> key = Gate.key(call);
    if (key.isEmpty() && request.method().equals("OPTIONS")) {
      return FakeResponse.of(200, "text/html; charset=UTF-8", "200 OK")
          .withHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
    }
    if (key.isEmpty()) {
      return FakeResponse.of(401, "text/html; charset=UTF-8", "401 Unauthorized")
          .withHeader("WWW-Authenticate", REALM);
    }
    lock.lock();
    try {
      return dressed(call, answer(call, key.get()));
    } catch (Refusal refusal) {
      return refused(call, refusal);
    } finally {
      lock.unlock();
      books.hints.send(lock);
    }
  }

  private Answer answer(Call call, String key) {
    Keys.Key known = gate.enter(call, key);
    call.languages = SpokenLanguages.of(call, books);
    gate.admit(call, known, api.resources());
    return api.answer(call, known, base + "/api/");
  }

  /**
   * The shop sends whoever asks for another domain, or for a shop it has not, to its front page.
   */
  private boolean strayed(Call call) {
    String host = call.request.header("host").orElse(base.getAuthority());
    boolean elsewhere = !host.equalsIgnoreCase(base.getAuthority());
    String shop = call.param("id_shop");
    boolean unknown = shop.matches("\\d+") && books.find("shops", Integer.parseInt(shop)) == null;
    return elsewhere || unknown;
  }

  private FakeResponse redirect(Call call) {
    String query = call.request.rawQuery();
    String where = base + "/?url=" + String.join("/", call.segments);
    return FakeResponse.of(302, "text/html; charset=utf-8", "")
        .withHeader("Location", query.isEmpty() ? where : where + "&" + query);
  }

  private FakeResponse refused(Call call, Refusal refusal) {
    if (refusal.faults().isEmpty()) {
      return FakeResponse.of(refusal.status(), "text/html; charset=UTF-8", "");
    }
    String text =
        call.json() ? JsonAnswer.errors(refusal.faults()) : XmlAnswer.errors(refusal.faults());
    Map<String, String> headers = headers(call.json() ? Answer.JSON : Answer.XML);
    if (refusal.status() == 401 && books.version.atLeast("1.7.0")) {
      headers.put("PSWS-Version", "0");
    }
    if (refusal.status() == 401) {
      headers.put("WWW-Authenticate", REALM);
    }
    byte[] body = call.method.equals("HEAD") ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    return new FakeResponse(refusal.status(), headers, body);
  }

  /** An error of PHP after all was done: the answer is lost in a list of errors. */
  FakeResponse warned(FakeRequest request) {
    Refusal.Fault warning = Refusal.warning("Undefined array key \"id_product\"");
    return refused(new Call(request), new Refusal(500, List.of(warning)));
  }

  private FakeResponse dressed(Call call, Answer answer) {
    String digest = Digest.sha1(answer.body());
    boolean same =
        answer.body().length > 0
            && call.request.header("local-content-sha1").map(digest::equals).orElse(false);
    // Before 8.0 the body is dropped but the status stays.
    int status = same && books.version.atLeast("8.0.0") ? 304 : answer.status();
    Map<String, String> headers = headers(status == 304 ? "" : answer.type());
    if (answer.body().length > 0) {
      headers.put("Content-Sha1", digest);
    }
    boolean bare = same || call.method.equals("HEAD");
    return new FakeResponse(status, headers, bare ? new byte[0] : answer.body());
  }

  private Map<String, String> headers(String type) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Powered-By", "PrestaShop Webservice");
    headers.put("PSWS-Version", books.version.text());
    headers.put("Access-Time", Long.toString(books.instant().getEpochSecond()));
    headers.put("Execution-Time", "0.012");
    headers.put(
        "Set-Cookie", "PrestaShop-" + Digest.key("cookie", 1) + "=def50200; path=/; HttpOnly");
    if (!type.isEmpty()) {
      headers.put("Content-Type", type);
    }
    return headers;
  }
}
