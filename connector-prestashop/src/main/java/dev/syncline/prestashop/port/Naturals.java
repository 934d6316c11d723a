package dev.syncline.prestashop.port;

import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Write;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.codec.Conditions;
import dev.syncline.prestashop.codec.CustomerTable;
import dev.syncline.prestashop.codec.Line;
import dev.syncline.prestashop.codec.PriceTable;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the shop tells apart by itself: no two customers have one e-mail address, and no two prices
 * all their conditions. Where it has room for no marker, that is how a create is found again.
 *
 * <p>Thread-safe.
 */
final class Naturals {

  /** A filter takes these as they stand. */
  private static final Pattern PLAIN = Pattern.compile("[^|,\\[\\]%]+");

  private static final Set<String> CUSTOMER = Set.of("email", "is_guest", "deleted");

  private final PrestaShopApi api;
  private final Births births;

  Naturals(PrestaShopApi api, Births births) {
    this.api = api;
    this.births = births;
  }

  /** Whether rows of a kind are told apart so. */
  static boolean tell(Kind kind) {
    return kind == Kind.CUSTOMER || kind == Kind.PRICE;
  }

  /** What tells a create from others; nothing if it lacks that. */
  Map<Write.Create, String> keys(Shelf shelf, List<Write.Create> creates) {
    Map<Write.Create, String> keys = new LinkedHashMap<>();
    if (shelf.kind() == Kind.CUSTOMER) {
      creates.forEach(create -> email(create).ifPresent(email -> keys.put(create, email)));
      return keys;
    }
    Set<Field<?>> said = new LinkedHashSet<>();
    creates.forEach(create -> said.addAll(create.wanted().fields()));
    Terms terms = shelf.terms(FieldSet.of(said));
    for (Write.Create create : creates) {
      Line.Written how = new Line.Written(terms, create.wanted(), null, null);
      Row.Builder row = shelf.kind().table().write(create.wanted(), how).row();
      births.complete(shelf.kind(), row, create.wanted(), terms);
      keys.put(create, price(row.build()));
    }
    return keys;
  }

  private static Optional<String> email(Write.Create create) {
    return CustomerTable.email(create.wanted().get(Customer.EMAILS).orElse(Set.of()), "")
        .map(Naturals::folded);
  }

  private static String folded(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /** The rows that have one of these keys, by key; customers who are marked as deleted, too. */
  Map<String, List<Row>> found(Shelf shelf, Map<Write.Create, String> keys) {
    Map<String, List<Row>> found = new LinkedHashMap<>();
    for (Row row : rows(shelf.kind(), keys)) {
      boolean counts = shelf.kind() == Kind.PRICE || !row.yes("is_guest");
      if (counts) {
        String key = shelf.kind() == Kind.PRICE ? price(row) : folded(row.text("email"));
        found.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
      }
    }
    return found;
  }

  private List<Row> rows(Kind kind, Map<Write.Create, String> keys) {
    if (kind == Kind.CUSTOMER) {
      List<String> emails = keys.values().stream().filter(PLAIN.asMatchPredicate()).toList();
      return api.where(kind.resource(), CUSTOMER, "email", emails);
    }
    Set<String> products = new LinkedHashSet<>();
    keys.values().forEach(key -> products.add(key.substring(0, key.indexOf(' '))));
    products.remove("0");
    return api.where(kind.resource(), Set.copyOf(PriceTable.KEY), "id_product", products);
  }

  private static String price(Row row) {
    StringBuilder key = new StringBuilder();
    for (String name : PriceTable.KEY) {
      boolean moment = name.equals("from") || name.equals("to");
      String text = row.text(name).strip();
      String said = text.isEmpty() ? Conditions.NO_MOMENT : text;
      key.append(moment ? said : Long.toString(row.number(name))).append(' ');
    }
    return key.toString();
  }

  /** The customers whose addresses creates are to be. */
  static Set<String> customers(List<Write.Create> creates) {
    Set<String> ids = new LinkedHashSet<>();
    creates.forEach(
        create -> create.wanted().get(ContactPerson.CUSTOMER).map(Ref::id).ifPresent(ids::add));
    return ids;
  }
}
