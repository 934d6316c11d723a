package dev.syncline.prestashop.fake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every resource of one version, read from {@code schema.txt}. */
final class Schema {

  private final Map<String, Resource> resources = new TreeMap<>();

  Schema(Version version) {
    for (List<String> block : blocks()) {
      Resource resource = resource(block, version);
      if (resource != null) {
        resources.put(resource.name(), resource);
      }
    }
  }

  Map<String, Resource> resources() {
    return resources;
  }

  Resource get(String name) {
    return Objects.requireNonNull(resources.get(name), name);
  }

  @Nullable Resource find(String name) {
    return resources.get(name);
  }

  private static List<List<String>> blocks() {
    List<List<String>> blocks = new ArrayList<>();
    for (String line : lines()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!line.startsWith(" ")) {
        blocks.add(new ArrayList<>());
      }
      blocks.get(blocks.size() - 1).add(line);
    }
    return blocks;
  }

  private static List<String> lines() {
    try (InputStream in =
            Objects.requireNonNull(Schema.class.getResourceAsStream("schema.txt"), "schema.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Resource resource(List<String> block, Version version) {
    String[] words = block.get(0).split(" ");
    List<String> flags = List.of(words).subList(4, words.length);
    if (!within(flags, version)) {
      return null;
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    Map<String, Link> links = new LinkedHashMap<>();
    for (String line : block.subList(1, block.size())) {
      if (line.startsWith("  + ")) {
        Link link = Link.parse(line, version);
        if (link != null) {
          links.put(link.name(), link);
        }
      } else {
        Field field = Field.parse(line, version);
        if (field != null) {
          fields.put(field.name(), field);
        }
      }
    }
    String shop = option(flags, "shop");
    String table = option(flags, "table");
    return new Resource(
        words[0],
        words[1],
        words[2],
        words[3],
        table.isEmpty() ? words[0] : table,
        shop.isEmpty()
            ? Resource.Sharing.NONE
            : Resource.Sharing.valueOf(shop.toUpperCase(Locale.ROOT)),
        fields,
        links);
  }

  static String option(List<String> flags, String name) {
    return flags.stream()
        .filter(flag -> flag.startsWith(name + "="))
        .map(flag -> flag.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  static boolean within(List<String> flags, Version version) {
    String since = option(flags, "since");
    String until = option(flags, "until");
    return (since.isEmpty() || version.atLeast(since))
        && (until.isEmpty() || !version.atLeast(until));
  }
}
