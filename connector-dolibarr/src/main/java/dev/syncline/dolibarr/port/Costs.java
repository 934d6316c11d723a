package dev.syncline.dolibarr.port;

import dev.syncline.connector.Write;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Product;
import dev.syncline.model.Shipment;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How many requests writes take, as far as it can be said beforehand: the vendor takes one object a
 * call, each link, file, line and step of a document is a call of its own, and lists are looked at
 * before and after. Pure.
 */
final class Costs {

  private static final int DIGITS = 2;

  /** A look at all of a list. */
  private static final int LOOK = 1;

  private static final LifeCycle.Wanted PLAINLY =
      new LifeCycle.Wanted(Optional.empty(), Optional.empty());

  private Costs() {}

  static long of(List<Write> list) {
    boolean looked = list.stream().anyMatch(Costs::looksBefore);
    boolean told = list.stream().anyMatch(Costs::looksAfter);
    return list.stream().mapToLong(Costs::of).sum() + (looked ? LOOK : 0) + (told ? LOOK : 0);
  }

  private static boolean looksBefore(Write write) {
    boolean document = Resource.of(write.type()).filter(Resource::isDocument).isPresent();
    return write.type().equals(StockLevel.TYPE)
        || write.type().equals(Payment.TYPE)
        || write.type().equals(Variant.TYPE)
        || document;
  }

  private static boolean looksAfter(Write write) {
    boolean document = Resource.of(write.type()).filter(Resource::isDocument).isPresent();
    return write.type().equals(StockLevel.TYPE)
        || write.type().equals(Payment.TYPE)
        || write.type().equals(Variant.TYPE)
        || (document && write instanceof Write.Create)
        || (write instanceof Write.Create create && isRounded(create.wanted()));
  }

  private static long of(Write write) {
    if (write instanceof Write.Create create) {
      return 1 + belongings(create.type(), create.wanted(), "0");
    }
    if (write instanceof Write.Update update) {
      String from = statusOf(update.held()).flatMap(update.held()::get).orElse("0");
      return Math.max(1, header(update.delta()) + belongings(update.type(), update.delta(), from));
    }
    return 1;
  }

  /** What is said of the object itself goes in one call. */
  private static long header(Entity delta) {
    Set<Field<?>> others =
        Set.of(
            Order.STATUS,
            Invoice.STATUS,
            CreditNote.STATUS,
            Shipment.STATUS,
            Order.INVOICED,
            Order.LINES,
            Product.CATEGORIES,
            Product.IMAGE,
            Product.IMAGES,
            Variant.IMAGES);
    return others.containsAll(delta.fields()) ? 0 : 1;
  }

  private static long belongings(dev.syncline.model.EntityType type, Entity says, String from) {
    long calls = isRounded(says) ? 1 : 0;
    calls += says.get(Product.CATEGORIES).map(Collection::size).orElse(0);
    calls += files(says.get(Product.IMAGES)) + files(says.get(Variant.IMAGES));
    calls += says.has(Order.INVOICE_CONTACT) ? 1 : 0;
    calls += says.has(Order.DELIVERY_CONTACT) ? 1 : 0;
    calls += says.get(Order.INVOICED).filter(yes -> yes).isPresent() ? 1 : 0;
    calls += type.equals(Variant.TYPE) ? 1 : 0;
    return calls + steps(type, says, from);
  }

  /** The product's folder is looked at, and each file is put. */
  private static long files(Optional<? extends Collection<?>> files) {
    return files.map(all -> all.isEmpty() ? 0L : 2L + all.size()).orElse(0L);
  }

  /** A new product's price is rounded to two digits; the rest follows. */
  private static boolean isRounded(Entity says) {
    return says.id().isEmpty()
        && says.get(Product.PRICE)
            .filter(
                price ->
                    price.amount().stripTrailingZeros().scale() > DIGITS
                        || says.get(Product.VAT_INCLUDED).orElse(false))
            .isPresent();
  }

  private static long steps(dev.syncline.model.EntityType type, Entity says, String from) {
    Optional<String> target = statusOf(says).flatMap(says::get).filter(Costs::isState);
    if (target.isEmpty()) {
      return 0;
    }
    Resource resource = Resource.of(type).orElseThrow();
    int to = Integer.parseInt(target.get());
    int state = isState(from) ? Integer.parseInt(from) : 0;
    // An invoice's order is marked before it is validated.
    long calls = resource == Resource.INVOICE && state == 0 && to > 0 ? 1 : 0;
    for (int step = 0; step < 6 && state != to; step++) {
      Optional<LifeCycle.Step> next = LifeCycle.next(resource, state, to, PLAINLY);
      if (next.isEmpty()) {
        break;
      }
      state = next.get().to();
      calls++;
    }
    return calls;
  }

  private static boolean isState(String status) {
    return status.matches("-?[0-9]");
  }

  private static Optional<Field<String>> statusOf(Entity says) {
    return List.of(Order.STATUS, Invoice.STATUS, CreditNote.STATUS, Shipment.STATUS).stream()
        .filter(field -> field.type().equals(says.type()))
        .findFirst();
  }
}
