package dev.syncline.dolibarr.fake;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The filters of lists: {@code (t.ref:like:'P%') and ((t.tosell:=:1) or (ef.x:is:null))}, with the
 * database's comparisons.
 */
final class SqlFilter {

  /** What a filter may ask for. */
  interface Scope {

    /** The column of a name, null if the query's tables have none. */
    @Nullable Column column(String name);

    @Nullable Object value(String name, Row row);

    /** The moment of now, as PHP writes it. */
    String now();
  }

  private static final String CRITERION = "\\(([a-zA-Z0-9_.]+:[<>!=insotlkeINSOTLKE]+:[^()]+)\\)";
  private static final String OLD_CRITERION =
      "\\(([a-zA-Z0-9_.]+:[<>!=insotlkeINSOTLKE]+:[^():]+)\\)";
  private static final int COLONS_SINCE = 17;

  private final String text;
  private final Pattern criterion;
  private final Scope scope;
  private int at;

  private SqlFilter(String text, Pattern criterion, Scope scope) {
    this.text = text;
    this.criterion = criterion;
    this.scope = scope;
  }

  /** The rows a filter lets through; refuses one it cannot read or that names an unknown column. */
  static Predicate<Row> parse(String given, Scope scope, Version version, String listed) {
    String filter = given.matches("(?s)\\(.*\\)") ? given : "(" + given + ")";
    Pattern criterion = Pattern.compile(version.atLeast(COLONS_SINCE) ? CRITERION : OLD_CRITERION);
    checkSyntax(filter, criterion, version);
    try {
      SqlFilter reader = new SqlFilter(filter, criterion, scope);
      Predicate<Row> read = reader.either();
      if (reader.at < filter.length()) {
        throw sqlSyntax(filter.substring(reader.at));
      }
      return read;
    } catch (Transaction.Refused refused) {
      throw ApiError.of(503, "Error when retrieve " + listed + " : " + refused.text());
    }
  }

  private static void checkSyntax(String filter, Pattern criterion, Version version) {
    int status = version.atLeast(20) ? 400 : 503;
    int open = 0;
    for (int i = 0; i < filter.length(); i++) {
      char sign = filter.charAt(i);
      open += sign == '(' ? 1 : sign == ')' ? -1 : 0;
      if (open < 0) {
        break;
      }
    }
    if (open != 0) {
      throw refused(status, "Wrong balance of parenthesis in sqlfilters=" + filter);
    }
    String rest = criterion.matcher(filter).replaceAll("()").replaceAll("(?i)and|or| ", "");
    if (!rest.matches("[()]*")) {
      throw refused(status, "Bad syntax of the search string: " + filter);
    }
  }

  private static ApiError refused(int status, String text) {
    return ApiError.of(status, "Error when validating parameter sqlfilters -> " + text);
  }

  private static Transaction.Refused sqlSyntax(String near) {
    return new Transaction.Refused(
        "You have an error in your SQL syntax; check the manual that corresponds to your MariaDB"
            + " server version for the right syntax to use near '"
            + near
            + "' at line 1");
  }

  private Predicate<Row> either() {
    Predicate<Row> read = both();
    while (word("or")) {
      read = read.or(both());
    }
    return read;
  }

  private Predicate<Row> both() {
    Predicate<Row> read = single();
    while (word("and")) {
      read = read.and(single());
    }
    return read;
  }

  private boolean word(String wanted) {
    blanks();
    if (text.regionMatches(true, at, wanted, 0, wanted.length())) {
      at += wanted.length();
      return true;
    }
    return false;
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private Predicate<Row> single() {
    blanks();
    Matcher matcher = criterion.matcher(text).region(at, text.length());
    if (matcher.lookingAt()) {
      at = matcher.end();
      return criterion(matcher.group(1));
    }
    if (at >= text.length() || text.charAt(at) != '(') {
      throw sqlSyntax(text.substring(Math.min(at, text.length())));
    }
    at++;
    Predicate<Row> inner = either();
    blanks();
    if (at >= text.length() || text.charAt(at) != ')') {
      throw sqlSyntax(text.substring(Math.min(at, text.length())));
    }
    at++;
    return inner;
  }

  private Predicate<Row> criterion(String text) {
    String[] parts = text.split(":", 3);
    String name = parts[0];
    Column column = column(name);
    String operator = parts[1].toLowerCase(Locale.ROOT);
    String operand = parts[2];
    return switch (operator) {
      case "=", "<", ">", "<=", ">=", "!=", "<>" -> compared(name, column, operator, operand);
      case "like", "notlike" -> like(name, operator.equals("like"), unquoted(operand));
      case "in" -> in(name, column, operand);
      case "notin" -> {
        Predicate<Row> in = in(name, column, operand);
        yield row -> scope.value(name, row) != null && !in.test(row);
      }
      case "is", "isnot" -> isNull(name, operator.equals("is"), operand);
      default -> throw sqlSyntax(operator + " " + operand);
    };
  }

  private Column column(String name) {
    Column column = scope.column(name);
    if (column == null) {
      throw new Transaction.Refused("Unknown column '" + name + "' in 'WHERE'");
    }
    return column;
  }

  private Predicate<Row> isNull(String name, boolean wanted, String operand) {
    if (!operand.equalsIgnoreCase("null")) {
      throw sqlSyntax(operand);
    }
    return row -> (scope.value(name, row) == null) == wanted;
  }

  private Predicate<Row> compared(String name, Column column, String operator, String operand) {
    if (!quoted(operand) && !Php.numeric(operand) && !operand.equals("__NOW__")) {
      String other = operand.replaceAll("(?i)[^a-z0-9_]", "");
      column(other);
      return row -> {
        Object value = scope.value(other, row);
        return value != null
            && holds(scope.value(name, row), column, operator, value.toString(), true);
      };
    }
    boolean quoted = quoted(operand) || operand.equals("__NOW__");
    String wanted = operand.equals("__NOW__") ? scope.now() : unquoted(operand);
    return row -> holds(scope.value(name, row), column, operator, wanted, quoted);
  }

  private static boolean holds(
      @Nullable Object held, Column column, String operator, String wanted, boolean quoted) {
    if (held == null) {
      return false;
    }
    int order = order(held, column, wanted, quoted);
    return switch (operator) {
      case "=" -> order == 0;
      case "<" -> order < 0;
      case ">" -> order > 0;
      case "<=" -> order <= 0;
      case ">=" -> order >= 0;
      default -> order != 0;
    };
  }

  private static int order(Object held, Column column, String wanted, boolean quoted) {
    if (column.temporal()) {
      String moment = held.toString().length() == 10 ? held + " 00:00:00" : held.toString();
      // A bare number is compared with the moment's digits: unix seconds are below all of them.
      return quoted
          ? moment.compareTo(moment(wanted))
          : new BigDecimal(moment.replaceAll("\\D", "")).compareTo(new BigDecimal(wanted));
    }
    if (column.textual()) {
      return quoted
          ? Php.folded(held.toString()).compareTo(Php.folded(wanted))
          : Php.decimal(held.toString()).compareTo(Php.decimal(wanted));
    }
    return Php.decimal(held.toString()).compareTo(Php.decimal(wanted));
  }

  /** A moment as the database reads it, with or without signs between its parts. */
  private static String moment(String text) {
    String digits = text.replaceAll("\\D", "");
    String padded = (digits + "00000000000000").substring(0, 14);
    return padded.substring(0, 4)
        + "-"
        + padded.substring(4, 6)
        + "-"
        + padded.substring(6, 8)
        + " "
        + padded.substring(8, 10)
        + ":"
        + padded.substring(10, 12)
        + ":"
        + padded.substring(12);
  }

  private Predicate<Row> like(String name, boolean wanted, String pattern) {
    StringBuilder regex = new StringBuilder("(?s)");
    for (char sign : Php.folded(pattern).toCharArray()) {
      regex.append(sign == '%' ? ".*" : sign == '_' ? "." : Pattern.quote(String.valueOf(sign)));
    }
    Pattern compiled = Pattern.compile(regex.toString());
    return row -> {
      Object held = scope.value(name, row);
      return held != null && compiled.matcher(Php.folded(held.toString())).matches() == wanted;
    };
  }

  private Predicate<Row> in(String name, Column column, String operand) {
    List<String> elements = new ArrayList<>();
    for (String element : operand.split(",")) {
      String trimmed = element.trim();
      if (!quoted(trimmed) && !Php.numeric(trimmed)) {
        column(trimmed.replaceAll("(?i)[^a-z0-9_]", ""));
      }
      elements.add(trimmed);
    }
    return row -> {
      Object held = scope.value(name, row);
      return held != null
          && elements.stream()
              .anyMatch(each -> order(held, column, unquoted(each), quoted(each)) == 0);
    };
  }

  private static boolean quoted(String text) {
    return text.length() >= 2 && text.startsWith("'") && text.endsWith("'");
  }

  private static String unquoted(String text) {
    return quoted(text) ? text.substring(1, text.length() - 1) : text;
  }
}
