package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who waits for an account, in the order in which they came: a queue of notices under the account's
 * name, so that runs of other processes are in it too. Who died while waiting drops out by itself.
 * Not thread-safe.
 */
final class AccountQueue {

  private static final String WANTS = "#wants";
  private static final Duration ALIVE = Duration.ofSeconds(30);
  private static final Duration AGAIN = Duration.ofSeconds(10);
  private static final int LOOK = 1000;

  private final LinkStore store;
  private final String account;
  private final String run;
  private Instant said = Instant.MIN;
  private long first;
  private long last;

  AccountQueue(LinkStore store, String account, String run) {
    this.store = store;
    this.account = account;
    this.run = run;
  }

  /** Whether somebody else waits. */
  boolean othersWait(Instant now) {
    return !alive(now, waiting()).isEmpty();
  }

  /** Whether nobody who waits came earlier. */
  boolean isFirst(Instant now) {
    List<Notice> all = waiting();
    Set<String> others = alive(now, all);
    for (Notice each : all) {
      if (each.id().equals(run)) {
        return true;
      }
      if (others.contains(each.id())) {
        return false;
      }
    }
    return true;
  }

  /** Stands at the end, or says again that it is still there. */
  void stand(Instant now) {
    if (said.equals(Instant.MIN)) {
      said = now;
      first = offer(now);
      last = first;
    } else if (!now.isBefore(said.plus(AGAIN))) {
      said = now;
      long before = last;
      last = offer(now);
      if (before != first) {
        store.commit(StoreUpdate.under(List.of()).clear(notice(now).numbered(before)).build());
      }
    }
  }

  private long offer(Instant now) {
    return store.offer(notice(now));
  }

  private Notice notice(Instant now) {
    return new Notice(account, 0, Side.LEFT, WANTS, run, false, now.plus(ALIVE));
  }

  /** Goes, and takes along who died while waiting. */
  void leave(Instant now) {
    if (said.equals(Instant.MIN)) {
      return;
    }
    said = Instant.MIN;
    List<Notice> all = waiting();
    Set<String> others = alive(now, all);
    List<Notice> over = new ArrayList<>(all);
    over.removeIf(each -> others.contains(each.id()));
    StoreUpdate.Builder update = StoreUpdate.under(List.of());
    over.forEach(update::clear);
    store.commit(update.build());
  }

  private List<Notice> waiting() {
    return store.notices(account, LOOK).stream()
        .filter(notice -> notice.type().equals(WANTS))
        .toList();
  }

  private Set<String> alive(Instant now, List<Notice> all) {
    Set<String> alive = new HashSet<>();
    all.stream()
        .filter(each -> !each.id().equals(run) && each.notBefore().isAfter(now))
        .forEach(each -> alive.add(each.id()));
    return alive;
  }
}
