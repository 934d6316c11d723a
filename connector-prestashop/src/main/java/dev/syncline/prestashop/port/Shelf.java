package dev.syncline.prestashop.port;

import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Product;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopDictionaries;
import dev.syncline.prestashop.PrestaShopDictionaries.Listing;
import dev.syncline.prestashop.Query;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.Terms;
import dev.syncline.prestashop.codec.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of the vendor's lists, as entities: pages, joins and what versions lack. Thread-safe. */
final class Shelf {

  /** Rows of a page that has whole entities: each brings its texts and associations. */
  static final int WHOLE_PAGE = 100;

  /** Rows of a page that has columns only. */
  static final int COLUMN_PAGE = 250;

  private final Kind kind;
  private final PrestaShopApi api;
  private final PrestaShopDictionaries dictionaries;
  private final Joins joins;

  Shelf(Kind kind, PrestaShopApi api, PrestaShopDictionaries dictionaries) {
    this.kind = kind;
    this.api = api;
    this.dictionaries = dictionaries;
    this.joins = new Joins(api);
  }

  Kind kind() {
    return kind;
  }

  PrestaShopApi api() {
    return api;
  }

  PrestaShopDictionaries dictionaries() {
    return dictionaries;
  }

  Joins joins() {
    return joins;
  }

  /** The columns that these fields need, as far as this version has them. */
  Set<String> columns(FieldSet wanted) {
    Set<String> all = new LinkedHashSet<>(kind.table().needs(wanted));
    all.addAll(kind.hiding());
    kind.dated().ifPresent(all::add);
    all.removeIf(column -> !has(column, api.version()));
    return all;
  }

  /** Older versions refuse a column that they do not have. */
  private boolean has(String column, Version version) {
    return switch (column) {
      case "isbn", "product_type" -> version.hasStates();
      case "note" -> kind != Kind.ORDER || version.hasOrderNotes();
      default -> true;
    };
  }

  /** How many rows a page may have. */
  static int page(Query query) {
    return query.whole() ? WHOLE_PAGE : COLUMN_PAGE;
  }

  /** What the tables have to know for these fields. */
  Terms terms(FieldSet wanted) {
    return terms(lists(wanted));
  }

  private Set<Listing> lists(FieldSet wanted) {
    return Kind.lists(wanted.fields().stream().filter(f -> f.type().equals(kind.type())).toList());
  }

  private Terms terms(Set<Listing> lists) {
    return kind == Kind.INVOICE || kind == Kind.CREDIT_NOTE
        ? dictionaries.termsWithPrefixes(lists)
        : dictionaries.terms(lists);
  }

  /** The same, with what only writing them needs. */
  Terms termsToWrite(FieldSet wanted) {
    Set<Listing> lists = lists(wanted);
    if (wanted.fields().contains(Product.FEATURES)) {
      lists.add(Listing.FEATURE_VALUES);
    }
    return terms(lists);
  }

  /** Rows as entities, in the same order, with the wanted fields and no others. */
  List<Entity> entities(List<Row> rows, FieldSet wanted) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Row> whole = joins.joined(kind, rows, wanted);
    Terms terms = terms(wanted);
    if (meetsStrangers(whole, terms)) {
      dictionaries.forget(Listing.CARRIERS, Listing.OPTIONS, Listing.VALUES);
      terms = terms(wanted);
    }
    List<Entity> entities = new ArrayList<>();
    for (Row row : whole) {
      entities.add(only(kind.table().read(row, terms), wanted));
    }
    return entities;
  }

  /** Carriers get a new id with every edit, and attributes are made at any time. */
  private boolean meetsStrangers(List<Row> rows, Terms terms) {
    Terms.Lists lists = terms.lists();
    boolean carrier =
        !lists.carriers().isEmpty()
            && rows.stream()
                .filter(row -> row.number("id_carrier") > 0)
                .anyMatch(row -> !lists.carriers().containsKey(row.number("id_carrier")));
    boolean value =
        !lists.values().isEmpty()
            && rows.stream()
                .flatMap(row -> row.ids("product_option_values").stream())
                .anyMatch(id -> !lists.values().containsKey(Long.parseLong(id)));
    return carrier || value;
  }

  private static Entity only(Entity entity, FieldSet wanted) {
    Entity less = entity;
    for (Field<?> field : entity.fields()) {
      if (!wanted.wants(field)) {
        less = less.without(field);
      }
    }
    return less;
  }

  /** Whether a row is an entity to people. */
  boolean isShown(Row row) {
    return switch (kind) {
      case CATEGORY ->
          row.number("id_parent") > 0 && dictionaries.terms(Set.of()).isCategory(row.number("id"));
      case ADDRESS -> row.number("id_customer") > 0;
      case INVOICE -> row.number("number") > 0;
      case VARIANT -> row.number("id_product") > 0;
      case PRICE -> isPrice(row);
      default -> true;
    };
  }

  /** A price of one cart only, or of another shop, is none here. */
  private boolean isPrice(Row row) {
    boolean here = api.shop().map(id -> row.number("id_shop") == id).orElse(true);
    return row.number("id_product") > 0
        && row.number("id_cart") == 0
        && (here || row.number("id_shop") == 0);
  }

  /** Whether a row is kept by the shop only to remember it; an address is, for its orders' sake. */
  boolean isGone(Row row) {
    return kind == Kind.CUSTOMER && row.yes("deleted");
  }

  /** Rows by the vendor's ids; those that are not shown are missing. */
  Map<String, Row> byId(Collection<String> ids, FieldSet wanted) {
    Map<String, Row> found = new LinkedHashMap<>();
    api.where(kind.resource(), columns(wanted), "id", ids).forEach(row -> found.put(row.id(), row));
    return found;
  }
}
