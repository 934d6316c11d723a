package dev.syncline.testkit.simulation;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;

/**
 * What a thread that should run waits for in the real world: a monitor, a lock, a future.
 *
 * @param on its name, for people
 * @param opaque whether only time can tell that it is over: a latch or a queue does not say
 */
record RealWait(String on, boolean opaque) {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * Looks at a thread; empty if it goes on, or will without the help of a task.
   *
   * @param own the scheduler's lock, held by the caller: who waits for it goes on
   * @param simulated whether the thread of that id is a task's
   */
  static Optional<RealWait> of(Thread thread, ReentrantLock own, LongPredicate simulated) {
    ThreadInfo seen = THREADS.getThreadInfo(thread.getId());
    if (seen == null) {
      return Optional.empty();
    }
    boolean blocked = seen.getThreadState() == Thread.State.BLOCKED;
    boolean waits = seen.getThreadState() == Thread.State.WAITING && !own.hasQueuedThread(thread);
    boolean owned = seen.getLockOwnerId() >= 0;
    if (blocked || (waits && owned)) {
      return simulated.test(seen.getLockOwnerId())
          ? Optional.of(new RealWait(name(seen), false))
          : Optional.empty();
    }
    return waits ? parked(thread, name(seen)) : Optional.empty();
  }

  private static Optional<RealWait> parked(Thread thread, String name) {
    Object blocker = LockSupport.getBlocker(thread);
    // Asked first: what a CompletableFuture parks on is a future too, but one that is never done.
    if (blocker instanceof ForkJoinPool.ManagedBlocker waiting) {
      return releasable(waiting) ? Optional.empty() : Optional.of(new RealWait(name, false));
    }
    if (blocker instanceof Future<?> future) {
      return future.isDone() ? Optional.empty() : Optional.of(new RealWait(name, false));
    }
    return Optional.of(new RealWait(name, true));
  }

  /** Asking may swallow an interrupt of the asking thread; it is given back. */
  private static boolean releasable(ForkJoinPool.ManagedBlocker waiting) {
    boolean interrupted = Thread.interrupted();
    try {
      return waiting.isReleasable();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String name(ThreadInfo seen) {
    LockInfo lock = seen.getLockInfo();
    String owner = seen.getLockOwnerName();
    return (lock == null ? "something" : lock.getClassName())
        + (owner == null ? "" : " held by " + owner);
  }
}
