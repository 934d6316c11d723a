package dev.syncline.prestashop.port;

import dev.syncline.model.Coupon;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Price;
import dev.syncline.model.Product;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.codec.Clean;
import dev.syncline.prestashop.codec.Conditions;
import dev.syncline.prestashop.codec.CouponTable;
import dev.syncline.prestashop.codec.People;
import dev.syncline.prestashop.codec.PriceTable;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.Terms;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What new rows need besides what is wanted of them: what is not said would be 0 to the shop, such
 * as hidden, not for sale, or a draft. Thread-safe.
 */
final class Births {

  private static final int PASSWORD_BYTES = 24;

  private static final Set<Field<?>> HARMLESS =
      Set.of(
          Price.VAT_INCLUDED,
          Price.DISCOUNT_VAT_INCLUDED,
          Coupon.NAME,
          Coupon.NAMES,
          Coupon.ARCHIVED,
          Coupon.MINIMUM_VAT_INCLUDED,
          Coupon.DISCOUNT_VAT_INCLUDED);

  private final PrestaShopApi api;
  private final SecureRandom random = new SecureRandom();

  Births(PrestaShopApi api) {
    this.api = api;
  }

  /** Says what is not said. */
  void complete(Kind kind, Row.Builder row, Entity wanted, Terms terms) {
    switch (kind) {
      case VARIANT -> {
        row.text("minimal_quantity", "1");
        unlessSaid(row, "price", "0");
      }
      case CATEGORY -> {
        unlessSaid(row, "active", "1");
        unlessSaid(row, "id_parent", Long.toString(terms.homeId()));
      }
      case CUSTOMER -> customer(row, terms);
      case ADDRESS -> address(row);
      case PRICE -> price(row);
      case COUPON -> coupon(row);
      default -> product(row, wanted, terms);
    }
  }

  private static void product(Row.Builder row, Entity wanted, Terms terms) {
    unlessSaid(row, "active", "1");
    if (terms.version().hasStates()) {
      row.text("state", "1");
    }
    row.text("available_for_order", "1").text("show_price", "1").text("minimal_quantity", "1");
    row.text("visibility", "both").text("condition", "new");
    unlessSaid(row, "price", "0");
    unlessSaid(row, "id_tax_rules_group", "0");
    unlessSaid(row, "id_category_default", Long.toString(terms.homeId()));
    if (!wanted.knows(Product.CATEGORIES) && !wanted.knows(Product.CATEGORY)) {
      row.ids("categories", "category", List.of(Long.toString(terms.homeId())));
    }
    Map<Integer, String> links = new LinkedHashMap<>();
    row.said("name").forEach((id, name) -> links.put(id, Clean.link(name)));
    if (!links.isEmpty()) {
      row.languages("link_rewrite", links);
    }
  }

  /** Nobody knows the password: whoever wants to log in has the shop send them a new one. */
  private void customer(Row.Builder row, Terms terms) {
    byte[] password = new byte[PASSWORD_BYTES];
    random.nextBytes(password);
    row.text("passwd", HexFormat.of().formatHex(password));
    unlessSaid(row, "active", "1");
    unlessSaid(row, People.LAST, People.NOTHING);
    unlessSaid(row, People.FIRST, People.NOTHING);
    String group = Long.toString(terms.defaults().group());
    unlessSaid(row, "id_default_group", group);
    Row said = row.build();
    if (said.ids("groups").isEmpty()) {
      row.ids("groups", "group", List.of(said.text("id_default_group")));
    }
    unlessSaid(row, "id_lang", Integer.toString(terms.language()));
  }

  private static void address(Row.Builder row) {
    unlessSaid(row, People.LAST, People.NOTHING);
    unlessSaid(row, People.FIRST, People.NOTHING);
  }

  /** A price of a connector that is set to one shop counts there only. */
  private void price(Row.Builder row) {
    row.text("id_shop", Integer.toString(api.shop().orElse(0)));
    row.text("id_shop_group", "0").text("id_cart", "0").text("id_specific_price_rule", "0");
    for (String any :
        List.of("id_product_attribute", "id_currency", "id_country", "id_group", "id_customer")) {
      unlessSaid(row, any, "0");
    }
    unlessSaid(row, "price", PriceTable.OWN_PRICE);
    unlessSaid(row, "from_quantity", "1");
    unlessSaid(row, "reduction", "0");
    unlessSaid(row, "reduction_type", "amount");
    unlessSaid(row, "reduction_tax", "1");
    unlessSaid(row, "from", Conditions.NO_MOMENT);
    unlessSaid(row, "to", Conditions.NO_MOMENT);
  }

  private static void coupon(Row.Builder row) {
    unlessSaid(row, "active", "1");
    unlessSaid(row, "date_from", CouponTable.EVER);
    unlessSaid(row, "date_to", CouponTable.FOR_EVER);
    unlessSaid(row, "quantity", Long.toString(CouponTable.ANY_NUMBER));
    unlessSaid(row, "quantity_per_user", Long.toString(CouponTable.ANY_NUMBER));
    row.text("partial_use", "0").text("priority", "1");
  }

  private static void unlessSaid(Row.Builder row, String name, String value) {
    if (!row.says(name)) {
      row.text(name, value);
    }
  }

  /** Why nothing can be made of a row; old versions would make something nobody can find. */
  static Optional<String> missing(Kind kind, Row row) {
    return switch (kind) {
      case VARIANT -> Optional.empty();
      case CUSTOMER ->
          lacks(row, "email") ? Optional.of("it has no e-mail address") : Optional.empty();
      case ADDRESS ->
          lacks(row, "id_customer")
              ? Optional.of("it has no customer")
              : lacks(row, "city")
                  ? Optional.of("it has no street, no city, or a country that the shop lacks")
                  : Optional.empty();
      case PRICE -> lacks(row, "id_product") ? Optional.of("it has no product") : Optional.empty();
      default -> row.has("name") ? Optional.empty() : Optional.of("it has no name");
    };
  }

  /** Why a price or voucher would count where it must not, without what the shop cannot say. */
  static Optional<String> unsaid(Kind kind, Set<Field<?>> leftOut) {
    if (kind != Kind.PRICE && kind != Kind.COUPON) {
      return Optional.empty();
    }
    return leftOut.stream()
        .filter(field -> !HARMLESS.contains(field))
        .findFirst()
        .map(field -> "the shop cannot say its " + field.name());
  }

  private static boolean lacks(Row row, String element) {
    return row.text(element).isBlank() || row.text(element).equals("0");
  }
}
