package dev.syncline.examples.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests that are tagged with rules, as the sources of all modules show them. */
final class RuleTags {

  /**
   * A tagged method.
   *
   * @param place its file and name
   * @param runs whether it is a test that is not switched off
   */
  record Tag(String place, List<String> rules, boolean runs) {}

  private static final Pattern TAG =
      Pattern.compile("@Rule\\((\\s*\\{[^}]*}\\s*|\\s*\"[^\"]*\"\\s*)\\)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern METHOD = Pattern.compile("\\s(\\w+)\\s*\\(");
  private static final Pattern TEST =
      Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b");

  private RuleTags() {}

  /** Every tag below a folder. */
  static List<Tag> below(Path root) {
    List<Tag> tags = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(RuleTags::mayHoldTests).sorted().toList()) {
        tags.addAll(in(file.getFileName().toString(), Files.readString(file)));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return tags;
  }

  /** Contracts that others' tests extend are main code of the test kit. */
  private static boolean mayHoldTests(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".java")
        && (path.contains("/src/test/java/") || path.contains("/sync-testkit/src/main/java/"));
  }

  static List<Tag> in(String file, String source) {
    String code =
        source
            .replaceAll("(?s)\"\"\".*?\"\"\"", "")
            .replaceAll("(?s)/\\*.*?\\*/", "")
            .replaceAll("(?m)^\\s*//.*$", "");
    List<Tag> tags = new ArrayList<>();
    Matcher tag = TAG.matcher(code);
    while (tag.find()) {
      List<String> rules = new ArrayList<>();
      Matcher rule = QUOTED.matcher(tag.group(1));
      while (rule.find()) {
        rules.add(rule.group(1));
      }
      String annotations = annotations(code, tag.start(), tag.end());
      tags.add(
          new Tag(
              file + " " + method(code, tag.end()),
              List.copyOf(rules),
              TEST.matcher(annotations).find() && !annotations.contains("@Disabled")));
    }
    return tags;
  }

  /** From the blank line before a method to its name. */
  private static String annotations(String code, int from, int to) {
    int begin = Math.max(code.lastIndexOf("\n\n", from), 0);
    int end = code.indexOf(" void ", to);
    return code.substring(begin, end < 0 ? to : end);
  }

  private static String method(String code, int from) {
    int begin = Math.max(code.indexOf(" void ", from), from);
    Matcher name = METHOD.matcher(code);
    return name.find(begin) ? name.group(1) : "?";
  }
}
