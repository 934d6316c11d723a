package dev.syncline.examples;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.syncline.examples.compare.Compared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file that a demo leaves behind.
 *
 * @param records top-level entities over both sides before the first sync; 0 for real accounts
 * @param compared what the comparison found; null for real accounts, which nobody compares
 * @param peakHeapMb the most heap that this JVM used
 * @since 0.1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DemoReport(
    String plan,
    long records,
    long seed,
    String store,
    List<PhaseReport> phases,
    @Nullable Compared compared,
    long peakHeapMb) {

  private static final long MEGABYTE = 1 << 20;

  /** Keeps its own copy. */
  public DemoReport {
    phases = List.copyOf(phases);
  }

  /**
   * The most heap that this JVM can have used so far, in MB: its pools peak at different moments,
   * so it is an upper bound.
   */
  public static long heapNow() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        bytes += pool.getPeakUsage().getUsed();
      }
    }
    return Math.min(bytes, Runtime.getRuntime().maxMemory()) / MEGABYTE;
  }

  /**
   * Writes the report as JSON.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public void write(Path file) {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      json.writeValue(file.toFile(), this);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the report cannot be written to " + file + "; choose another file with --report", e);
    }
  }
}
