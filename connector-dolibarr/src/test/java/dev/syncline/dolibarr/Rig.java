package dev.syncline.dolibarr;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.testkit.time.VirtualTime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A fake installation, a connector to it, and a clock that stands until somebody waits. */
final class Rig implements AutoCloseable {

  final VirtualTime time = new VirtualTime();
  final FakeDolibarr fake;
  final DolibarrConnector connector;
  private int sources;

  Rig() {
    this(fake -> fake, connector -> connector);
  }

  Rig(UnaryOperator<FakeDolibarr.Builder> installation, UnaryOperator<DolibarrOptions> settings) {
    fake = installation.apply(FakeDolibarr.builder().time(time)).build();
    connector =
        settings
            .apply(
                DolibarrConnector.builder()
                    .url(fake.base())
                    .key(fake.apiKey())
                    .warehouse("1")
                    .bankAccount("1")
                    .paymentMethod("6")
                    .time(time)
                    .under(fake.inProcess()))
            .build();
  }

  static <V> Entity only(Entity of, Field<V> field, V value) {
    return Entity.of(of.type(), of.id()).with(field, value);
  }

  Write.Create create(Entity wanted) {
    return new Write.Create(
        new OperationKey("shop", wanted.type().name(), "s" + ++sources, 1, "create"), wanted);
  }

  static Write.Update update(Entity held, Entity delta) {
    OperationKey key = new OperationKey("shop", held.type().name(), held.id(), 1, "update");
    return new Write.Update(key, held, delta, null);
  }

  WriteResult write(Write write) {
    return connector.write(List.of(write)).get(0);
  }

  /** Creates one and reads it back. */
  Entity made(Entity wanted) {
    WriteResult result = write(create(wanted));
    if (result instanceof WriteResult.Written written) {
      return read(wanted.type(), written.id());
    }
    throw new AssertionError("expected Written, got " + result);
  }

  FieldSet everything(EntityType type) {
    return FieldSet.of(connector.port(type).capabilities().readable());
  }

  Entity read(EntityType type, String id) {
    Reading reading = connector.port(type).read(List.of(id), everything(type)).get(id);
    if (reading instanceof Reading.Found found) {
      return found.entity();
    }
    throw new AssertionError(type + " " + id + " should be there, got " + reading);
  }

  /** What one look at a feed showed. */
  record Look(List<Feed.Page> pages) {

    List<Change> changes() {
      return pages.stream().flatMap(page -> page.changes().stream()).toList();
    }

    List<String> ids() {
      return changes().stream().map(Change::id).toList();
    }

    Cursor after() {
      return pages.get(pages.size() - 1).after();
    }
  }

  Feed feed(String name) {
    return connector.feeds().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Look everything(String feed) {
    return look(feed, feed(feed).start(new Feed.StartAt.Beginning()));
  }

  Look look(String feed, Cursor from) {
    Set<Field<?>> all = new LinkedHashSet<>();
    feed(feed).types().forEach(type -> all.addAll(everything(type).fields()));
    List<Feed.Page> pages = new ArrayList<>();
    try (Feed.Session session = feed(feed).open(from, FieldSet.of(all))) {
      for (Optional<Feed.Page> page = session.next(); page.isPresent(); page = session.next()) {
        pages.add(page.get());
      }
    }
    return new Look(pages);
  }

  /** What was written since a mark, such as {@code POST products}. */
  List<String> written(int mark) {
    return fake.log().since(mark).stream()
        .filter(each -> !each.method().equals("GET"))
        .map(each -> each.method() + " " + each.path().replaceAll(".*/index.php/", ""))
        .toList();
  }

  int mark() {
    return fake.log().size();
  }

  static Entity product(String sku) {
    return Entity.of(Product.TYPE, "")
        .with(Product.SKU, sku)
        .with(Product.NAME, "Product " + sku)
        .with(Product.KIND, Product.GOODS);
  }

  static Entity customer(String name) {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.NAME, name)
        .with(Customer.KIND, Customer.PERSON);
  }

  static Entity line(Ref item, String quantity, String price) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.ITEM, item)
        .with(OrderLine.QUANTITY, new BigDecimal(quantity))
        .with(OrderLine.PRICING, net(price));
  }

  static Pricing net(String price) {
    return new Pricing(
        new BigDecimal(price), BigDecimal.ZERO, Optional.of(new BigDecimal("20")), false);
  }

  static Entity order(Ref customer, Entity... lines) {
    return Entity.of(Order.TYPE, "")
        .with(Order.CUSTOMER, customer)
        .with(Order.LINES, List.of(lines));
  }

  static Entity invoice(Ref customer, Entity... lines) {
    return Entity.of(Invoice.TYPE, "")
        .with(Invoice.CUSTOMER, customer)
        .with(Invoice.STATUS, "1")
        .with(Invoice.LINES, List.of(lines));
  }

  @Override
  public void close() {
    connector.close();
    fake.close();
  }
}
