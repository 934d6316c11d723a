package dev.syncline.prestashop.port;

import dev.syncline.model.Cart;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Coupon;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Price;
import dev.syncline.model.Product;
import dev.syncline.model.Shipment;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.prestashop.PrestaShopDictionaries.Listing;
import dev.syncline.prestashop.codec.AddressTable;
import dev.syncline.prestashop.codec.CartTable;
import dev.syncline.prestashop.codec.CategoryTable;
import dev.syncline.prestashop.codec.CouponTable;
import dev.syncline.prestashop.codec.CreditNoteTable;
import dev.syncline.prestashop.codec.CustomerTable;
import dev.syncline.prestashop.codec.InvoiceTable;
import dev.syncline.prestashop.codec.OrderTable;
import dev.syncline.prestashop.codec.PaymentTable;
import dev.syncline.prestashop.codec.PriceTable;
import dev.syncline.prestashop.codec.ProductTable;
import dev.syncline.prestashop.codec.ShipmentTable;
import dev.syncline.prestashop.codec.StockTable;
import dev.syncline.prestashop.codec.Table;
import dev.syncline.prestashop.codec.VariantTable;
import dev.syncline.prestashop.codec.Version;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type, and the vendor's list that it stands in.
 *
 * @since 0.1
 */
@SuppressWarnings("ImmutableEnumChecker") // Tables are immutable, which the check cannot see.
public enum Kind {
  /** Categories. */
  CATEGORY("categories", CategoryTable.table(), "date_upd"),
  /** Products. */
  PRODUCT("products", ProductTable.table(), "date_upd"),
  /** Combinations; nothing dates them. */
  VARIANT("combinations", VariantTable.table(), null),
  /** Customers. */
  CUSTOMER("customers", CustomerTable.table(), "date_upd"),
  /** Addresses. */
  ADDRESS("addresses", AddressTable.table(), "date_upd"),
  /** Orders. */
  ORDER("orders", OrderTable.table(), "date_upd"),
  /** Invoices; they are made once and stay. */
  INVOICE("order_invoices", InvoiceTable.table(), "date_add"),
  /** Payments; they are made once and stay. */
  PAYMENT("order_payments", PaymentTable.table(), "date_add"),
  /** Credit slips. */
  CREDIT_NOTE("order_slip", CreditNoteTable.table(), "date_upd"),
  /** What carriers take; a tracking number that is typed in dates nothing. */
  SHIPMENT("order_carriers", ShipmentTable.table(), null),
  /** Stock; nothing dates it. */
  STOCK("stock_availables", StockTable.table(), null),
  /** Prices under conditions; nothing dates them. */
  PRICE("specific_prices", PriceTable.table(), null),
  /** Vouchers. */
  COUPON("cart_rules", CouponTable.table(), "date_upd"),
  /** Carts. */
  CART("carts", CartTable.table(), "date_upd");

  private static final Map<Field<?>, Set<Listing>> LISTS =
      Map.ofEntries(
          Map.entry(Product.PRICE, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(Product.COST_PRICE, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(Variant.PRICE, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(Variant.COST_PRICE, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(Product.VAT, EnumSet.of(Listing.TAX_RULES)),
          Map.entry(Variant.VAT, EnumSet.of(Listing.TAX_RULES)),
          Map.entry(Product.MANUFACTURER, EnumSet.of(Listing.MANUFACTURERS)),
          Map.entry(Product.FEATURES, EnumSet.of(Listing.FEATURES)),
          Map.entry(Variant.OPTIONS, EnumSet.of(Listing.OPTIONS, Listing.VALUES)),
          Map.entry(Variant.NAME, EnumSet.of(Listing.OPTIONS, Listing.VALUES)),
          Map.entry(Customer.ADDRESS, EnumSet.of(Listing.COUNTRIES, Listing.STATES)),
          Map.entry(ContactPerson.ADDRESS, EnumSet.of(Listing.COUNTRIES, Listing.STATES)),
          Map.entry(Order.CURRENCY, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(Order.CARRIER, EnumSet.of(Listing.CARRIERS)),
          Map.entry(Order.LINES, EnumSet.of(Listing.TAXES, Listing.CARRIERS)),
          Map.entry(Invoice.CURRENCY, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(Invoice.LINES, EnumSet.of(Listing.TAXES, Listing.CARRIERS)),
          Map.entry(Payment.AMOUNT, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(CreditNote.CURRENCY, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(CreditNote.LINES, EnumSet.of(Listing.TAXES)),
          Map.entry(Price.COUNTRY, EnumSet.of(Listing.COUNTRIES)),
          Map.entry(Price.CURRENCY, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(Price.AMOUNT, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(Price.DISCOUNT, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(Coupon.MINIMUM, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(Coupon.DISCOUNT, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(Cart.CURRENCY, EnumSet.of(Listing.CURRENCIES)),
          Map.entry(Shipment.CARRIER, EnumSet.of(Listing.CARRIERS)));

  /** The columns that say which rows are no entities to people. */
  private static final Map<EntityType, Set<String>> HIDING =
      Map.of(
          Category.TYPE, Set.of("id_parent", "level_depth"),
          Customer.TYPE, Set.of("deleted"),
          ContactPerson.TYPE, Set.of("id_customer"),
          Invoice.TYPE, Set.of("number"),
          Variant.TYPE, Set.of("id_product"),
          StockLevel.TYPE, Set.of("id_shop"),
          Price.TYPE, Set.of("id_product", "id_cart", "id_shop"),
          Order.TYPE, Set.of());

  private final String resource;
  private final Table table;
  private final @Nullable String dated;

  Kind(String resource, Table table, @Nullable String dated) {
    this.resource = resource;
    this.table = table;
    this.dated = dated;
  }

  /** The vendor's name of the list. */
  public String resource() {
    return resource;
  }

  /** The table. */
  public Table table() {
    return table;
  }

  /** The type. */
  public EntityType type() {
    return table.type();
  }

  /** Whether this connector makes such things. */
  boolean isMadeHere() {
    return switch (this) {
      case CATEGORY, PRODUCT, VARIANT, CUSTOMER, ADDRESS, PRICE, COUPON -> true;
      case ORDER, INVOICE, PAYMENT, CREDIT_NOTE, SHIPMENT, STOCK, CART -> false;
    };
  }

  /**
   * Whether a version takes changes of them. A PUT of a customer must not carry the key that their
   * orders are checked against, and empties it: before PATCH they are left alone.
   */
  boolean isChangedHere(Version version) {
    return this != CUSTOMER || version.patches();
  }

  /** Whether this connector removes them. */
  boolean isRemovedHere() {
    return isMadeHere() && this != CATEGORY;
  }

  /** The column by which changes are found. */
  Optional<String> dated() {
    return Optional.ofNullable(dated);
  }

  /** The columns that tell which rows are entities to people. */
  Set<String> hiding() {
    return HIDING.getOrDefault(type(), Set.of());
  }

  /** The kind of a type. */
  public static Kind of(EntityType type) {
    return Arrays.stream(values())
        .filter(each -> each.type().equals(type))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("PrestaShop's connector has no " + type));
  }

  /** The shop's lists that these fields are read from. */
  static Set<Listing> lists(Iterable<? extends Field<?>> fields) {
    Set<Listing> all = EnumSet.noneOf(Listing.class);
    for (Field<?> field : fields) {
      all.addAll(LISTS.getOrDefault(field, Set.of()));
    }
    return all;
  }

  /** All types, parents before what hangs on them. */
  public static List<EntityType> types() {
    return Arrays.stream(values()).map(Kind::type).toList();
  }
}
