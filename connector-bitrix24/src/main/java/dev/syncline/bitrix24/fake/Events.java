package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who wants to hear of which change, and what waits to be told; the offline side is in {@link
 * OfflineQueue}.
 */
final class Events {

  /** One subscription; an outgoing webhook is one without an app behind it. */
  record Binding(long id, String event, String handler, long authType, boolean app) {}

  /** One message that waits for its one delivery. */
  record Message(Binding binding, ObjectNode data, Caller actor) {}

  static final Set<String> NAMES = names();

  private final List<Binding> bindings = new ArrayList<>();
  private final Deque<Message> waiting = new ArrayDeque<>();
  private final OfflineQueue offline;
  private long next = 5;

  Events(ServerTime time, Credentials credentials) {
    offline = new OfflineQueue(time, credentials);
  }

  private static Set<String> names() {
    Set<String> names =
        new TreeSet<>(
            Set.of(
                "ONAPPINSTALL",
                "ONAPPUNINSTALL",
                "ONOFFLINEEVENT",
                "ONCRMDEALMOVETOCATEGORY",
                "ONCRMINVOICESETSTATUS",
                "ONCRMADDRESSREGISTER",
                "ONCRMADDRESSUNREGISTER",
                "ONAPPTEST"));
    for (String verb : List.of("ADD", "UPDATE", "DELETE")) {
      for (String thing :
          List.of(
              "DEAL",
              "CONTACT",
              "COMPANY",
              "DYNAMICITEM",
              "REQUISITE",
              "BANKDETAIL",
              "PRODUCT",
              "PRODUCTSECTION",
              "CURRENCY",
              "INVOICE")) {
        names.add("ONCRM" + thing + verb);
      }
      names.add("ONCRMDYNAMICITEM" + verb + "_31");
      for (String thing : List.of("PRODUCT", "PRICE", "PRICETYPE", "MEASURE")) {
        names.add("CATALOG." + thing + ".ON." + verb);
      }
    }
    return Set.copyOf(names);
  }

  void register(Methods methods) {
    methods.appOnly("event.bind", this::bind);
    methods.appOnly("event.unbind", this::unbind);
    methods.appOnly("event.get", call -> get());
    methods.appOnly(
        "events",
        call -> {
          ArrayNode names = Php.NODES.arrayNode();
          new TreeSet<>(NAMES).forEach(names::add);
          return Answer.of(names);
        });
    offline.register(methods);
  }

  private Answer bind(Call call) {
    String event = Values.text(call.any("event")).toUpperCase(Locale.ROOT);
    if (!NAMES.contains(event)) {
      throw Refusal.bad("ERROR_EVENT_NOT_FOUND", "Event not found");
    }
    long authType = Values.id(call.any("auth_type"));
    boolean foreign = authType != 0 && authType != call.caller().userId();
    if (foreign) {
      call.needAdmin();
    }
    if (Values.text(call.any("event_type")).equals("offline")) {
      call.needAdmin();
      offline.bind(event, Values.text(call.any("auth_connector")));
      return Answer.yes();
    }
    String handler = Values.text(call.any("handler"));
    if (!absolute(handler)) {
      throw Refusal.bad("ERROR_ARGUMENT", "Argument 'HANDLER' is null or empty");
    }
    for (Binding each : bindings) {
      if (each.event().equals(event) && each.handler().equals(handler)) {
        throw Refusal.bad("ERROR_CORE", "Unable to set event handler: Handler already binded");
      }
    }
    bindings.add(new Binding(next++, event, handler, authType, true));
    return Answer.yes();
  }

  private static boolean absolute(String handler) {
    try {
      URI uri = new URI(handler);
      return uri.isAbsolute() && uri.getHost() != null;
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }

  private Answer unbind(Call call) {
    String event = Values.text(call.any("event")).toUpperCase(Locale.ROOT);
    String handler = Values.text(call.any("handler"));
    String type = Values.text(call.any("event_type"));
    int count = 0;
    if (!type.equals("online")) {
      count += offline.unbind(event, Values.text(call.any("auth_connector")), handler.isEmpty());
    }
    if (!type.equals("offline")) {
      int before = bindings.size();
      bindings.removeIf(
          each ->
              each.app()
                  && each.event().equals(event)
                  && (handler.isEmpty() || each.handler().equals(handler)));
      count += before - bindings.size();
    }
    return Answer.of(Php.NODES.objectNode().put("count", count));
  }

  private Answer get() {
    ArrayNode all = Php.NODES.arrayNode();
    for (Binding each : bindings) {
      if (each.app()) {
        all.addObject()
            .put("event", each.event())
            .put("handler", each.handler())
            .put("auth_type", Long.toString(each.authType()))
            .put("offline", 0);
      }
    }
    offline.describe(all);
    return Answer.of(all);
  }

  /** What an administrator sets up on the screen: no app, no tokens. */
  void outgoingWebhook(URI handler, List<String> events) {
    for (String event : events) {
      bindings.add(new Binding(next++, event, handler.toString(), 0, false));
    }
  }

  void dropAppBindings() {
    bindings.removeIf(Binding::app);
  }

  /** Everything that waits, to be told once whatever becomes of it. */
  List<Message> drain() {
    List<Message> drained = List.copyOf(waiting);
    waiting.clear();
    return drained;
  }

  int waiting() {
    return waiting.size();
  }

  void item(Caller actor, CrmType type, String verb, long id) {
    ObjectNode fields = Php.NODES.objectNode().put("ID", Long.toString(id));
    if (type == CrmType.INVOICE) {
      fields.put("ENTITY_TYPE_ID", Integer.toString(type.id));
      fire(actor, "ONCRMDYNAMICITEM" + verb, fields);
      fire(actor, "ONCRMDYNAMICITEM" + verb + "_31", fields);
    } else {
      fire(actor, "ONCRM" + type.name() + verb, fields);
    }
  }

  void moved(Caller actor, ObjectNode deal) {
    ObjectNode fields =
        Php.NODES
            .objectNode()
            .put("ID", deal.path("id").asText())
            .put("CATEGORY_ID", deal.path("categoryId").asText())
            .put("STAGE_ID", deal.path("stageId").asText());
    fire(actor, "ONCRMDEALMOVETOCATEGORY", fields);
  }

  void legacy(Caller actor, String name, long id) {
    fire(actor, "ONCRM" + name, Php.NODES.objectNode().put("ID", Long.toString(id)));
  }

  void catalog(Caller actor, String thing, String verb, long id, long type) {
    ObjectNode fields = Php.NODES.objectNode().put("ID", Long.toString(id));
    if (type != 0) {
      fields.put("TYPE", Long.toString(type));
    }
    fire(actor, "CATALOG." + thing + ".ON." + verb, fields);
  }

  private void fire(Caller actor, String event, ObjectNode fields) {
    boolean appOnly = event.equals("ONCRMDEALMOVETOCATEGORY");
    for (Binding each : bindings) {
      if (each.event().equals(event) && (each.app() || !appOnly)) {
        waiting.add(new Message(each, fields, actor));
      }
    }
    if (offline.changed(actor, event, fields)) {
      for (Binding each : bindings) {
        if (each.event().equals("ONOFFLINEEVENT")) {
          waiting.add(new Message(each, Php.NODES.objectNode(), actor));
        }
      }
    }
  }

  static String bracketed(String prefix, JsonNode node) {
    List<String> pairs = new ArrayList<>();
    node.properties()
        .forEach(
            each -> {
              String name = prefix + "[" + each.getKey() + "]";
              pairs.add(
                  each.getValue().isObject()
                      ? bracketed(name, each.getValue())
                      : encoded(name) + "=" + encoded(each.getValue().asText()));
            });
    return String.join("&", pairs);
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}
