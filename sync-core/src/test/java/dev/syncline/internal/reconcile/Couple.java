package dev.syncline.internal.reconcile;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.Prints;
import dev.syncline.mapping.Arrival;
import dev.syncline.model.Entity;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Two linked entities to which decisions are applied as a perfect world would. */
final class Couple {

  static final Prints PRINTS =
      new Prints("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), PhoneRules.digits());
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  /** Left {@code p7} is right {@code q7}, and the other way round. */
  static final Counterparts BY_NUMBER =
      (side, ref) ->
          Optional.of(new Ref(ref.type(), (side == Side.LEFT ? "q" : "p") + ref.id().substring(1)));

  Entity left;
  Entity right;
  Link link;
  @Nullable Arrival arriving;
  Instant now = NOW;
  UnaryOperator<Entity> vendor = UnaryOperator.identity();
  int writes;

  Couple(Entity left, Entity right, Side origin, Base base) {
    this.left = left;
    this.right = right;
    this.link = Link.of("k", origin, "1", "1", 1).with(base);
  }

  Entity on(Side side) {
    return side == Side.LEFT ? left : right;
  }

  void set(Side side, Entity entity) {
    if (side == Side.LEFT) {
      left = entity;
    } else {
      right = entity;
    }
  }

  Decision judge(Flow flow) {
    return new Reconciler(flow, PRINTS, Abilities.ALL)
        .judge(new Pair(link, left, right, arriving), BY_NUMBER, now);
  }

  /** Judges once and does what was decided; tells whether anything was written. */
  boolean round(Flow flow) {
    if (!(judge(flow) instanceof Decision.Update update)) {
      return false;
    }
    link = link.with(update.agreed());
    update
        .drafts()
        .forEach(
            (side, draft) -> {
              set(side, vendor.apply(on(side).overlaid(draft.delta())));
              link = link.with(draft.base());
              writes++;
            });
    return !update.drafts().isEmpty();
  }

  /** Rounds until nothing is written any more; tells how many rounds wrote. */
  int settle(Flow flow, int atMost) {
    for (int round = 0; round < atMost; round++) {
      if (!round(flow)) {
        return round;
      }
    }
    if (round(flow)) {
      throw new AssertionError("still writing after " + atMost + " rounds");
    }
    return atMost;
  }
}
