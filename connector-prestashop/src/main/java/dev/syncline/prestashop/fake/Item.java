package dev.syncline.prestashop.fake;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A thing of the shop as it was when it was read. Immutable.
 *
 * @since 0.1
 */
public final class Item {

  private final Row row;
  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, Map<Integer, String>> texts = new TreeMap<>();
  private final Map<String, List<Map<String, String>>> lists = new TreeMap<>();
  private final int language;

  Item(Row row, Resource resource, int language) {
    this.row = row;
    this.language = language;
    for (Field field : resource.fields().values()) {
      if (field.lang()) {
        texts.put(field.name(), new TreeMap<>(row.texts(field.name())));
      } else {
        values.put(field.name(), row.get(field.name()));
      }
    }
    resource.links().keySet().forEach(name -> lists.put(name, row.list(name)));
  }

  /** Its id. */
  public int id() {
    return row.id;
  }

  /** A plain field as the database has it; empty if it has none such. */
  public String get(String field) {
    return values.getOrDefault(field, "");
  }

  /** A plain field as a whole number, 0 if it is none. */
  public int number(String field) {
    return (int) Values.leadingNumber(get(field));
  }

  /** A plain field as an amount, 0 if it is none. */
  public BigDecimal amount(String field) {
    return Values.decimal(get(field));
  }

  /** A text in the default language of the shop. */
  public String text(String field) {
    return text(field, language);
  }

  /** A text in the language of the given id. */
  public String text(String field, int languageId) {
    return texts.getOrDefault(field, Map.of()).getOrDefault(languageId, "");
  }

  /** The items of a stored association, member by member. */
  public List<Map<String, String>> list(String association) {
    return lists.getOrDefault(association, List.of());
  }

  /** The ids of a stored association. */
  public List<Integer> ids(String association) {
    return list(association).stream()
        .map(item -> (int) Values.leadingNumber(item.getOrDefault("id", "")))
        .toList();
  }

  @Override
  public String toString() {
    return row.toString();
  }
}
