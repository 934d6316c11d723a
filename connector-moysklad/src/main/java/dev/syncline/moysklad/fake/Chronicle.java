package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happened to which object: the audit, and the source of webhooks. */
final class Chronicle {

  private static final String ADMIN_ONLY = "Необходимы права администратора для работы с аудитом";

  private record Event(
      String auditId,
      String path,
      String type,
      String eventType,
      String name,
      String moment,
      String uid,
      String source,
      ObjectNode diff) {}

  private final Books books;
  private final Webhooks webhooks;
  private final List<Event> events = new ArrayList<>();

  Chronicle(Books books, Webhooks webhooks) {
    this.books = books;
    this.webhooks = webhooks;
  }

  void saved(Doc doc, boolean created, Set<String> changed, ObjectNode before, Actor actor) {
    if (doc.parent != null
        || doc.shelf.contains("/metadata/")
        || doc.type().startsWith("webhook")) {
      return;
    }
    ObjectNode diff = Json.object();
    if (!created) {
      for (String field : changed) {
        if (before.get(field) != null || doc.get(field) != null) {
          ObjectNode change = diff.putObject(field);
          plain(change, "oldValue", before.get(field));
          plain(change, "newValue", doc.get(field));
        }
      }
    }
    note(doc, created ? "create" : "update", diff, actor, changed);
  }

  private static void plain(
      ObjectNode change, String name, @org.jspecify.annotations.Nullable JsonNode value) {
    if (value != null && value.isValueNode()) {
      change.set(name, value);
    }
  }

  void deleted(Doc doc, Actor actor) {
    if (doc.parent == null
        && !doc.shelf.contains("/metadata/")
        && !doc.type().startsWith("webhook")) {
      note(doc, doc.gone ? "delete" : "puttorecyclebin", Json.object(), actor, Set.of());
    }
  }

  private void note(Doc doc, String eventType, ObjectNode diff, Actor actor, Set<String> changed) {
    String now = books.now();
    String auditId = books.newId();
    String name = doc.text("name");
    events.add(
        new Event(
            auditId,
            doc.path(),
            doc.type(),
            eventType,
            name == null ? "" : name,
            now,
            actor.uid(),
            actor.source(),
            diff));
    String action =
        switch (eventType) {
          case "create" -> "CREATE";
          case "update" -> "UPDATE";
          default -> "DELETE";
        };
    webhooks.tell(doc, action, changed, actor, auditId, now);
  }

  /** {@code /audit…} and {@code /entity/{type}/{id}/audit}. */
  JsonNode answer(Call call, Lists lists) {
    call.actor.needAdmin(38000, ADMIN_ONLY);
    if (!call.is("GET")) {
      throw ApiError.method(call.method());
    }
    Page page = Page.of(call, 25, 100);
    if (call.segment(0).equals("entity")) {
      String path = String.join("/", call.segments.subList(0, 3));
      return envelope(call, lists, page, "auditevent", rows(filtered(call, path), false));
    }
    if (call.depth() == 1) {
      return envelope(call, lists, page, "audit", rows(filtered(call, ""), true));
    }
    String id = call.segment(1);
    List<Event> own = events.stream().filter(event -> event.auditId().equals(id)).toList();
    if (own.isEmpty()) {
      throw ApiError.notFound("audit", id);
    }
    if (call.depth() == 2) {
      return context(own.get(0));
    }
    if (call.depth() == 3 && call.segment(2).equals("events")) {
      return envelope(call, lists, page, "auditevent", rows(own, false));
    }
    throw ApiError.unknownPath("/" + call.path);
  }

  private static JsonNode envelope(
      Call call, Lists lists, Page page, String type, List<ObjectNode> rows) {
    int from = Math.min(page.offset(), rows.size());
    int to = Math.min(rows.size(), from + page.limit());
    return lists.envelope(call, type, page, rows.size(), rows.subList(from, to));
  }

  private List<Event> filtered(Call call, String path) {
    Map<String, Map<String, List<String>>> filter = Filter.raw(call.query("filter", ";"));
    List<Event> kept = new ArrayList<>();
    for (int i = events.size() - 1; i >= 0; i--) {
      Event event = events.get(i);
      if ((path.isEmpty() || path.equals(event.path()))
          && filter.entrySet().stream().allMatch(entry -> keeps(event, entry))) {
        kept.add(event);
      }
    }
    return kept;
  }

  private static boolean keeps(Event event, Map.Entry<String, Map<String, List<String>>> filter) {
    String field = filter.getKey();
    if (field.equals("moment")) {
      return filter.getValue().entrySet().stream()
          .allMatch(
              condition -> {
                String wanted =
                    Moments.filtered(condition.getValue().get(0))
                        .orElseThrow(() -> ApiError.filter("неверный формат даты"));
                return switch (condition.getKey()) {
                  case ">=" -> event.moment().compareTo(wanted) >= 0;
                  case "<=" -> event.moment().compareTo(wanted) <= 0;
                  default -> throw ApiError.filter("оператор не поддерживается для поля 'moment'");
                };
              });
    }
    String value =
        switch (field) {
          case "eventType" -> event.eventType();
          case "entityType" -> event.type();
          case "uid" -> event.uid();
          case "source" -> event.source();
          default -> throw ApiError.filter("неизвестное поле фильтрации '" + field + "'");
        };
    return filter.getValue().getOrDefault("=", List.of()).contains(value);
  }

  private List<ObjectNode> rows(List<Event> events, boolean contexts) {
    return events.stream().map(event -> contexts ? context(event) : event(event)).toList();
  }

  private ObjectNode context(Event event) {
    ObjectNode out = Json.object();
    String href = books.base() + "/audit/" + event.auditId();
    meta(out.putObject("meta"), href, "audit");
    out.put("id", event.auditId()).put("uid", event.uid()).put("source", event.source());
    out.put("moment", event.moment()).put("objectCount", 1);
    out.put("eventType", event.eventType()).put("entityType", event.type());
    ObjectNode meta = out.putObject("events").putObject("meta");
    meta(meta, href + "/events", "auditevent");
    meta.put("size", 1).put("limit", 1000).put("offset", 0);
    return out;
  }

  private ObjectNode event(Event event) {
    ObjectNode out = Json.object();
    meta(
        out.putObject("entity").putObject("meta"), books.base() + "/" + event.path(), event.type());
    out.put("entityType", event.type()).put("eventType", event.eventType());
    out.put("name", event.name()).put("moment", event.moment());
    out.put("uid", event.uid()).put("source", event.source());
    if (!event.diff().isEmpty()) {
      out.set("diff", event.diff());
    }
    meta(
        out.putObject("audit").putObject("meta"),
        books.base() + "/audit/" + event.auditId(),
        "audit");
    return out;
  }

  private static void meta(ObjectNode meta, String href, String type) {
    meta.put("href", href).put("type", type).put("mediaType", "application/json");
  }
}
