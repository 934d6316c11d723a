package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Registered webhooks and their delivery: one try and three more at once, then the notification is
 * lost.
 */
final class Webhooks implements AutoCloseable {

  private static final int TRIES = 4;
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final int LONGEST_URL = 255;
  private static final int MOST_ALIKE = 5;
  private static final Set<String> ACTIONS = Set.of("CREATE", "UPDATE", "DELETE", "PROCESSED");

  private final Books books;
  private final ExecutorService postman =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "moysklad-webhooks");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Future<?>> underway = new ArrayList<>();
  private final WebhookCarrier carrier;
  private final HookHealth health = new HookHealth();

  Webhooks(Books books, @Nullable WebhookCarrier carrier) {
    this.books = books;
    this.carrier = carrier == null ? overHttp() : carrier;
  }

  private static WebhookCarrier overHttp() {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    return (url, body) ->
        client
            .send(
                HttpRequest.newBuilder(url)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json;charset=utf-8")
                    .header(
                        "User-Agent", "MoySklad webhook touch agent 2.0 (/https://www.moysklad.ru)")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(),
                HttpResponse.BodyHandlers.discarding())
            .statusCode();
  }

  /** The rules of registration. */
  void check(ObjectNode body, @Nullable Doc known, Actor actor) {
    actor.needAdmin(30004, "Необходимы права администратора для работы с webhook");
    String url = said(body, known, "url");
    String action = said(body, known, "action");
    String type = said(body, known, "entityType");
    if (url.length() > LONGEST_URL) {
      throw fail(30010, "длина url адреса больше 255 символов");
    }
    if (!url.isEmpty() && !url.startsWith("http://") && !url.startsWith("https://")) {
      throw fail(30005, "значение поля url не является корректным адресом запроса");
    }
    if (!action.isEmpty() && !ACTIONS.contains(action)) {
      throw fail(
          30002, "неизвестное действие '" + action + "'. Допустимые: CREATE, UPDATE, DELETE");
    }
    boolean async = type.equals("async");
    if (!type.isEmpty()
        && !async
        && (Schema.entity(type).isEmpty() || Set.of("webhook", "discount").contains(type))) {
      throw fail(30000, "неподдерживаемый тип сущности '" + type + "'");
    }
    if (!action.isEmpty() && async != action.equals("PROCESSED")) {
      throw fail(30008, "тип сущности '" + type + "' не поддерживает действие '" + action + "'");
    }
    if (!said(body, known, "method").matches("|POST")) {
      throw fail(30001, "неизвестный HTTP-метод. Допустимый: POST");
    }
    if (body.hasNonNull("diffType") && !action.equals("UPDATE")) {
      throw fail(
          30009,
          "указание значения поля 'diffType' не поддерживается для действия '" + action + "'");
    }
    unique(known, url, action, type);
  }

  private void unique(@Nullable Doc known, String url, String action, String type) {
    int alike = 0;
    for (Doc hook : books.entities("webhook")) {
      if (hook == known
          || !action.equals(hook.text("action"))
          || !type.equals(hook.text("entityType"))) {
        continue;
      }
      if (url.equals(hook.text("url"))) {
        throw fail(30003, "webhook с данным набором параметров уже существует");
      }
      alike++;
    }
    if (known == null && alike >= MOST_ALIKE) {
      throw ApiError.invalid(
          30007, "Нельзя создать больше '5' веб-хуков одинакового типа на одну сущность");
    }
  }

  private static String said(ObjectNode body, @Nullable Doc known, String field) {
    return body.path(field).asText(known == null ? "" : known.fields.path(field).asText(""));
  }

  private static ApiError fail(int code, String text) {
    return ApiError.invalid(code, "Ошибка сохранения webhook: " + text);
  }

  /** Tells whoever asked for this kind of event. */
  void tell(
      Doc doc, String action, Set<String> changed, Actor actor, String auditId, String moment) {
    for (Doc hook : books.entities("webhook")) {
      String url = String.valueOf(hook.text("url"));
      if (hook.flag("enabled")
          && !switchedOff(hook)
          && action.equals(hook.text("action"))
          && doc.type().equals(hook.text("entityType"))
          && actor.mutedPrefixes().stream().noneMatch(url::startsWith)) {
        send(hook.id, url, body(doc, action, changed, actor, auditId, moment, hook));
      }
    }
  }

  private ObjectNode body(
      Doc doc,
      String action,
      Set<String> changed,
      Actor actor,
      String auditId,
      String moment,
      Doc hook) {
    ObjectNode body = Json.object();
    ObjectNode context = body.putObject("auditContext");
    context.putObject("meta").put("type", "audit").put("href", books.base() + "/audit/" + auditId);
    context.put("uid", actor.uid()).put("moment", moment.substring(0, 19));
    ObjectNode event = body.putArray("events").addObject();
    event.putObject("meta").put("type", doc.type()).put("href", books.base() + "/" + doc.path());
    event.put("action", action).put("accountId", books.accountId());
    if (action.equals("UPDATE") && "FIELDS".equals(hook.text("diffType"))) {
      changed.forEach(event.putArray("updatedFields")::add);
    }
    return body;
  }

  private synchronized void send(String hook, String url, ObjectNode body) {
    URI target = URI.create(url + (url.contains("?") ? "&" : "?") + "requestId=" + books.newId());
    byte[] bytes = Json.bytes(body, false);
    underway.removeIf(Future::isDone);
    underway.add(postman.submit(() -> deliver(hook, target, bytes)));
  }

  private void deliver(String hook, URI target, byte[] body) {
    for (int tried = 0; tried < TRIES; tried++) {
      try {
        int status = carrier.post(target, body);
        if (status == 200 || status == 204) {
          health.note(hook, books.time().now(), true);
          return;
        }
      } catch (IOException unreachable) {
        // Counts as one of the tries.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    health.note(hook, books.time().now(), false);
  }

  /** A webhook that only failed for long is switched off when it would be told the next time. */
  private boolean switchedOff(Doc hook) {
    boolean hopeless = health.hopeless(hook.id, books.time().now());
    if (hopeless) {
      ObjectNode fields = hook.fields.deepCopy();
      books.change(hook, fields.put("enabled", false));
      health.forget(hook.id);
    }
    return hopeless;
  }

  /** Waits until everything that is on its way has arrived or is lost. */
  void settle() {
    List<Future<?>> waiting;
    synchronized (this) {
      waiting = List.copyOf(underway);
    }
    try {
      for (Future<?> delivery : waiting) {
        delivery.get(30, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("a webhook delivery did not end", e);
    }
  }

  @Override
  public void close() {
    postman.shutdownNow();
  }
}
