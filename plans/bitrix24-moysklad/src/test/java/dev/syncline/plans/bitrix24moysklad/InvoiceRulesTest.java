package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Dictionaries;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.ValueMap;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Numbering;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class InvoiceRulesTest {

  private static final BitrixMoySkladSettings SETTINGS =
      BitrixMoySkladSettings.defaults()
          .withInvoiceStages(
              StagePair.of("DT31_5:N", "issued"),
              StagePair.of("DT31_5:S", "issued").asPrimary(),
              StagePair.of("DT31_5:P", "paid"));

  private final Entity row =
      Entity.of(OrderLine.TYPE, "1")
          .with(OrderLine.ITEM, new Ref(Product.TYPE, "1286"))
          .with(OrderLine.QUANTITY, BigDecimal.TEN)
          .with(OrderLine.PRICING, Pricing.of("1200"));

  private final Entity invoice =
      Entity.of(Invoice.TYPE, "57")
          .with(Invoice.NUMBER, "00017")
          .with(Invoice.STATUS, "DT31_5:N")
          .with(Invoice.CURRENCY, "RUB")
          .with(Invoice.CUSTOMER, new Ref(Customer.TYPE, "CO_4"))
          .with(Invoice.ORDER, new Ref(Order.TYPE, "342"))
          .with(Invoice.ISSUED_ON, LocalDate.parse("2026-06-18"))
          .with(Invoice.DUE_ON, LocalDate.parse("2026-06-25"))
          .with(Invoice.LINES, List.of(row));

  @Test
  @Rule("B-085")
  void onlyInvoicesInMappedStagesTakePart() {
    Flow flow = flow(SETTINGS);
    assertThat(flow.gates(unit("status"), Side.LEFT)).isTrue();
    assertThat(flow.gates(unit("status"), Side.RIGHT)).isTrue();
    assertThat(toRight(invoice)).containsEntry("status", Put.value("issued"));
    assertThat(toRight(invoice.with(Invoice.STATUS, "DT31_5:D")))
        .containsEntry("status", Put.skip(ValueMap.UNMAPPED));
    assertThat(toLeft(invoice.with(Invoice.STATUS, "issued")))
        .containsEntry("status", Put.value("DT31_5:S"));
  }

  @Test
  @Rule({"B-086", "B-087"})
  void anInvoiceHasTheNumberOfWhereItWasMadeWhateverTheNumberingOfOrders() {
    for (Numbering numbering : Numbering.values()) {
      for (Side target : Side.values()) {
        assertThat(puts(SETTINGS.withNumbering(numbering), View.create(target, invoice)))
            .containsEntry("number", Put.candidates(List.of("00017")));
      }
    }
    assertThat(unit("number").when()).isEqualTo(When.CREATE_ONLY);
  }

  @Test
  void anInvoiceGoesWithoutItsOrderAsLongAsThatHasNoCounterpart() {
    assertThat(toRight(invoice))
        .containsEntry("order", Put.value(new Ref(Order.TYPE, "other-342")));
    Mapping unlinked = new Unlinked(invoice);
    assertThat(flow(SETTINGS).mapper().map(unlinked).puts())
        .containsEntry("order", Put.skip("NOT_LINKED"));
    assertThat(unit("order").when()).isEqualTo(When.ALWAYS);
    assertThat(
            flow(SETTINGS.withDirections(Directions.ALL_BOTH.withOrders(Way.OFF)), false)
                .mapper()
                .units())
        .extracting(Unit::name)
        .doesNotContain("order");
  }

  @Test
  @Rule({"B-090", "B-091"})
  void itsDaysTravelAndWhatIsPaidIsLeftToTheVendors() {
    assertThat(toRight(invoice))
        .containsEntry("issued_on", Put.value(LocalDate.parse("2026-06-18")))
        .containsEntry("due_on", Put.value(LocalDate.parse("2026-06-25")));
    assertThat(toLeft(invoice)).containsKeys("issued_on", "due_on");
    assertThat(flow(SETTINGS).mapper().units())
        .noneMatch(unit -> Optional.of(Invoice.PAID).equals(unit.field(Side.RIGHT)))
        .noneMatch(unit -> Optional.of(Invoice.PAID).equals(unit.field(Side.LEFT)));
    assertThat(toRight(invoice.with(Invoice.STATUS, "DT31_5:P")))
        .containsEntry("status", Put.value("paid"));
  }

  @Test
  void aNewInvoiceOfBitrixIsCalledAfterThatOfMoySklad() {
    Entity theirs = invoice.with(Invoice.STATUS, "issued");
    assertThat(toLeft(theirs)).containsEntry("title>left", Put.value("Invoice 00017"));
    assertThat(puts(SETTINGS.withLanguage(Language.RU), View.create(Side.LEFT, theirs)))
        .containsEntry("title>left", Put.value("Счёт 00017"));
    assertThat(puts(SETTINGS.withInvoiceTitle("Bill"), View.create(Side.LEFT, theirs)))
        .containsEntry("title>left", Put.value("Bill 00017"));
  }

  @Test
  @Rule("B-022")
  void aNewInvoiceOfMoySkladHasAnOwnCompany() {
    assertThat(toRight(invoice)).containsEntry("organization>right", Put.value("acme-llc"));
    assertThat(toRight(invoice)).doesNotContainKey("store>right");
  }

  @Test
  @Rule("B-111")
  void anInvoiceInAnUnmappedCurrencyStaysOutAndSoDoesOneOfNobody() {
    assertThat(halt(invoice.with(Invoice.CURRENCY, "BYN")))
        .contains(new Wanted.Halt(Wanted.Halt.Kind.VETO, "CURRENCY_UNMAPPED"));
    assertThat(halt(invoice.cleared(Invoice.CUSTOMER)))
        .contains(new Wanted.Halt(Wanted.Halt.Kind.SKIP, "NO_CUSTOMER"));
    assertThat(halt(invoice)).isEmpty();
  }

  private static Optional<Wanted.Halt> halt(Entity invoice) {
    return flow(SETTINGS).mapper().map(View.create(Side.RIGHT, invoice)).halting();
  }

  private static Map<String, Put<?>> toRight(Entity invoice) {
    return puts(SETTINGS, View.create(Side.RIGHT, invoice));
  }

  private static Map<String, Put<?>> toLeft(Entity invoice) {
    return puts(SETTINGS, View.create(Side.LEFT, invoice));
  }

  private static Map<String, Put<?>> puts(BitrixMoySkladSettings settings, View view) {
    return flow(settings).mapper().map(view).puts();
  }

  private static Flow flow(BitrixMoySkladSettings settings) {
    return flow(settings, true);
  }

  private static Flow flow(BitrixMoySkladSettings settings, boolean withOrders) {
    Function<Side, Dictionaries> dictionaries =
        side -> (side == Side.LEFT ? Shop.bitrix() : Shop.moysklad()).dictionaries();
    return new InvoiceRules(settings, dictionaries, withOrders).flow();
  }

  private static Unit unit(String name) {
    return flow(SETTINGS).mapper().units().stream()
        .filter(unit -> unit.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A world in which nothing has a counterpart yet. */
  private record Unlinked(Entity source) implements Mapping {

    @Override
    public Side target() {
      return Side.RIGHT;
    }

    @Override
    public Optional<Entity> held() {
      return Optional.empty();
    }

    @Override
    public Optional<Ref> counterpart(Ref ofSource) {
      return Optional.empty();
    }

    @Override
    public PhoneRules phones() {
      return PhoneRules.digits();
    }
  }
}
