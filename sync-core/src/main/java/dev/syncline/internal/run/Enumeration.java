package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.internal.base.BaseBytes;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * How far a look at everything that a feed has came: a position beside the feed's own, and prints
 * of whom it has shown, so that the next run goes on with it. Not thread-safe.
 */
final class Enumeration {

  static final String KIND = "everything";
  static final String SHOWN = "shown";
  private static final int VERSION = 1;

  /** Begun longer ago than this, what it has shown says little. */
  private static final Duration OLDEST = Duration.ofDays(1);

  private final World world;
  private final String key;
  private final List<Long> lately = new ArrayList<>();
  private Instant openedAt;
  private Cursor cursor;
  private boolean over;
  private int chunks;

  /** Where the last one came to, or a new one. */
  Enumeration(World world, Side side, Feed feed) {
    this.world = world;
    this.key = side.word() + "/" + feed.name();
    this.openedAt = world.runtime().now();
    this.cursor = feed.start(new Feed.StartAt.Beginning());
    world.ledger().entries(KIND, List.of(key)).forEach(this::read);
  }

  private void read(Entry entry) {
    BaseBytes.read(
        entry.body(),
        VERSION,
        in -> {
          Instant begun = Instant.ofEpochMilli(in.readLong());
          if (begun.isAfter(openedAt.minus(OLDEST))) {
            openedAt = begun;
            over = in.readBoolean();
            chunks = in.readInt();
            cursor = new Cursor(in.readUTF());
          }
          return true;
        });
  }

  /** Whether the feed has shown everything. */
  boolean isOver() {
    return over;
  }

  Instant openedAt() {
    return openedAt;
  }

  Cursor cursor() {
    return cursor;
  }

  /** Tells whom it has shown in earlier runs. */
  void tell(LongConsumer prints) {
    for (int chunk = 0; chunk < chunks; chunk++) {
      for (Entry entry : world.ledger().entries(SHOWN, List.of(chunk(chunk)))) {
        ByteBuffer body = ByteBuffer.wrap(entry.body());
        while (body.hasRemaining()) {
          prints.accept(body.getLong());
        }
      }
    }
  }

  /** Somebody is shown now. */
  void showed(long print) {
    lately.add(print);
  }

  /** Writes down how far it came. */
  void keep(Cursor now, boolean ended, StoreUpdate.Builder update) {
    cursor = now;
    over = ended;
    if (!lately.isEmpty()) {
      ByteBuffer body = ByteBuffer.allocate(lately.size() * Long.BYTES);
      lately.forEach(body::putLong);
      update.put(world.ledger().entry(SHOWN, chunk(chunks), body.array()));
      chunks++;
      lately.clear();
    }
    byte[] body =
        BaseBytes.write(
            VERSION,
            out -> {
              out.writeLong(openedAt.toEpochMilli());
              out.writeBoolean(over);
              out.writeInt(chunks);
              out.writeUTF(cursor.text());
            });
    update.put(world.ledger().entry(KIND, key, body));
  }

  private String chunk(int number) {
    return key + "/" + String.format(Locale.ROOT, "%06d", number);
  }

  /** All feeds have shown everything: the next look begins anew. */
  static void forget(World world) {
    StoreUpdate.Builder update = world.ledger().update();
    world.ledger().all(KIND).forEach(update::remove);
    world.ledger().all(SHOWN).forEach(update::remove);
    world.ledger().commit(update);
  }
}
