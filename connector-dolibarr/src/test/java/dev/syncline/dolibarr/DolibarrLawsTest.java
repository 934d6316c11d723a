package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.dolibarr.codec.Goods;
import dev.syncline.dolibarr.codec.Line;
import dev.syncline.dolibarr.codec.Papers;
import dev.syncline.dolibarr.codec.Payments;
import dev.syncline.dolibarr.codec.People;
import dev.syncline.dolibarr.codec.Table;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.http.Json;
import dev.syncline.model.Address;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Kinds;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Payment;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Shipment;
import dev.syncline.model.Variant;
import dev.syncline.testkit.contract.CodecLaws;
import dev.syncline.testkit.contract.LawfulLine;
import dev.syncline.testkit.contract.LawfulLine.Missing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The laws of Dolibarr's tables. */
class DolibarrLawsTest extends CodecLaws {

  private static final Terms TERMS =
      new Terms(
          "RUB",
          ZoneId.of("Europe/Paris"),
          Map.of("1", "FR", "5", "DE"),
          Map.of("6", "CB", "2", "VIR"),
          Map.of(OrderLine.SHIPPING, "77"),
          Map.of("SHIPPING", OrderLine.SHIPPING),
          Set.of(),
          Map.of(),
          Map.of("USD", new BigDecimal("1.1")),
          false,
          PhoneRules.digits());

  private static final List<Entity> LINES =
      List.of(
          line("goods & <more> \"x\"\nnext")
              .with(OrderLine.ITEM, new Ref(Product.TYPE, "7"))
              .with(OrderLine.ROLE, Optional.empty()),
          line("free")
              .with(OrderLine.ITEM, Optional.empty())
              .with(OrderLine.ROLE, Optional.empty()));

  private static final Map<Field<?>, List<?>> OWN = own();

  /** What calls of their own write. */
  private static final Set<Field<?>> BY_CALLS =
      Set.of(
          Product.CATEGORIES,
          Product.IMAGE,
          Product.IMAGES,
          Variant.PRODUCT,
          Variant.OPTIONS,
          Variant.IMAGES,
          Order.STATUS,
          Order.INVOICED,
          Order.INVOICE_CONTACT,
          Order.DELIVERY_CONTACT,
          Invoice.STATUS,
          Invoice.NUMBER,
          CreditNote.STATUS,
          CreditNote.NUMBER,
          Shipment.STATUS,
          Shipment.LINES,
          Shipment.STORE,
          Payment.INVOICE);

  /** What the vendor needs or has a default for. */
  private static final Set<Field<?>> NEVER_EMPTY =
      Set.of(
          Product.PRICE,
          Product.VAT,
          Product.KIND,
          Variant.PRICE,
          Variant.VAT,
          Customer.KIND,
          ContactPerson.PERSON_NAME,
          Order.PLACED_AT,
          Order.CURRENCY,
          Order.CURRENCY_RATE,
          Order.LINES,
          Invoice.ISSUED_ON,
          Invoice.DUE_ON,
          Invoice.CURRENCY,
          Invoice.CURRENCY_RATE,
          Invoice.ORDER,
          Invoice.LINES,
          CreditNote.ISSUED_ON,
          CreditNote.CURRENCY,
          CreditNote.ORDER,
          CreditNote.LINES,
          Order.NUMBER,
          Shipment.ORDER,
          Payment.AMOUNT,
          Payment.METHOD);

  private static Entity line(String name) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.NAME, name)
        .with(OrderLine.QUANTITY, new BigDecimal("2.5"))
        .with(
            OrderLine.PRICING,
            new Pricing(
                new BigDecimal("19.90123"),
                new BigDecimal("10"),
                Optional.of(new BigDecimal("5.5")),
                false));
  }

  private static Map<Field<?>, List<?>> own() {
    Map<Field<?>, List<?>> own = new HashMap<>();
    own.put(Product.KIND, List.of(Product.GOODS, Product.SERVICE));
    own.put(Customer.KIND, List.of(Customer.PERSON, Customer.COMPANY));
    own.put(Category.PARENT, List.of(new Ref(Category.TYPE, "5")));
    own.put(ContactPerson.CUSTOMER, List.of(new Ref(Customer.TYPE, "5")));
    own.put(Order.CUSTOMER, List.of(new Ref(Customer.TYPE, "5")));
    own.put(Invoice.CUSTOMER, List.of(new Ref(Customer.TYPE, "5")));
    own.put(CreditNote.CUSTOMER, List.of(new Ref(Customer.TYPE, "5")));
    own.put(Shipment.CUSTOMER, List.of(new Ref(Customer.TYPE, "5")));
    own.put(Invoice.ORDER, List.of(new Ref(Order.TYPE, "9")));
    own.put(CreditNote.ORDER, List.of(new Ref(Order.TYPE, "9")));
    own.put(CreditNote.INVOICE, List.of(new Ref(Invoice.TYPE, "9")));
    own.put(Shipment.ORDER, List.of(new Ref(Order.TYPE, "9")));
    List.of(Order.CURRENCY, Invoice.CURRENCY, CreditNote.CURRENCY)
        .forEach(field -> own.put(field, List.of("EUR", "USD")));
    List.of(Order.CURRENCY_RATE, Invoice.CURRENCY_RATE)
        .forEach(field -> own.put(field, List.of(new BigDecimal("1.1"))));
    List.of(Order.CARRIER, Order.PAYMENT_METHOD, Shipment.CARRIER)
        .forEach(field -> own.put(field, List.of("3", "12")));
    own.put(Payment.METHOD, List.of("6", "2"));
    List.of(Order.LINES, Invoice.LINES, CreditNote.LINES)
        .forEach(field -> own.put(field, List.of(LINES)));
    List.of(
            Product.EXTERNAL_CODE,
            Variant.EXTERNAL_CODE,
            Category.EXTERNAL_CODE,
            Customer.EXTERNAL_CODE,
            ContactPerson.EXTERNAL_CODE)
        .forEach(field -> own.put(field, List.of("ps1_p_10", "A-1.b")));
    List.of(Customer.ADDRESS, ContactPerson.ADDRESS)
        .forEach(
            field ->
                own.put(
                    field,
                    List.of(
                        new Address("FR", "", "Paris", "1 \"rue\" & Co", "75001", "étage 3\nB"),
                        new Address("", "Île", "Lyon", "2 rue\nbis", "", ""))));
    own.put(Payment.AMOUNT, List.of(Money.of("12.50", "RUB")));
    return own;
  }

  private static Map<String, Table> codecs() {
    Map<String, Table> codecs = new LinkedHashMap<>();
    codecs.put("categories", Goods.CATEGORY);
    codecs.put("products", Goods.PRODUCT);
    codecs.put("variants", Goods.VARIANT);
    codecs.put("thirdparties", People.CUSTOMER);
    codecs.put("contacts", People.CONTACT);
    codecs.put("orders", Papers.ORDER);
    codecs.put("invoices", Papers.INVOICE);
    codecs.put("creditnotes", Papers.CREDIT_NOTE);
    codecs.put("shipments", Papers.SHIPMENT);
    codecs.put("payments", Payments.PAYMENT);
    return codecs;
  }

  /** A document that mentions what any line looks at, as the vendor writes it. */
  private static final JsonNode EXAMPLE = example();

  private static JsonNode example() {
    try (Stream<String> lines = Files.lines(resource())) {
      return Json.mapper().readTree(String.join("\n", lines.toList()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path resource() {
    return Path.of("src/test/resources/dolibarr-example.json");
  }

  @SuppressWarnings("unchecked")
  private static <V> LawfulLine<V> lawful(String name, Table codec, Line<V> line) {
    Field<V> field = line.field();
    @Nullable List<V> own = (List<V>) OWN.get(field);
    boolean writable = line.access() != Line.Access.NEVER && !BY_CALLS.contains(field);
    boolean clearable =
        writable && !NEVER_EMPTY.contains(field) && !field.kind().equals(Kinds.bool());
    boolean defaulted =
        Set.<Field<?>>of(Order.CURRENCY, Invoice.CURRENCY, CreditNote.CURRENCY).contains(field);
    Missing missing = defaulted ? Missing.DEFAULT : Missing.UNKNOWN;
    return new DolibarrLine<>(name, codec, line, TERMS, EXAMPLE, own, missing, writable, clearable);
  }

  @Override
  protected String system() {
    return "dolibarr";
  }

  @Override
  protected List<LawfulLine<?>> lines() {
    List<LawfulLine<?>> all = new ArrayList<>();
    codecs()
        .forEach(
            (name, codec) -> codec.lines().forEach(line -> all.add(lawful(name, codec, line))));
    return all;
  }

  @Override
  protected Map<String, Set<Field<?>>> tables() {
    Map<String, Set<Field<?>>> tables = new LinkedHashMap<>();
    codecs()
        .forEach(
            (name, codec) -> {
              Set<Field<?>> fields = new LinkedHashSet<>();
              codec.lines().forEach(line -> fields.add(line.field()));
              tables.put(name, fields);
            });
    return tables;
  }

  @Test
  void theExampleMentionsEveryLine() {
    codecs()
        .forEach(
            (name, codec) -> {
              Entity read = codec.read(EXAMPLE, TERMS);
              codec
                  .lines()
                  .forEach(
                      line ->
                          assertThat(read.knows(line.field()))
                              .as(name + " " + line.field())
                              .isTrue());
            });
  }
}
