package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes kept until an administrator's app fetches them: one record per changed object, one queue
 * per source key.
 */
final class OfflineQueue {

  private record Key(String event, String connector) {}

  private static final Schema SCHEMA =
      Schema.legacy(
          List.of(
              Column.of("ID ID integer"), Column.of("TIMESTAMP_X TIMESTAMP_X datetime"),
              Column.of("EVENT_NAME EVENT_NAME string"),
                  Column.of("MESSAGE_ID MESSAGE_ID string")));

  private final ServerTime time;
  private final Credentials credentials;
  private final Set<Key> bound = new LinkedHashSet<>();
  private final Table rows = new Table(1, "ID", "objectKey");

  OfflineQueue(ServerTime time, Credentials credentials) {
    this.time = time;
    this.credentials = credentials;
  }

  void register(Methods methods) {
    methods.appOnly("event.offline.get", this::get);
    methods.appOnly("event.offline.list", this::list);
    methods.appOnly("event.offline.clear", call -> settle(call, false));
    methods.appOnly("event.offline.error", call -> settle(call, true));
  }

  void bind(String event, String connector) {
    if (!bound.add(new Key(event, connector))) {
      throw Refusal.bad("ERROR_CORE", "Unable to set event handler: Handler already binded");
    }
  }

  int unbind(String event, String connector, boolean withoutHandler) {
    int before = bound.size();
    bound.removeIf(
        each ->
            withoutHandler
                && each.event().equals(event)
                && (connector.isEmpty() || each.connector().equals(connector)));
    return before - bound.size();
  }

  void describe(ArrayNode all) {
    bound.forEach(
        each ->
            all.addObject()
                .put("event", each.event())
                .put("connector_id", each.connector())
                .put("offline", 1));
  }

  /**
   * Keeps the latest state of a changed object; the connector that made the change is not told of
   * it.
   */
  boolean changed(Caller actor, String event, ObjectNode fields) {
    boolean kept = false;
    for (Key key : bound) {
      boolean own = !key.connector().isEmpty() && key.connector().equals(actor.connector());
      if (key.event().equals(event) && !own) {
        keep(key, actor, fields);
        kept = true;
      }
    }
    return kept;
  }

  private void keep(Key key, Caller actor, ObjectNode fields) {
    String object = key.connector() + " " + key.event() + " " + fields.path("ID").asText();
    rows.with("objectKey", object).stream()
        .filter(each -> each.path("PROCESS_ID").asText().isEmpty())
        .forEach(each -> rows.remove(Values.id(each.get("ID"))));
    long id = rows.newId();
    ObjectNode row =
        Php.NODES
            .objectNode()
            .put("ID", Long.toString(id))
            .put("TIMESTAMP_X", time.stamp())
            .put("EVENT_NAME", key.event());
    row.putObject("EVENT_DATA").set("FIELDS", fields);
    row.putObject("EVENT_ADDITIONAL").put("user_id", Long.toString(actor.userId()));
    row.put("MESSAGE_ID", credentials.secret(32))
        .put("PROCESS_ID", "")
        .put("ERROR", "0")
        .put("objectKey", object)
        .put("connector", key.connector());
    rows.put(id, row);
  }

  private Filter filter(Call call) {
    Filter filter = Filter.of(call.any("filter"), SCHEMA, Filter.Dialect.LEGACY, time);
    String connector = Values.text(call.any("auth_connector"));
    filter.also(each -> each.path("connector").asText().equals(connector));
    return filter;
  }

  private Order order(Call call) {
    JsonNode sent = call.any("order");
    JsonNode wanted =
        Values.empty(sent)
            ? Php.NODES.objectNode().put("TIMESTAMP_X", "ASC").put("ID", "ASC")
            : sent;
    return Order.of(wanted, SCHEMA, true, "ID", 0);
  }

  private Answer get(Call call) {
    call.needAdmin();
    boolean clear = call.any("clear") == null || "Y".equals(Values.flag(call.any("clear")));
    String process = Values.text(call.any("process_id"));
    boolean errors = "Y".equals(Values.flag(call.any("error")));
    Filter filter = filter(call);
    filter.also(
        each ->
            each.path("ERROR").asText().equals(errors ? "1" : "0")
                && (errors || each.path("PROCESS_ID").asText().equals(process)));
    long limit = call.any("limit") == null ? Page.SIZE : Values.id(call.any("limit"));
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode each : filter.candidates(rows)) {
      if (filter.accepts(each)) {
        found.add(each);
      }
    }
    found.sort(order(call).comparator());
    return taken(found.subList(0, (int) Math.min(limit, found.size())), clear, process);
  }

  private Answer taken(List<ObjectNode> found, boolean clear, String process) {
    String reserved = process.isEmpty() ? credentials.secret(32) : process;
    ArrayNode events = Php.NODES.arrayNode();
    for (ObjectNode each : found) {
      long id = Values.id(each.get("ID"));
      if (clear) {
        rows.remove(id);
      } else {
        rows.put(id, each.deepCopy().put("PROCESS_ID", reserved));
      }
      events.add(shown(each, false));
    }
    ObjectNode result =
        Php.NODES.objectNode().put("process_id", clear || found.isEmpty() ? null : reserved);
    return Answer.of(result.set("events", events));
  }

  private static ObjectNode shown(ObjectNode row, boolean whole) {
    ObjectNode shown = row.deepCopy();
    shown.remove(List.of("objectKey", "connector"));
    return whole ? shown : shown.without(List.of("PROCESS_ID", "ERROR"));
  }

  private Answer list(Call call) {
    call.needAdmin();
    return Page.of(rows, filter(call), order(call), call.any("start"))
        .plain(each -> shown(each, true));
  }

  private Answer settle(Call call, boolean error) {
    call.needAdmin();
    String process = Values.text(call.any("process_id"));
    if (process.isEmpty()) {
      throw Refusal.bad("ERROR_ARGUMENT", "Argument 'PROCESS_ID' is null or empty");
    }
    Set<String> messages = texts(call.any("message_id"));
    Set<String> ids = texts(call.any("id"));
    for (ObjectNode each : List.copyOf(rows.all())) {
      boolean named =
          !messages.isEmpty()
              ? messages.contains(each.path("MESSAGE_ID").asText())
              : ids.isEmpty() || ids.contains(each.path("ID").asText());
      if (named && each.path("PROCESS_ID").asText().equals(process)) {
        long id = Values.id(each.get("ID"));
        rows.remove(id);
        if (error) {
          rows.put(id, each.deepCopy().put("ERROR", "1"));
        }
      }
    }
    return Answer.yes();
  }

  private static Set<String> texts(@org.jspecify.annotations.Nullable JsonNode sent) {
    Set<String> texts = new HashSet<>();
    if (sent != null) {
      Php.elements(sent).forEach(each -> texts.add(each.asText()));
    }
    return texts;
  }
}
