package dev.syncline.dolibarr.port;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The levels of stock less what is ordered: an order moves nothing when it is validated, so the
 * levels of what stands in changed orders are shown behind those of what moved. What suppliers
 * shall bring shows at the next look at everything.
 *
 * <p>Thread-safe; its sessions are not.
 */
final class OrderedStockFeed implements Feed {

  private static final String BETWEEN = "\n";

  private final StockFeed moved;
  private final ChangeFeed orders;
  private final Rooms rooms;
  private final StockLevels levels;

  OrderedStockFeed(StockFeed moved, Rooms rooms) {
    this.moved = moved;
    this.orders = new ChangeFeed(moved.name(), Resource.ORDER, rooms);
    this.rooms = rooms;
    this.levels = new StockLevels(rooms);
  }

  @Override
  public String name() {
    return moved.name();
  }

  @Override
  public Set<EntityType> types() {
    return moved.types();
  }

  @Override
  public boolean enumerates() {
    return true;
  }

  /** Where all levels are shown, what was ordered before is in them. */
  @Override
  public Cursor start(StartAt at) {
    StartAt ordered = at instanceof StartAt.Beginning ? new StartAt.Now() : at;
    return both(moved.start(at), orders.start(ordered));
  }

  private static Cursor both(Cursor moved, Cursor ordered) {
    return new Cursor(moved.text() + BETWEEN + ordered.text());
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    String[] parts = from.text().split(BETWEEN, -1);
    if (parts.length != 2) {
      throw new CursorLost(
          rooms.api().account(),
          "feed " + name(),
          "stock was counted otherwise; start from the beginning");
    }
    return new Both(moved.open(new Cursor(parts[0]), wanted), new Cursor(parts[1]));
  }

  /** First what moved, then what was ordered. */
  private final class Both implements Session {

    private final Session first;
    private final Cursor ordered;
    private Optional<Session> second = Optional.empty();
    private Cursor at = new Cursor("");
    private boolean whole;

    Both(Session first, Cursor ordered) {
      this.first = first;
      this.ordered = ordered;
    }

    @Override
    public Optional<Page> next() {
      if (second.isPresent()) {
        return second.get().next().map(this::levels);
      }
      Optional<Page> page = first.next();
      if (page.isEmpty()) {
        return Optional.empty();
      }
      at = page.get().after();
      whole = page.get().whole();
      if (page.get().last()) {
        second = Optional.of(orders.open(ordered, FieldSet.of(Order.LINES)));
      }
      return Optional.of(
          new Page(page.get().changes(), both(at, ordered), OptionalLong.empty(), false, false));
    }

    private Page levels(Page page) {
      Set<String> items = new LinkedHashSet<>();
      for (Change change : page.changes()) {
        Optional.ofNullable(change.snapshot()).ifPresent(order -> items.addAll(items(order)));
      }
      List<Change> changes = new ArrayList<>();
      if (!items.isEmpty()) {
        levels.of(items).values().forEach(level -> changes.add(Change.snapshot(level, null)));
      }
      return new Page(
          List.copyOf(changes),
          both(at, page.after()),
          OptionalLong.empty(),
          page.last(),
          page.last() && whole);
    }

    @Override
    public void close() {
      first.close();
      second.ifPresent(Session::close);
    }
  }

  private static Set<String> items(Entity order) {
    Set<String> items = new LinkedHashSet<>();
    for (Entity line : order.get(Order.LINES).orElse(List.of())) {
      line.get(OrderLine.ITEM).map(Ref::id).ifPresent(items::add);
    }
    return items;
  }
}
