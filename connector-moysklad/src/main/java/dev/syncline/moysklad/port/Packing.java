package dev.syncline.moysklad.port;

import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Write;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.moysklad.MoySkladApi;
import dev.syncline.moysklad.codec.Meta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Splits writes into lists that are one request each: one of the vendor's lists, one operation.
 * Pure.
 */
final class Packing {

  /** What a request can mix; the order of the constants is the order of the requests. */
  enum Operation {
    /** Creates and updates share a bulk. */
    PUT,
    /** Deletes have one of their own. */
    REMOVE
  }

  private static final Comparator<Batch> AS_SENT =
      Comparator.comparingInt(Batch::wave)
          .thenComparing(Batch::operation)
          .thenComparing(Batch::resource)
          .thenComparing(Batch::small)
          .thenComparing(Batch::room);

  /**
   * What is in one request.
   *
   * @param small whether the answers open a collection, which the vendor does for a hundred at most
   * @param room what else a request must share: the counterparty of new contact persons, a contact
   *     person that is changed; else empty
   */
  record Batch(int wave, Operation operation, Resource resource, boolean small, String room) {}

  private Packing() {}

  static List<List<Write>> pack(List<Write> writes, int goods, int orders) {
    Map<Batch, List<Write>> batches = new TreeMap<>(AS_SENT);
    Map<String, Integer> waveOfKey = new HashMap<>();
    Map<String, Integer> waveOfId = new HashMap<>();
    for (Write write : writes) {
      int wave = wave(write, waveOfKey, waveOfId);
      waveOfKey.put(write.key().text(), wave);
      batches.computeIfAbsent(batch(wave, write), any -> new ArrayList<>()).add(write);
    }
    List<List<Write>> lists = new ArrayList<>();
    batches.forEach((batch, all) -> cut(all, size(batch, goods, orders), lists));
    return lists;
  }

  private static Batch batch(int wave, Write write) {
    Resource resource = resource(write);
    boolean opens = resource.expands(FieldSet.of(said(write).fields()));
    String room = resource == Resource.PERSON ? room(write) : "";
    return new Batch(wave, operation(write), resource, opens && !resource.isDocument(), room);
  }

  private static String room(Write write) {
    return held(write)
        .map(Entity::id)
        .orElseGet(() -> said(write).get(ContactPerson.CUSTOMER).map(Ref::id).orElse(""));
  }

  private static int size(Batch batch, int goods, int orders) {
    if (batch.resource().isDocument()) {
      return orders;
    }
    return batch.small() ? Math.min(goods, MoySkladApi.EXPANDED_PAGE) : goods;
  }

  /** The vendor's list that a write goes to. */
  static Resource resource(Write write) {
    EntityType type = write.type();
    if (type.equals(Product.TYPE)) {
      return isService(write) ? Resource.SERVICE : Resource.PRODUCT;
    }
    return Resource.of(type).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("MoySklad's connector has no " + type));
  }

  static Operation operation(Write write) {
    return write instanceof Write.Delete ? Operation.REMOVE : Operation.PUT;
  }

  /** The references of a write to other writes that have not been made yet. */
  static Set<Ref> pending(Write write) {
    Set<Ref> pending = new HashSet<>();
    Entity says = said(write);
    for (Field<Ref> field :
        List.of(
            Category.PARENT,
            Product.CATEGORY,
            Variant.PRODUCT,
            ContactPerson.CUSTOMER,
            Order.CUSTOMER,
            Invoice.CUSTOMER,
            Invoice.ORDER)) {
      says.get(field).filter(Ref::pending).ifPresent(pending::add);
    }
    for (Entity line : says.get(linesOf(says.type())).orElse(List.of())) {
      line.get(OrderLine.ITEM).filter(Ref::pending).ifPresent(pending::add);
    }
    return pending;
  }

  private static Field<List<Entity>> linesOf(EntityType type) {
    return type.equals(Invoice.TYPE) ? Invoice.LINES : Order.LINES;
  }

  static Entity said(Write write) {
    if (write instanceof Write.Create create) {
      return create.wanted();
    }
    if (write instanceof Write.Update update) {
      return update.delta();
    }
    return Entity.of(write.type(), "");
  }

  static Optional<Entity> held(Write write) {
    if (write instanceof Write.Update update) {
      return Optional.of(update.held());
    }
    if (write instanceof Write.Delete delete) {
      return Optional.of(delete.held());
    }
    return write instanceof Write.Act act ? Optional.of(act.held()) : Optional.empty();
  }

  /** A list holds no entity twice (3013), and nothing that waits for another of the same list. */
  private static int wave(
      Write write, Map<String, Integer> waveOfKey, Map<String, Integer> waveOfId) {
    int wave = 0;
    for (Ref ref : pending(write)) {
      wave = Math.max(wave, waveOfKey.getOrDefault(ref.operationKey(), -1) + 1);
    }
    Optional<Entity> held = held(write);
    if (held.isPresent()) {
      String id = held.get().type() + ":" + held.get().id();
      wave = Math.max(wave, waveOfId.getOrDefault(id, -1) + 1);
      waveOfId.put(id, wave);
    }
    return wave;
  }

  private static boolean isService(Write write) {
    return held(write)
        .map(held -> Meta.kind(held.id()).equals("service"))
        .orElseGet(() -> said(write).get(Product.KIND).filter(Product.SERVICE::equals).isPresent());
  }

  private static void cut(List<Write> all, int size, List<List<Write>> into) {
    for (int from = 0; from < all.size(); from += size) {
      into.add(List.copyOf(all.subList(from, Math.min(from + size, all.size()))));
    }
  }
}
