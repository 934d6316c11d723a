package dev.syncline.prestashop.port;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.codec.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The changes of a list that dates nothing (asked for dates, the webservice answers with an empty
 * list and no error): every look goes through few columns of all rows and shows what stands in the
 * {@link Buckets} whose prints have changed.
 *
 * <p>From now on is from the beginning here: what was there before has no print yet. Thread-safe;
 * its sessions are not.
 *
 * @since 0.1
 */
public final class ScanFeed implements Feed {

  private static final String BEGINNING = "b";
  private static final String BUCKETS = "s";
  private static final int SHOWN_AT_ONCE = 500;

  private final String name;
  private final EntityType type;
  private final PrestaShopApi api;
  private final Scan scan;

  ScanFeed(String name, EntityType type, PrestaShopApi api, Scan scan) {
    this.name = name;
    this.type = type;
    this.api = api;
    this.scan = scan;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(type);
  }

  @Override
  public boolean enumerates() {
    return true;
  }

  @Override
  public Cursor start(StartAt at) {
    return new Cursor(BEGINNING);
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    try {
      boolean begins = from.text().equals(BEGINNING);
      if (!begins && !from.text().startsWith(BUCKETS)) {
        throw new IllegalArgumentException("no cursor");
      }
      return new Looking(begins ? Buckets.none() : Buckets.parse(from.text().substring(1)), wanted);
    } catch (RuntimeException unreadable) {
      throw new CursorLost(
          api.account(), "feed " + name, "the cursor is not of this feed; start again");
    }
  }

  @Override
  public String toString() {
    return "feed " + name;
  }

  /** One look through the whole list. */
  private final class Looking implements Session {

    private final Buckets buckets;
    private final FieldSet wanted;
    private final boolean whole;

    /** Rows of the bucket that the last page may have cut, by place. */
    private final Map<Long, List<Row>> open = new TreeMap<>();

    private final List<Page> ready = new ArrayList<>();
    private long after;
    private int next;
    private long carried;
    private boolean ended;

    Looking(Buckets buckets, FieldSet wanted) {
      this.buckets = buckets;
      this.whole = buckets.isEmpty();
      this.wanted = wanted;
    }

    @Override
    public Optional<Page> next() {
      while (ready.isEmpty() && !ended) {
        step();
      }
      return ready.isEmpty() ? Optional.empty() : Optional.of(ready.remove(0));
    }

    private void step() {
      Scan.Step step = scan.next(after, wanted);
      after = Math.max(after, step.upTo());
      for (Row row : step.rows()) {
        open.computeIfAbsent(scan.place(row), any -> new ArrayList<>()).add(row);
      }
      ended = step.last();
      Cursor before = cursor();
      show(closed(), before);
    }

    /** The rows of all buckets that are whole now and hold a change. */
    private List<Row> closed() {
      int last = after > 0 ? makeRoom(after) : 0;
      int end = ended ? Math.max(buckets.count(), last + 1) : last;
      List<Row> changed = new ArrayList<>();
      for (; next < end; next++) {
        changed.addAll(closed(next));
      }
      return changed;
    }

    /**
     * Where buckets are added, those that were shown already go on as a part of the first open one.
     */
    private int makeRoom(long place) {
      long width = buckets.width();
      long[] prints = buckets.prints();
      int bucket = buckets.of(place);
      if (buckets.width() != width) {
        int each = (int) (buckets.width() / width);
        int merged = next / each;
        for (int at = merged * each; at < next && at < prints.length; at++) {
          carried = Buckets.sum(carried, prints[at]);
        }
        next = merged;
      }
      return bucket;
    }

    private List<Row> closed(int bucket) {
      long print = carried;
      carried = 0;
      List<Row> rows = new ArrayList<>();
      long from = bucket * buckets.width();
      Map<Long, List<Row>> mine = new LinkedHashMap<>();
      open.forEach(
          (place, some) -> {
            if (place > from && place <= from + buckets.width()) {
              mine.put(place, some);
            }
          });
      for (List<Row> some : mine.values()) {
        for (Row row : some) {
          print = Buckets.sum(print, Buckets.print(scan.content(row)));
          rows.add(row);
        }
      }
      open.keySet().removeAll(mine.keySet());
      boolean same = print == buckets.print(bucket);
      buckets.set(bucket, print);
      return same ? List.of() : rows;
    }

    private Cursor cursor() {
      return new Cursor(buckets.isEmpty() ? BEGINNING : BUCKETS + buckets.text());
    }

    private void show(List<Row> rows, Cursor before) {
      if (rows.isEmpty() && !ended) {
        return;
      }
      for (int from = 0; from == 0 || from < rows.size(); from += SHOWN_AT_ONCE) {
        int to = Math.min(from + SHOWN_AT_ONCE, rows.size());
        boolean behind = to == rows.size();
        boolean last = behind && ended;
        List<Change> changes = new ArrayList<>();
        for (Entity entity : scan.entities(rows.subList(from, to), wanted)) {
          changes.add(Change.snapshot(entity, null));
        }
        ready.add(
            new Page(
                List.copyOf(changes),
                behind ? cursor() : before,
                OptionalLong.empty(),
                last,
                last && whole));
      }
    }
  }
}
