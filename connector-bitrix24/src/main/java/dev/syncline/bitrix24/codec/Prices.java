package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Money;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code catalog.price}: prices have ids of their own, and a second price of one type is refused.
 * So the price's id travels with the product.
 *
 * @since 0.1
 */
public final class Prices {

  /** What {@link #idField} holds where it is known that there is no price. */
  public static final String NO_PRICE = "0";

  private Prices() {}

  /** The field that holds the price's id; no plan maps it. */
  public static Field<String> idField(EntityType type) {
    return Field.custom(type, "price_id", Kinds.text());
  }

  /** The product with its price; {@code price} is missing where there is none. */
  public static Entity priced(Entity product, Field<Money> field, JsonNode price) {
    return product
        .with(field, money(price))
        .with(idField(product.type()), Values.text(price.path("id")).orElse(NO_PRICE));
  }

  private static Optional<Money> money(JsonNode price) {
    return Values.decimal(price.path("price"))
        .map(amount -> new Money(amount, price.path("currency").asText().toUpperCase(Locale.ROOT)));
  }
}
