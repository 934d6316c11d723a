package dev.syncline.examples;

import dev.syncline.RunReport;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** One run of the demo's plan on its durable store, in a JVM that tells how much heap was alive. */
final class MeasuredRun {

  /** Kilobytes follow. */
  static final String PEAK = "peak ";

  private static final int COMMITS_BETWEEN_LOOKS = 8;
  private static final long KILOBYTE = 1 << 10;

  private int commits;
  private long peak;

  private MeasuredRun() {}

  /** The store, its folder, the clock's origin, and how far it is ahead. */
  public static void main(String[] args) {
    FastRuntime runtime = new FastRuntime(Instant.parse(args[2]), Duration.parse(args[3]));
    MeasuredRun measured = new MeasuredRun();
    try (DemoStore store = DemoStore.fresh(args[0], Path.of(args[1]))) {
      RunReport report = MortalRun.run(store, System.getenv(), runtime, measured::look);
      System.out.println(report);
      if (report.clean()) {
        System.out.println(PEAK + measured.peak / KILOBYTE);
      }
    }
  }

  /** At every few commits, in the midst of the work. */
  private synchronized void look() {
    if (commits++ % COMMITS_BETWEEN_LOOKS == 0) {
      System.gc();
      peak = Math.max(peak, aliveAfterCollection());
    }
  }

  private static long aliveAfterCollection() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage alive = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && alive != null) {
        bytes += alive.getUsed();
      }
    }
    return bytes;
  }
}
