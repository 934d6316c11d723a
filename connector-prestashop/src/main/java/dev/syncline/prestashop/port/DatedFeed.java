package dev.syncline.prestashop.port;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Watermark;
import dev.syncline.model.Cart;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Payment;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopDictionaries;
import dev.syncline.prestashop.PrestaShopTime;
import dev.syncline.prestashop.Query;
import dev.syncline.prestashop.codec.CartTable;
import dev.syncline.prestashop.codec.CustomerTable;
import dev.syncline.prestashop.codec.PaymentTable;
import dev.syncline.prestashop.codec.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a list that dates its rows. Pages go by id, which no change moves, within all that
 * was changed since a moment: a row that changes meanwhile is in the next look.
 *
 * <p>The shop's seconds and its local time make the edge rough: what lies within the lag is looked
 * at twice. Rows that the shop keeps as removed are nominated as gone; what it really removes is in
 * no list, and only a look at everything tells. Thread-safe; its sessions are not.
 *
 * @since 0.1
 */
public final class DatedFeed implements Feed {

  private static final Set<Field<?>> OF_ADDRESSES =
      Set.of(Customer.ADDRESS, Customer.PHONES, Customer.VAT_NUMBER, Customer.LEGAL_NAME);
  private static final String DEPTH = "level_depth";

  private final String name;
  private final Shelf shelf;
  private final String dated;
  private final PrestaShopApi api;
  private final Duration lag;

  /**
   * A feed.
   *
   * @param lag the longest time after which a change shows up in lists
   */
  public DatedFeed(
      String name,
      Kind kind,
      PrestaShopApi api,
      PrestaShopDictionaries dictionaries,
      Duration lag) {
    this.name = name;
    this.shelf = new Shelf(kind, api, dictionaries);
    this.dated = kind.dated().orElseThrow();
    this.api = api;
    this.lag = lag;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(shelf.kind().type());
  }

  @Override
  public boolean enumerates() {
    return true;
  }

  @Override
  public Cursor start(StartAt at) {
    if (at instanceof StartAt.Beginning) {
      return FeedMark.BEGINNING.cursor();
    }
    Instant from = at instanceof StartAt.Since since ? since.instant() : api.time().now();
    return FeedMark.at(Watermark.at(from)).cursor();
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    try {
      return new Looking(FeedMark.parse(from.text()), wanted);
    } catch (RuntimeException unreadable) {
      throw new CursorLost(
          api.account(), "feed " + name, "the cursor is not of this feed; start again");
    }
  }

  @Override
  public String toString() {
    return "feed " + name;
  }

  /** One look. */
  private final class Looking implements Session {

    private final FieldSet wanted;
    private final boolean whole;
    private final Set<String> shown = new LinkedHashSet<>();
    private @Nullable Instant asked;
    private FeedMark mark;
    private List<Page> ready = new ArrayList<>();
    private boolean ended;

    Looking(FeedMark mark, FieldSet wanted) {
      this.mark = mark;
      this.wanted = wanted;
      this.whole = mark.isBeginning();
      this.asked = mark.asked();
    }

    @Override
    public Optional<Page> next() {
      if (!ready.isEmpty()) {
        return Optional.of(ready.remove(0));
      }
      if (ended) {
        return Optional.empty();
      }
      if (asked == null) {
        shelf.dictionaries().terms(Set.of()); // the shop's zone
        asked = api.time().now();
      }
      if (shelf.kind() == Kind.CATEGORY) {
        ready = tree();
        return Optional.of(ready.remove(0));
      }
      return Optional.of(page());
    }

    private Page page() {
      List<Row> rows = rows();
      List<Change> changes = changes(rows);
      if (ended) {
        changes.addAll(ofOthers());
        mark = after();
      }
      return new Page(
          List.copyOf(changes), mark.cursor(), OptionalLong.empty(), ended, ended && whole);
    }

    private List<Row> rows() {
      Query query = Query.of(shelf.columns(wanted));
      int limit = Shelf.page(query);
      List<Row> rows =
          api.list(shelf.kind().resource(), since(query.after(mark.after()).limit(limit)));
      ended = rows.size() < limit;
      long last = rows.isEmpty() ? mark.after() : rows.get(rows.size() - 1).number("id");
      mark = new FeedMark(mark.following(), asked, newest(rows, mark.newest()), last);
      return rows;
    }

    private Query since(Query query) {
      Watermark following = mark.following();
      return following == null
          ? query.dated()
          : query.since(dated, api.time().behind(following.from(begun(), lag)));
    }

    private Instant begun() {
      return Objects.requireNonNull(asked);
    }

    private @Nullable Instant newest(List<Row> rows, @Nullable Instant before) {
      Instant newest = before;
      for (Row row : rows) {
        Instant at = at(row);
        if (at != null && (newest == null || at.isAfter(newest))) {
          newest = at;
        }
      }
      return newest;
    }

    private @Nullable Instant at(Row row) {
      return shelf.dictionaries().terms(Set.of()).moment(row.text(dated)).orElse(null);
    }

    private List<Change> changes(List<Row> rows) {
      List<Row> there = new ArrayList<>();
      List<Change> changes = new ArrayList<>();
      Map<String, @Nullable Instant> dates = new LinkedHashMap<>();
      for (Row row : rows) {
        if (shelf.isGone(row)) {
          changes.add(Change.gone(shelf.kind().type(), row.id()));
        } else if (shelf.isShown(row)) {
          there.add(row);
          dates.put(row.id(), at(row));
        }
      }
      for (Entity entity : shelf.entities(there, wanted)) {
        shown.add(entity.id());
        changes.add(Change.snapshot(entity, dates.get(entity.id())));
      }
      return changes;
    }

    /**
     * Another address dates no customer, an order no cart, and an invoice no payment that came
     * before it: they are read when that list says so.
     */
    private List<Change> ofOthers() {
      if (shelf.kind() == Kind.CUSTOMER && OF_ADDRESSES.stream().anyMatch(wanted::wants)) {
        return of(CustomerTable.ADDRESSES, "id_customer", rows -> Joins.ids(rows, "id_customer"));
      }
      if (shelf.kind() == Kind.CART && wanted.wants(Cart.ORDER)) {
        return of(CartTable.ORDERS, "id_cart", rows -> Joins.ids(rows, "id_cart"));
      }
      return shelf.kind() == Kind.PAYMENT && wanted.wants(Payment.INVOICE)
          ? of(PaymentTable.INVOICES, "id_order", shelf.joins()::paymentsOf)
          : List.of();
    }

    /** What another list's changes change here. */
    private List<Change> of(String list, String column, Function<List<Row>, Set<String>> ids) {
      Watermark following = mark.following();
      if (following == null) {
        return List.of();
      }
      Query query =
          Query.of(Set.of(column, dated))
              .since(dated, api.time().behind(following.from(begun(), lag)));
      List<Row> rows = api.all(list, query, Shelf.COLUMN_PAGE);
      mark = new FeedMark(following, asked, newest(rows, mark.newest()), mark.after());
      Set<String> others = new LinkedHashSet<>(ids.apply(rows));
      others.removeAll(shown);
      return changes(List.copyOf(shelf.byId(others, wanted).values()));
    }

    private FeedMark after() {
      Watermark following = mark.following();
      if (following != null) {
        return FeedMark.at(following.after(begun(), mark.newest(), lag, PrestaShopTime.TICK));
      }
      Instant sure = Watermark.sure(begun(), lag, PrestaShopTime.TICK);
      Instant newest = mark.newest();
      if (newest == null) {
        return FeedMark.at(Watermark.at(sure));
      }
      Watermark from = Watermark.at(newest.isBefore(sure) ? newest : sure);
      return FeedMark.at(from.after(begun(), newest, lag, PrestaShopTime.TICK));
    }

    /** Categories are shown parents first, so the whole look is one list. */
    private List<Page> tree() {
      List<Row> all = new ArrayList<>();
      Cursor before = mark.cursor();
      while (!ended) {
        all.addAll(rows());
      }
      all.sort(Comparator.comparingLong(row -> row.number(DEPTH)));
      List<Change> changes = changes(all);
      mark = after();
      List<Page> pages = new ArrayList<>();
      for (int from = 0; from == 0 || from < changes.size(); from += Shelf.COLUMN_PAGE) {
        int to = Math.min(from + Shelf.COLUMN_PAGE, changes.size());
        boolean last = to == changes.size();
        pages.add(
            new Page(
                List.copyOf(changes.subList(from, to)),
                last ? mark.cursor() : before,
                OptionalLong.of(changes.size()),
                last,
                last && whole));
      }
      return pages;
    }
  }
}
