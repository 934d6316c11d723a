package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.internal.base.BaseBytes;
import dev.syncline.store.Entry;
import java.time.Instant;

/**
 * A value that would be emptied together with many others, and is held until it is known how many.
 *
 * @param flow the flow's name
 * @param place which unit, on which side
 * @param link the link's key
 * @param id the native id of the entity whose value is empty already
 * @param at when it was held first
 */
record HeldClear(String flow, Place place, String link, String id, Instant at) {

  static final String KIND = "held-clear";
  private static final int VERSION = 1;

  /**
   * Where values would be emptied.
   *
   * @param target the side that would lose them
   * @param unit the unit's name
   */
  record Place(Side target, String unit) {

    @Override
    public String toString() {
      return unit + " on the " + target.word();
    }
  }

  static String prefix(String flow) {
    return flow + "/";
  }

  String key() {
    return prefix(flow) + place.target().word() + "/" + place.unit() + "/" + link;
  }

  byte[] body() {
    return BaseBytes.write(
        VERSION,
        out -> {
          out.writeUTF(flow);
          BaseBytes.writeEnum(out, place.target());
          out.writeUTF(place.unit());
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
                new Place(BaseBytes.readEnum(in, Side.class), in.readUTF()),
                in.readUTF(),
                in.readUTF(),
                Instant.ofEpochMilli(in.readLong())));
  }
}
