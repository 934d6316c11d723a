package dev.syncline.dolibarr;

import dev.syncline.model.Address;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Payment;
import dev.syncline.model.PersonName;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Shipment;
import dev.syncline.model.StockLevel;
import dev.syncline.testkit.contract.ConnectorContract;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Sample;
import dev.syncline.testkit.contract.Workbench;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Dolibarr's proof. */
class DolibarrContractTest extends ConnectorContract {

  private static final String OTHER_CODE = "another-code";
  private static final Address HOME = new Address("FR", "", "Paris", "1 rue", "75001", "étage 3");
  private static final AtomicInteger COUNT = new AtomicInteger();
  private DolibarrGround ground = new DolibarrGround(builder -> builder);

  @Override
  protected ProvingGround ground() {
    ground = new DolibarrGround(builder -> builder);
    return ground;
  }

  @Override
  protected List<Sample> samples() {
    return List.of(
        category(),
        product(),
        customer(),
        contact(),
        order(),
        invoice(),
        creditNote(),
        payment(),
        shipment(),
        stock());
  }

  private static Address elsewhere() {
    String street = COUNT.incrementAndGet() + " Allee";
    return new Address("DE", "", "Berlin", street, "10115", "");
  }

  /** Never the one before, and never the first, which the samples have. */
  private static String nextCarrier(Workbench bench) {
    return bench.code(DolibarrDictionaries.CARRIER, 1 + COUNT.incrementAndGet() % 2);
  }

  private static Entity of(EntityType type) {
    return Entity.of(type, "");
  }

  private static Sample category() {
    return Sample.of(
            Category.TYPE,
            (bench, n) ->
                of(Category.TYPE)
                    .with(Category.NAME, "Tees & more " + n)
                    .with(Category.DESCRIPTION, "a < b & c")
                    .with(Category.EXTERNAL_CODE, "ps1_c_" + n))
        .otherFrom(Category.PARENT, bench -> bench.another(Category.TYPE))
        .other(Category.EXTERNAL_CODE, OTHER_CODE)
        .neverEmpty(Category.NAME)
        .refusedIf(category -> category.cleared(Category.NAME))
        .foundBy(Category.NAME)
        .foundBy(Category.EXTERNAL_CODE);
  }

  private static Sample product() {
    return Sample.of(
            Product.TYPE,
            (bench, n) ->
                of(Product.TYPE)
                    .with(Product.NAME, "Tee 15\" #" + n)
                    .with(Product.SKU, "TEE-" + n)
                    .with(Product.KIND, Product.GOODS)
                    .with(Product.EXTERNAL_CODE, "ps1_p_" + n)
                    .with(Product.DESCRIPTION_HTML, "<p>Fine &amp; <b>light</b></p>")
                    .with(Product.NOTE_HTML, "<p>long</p>")
                    .with(Product.PRICE, Money.of("10.12", "EUR"))
                    .with(Product.VAT_INCLUDED, false)
                    .with(Product.VAT, new BigDecimal("20"))
                    .with(Product.COST_PRICE, Money.of("4.5", "EUR"))
                    .with(Product.BARCODES, Set.of("400638133" + (1000 + n)))
                    .with(Product.WEIGHT, new BigDecimal("0.25"))
                    .with(Product.LENGTH, new BigDecimal("10"))
                    .with(Product.WIDTH, new BigDecimal("20.5"))
                    .with(Product.HEIGHT, new BigDecimal("3"))
                    .with(Product.ARCHIVED, false)
                    .with(Product.PURCHASABLE, true)
                    .with(Product.PAGE, "https://shop.example/" + n))
        .other(Product.SKU, "OTHER_9")
        .other(Product.KIND, Product.SERVICE)
        .other(Product.EXTERNAL_CODE, OTHER_CODE)
        .other(Product.DESCRIPTION_HTML, "<p>Other</p>")
        .other(Product.NOTE_HTML, "<p>Other</p>")
        .other(Product.PRICE, Money.of("7.25", "EUR"))
        .other(Product.VAT, new BigDecimal("5.5"))
        .other(Product.COST_PRICE, Money.of("1", "EUR"))
        .other(Product.BARCODES, Set.of("other-code"))
        .other(Product.WEIGHT, new BigDecimal("2"))
        .other(Product.LENGTH, new BigDecimal("2"))
        .other(Product.WIDTH, new BigDecimal("2"))
        .other(Product.HEIGHT, new BigDecimal("2"))
        .otherFrom(Product.CATEGORIES, bench -> Set.of(bench.another(Category.TYPE)))
        .undated(Product.CATEGORIES, "a link changes neither of the two")
        .neverEmpty(Product.NAME, Product.SKU, Product.KIND, Product.PRICE, Product.VAT)
        .refusedIf(product -> product.cleared(Product.SKU))
        .foundBy(Product.SKU)
        .foundBy(Product.NAME)
        .foundBy(Product.EXTERNAL_CODE)
        .foundBy(Product.BARCODES);
  }

  private static Sample customer() {
    return Sample.of(
            Customer.TYPE,
            (bench, n) ->
                of(Customer.TYPE)
                    .with(Customer.NAME, "Doe Jane " + n)
                    .with(Customer.KIND, Customer.PERSON)
                    .with(Customer.EMAILS, Set.of("jane" + n + "@example.com"))
                    .with(Customer.PHONES, Set.of("+3314000" + (1000 + n)))
                    .with(Customer.VAT_NUMBER, "FR" + (10000 + n))
                    .with(Customer.TAX_NUMBER, "73282932" + n)
                    .with(Customer.REGISTRATION, "7328293200" + n)
                    .with(Customer.ADDRESS, HOME)
                    .with(Customer.COMMENT, "likes & wants")
                    .with(Customer.EXTERNAL_CODE, "ps1_u_" + n)
                    .with(Customer.ARCHIVED, false))
        .other(Customer.KIND, Customer.COMPANY)
        .other(Customer.EMAILS, Set.of("other@example.com"))
        .other(Customer.PHONES, Set.of("+33140009999"))
        .other(Customer.VAT_NUMBER, "DE1")
        .other(Customer.TAX_NUMBER, "1")
        .other(Customer.REGISTRATION, "2")
        .otherFrom(Customer.ADDRESS, bench -> elsewhere())
        .other(Customer.EXTERNAL_CODE, OTHER_CODE)
        .neverEmpty(Customer.NAME, Customer.KIND)
        .refusedIf(customer -> customer.cleared(Customer.NAME))
        .foundBy(Customer.NAME)
        .foundBy(Customer.EMAILS)
        .foundBy(Customer.PHONES)
        .foundBy(Customer.VAT_NUMBER)
        .foundBy(Customer.TAX_NUMBER)
        .foundBy(Customer.REGISTRATION)
        .foundBy(Customer.EXTERNAL_CODE);
  }

  private static Sample contact() {
    return Sample.of(
            ContactPerson.TYPE,
            (bench, n) ->
                of(ContactPerson.TYPE)
                    .with(ContactPerson.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(ContactPerson.PERSON_NAME, new PersonName("Doe", "Jane " + n, ""))
                    .with(ContactPerson.POSITION, "Boss")
                    .with(ContactPerson.EMAILS, Set.of("c" + n + "@example.com"))
                    .with(ContactPerson.PHONES, Set.of("+33140001234"))
                    .with(ContactPerson.ADDRESS, HOME)
                    .with(ContactPerson.EXTERNAL_CODE, "ps1_a_" + n)
                    .with(ContactPerson.ARCHIVED, false))
        .otherFrom(ContactPerson.CUSTOMER, bench -> bench.another(Customer.TYPE))
        .other(ContactPerson.PERSON_NAME, new PersonName("Roe", "John", ""))
        .other(ContactPerson.EMAILS, Set.of("other@example.com"))
        .other(ContactPerson.PHONES, Set.of("+33140009999"))
        .otherFrom(ContactPerson.ADDRESS, bench -> elsewhere())
        .other(ContactPerson.EXTERNAL_CODE, OTHER_CODE)
        .neverEmpty(ContactPerson.PERSON_NAME)
        .refusedIf(contact -> contact.with(ContactPerson.CUSTOMER, nobody(Customer.TYPE)))
        .foundBy(ContactPerson.EMAILS)
        .foundBy(ContactPerson.EXTERNAL_CODE);
  }

  private static Ref nobody(EntityType type) {
    return new Ref(type, "99999999");
  }

  private static Entity line(Ref item, String quantity, String price) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.ITEM, item)
        .with(OrderLine.NAME, "Tee & more")
        .with(OrderLine.QUANTITY, new BigDecimal(quantity))
        .with(
            OrderLine.PRICING,
            new Pricing(
                new BigDecimal(price),
                new BigDecimal("10"),
                Optional.of(new BigDecimal("20")),
                false));
  }

  private static Entity shipping() {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.ROLE, OrderLine.SHIPPING)
        .with(OrderLine.NAME, "Carrier")
        .with(OrderLine.QUANTITY, BigDecimal.ONE)
        .with(
            OrderLine.PRICING,
            new Pricing(
                new BigDecimal("4.9"), BigDecimal.ZERO, Optional.of(new BigDecimal("20")), false));
  }

  private static Sample order() {
    return Sample.of(
            Order.TYPE,
            (bench, n) ->
                of(Order.TYPE)
                    .with(Order.NUMBER, "WEB-" + n)
                    .with(Order.STATUS, "0")
                    .with(Order.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(Order.CUSTOMER_REFERENCE, "REF" + n)
                    .with(Order.CURRENCY, "EUR")
                    .with(Order.COMMENT, "ring & leave")
                    .with(Order.CARRIER, bench.code(DolibarrDictionaries.CARRIER, 0))
                    .with(Order.PAYMENT_METHOD, "6")
                    .with(
                        Order.LINES,
                        List.of(line(bench.ref(Product.TYPE), "2", "99.9"), shipping())))
        .other(Order.NUMBER, "WEB-X")
        .other(Order.STATUS, "1")
        .otherFrom(Order.CUSTOMER, bench -> bench.another(Customer.TYPE))
        .other(Order.CURRENCY, "USD")
        .other(Order.CURRENCY_RATE, new BigDecimal("1.1"))
        .other(Order.PLACED_AT, Instant.parse("2026-11-20T00:00:00Z"))
        .otherFrom(Order.CARRIER, DolibarrContractTest::nextCarrier)
        .other(Order.PAYMENT_METHOD, "2")
        .otherFrom(Order.LINES, bench -> List.of(line(bench.another(Product.TYPE), "3", "5")))
        .except(Order.INVOICED, "a draft cannot be invoiced, and nothing takes it back")
        .except(Order.CURRENCY_RATE, "a document in the company's currency has none")
        .neverEmpty(Order.STATUS, Order.PLACED_AT, Order.LINES)
        .refusedIf(order -> order.with(Order.CUSTOMER, nobody(Customer.TYPE)))
        .foundBy(Order.NUMBER)
        .foundBy(Order.CUSTOMER_REFERENCE);
  }

  private static Sample invoice() {
    return Sample.of(
            Invoice.TYPE,
            (bench, n) ->
                of(Invoice.TYPE)
                    .with(Invoice.STATUS, "0")
                    .with(Invoice.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(Invoice.ORDER, bench.ref(Order.TYPE))
                    .with(Invoice.CUSTOMER_REFERENCE, "REF" + n)
                    .with(Invoice.CURRENCY, "EUR")
                    .with(Invoice.COMMENT, "paid & sent")
                    .with(Invoice.ISSUED_ON, LocalDate.of(2026, 11, 20))
                    .with(Invoice.DUE_ON, LocalDate.of(2026, 12, 20))
                    .with(
                        Invoice.LINES,
                        List.of(line(bench.ref(Product.TYPE), "2", "99.9"), shipping())))
        .except(Invoice.NUMBER, "it is given with the validation")
        .except(Invoice.CURRENCY_RATE, "a document in the company's currency has none")
        .other(Invoice.STATUS, "1")
        .otherFrom(Invoice.CUSTOMER, bench -> bench.another(Customer.TYPE))
        .otherFrom(Invoice.ORDER, bench -> bench.another(Order.TYPE))
        .other(Invoice.CURRENCY, "USD")
        .other(Invoice.ISSUED_ON, LocalDate.of(2026, 11, 18))
        .other(Invoice.DUE_ON, LocalDate.of(2026, 12, 24))
        .otherFrom(Invoice.LINES, bench -> List.of(line(bench.another(Product.TYPE), "3", "5")))
        .moves(Invoice.STATUS, Invoice.NUMBER)
        .neverEmpty(Invoice.STATUS, Invoice.ISSUED_ON, Invoice.DUE_ON, Invoice.LINES)
        .refusedIf(invoice -> invoice.with(Invoice.CUSTOMER, nobody(Customer.TYPE)))
        .foundBy(Invoice.CUSTOMER_REFERENCE);
  }

  /** A validated invoice to refer to, made once. */
  private static Ref valid(Workbench bench) {
    return bench.once(
        of(Invoice.TYPE)
            .with(Invoice.CUSTOMER, bench.ref(Customer.TYPE))
            .with(Invoice.STATUS, "1")
            .with(Invoice.LINES, List.of(line(bench.ref(Product.TYPE), "100", "99.9"))));
  }

  private static Sample creditNote() {
    return Sample.of(
            CreditNote.TYPE,
            (bench, n) ->
                of(CreditNote.TYPE)
                    .with(CreditNote.STATUS, "0")
                    .with(CreditNote.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(CreditNote.INVOICE, valid(bench))
                    .with(CreditNote.ORDER, bench.ref(Order.TYPE))
                    .with(CreditNote.CURRENCY, "EUR")
                    .with(CreditNote.COMMENT, "broken & back")
                    .with(CreditNote.ISSUED_ON, LocalDate.of(2026, 11, 21))
                    .with(CreditNote.LINES, List.of(line(bench.ref(Product.TYPE), "1", "9.9"))))
        .except(CreditNote.NUMBER, "it is given with the validation")
        .except(CreditNote.CURRENCY_RATE, "a document in the company's currency has none")
        .other(CreditNote.STATUS, "1")
        .otherFrom(CreditNote.CUSTOMER, bench -> bench.another(Customer.TYPE))
        .otherFrom(CreditNote.INVOICE, bench -> bench.another(Invoice.TYPE))
        .otherFrom(CreditNote.ORDER, bench -> bench.another(Order.TYPE))
        .refersTo(
            CreditNote.INVOICE,
            (bench, n) ->
                of(Invoice.TYPE)
                    .with(Invoice.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(Invoice.STATUS, "1")
                    .with(Invoice.LINES, List.of(line(bench.ref(Product.TYPE), "1", "99.9"))))
        .other(CreditNote.CURRENCY, "USD")
        .other(CreditNote.ISSUED_ON, LocalDate.of(2026, 11, 18))
        .otherFrom(CreditNote.LINES, bench -> List.of(line(bench.another(Product.TYPE), "3", "5")))
        .moves(CreditNote.STATUS, CreditNote.NUMBER)
        .neverEmpty(CreditNote.STATUS, CreditNote.ISSUED_ON, CreditNote.LINES)
        .refusedIf(note -> note.with(CreditNote.CUSTOMER, nobody(Customer.TYPE)));
  }

  private static Sample payment() {
    return Sample.of(
            Payment.TYPE,
            (bench, n) ->
                of(Payment.TYPE)
                    .with(Payment.INVOICE, valid(bench))
                    .with(Payment.AMOUNT, Money.of("1.25", "EUR"))
                    .with(Payment.PAID_ON, LocalDate.of(2026, 11, 20))
                    .with(Payment.METHOD, "6")
                    .with(Payment.NUMBER, "TX" + n))
        .refersTo(
            Payment.INVOICE,
            (bench, n) ->
                of(Invoice.TYPE)
                    .with(Invoice.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(Invoice.STATUS, "1")
                    .with(Invoice.LINES, List.of(line(bench.ref(Product.TYPE), "1", "99.9"))))
        .refusedIf(payment -> payment.cleared(Payment.AMOUNT));
  }

  private static Ref shippable(Workbench bench) {
    return bench.once(
        of(Order.TYPE)
            .with(Order.CUSTOMER, bench.ref(Customer.TYPE))
            .with(Order.STATUS, "1")
            .with(Order.LINES, List.of(line(bench.ref(Product.TYPE), "1000", "9.9"))));
  }

  private static Sample shipment() {
    return Sample.of(
            Shipment.TYPE,
            (bench, n) ->
                of(Shipment.TYPE)
                    .with(Shipment.ORDER, shippable(bench))
                    .with(Shipment.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(Shipment.STATUS, "0")
                    .with(Shipment.CARRIER, bench.code(DolibarrDictionaries.CARRIER, 0))
                    .with(Shipment.TRACKING_NUMBER, "1Z" + n)
                    .with(Shipment.STORE, "1")
                    .with(
                        Shipment.LINES,
                        List.of(
                            Entity.of(OrderLine.TYPE, "")
                                .with(OrderLine.ITEM, bench.ref(Product.TYPE))
                                .with(OrderLine.QUANTITY, BigDecimal.ONE))))
        .except(Shipment.STATUS, "without stock none is validated")
        .except(Shipment.LINES, "they are those of the order")
        .except(Shipment.STORE, "the account has one warehouse")
        .otherFrom(Shipment.ORDER, bench -> bench.another(Order.TYPE))
        .otherFrom(Shipment.CUSTOMER, bench -> bench.another(Customer.TYPE))
        .refersTo(
            Shipment.ORDER,
            (bench, n) ->
                of(Order.TYPE)
                    .with(Order.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(Order.STATUS, "1")
                    .with(Order.LINES, List.of(line(bench.ref(Product.TYPE), "9", "9.9"))))
        .otherFrom(Shipment.CARRIER, DolibarrContractTest::nextCarrier)
        .refusedIf(shipment -> shipment.with(Shipment.ORDER, nobody(Order.TYPE)));
  }

  private Sample stock() {
    return Sample.readOnly(StockLevel.TYPE, (bench, n) -> ground.stocked(n))
        .otherFrom(StockLevel.QUANTITY, bench -> new BigDecimal(1_000 + COUNT.incrementAndGet()))
        .neverEmpty(StockLevel.QUANTITY);
  }
}
