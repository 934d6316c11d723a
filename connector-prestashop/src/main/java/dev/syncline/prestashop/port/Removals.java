package dev.syncline.prestashop.port;

import dev.syncline.connector.Deadline;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopApi.Answer;
import dev.syncline.prestashop.PrestaShopApi.Presence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes things, several in a request: if one of them is not there, none is removed. Thread-safe.
 */
final class Removals {

  private static final int NOT_THERE = 87;

  private final PrestaShopApi api;

  Removals(PrestaShopApi api) {
    this.api = api;
  }

  void write(Kind kind, List<Write.Delete> deletes, Results results, Deadline leaveBefore) {
    if (!kind.isRemovedHere()) {
      deletes.forEach(
          each ->
              results.refuse(each, Refusal.Code.UNSUPPORTED, "this is never removed from a shop"));
      return;
    }
    Map<Write.Delete, String> ids = new LinkedHashMap<>();
    for (Write.Delete delete : deletes) {
      Ids.vendor(kind, delete.held().id())
          .ifPresentOrElse(
              id -> ids.put(delete, id), () -> results.put(delete, new WriteResult.Gone()));
    }
    if (!ids.isEmpty()) {
      remove(kind, ids, results, leaveBefore, true);
    }
  }

  private void remove(
      Kind kind,
      Map<Write.Delete, String> ids,
      Results results,
      Deadline leaveBefore,
      boolean again) {
    results.leaving(List.copyOf(ids.keySet()));
    Answer answer = api.remove(kind.resource(), List.copyOf(ids.values()), leaveBefore);
    results.answered();
    if (answer.succeeded()) {
      ids.keySet()
          .forEach(delete -> results.put(delete, WriteResult.Written.of(delete.held().id())));
      return;
    }
    boolean missing = answer.telling().filter(fault -> fault.code() == NOT_THERE).isPresent();
    if (!missing || !again) {
      ids.keySet().forEach(delete -> results.put(delete, Creates.failure(answer)));
      return;
    }
    Map<Write.Delete, String> there = there(kind, ids, results);
    if (!there.isEmpty()) {
      remove(kind, there, results, leaveBefore, false);
    }
  }

  private Map<Write.Delete, String> there(
      Kind kind, Map<Write.Delete, String> ids, Results results) {
    Set<String> listed = new HashSet<>();
    api.where(kind.resource(), Set.of(), "id", ids.values()).forEach(row -> listed.add(row.id()));
    Map<Write.Delete, String> there = new LinkedHashMap<>();
    List<Write.Delete> asked = new ArrayList<>(ids.keySet());
    for (Write.Delete delete : asked) {
      String id = ids.getOrDefault(delete, "");
      if (listed.contains(id)) {
        there.put(delete, id);
      } else if (api.one(kind.resource(), id).presence() == Presence.GONE) {
        results.put(delete, new WriteResult.Gone());
      } else {
        results.refuse(delete, Refusal.Code.NOT_ALLOWED, "it is not in this shop");
      }
    }
    return there;
  }
}
