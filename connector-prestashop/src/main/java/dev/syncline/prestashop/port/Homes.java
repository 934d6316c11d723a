package dev.syncline.prestashop.port;

import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.codec.CustomerTable;
import dev.syncline.prestashop.codec.People;
import dev.syncline.prestashop.codec.Row;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a customer says of where they are stands in their first address: it is changed, or made if
 * they have none, behind the customer. Customers who are there are changed from version 8 on only,
 * so addresses are patched. Thread-safe.
 */
final class Homes {

  private static final Logger LOG = LoggerFactory.getLogger(Homes.class);
  private static final String CUSTOMER = "id_customer";

  /** What of a customer stands there. */
  private static final List<Field<?>> FIELDS =
      List.of(Customer.ADDRESS, Customer.PHONES, Customer.VAT_NUMBER, Customer.LEGAL_NAME);

  /**
   * An address that is to be.
   *
   * @param customer the shop's id of whose it is
   * @param wanted what is to be said of it
   * @param first the address that is there; null if there is none
   * @param person the row that tells whose name stands on it
   */
  record Home(String customer, Row wanted, @Nullable Row first, Row person) {

    /** The home that a customer's row asks for. */
    static Optional<Home> of(String id, Row asked, @Nullable Row held) {
      return asked
          .join(CustomerTable.ADDRESSES)
          .map(
              wanted ->
                  new Home(
                      id,
                      wanted,
                      held == null ? null : held.join(CustomerTable.ADDRESSES).orElse(null),
                      asked.has(People.LAST) || held == null ? asked : held));
    }

    /** The shop takes no address without a street and a city. */
    boolean isPossible() {
      return first != null || wanted.has("city");
    }

    Row born() {
      Row.Builder row = wanted.but().text(CUSTOMER, customer);
      for (String name : List.of(People.LAST, People.FIRST)) {
        String text = person.text(name).strip();
        row.text(name, text.isEmpty() ? People.NOTHING : text);
      }
      return row.text("alias", CustomerTable.alias(wanted)).build();
    }
  }

  private final PrestaShopApi api;

  Homes(PrestaShopApi api) {
    this.api = api;
  }

  /** What of these fields stands in an address. */
  static Set<Field<?>> among(Entity said) {
    Set<Field<?>> all = new LinkedHashSet<>();
    FIELDS.stream().filter(said::knows).forEach(all::add);
    return all;
  }

  /** Writes them and gives the customers whose address is not as it is wanted. */
  Set<String> write(List<Home> homes, Deadline leaveBefore) {
    Set<String> left = new LinkedHashSet<>();
    homes.stream().filter(home -> !home.isPossible()).forEach(home -> left.add(home.customer()));
    List<Home> possible = homes.stream().filter(Home::isPossible).toList();
    left.addAll(make(possible.stream().filter(home -> home.first() == null).toList(), leaveBefore));
    left.addAll(
        change(possible.stream().filter(home -> home.first() != null).toList(), leaveBefore));
    return left;
  }

  /** The customers are there: an address that does not come through spoils nothing of them. */
  Set<String> writeNew(List<Home> homes, Deadline leaveBefore) {
    try {
      return write(homes, leaveBefore);
    } catch (ConnectorException failed) {
      LOG.warn(
          "{}: addresses of {} new customers were not written: {}",
          api.account(),
          homes.size(),
          failed.call());
      return Set.copyOf(homes.stream().map(Home::customer).toList());
    }
  }

  private Set<String> make(List<Home> homes, Deadline leaveBefore) {
    if (homes.isEmpty() || sent("POST", homes.stream().map(Home::born).toList(), leaveBefore)) {
      return Set.of();
    }
    List<String> ids = homes.stream().map(Home::customer).toList();
    Set<String> made =
        Joins.ids(api.where(CustomerTable.ADDRESSES, Set.of(CUSTOMER), CUSTOMER, ids), CUSTOMER);
    Set<String> left = new LinkedHashSet<>();
    for (Home home : homes) {
      if (!made.contains(home.customer()) && !sent("POST", List.of(home.born()), leaveBefore)) {
        left.add(home.customer());
      }
    }
    return left;
  }

  private Set<String> change(List<Home> homes, Deadline leaveBefore) {
    Map<Home, Row> rows = rows(homes);
    if (rows.isEmpty() || sent("PATCH", List.copyOf(rows.values()), leaveBefore)) {
      return Set.of();
    }
    Set<String> left = new LinkedHashSet<>();
    rows.forEach(
        (home, row) -> {
          if (!sent("PATCH", List.of(row), leaveBefore)) {
            left.add(home.customer());
          }
        });
    return left;
  }

  private static Map<Home, Row> rows(List<Home> homes) {
    Map<Home, Row> rows = new LinkedHashMap<>();
    for (Home home : homes) {
      String id = home.first() == null ? "" : home.first().id();
      rows.put(home, home.wanted().but().text("id", id).build());
    }
    return rows;
  }

  private boolean sent(String method, List<Row> rows, Deadline leaveBefore) {
    return api.send(method, CustomerTable.ADDRESSES, rows, leaveBefore).succeeded();
  }
}
