package dev.syncline.prestashop.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entity as the webservice writes it: texts, texts by language, and rows of associations.
 *
 * <p>Absent is not empty: an element that was not there is not in the maps. What other resources
 * say of it can be {@linkplain #joined joined} under their names: such rows are read and never
 * sent. Immutable. {@code toString} holds names only.
 *
 * @since 0.1
 */
public final class Row {

  private final String name;
  private final Map<String, String> texts;
  private final Map<String, Map<Integer, String>> languages;
  private final Map<String, List<Row>> associations;
  private final Map<String, List<Row>> joined;

  private Row(
      String name,
      Map<String, String> texts,
      Map<String, Map<Integer, String>> languages,
      Map<String, List<Row>> associations,
      Map<String, List<Row>> joined) {
    this.name = name;
    this.texts = texts;
    this.languages = languages;
    this.associations = associations;
    this.joined = joined;
  }

  /** Begins a row; the name is that of its element, such as {@code product}. */
  public static Builder of(String name) {
    return new Builder(name);
  }

  /** The element's name. */
  public String name() {
    return name;
  }

  /** The id; empty if it says none. */
  public String id() {
    return text("id");
  }

  /** The text of an element; empty if it is not there, or is one of several languages. */
  public String text(String element) {
    return texts.getOrDefault(element, "");
  }

  /** Whether there is such an element, of whatever sort. */
  public boolean has(String element) {
    return texts.containsKey(element) || languages.containsKey(element);
  }

  /** A number of an id; 0 for none and for what is no number. */
  public long number(String element) {
    try {
      return Long.parseLong(text(element).strip());
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /** Whether an element says yes. */
  public boolean yes(String element) {
    return text(element).strip().equals("1");
  }

  /** A text in each language; of a shop that shows one language only, that one under 0. */
  public Map<Integer, String> languages(String element) {
    Map<Integer, String> all = languages.get(element);
    if (all != null) {
      return all;
    }
    String bare = texts.get(element);
    return bare == null ? Map.of() : Map.of(0, bare);
  }

  /** Whether there is such an association, be it empty. */
  public boolean hasAssociation(String association) {
    return associations.containsKey(association);
  }

  /** The rows of an association. */
  public List<Row> association(String association) {
    return associations.getOrDefault(association, List.of());
  }

  /** The ids of an association, but for 0 and what is none. */
  public List<String> ids(String association) {
    return association(association).stream()
        .filter(row -> row.number("id") > 0)
        .map(row -> Long.toString(row.number("id")))
        .distinct()
        .toList();
  }

  /** What another resource says of it; empty if nothing was joined. */
  public Optional<List<Row>> joined(String resource) {
    return Optional.ofNullable(joined.get(resource));
  }

  /** The first row that another resource says of it. */
  public Optional<Row> join(String resource) {
    return joined(resource).flatMap(rows -> rows.stream().findFirst());
  }

  /** The names of the texts. */
  public Map<String, String> texts() {
    return texts;
  }

  /** The texts that have languages. */
  public Map<String, Map<Integer, String>> multilingual() {
    return languages;
  }

  /** All associations. */
  public Map<String, List<Row>> associations() {
    return associations;
  }

  /** A copy to change. */
  public Builder but() {
    Builder copy = new Builder(name);
    copy.texts.putAll(texts);
    copy.languages.putAll(languages);
    copy.associations.putAll(associations);
    copy.joined.putAll(joined);
    return copy;
  }

  @Override
  public String toString() {
    return name + " " + id() + " " + texts.keySet() + languages.keySet() + associations.keySet();
  }

  /** Collects a row. Not thread-safe. */
  public static final class Builder {

    private final String name;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Map<Integer, String>> languages = new LinkedHashMap<>();
    private final Map<String, List<Row>> associations = new LinkedHashMap<>();
    private final Map<String, List<Row>> joined = new LinkedHashMap<>();

    private Builder(String name) {
      this.name = name;
    }

    /** Says a text; null says that it is empty. */
    public Builder text(String element, @Nullable String value) {
      texts.put(element, value == null ? "" : value);
      return this;
    }

    /** Says a text in its languages. */
    public Builder languages(String element, Map<Integer, String> values) {
      texts.remove(element);
      languages.put(element, Collections.unmodifiableMap(new LinkedHashMap<>(values)));
      return this;
    }

    /** Says one language of a text. */
    public Builder language(String element, int language, String value) {
      Map<Integer, String> all = new LinkedHashMap<>(languages.getOrDefault(element, Map.of()));
      all.put(language, value);
      return languages(element, all);
    }

    /** The languages said so far of a text. */
    public Map<Integer, String> said(String element) {
      return languages.getOrDefault(element, Map.of());
    }

    /** Whether anything was said of a text. */
    public boolean says(String element) {
      return texts.containsKey(element) || languages.containsKey(element);
    }

    /** Whether nothing was said but its id. */
    public boolean saysNothing() {
      boolean onlyId = texts.isEmpty() || (texts.size() == 1 && texts.containsKey("id"));
      return onlyId && languages.isEmpty() && associations.isEmpty();
    }

    /** Says all rows of an association. */
    public Builder association(String association, List<Row> rows) {
      associations.put(association, List.copyOf(rows));
      return this;
    }

    /** Says the ids of an association whose rows have this name. */
    public Builder ids(String association, String rowName, List<String> ids) {
      List<Row> rows = new ArrayList<>();
      ids.forEach(id -> rows.add(Row.of(rowName).text("id", id).build()));
      return association(association, rows);
    }

    /** Adds what another resource says. */
    public Builder joined(String resource, List<Row> rows) {
      joined.put(resource, List.copyOf(rows));
      return this;
    }

    /** Says nothing of an element. */
    public Builder without(String element) {
      texts.remove(element);
      languages.remove(element);
      return this;
    }

    /** Says nothing of associations. */
    public Builder withoutAssociations() {
      associations.clear();
      return this;
    }

    /** The row. */
    public Row build() {
      return new Row(
          name,
          Collections.unmodifiableMap(new LinkedHashMap<>(texts)),
          Collections.unmodifiableMap(new LinkedHashMap<>(languages)),
          Collections.unmodifiableMap(new LinkedHashMap<>(associations)),
          Collections.unmodifiableMap(new LinkedHashMap<>(joined)));
    }
  }
}
