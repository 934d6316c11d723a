package dev.syncline.prestashop.port;

import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Product;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.Terms;
import dev.syncline.prestashop.codec.VariantTable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the shop holds after a success: what was sent, read as it would come back. Its own echo is
 * the same, and on old versions less.
 */
final class Held {

  private Held() {}

  /** The values of the fields that were asked and taken. */
  static Entity of(
      Shelf shelf, Row sent, @Nullable Row parent, Entity asked, Set<Field<?>> leftOut) {
    Terms terms = shelf.terms(FieldSet.of(asked.fields()));
    Row whole =
        parent == null ? sent : sent.but().joined(VariantTable.PARENTS, List.of(parent)).build();
    Entity read = shelf.kind().table().read(whole, terms);
    Entity holds = Entity.of(shelf.kind().type(), read.id());
    for (Field<?> field : asked.fields()) {
      boolean elsewhere = field.equals(Product.IMAGES) || field.equals(Product.FEATURES);
      if (read.knows(field) && !leftOut.contains(field) && !elsewhere) {
        holds = copy(holds, read, field);
      }
    }
    return holds;
  }

  private static <V> Entity copy(Entity to, Entity from, Field<V> field) {
    return to.with(field, from.get(field));
  }
}
