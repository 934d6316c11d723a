package dev.syncline.bitrix24;

import dev.syncline.connector.Write;
import dev.syncline.model.Address;
import dev.syncline.model.BankAccount;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PersonName;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Puts writes into lists of one batch each; what points at each other stays together, and what
 * cannot travel in a batch comes last, so that it breaks no full one. Pure.
 */
final class BitrixPacking {

  private BitrixPacking() {}

  static List<List<Write>> pack(List<Write> writes, ToIntFunction<Write> weight, int limit) {
    List<Map<Integer, Write>> batched = new ArrayList<>();
    List<Map<Integer, Write>> single = new ArrayList<>();
    for (Map<Integer, Write> group : groups(writes)) {
      (group.values().stream().anyMatch(BitrixPacking::alone) ? single : batched).add(group);
    }
    List<List<Write>> lists = new ArrayList<>(filled(batched, weight, limit));
    lists.addAll(filled(single, weight, limit));
    return lists;
  }

  /** Whether a text of the write would be mistaken for a reference inside a batch. */
  static boolean alone(Write write) {
    if (write instanceof Write.Create create) {
      return mentions(create.wanted());
    }
    return write instanceof Write.Update update && mentions(update.delta());
  }

  private static boolean mentions(Entity entity) {
    return entity.fields().stream()
        .anyMatch(field -> entity.get(field).filter(BitrixPacking::mentions).isPresent());
  }

  private static boolean mentions(Object value) {
    if (value instanceof String text) {
      return Command.looksLikeReference(text);
    }
    if (value instanceof PersonName name) {
      return Command.looksLikeReference(name.full());
    }
    if (value instanceof Address place) {
      return mentions(
          List.of(place.country(), place.region(), place.city(), place.street(), place.rest()));
    }
    if (value instanceof BankAccount account) {
      return mentions(List.of(account.number(), account.bankCode(), account.bank()));
    }
    if (value instanceof Entity line) {
      return mentions(line);
    }
    if (value instanceof Map<?, ?> map) {
      return mentions(List.copyOf(map.keySet())) || mentions(List.copyOf(map.values()));
    }
    return value instanceof Collection<?> all && all.stream().anyMatch(BitrixPacking::mentions);
  }

  private static List<List<Write>> filled(
      List<Map<Integer, Write>> groups, ToIntFunction<Write> weight, int limit) {
    List<List<Write>> lists = new ArrayList<>();
    TreeMap<Integer, Write> open = new TreeMap<>();
    int used = 0;
    for (Map<Integer, Write> group : groups) {
      int need = group.values().stream().mapToInt(weight).sum();
      if (!open.isEmpty() && used + need > limit) {
        lists.add(List.copyOf(open.values()));
        open.clear();
        used = 0;
      }
      open.putAll(group);
      used += need;
    }
    if (!open.isEmpty()) {
      lists.add(List.copyOf(open.values()));
    }
    return lists;
  }

  /** The operation keys that a write points at, in its fields and in those of its lines. */
  static Set<String> pointers(Write write) {
    Set<String> keys = new LinkedHashSet<>();
    if (write instanceof Write.Create create) {
      collect(create.wanted(), keys);
    } else if (write instanceof Write.Update update) {
      collect(update.delta(), keys);
    }
    return keys;
  }

  private static List<Map<Integer, Write>> groups(List<Write> writes) {
    Map<String, Integer> places = new HashMap<>();
    for (int at = 0; at < writes.size(); at++) {
      places.put(writes.get(at).key().text(), at);
    }
    int[] leader = new int[writes.size()];
    for (int at = 0; at < leader.length; at++) {
      leader[at] = at;
    }
    for (int at = 0; at < leader.length; at++) {
      for (String key : pointers(writes.get(at))) {
        Integer other = places.get(key);
        if (other != null) {
          int one = root(leader, at);
          int two = root(leader, other);
          leader[Math.max(one, two)] = Math.min(one, two);
        }
      }
    }
    Map<Integer, Map<Integer, Write>> groups = new TreeMap<>();
    for (int at = 0; at < leader.length; at++) {
      groups.computeIfAbsent(root(leader, at), none -> new TreeMap<>()).put(at, writes.get(at));
    }
    return List.copyOf(groups.values());
  }

  private static int root(int[] leader, int at) {
    int found = at;
    while (leader[found] != found) {
      found = leader[found];
    }
    return found;
  }

  private static void collect(Entity entity, Set<String> keys) {
    for (Field<?> field : entity.fields()) {
      entity.get(field).ifPresent(value -> collect(value, keys));
    }
  }

  private static void collect(Object value, Set<String> keys) {
    if (value instanceof Ref ref && ref.pending()) {
      keys.add(ref.operationKey());
    } else if (value instanceof Entity line) {
      collect(line, keys);
    } else if (value instanceof List<?> list) {
      list.forEach(each -> collect(each, keys));
    }
  }
}
