package dev.syncline.examples.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of a plan, as its RULES.md lists them: one a line, {@code - B-045: …}, or {@code -
 * B-031 [screen]: …} and {@code - B-069 [not possible]: …}.
 *
 * @param name the plan's folder
 * @param marks the mark of each rule; empty for a rule that tests prove
 */
record RuleBook(String name, Map<String, String> marks) {

  private static final Pattern RULE =
      Pattern.compile("- ([A-Z]+-\\d{3})(?: \\[(screen|not possible)])?: .*\\S");

  static RuleBook read(Path plan) {
    try {
      return of(plan.getFileName().toString(), Files.readAllLines(plan.resolve("RULES.md")));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static RuleBook of(String name, List<String> lines) {
    Map<String, String> marks = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.startsWith("- ")) {
        Matcher rule = RULE.matcher(line);
        if (!rule.matches()) {
          throw new IllegalArgumentException(name + ": not a rule: " + line);
        }
        String mark = rule.group(2) == null ? "" : rule.group(2);
        if (marks.put(rule.group(1), mark) != null) {
          throw new IllegalArgumentException(name + ": twice: " + rule.group(1));
        }
      }
    }
    return new RuleBook(name, marks);
  }

  Set<String> all() {
    return marks.keySet();
  }

  /** The rules with a mark that no test proves all the same. */
  Set<String> marked(Set<String> proven) {
    Set<String> marked = new TreeSet<>(marks.keySet());
    marked.removeIf(rule -> marks.getOrDefault(rule, "").isEmpty() || proven.contains(rule));
    return marked;
  }

  /** The rules without a mark that no test proves. */
  Set<String> open(Set<String> proven) {
    Set<String> open = new TreeSet<>(marks.keySet());
    open.removeAll(proven);
    open.removeAll(marked(proven));
    return open;
  }
}
