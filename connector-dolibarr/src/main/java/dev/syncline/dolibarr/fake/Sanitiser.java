package dev.syncline.dolibarr.fake;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Dolibarr makes of a text that comes in through the API, by the name of its field. */
final class Sanitiser {

  /** Fields no request may name. */
  private static final Set<String> FORBIDDEN =
      Set.of(
          "db",
          "table_element",
          "table_rowid",
          "table_ref_field",
          "table_element_line",
          "element",
          "fk_element",
          "element_for_permission",
          "class_element_line",
          "fields",
          "TRIGGER_PREFIX",
          "picto",
          "restrictiononfksoc",
          "ismultientitymanaged",
          "isextrafieldmanaged",
          "module",
          "error",
          "errorhidden",
          "errors",
          "warning",
          "warnings",
          "validateFieldsErrors",
          "oldcopy",
          "oldref",
          "newref",
          "context",
          "actionmsg",
          "actionmsg2",
          "thirdparty",
          "user",
          "tpl",
          "extraparams",
          "childtables",
          "childtablesoncascade");

  private static final Set<String> HTML =
      Set.of("note", "note_private", "note_public", "desc", "description");
  private static final List<String> REMOVED =
      List.of(
          "../",
          "..\\",
          "&#38",
          "&#0000038",
          "&#x26",
          "&quot",
          "\"",
          "&#34",
          "&#0000034",
          "&#x22",
          "&#47",
          "&#0000047",
          "&#x2f",
          "&#92",
          "&#0000092",
          "&#x5c");
  private static final Pattern BREAK = Pattern.compile("<br[^>]*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern TAG = Pattern.compile("<[^<>]+>");
  private static final Pattern OPEN = Pattern.compile("<+([a-zA-Z]+)");
  private static final Pattern SCRIPT =
      Pattern.compile("(?is)<(script|style|iframe|object|embed|form|svg)\\b.*?(</\\1\\s*>|$)");
  private static final Pattern HANDLER =
      Pattern.compile("(?i)\\son[a-z]+\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+)");
  private static final Pattern SCRIPT_URL = Pattern.compile("(?i)(java|vb)script\\s*:");
  private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!#?[a-zA-Z0-9]+;)");
  private static final Pattern BARE_LESS = Pattern.compile("<(?![a-zA-Z/!])");

  private Sanitiser() {}

  /** Refuses the names no request may use. */
  static void checkName(String field) {
    if (FORBIDDEN.contains(field)) {
      throw ApiError.of(400, "Parameter " + field + " is not allowed in request");
    }
  }

  static String field(String name, String text) {
    if (name.toLowerCase(Locale.ROOT).startsWith("fk_")) {
      return Php.numeric(text) ? text : "";
    }
    return HTML.contains(name) ? html(text) : plain(text);
  }

  /** Text without tags and double quotes. */
  static String plain(String given) {
    String text = given.trim();
    String before;
    do {
      before = text;
      text = withoutTags(text);
      text = text.replaceAll("\\\\([0-9xu])", "/$1");
      for (String each : REMOVED) {
        text = text.replaceAll("(?i)" + Pattern.quote(each), "");
      }
    } while (!before.equals(text));
    return text;
  }

  private static String withoutTags(String given) {
    String text = decoded(BREAK.matcher(given).replaceAll("\n"));
    text = text.replace("< ", "__ltspace__").replace("<:", "__lttwopoints__");
    String before;
    do {
      before = text;
      text = TAG.matcher(text.replace("<>", "")).replaceAll("");
    } while (!before.equals(text));
    text = decoded(OPEN.matcher(text).replaceAll("$1"));
    int at = text.indexOf("  ");
    while (at > 0) {
      text = text.replace("  ", " ");
      at = text.indexOf("  ");
    }
    return text.replace("__ltspace__", "< ").replace("__lttwopoints__", "<:").trim();
  }

  private static String decoded(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u00a0")
        .replace("&amp;", "&");
  }

  /** HTML without scripts and handlers; what looks like a lone sign becomes an entity. */
  static String html(String given) {
    String text = SCRIPT.matcher(given.trim()).replaceAll("");
    Matcher tags = TAG.matcher(text);
    text =
        tags.replaceAll(
            tag -> Matcher.quoteReplacement(HANDLER.matcher(tag.group()).replaceAll("")));
    text = SCRIPT_URL.matcher(text).replaceAll("");
    text = BARE_AMPERSAND.matcher(text).replaceAll("&amp;");
    return BARE_LESS.matcher(text).replaceAll("&lt;");
  }

  /** The name of a caller or token: nothing at all if one sign is not allowed in it. */
  static String word(String text) {
    return text.trim().matches("(?i)[a-z0-9_\\-.]*") ? text.trim() : "";
  }

  /** A product's reference as a new product gets it. */
  static String newReference(String ref) {
    String text = reference(ref);
    text = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    text = text.replace('`', '_').replaceAll("--+", "_").replace("..", "").replace('~', '_');
    return text;
  }

  /** A product's reference as a change of it is stored. */
  static String reference(String ref) {
    return ref.trim().replaceAll("['/\\\\:*?\"<>|\\[\\],;=°$ ]", "_");
  }

  /** The name of a file or of its folder. */
  static String fileName(String name) {
    return name.replaceAll("[<>/\\\\?*|\":°$;`]", "_").replace("..", "");
  }
}
