package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.BaseBytes;
import dev.syncline.store.Entry;
import java.time.Instant;

/**
 * A match key of an account under which something is being made, or was made so lately that a
 * search may still miss it.
 *
 * @param key the key's print, made with the account's secret
 * @param plan the plan that makes it
 * @param flow the flow that makes it
 * @param source the side, within that plan, of what it is made for
 * @param sourceId the native id of what it is made for
 * @param madeId the native id of what was made; empty while that is not known
 * @param until when it ends by itself
 */
record Reservation(
    String key,
    String plan,
    String flow,
    Side source,
    String sourceId,
    String madeId,
    Instant until) {

  static final String KIND = "reserved";
  private static final int VERSION = 1;

  /** Whether what was made has an id by now. */
  boolean made() {
    return !madeId.isEmpty();
  }

  /** Whether it says the same of whom it is for. */
  boolean sameHolder(Reservation other) {
    return isFor(other.plan, other.flow, other.source, other.sourceId);
  }

  /** Whether it is for this entity. */
  boolean isFor(String itsPlan, String itsFlow, Side side, String id) {
    return plan.equals(itsPlan) && flow.equals(itsFlow) && source == side && sourceId.equals(id);
  }

  /** What is waited for, in words: ids only. */
  String told(Flow waits, Side target) {
    String same = "the same " + waits.type(target) + " on the " + target.word();
    String who = "plan " + plan + " (" + flow + " " + sourceId + ")";
    return made()
        ? "waits until " + until + ": " + who + " has made " + same + ", " + madeId
        : "waits until " + until + ": " + who + " is making " + same;
  }

  Entry entry(String account) {
    byte[] body =
        BaseBytes.write(
            VERSION,
            out -> {
              out.writeUTF(plan);
              out.writeUTF(flow);
              BaseBytes.writeEnum(out, source);
              out.writeUTF(sourceId);
              out.writeUTF(madeId);
              out.writeLong(until.toEpochMilli());
            });
    return new Entry(account, KIND, key, body);
  }

  static Reservation of(Entry entry) {
    return BaseBytes.read(
        entry.body(),
        VERSION,
        in ->
            new Reservation(
                entry.key(),
                in.readUTF(),
                in.readUTF(),
                BaseBytes.readEnum(in, Side.class),
                in.readUTF(),
                in.readUTF(),
                Instant.ofEpochMilli(in.readLong())));
  }
}
