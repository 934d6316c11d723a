package dev.syncline.prestashop.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The languages a call asks for: all of them unless it says which. */
final class SpokenLanguages {

  private static final Pattern ONE_DIGIT = Pattern.compile("\\[(\\d)+]");

  private SpokenLanguages() {}

  static List<Integer> of(Call call, Books books) {
    if (!call.has("language")) {
      return books.languages();
    }
    List<Integer> spoken = new ArrayList<>();
    for (String each : asked(call.param("language"))) {
      if (!each.matches("\\d+")) {
        throw Refusal.of(400, 80, "Language ID must be numeric");
      }
      if (books.find("languages", Integer.parseInt(each)) != null) {
        spoken.add(Integer.parseInt(each));
      }
    }
    if (spoken.isEmpty()) {
      throw Refusal.of(400, 81, "language is not available");
    }
    return spoken;
  }

  private static List<String> asked(String text) {
    if (text.matches("\\d+")) {
      return List.of(text);
    }
    if (!text.startsWith("[") || text.indexOf(']') != text.length() - 1) {
      throw Refusal.of(400, 79, "language value is wrong");
    }
    String inside = text.substring(1, text.length() - 1);
    if (inside.contains("|")) {
      return List.of(inside.split("\\|"));
    }
    if (inside.contains(",")) {
      String[] ends = inside.split(",");
      if (ends.length != 2) {
        throw Refusal.of(400, 78, "A range value for a language must contains only 2 values");
      }
      List<String> range = new ArrayList<>();
      for (int i = (int) Values.leadingNumber(ends[0]); i <= Values.leadingNumber(ends[1]); i++) {
        range.add(Integer.toString(i));
      }
      return range;
    }
    Matcher one = ONE_DIGIT.matcher(text);
    return one.matches() ? List.of(one.group(1)) : List.of();
  }
}
