package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Media;
import dev.syncline.model.Product;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pictures among an object's files. A picture of ours has its digest in its name, so that it is
 * known again without being fetched; what others put there is known by name, size and date, and is
 * never touched. Pure.
 *
 * @since 0.1
 */
public final class Pictures {

  private static final String OURS = "sl-";
  private static final String MAIN = "0_";
  private static final int LONGEST_DIGEST = 100;
  private static final Pattern NAME =
      Pattern.compile("(?:0_)?sl-([A-Za-z0-9_.-]+)\\.[a-z0-9]{2,5}");
  private static final Pattern PICTURE =
      Pattern.compile("(?i).+\\.(?:jpe?g|png|gif|webp|bmp|avif)");

  private Pictures() {}

  /** Reads the pictures among the files that were put into the document. */
  static Line.Reads reads(Field<Set<Media>> field) {
    return (document, into, terms) -> {
      if (document.has(Joined.FILES)) {
        Set<Media> all = new LinkedHashSet<>();
        String at = document.path(Joined.FILES_AT).asText("");
        for (JsonNode file : Loose.elements(document.path(Joined.FILES))) {
          media(file, at).ifPresent(all::add);
        }
        into.set(field, all.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(all)));
      }
    };
  }

  /** The vendor shows the picture whose name comes first. */
  static void readCover(JsonNode document, Entity.Builder into, Terms terms) {
    if (document.has(Joined.FILES)) {
      String at = document.path(Joined.FILES_AT).asText("");
      into.set(
          Product.IMAGE,
          Loose.elements(document.path(Joined.FILES)).stream()
              .filter(file -> media(file, at).isPresent())
              .min(Comparator.comparing(file -> Loose.text(file, "relativename").orElse("")))
              .flatMap(file -> media(file, at)));
    }
  }

  private static Optional<Media> media(JsonNode file, String at) {
    return Loose.text(file, "relativename")
        .filter(name -> PICTURE.matcher(name).matches())
        .map(
            name ->
                new Media(
                    at + URLEncoder.encode(name, StandardCharsets.UTF_8),
                    digest(name).orElseGet(() -> foreign(file, name))));
  }

  private static String foreign(JsonNode file, String name) {
    return name
        + ":"
        + Loose.text(file, "size").orElse("")
        + ":"
        + Loose.text(file, "date").orElse("");
  }

  /** The digest of a picture that we put there. */
  public static Optional<String> digest(String name) {
    Matcher ours = NAME.matcher(name);
    return ours.matches() ? Optional.of(RefExt.marker(ours.group(1))) : Optional.empty();
  }

  /** Whether a name is that of a cover. */
  public static boolean isMain(String name) {
    return name.startsWith(MAIN);
  }

  /** The name that a picture gets; empty if its digest is too long for one. */
  public static Optional<String> name(Media picture, boolean main, String extension) {
    String digest = escaped(picture.digest());
    return digest.isEmpty() || digest.length() > LONGEST_DIGEST
        ? Optional.empty()
        : Optional.of((main ? MAIN : "") + OURS + digest + "." + extension);
  }

  private static String escaped(String digest) {
    StringBuilder safe = new StringBuilder();
    digest
        .codePoints()
        .forEach(
            point ->
                safe.append(
                    Character.toString(point).matches("[A-Za-z0-9_-]")
                        ? Character.toString(point)
                        : "." + Integer.toHexString(point) + "."));
    return safe.toString();
  }

  /** The extension of a picture by its first bytes; empty if it is none. */
  public static Optional<String> extension(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of("jpg");
    }
    if (head.startsWith("\u0089PNG")) {
      return Optional.of("png");
    }
    if (head.toUpperCase(Locale.ROOT).startsWith("GIF8")) {
      return Optional.of("gif");
    }
    return head.startsWith("RIFF") && head.endsWith("WEBP")
        ? Optional.of("webp")
        : Optional.empty();
  }
}
