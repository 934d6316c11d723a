package dev.syncline.internal.run;

import dev.syncline.Erased;
import dev.syncline.store.Entry;
import dev.syncline.store.JournalErasure;
import dev.syncline.store.LinkRow;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;

/** Removals, some hundred a commit, counted. Not thread-safe. */
final class ErasingCommits {

  private static final int MOST = 500;

  private final Ledger ledger;
  private StoreUpdate.Builder update;
  private int waiting;
  private long links;
  private long entries;
  private long notices;

  ErasingCommits(Ledger ledger) {
    this.ledger = ledger;
    this.update = ledger.update();
  }

  void remove(LinkRow row) {
    update.remove(row);
    links++;
    counted();
  }

  void remove(Entry entry) {
    update.remove(entry);
    entries++;
    counted();
  }

  void put(Entry entry) {
    update.put(entry);
    entries++;
    counted();
  }

  void clear(Notice notice) {
    update.clear(notice);
    notices++;
    counted();
  }

  void journal(JournalErasure rows) {
    update.erase(rows);
    counted();
  }

  private void counted() {
    waiting++;
    if (waiting >= MOST) {
      flush();
    }
  }

  void flush() {
    ledger.renew();
    ledger.commit(update);
    update = ledger.update();
    waiting = 0;
  }

  Erased erased() {
    return new Erased(links, entries, notices);
  }
}
