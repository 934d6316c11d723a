package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.connector.Connector;
import dev.syncline.plans.settings.SettingsType;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a {@link PrestaShopDolibarrPlan} can be told: a value that is kept as JSON.
 *
 * <p>Immutable and thread-safe; each {@code with…} gives settings that differ in one respect. What
 * a JSON text leaves out has its default; what it says wrongly, or what is unknown, is refused by
 * name.
 *
 * @param parts what takes part
 * @param shop a short word for the shop, in references and numbers that name it
 * @param catalogue how products look in Dolibarr
 * @param customers which customers travel, and how
 * @param orders which orders travel, and how they look
 * @param stockSource who counts
 * @param negativeStock whether less than nothing is written; without it that is nothing
 * @param back what goes back from Dolibarr to the shop
 * @since 0.1
 */
public record PrestaShopDolibarrSettings(
    Set<Part> parts,
    String shop,
    CatalogueSettings catalogue,
    CustomerSettings customers,
    OrderSettings orders,
    StockSource stockSource,
    boolean negativeStock,
    BackSettings back) {

  private static final PrestaShopDolibarrSettings DEFAULTS =
      new PrestaShopDolibarrSettings(
          EnumSet.allOf(Part.class),
          "ps1",
          CatalogueSettings.DEFAULTS,
          CustomerSettings.DEFAULTS,
          OrderSettings.DEFAULTS,
          StockSource.PRESTASHOP,
          false,
          BackSettings.DEFAULTS);

  private static final SettingsType<PrestaShopDolibarrSettings> TYPE =
      new SettingsType<>(PrestaShopDolibarrSettings.class, DEFAULTS);

  /** Who counts (P-067). */
  public enum StockSource {
    /** The shop: Dolibarr follows. */
    PRESTASHOP,
    /** Dolibarr: the shop follows (P-133). */
    DOLIBARR,
    /** Each for itself. */
    NONE
  }

  /** Checks that everything is there, and copies the collections. */
  public PrestaShopDolibarrSettings {
    Objects.requireNonNull(parts, "parts is missing");
    parts =
        Collections.unmodifiableSet(
            parts.isEmpty() ? EnumSet.noneOf(Part.class) : EnumSet.copyOf(parts));
    Objects.requireNonNull(shop, "shop is missing");
    Objects.requireNonNull(catalogue, "catalogue is missing");
    Objects.requireNonNull(customers, "customers is missing");
    Objects.requireNonNull(orders, "orders is missing");
    Objects.requireNonNull(stockSource, "stockSource is missing");
    Objects.requireNonNull(back, "back is missing");
    if (!shop.matches("[A-Za-z0-9]{1,20}")) {
      throw new IllegalArgumentException(
          "shop takes 1 to 20 letters and digits without accents, not " + shop);
    }
  }

  /** The defaults: everything from the shop to Dolibarr. */
  public static PrestaShopDolibarrSettings defaults() {
    return DEFAULTS;
  }

  /**
   * A proposal for a settings screen, from what both accounts have: order states by their flags,
   * ways to pay and to send by their names. Nothing is saved. Asked after {@link Connector#check()}
   * of both, which reads the dictionaries.
   */
  public static PrestaShopDolibarrSettings proposed(Connector prestashop, Connector dolibarr) {
    return new Proposal(prestashop.dictionaries(), dolibarr.dictionaries()).settings();
  }

  /**
   * Reads settings from a file in UTF-8.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if a property is unknown or wrong; it is named
   */
  public static PrestaShopDolibarrSettings load(Path file) {
    return TYPE.load(file);
  }

  /**
   * Reads settings from JSON.
   *
   * @throws IllegalArgumentException if a property is unknown or wrong; it is named
   */
  public static PrestaShopDolibarrSettings parse(String json) {
    return TYPE.parse(json);
  }

  /** The settings as JSON, with every property. */
  public String toJson() {
    return TYPE.toJson(this);
  }

  /**
   * Writes the settings to a file in UTF-8: wholly, or not at all.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public void save(Path file) {
    TYPE.save(file, this);
  }

  /** Whether something takes part. */
  public boolean has(Part part) {
    return parts.contains(part);
  }

  private PrestaShopDolibarrSettings but(Consumer<SettingsDraft> change) {
    SettingsDraft draft = new SettingsDraft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** The same with only these parts. */
  public PrestaShopDolibarrSettings withParts(Set<Part> only) {
    return but(draft -> draft.parts = only);
  }

  /** The same without these parts. */
  public PrestaShopDolibarrSettings without(Part... left) {
    EnumSet<Part> rest = EnumSet.noneOf(Part.class);
    rest.addAll(parts);
    rest.removeAll(Set.of(left));
    return withParts(rest);
  }

  /** The same with another word for the shop. */
  public PrestaShopDolibarrSettings withShop(String word) {
    return but(draft -> draft.shop = word);
  }

  /** The same with products looking otherwise. */
  public PrestaShopDolibarrSettings withCatalogue(CatalogueSettings other) {
    return but(draft -> draft.catalogue = other);
  }

  /** The same with customers looking otherwise. */
  public PrestaShopDolibarrSettings withCustomers(CustomerSettings other) {
    return but(draft -> draft.customers = other);
  }

  /** The same with orders looking otherwise. */
  public PrestaShopDolibarrSettings withOrders(OrderSettings other) {
    return but(draft -> draft.orders = other);
  }

  /** The same with somebody else counting. */
  public PrestaShopDolibarrSettings withStockSource(StockSource who) {
    return but(draft -> draft.stockSource = who);
  }

  /** The same with less than nothing being written, or not. */
  public PrestaShopDolibarrSettings withNegativeStock(boolean taken) {
    return but(draft -> draft.negativeStock = taken);
  }

  /** The same with other things going back to the shop. */
  public PrestaShopDolibarrSettings withBack(BackSettings other) {
    return but(draft -> draft.back = other);
  }
}
