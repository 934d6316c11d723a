package dev.syncline.bitrix24;

import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A fake portal in virtual time with a connector on it. */
final class Bench implements AutoCloseable {

  static final Duration LAG = Duration.ofMinutes(2);
  static final FieldSet ALL =
      FieldSet.of(
          Category.NAME,
          Category.PARENT,
          Category.EXTERNAL_CODE,
          Category.ARCHIVED,
          Product.NAME,
          Product.KIND,
          Product.HAS_VARIANTS,
          Product.SKU,
          Product.EXTERNAL_CODE,
          Product.DESCRIPTION,
          Product.PRICE,
          Product.VAT,
          Product.UNIT,
          Product.CATEGORY,
          Product.ARCHIVED,
          Variant.PRODUCT,
          Variant.OPTIONS,
          Variant.NAME,
          Variant.SKU,
          Variant.EXTERNAL_CODE,
          Variant.PRICE,
          Variant.ARCHIVED,
          Customer.KIND,
          Customer.NAME,
          Customer.PERSON_NAME,
          Customer.PHONES,
          Customer.EMAILS,
          Customer.COMMENT,
          Order.NUMBER,
          Order.TITLE,
          Order.STATUS,
          Order.PIPELINE,
          Order.CUSTOMER,
          Order.LINES,
          Order.CURRENCY,
          Order.COMMENT,
          Order.PLANNED_ON,
          Order.PLACED_AT,
          Order.RESPONSIBLE,
          Order.TOTAL,
          Invoice.NUMBER,
          Invoice.TITLE,
          Invoice.STATUS,
          Invoice.CUSTOMER,
          Invoice.ORDER,
          Invoice.LINES,
          Invoice.CURRENCY,
          Invoice.COMMENT,
          Invoice.ISSUED_ON,
          Invoice.DUE_ON,
          Invoice.RESPONSIBLE,
          Invoice.ORGANIZATION,
          Invoice.TOTAL);

  /** With what requisites hold, which costs requests of its own. */
  static final FieldSet WHOLE =
      ALL.and(
          FieldSet.of(
              Customer.TAX_NUMBER,
              Customer.TAX_REASON,
              Customer.REGISTRATION,
              Customer.LEGAL_NAME,
              Customer.LEGAL_ADDRESS,
              Customer.ADDRESS,
              Customer.BANK_ACCOUNTS));

  final VirtualTime time = new VirtualTime();
  final FakeBitrix24 fake;
  final BitrixConnector connector;
  private int keys;

  Bench() {
    this(builder -> builder, builder -> builder);
  }

  Bench(UnaryOperator<FakeBitrix24.Builder> portal, UnaryOperator<BitrixConnector.Builder> more) {
    fake = portal.apply(FakeBitrix24.builder().time(time)).build();
    connector = fake.connector(builder -> more.apply(builder.lag(LAG)));
  }

  /** How many requests something takes. */
  int requests(Runnable what) {
    int before = fake.log().size();
    what.run();
    return fake.log().size() - before;
  }

  OperationKey key() {
    return new OperationKey("test", "flow", "s" + ++keys, 1, "create");
  }

  Write.Create create(Entity wanted) {
    return new Write.Create(key(), wanted);
  }

  Write.Update update(Entity held, Entity delta) {
    return new Write.Update(key(), held, delta, null);
  }

  WriteResult write(Write write) {
    return connector.write(List.of(write)).get(0);
  }

  /** Creates it and gives its id. */
  String made(Entity wanted) {
    WriteResult result = write(create(wanted));
    if (result instanceof WriteResult.Written written) {
      return written.id();
    }
    throw new AssertionError(result);
  }

  Entity read(EntityType type, String id) {
    Reading reading = connector.port(type).read(List.of(id), WHOLE).get(id);
    if (reading instanceof Reading.Found found) {
      return found.entity();
    }
    throw new AssertionError(id + ": " + reading);
  }

  Feed feed(String name) {
    return connector.feeds().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** All pages of one session. */
  List<Feed.Page> pages(Feed feed, Cursor from, FieldSet wanted) {
    List<Feed.Page> pages = new ArrayList<>();
    try (Feed.Session session = feed.open(from, wanted)) {
      session.next().ifPresent(pages::add);
      while (!pages.get(pages.size() - 1).last()) {
        pages.add(session.next().orElseThrow());
      }
    }
    return pages;
  }

  static List<Change> changes(List<Feed.Page> pages) {
    return pages.stream().flatMap(page -> page.changes().stream()).toList();
  }

  static Cursor after(List<Feed.Page> pages) {
    return pages.get(pages.size() - 1).after();
  }

  static Entity entity(EntityType type) {
    return Entity.of(type, "");
  }

  @Override
  public void close() {
    connector.close();
    fake.close();
  }
}
