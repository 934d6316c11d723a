package dev.syncline.examples.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the entities of two accounts and compares every field of the table, in time and memory
 * linear in their number.
 *
 * <p>A pair is found by the marks that creates leave, else by the keys a person would use. An
 * entity that repeats a mark or key of its own side is a duplicate and takes no further part; a
 * reference to something that is itself missing is not reported a second time.
 *
 * @since 0.1
 */
public final class Comparison {

  private record Side(List<Item> items, Map<String, Item> byMark, Map<String, Item> byKey) {}

  private record Pair(Item left, Item right) {}

  private final Map<String, Map<String, String>> toRight = new HashMap<>();
  private final Map<String, Set<String>> pairedRight = new HashMap<>();
  private final Map<String, Compared.Counts> byType = new LinkedHashMap<>();
  private final List<String> findings = new ArrayList<>();
  private long fields;
  private long missing;
  private long different;
  private long duplicates;

  private Comparison() {}

  /** Compares two accounts. */
  public static Compared of(FieldTable table, Books left, Books right) {
    Comparison comparison = new Comparison();
    for (String type : table.types()) {
      comparison.type(type, table.left(type, left), table.right(type, right));
    }
    return new Compared(comparison.byType, comparison.findings);
  }

  private void type(String type, List<Item> leftItems, List<Item> rightItems) {
    fields = 0;
    missing = 0;
    different = 0;
    duplicates = 0;
    Side left = single(type, "left", leftItems);
    Side right = single(type, "right", rightItems);
    List<Pair> pairs = pair(left, right);
    Map<String, String> ids = new HashMap<>();
    pairs.forEach(pair -> ids.put(pair.left().id(), pair.right().id()));
    toRight.put(type, ids);
    pairedRight.put(type, new LinkedHashSet<>(ids.values()));
    pairs.forEach(pair -> compare(type, pair.left(), pair.right()));
    lacking(type, left.items(), ids.keySet(), "right");
    lacking(type, right.items(), pairedRight.getOrDefault(type, Set.of()), "left");
    byType.put(type, new Compared.Counts(pairs.size(), fields, missing, different, duplicates));
  }

  private Side single(String type, String side, List<Item> items) {
    Side single = new Side(new ArrayList<>(), new HashMap<>(), new HashMap<>());
    for (Item item : items) {
      Item first = twin(single, item);
      if (first == null) {
        single.items().add(item);
        item.marks().forEach(mark -> single.byMark().put(mark, item));
        item.keys().forEach(key -> single.byKey().put(key, item));
      } else {
        duplicates++;
        found("%s %s is on the %s twice: also as %s", type, item.id(), side, first.id());
      }
    }
    return single;
  }

  private static @Nullable Item twin(Side side, Item item) {
    for (String mark : item.marks()) {
      if (side.byMark().containsKey(mark)) {
        return side.byMark().get(mark);
      }
    }
    for (String key : item.keys()) {
      if (side.byKey().containsKey(key)) {
        return side.byKey().get(key);
      }
    }
    return null;
  }

  private static List<Pair> pair(Side left, Side right) {
    Map<String, Item> rightById = new HashMap<>();
    right.items().forEach(item -> rightById.put(item.id(), item));
    List<Pair> pairs = new ArrayList<>();
    Set<String> paired = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (boolean byMarks : new boolean[] {true, false}) {
      for (Item item : left.items()) {
        Item other = byMarks ? marked(item, right, rightById) : keyed(item, right);
        if (other != null && !paired.contains(item.id()) && taken.add(other.id())) {
          paired.add(item.id());
          pairs.add(new Pair(item, other));
        }
      }
    }
    return pairs;
  }

  private static @Nullable Item marked(Item item, Side right, Map<String, Item> rightById) {
    for (String mark : item.marks()) {
      if (rightById.containsKey(mark)) {
        return rightById.get(mark);
      }
      if (right.byMark().containsKey(mark)) {
        return right.byMark().get(mark);
      }
    }
    return right.byMark().get(item.id());
  }

  private static @Nullable Item keyed(Item item, Side right) {
    for (String key : item.keys()) {
      if (right.byKey().containsKey(key)) {
        return right.byKey().get(key);
      }
    }
    return null;
  }

  private void lacking(String type, List<Item> items, Set<String> paired, String side) {
    for (Item item : items) {
      if (item.expected() && !paired.contains(item.id())) {
        missing++;
        found("%s %s %s is missing on the %s", type, item.id(), item.keys(), side);
      }
    }
  }

  private void compare(String type, Item left, Item right) {
    if (!left.expected() || !right.expected()) {
      different++;
      found("%s %s should not be on the other side, but is: %s", type, left.id(), right.id());
      return;
    }
    Set<String> names = new LinkedHashSet<>(left.fields().keySet());
    names.addAll(right.fields().keySet());
    for (String name : names) {
      Value one = left.fields().get(name);
      Value other = right.fields().get(name);
      fields++;
      if (one == null || other == null || !same(one, other)) {
        different++;
        found(
            "%s %s and %s: %s is %s on the left and %s on the right",
            type, left.id(), right.id(), name, one, other);
      }
    }
  }

  private boolean same(Value left, Value right) {
    if (left instanceof Value.Amount one && right instanceof Value.Amount other) {
      BigDecimal gap = one.number().subtract(other.number()).abs();
      return gap.compareTo(one.tolerance().max(other.tolerance())) <= 0;
    }
    if (left instanceof Value.Pointer one && right instanceof Value.Pointer other) {
      return same(one, other);
    }
    return left.equals(right);
  }

  private boolean same(Value.Pointer left, Value.Pointer right) {
    if (left.id().isEmpty() || right.id().isEmpty()) {
      return left.id().equals(right.id());
    }
    String wanted = toRight.getOrDefault(left.type(), Map.of()).get(left.id());
    boolean known = pairedRight.getOrDefault(right.type(), Set.of()).contains(right.id());
    // Two targets without partners are reported as missing already.
    return wanted == null ? !known : wanted.equals(right.id());
  }

  private void found(String words, @Nullable Object... about) {
    if (missing + different + duplicates <= Compared.MOST_FINDINGS) {
      findings.add(String.format(Locale.ROOT, words, about));
    }
  }
}
