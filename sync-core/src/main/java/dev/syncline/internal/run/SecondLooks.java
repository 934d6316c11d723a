package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Write;
import dev.syncline.internal.base.BaseBytes;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Creates that were found absent and sent once more, under a marker that only a search can tell:
 * the first attempt may have landed after all. Each is looked for once more, later; kept in the
 * store, read once a run. Thread-safe.
 */
final class SecondLooks {

  static final String KIND = "second-look";
  private static final int VERSION = 1;

  /**
   * One that is looked for once more.
   *
   * @param key the create's operation key
   * @param target the side on which it was made
   * @param sourceId the entity that it was made for
   * @param notBefore until then another one may still land
   */
  record Open(OperationKey key, Side target, String sourceId, Instant notBefore) {

    Entry entry() {
      byte[] body =
          BaseBytes.write(
              VERSION,
              out -> {
                out.writeUTF(key.flow());
                out.writeUTF(key.source());
                out.writeInt(key.generation());
                out.writeUTF(key.kind());
                BaseBytes.writeEnum(out, target);
                out.writeUTF(sourceId);
                out.writeLong(notBefore.toEpochMilli());
              });
      return new Entry(key.plan(), KIND, Intent.entryKey(key, target), body);
    }

    static Open of(Entry entry) {
      return BaseBytes.read(
          entry.body(),
          VERSION,
          in ->
              new Open(
                  new OperationKey(
                      entry.scope(), in.readUTF(), in.readUTF(), in.readInt(), in.readUTF()),
                  BaseBytes.readEnum(in, Side.class),
                  in.readUTF(),
                  Instant.ofEpochMilli(in.readLong())));
    }
  }

  private final Ledger ledger;
  private @Nullable Map<String, Open> loaded;

  SecondLooks(Ledger ledger) {
    this.ledger = ledger;
  }

  private synchronized Map<String, Open> open() {
    Map<String, Open> known = loaded;
    if (known == null) {
      known = new ConcurrentHashMap<>();
      for (Entry entry : ledger.all(KIND)) {
        known.put(entry.key(), Open.of(entry));
      }
      loaded = known;
    }
    return known;
  }

  /** A create was done; it is looked for once more if it went out a second time. */
  void note(World world, Planned planned, StoreUpdate.Builder update) {
    if (planned.write() instanceof Write.Create create && planned.sentAgain()) {
      note(world, planned.flow(), planned.target(), create.key(), planned.sourceId(), update);
    }
  }

  /** What an intent has made was found; it is looked for once more if it went out twice. */
  void note(World world, Flow flow, Intent intent, StoreUpdate.Builder update) {
    if (intent.creates() && intent.sentAgain()) {
      note(world, flow, intent.target(), intent.key(), intent.sourceId(), update);
    }
  }

  private void note(
      World world,
      Flow flow,
      Side target,
      OperationKey key,
      String sourceId,
      StoreUpdate.Builder update) {
    Capabilities can = world.capabilities(flow, target);
    if (can.guard() == Capabilities.Guard.MARKER && !world.rehearsal()) {
      Instant later = world.runtime().now().plus(can.callDeadline()).plus(can.settleTime());
      Open one = new Open(key, target, sourceId, later);
      open().put(Intent.entryKey(key, target), one);
      update.put(one.entry());
    }
  }

  /** This one needs no further look. */
  void over(Open one, StoreUpdate.Builder update) {
    String key = Intent.entryKey(one.key(), one.target());
    open().remove(key);
    update.remove(ledger.gone(KIND, key));
  }

  boolean isEmpty() {
    return open().isEmpty();
  }

  /** Those of flows with such a name. */
  List<Open> under(Predicate<String> flow) {
    return open().values().stream().filter(one -> flow.test(one.key().flow())).toList();
  }
}
