package dev.syncline.dolibarr.fake;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The fake's database: readers see what was committed last, one writer at a time works on its own
 * view. Numbers that a failed transaction took stay taken.
 */
final class Database {

  private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();
  private volatile Map<String, Table> committed = Map.of();

  /** A view of what is committed, that may be written to and then committed. */
  Transaction open(Clocks clocks, boolean fourByteCharacters) {
    return new Transaction(this, new HashMap<>(committed), clocks, fourByteCharacters);
  }

  long nextId(String table) {
    return numbers.computeIfAbsent(table, name -> new AtomicLong()).incrementAndGet();
  }

  void commit(Map<String, Table> tables) {
    committed = Map.copyOf(tables);
  }
}
