package dev.syncline.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was proven of what: a table for people. Not thread-safe. */
final class ProofTable {

  private final String title;
  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();

  ProofTable(String title) {
    this.title = title;
  }

  void put(String row, String column, String cell) {
    rows.computeIfAbsent(row, none -> new LinkedHashMap<>()).put(column, cell);
  }

  void note(String text) {
    notes.add(text);
  }

  /** One block for all rows that share their columns. */
  String text() {
    Map<Set<String>, List<String>> blocks = new LinkedHashMap<>();
    rows.forEach(
        (row, cells) ->
            blocks
                .computeIfAbsent(new LinkedHashSet<>(cells.keySet()), none -> new ArrayList<>())
                .add(row));
    StringBuilder all = new StringBuilder(title).append('\n');
    blocks.forEach((columns, names) -> all.append('\n').append(block(columns, names)));
    return all + noted();
  }

  private String noted() {
    StringBuilder all = new StringBuilder("\n");
    notes.forEach(note -> all.append("- ").append(note).append('\n'));
    return all.toString();
  }

  /** A row for each row, where columns are few. */
  private String wide() {
    Set<String> columns = new LinkedHashSet<>();
    rows.values().forEach(cells -> columns.addAll(cells.keySet()));
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(columns);
    lines.add(head);
    rows.forEach(
        (row, cells) -> {
          List<String> line = new ArrayList<>(List.of(row));
          columns.forEach(column -> line.add(cells.getOrDefault(column, "")));
          lines.add(line);
        });
    return title + "\n\n" + aligned(lines) + noted();
  }

  private String block(Set<String> columns, List<String> names) {
    // A row for each proof and a column for each type stay readable where there are many proofs.
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(names);
    lines.add(head);
    for (String column : columns) {
      List<String> line = new ArrayList<>(List.of(column));
      names.forEach(name -> line.add(rows.getOrDefault(name, Map.of()).getOrDefault(column, "")));
      lines.add(line);
    }
    return aligned(lines);
  }

  private static String aligned(List<List<String>> lines) {
    StringBuilder all = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int at = 0; at < line.size(); at++) {
        int place = at;
        int width = lines.stream().mapToInt(each -> each.get(place).length()).max().orElse(0);
        text.append(line.get(at)).append(" ".repeat(width - line.get(at).length() + 2));
      }
      all.append(text.toString().stripTrailing()).append('\n');
    }
    return all.toString();
  }

  /** To the standard output and into {@code target}. */
  void print(String file) {
    print(file, text());
  }

  /** The same, for few columns and many rows. */
  void printWide(String file) {
    print(file, wide());
  }

  private static void print(String file, String text) {
    System.out.println(text);
    try {
      Path folder = Files.createDirectories(Path.of("target"));
      Files.writeString(folder.resolve(file), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
