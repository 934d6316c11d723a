package dev.syncline.prestashop.fake;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One filter as it becomes SQL: what a stored value of the field must be like. */
final class Filter implements Predicate<String> {

  private static final Pattern BRACKETS = Pattern.compile("^(.*)\\[(.*)\\](.*)$", Pattern.DOTALL);
  private static final Pattern RANGE = Pattern.compile("^([\\d.:\\-\\s]+),([\\d.:\\-\\s]+)$");

  private final Field field;
  private final boolean likesNumbers;
  private final Predicate<String> test;

  /**
   * @param likesNumbers whether a number is compared as text, the way of 1.6
   */
  Filter(Field field, String given, boolean likesNumbers) {
    this.field = field;
    this.likesNumbers = likesNumbers;
    Matcher brackets = BRACKETS.matcher(given);
    test =
        brackets.matches()
            ? inBrackets(brackets.group(1), brackets.group(2), brackets.group(3))
            : equal(given);
  }

  @Override
  public boolean test(String stored) {
    return test.test(stored);
  }

  private Predicate<String> inBrackets(String before, String inside, String after) {
    if (before.equals("%") || after.equals("%")) {
      return like(before + inside + after);
    }
    if (before.isEmpty() && after.isEmpty()) {
      return listed(inside);
    }
    return switch (before) {
      case ">" -> stored -> compare(stored, inside) > 0;
      case "<" -> stored -> compare(stored, inside) < 0;
      case "!" -> {
        List<String> unwanted = List.of(inside.split("\\|", -1));
        yield stored -> unwanted.stream().allMatch(each -> compare(stored, each) != 0);
      }
      // Anything else before the bracket adds no condition at all.
      default -> stored -> true;
    };
  }

  private Predicate<String> listed(String inside) {
    Matcher range = RANGE.matcher(inside);
    if (inside.indexOf('|') > 0) {
      List<Predicate<String>> wanted =
          Arrays.stream(inside.split("\\|", -1)).map(this::equal).toList();
      return stored -> wanted.stream().anyMatch(each -> each.test(stored));
    }
    if (range.matches()) {
      String[] ends = {range.group(1), range.group(2)};
      Arrays.sort(ends, Comparator.naturalOrder());
      return stored -> compare(stored, ends[0]) >= 0 && compare(stored, ends[1]) <= 0;
    }
    return equal(inside);
  }

  private Predicate<String> equal(String wanted) {
    if (likesNumbers && wanted.matches("-?\\d+(\\.\\d+)?")) {
      return like(wanted);
    }
    return stored -> compare(stored, wanted) == 0;
  }

  private static Predicate<String> like(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (char letter : Values.folded(pattern).toCharArray()) {
      regex.append(
          letter == '%' ? ".*" : letter == '_' ? "." : Pattern.quote(String.valueOf(letter)));
    }
    Pattern compiled = Pattern.compile(regex.toString(), Pattern.DOTALL);
    return stored -> compiled.matcher(Values.folded(stored)).matches();
  }

  private int compare(String stored, String given) {
    return compare(field, stored, given);
  }

  static int compare(Field field, String left, String right) {
    if (field.isNumber()) {
      return Double.compare(Values.leadingNumber(left), Values.leadingNumber(right));
    }
    if (field.isDate()) {
      return moment(left).compareTo(moment(right));
    }
    return Values.folded(left).compareTo(Values.folded(right));
  }

  private static String moment(String text) {
    String trimmed = text.trim();
    return trimmed.matches("\\d{4}-\\d{2}-\\d{2}") ? trimmed + " 00:00:00" : trimmed;
  }
}
