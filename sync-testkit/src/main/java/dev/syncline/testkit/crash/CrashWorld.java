package dev.syncline.testkit.crash;

import dev.syncline.Failure;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.store.LinkStore;
import java.util.List;
import java.util.Optional;

/**
 * The systems, the store and the people of one {@link CrashScenario}. Used by one thread.
 *
 * @since 0.1
 */
public interface CrashWorld extends AutoCloseable {

  /**
   * What people do before all plans are run until nothing moves any more.
   *
   * @param name for numbers' stories
   * @param doing what they do; it finds entities by what they say, never by ids of an earlier walk
   * @param everything whether the runs look at everything afterwards, as they do once a day: what a
   *     system does not tell of is found so only
   */
  record Act(String name, Runnable doing, boolean everything) {

    /** What the systems tell of by themselves. */
    public Act(String name, Runnable doing) {
      this(name, doing, false);
    }
  }

  /** The acts in their order; the first usually fills the systems. */
  List<Act> story();

  /** Where the links are kept: it outlives every process. */
  LinkStore store();

  /**
   * The plans as one process has them, in the order in which it runs them. Every connector must
   * have been wrapped by {@link CrashProcess#connector}, or speak to a fake that was wrapped by
   * {@link CrashProcess#system}: other calls are neither counted nor broken.
   */
  List<SyncPlan> plans(CrashProcess process);

  /** Sets up an engine further: phones, a listener. Store, secret and runtime are set already. */
  default void engine(SyncEngine.Builder builder) {}

  /** Everything that is on the systems now, told without ids. */
  Contents contents();

  /**
   * Whether nobody but a person can know what became of this: a create at a vendor without any
   * guard. Everything else has to be decided by the engine.
   */
  default boolean undecidable(Failure failure) {
    return false;
  }

  /** What a person finds on the other side for an entity that {@link #undecidable} is true of. */
  default Optional<String> counterpart(SyncPlan plan, Failure failure) {
    return Optional.empty();
  }

  @Override
  default void close() {}
}
