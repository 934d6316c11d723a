package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.internal.base.BaseBytes;
import dev.syncline.store.Entry;
import java.time.Instant;

/**
 * A value that would be emptied, or changed though nobody edited it, together with many others, and
 * is held until it is known how many.
 *
 * @param flow the flow's name
 * @param place which unit, on which side
 * @param link the link's key
 * @param id the native id of the entity that the new value would come from
 * @param at when it was held first
 */
record HeldClear(String flow, Place place, String link, String id, Instant at) {

  static final String KIND = "held-clear";
  private static final int VERSION = 2;

  /**
   * Where values would be lost.
   *
   * @param target the side that would lose them
   * @param unit the unit's name
   * @param emptied whether they would be emptied; else they would become others
   */
  record Place(Side target, String unit, boolean emptied) {

    /** Tells a flow's places of one side from each other. */
    String mark() {
      return emptied ? unit : unit + "*";
    }

    @Override
    public String toString() {
      return unit + " on the " + target.word();
    }
  }

  static String prefix(String flow) {
    return flow + "/";
  }

  String key() {
    return prefix(flow) + place.target().word() + "/" + place.mark() + "/" + link;
  }

  byte[] body() {
    return BaseBytes.write(
        VERSION,
        out -> {
          out.writeUTF(flow);
          BaseBytes.writeEnum(out, place.target());
          out.writeUTF(place.unit());
          out.writeBoolean(place.emptied());
          out.writeUTF(link);
          out.writeUTF(id);
          out.writeLong(at.toEpochMilli());
        });
  }

  static HeldClear of(Entry entry) {
    return BaseBytes.read(
        entry.body(),
        VERSION,
        in ->
            new HeldClear(
                in.readUTF(),
                new Place(BaseBytes.readEnum(in, Side.class), in.readUTF(), in.readBoolean()),
                in.readUTF(),
                in.readUTF(),
                Instant.ofEpochMilli(in.readLong())));
  }
}
