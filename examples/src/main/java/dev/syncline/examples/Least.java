package dev.syncline.examples;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The fewest requests in which a phase can be done, from a committed table of the vendors' page and
 * batch sizes. It knows nothing of the connectors.
 *
 * @param lines what is asked of whom in which phase
 * @since 0.1
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Least(List<Line> lines) {

  /** Keeps its own copy. */
  public Least {
    lines = List.copyOf(lines);
  }

  /**
   * One sort of request.
   *
   * @param phases in which it is needed
   * @param side {@code left} or {@code right}
   * @param what for a reader
   * @param count the name of the count of entities
   * @param commands how much of the size one entity takes
   * @param size how much one request takes
   * @param atLeast how many requests there are even for nothing
   * @param source the vendor's sheet with its line
   * @param why what the source does not say
   */
  public record Line(
      List<String> phases,
      String side,
      String what,
      String count,
      long commands,
      long size,
      long atLeast,
      String source,
      String why) {

    long requests(Map<String, Long> counts) {
      Long entities = counts.get(count);
      if (entities == null) {
        throw new IllegalArgumentException(
            "the table of the least asks for an unknown count " + count);
      }
      return Math.max(atLeast, (entities * commands + size - 1) / size);
    }
  }

  /** The table of a plan. */
  public static Least of(String plan) {
    String name = "/least/" + plan + ".json";
    try (InputStream table = Least.class.getResourceAsStream(name)) {
      if (table == null) {
        throw new IllegalStateException("examples" + name + " is missing");
      }
      return new ObjectMapper().readValue(table, Least.class);
    } catch (IOException e) {
      throw new UncheckedIOException("examples" + name + " cannot be read", e);
    }
  }

  /** The fewest requests of a phase. */
  public Both requests(String phase, Map<String, Long> counts) {
    return new Both(requests(phase, "left", counts), requests(phase, "right", counts));
  }

  private long requests(String phase, String side, Map<String, Long> counts) {
    return lines.stream()
        .filter(line -> line.side().equals(side) && line.phases().contains(phase))
        .mapToLong(line -> line.requests(counts))
        .sum();
  }
}
