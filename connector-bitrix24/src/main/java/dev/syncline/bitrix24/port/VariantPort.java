package dev.syncline.bitrix24.port;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Variant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Variants: elements of the offers' block. Characteristics and values that the block lacks are made
 * first.
 *
 * @since 0.1
 */
public final class VariantPort extends CatalogPort {

  /** A port of one portal. */
  public VariantPort(Portal portal) {
    super(portal, Variant.TYPE, Variant.EXTERNAL_CODE);
  }

  @Override
  public Capabilities capabilities() {
    Field<?>[] writable =
        Stream.of(shelf.codec().writable())
            .filter(field -> !field.equals(Variant.PRODUCT))
            .toArray(Field<?>[]::new);
    return common()
        .customFields()
        .readsAndWrites(writable)
        .readsAndWrites(Variant.PRICE)
        .readsAndCreates(Variant.PRODUCT)
        .customFields()
        .build();
  }

  @Override
  String family(Entity variant) {
    return "catalog.product.offer";
  }

  @Override
  String wrapper(Entity variant) {
    return "offer";
  }

  @Override
  public List<Write> prepared(List<Write> writes, Deadline leaveBefore) {
    Map<String, Set<String>> wanted = new LinkedHashMap<>();
    for (Write each : writes) {
      options(each)
          .ifPresent(
              texts ->
                  texts.forEach(
                      (name, text) ->
                          wanted.computeIfAbsent(name, none -> new LinkedHashSet<>()).add(text)));
    }
    portal.codes().options().ensure(wanted, leaveBefore);
    return super.prepared(writes, leaveBefore);
  }

  private static Optional<Map<String, String>> options(Write write) {
    if (write instanceof Write.Create create) {
      return create.wanted().get(Variant.OPTIONS);
    }
    return write instanceof Write.Update update
        ? update.delta().get(Variant.OPTIONS)
        : Optional.empty();
  }
}
