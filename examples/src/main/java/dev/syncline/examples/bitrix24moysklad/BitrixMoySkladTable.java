package dev.syncline.examples.bitrix24moysklad;

import dev.syncline.examples.compare.Books;
import dev.syncline.examples.compare.FieldTable;
import dev.syncline.examples.compare.Item;
import java.util.List;
import java.util.Set;

/**
 * The hand-written field table of Bitrix24 and MoySklad: which raw field of one means which of the
 * other.
 *
 * @since 0.1
 */
public final class BitrixMoySkladTable implements FieldTable {

  static final String SECTION = "section";
  static final String PRODUCT = "product";
  static final String VARIANT = "variant";
  static final String CUSTOMER = "customer";
  static final String ORDER = "order";
  static final String INVOICE = "invoice";

  /** An order's sum may differ by a kopeck (B-081). */
  static final String KOPECK = "0.01";

  private final Set<String> orphans;

  /**
   * The table.
   *
   * @param orphans ids on the right whose counterparts people deleted, and which stay alone (B-007)
   */
  public BitrixMoySkladTable(Set<String> orphans) {
    this.orphans = Set.copyOf(orphans);
  }

  @Override
  public List<String> types() {
    return List.of(SECTION, PRODUCT, VARIANT, CUSTOMER, ORDER, INVOICE);
  }

  @Override
  public List<Item> left(String type, Books books) {
    Bitrix24Side side = new Bitrix24Side(books);
    return switch (type) {
      case SECTION -> side.sections();
      case PRODUCT -> side.products();
      case VARIANT -> side.variants();
      case CUSTOMER -> side.customers();
      case ORDER -> side.orders();
      case INVOICE -> side.invoices();
      default -> throw new IllegalArgumentException("no type " + type);
    };
  }

  @Override
  public List<Item> right(String type, Books books) {
    MoySkladSide side = new MoySkladSide(books);
    List<Item> items =
        switch (type) {
          case SECTION -> side.sections();
          case PRODUCT -> side.products();
          case VARIANT -> side.variants();
          case CUSTOMER -> side.customers();
          case ORDER -> side.orders();
          case INVOICE -> side.invoices();
          default -> throw new IllegalArgumentException("no type " + type);
        };
    return items.stream().map(this::orphaned).toList();
  }

  private Item orphaned(Item item) {
    return orphans.contains(item.id())
        ? new Item(item.id(), item.marks(), item.keys(), false, item.fields())
        : item;
  }
}
