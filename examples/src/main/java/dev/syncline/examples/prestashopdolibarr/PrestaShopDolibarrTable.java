package dev.syncline.examples.prestashopdolibarr;

import dev.syncline.examples.compare.Books;
import dev.syncline.examples.compare.FieldTable;
import dev.syncline.examples.compare.Item;
import java.util.List;

/**
 * The hand-written field table of PrestaShop and Dolibarr: which raw field of one means which of
 * the other.
 *
 * @since 0.1
 */
public final class PrestaShopDolibarrTable implements FieldTable {

  static final String CATEGORY = "category";
  static final String PRODUCT = "product";
  static final String COMBINATION = "combination";
  static final String CUSTOMER = "customer";
  static final String ORDER = "order";
  static final String INVOICE = "invoice";
  static final String PAYMENT = "payment";
  static final String CREDIT_NOTE = "credit note";

  /** What a line of rounding may bring into a document, which has no tax (P-089). */
  static final String ROUNDED = "0.05";

  /** The zone of the seeded shop, in which it writes its dates. */
  static final String ZONE = "Europe/Paris";

  @Override
  public List<String> types() {
    return List.of(CATEGORY, PRODUCT, COMBINATION, CUSTOMER, ORDER, INVOICE, PAYMENT, CREDIT_NOTE);
  }

  @Override
  public List<Item> left(String type, Books books) {
    PrestaShopGoods goods = new PrestaShopGoods(books);
    PrestaShopPapers papers = new PrestaShopPapers(books);
    return switch (type) {
      case CATEGORY -> goods.categories();
      case PRODUCT -> goods.products();
      case COMBINATION -> goods.combinations();
      case CUSTOMER -> papers.customers();
      case ORDER -> papers.orders();
      case INVOICE -> papers.invoices();
      case PAYMENT -> papers.payments();
      case CREDIT_NOTE -> papers.creditNotes();
      default -> throw new IllegalArgumentException("no type " + type);
    };
  }

  @Override
  public List<Item> right(String type, Books books) {
    DolibarrSide side = new DolibarrSide(books);
    return switch (type) {
      case CATEGORY -> side.categories();
      case PRODUCT -> side.products();
      case COMBINATION -> side.combinations();
      case CUSTOMER -> side.customers();
      case ORDER -> side.orders();
      case INVOICE -> side.invoices();
      case PAYMENT -> side.payments();
      case CREDIT_NOTE -> side.creditNotes();
      default -> throw new IllegalArgumentException("no type " + type);
    };
  }
}
