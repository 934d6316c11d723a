package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.BitrixWriter.Fate;
import dev.syncline.bitrix24.codec.Unwritable;
import dev.syncline.bitrix24.port.BitrixPort;
import dev.syncline.bitrix24.port.Script;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Located;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.http.Outbox;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Packs, writes and finds again what the engine wants written, all types mixed. Thread-safe. */
record BitrixOutbox(BitrixApi api, int commandsPerBatch, Function<EntityType, BitrixPort> ports)
    implements Outbox {

  private BitrixPort bitrixPort(EntityType type) {
    return ports.apply(type);
  }

  @Override
  public List<List<Write>> pack(List<Write> writes) {
    return BitrixPacking.pack(
        writes, write -> bitrixPort(write.type()).weight(write), commandsPerBatch);
  }

  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore, MediaSource otherSide) {
    api.inTime(leaveBefore);
    Map<String, WriteResult> settled = new HashMap<>();
    Map<String, Script> scripts = scripts(prepared(writes, leaveBefore), settled);
    IdentityHashMap<Script, List<Fate>> fates =
        new BitrixWriter(api, commandsPerBatch, leaveBefore).run(List.copyOf(scripts.values()));
    List<WriteResult> results = new ArrayList<>();
    for (Write each : writes) {
      String key = each.key().text();
      Script script = scripts.get(key);
      results.add(
          script == null
              ? Objects.requireNonNull(settled.get(key))
              : without(
                  bitrixPort(each.type()).ignored(each),
                  BitrixResults.of(script, fates.getOrDefault(script, List.of()))));
    }
    return results;
  }

  private static WriteResult without(Set<Field<?>> ignored, WriteResult result) {
    if (ignored.isEmpty() || !(result instanceof WriteResult.Written written)) {
      return result;
    }
    Set<Field<?>> leftOut = new LinkedHashSet<>(written.leftOut());
    leftOut.addAll(ignored);
    return new WriteResult.Written(
        written.id(), written.handle(), written.holds(), Set.copyOf(leftOut));
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    List<Listing> listings =
        creates.stream().map(each -> bitrixPort(each.type()).locating(each)).toList();
    List<Command> commands = listings.stream().map(each -> each.page(0)).toList();
    List<Outcome> outcomes = commands.isEmpty() ? List.of() : api.read(commands).outcomes();
    List<Located> located = new ArrayList<>();
    for (int at = 0; at < creates.size(); at++) {
      Write.Create create = creates.get(at);
      Listing listing = listings.get(at);
      List<String> ids = new ArrayList<>();
      for (JsonNode row : listing.rows(api.need(commands.get(at), outcomes.get(at)))) {
        ids.add(bitrixPort(create.type()).located(create, row.path(listing.id()).asLong()));
      }
      located.add(ids.isEmpty() ? new Located.Absent() : new Located.Found(ids));
    }
    return located;
  }

  /** Keeps the order, though the ports look at their own writes together. */
  private List<Write> prepared(List<Write> writes, Deadline leaveBefore) {
    Map<EntityType, List<Write>> byType = new LinkedHashMap<>();
    writes.forEach(
        each -> byType.computeIfAbsent(each.type(), none -> new ArrayList<>()).add(each));
    Map<String, Write> ready = new HashMap<>();
    byType.forEach(
        (type, all) ->
            bitrixPort(type)
                .prepared(all, leaveBefore)
                .forEach(each -> ready.put(each.key().text(), each)));
    return writes.stream().map(each -> ready.getOrDefault(each.key().text(), each)).toList();
  }

  private Map<String, Script> scripts(List<Write> writes, Map<String, WriteResult> settled) {
    Map<String, Write.Create> creates = new HashMap<>();
    for (Write each : writes) {
      if (each instanceof Write.Create create) {
        creates.put(create.key().text(), create);
      }
    }
    Map<String, Script> scripts = new LinkedHashMap<>();
    for (Write each : writes) {
      String key = each.key().text();
      try {
        if (each instanceof Write.Act act) {
          settled.put(key, unsupported(act));
        } else {
          BitrixPort port = bitrixPort(each.type());
          scripts.put(key, port.script(port.taken(each), creates::get));
        }
      } catch (Unwritable cannot) {
        settled.put(key, new WriteResult.Refused(List.of(cannot.refusal())));
      }
    }
    return scripts;
  }

  private static WriteResult unsupported(Write.Act act) {
    return WriteResult.Refused.because(
        Refusal.Code.UNSUPPORTED, "Bitrix24 has no step '" + act.name() + "'; change the status");
  }
}
