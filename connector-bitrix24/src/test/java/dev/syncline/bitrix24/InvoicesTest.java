package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.bitrix24.fake.Kind;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.Change;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Feed.StartAt;
import dev.syncline.connector.Located;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.connector.WriteResult.Refused;
import dev.syncline.connector.WriteResult.Written;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.PersonName;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InvoicesTest {

  /** Two sorts of portals, one canonical type. */
  enum Sort {
    SMART(builder -> builder, "DT31_5:S", "DT31_5:P"),
    CLASSIC(FakeBitrix24.Builder::classicInvoices, "S", "P");

    @SuppressWarnings("ImmutableEnumChecker")
    private final UnaryOperator<FakeBitrix24.Builder> portal;

    private final String sent;
    private final String paid;

    Sort(UnaryOperator<FakeBitrix24.Builder> portal, String sent, String paid) {
      this.portal = portal;
      this.sent = sent;
      this.paid = paid;
    }
  }

  private final List<Bench> open = new ArrayList<>();

  private Bench bench(Sort sort) {
    Bench bench = new Bench(sort.portal, builder -> builder);
    open.add(bench);
    assertThat(bench.connector.check().problems()).isEmpty();
    return bench;
  }

  @AfterEach
  void close() {
    open.forEach(Bench::close);
  }

  private static Entity line(String name, String price, String discount, String vat) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.NAME, name)
        .with(OrderLine.QUANTITY, new BigDecimal("2"))
        .with(
            OrderLine.PRICING,
            new Pricing(
                new BigDecimal(price),
                new BigDecimal(discount),
                vat.equals("-") ? Optional.empty() : Optional.of(new BigDecimal(vat)),
                true));
  }

  private static Entity company() {
    return Bench.entity(Customer.TYPE)
        .with(Customer.KIND, Customer.COMPANY)
        .with(Customer.NAME, "Romashka");
  }

  private static Entity person() {
    return Bench.entity(Customer.TYPE)
        .with(Customer.KIND, Customer.PERSON)
        .with(Customer.PERSON_NAME, new PersonName("Petrov", "Ivan", ""));
  }

  private static Entity invoice(Sort sort) {
    return Bench.entity(Invoice.TYPE)
        .with(Invoice.NUMBER, "00017")
        .with(Invoice.TITLE, "Invoice & more + 17")
        .with(Invoice.STATUS, sort.sent)
        .with(Invoice.CURRENCY, "RUB")
        .with(Invoice.COMMENT, "By bank")
        .with(Invoice.ISSUED_ON, LocalDate.of(2026, 6, 18))
        .with(Invoice.DUE_ON, LocalDate.of(2026, 6, 25))
        .with(Invoice.RESPONSIBLE, "7")
        .with(
            Invoice.LINES, List.of(line("Mug", "120", "0", "20"), line("Cup", "99.90", "10", "-")));
  }

  private static String organization(Bench bench) {
    return bench.connector.dictionaries().codes(Dictionaries.ORGANIZATION).get(0).code();
  }

  private static Ref deal(Bench bench) {
    return new Ref(
        Order.TYPE, Long.toString(bench.fake.deals().add(each -> each.title("Deal")).id()));
  }

  private static List<Change> changes(Bench bench, StartAt at) {
    var feed = bench.feed("invoices");
    return Bench.changes(bench.pages(feed, feed.start(at), Bench.ALL));
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  @Rule("B-086")
  void everyFieldOfAnInvoiceKeepsBothLaws(Sort sort) {
    Bench bench = bench(sort);
    Laws laws = new Laws(bench);
    Entity customer = laws.same(company());
    Entity read =
        laws.same(
            invoice(sort)
                .with(Invoice.CUSTOMER, customer.ref())
                .with(Invoice.ORDER, deal(bench))
                .with(Invoice.ORGANIZATION, organization(bench)));
    assertThat(read.require(Invoice.NUMBER)).isEqualTo("00017");
    assertThat(read.require(Invoice.TOTAL)).isEqualByComparingTo("419.82");
    laws.writingBackChangesNothing(read);
    Entity paid =
        Entity.of(Invoice.TYPE, read.id())
            .with(Invoice.STATUS, sort.paid)
            .with(Invoice.NUMBER, "00018")
            .with(Invoice.LINES, read.require(Invoice.LINES).subList(0, 1));
    assertThat(bench.write(bench.update(read, paid))).isInstanceOf(Written.class);
    Laws.agree(bench.read(Invoice.TYPE, read.id()), paid);
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  void aPersonPaysAsAPersonAndALineNamesItsVariant(Sort sort) {
    Bench bench = bench(sort);
    Laws laws = new Laws(bench);
    Entity parent =
        laws.same(
            Bench.entity(Product.TYPE)
                .with(Product.NAME, "Shirt")
                .with(Product.HAS_VARIANTS, true));
    Entity variant =
        laws.same(
            Bench.entity(Variant.TYPE)
                .with(Variant.NAME, "Shirt M")
                .with(Variant.PRODUCT, parent.ref()));
    Entity mug = laws.same(Bench.entity(Product.TYPE).with(Product.NAME, "Mug"));
    Entity read =
        laws.same(
            invoice(sort)
                .with(Invoice.CUSTOMER, laws.same(person()).ref())
                .with(
                    Invoice.LINES,
                    List.of(
                        line("Shirt M", "10", "0", "-").with(OrderLine.ITEM, variant.ref()),
                        line("Mug", "10", "0", "-").with(OrderLine.ITEM, mug.ref()))));
    assertThat(read.require(Invoice.CUSTOMER).id()).startsWith("C_");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 20, 20",
    "33.33, 7.5, 20",
    "99.90, 33.33, -",
    "10, 100, 20",
    "0, 0, 10",
    "10, -5, 10"
  })
  void aClassicRowsPriceDiscountAndTaxAreReadBackAsWritten(
      String price, String discount, String vat) {
    Bench bench = bench(Sort.CLASSIC);
    Laws laws = new Laws(bench);
    laws.same(
        invoice(Sort.CLASSIC)
            .with(Invoice.CUSTOMER, laws.same(company()).ref())
            .with(Invoice.LINES, List.of(line("x", price, discount, vat))));
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  void anInvoiceWithItsNewCustomerAndDealIsOneRequest(Sort sort) {
    Bench bench = bench(sort);
    Write.Create customer = bench.create(company());
    Write.Create order = bench.create(Bench.entity(Order.TYPE).with(Order.TITLE, "Deal"));
    Write.Create invoice =
        bench.create(
            invoice(sort)
                .with(Invoice.CUSTOMER, Ref.to(Customer.TYPE, customer.key().text()))
                .with(Invoice.ORDER, Ref.to(Order.TYPE, order.key().text())));
    List<WriteResult> results = new ArrayList<>();
    assertThat(
            bench.requests(
                () -> results.addAll(bench.connector.write(List.of(customer, order, invoice)))))
        .isEqualTo(1);
    assertThat(results).allMatch(Written.class::isInstance);
    Entity read = bench.read(Invoice.TYPE, ((Written) results.get(2)).id());
    assertThat(read.require(Invoice.CUSTOMER).id()).isEqualTo(((Written) results.get(0)).id());
    assertThat(read.require(Invoice.ORDER).id()).isEqualTo(((Written) results.get(1)).id());
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  void aLostAnswerOnCreateIsFoundByItsMarkerAndTheEntityNamesIt(Sort sort) {
    Bench bench = bench(sort);
    String customer = bench.made(company());
    Write.Create create =
        bench.create(
            invoice(sort)
                .with(Invoice.CUSTOMER, new Ref(Customer.TYPE, customer))
                .without(sort == Sort.SMART ? Invoice.LINES : Invoice.COMMENT));
    assertThat(bench.connector.locate(List.of(create)).get(0)).isInstanceOf(Located.Absent.class);
    bench.fake.faults().onNext("POST", "crm.", Fault.LOST_AFTER);
    assertThatThrownBy(() -> bench.write(create)).isInstanceOf(OutcomeUnknown.class);
    bench.time.advance(Duration.ofMinutes(2));
    assertThat(bench.connector.locate(List.of(create)).get(0))
        .isInstanceOfSatisfying(
            Located.Found.class,
            found -> {
              assertThat(found.ids()).hasSize(1);
              assertThat(bench.read(Invoice.TYPE, found.ids().get(0)).marker())
                  .contains(create.key().marker());
            });
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  void invoicesAreEnumeratedPolledFoundAndConvictedAsGone(Sort sort) {
    Bench bench = bench(sort);
    Ref customer = new Ref(Customer.TYPE, bench.made(company()));
    List<String> ids = new ArrayList<>();
    for (int at = 0; at < 3; at++) {
      ids.add(
          bench.made(
              invoice(sort).with(Invoice.CUSTOMER, customer).with(Invoice.NUMBER, "N" + at)));
    }
    assertThat(changes(bench, new StartAt.Beginning()))
        .extracting(Change::id)
        .containsExactlyElementsOf(ids);
    bench.time.advance(Duration.ofHours(1));
    var feed = bench.feed("invoices");
    var now = feed.start(new StartAt.Now());
    bench.time.advance(Duration.ofMinutes(1));
    bench.write(
        bench.update(
            bench.read(Invoice.TYPE, ids.get(1)),
            Entity.of(Invoice.TYPE, ids.get(1)).with(Invoice.STATUS, sort.paid)));
    List<Change> changed = Bench.changes(bench.pages(feed, now, Bench.ALL));
    assertThat(changed).extracting(Change::id).containsExactly(ids.get(1));
    assertThat(changed.get(0).content().orElseThrow().require(Invoice.LINES)).hasSize(2);
    List<MatchKey> keys =
        MatchKey.of(
            Bench.entity(Invoice.TYPE).with(Invoice.NUMBER, "N2"),
            List.of(Invoice.NUMBER),
            PhoneRules.digits());
    assertThat(bench.connector.port(Invoice.TYPE).find(keys, Bench.ALL).get(keys.get(0)).hits())
        .extracting(Entity::id)
        .containsExactly(ids.get(2));
    Entity held = bench.read(Invoice.TYPE, ids.get(0));
    assertThat(bench.write(new Write.Delete(bench.key(), held))).isInstanceOf(Written.class);
    Map<String, Reading> read = bench.connector.port(Invoice.TYPE).read(ids, Bench.ALL);
    assertThat(read.get(ids.get(0))).isInstanceOf(Reading.Gone.class);
    assertThat(read.get(ids.get(1))).isInstanceOf(Reading.Found.class);
  }

  @Test
  void aPageOfSmartInvoicesWithTheirLinesTakesTwoRequestsAndWithoutThemOne() {
    Bench bench = bench(Sort.SMART);
    for (int at = 0; at < 120; at++) {
      int number = at;
      bench.fake.invoices().add(each -> each.title("I " + number).row("A", 1, "5"));
    }
    var feed = bench.feed("invoices");
    var start = feed.start(new StartAt.Beginning());
    assertThat(bench.requests(() -> bench.pages(feed, start, Bench.ALL))).isEqualTo(2);
    assertThat(
            bench.requests(
                () -> bench.pages(feed, start, dev.syncline.connector.FieldSet.of(Invoice.NUMBER))))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  void statusesAndOwnCompaniesAreDictionaries(Sort sort) {
    Bench bench = bench(sort);
    Dictionaries codes = bench.connector.dictionaries();
    assertThat(codes.code(Dictionaries.INVOICE_STATUS, sort.paid))
        .hasValueSatisfying(code -> assertThat(code.traits()).containsEntry("semantics", "S"));
    assertThat(codes.codes(Dictionaries.INVOICE_STATUS)).hasSize(4);
    assertThat(codes.codes(Dictionaries.ORGANIZATION))
        .extracting(Dictionaries.Code::name)
        .containsExactly("Our company");
    assertThat(codes.codes(Dictionaries.PIPELINE))
        .extracting(Dictionaries.Code::code)
        .containsExactlyInAnyOrder("0", "9");
  }

  @Test
  void aClassicNumberThatIsTakenIsRefusedAsTaken() {
    Bench bench = bench(Sort.CLASSIC);
    Ref customer = new Ref(Customer.TYPE, bench.made(company()));
    Entity wanted = invoice(Sort.CLASSIC).with(Invoice.CUSTOMER, customer);
    bench.made(wanted);
    assertThat(bench.write(bench.create(wanted)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.NUMBER_TAKEN));
    assertThat(bench.fake.documents(Kind.CLASSIC_INVOICE)).hasSize(1);
  }

  @Test
  void aClassicInvoiceWithoutNumberOrCustomerIsRefusedAsMissingOne() {
    Bench bench = bench(Sort.CLASSIC);
    Entity nobody = invoice(Sort.CLASSIC);
    Entity nameless =
        nobody
            .with(Invoice.CUSTOMER, new Ref(Customer.TYPE, bench.made(company())))
            .without(Invoice.NUMBER);
    for (Entity each : List.of(nobody, nameless)) {
      assertThat(bench.write(bench.create(each)))
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.MISSING));
    }
    assertThat(bench.fake.documents(Kind.CLASSIC_INVOICE)).isEmpty();
  }

  @Test
  void anOldPortalHasNoSmartInvoicesAndTheirFieldsArePromisedNowhere() {
    Bench bench = bench(Sort.CLASSIC);
    assertThat(bench.connector.port(Invoice.TYPE).capabilities().can(Operation.CREATE)).isTrue();
    assertThat(bench.connector.dictionaries().invoices().smart()).isFalse();
    assertThat(bench(Sort.SMART).connector.dictionaries().invoices().classic()).isFalse();
  }
}
