package dev.syncline.internal.base;

import dev.syncline.Side;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pair of one left and one right entity under a plan.
 *
 * @param key its own name, unique within the flow
 * @param leftId the left native id
 * @param rightId the right native id
 * @param revision as the store has it; 0 if it has not
 * @param state whether it is alive
 * @param origin the side on which the entity was born
 * @param generation which counterpart this is, from 1
 * @param leftHandle the left vendor's second name, or null
 * @param rightHandle the right vendor's second name, or null
 * @param committedAt when it was last written down: older snapshots are read again
 * @param settlesAt before this moment a read may still show what was there before our write
 * @param base what both sides last agreed on
 * @param swings how its units were written lately
 */
public record Link(
    String key,
    @Nullable String leftId,
    @Nullable String rightId,
    long revision,
    State state,
    Side origin,
    int generation,
    @Nullable String leftHandle,
    @Nullable String rightHandle,
    Instant committedAt,
    Instant settlesAt,
    Base base,
    Swings swings) {

  /** Whether a link is alive. */
  public enum State {
    /** Both sides exist. */
    LINKED,
    /** The pair was found, and not all that differs has arrived yet. */
    FOUND,
    /** The counterpart was accepted and is not confirmed yet. */
    UNCONFIRMED,
    /** A side is gone: nothing is made again by itself. */
    DETACHED
  }

  /** A new link. */
  public static Link of(String key, Side origin, String originId, String otherId, int generation) {
    boolean left = origin == Side.LEFT;
    return new Link(
        key,
        left ? originId : otherId,
        left ? otherId : originId,
        0,
        State.LINKED,
        origin,
        generation,
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        Base.NONE,
        Swings.NONE);
  }

  /** The id on a side. */
  public Optional<String> id(Side side) {
    return Optional.ofNullable(side == Side.LEFT ? leftId : rightId);
  }

  /** The id on a side of a link that has both. */
  public String requireId(Side side) {
    return id(side).orElseThrow(() -> new IllegalStateException("link " + key + " has one side"));
  }

  /** The same, agreed on more. */
  public Link with(Base newer) {
    return new Link(
        key,
        leftId,
        rightId,
        revision,
        state,
        origin,
        generation,
        leftHandle,
        rightHandle,
        committedAt,
        settlesAt,
        base.with(newer),
        swings);
  }

  /**
   * The same before another write: what a side held before an earlier one is of no interest any
   * more once that has settled, and would be, if the new one were waited for, an edit not seen.
   */
  public Link settled(Instant now) {
    return now.isBefore(settlesAt)
        ? this
        : agreedOnNothing().with(base.settled(Side.LEFT).settled(Side.RIGHT));
  }

  /** The same, as if nothing had ever been agreed. */
  public Link agreedOnNothing() {
    return new Link(
        key,
        leftId,
        rightId,
        revision,
        state,
        origin,
        generation,
        leftHandle,
        rightHandle,
        committedAt,
        Instant.EPOCH,
        Base.NONE,
        swings);
  }

  /** The same, with how its units were written lately. */
  public Link with(Swings lately) {
    return new Link(
        key,
        leftId,
        rightId,
        revision,
        state,
        origin,
        generation,
        leftHandle,
        rightHandle,
        committedAt,
        settlesAt,
        base,
        lately);
  }

  /** The same in another state. */
  public Link with(State newState) {
    return new Link(
        key,
        leftId,
        rightId,
        revision,
        newState,
        origin,
        generation,
        leftHandle,
        rightHandle,
        committedAt,
        settlesAt,
        base,
        swings);
  }

  /** The same, with the id and handle that a side has now. */
  public Link withSide(Side side, String id, @Nullable String handle) {
    return side == Side.LEFT
        ? new Link(
            key,
            id,
            rightId,
            revision,
            state,
            origin,
            generation,
            handle,
            rightHandle,
            committedAt,
            settlesAt,
            base,
            swings)
        : new Link(
            key,
            leftId,
            id,
            revision,
            state,
            origin,
            generation,
            leftHandle,
            handle,
            committedAt,
            settlesAt,
            base,
            swings);
  }

  /**
   * The same, written down now; unless {@code settles} is later than before, its settling stays.
   */
  public Link committed(Instant now, Instant settles) {
    return new Link(
        key,
        leftId,
        rightId,
        revision,
        state,
        origin,
        generation,
        leftHandle,
        rightHandle,
        now,
        settles.isAfter(settlesAt) ? settles : settlesAt,
        base,
        swings);
  }

  /** The same as the store has it after the commit. */
  public Link stored() {
    return new Link(
        key,
        leftId,
        rightId,
        revision + 1,
        state,
        origin,
        generation,
        leftHandle,
        rightHandle,
        committedAt,
        settlesAt,
        base,
        swings);
  }
}
