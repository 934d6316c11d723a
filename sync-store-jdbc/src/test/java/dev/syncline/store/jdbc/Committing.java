package dev.syncline.store.jdbc;

import dev.syncline.store.Entry;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import java.nio.file.Path;
import java.util.List;

/** A process that commits one entry after the other, and says so of each, until it is killed. */
final class Committing {

  static final String SCOPE = "shop";
  static final String KIND = "count";

  private Committing() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[1]);
    boolean h2 = args[0].equals(Dialect.H2.name());
    try (LinkStore store =
        JdbcLinkStore.on(h2 ? Database.h2(folder) : Database.sqlite(folder)).open()) {
      for (int count = 1; ; count++) {
        Entry entry = new Entry(SCOPE, KIND, Integer.toString(count), new byte[] {1});
        store.commit(StoreUpdate.under(List.of()).put(entry).build());
        System.out.println(count);
      }
    }
  }
}
