package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.internal.base.BaseBytes;
import dev.syncline.internal.base.Link;
import dev.syncline.store.Entry;
import java.time.Instant;

/**
 * A linked entity of which its vendor has said that it is gone, until its pair has ended.
 *
 * @param flow the flow's name
 * @param link the link's key
 * @param side the side that is gone
 * @param id the native id there
 * @param at when it was convicted first
 * @param allowed whether a brake has let it pass once: it is not counted again
 */
record Convicted(String flow, String link, Side side, String id, Instant at, boolean allowed) {

  static final String KIND = "convicted";
  private static final int VERSION = 1;

  static Convicted of(String flow, Link link, Side side, String id, Instant at) {
    return new Convicted(flow, link.key(), side, id, at, false);
  }

  /** The beginning of the keys of a flow. */
  static String prefix(String flow) {
    return flow + "/";
  }

  String key() {
    return prefix(flow) + link;
  }

  Convicted allow() {
    return new Convicted(flow, link, side, id, at, true);
  }

  byte[] body() {
    return BaseBytes.write(
        VERSION,
        out -> {
          out.writeUTF(flow);
          out.writeUTF(link);
          BaseBytes.writeEnum(out, side);
          out.writeUTF(id);
          out.writeLong(at.toEpochMilli());
          out.writeBoolean(allowed);
        });
  }

  static Convicted of(Entry entry) {
    return BaseBytes.read(
        entry.body(),
        VERSION,
        in ->
            new Convicted(
                in.readUTF(),
                in.readUTF(),
                BaseBytes.readEnum(in, Side.class),
                in.readUTF(),
                Instant.ofEpochMilli(in.readLong()),
                in.readBoolean()));
  }
}
