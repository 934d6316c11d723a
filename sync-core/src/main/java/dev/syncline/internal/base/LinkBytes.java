package dev.syncline.internal.base;

import dev.syncline.Side;
import dev.syncline.store.LinkRow;
import java.time.Instant;

/** Links as rows. */
public final class LinkBytes {

  private static final int WITHOUT_SWINGS = 1;
  private static final int VERSION = 2;

  private LinkBytes() {}

  /** The row of a link. */
  public static LinkRow row(String plan, String flow, Link link) {
    byte[] body =
        BaseBytes.write(
            VERSION,
            out -> {
              BaseBytes.writeEnum(out, link.state());
              BaseBytes.writeEnum(out, link.origin());
              out.writeInt(link.generation());
              BaseBytes.writeOptional(out, link.leftHandle());
              BaseBytes.writeOptional(out, link.rightHandle());
              out.writeLong(link.committedAt().toEpochMilli());
              out.writeLong(link.settlesAt().toEpochMilli());
              BaseBytes.writeBase(out, link.base());
              link.swings().to(out);
            });
    return new LinkRow(
        plan, flow, link.key(), link.leftId(), link.rightId(), link.revision(), body);
  }

  /** The link of a row. */
  public static Link link(LinkRow row) {
    return BaseBytes.readUpTo(
        row.body(),
        VERSION,
        (version, in) -> {
          Link.State state = BaseBytes.readEnum(in, Link.State.class);
          Side origin = BaseBytes.readEnum(in, Side.class);
          return new Link(
              row.key(),
              row.leftId(),
              row.rightId(),
              row.revision(),
              state,
              origin,
              in.readInt(),
              BaseBytes.readOptional(in),
              BaseBytes.readOptional(in),
              Instant.ofEpochMilli(in.readLong()),
              Instant.ofEpochMilli(in.readLong()),
              BaseBytes.readBase(in),
              version == WITHOUT_SWINGS ? Swings.NONE : Swings.from(in));
        });
  }
}
