package dev.syncline.dolibarr.fake;

import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dolibarr's firewall in front of every script: it looks at the path and the query only. */
final class InputFilter {

  private static final Pattern PATH = Pattern.compile("[:;\"'<>?(){}$%#]");

  private static final List<Pattern> QUERY =
      List.of(
          insensitive("delete[/*\\s]*from"),
          insensitive("create[/*\\s]*table"),
          insensitive("insert[/*\\s]*into"),
          insensitive("select[/*\\s]*from"),
          insensitive("from[/*\\s]*dual"),
          insensitive("into[/*\\s]*(outfile|dumpfile)"),
          insensitive("user[/*\\s]*\\("),
          insensitive("information_schema"),
          insensitive("<svg"),
          insensitive("update[^&=\\w].*set.+="),
          insensitive("union.+select"),
          insensitive("updatexml\\("),
          insensitive("(\\.\\.%2f)+"),
          insensitive("\\s@@"),
          insensitive("\""));

  private static final List<Pattern> EVERYWHERE =
      List.of(
          insensitive("</textarea"),
          insensitive("<(embed|audio|iframe|object|script|style)"),
          insensitive("Set\\.constructor"),
          insensitive("base\\s+href"),
          insensitive("=data:"),
          insensitive(
              "on(abort|after|animation|blur|change|click|close|copy|cut|dblclick|drag|drop|end|error|focus"
                  + "|input|invalid|key|load|mouse|offline|online|paste|pause|play|pointer|reset|scroll|select"
                  + "|search|show|start|submit|toggle|touch|transition|unload|wheel|repeat|begin|finish)[a-z]*\\s*="),
          insensitive("j\\s*a\\s*v\\s*a\\s*s\\s*c\\s*r\\s*i\\s*p\\s*t\\s*:"),
          insensitive("vbscript\\s*:"));

  private InputFilter() {}

  private static Pattern insensitive(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /** The refusal, if the request looks like an attack. */
  static Optional<FakeResponse> refuse(FakeRequest request) {
    String path = decoded(request.path().replace("+", "%2B"));
    if (path.chars().anyMatch(sign -> sign < ' ')
        || PATH.matcher(path).find()
        || matches(EVERYWHERE, path)) {
      return Optional.of(refusal(2));
    }
    String query = decoded(request.rawQuery()).replaceAll("[\\r\\n\\t]", "");
    if (matches(QUERY, query) || matches(EVERYWHERE, query)) {
      return Optional.of(refusal(1));
    }
    return Optional.empty();
  }

  private static boolean matches(List<Pattern> patterns, String text) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static FakeResponse refusal(int type) {
    return FakeResponse.of(
        403,
        "text/html; charset=UTF-8",
        "Access refused to 127.0.0.1 by SQL or Script injection protection in"
            + " main.inc.php:analyseVarsForSqlAndScriptsInjection type="
            + type
            + "<br>\nTry to go back, fix data of your form and resubmit it. You can contact also"
            + " your technical support.");
  }
}
