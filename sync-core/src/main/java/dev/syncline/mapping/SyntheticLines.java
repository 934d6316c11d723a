package dev.syncline.mapping;

import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Lines that stand for something that is no line on their side: an amount without rows, a delivery
 * fee, a discount, a rounding. Each has a role, which is its id; an entity has one of each role.
 *
 * @since 0.1
 */
public final class SyntheticLines {

  private static final String MARK = "~";

  private SyntheticLines() {}

  /** The line as one of this role. */
  public static Entity of(String role, Entity line) {
    return line.withId(MARK + role);
  }

  /** The role of a line that is no line on its side. */
  public static Optional<String> role(Entity line) {
    return line.id().startsWith(MARK)
        ? Optional.of(line.id().substring(MARK.length()))
        : Optional.empty();
  }

  /** Whether this is the id of a line of a role. */
  public static boolean isId(String lineId) {
    return lineId.startsWith(MARK);
  }

  /** See {@link View#written}. */
  static Entity written(View view, Entity real, Entity delta) {
    Entity written = delta;
    for (Field<?> each : delta.fields()) {
      if (each.kind().name().startsWith("lines of ")) {
        Field<List<Entity>> field = lines(each);
        List<Entity> now = written(view, real, field, delta.get(field).orElse(List.of()));
        if (now.equals(real.get(field).orElse(List.of()))) {
          written = written.without(field);
        } else {
          written = now.isEmpty() ? written.cleared(field) : written.with(field, now);
        }
      }
    }
    return written;
  }

  @SuppressWarnings("unchecked")
  private static Field<List<Entity>> lines(Field<?> field) {
    return (Field<List<Entity>>) field;
  }

  private static List<Entity> written(
      View view, Entity real, Field<List<Entity>> field, List<Entity> wanted) {
    Map<String, Entity> seen = byId(view.seen(real), field);
    List<Entity> hidden =
        real.get(field).orElse(List.of()).stream()
            .filter(line -> !seen.containsKey(line.id()))
            .toList();
    List<Entity> all = new ArrayList<>(wanted);
    all.addAll(hidden);
    return lines(view, real, field, seen, List.copyOf(all));
  }

  private static List<Entity> lines(
      View view,
      Entity real,
      Field<List<Entity>> field,
      Map<String, Entity> seen,
      List<Entity> wanted) {
    Set<String> asLines = new HashSet<>();
    for (Entity line : wanted) {
      if (role(line).isPresent() && !Objects.equals(line, seen.get(line.id()))) {
        asLines.add(line.id());
      }
    }
    // What is not shown without being written is written; what is shown all the same is not.
    Set<String> shown = byId(view.seen(with(real, field, wanted, asLines)), field).keySet();
    for (Entity line : wanted) {
      if (role(line).isPresent() && !shown.contains(line.id())) {
        asLines.add(line.id());
      }
    }
    asLines.removeAll(byId(view.seen(with(real, field, wanted, asLines)), field).keySet());
    return with(real, field, wanted, asLines).get(field).orElse(List.of());
  }

  /** The entity with these lines, some of a role among them as lines, and those not shown. */
  private static Entity with(
      Entity real, Field<List<Entity>> field, List<Entity> wanted, Set<String> asLines) {
    List<Entity> lines = new ArrayList<>();
    for (Entity line : wanted) {
      if (role(line).isEmpty()) {
        lines.add(line);
      } else if (asLines.contains(line.id())) {
        lines.add(line.withId(""));
      }
    }
    return real.with(field, Optional.of(List.<Entity>copyOf(lines)).filter(all -> !all.isEmpty()));
  }

  private static Map<String, Entity> byId(Entity entity, Field<List<Entity>> field) {
    Map<String, Entity> byId = new LinkedHashMap<>();
    entity.get(field).orElse(List.of()).forEach(line -> byId.put(line.id(), line));
    return byId;
  }
}
