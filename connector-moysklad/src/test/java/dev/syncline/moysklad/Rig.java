package dev.syncline.moysklad;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.testkit.fake.InProcess;
import dev.syncline.testkit.time.VirtualTime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;

/** A fake account, a connector to it, and a clock that stands until somebody waits. */
final class Rig implements AutoCloseable {

  static final FieldSet ALL =
      FieldSet.of(
          Category.NAME,
          Product.NAME,
          Product.UNIT,
          Variant.NAME,
          Customer.NAME,
          Order.NUMBER,
          Order.LINES);

  final VirtualTime time = new VirtualTime();
  final FakeMoySklad fake;
  final InProcess wire;
  final MoySkladConnector connector;

  Rig() {
    this(fake -> fake, connector -> connector);
  }

  Rig(
      UnaryOperator<FakeMoySklad.Builder> account,
      UnaryOperator<MoySkladConnector.Builder> settings) {
    this(account, settings, fake -> fake);
  }

  Rig(
      UnaryOperator<FakeMoySklad.Builder> account,
      UnaryOperator<MoySkladConnector.Builder> settings,
      UnaryOperator<Interceptor> between) {
    fake = account.apply(FakeMoySklad.builder().time(time)).build();
    wire = fake.inProcess();
    connector = fake.connector(usual -> settings.apply(usual.under(between.apply(wire))));
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
    List<Feed.Page> pages = new ArrayList<>();
    try (Feed.Session session = feed(feed).open(from, ALL)) {
      for (Optional<Feed.Page> page = session.next(); page.isPresent(); page = session.next()) {
        pages.add(page.get());
      }
    }
    return new Look(pages);
  }

  /** What a feed shows from its beginning, asked for these fields. */
  List<Entity> look(String feed, FieldSet wanted) {
    List<Entity> seen = new ArrayList<>();
    Cursor start = feed(feed).start(new Feed.StartAt.Beginning());
    try (Feed.Session session = feed(feed).open(start, wanted)) {
      for (Optional<Feed.Page> page = session.next(); page.isPresent(); page = session.next()) {
        page.get().changes().forEach(change -> seen.add(change.content().orElseThrow()));
      }
    }
    return seen;
  }

  static OperationKey key(EntityType type, String source) {
    return new OperationKey("shop", type.name(), source, 1, "create");
  }

  static Write.Create create(String source, Entity wanted) {
    return new Write.Create(key(wanted.type(), source), wanted);
  }

  static Write.Update update(Entity held, Entity delta) {
    OperationKey key = new OperationKey("shop", held.type().name(), held.id(), 1, "update");
    return new Write.Update(key, held, delta, null);
  }

  /** Packs and writes, as the engine does. */
  List<WriteResult> write(Write... writes) {
    List<WriteResult> results = new ArrayList<>();
    connector.pack(List.of(writes)).forEach(list -> results.addAll(connector.write(list)));
    return results;
  }

  /** Writes one and gives what the vendor holds then. */
  Entity stored(Write write) {
    WriteResult result = write(write).get(0);
    if (result instanceof WriteResult.Written written) {
      return written.held().orElseThrow();
    }
    throw new AssertionError("expected Written, got " + result);
  }

  Entity read(Ref ref) {
    return ((dev.syncline.connector.Reading.Found)
            connector.port(ref.type()).read(List.of(ref.id()), ALL).get(ref.id()))
        .entity();
  }

  String any(String type) {
    return fake.entities(type).all().get(0).id();
  }

  Entity newOrder(Ref customer, Entity... lines) {
    return Entity.builder(Order.TYPE, "")
        .set(Order.CUSTOMER, customer)
        .set(Order.ORGANIZATION, any("organization"))
        .set(Order.STORE, any("store"))
        .set(Order.LINES, List.of(lines))
        .build();
  }

  static Entity line(Ref item, String quantity, String price) {
    return Entity.builder(OrderLine.TYPE, "")
        .set(OrderLine.ITEM, item)
        .set(OrderLine.QUANTITY, new BigDecimal(quantity))
        .set(OrderLine.PRICING, Pricing.of(price))
        .build();
  }

  static Entity product(String name) {
    return Entity.builder(Product.TYPE, "")
        .set(Product.NAME, name)
        .set(Product.KIND, Product.GOODS)
        .build();
  }

  static Entity customer(String name) {
    return Entity.builder(Customer.TYPE, "")
        .set(Customer.NAME, name)
        .set(Customer.KIND, Customer.COMPANY)
        .build();
  }

  static Entity variantOf(Ref product, Map<String, String> options) {
    return Entity.builder(Variant.TYPE, "")
        .set(Variant.PRODUCT, product)
        .set(Variant.OPTIONS, options)
        .build();
  }

  static <V> Entity only(Entity of, Field<V> field, V value) {
    return Entity.of(of.type(), of.id()).with(field, value);
  }

  long requests() {
    return wire.log().size();
  }

  @Override
  public void close() {
    connector.close();
    fake.close();
  }
}
