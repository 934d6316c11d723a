package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.DolibarrApi.Answer;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.Exchange;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.http.Json;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Media;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Shipment;
import dev.syncline.model.Variant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What belongs to an object by calls of its own: links, files, lines, states. Thread-safe. */
final class Followers {

  private static final int BIRTH_DIGITS = 2;

  private final Rooms rooms;
  private final Documents documents;
  private final Coverage coverage;
  private final PictureWrites pictures;

  Followers(Rooms rooms, MediaSource otherSide, Looks looks) {
    this.rooms = rooms;
    this.documents = new Documents(rooms, looks);
    this.coverage = new Coverage(rooms, documents);
    this.pictures = new PictureWrites(rooms, otherSide);
  }

  /** The fields that are written by calls of their own. */
  Set<Field<?>> fields(Resource resource) {
    return switch (resource) {
      case PRODUCT -> Set.of(Product.PRICE, Product.CATEGORIES, Product.IMAGE, Product.IMAGES);
      case VARIANT ->
          Set.of(
              Variant.NAME,
              Variant.SKU,
              Variant.EXTERNAL_CODE,
              Variant.PRICE,
              Variant.BARCODES,
              Variant.DESCRIPTION_HTML,
              Variant.IMAGES);
      case ORDER ->
          Set.of(Order.STATUS, Order.INVOICED, Order.INVOICE_CONTACT, Order.DELIVERY_CONTACT);
      default -> statusOf(resource).<Set<Field<?>>>map(Set::of).orElse(Set.of());
    };
  }

  private static Optional<Field<String>> statusOf(Resource resource) {
    return switch (resource) {
      case ORDER -> Optional.of(Order.STATUS);
      case INVOICE -> Optional.of(Invoice.STATUS);
      case CREDIT_NOTE -> Optional.of(CreditNote.STATUS);
      case SHIPMENT -> Optional.of(Shipment.STATUS);
      default -> Optional.empty();
    };
  }

  /** A number is given with the validation, and stays. */
  private static Optional<Field<String>> numberOf(Resource resource) {
    return switch (resource) {
      case INVOICE -> Optional.of(Invoice.NUMBER);
      case CREDIT_NOTE -> Optional.of(CreditNote.NUMBER);
      default -> Optional.empty();
    };
  }

  private static Optional<Field<List<Entity>>> linesOf(Resource resource) {
    return switch (resource) {
      case ORDER -> Optional.of(Order.LINES);
      case INVOICE -> Optional.of(Invoice.LINES);
      case CREDIT_NOTE -> Optional.of(CreditNote.LINES);
      default -> Optional.empty();
    };
  }

  /**
   * What became of what belongs to an object.
   *
   * @param more whether there was anything to do
   * @param shown the object as the last answer shows it, if that is all there is to read
   */
  record Done(boolean more, Optional<JsonNode> shown) {}

  /** After a birth; says whether what the vendor holds has to be read. */
  boolean born(
      Resource resource,
      String id,
      Entity wanted,
      Terms terms,
      Set<Field<?>> leftOut,
      Deadline leaveBefore) {
    boolean more = false;
    if (resource == Resource.PRODUCT) {
      more = exactPrice(id, wanted, terms, leaveBefore);
    }
    if (resource == Resource.ORDER) {
      more |= contact(id, wanted, Order.INVOICE_CONTACT, "BILLING", leaveBefore);
      more |= contact(id, wanted, Order.DELIVERY_CONTACT, "SHIPPING", leaveBefore);
    }
    Entity nothing = Entity.of(wanted.type(), id);
    more |= linksAndFiles(resource, nothing, withFilesOnly(resource, wanted), leftOut, leaveBefore);
    more |= state(resource, id, 0, wanted, wanted, null, leaveBefore).more();
    return more || resource.isDocument() || resource == Resource.VARIANT;
  }

  private boolean contact(
      String id, Entity wanted, Field<Ref> field, String role, Deadline leaveBefore) {
    wanted.get(field).ifPresent(contact -> documents.contact(id, contact.id(), role, leaveBefore));
    return wanted.has(field);
  }

  /** A new product's price is rounded to two digits; a change of it is not. */
  private boolean exactPrice(String id, Entity wanted, Terms terms, Deadline leaveBefore) {
    Optional<Money> price = wanted.get(Product.PRICE);
    boolean fine =
        price.isEmpty()
            // A level keeps what it is given.
            || rooms.settings().priceLevel() > 0
            || (price.get().amount().stripTrailingZeros().scale() <= BIRTH_DIGITS
                && !wanted.get(Product.VAT_INCLUDED).orElse(false));
    if (fine) {
      return false;
    }
    Entity only = Entity.of(Product.TYPE, id).with(Product.PRICE, price);
    ObjectNode document = Resource.PRODUCT.table().write(only, wanted, terms).document();
    Answer answer = rooms.api().write("PUT", "products/" + id, document, leaveBefore, Lane.WRITE);
    answer.refused().ifPresent(Documents::refuse);
    return true;
  }

  /** Before a document's header is changed: lines, which only a draft lets change. */
  boolean before(
      Resource resource,
      Entity held,
      Entity delta,
      Terms terms,
      Set<Field<?>> leftOut,
      Deadline leaveBefore) {
    Optional<Field<List<Entity>>> lines = linesOf(resource).filter(delta::knows);
    if (lines.isEmpty()) {
      return false;
    }
    JsonNode now = documents.now(resource, held.id());
    Entity there = resource.table().read(now, terms);
    List<Entity> wanted = delta.get(lines.get()).orElse(List.of());
    List<Entity> before = there.get(lines.get()).orElse(List.of());
    if (OrderLinesDiff.none(before, wanted, terms)) {
      return false;
    }
    int state = LifeCycle.state(now).orElse(0);
    if (resource == Resource.ORDER && state > 0 && coverage.isBegun(held.id(), now)) {
      leftOut.add(lines.get()); // P-094
      return false;
    }
    boolean free = state == 0 || (state == 1 && isFree(resource, now));
    if (!free) {
      throw Refusing.because(
          Refusal.Code.NOT_ALLOWED,
          "lines of a document that is invoiced, paid, closed or cancelled stay as they are");
    }
    LifeCycle.Wanted how = new LifeCycle.Wanted(rooms.settings().warehouse(), Optional.empty());
    documents.walk(resource, held.id(), state, 0, how, leaveBefore);
    documents.rewrite(
        resource, held.id(), before, wanted, Exchange.of(now, terms), terms, leaveBefore);
    boolean statusFollows = statusOf(resource).filter(delta::has).isPresent();
    if (!statusFollows) {
      documents.walk(resource, held.id(), 0, state, how, leaveBefore);
    }
    return true;
  }

  /** A validated invoice is a legal paper: only orders that nobody invoiced go back to draft. */
  private static boolean isFree(Resource resource, JsonNode now) {
    return resource == Resource.ORDER && !Loose.flag(now, "billed").orElse(false);
  }

  /** After the object itself was changed. */
  Done after(
      Resource resource,
      Entity held,
      Entity delta,
      Terms terms,
      Set<Field<?>> leftOut,
      Deadline leaveBefore) {
    boolean more = linksAndFiles(resource, held, delta, leftOut, leaveBefore);
    boolean walks = statusOf(resource).filter(delta::has).isPresent() || delta.has(Order.INVOICED);
    boolean numbered = numberOf(resource).filter(delta::knows).isPresent();
    if (!walks) {
      numberOf(resource).filter(delta::knows).ifPresent(leftOut::add);
      return new Done(more || numbered, Optional.empty());
    }
    JsonNode now = documents.before(resource, held.id());
    boolean undone =
        delta.get(Order.INVOICED).filter(yes -> !yes).isPresent()
            && Loose.flag(now, "billed").orElse(false);
    if (undone) {
      leftOut.add(Order.INVOICED);
    }
    int state = LifeCycle.state(now).orElse(0);
    if (numbered && state > 0) {
      numberOf(resource).ifPresent(leftOut::add);
    }
    Entity whole = held.overlaid(delta);
    if (resource == Resource.INVOICE && !whole.knows(Invoice.ORDER)) {
      whole = whole.with(Invoice.ORDER, resource.table().read(now, terms).get(Invoice.ORDER));
    }
    Done done = state(resource, held.id(), state, delta, whole, now, leaveBefore);
    return new Done(true, more ? Optional.empty() : done.shown());
  }

  private Done state(
      Resource resource,
      String id,
      int from,
      Entity says,
      Entity whole,
      @Nullable JsonNode now,
      Deadline leaveBefore) {
    Optional<Integer> target =
        statusOf(resource)
            .flatMap(says::get)
            .filter(status -> status.matches("-?[0-9]"))
            .map(Integer::parseInt);
    boolean unknown = target.isEmpty() && statusOf(resource).filter(says::has).isPresent();
    if (unknown) {
      throw Refusing.because(Refusal.Code.INVALID, "there is no such state");
    }
    Optional<JsonNode> shown =
        target.flatMap(to -> walk(resource, id, from, to, whole, now, leaveBefore));
    boolean invoiced = says.get(Order.INVOICED).orElse(false);
    if (invoiced && target.orElse(from) > 0) {
      documents.invoiced(id, leaveBefore);
      shown = Optional.empty();
    }
    return new Done(target.isPresent() || invoiced, shown);
  }

  private Optional<JsonNode> walk(
      Resource resource,
      String id,
      int from,
      int to,
      Entity whole,
      @Nullable JsonNode now,
      Deadline leaveBefore) {
    LifeCycle.Wanted wanted =
        new LifeCycle.Wanted(
            rooms.settings().warehouse(),
            whole.get(resource == Resource.INVOICE ? Invoice.NUMBER : CreditNote.NUMBER));
    if (resource == Resource.INVOICE && from == 0 && to > 0) {
      JsonNode invoice = now == null ? documents.now(resource, id) : now;
      whole
          .get(Invoice.ORDER)
          .ifPresent(order -> coverage.validating(order.id(), invoice, leaveBefore));
    }
    boolean credit = resource == Resource.CREDIT_NOTE && to == 2;
    if (credit && from < 2) {
      documents.walk(resource, id, from, 1, wanted, leaveBefore);
      documents.use(id, documents.now(resource, id), leaveBefore);
      return Optional.empty();
    }
    return documents.walk(resource, id, from, to, wanted, leaveBefore);
  }

  private boolean linksAndFiles(
      Resource resource, Entity held, Entity says, Set<Field<?>> leftOut, Deadline leaveBefore) {
    boolean more = false;
    if (resource == Resource.PRODUCT && says.knows(Product.CATEGORIES)) {
      links(held, says.get(Product.CATEGORIES).orElse(Set.of()), leaveBefore);
      more = held.knows(Product.CATEGORIES);
    }
    Field<Set<Media>> images = imagesOf(resource);
    if (resource.isGoods() && (says.knows(images) || says.knows(Product.IMAGE))) {
      more = true;
      String ref = Loose.text(documents.now(resource, held.id()), "ref").orElse("");
      if (!pictures.make(held.id(), ref, says, images, leaveBefore)) {
        leftOut.addAll(says.knows(images) ? Set.of(images) : Set.of(Product.IMAGE));
      }
    }
    return more;
  }

  private static Field<Set<Media>> imagesOf(Resource resource) {
    return resource == Resource.VARIANT ? Variant.IMAGES : Product.IMAGES;
  }

  /** What was just made has no files: that it shall have none is worth no look. */
  private static Entity withFilesOnly(Resource resource, Entity wanted) {
    Field<Set<Media>> images = imagesOf(resource);
    boolean none =
        resource.isGoods()
            && !wanted.has(Product.IMAGE)
            && wanted.get(images).filter(all -> !all.isEmpty()).isEmpty();
    return none ? wanted.without(images).without(Product.IMAGE) : wanted;
  }

  /** Adds what is missing and removes what is surplus; a link that is there is made again. */
  private void links(Entity product, Set<Ref> wanted, Deadline leaveBefore) {
    Set<Ref> held = product.get(Product.CATEGORIES).orElse(Set.of());
    Set<Ref> added = new LinkedHashSet<>(wanted);
    added.removeAll(held);
    Set<Ref> removed = new LinkedHashSet<>(held);
    removed.removeAll(wanted);
    added.forEach(category -> link("POST", category, product.id(), leaveBefore));
    removed.forEach(category -> link("DELETE", category, product.id(), leaveBefore));
  }

  private void link(String method, Ref category, String product, Deadline leaveBefore) {
    String path = "categories/" + category.id() + "/objects/product/" + product;
    ObjectNode body = method.equals("POST") ? Json.object() : null;
    rooms
        .api()
        .write(method, path, body, leaveBefore, Lane.WRITE)
        .refused()
        .filter(fault -> !(method.equals("DELETE") && fault.status() == 404))
        .ifPresent(Documents::refuse);
  }

  WriteResult act(Resource resource, Write.Act act, Deadline leaveBefore) {
    String id = act.held().id();
    JsonNode now = documents.now(resource, id);
    int state = LifeCycle.state(now).orElse(0);
    if (resource == Resource.ORDER && act.name().equals("setinvoiced")) {
      documents.invoiced(id, leaveBefore);
      return WriteResult.Written.of(id);
    }
    Optional<Integer> target = LifeCycle.target(resource, act.name());
    if (target.isEmpty()) {
      return WriteResult.Refused.because(
          Refusal.Code.UNSUPPORTED, resource.path() + " have no step " + act.name());
    }
    if (state != target.get() && !Integer.toString(state).equals(act.from())) {
      return new WriteResult.Stale();
    }
    walk(resource, id, state, target.get(), act.held(), now, leaveBefore);
    return WriteResult.Written.of(id);
  }

  /** Whether lines are as they shall be. */
  private static final class OrderLinesDiff {

    static boolean none(List<Entity> before, List<Entity> wanted, Terms terms) {
      if (before.size() != wanted.size()) {
        return false;
      }
      for (int at = 0; at < before.size(); at++) {
        Entity there = before.get(at);
        Entity line = wanted.get(at);
        boolean same =
            there.id().equals(line.id())
                && dev.syncline.dolibarr.codec.OrderLines.same(
                    there.overlaid(line), there, terms.phones());
        if (!same) {
          return false;
        }
      }
      return true;
    }
  }
}
