package dev.syncline.prestashop.port;

import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Coupon;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Price;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Shipment;
import dev.syncline.model.Variant;
import dev.syncline.prestashop.Query;
import dev.syncline.prestashop.codec.OrderTable;
import dev.syncline.prestashop.codec.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for entities by what they hold. The shop compares without case and accents, so what it
 * finds is looked at again. Thread-safe.
 */
final class Finder {

  private static final String ORDER = "id_order";
  private static final Set<String> REFS = Set.of(ORDER, "id_customer", "id_product");
  private static final Map<Field<?>, List<String>> COLUMNS =
      Map.ofEntries(
          Map.entry(Category.NAME, List.of("name")),
          Map.entry(Product.SKU, List.of("reference")),
          Map.entry(Product.NAME, List.of("name")),
          Map.entry(Product.BARCODES, List.of("ean13", "upc", "isbn")),
          Map.entry(Variant.SKU, List.of("reference")),
          Map.entry(Variant.BARCODES, List.of("ean13", "upc", "isbn")),
          Map.entry(Customer.EMAILS, List.of("email")),
          Map.entry(Customer.REGISTRATION, List.of("siret")),
          Map.entry(ContactPerson.CUSTOMER, List.of("id_customer")),
          Map.entry(Coupon.CODE, List.of("code")),
          Map.entry(Price.PRODUCT, List.of("id_product")),
          Map.entry(Order.NUMBER, List.of("reference")),
          Map.entry(Order.STATUS, List.of(OrderTable.STATE)),
          Map.entry(Invoice.NUMBER, List.of("number")),
          Map.entry(Invoice.ORDER, List.of(ORDER)),
          Map.entry(CreditNote.ORDER, List.of(ORDER)),
          Map.entry(Shipment.ORDER, List.of(ORDER)),
          Map.entry(Payment.NUMBER, List.of("transaction_id")));

  /** What a filter's list takes as it stands: anything else means something there. */
  private static final Pattern PLAIN = Pattern.compile("[^|,\\[\\]%_\\\\]+");

  private static final Pattern MEANING = Pattern.compile("[|,\\[\\]%\\\\]");
  private static final Pattern LAST_NUMBER = Pattern.compile("(\\d{1,9})\\D*$");
  private static final PhoneRules PHONES = PhoneRules.digits();

  private final Shelf shelf;

  Finder(Shelf shelf) {
    this.shelf = shelf;
  }

  /** An answer for each key. */
  Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    Map<MatchKey, Findings> found = new LinkedHashMap<>();
    Map<String, Set<String>> asked = new LinkedHashMap<>();
    Set<Field<?>> compared = new LinkedHashSet<>();
    for (MatchKey key : keys) {
      Optional<Field<?>> by = searchable(key);
      found.put(key, new Findings(List.of(), by.isPresent()));
      if (by.isPresent()) {
        compared.addAll(key.fields());
        String value = value(key, by.get());
        if (!value.isEmpty()) {
          columns(by.get())
              .forEach(
                  column -> asked.computeIfAbsent(column, any -> new LinkedHashSet<>()).add(value));
        }
      }
    }
    if (!asked.isEmpty()) {
      FieldSet all = wanted.and(FieldSet.of(compared));
      sort(shelf.entities(rows(asked, all), all), wanted, found);
    }
    return found;
  }

  private static Optional<Field<?>> searchable(MatchKey key) {
    return key.fields().stream().filter(COLUMNS::containsKey).findFirst();
  }

  private List<String> columns(Field<?> field) {
    boolean books = shelf.api().version().hasStates();
    return COLUMNS.getOrDefault(field, List.of()).stream()
        .filter(column -> books || !column.equals("isbn"))
        .toList();
  }

  private static String value(MatchKey key, Field<?> field) {
    if (COLUMNS.getOrDefault(field, List.of()).stream().anyMatch(REFS::contains)) {
      return key.get(field).filter(Ref.class::isInstance).map(ref -> ((Ref) ref).id()).orElse("");
    }
    String value =
        key.fields().size() == 1 ? key.element() : key.get(field).map(Object::toString).orElse("");
    if (field.equals(Invoice.NUMBER)) {
      Matcher number = LAST_NUMBER.matcher(value);
      return number.find() ? Integer.toString(Integer.parseInt(number.group(1))) : "";
    }
    return value.strip();
  }

  private List<Row> rows(Map<String, Set<String>> asked, FieldSet wanted) {
    Map<String, Row> rows = new LinkedHashMap<>();
    asked.forEach(
        (column, values) -> {
          Set<String> plain = new LinkedHashSet<>();
          for (String value : values) {
            if (PLAIN.matcher(value).matches()) {
              plain.add(value);
            } else {
              like(column, value, wanted).forEach(row -> rows.put(row.id(), row));
            }
          }
          shelf
              .api()
              .where(shelf.kind().resource(), shelf.columns(wanted), column, plain)
              .forEach(row -> rows.put(row.id(), row));
        });
    return rows.values().stream().filter(row -> shelf.isShown(row) && !shelf.isGone(row)).toList();
  }

  /** A value that would mean something to the filter is looked for with any character there. */
  private List<Row> like(String column, String value, FieldSet wanted) {
    String pattern = MEANING.matcher(value).replaceAll("_");
    Query query = Query.of(shelf.columns(wanted)).like(column, pattern);
    return shelf.api().list(shelf.kind().resource(), query);
  }

  private static void sort(List<Entity> entities, FieldSet wanted, Map<MatchKey, Findings> found) {
    for (MatchKey key : List.copyOf(found.keySet())) {
      List<Entity> hits = new ArrayList<>();
      for (Entity entity : entities) {
        if (MatchKey.of(entity, key.fields(), PHONES).contains(key)) {
          hits.add(only(entity, key, wanted));
        }
      }
      if (!hits.isEmpty()) {
        found.put(key, new Findings(List.copyOf(hits), true));
      }
    }
  }

  private static Entity only(Entity entity, MatchKey key, FieldSet wanted) {
    Entity less = entity;
    for (Field<?> field : entity.fields()) {
      if (!wanted.wants(field) && !key.fields().contains(field)) {
        less = less.without(field);
      }
    }
    return less;
  }
}
