package dev.syncline.testkit.convergence;

import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an entity says, as words that a user put there: a value of a field, an element of a set, a
 * line, a line's quantity. Every value of a story is new, so a word tells who wrote it.
 */
final class Words {

  /** What users call an entity, and never change. */
  private static final Map<EntityType, Field<String>> KEYS =
      Map.of(
          Category.TYPE, Category.EXTERNAL_CODE,
          Product.TYPE, Product.SKU,
          Customer.TYPE, Customer.TAX_NUMBER,
          Order.TYPE, Order.NUMBER);

  private Words() {}

  /** The field that is the business key of a type. */
  static Field<String> keyOf(EntityType type) {
    return Objects.requireNonNull(KEYS.get(type), type::name);
  }

  /** The business key of an entity. */
  static String key(Entity entity) {
    return entity.get(keyOf(entity.type())).orElse("#" + entity.id());
  }

  /** Type and business key. */
  static String name(Entity entity) {
    return entity.type() + " " + key(entity);
  }

  static Set<String> of(Entity entity) {
    Set<String> words = new TreeSet<>();
    for (Field<?> field : entity.fields()) {
      words.addAll(of(entity, field));
    }
    return words;
  }

  /** What one field of it says. */
  static Set<String> of(Entity entity, Field<?> field) {
    Set<String> words = new TreeSet<>();
    Object value = entity.get(field).orElse(null);
    String start = name(entity) + " " + field.name();
    if (value instanceof Set<?> set) {
      set.forEach(element -> words.add(start + " has " + element));
    } else if (value instanceof List<?> list) {
      list.forEach(line -> line(words, start, (Entity) line));
    } else if (value instanceof BigDecimal number) {
      words.add(start + " = " + plain(number));
    } else if (value instanceof String && !field.equals(keyOf(entity.type()))) {
      words.add(start + " = " + value);
    }
    return words;
  }

  private static void line(Set<String> words, String start, Entity line) {
    String name = start + " has line " + line.get(OrderLine.NAME).orElse("?");
    words.add(name);
    line.get(OrderLine.QUANTITY).ifPresent(much -> words.add(name + " = " + plain(much)));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** Whether it is an element or a line, which may be taken away for good. */
  static boolean isMember(String word) {
    return word.contains(" has ") && !word.contains(" = ");
  }
}
