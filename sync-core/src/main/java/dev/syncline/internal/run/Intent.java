package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.connector.OperationKey;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.BaseBytes;
import dev.syncline.store.Entry;
import java.time.Instant;

/**
 * The durable note that a remote effect is about to be asked.
 *
 * @param key the operation key
 * @param target the side that is written
 * @param sourceId the entity that the effect follows from
 * @param targetId the entity that is written, empty for a create
 * @param batch the batch it travels in
 * @param place its place there
 * @param sentAt when it was about to be sent
 * @param settlesAt before this nothing is provably absent
 * @param sentAgain whether it was found absent once and sent a second time
 * @param accepted whether the vendor took it in, to be done later
 * @param base the fingerprints that are agreed if it happened
 */
record Intent(
    OperationKey key,
    Side target,
    String sourceId,
    String targetId,
    String batch,
    int place,
    Instant sentAt,
    Instant settlesAt,
    boolean sentAgain,
    boolean accepted,
    Base base) {

  static final String KIND = "intent";
  static final String CREATE = "create";
  static final String UPDATE = "update";
  static final String DELETE = "delete";
  static final String ARCHIVE = "archive";
  private static final int VERSION = 2;

  boolean creates() {
    return key.kind().equals(CREATE);
  }

  /** The same, with the moment at which its outcome can be looked up. */
  Intent settling(Instant moment, boolean takenIn) {
    return new Intent(
        key, target, sourceId, targetId, batch, place, sentAt, moment, sentAgain, takenIn, base);
  }

  /** The same, with other fingerprints. */
  Intent with(Base prints) {
    return new Intent(
        key, target, sourceId, targetId, batch, place, sentAt, settlesAt, sentAgain, accepted,
        prints);
  }

  /** Its name in the store: an entity's two sides may both be under way. */
  String entryKey() {
    return entryKey(key, target);
  }

  static String entryKey(OperationKey key, Side target) {
    return key.text() + "/" + target.word();
  }

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
              out.writeUTF(targetId);
              out.writeUTF(batch);
              out.writeInt(place);
              out.writeLong(sentAt.toEpochMilli());
              out.writeLong(settlesAt.toEpochMilli());
              out.writeBoolean(sentAgain);
              out.writeBoolean(accepted);
              BaseBytes.writeBase(out, base);
            });
    return new Entry(key.plan(), KIND, entryKey(), body);
  }

  static Intent of(Entry entry) {
    return BaseBytes.read(
        entry.body(),
        VERSION,
        in -> {
          OperationKey key =
              new OperationKey(
                  entry.scope(), in.readUTF(), in.readUTF(), in.readInt(), in.readUTF());
          return new Intent(
              key,
              BaseBytes.readEnum(in, Side.class),
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              in.readInt(),
              Instant.ofEpochMilli(in.readLong()),
              Instant.ofEpochMilli(in.readLong()),
              in.readBoolean(),
              in.readBoolean(),
              BaseBytes.readBase(in));
        });
  }
}
