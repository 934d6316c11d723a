package dev.syncline;

/**
 * How much of a flow may end, be emptied, or be changed by rules alone in one run without a person:
 * a changed password that shows an empty account, or a field that an administrator removed, looks
 * like so many deletions, and a slip in a plan's settings rewrites a catalogue.
 *
 * <p>It counts the pairs of a flow of which a side is gone, and, for each field by itself, the
 * entities that would lose their value, and those that would get another one though nobody edited
 * them since both sides agreed. More than allowed, and all of them are held: nothing is unlinked,
 * archived, deleted, emptied or so changed, {@link SyncEngine#failures} and the run's report say
 * so, and everything else goes on. What is held is judged again in every run, until it is undone or
 * {@link SyncEngine#release} lets it go.
 *
 * @param atLeast so many never trip it: small shops tidy up too
 * @param percent from which share of the flow's pairs on it holds; 100 and more never hold
 * @since 0.1
 */
public record Brake(int atLeast, int percent) {

  private static final int FEW = 20;
  private static final int SHARE = 10;
  private static final int ALL = 100;

  /** Checks that it can hold something, and that it is no accident if it cannot. */
  public Brake {
    if (atLeast < 0 || percent < 0) {
      throw new IllegalArgumentException("a brake counts from 0 upwards");
    }
  }

  /** Holds more than 20 that are also more than a tenth of the flow's pairs: the default. */
  public static Brake standard() {
    return new Brake(FEW, SHARE);
  }

  /** Holds what is more than so many and also more than this share of the flow's pairs. */
  public static Brake above(int atLeast, int percent) {
    return new Brake(atLeast, percent);
  }

  /** Never holds. */
  public static Brake off() {
    return new Brake(Integer.MAX_VALUE, ALL);
  }

  /** Whether it can hold at all. */
  public boolean isOn() {
    return percent < ALL;
  }

  /** The most that one run may do to a flow with so many pairs. */
  public long limit(long pairs) {
    return isOn() ? Math.max(atLeast, pairs * percent / ALL) : Long.MAX_VALUE;
  }

  /** Whether so many are too many. */
  public boolean holds(long ending, long pairs) {
    return ending > limit(pairs);
  }
}
