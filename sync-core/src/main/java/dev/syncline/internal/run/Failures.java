package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Side;
import dev.syncline.internal.base.BaseBytes;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import dev.syncline.store.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Failures as entries. */
final class Failures {

  static final String KIND = "failure";
  private static final int VERSION = 2;
  private static final Duration FIRST_WAIT = Duration.ofMinutes(15);
  private static final int LONGEST_DOUBLING = 6;

  /**
   * A failure with what it waits for.
   *
   * @param refused a print of the write that was refused, empty if none was
   * @param takenBy the id of who has the number that it was refused for, empty if it was not
   * @param dropped a print of the entity when a person put the failure away, empty if nobody did
   */
  record Kept(Failure failure, List<Ref> waitsFor, String refused, String takenBy, String dropped) {

    Kept(Failure failure, List<Ref> waitsFor) {
      this(failure, waitsFor, "", "", "");
    }

    Kept(Failure failure, List<Ref> waitsFor, String refused, String takenBy) {
      this(failure, waitsFor, refused, takenBy, "");
    }

    /** Whether a person put it away: nobody is told of it, and nothing is tried. */
    boolean isDropped() {
      return !dropped.isEmpty();
    }

    /**
     * Whether its entity is left alone. Where a vendor refused a write it is that write which is
     * not sent again, so that everything else of the entity goes on.
     */
    boolean isLeftAlone() {
      return isDropped() && refused.isEmpty();
    }

    /** Put away while the entity looks just so. */
    Kept dropped(String print) {
      return new Kept(failure.retriedAt(Instant.MAX), waitsFor, refused, takenBy, print);
    }

    /** Whether only a person, or a counterpart that is found, may end it. */
    boolean parked() {
      return failure.kind() == Failure.Kind.DOUBTFUL || failure.kind() == Failure.Kind.TWIN;
    }
  }

  private Failures() {}

  static String key(String flow, Side side, String id) {
    return flow + "/" + side.word() + "/" + id;
  }

  /**
   * When a refusal is tried again by itself: after a quarter of an hour, then twice as long each
   * time.
   */
  static Instant retryAt(Instant now, int attempts) {
    return now.plus(FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, LONGEST_DOUBLING)));
  }

  static Entry entry(Kept kept) {
    Failure failure = kept.failure();
    byte[] body =
        BaseBytes.write(
            VERSION,
            out -> {
              out.writeUTF(failure.flow());
              BaseBytes.writeEnum(out, failure.side());
              out.writeUTF(failure.id());
              BaseBytes.writeEnum(out, failure.kind());
              out.writeUTF(failure.reason());
              out.writeInt(failure.attempts());
              boolean forever = failure.retryAt().equals(Instant.MAX);
              out.writeLong(forever ? Long.MAX_VALUE : failure.retryAt().toEpochMilli());
              out.writeUTF(kept.refused());
              out.writeUTF(kept.takenBy());
              out.writeShort(kept.waitsFor().size());
              for (Ref ref : kept.waitsFor()) {
                out.writeUTF(ref.type().name());
                out.writeUTF(ref.id());
              }
              out.writeUTF(kept.dropped());
              out.writeShort(failure.candidates().size());
              for (String candidate : failure.candidates()) {
                out.writeUTF(candidate);
              }
            });
    return new Entry(failure.plan(), KIND, key(failure.flow(), failure.side(), failure.id()), body);
  }

  static Kept kept(Entry entry) {
    return BaseBytes.read(
        entry.body(),
        VERSION,
        in -> {
          String flow = in.readUTF();
          Side side = BaseBytes.readEnum(in, Side.class);
          String id = in.readUTF();
          Failure.Kind kind = BaseBytes.readEnum(in, Failure.Kind.class);
          String reason = in.readUTF();
          int attempts = in.readInt();
          long at = in.readLong();
          Instant retryAt = at == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(at);
          String refused = in.readUTF();
          String takenBy = in.readUTF();
          List<Ref> waitsFor = new ArrayList<>();
          int count = in.readShort();
          for (int each = 0; each < count; each++) {
            waitsFor.add(new Ref(new EntityType(in.readUTF()), in.readUTF()));
          }
          String dropped = in.readUTF();
          List<String> candidates = new ArrayList<>();
          int choices = in.readShort();
          for (int each = 0; each < choices; each++) {
            candidates.add(in.readUTF());
          }
          Failure failure =
              new Failure(entry.scope(), flow, side, id, kind, reason, attempts, retryAt);
          return new Kept(failure.choosing(candidates), waitsFor, refused, takenBy, dropped);
        });
  }
}
