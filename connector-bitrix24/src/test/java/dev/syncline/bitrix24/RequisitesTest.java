package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.fake.Kind;
import dev.syncline.connector.Change;
import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.Feed.StartAt;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult.Written;
import dev.syncline.model.Address;
import dev.syncline.model.BankAccount;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PersonName;
import dev.syncline.model.PhoneRules;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequisitesTest {

  private static final BankAccount SBER =
      new BankAccount("40702810900000000001", "044525225", "Sber + Co", "30101810400000000225");
  private static final BankAccount ALFA =
      new BankAccount("40702810900000000002", "044525593", "Alfa", "30101810200000000593");
  private static final Address SEAT =
      new Address("Russia", "Moscow", "Moscow", "Tverskaya 1, b. 2", "101000", "floor 3");
  private static final Address SHOP = new Address("", "", "Tver", "Lenina 5", "", "");

  private final Bench bench = new Bench();
  private final Laws laws = new Laws(bench);

  @BeforeEach
  void check() {
    assertThat(bench.connector.check().problems()).isEmpty();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static Entity company() {
    return Bench.entity(Customer.TYPE)
        .with(Customer.KIND, Customer.COMPANY)
        .with(Customer.NAME, "Romashka")
        .with(Customer.TAX_NUMBER, "7707083893")
        .with(Customer.TAX_REASON, "770701001")
        .with(Customer.REGISTRATION, "1027700132195")
        .with(Customer.LEGAL_NAME, "OOO \"Romashka & Co\"")
        .with(Customer.LEGAL_ADDRESS, SEAT)
        .with(Customer.ADDRESS, SHOP)
        .with(Customer.BANK_ACCOUNTS, Set.of(SBER, ALFA));
  }

  private static Entity bare(String name) {
    return Bench.entity(Customer.TYPE)
        .with(Customer.KIND, Customer.COMPANY)
        .with(Customer.NAME, name);
  }

  private int rows(Kind kind) {
    return bench.fake.documents(kind).size();
  }

  private void update(Entity held, Entity delta) {
    assertThat(bench.write(bench.update(held, delta)))
        .isInstanceOfSatisfying(Written.class, written -> assertThat(written.leftOut()).isEmpty());
  }

  private static Entity delta(Entity of) {
    return Entity.of(Customer.TYPE, of.id());
  }

  @Test
  @Rule("B-068")
  void everyFieldOfACompanysRequisiteKeepsBothLaws() {
    laws.writingBackChangesNothing(laws.same(company()));
    assertThat(rows(Kind.REQUISITE)).isEqualTo(1);
    assertThat(rows(Kind.BANK_DETAIL)).isEqualTo(2);
    assertThat(rows(Kind.ADDRESS)).isEqualTo(2);
  }

  @Test
  void everyFieldOfAPersonsRequisiteKeepsBothLaws() {
    Entity person =
        company()
            .with(Customer.KIND, Customer.PERSON)
            .without(Customer.NAME)
            .without(Customer.TAX_REASON)
            .with(Customer.PERSON_NAME, new PersonName("Petrov", "Ivan", ""));
    laws.writingBackChangesNothing(laws.same(person));
    assertThat(bench.fake.documents(Kind.ADDRESS).get(0).path("TYPE_ID").asText()).isEqualTo("4");
  }

  @Test
  @Rule("B-066")
  void aSoleTraderIsACompanyWithTheTemplateOfOne() {
    Entity read = laws.same(company().with(Customer.KIND, Customer.SOLE_TRADER));
    assertThat(read.id()).startsWith("CO_");
    assertThat(read.require(Customer.KIND)).isEqualTo(Customer.SOLE_TRADER);
    ObjectNode requisite = bench.fake.documents(Kind.REQUISITE).get(0);
    assertThat(requisite.path("PRESET_ID").asText()).isEqualTo("2");
    assertThat(requisite.path("RQ_OGRNIP").asText()).isEqualTo("1027700132195");
    laws.writingBackChangesNothing(read);
  }

  @Test
  void aCustomerWithEverythingIsMadeInOneRequest() {
    Write.Create create = bench.create(company());
    assertThat(bench.connector.pack(List.of(create))).hasSize(1);
    assertThat(bench.requests(() -> bench.write(create))).isEqualTo(1);
  }

  @Test
  void changingAndClearingReachesTheRightRecordsAndMakesNoNewOnes() {
    Entity read = laws.same(company());
    BankAccount other = new BankAccount("40702810900000000003", "044525225", "Sber", "");
    Entity delta =
        delta(read)
            .with(Customer.TAX_REASON, "770702002")
            .with(Customer.ADDRESS, SEAT)
            .with(Customer.BANK_ACCOUNTS, Set.of(SBER, other));
    update(read, delta);
    Laws.agree(bench.read(Customer.TYPE, read.id()), read.overlaid(delta));
    assertThat(rows(Kind.BANK_DETAIL)).isEqualTo(2);
    Entity cleared =
        delta(read)
            .cleared(Customer.TAX_REASON)
            .cleared(Customer.REGISTRATION)
            .cleared(Customer.LEGAL_ADDRESS)
            .with(Customer.BANK_ACCOUNTS, Set.of(other));
    update(bench.read(Customer.TYPE, read.id()), cleared);
    Laws.agree(bench.read(Customer.TYPE, read.id()), cleared.with(Customer.ADDRESS, SEAT));
    assertThat(rows(Kind.BANK_DETAIL)).isEqualTo(1);
    assertThat(rows(Kind.ADDRESS)).isEqualTo(1);
    assertThat(rows(Kind.REQUISITE)).isEqualTo(1);
  }

  @Test
  void aLostAnswerMakesNoSecondRequisiteBankAccountOrAddress() {
    Entity read = laws.same(bare("Romashka"));
    Entity delta =
        delta(read)
            .with(Customer.TAX_NUMBER, "7707083893")
            .with(Customer.ADDRESS, SHOP)
            .with(Customer.BANK_ACCOUNTS, Set.of(SBER));
    bench.fake.faults().onNext("POST", "crm.requisite.add", Fault.LOST_AFTER);
    Write.Update update = bench.update(read, delta);
    assertThatThrownBy(() -> bench.write(update)).isInstanceOf(OutcomeUnknown.class);
    bench.time.advance(Duration.ofMinutes(2));
    assertThat(bench.write(update)).isInstanceOf(Written.class);
    assertThat(rows(Kind.REQUISITE)).isEqualTo(1);
    assertThat(rows(Kind.BANK_DETAIL)).isEqualTo(1);
    assertThat(rows(Kind.ADDRESS)).isEqualTo(1);
  }

  @Test
  void ofSeveralRequisitesTheFirstCountsAndTheOthersAreLeftAlone() {
    Entity read = laws.same(company());
    ObjectNode first = bench.fake.documents(Kind.REQUISITE).get(0);
    bench.fake.add(
        Kind.REQUISITE,
        first.deepCopy().put("ID", "77").put("SORT", "100").put("RQ_INN", "5000000000"));
    bench.fake.add(
        Kind.REQUISITE,
        first
            .deepCopy()
            .put("ID", "78")
            .put("SORT", "10")
            .put("ACTIVE", "N")
            .put("RQ_INN", "6000000000"));
    Entity now = bench.read(Customer.TYPE, read.id());
    assertThat(now.require(Customer.TAX_NUMBER)).isEqualTo("5000000000");
    assertThat(now.has(Customer.BANK_ACCOUNTS)).isFalse();
    update(now, delta(read).with(Customer.TAX_NUMBER, "5000000001"));
    assertThat(bench.fake.documents(Kind.REQUISITE))
        .extracting(each -> each.path("RQ_INN").asText())
        .containsExactly("7707083893", "5000000001", "6000000000");
  }

  private Findings find(Entity asked, Field<?>... by) {
    List<MatchKey> keys = MatchKey.of(asked, List.of(by), PhoneRules.digits());
    return bench.connector.port(Customer.TYPE).find(keys, Bench.WHOLE).get(keys.get(0));
  }

  @Test
  @Rule("B-067")
  void customersAreFoundByTaxNumberAlone() {
    String id = laws.same(company()).id();
    laws.same(company().with(Customer.TAX_NUMBER, "5000000000"));
    assertThat(find(company(), Customer.TAX_NUMBER).hits())
        .extracting(Entity::id)
        .containsExactly(id);
    assertThat(find(company(), Customer.TAX_NUMBER).complete()).isTrue();
  }

  @Test
  @Rule("B-067")
  void ofTwoBranchesTheOneWithTheSameReasonIsFound() {
    laws.same(company());
    String branch = laws.same(company().with(Customer.TAX_REASON, "500001001")).id();
    assertThat(find(company(), Customer.TAX_NUMBER).hits()).hasSize(2);
    assertThat(
            find(
                    company().with(Customer.TAX_REASON, "500001001"),
                    Customer.TAX_NUMBER,
                    Customer.TAX_REASON)
                .hits())
        .extracting(Entity::id)
        .containsExactly(branch);
  }

  @Test
  void aHundredTaxNumbersTakeOneRequestWhereNobodyHasThem() {
    List<MatchKey> keys = new ArrayList<>();
    for (int at = 0; at < 100; at++) {
      keys.addAll(
          MatchKey.of(
              company().with(Customer.TAX_NUMBER, "" + (1_000_000_000L + at)),
              List.of(Customer.TAX_NUMBER),
              PhoneRules.digits()));
    }
    assertThat(bench.requests(() -> bench.connector.port(Customer.TYPE).find(keys, Bench.WHOLE)))
        .isEqualTo(1);
  }

  private int requests(FieldSet wanted) {
    var feed = bench.feed("customers");
    var start = feed.start(new StartAt.Beginning());
    return bench.requests(() -> bench.pages(feed, start, wanted));
  }

  @Test
  void aPageOfCustomersCostsOneMoreRequestForTaxNumbersTwoForAllAndNoneIfNotWanted() {
    List<Write> creates = new ArrayList<>();
    for (int at = 0; at < 60; at++) {
      creates.add(bench.create(company().with(Customer.NAME, "C" + at)));
      bench.fake.contacts().add(each -> each.name("Ivan"));
    }
    bench.connector.pack(creates).forEach(bench.connector::write);
    FieldSet today = FieldSet.of(Customer.KIND, Customer.NAME, Customer.PHONES);
    assertThat(requests(today)).isEqualTo(1);
    assertThat(requests(today.and(FieldSet.of(Customer.TAX_NUMBER)))).isEqualTo(2);
    assertThat(requests(Bench.WHOLE)).isEqualTo(3);
  }

  @Test
  void aTaxNumberChangedOnTheScreenShowsItsOwnerOnceThoughTheCompanyWasNotTouched() {
    Entity read = laws.same(company());
    laws.same(company());
    bench.time.advance(Duration.ofHours(1));
    var feed = bench.feed("customers");
    var from = feed.start(new StartAt.Now());
    bench.time.advance(Duration.ofMinutes(1));
    Entity untouched = bench.read(Customer.TYPE, read.id());
    update(untouched, delta(read).with(Customer.TAX_NUMBER, "5000000000"));
    bench.time.advance(Duration.ofSeconds(5));
    var pages = bench.pages(feed, from, Bench.WHOLE);
    List<Change> changes = Bench.changes(pages);
    assertThat(changes).extracting(Change::id).containsExactly(read.id());
    assertThat(changes.get(0).content().orElseThrow().require(Customer.TAX_NUMBER))
        .isEqualTo("5000000000");
    bench.time.advance(Duration.ofMinutes(1));
    assertThat(Bench.changes(bench.pages(feed, Bench.after(pages), Bench.WHOLE))).isEmpty();
  }

  @Test
  void requisitesBeyondAPageAreAllSeen() {
    Set<String> numbers = new LinkedHashSet<>();
    Entity read = laws.same(company());
    ObjectNode first = bench.fake.documents(Kind.REQUISITE).get(0);
    for (int at = 0; at < 120; at++) {
      bench.fake.add(
          Kind.REQUISITE, first.deepCopy().put("ID", "" + (100 + at)).put("SORT", "" + (499 - at)));
      numbers.add("" + at);
    }
    bench.fake.add(
        Kind.REQUISITE, first.deepCopy().put("ID", "900").put("SORT", "1").put("RQ_INN", "9"));
    assertThat(bench.read(Customer.TYPE, read.id()).require(Customer.TAX_NUMBER)).isEqualTo("9");
  }

  @Test
  void aTextThatLooksLikeAReferenceArrivesAsItIs() {
    Entity tricky =
        company()
            .with(Customer.LEGAL_NAME, "OOO $result[c0][item][id]")
            .with(Customer.ADDRESS, new Address("", "", "", "Street $total[c1]", "", ""));
    assertThat(BitrixPacking.alone(bench.create(tricky.without(Customer.LEGAL_NAME)))).isTrue();
    laws.same(tricky);
  }

  @Test
  void aRegionAndItsDistrictMakeOneRegion() {
    Entity read = laws.same(company());
    for (ObjectNode each : bench.fake.documents(Kind.ADDRESS)) {
      bench.fake.add(Kind.ADDRESS, each.put("PROVINCE", "Tver oblast").put("REGION", "Kalinin"));
    }
    Entity now = bench.read(Customer.TYPE, read.id());
    assertThat(now.require(Customer.ADDRESS).region()).isEqualTo("Tver oblast, Kalinin");
    laws.writingBackChangesNothing(now);
  }

  @Test
  void anIbanIsNoDomesticNumber() {
    BankAccount iban = new BankAccount("DE89370400440532013000", "COBADEFFXXX", "Commerz", "");
    laws.same(company().with(Customer.BANK_ACCOUNTS, Set.of(iban)));
    assertThat(bench.fake.documents(Kind.BANK_DETAIL).get(0).path("RQ_IBAN").asText())
        .isEqualTo(iban.number());
    assertThat(Map.of("SWIFT", iban.bankCode()))
        .containsValue(bench.fake.documents(Kind.BANK_DETAIL).get(0).path("RQ_SWIFT").asText());
  }
}
