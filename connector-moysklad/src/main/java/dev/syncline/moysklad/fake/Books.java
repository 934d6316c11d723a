package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.TimeSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything the account holds, by path, with who refers to whom. Guarded by the fake's one lock.
 */
final class Books {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final Map<String, LinkedHashMap<String, Doc>> shelves = new HashMap<>();
  private final Map<String, Doc> byPath = new HashMap<>();
  private final Map<String, Set<Doc>> referrers = new HashMap<>();
  private final Map<String, Doc> byUiId = new HashMap<>();
  private final Map<String, Doc> bySyncId = new HashMap<>();
  private final Map<String, Integer> counters = new HashMap<>();
  private final TimeSource time;
  private final String accountId;
  private long made;
  private String base = "";

  Books(TimeSource time) {
    this.time = time;
    this.accountId = newId();
  }

  String base() {
    return base;
  }

  void reachedAt(String apiBase) {
    base = apiBase;
  }

  TimeSource time() {
    return time;
  }

  String now() {
    return Moments.of(time.now());
  }

  String accountId() {
    return accountId;
  }

  /** A time-based looking id, the same in every run. */
  String newId() {
    long mixed = ++made * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed ^= mixed >>> 27;
    return String.format(
        Locale.ROOT,
        "%08x-%04x-11f1-0a80-%04x%08x",
        mixed >>> 32,
        mixed >>> 16 & 0xffff,
        mixed & 0xffff,
        made);
  }

  /** A server-made external code: 22 characters. */
  String newCode() {
    return UUID.nameUUIDFromBytes(newId().getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "")
        .substring(0, 22);
  }

  /** The next number of a kind of document, {@code 00001}. */
  String nextNumber(String type) {
    return String.format(Locale.ROOT, "%05d", counters.getOrDefault(type, 0) + 1);
  }

  private void count(Doc doc) {
    String name = doc.text("name");
    if (doc.parent == null && name != null && NUMBER.matcher(name).matches()) {
      counters.merge(doc.type(), Integer.parseInt(name), Math::max);
    }
  }

  @Nullable Doc find(@Nullable String path) {
    return path == null ? null : byPath.get(path);
  }

  @Nullable Doc byUiId(String uiId) {
    return byUiId.get(uiId);
  }

  @Nullable Doc bySyncId(String type, String syncId) {
    return bySyncId.get(type + "/" + syncId.toLowerCase(Locale.ROOT));
  }

  /** Goods have another id in the user interface than in the API. */
  static String uiId(Doc doc) {
    return Schema.GOODS.contains(doc.type())
        ? UUID.nameUUIDFromBytes(doc.path().getBytes(StandardCharsets.UTF_8)).toString()
        : doc.id;
  }

  Collection<Doc> shelf(String path) {
    LinkedHashMap<String, Doc> shelf = shelves.get(path);
    return shelf == null ? List.of() : shelf.values();
  }

  Collection<Doc> entities(String type) {
    return shelf("entity/" + type);
  }

  Collection<Doc> rows(Doc owner, String collection) {
    return shelf(owner.path() + "/" + collection);
  }

  /** Live documents of a type. */
  List<Doc> live(String type) {
    return entities(type).stream().filter(doc -> !doc.inBin).toList();
  }

  Doc put(Doc doc) {
    shelves.computeIfAbsent(doc.shelf, path -> new LinkedHashMap<>()).put(doc.id, doc);
    byPath.put(doc.path(), doc);
    if (Schema.GOODS.contains(doc.type())) {
      byUiId.put(uiId(doc), doc);
    }
    String syncId = doc.text("syncId");
    if (syncId != null) {
      bySyncId.put(doc.type() + "/" + syncId.toLowerCase(Locale.ROOT), doc);
    }
    index(doc, doc.fields, true);
    count(doc);
    return doc;
  }

  void change(Doc doc, ObjectNode fields) {
    index(doc, doc.fields, false);
    doc.fields = fields;
    index(doc, fields, true);
    count(doc);
    String syncId = doc.text("syncId");
    if (syncId != null) {
      bySyncId.putIfAbsent(doc.type() + "/" + syncId.toLowerCase(Locale.ROOT), doc);
    }
  }

  void remove(Doc doc) {
    for (String collection : doc.spec.collections().keySet()) {
      List.copyOf(rows(doc, collection)).forEach(this::remove);
    }
    index(doc, doc.fields, false);
    LinkedHashMap<String, Doc> shelf = shelves.get(doc.shelf);
    if (shelf != null) {
      shelf.remove(doc.id);
    }
    byPath.remove(doc.path());
    byUiId.remove(uiId(doc), doc);
    String syncId = doc.text("syncId");
    if (syncId != null) {
      bySyncId.remove(doc.type() + "/" + syncId.toLowerCase(Locale.ROOT), doc);
    }
  }

  /** Puts a shelf's objects into the given order, dropping none. */
  void reorder(String path, List<Doc> order) {
    LinkedHashMap<String, Doc> shelf = new LinkedHashMap<>();
    order.forEach(doc -> shelf.put(doc.id, doc));
    shelves.put(path, shelf);
  }

  /** Who refers to a path, directly or in a row. */
  Set<Doc> referrers(String path) {
    return referrers.getOrDefault(path, Set.of());
  }

  /** The live objects of a type that refer to a path in the given field. */
  List<Doc> referring(String type, String field, Doc target) {
    List<Doc> found = new ArrayList<>();
    for (Doc doc : referrers(target.path())) {
      if (doc.type().equals(type) && !doc.inBin && mentions(doc.get(field), target.path())) {
        found.add(doc);
      }
    }
    return found;
  }

  static boolean mentions(@Nullable JsonNode value, String path) {
    if (value == null) {
      return false;
    }
    if (value.isArray()) {
      for (JsonNode element : value) {
        if (path.equals(Json.refPath(element))) {
          return true;
        }
      }
      return false;
    }
    return path.equals(Json.refPath(value));
  }

  private void index(Doc doc, JsonNode node, boolean add) {
    String path = Json.refPath(node);
    if (path != null) {
      if (add) {
        referrers.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(doc);
      } else {
        Set<Doc> set = referrers.get(path);
        if (set != null) {
          set.remove(doc);
        }
      }
    }
    for (JsonNode child : node) {
      if (child.isContainerNode()) {
        index(doc, child, add);
      }
    }
  }
}
