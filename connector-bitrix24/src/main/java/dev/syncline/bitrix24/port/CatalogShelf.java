package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.Outcome;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.Prices;
import dev.syncline.bitrix24.codec.ProductTable;
import dev.syncline.bitrix24.codec.VariantTable;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Money;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Products and services of the products' block, or variants of the offers' block, with their
 * prices.
 */
record CatalogShelf(Portal portal, EntityType type) implements Shelf {

  /**
   * A product has one price of a type, so a page of fifty prices is all prices of fifty products.
   */
  private static final int PRICED_AT_ONCE = Listing.PAGE;

  boolean variants() {
    return type.equals(Variant.TYPE);
  }

  long block() {
    return variants() ? portal.codes().offersBlock() : portal.codes().productBlock();
  }

  Codec codec() {
    return variants() ? VariantTable.codec(portal.codes()) : ProductTable.codec(portal.codes());
  }

  /** The table with the portal's own properties among these fields. */
  Codec codec(Collection<Field<?>> fields) {
    return codec().and(portal.codes().customLines(type, fields));
  }

  Field<Money> price() {
    return variants() ? Variant.PRICE : Product.PRICE;
  }

  @Override
  public boolean present() {
    return block() > 0;
  }

  @Override
  public Listing listing(FieldSet wanted, Map<String, @Nullable Object> filter) {
    Map<String, @Nullable Object> inBlock = Command.map("iblockId", block());
    inBlock.putAll(filter);
    return Listing.of(
        variants() ? "catalog.product.offer.list" : "catalog.product.list",
        variants() ? "offers" : "products",
        Command.map("select", List.copyOf(codec(wanted.fields()).select(wanted))),
        inBlock);
  }

  @Override
  public String timeField() {
    return "timestampX";
  }

  /** These lists do not know the prefix for "one of". */
  @Override
  public Map<String, @Nullable Object> withIds(List<Long> ids) {
    return Command.map("id", ids);
  }

  @Override
  public Command get(long id) {
    return Command.of(variants() ? "catalog.product.offer.get" : "catalog.product.get", "id", id);
  }

  @Override
  public Optional<Long> number(String id) {
    return Shelf.plainNumber(id);
  }

  @Override
  public Optional<Map<String, @Nullable Object>> filter(MatchKey key) {
    return codec(key.fields()).filter(key.fields(), Shelf.values(type, key));
  }

  @Override
  public Optional<Beside> beside(FieldSet wanted) {
    return priced(wanted)
        ? Optional.of(new Beside(prices(Map.of()), "productId", "timestampX"))
        : Optional.empty();
  }

  private boolean priced(FieldSet wanted) {
    return wanted.wants(price()) && portal.codes().priceType() > 0;
  }

  @Override
  public List<Entity> read(List<JsonNode> rows, FieldSet wanted) {
    return read(rows, wanted, List.of());
  }

  @Override
  public List<Entity> read(List<JsonNode> rows, FieldSet wanted, List<JsonNode> known) {
    Codec codec = codec(wanted.fields());
    List<Entity> entities = rows.stream().map(row -> read(codec, row)).toList();
    if (!priced(wanted) || rows.isEmpty()) {
      return entities;
    }
    Map<String, JsonNode> prices = new LinkedHashMap<>();
    known.forEach(row -> prices.putIfAbsent(row.path("productId").asText(), row));
    Set<String> parents = parents(rows);
    List<String> unpriced =
        entities.stream()
            .map(Entity::id)
            .filter(id -> !prices.containsKey(id) && !parents.contains(id))
            .toList();
    if (!unpriced.isEmpty()) {
      prices.putAll(pricesOf(unpriced));
    }
    return entities.stream()
        .map(each -> parents.contains(each.id()) ? each : priced(each, prices.get(each.id())))
        .toList();
  }

  Entity read(Codec codec, JsonNode row) {
    Entity.Builder entity = Entity.builder(type, row.path("id").asText());
    codec.read(row, entity);
    return ProductTable.shown(row, entity.build());
  }

  private Set<String> parents(List<JsonNode> rows) {
    Set<String> parents = new LinkedHashSet<>();
    if (!variants()) {
      rows.stream()
          .filter(ProductTable::isParent)
          .forEach(row -> parents.add(row.path("id").asText()));
    }
    return parents;
  }

  Entity priced(Entity entity, @Nullable JsonNode price) {
    return Prices.priced(
        entity,
        price(),
        price == null ? com.fasterxml.jackson.databind.node.MissingNode.getInstance() : price);
  }

  /** The price of the set type, by product or variant. */
  Map<String, JsonNode> pricesOf(List<String> ids) {
    List<List<String>> groups = Shelf.groups(ids, PRICED_AT_ONCE);
    List<Listing> listings =
        groups.stream().map(group -> prices(Command.map("@productId", group))).toList();
    List<Command> commands = listings.stream().map(each -> each.page(0)).toList();
    List<Outcome> pages = portal.api().read(commands).outcomes();
    Map<String, JsonNode> prices = new LinkedHashMap<>();
    for (int at = 0; at < pages.size(); at++) {
      List<JsonNode> rows = new ArrayList<>();
      listings.get(at).rows(portal.api().need(commands.get(at), pages.get(at))).forEach(rows::add);
      if (rows.size() == Listing.PAGE && owners(rows).size() < groups.get(at).size()) {
        // Prices by quantity: more than one row a product.
        rows = listings.get(at).all(portal.api());
      }
      rows.forEach(row -> prices.putIfAbsent(row.path("productId").asText(), row));
    }
    return prices;
  }

  static Set<String> owners(List<JsonNode> prices) {
    Set<String> owners = new LinkedHashSet<>();
    prices.forEach(each -> owners.add(each.path("productId").asText()));
    return owners;
  }

  private Listing prices(Map<String, @Nullable Object> filter) {
    Map<String, @Nullable Object> all = Command.map("catalogGroupId", portal.codes().priceType());
    all.putAll(filter);
    return Listing.of(
        "catalog.price.list",
        "prices",
        Command.map("select", List.of("id", "productId", "price", "currency", "timestampX")),
        all);
  }
}
