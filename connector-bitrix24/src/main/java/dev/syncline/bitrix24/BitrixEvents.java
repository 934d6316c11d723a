package dev.syncline.bitrix24;

import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.connector.Change;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the portal's events mean, told online or kept in its queue. They carry ids only. Pure.
 *
 * <p>Deals, contacts and companies have events of their own, whoever changed them by whatever call;
 * those of dynamic items tell of smart invoices and never of these. A move to another pipeline is
 * told by an event of its own instead of an update.
 */
final class BitrixEvents {

  /** "The queue has rows", without saying which. */
  static final String QUEUE = "ONOFFLINEEVENT";

  private static final String MOVED = "ONCRMDEALMOVETOCATEGORY";
  private static final Pattern CRM =
      Pattern.compile(
          "ONCRM(DEAL|CONTACT|COMPANY|INVOICE|PRODUCTSECTION|PRODUCT|DYNAMICITEM)"
              + "(ADD|UPDATE|DELETE|SETSTATUS)(_31)?");
  private static final Pattern CATALOG =
      Pattern.compile("CATALOG\\.PRODUCT\\.ON\\.(ADD|UPDATE|DELETE)");
  private static final List<String> VERBS = List.of("ADD", "UPDATE", "DELETE");
  private static final String SMART_INVOICE = "31";

  /** Types of catalog entries that are variants, with and without a parent. */
  private static final Set<String> OFFERS = Set.of("4", "5");

  private BitrixEvents() {}

  /**
   * The changes that an event hints at; none if the event is not one of these, an empty list if it
   * is and concerns nothing that is kept here.
   *
   * @param fields gives the event's fields by name; empty if it lacks one
   */
  static Optional<List<Change>> changes(String event, Function<String, String> fields) {
    String name = event.toUpperCase(Locale.ROOT);
    if (name.equals(QUEUE)) {
      return Optional.of(List.of());
    }
    String id = fields.apply("ID");
    if (!id.matches("[1-9][0-9]{0,17}")) {
      return Optional.empty();
    }
    if (name.equals(MOVED)) {
      return Optional.of(List.of(Change.hint(Order.TYPE, id)));
    }
    Matcher crm = CRM.matcher(name);
    if (crm.matches()) {
      return Optional.of(crm(crm.group(1), id, crm.group(2).equals("DELETE"), fields));
    }
    Matcher catalog = CATALOG.matcher(name);
    return catalog.matches()
        ? Optional.of(
            List.of(
                change(
                    OFFERS.contains(fields.apply("TYPE")) ? Variant.TYPE : Product.TYPE,
                    id,
                    catalog.group(1).equals("DELETE"))))
        : Optional.empty();
  }

  private static List<Change> crm(
      String thing, String id, boolean gone, Function<String, String> fields) {
    return switch (thing) {
      case "DEAL" -> List.of(change(Order.TYPE, id, gone));
      case "CONTACT" ->
          List.of(change(Customer.TYPE, CustomerTable.CONTACT.id(Long.parseLong(id)), gone));
      case "COMPANY" ->
          List.of(change(Customer.TYPE, CustomerTable.COMPANY.id(Long.parseLong(id)), gone));
      case "INVOICE" -> List.of(change(Invoice.TYPE, id, gone));
      case "PRODUCTSECTION" -> List.of(change(Category.TYPE, id, gone));
      // The older event does not say what it is: a look by id tells.
      case "PRODUCT" -> List.of(change(Product.TYPE, id, gone), change(Variant.TYPE, id, gone));
      default ->
          fields.apply("ENTITY_TYPE_ID").equals(SMART_INVOICE)
              ? List.of(change(Invoice.TYPE, id, gone))
              : List.of();
    };
  }

  private static Change change(EntityType type, String id, boolean gone) {
    return gone ? Change.gone(type, id) : Change.hint(type, id);
  }

  /** The types that have events. */
  static Set<EntityType> types() {
    return Set.of(
        Order.TYPE, Customer.TYPE, Invoice.TYPE, Product.TYPE, Variant.TYPE, Category.TYPE);
  }

  /** The events to subscribe to for these types. */
  static Set<String> names(Set<EntityType> types, BitrixInvoices invoices) {
    Set<String> names = new LinkedHashSet<>();
    stems(invoices)
        .forEach(
            (type, stems) -> {
              if (types.contains(type)) {
                stems.forEach(stem -> VERBS.forEach(verb -> names.add(stem.formatted(verb))));
              }
            });
    if (types.contains(Order.TYPE)) {
      names.add(MOVED);
    }
    if (types.contains(Invoice.TYPE) && invoices.classic()) {
      names.add("ONCRMINVOICESETSTATUS");
    }
    return names;
  }

  private static Map<EntityType, List<String>> stems(BitrixInvoices invoices) {
    List<String> ofInvoices = new ArrayList<>();
    if (invoices.smart()) {
      ofInvoices.add("ONCRMDYNAMICITEM%s_" + SMART_INVOICE);
    }
    if (invoices.classic()) {
      ofInvoices.add("ONCRMINVOICE%s");
    }
    return Map.of(
        Order.TYPE, List.of("ONCRMDEAL%s"),
        Customer.TYPE, List.of("ONCRMCONTACT%s", "ONCRMCOMPANY%s"),
        Invoice.TYPE, ofInvoices,
        Product.TYPE, List.of("CATALOG.PRODUCT.ON.%s"),
        Variant.TYPE, List.of("CATALOG.PRODUCT.ON.%s"),
        Category.TYPE, List.of("ONCRMPRODUCTSECTION%s"));
  }
}
