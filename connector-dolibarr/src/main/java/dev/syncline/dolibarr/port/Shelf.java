package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.FieldSet;
import dev.syncline.dolibarr.DolibarrApi;
import dev.syncline.dolibarr.codec.Joined;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.PriceLevels;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the vendor's lists of one account: its rows, with what other calls tell of them. */
final class Shelf {

  private static final int IDS = 100;

  private final Resource resource;
  private final Rooms rooms;

  Shelf(Resource resource, Rooms rooms) {
    this.resource = resource;
    this.rooms = rooms;
  }

  Resource resource() {
    return resource;
  }

  Rooms rooms() {
    return rooms;
  }

  DolibarrApi api() {
    return rooms.api();
  }

  /** What is needed to read these fields. */
  Terms terms(FieldSet wanted) {
    return rooms.terms(resource, wanted);
  }

  Entity entity(JsonNode row, Terms terms) {
    return resource.table().read(row, terms);
  }

  /** A page of rows, in the order of their ids. */
  List<JsonNode> page(
      Map<String, String> pass, String filter, int limit, FieldSet wanted, Terms terms) {
    Map<String, String> query = new LinkedHashMap<>(resource.asking(wanted));
    query.putAll(pass);
    query.put("sortfield", "t.rowid");
    query.put("sortorder", "ASC");
    query.put("limit", Integer.toString(limit));
    String whole = Filters.and(resource.filter(), filter);
    if (!whole.isEmpty()) {
      query.put("sqlfilters", whole);
    }
    return completed(api().list(resource.path(), query), wanted, terms);
  }

  /** The rows with these ids, in as few calls as an address has room for. */
  List<JsonNode> withIds(Collection<String> ids, FieldSet wanted, Terms terms) {
    List<String> all = List.copyOf(ids);
    List<JsonNode> rows = new ArrayList<>();
    for (int from = 0; from < all.size(); from += IDS) {
      List<String> some = all.subList(from, Math.min(from + IDS, all.size()));
      for (Map<String, String> pass : resource.passes(rooms.variantsOn())) {
        rows.addAll(page(pass, Filters.ids("t.rowid", some), some.size(), wanted, terms));
      }
    }
    return rows;
  }

  /** One object by its id; empty if there is none. */
  Optional<JsonNode> one(String id, FieldSet wanted, Terms terms) {
    Map<String, String> query =
        resource.isGoods() && rooms.variantsOn()
            ? Map.of("includeparentid", "true")
            : resource == Resource.ORDER || resource == Resource.CATEGORY
                ? Map.of()
                : resource.asking(wanted);
    return api()
        .find(resource.path() + "/" + id, query)
        .map(row -> completed(List.of(row), wanted, terms).get(0));
  }

  /** Puts into the rows what other calls tell. */
  List<JsonNode> completed(List<JsonNode> rows, FieldSet wanted, Terms terms) {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode row : rows) {
      if (row.isObject() && Loose.id(row, "id").isPresent()) {
        objects.add((ObjectNode) row);
      }
    }
    if (objects.isEmpty()) {
      return List.of();
    }
    if (resource.isGoods() && rooms.settings().priceLevel() > 0) {
      objects.forEach(row -> PriceLevels.show(row, rooms.settings().priceLevel()));
    }
    if (wanted.wants(Product.CATEGORIES) && resource == Resource.PRODUCT) {
      rooms.memberships().into(objects);
    }
    boolean options = wanted.wants(Variant.OPTIONS) || wanted.wants(Variant.PRODUCT);
    if (resource == Resource.VARIANT && options) {
      rooms.combinations().into(objects);
    }
    if (rooms.picturesOn()
        && (wanted.wants(Product.IMAGES)
            || wanted.wants(Product.IMAGE)
            || wanted.wants(Variant.IMAGES))
        && resource.isGoods()) {
      objects.forEach(this::files);
    }
    boolean contacts = wanted.wants(Order.INVOICE_CONTACT) || wanted.wants(Order.DELIVERY_CONTACT);
    if (resource == Resource.ORDER && rooms.contactsOn() && contacts) {
      objects.forEach(this::contacts);
    }
    return List.copyOf(objects);
  }

  private void files(ObjectNode row) {
    String id = Loose.id(row, "id").orElse("0");
    List<JsonNode> files = api().list("documents", Map.of("modulepart", "product", "id", id));
    row.putArray(Joined.FILES).addAll(files);
    String ref = Loose.text(row, "ref").orElse("");
    row.put(Joined.FILES_AT, ProductFiles.at(api(), ref));
  }

  private void contacts(ObjectNode row) {
    String id = Loose.id(row, "id").orElse("0");
    row.putArray(Joined.CONTACTS).addAll(api().list("orders/" + id + "/contacts", Map.of()));
  }
}
