package dev.syncline.prestashop.port;

import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.model.Variant;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopDictionaries;
import dev.syncline.prestashop.PrestaShopDictionaries.Listing;
import dev.syncline.prestashop.Query;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.VariantTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The lists that date nothing: few columns of all rows are read, and whole entities only of those
 * that changed.
 *
 * @since 0.1
 */
public final class Scans {

  private static final int PAGE = 1000;

  private Scans() {}

  /** Combinations, with what their products say that they are reckoned from. */
  public static ScanFeed variants(
      String name, PrestaShopApi api, PrestaShopDictionaries dictionaries) {
    return new ScanFeed(name, Kind.VARIANT.type(), api, new Variants(api, dictionaries));
  }

  /** What carriers take, with its tracking numbers. */
  public static ScanFeed shipments(
      String name, PrestaShopApi api, PrestaShopDictionaries dictionaries) {
    return new ScanFeed(
        name, Kind.SHIPMENT.type(), api, new Plain(new Shelf(Kind.SHIPMENT, api, dictionaries)));
  }

  /** Prices under conditions. */
  public static ScanFeed prices(
      String name, PrestaShopApi api, PrestaShopDictionaries dictionaries) {
    return new ScanFeed(
        name, Kind.PRICE.type(), api, new Plain(new Shelf(Kind.PRICE, api, dictionaries)));
  }

  /** Stock, by product. */
  public static ScanFeed stock(
      String name, PrestaShopApi api, PrestaShopDictionaries dictionaries) {
    return new ScanFeed(name, Kind.STOCK.type(), api, new StockScan(api, dictionaries));
  }

  /** Rows by id, decoded as they come. */
  private static class Plain implements Scan {

    final Shelf shelf;

    Plain(Shelf shelf) {
      this.shelf = shelf;
    }

    /** Columns only: associations come with the entities that changed. */
    Set<String> columns(FieldSet wanted) {
      Set<String> all = new LinkedHashSet<>(shelf.columns(wanted));
      all.removeIf(column -> column.startsWith("@"));
      return all;
    }

    @Override
    public Step next(long after, FieldSet wanted) {
      Query query = Query.of(columns(wanted)).after(after).limit(PAGE);
      List<Row> rows = shelf.api().list(shelf.kind().resource(), query);
      long upTo = rows.isEmpty() ? after : rows.get(rows.size() - 1).number("id");
      return new Step(
          rows.stream().filter(shelf::isShown).toList(), upTo, rows.size() < PAGE || upTo <= after);
    }

    @Override
    public long place(Row row) {
      return row.number("id");
    }

    @Override
    public String content(Row row) {
      return row.texts() + "|" + row.multilingual();
    }

    @Override
    public List<Entity> entities(List<Row> rows, FieldSet wanted) {
      return shelf.entities(rows, wanted);
    }
  }

  /** Combinations. */
  private static final class Variants extends Plain {

    private String options = "";

    Variants(PrestaShopApi api, PrestaShopDictionaries dictionaries) {
      super(new Shelf(Kind.VARIANT, api, dictionaries));
    }

    @Override
    public Step next(long after, FieldSet wanted) {
      Step step = super.next(after, wanted);
      boolean named = wanted.wants(Variant.OPTIONS) || wanted.wants(Variant.NAME);
      synchronized (this) {
        options = named && !step.rows().isEmpty() ? optionNames() : "";
      }
      boolean joins = shelf.kind().table().joins(wanted).contains(VariantTable.PARENTS);
      return joins
          ? new Step(shelf.joins().parentsInShort(step.rows(), wanted), step.upTo(), step.last())
          : step;
    }

    /** A colour that is called otherwise changes all that have it. */
    private String optionNames() {
      return Long.toString(
          Buckets.print(
              shelf.dictionaries().rows(Listing.VALUES).toString()
                  + contents(shelf.dictionaries().rows(Listing.VALUES))
                  + contents(shelf.dictionaries().rows(Listing.OPTIONS))));
    }

    private static String contents(List<Row> rows) {
      StringBuilder all = new StringBuilder();
      rows.forEach(row -> all.append(row.texts()).append(row.multilingual()));
      return all.toString();
    }

    @Override
    public synchronized String content(Row row) {
      String parent =
          row.join(VariantTable.PARENTS)
              .map(each -> each.texts() + "|" + each.multilingual())
              .orElse("");
      return super.content(row) + "|" + parent + "|" + options;
    }

    @Override
    public List<Entity> entities(List<Row> rows, FieldSet wanted) {
      boolean whole = shelf.columns(wanted).stream().anyMatch(each -> each.startsWith("@"));
      if (!whole) {
        return shelf.entities(rows, wanted);
      }
      List<String> ids = rows.stream().map(Row::id).toList();
      return shelf.entities(
          shelf.byId(ids, wanted).values().stream().filter(shelf::isShown).toList(), wanted);
    }
  }

  /** Stock: all rows of a product stand together, because only they tell which of them counts. */
  private static final class StockScan implements Scan {

    private final StockShelf shelf;

    StockScan(PrestaShopApi api, PrestaShopDictionaries dictionaries) {
      this.shelf = new StockShelf(api, dictionaries);
    }

    @Override
    public Step next(long after, FieldSet wanted) {
      int limit = PAGE;
      while (true) {
        List<Row> rows = shelf.page(after, limit);
        boolean last = rows.size() < limit;
        List<Row> whole = last ? rows : withoutLastProduct(rows);
        if (last || !whole.isEmpty()) {
          long upTo = whole.isEmpty() ? after : place(whole.get(whole.size() - 1));
          return new Step(StockShelf.levels(whole, shelf.shop()), upTo, last);
        }
        limit *= 2;
      }
    }

    /** The page may have been cut within its last product. */
    private static List<Row> withoutLastProduct(List<Row> rows) {
      long cut = rows.get(rows.size() - 1).number("id_product");
      List<Row> whole = new ArrayList<>(rows);
      whole.removeIf(row -> row.number("id_product") == cut);
      return whole;
    }

    @Override
    public long place(Row row) {
      return row.number("id_product");
    }

    @Override
    public String content(Row row) {
      return Kind.STOCK.table().id(row) + "=" + row.text("quantity").strip();
    }

    @Override
    public List<Entity> entities(List<Row> rows, FieldSet wanted) {
      return shelf.entities(rows, wanted);
    }
  }
}
