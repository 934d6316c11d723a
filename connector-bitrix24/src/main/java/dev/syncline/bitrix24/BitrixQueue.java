package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.codec.Values;
import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.http.Effect;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The portal's own queue of events: what changed and what was deleted while nobody listened.
 *
 * <p>Rows are reserved when read and confirmed when the feed is opened behind them. A reservation
 * whose answer was lost, or whose reader crashed, is found in the list of the queue and read again,
 * so the key must belong to one plan alone. Thread-safe.
 */
final class BitrixQueue implements Feed {

  private static final int ROWS = 50;

  /** Each holds a reservation's name in the cursor: as many as fit. */
  private static final int MAX_PAGES = 40;

  private static final Cursor NEW = new Cursor("");

  private final BitrixApi api;
  private final BitrixDictionaries codes;
  private final String connectorKey;

  BitrixQueue(BitrixApi api, BitrixDictionaries codes, String connectorKey) {
    this.api = api;
    this.codes = codes;
    this.connectorKey = connectorKey;
  }

  /** Whether the portal's tariff lets rows be reserved; without it they are gone when read. */
  boolean keepsUntilConfirmed() {
    Command feature = Command.of("feature.get", "CODE", "rest_offline_extended");
    JsonNode answer = api.need(feature, api.alone(feature, Effect.READ).of(0));
    return Values.yes(answer.path("value"));
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public Set<EntityType> types() {
    return BitrixEvents.types();
  }

  /** A queue has no past: what was before is told by the other feeds. */
  @Override
  public Cursor start(StartAt at) {
    return NEW;
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    return new Reading(from);
  }

  private static String process(JsonNode row) {
    return row.path("PROCESS_ID").asText("");
  }

  private Command list(int start) {
    return Command.of(
        "event.offline.list",
        "auth_connector",
        connectorKey,
        "order",
        Command.map("ID", "ASC"),
        "start",
        start);
  }

  private Command get() {
    return Command.of(
        "event.offline.get",
        "clear",
        0,
        "limit",
        ROWS,
        "auth_connector",
        connectorKey,
        "order",
        Command.map("ID", "ASC"));
  }

  private Command again(String process) {
    return Command.of(
        "event.offline.get",
        "clear",
        0,
        "limit",
        ROWS,
        "auth_connector",
        connectorKey,
        "process_id",
        process);
  }

  /** One look at the queue. */
  private final class Reading implements Session {

    private final List<String> toConfirm;
    private final List<String> reserved = new ArrayList<>();
    private final List<Page> found = new ArrayList<>();
    private boolean first = true;
    private boolean done;

    Reading(Cursor from) {
      this.toConfirm = from.text().isEmpty() ? List.of() : List.of(from.text().split(",", -1));
    }

    @Override
    public Optional<Page> next() {
      if (done && found.isEmpty()) {
        return Optional.empty();
      }
      if (first) {
        first = false;
        begin();
      } else if (found.isEmpty()) {
        Command get = get();
        took(api.need(get, api.alone(get, Effect.READ).of(0)));
      }
      return Optional.of(found.remove(0));
    }

    /** One request: confirms, looks for what is left from a crash, and reads. */
    private void begin() {
      BitrixWebhooks.needsApplication(api, "event.offline.get");
      List<Command> commands = new ArrayList<>();
      commands.add(Command.of("event.get"));
      for (String each : toConfirm) {
        commands.add(
            Command.of("event.offline.clear", "process_id", each, "auth_connector", connectorKey));
      }
      Command left = list(0);
      commands.add(left);
      Command get = get();
      commands.add(get);
      BitrixApi.Answers answers = api.read(commands);
      int place = commands.size() - 2;
      for (int at = 1; at < place; at++) {
        api.need(commands.get(at), answers.of(at));
      }
      bindMissing(api.need(commands.get(0), answers.of(0)));
      JsonNode listed = api.need(left, answers.of(place));
      leftBehind(whole(listed));
      took(api.need(get, answers.of(place + 1)));
    }

    /** Reserved rows are the oldest: what lies behind the first free one need not be listed. */
    private List<JsonNode> whole(JsonNode first) {
      List<JsonNode> rows = new ArrayList<>();
      first.forEach(rows::add);
      while (!rows.isEmpty()
          && rows.size() % ROWS == 0
          && !process(rows.get(rows.size() - 1)).isEmpty()) {
        Command next = list(rows.size());
        JsonNode page = api.need(next, api.alone(next, Effect.READ).of(0));
        if (page.isEmpty()) {
          break;
        }
        page.forEach(rows::add);
      }
      return rows;
    }

    /** What was reserved by a reader that never confirmed it, whole reservation by reservation. */
    private void leftBehind(List<JsonNode> listed) {
      Set<String> processes = new LinkedHashSet<>();
      for (JsonNode row : listed) {
        String process = process(row);
        if (!process.isEmpty() && !toConfirm.contains(process)) {
          processes.add(process);
        }
      }
      List<Command> commands = processes.stream().map(BitrixQueue.this::again).toList();
      if (commands.isEmpty()) {
        return;
      }
      BitrixApi.Answers answers = api.read(commands);
      int at = 0;
      for (String process : processes) {
        List<JsonNode> rows = new ArrayList<>();
        api.need(commands.get(at), answers.of(at)).path("events").forEach(rows::add);
        show(process, rows, false);
        at++;
      }
    }

    private void took(JsonNode result) {
      List<JsonNode> rows = new ArrayList<>();
      result.path("events").forEach(rows::add);
      String process = Values.text(result.path("process_id")).orElse("");
      show(process, rows, rows.size() < ROWS || reserved.size() + 1 >= MAX_PAGES);
    }

    private void show(String process, List<JsonNode> rows, boolean last) {
      if (!process.isEmpty()) {
        reserved.add(process);
      }
      done |= last;
      found.add(
          new Page(
              changes(rows),
              new Cursor(String.join(",", reserved)),
              OptionalLong.empty(),
              last,
              false));
    }
  }

  /** One change for each entity: the last word on it counts, and a deletion is the last word. */
  private static List<Change> changes(List<JsonNode> rows) {
    Map<Ref, Change> changes = new LinkedHashMap<>();
    for (JsonNode row : rows) {
      JsonNode fields = row.path("EVENT_DATA").path("FIELDS");
      List<Change> told =
          BitrixEvents.changes(
                  row.path("EVENT_NAME").asText(), name -> fields.path(name).asText(""))
              .orElse(List.of());
      for (Change each : told) {
        Change known = changes.get(each.ref());
        if (known == null || known.kind() != Change.Kind.GONE) {
          changes.put(each.ref(), each);
        }
      }
    }
    return List.copyOf(changes.values());
  }

  /** Installing the application anew drops its bindings. */
  private void bindMissing(JsonNode bound) {
    Set<String> present = new LinkedHashSet<>();
    for (JsonNode each : bound) {
      if (Values.yes(each.path("offline"))
          && each.path("connector_id").asText("").equals(connectorKey)) {
        present.add(each.path("event").asText().toUpperCase(Locale.ROOT));
      }
    }
    List<Command> missing = new ArrayList<>();
    for (String event : BitrixEvents.names(BitrixEvents.types(), codes.invoices())) {
      if (!present.contains(event)) {
        missing.add(
            Command.of(
                "event.bind",
                "event",
                event,
                "event_type",
                "offline",
                "auth_connector",
                connectorKey));
      }
    }
    BitrixWebhooks.bind(api, missing);
  }
}
