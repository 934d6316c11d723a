package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Located;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContactPersonTest {

  private final Rig rig = new Rig(fake -> fake.rateLimit(false), connector -> connector);

  @AfterEach
  void close() {
    rig.close();
  }

  private Ref company(String name) {
    return rig.stored(Rig.create(name, Rig.customer(name))).ref();
  }

  private static Entity person(Ref company, String name) {
    return Entity.builder(ContactPerson.TYPE, "")
        .set(ContactPerson.CUSTOMER, company)
        .set(ContactPerson.NAME, name)
        .build();
  }

  @Test
  @Rule("B-066")
  void aPersonGoesThereAndBackAndBelongsToItsCompany() {
    Ref company = company("A");
    Entity read =
        RoundTrip.of(
            rig,
            person(company, "Пётр Сидоров")
                .with(ContactPerson.POSITION, "закупки")
                .with(ContactPerson.PHONES, Set.of("+79000000001", "+79000000002"))
                .with(ContactPerson.EMAILS, Set.of("p@example.org"))
                .with(ContactPerson.EXTERNAL_CODE, "p-1"));
    assertThat(read.id()).startsWith(company.id() + "/");
    assertThat(read.require(ContactPerson.CUSTOMER)).isEqualTo(company);
  }

  @Test
  void newPersonsOfOneCompanyAreOneRequestAndOthersAreOthers() {
    Ref one = company("A");
    Ref two = company("B");
    rig.connector.check();
    List<List<Write>> lists =
        rig.connector.pack(
            List.of(
                Rig.create("1", person(one, "a")),
                Rig.create("2", person(two, "b")),
                Rig.create("3", person(one, "c"))));
    assertThat(lists).extracting(List::size).containsExactlyInAnyOrder(2, 1);
    long before = rig.requests();
    lists.forEach(
        list ->
            assertThat(rig.connector.write(list)).allMatch(WriteResult.Written.class::isInstance));
    assertThat(rig.requests() - before).isEqualTo(2);
  }

  @Test
  void aPersonWaitsForItsCompany() {
    Write.Create company = Rig.create("c", Rig.customer("A"));
    Write.Create person = Rig.create("p", person(Ref.to(Customer.TYPE, company.key().text()), "a"));
    assertThat(rig.connector.pack(List.of(company, person)))
        .containsExactly(List.of(company), List.of(person));
    assertThat(rig.connector.write(List.of(person)).get(0)).isInstanceOf(WriteResult.NotSent.class);
  }

  @Test
  void personsOfManyCompaniesAreReadInOneRequest() {
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      Ref company = company("C" + n);
      ids.add(rig.stored(Rig.create("p" + n, person(company, "P" + n))).id());
    }
    long before = rig.requests();
    Map<String, Reading> readings = read(ids.toArray(new String[0]));
    assertThat(rig.requests() - before).isEqualTo(1);
    assertThat(readings.values()).allMatch(Reading.Found.class::isInstance);
  }

  private Map<String, Reading> read(String... ids) {
    return rig.connector.port(ContactPerson.TYPE).read(List.of(ids), FieldSet.of());
  }

  @Test
  void whoIsGoneIsGoneAloneAndWithTheCompany() {
    Ref company = company("A");
    Entity left = rig.stored(Rig.create("1", person(company, "left")));
    Entity stays = rig.stored(Rig.create("2", person(company, "stays")));
    WriteResult removed = rig.write(new Write.Delete(Rig.key(left.type(), "d"), left)).get(0);
    assertThat(removed).isInstanceOf(WriteResult.Written.class);
    assertThat(read(left.id(), stays.id()))
        .containsEntry(left.id(), new Reading.Gone())
        .hasEntrySatisfying(
            stays.id(), reading -> assertThat(reading).isInstanceOf(Reading.Found.class));
    assertThat(rig.write(new Write.Delete(Rig.key(left.type(), "e"), left)).get(0))
        .isInstanceOf(WriteResult.Gone.class);
    assertThat(rig.write(Rig.update(left, Rig.only(left, ContactPerson.NAME, "x"))).get(0))
        .isInstanceOf(WriteResult.Gone.class);
    rig.fake.counterparties().delete(company.id());
    assertThat(read(stays.id())).containsEntry(stays.id(), new Reading.Gone());
  }

  @Test
  void aPersonIsFoundWithinItsCompanyByWhateverIsKnown() {
    Ref company = company("A");
    Ref other = company("B");
    Entity known =
        person(company, "Пётр Сидоров")
            .with(ContactPerson.PHONES, Set.of("8 (900) 000-00-01", "+7 900 000-00-02"))
            .with(ContactPerson.EMAILS, Set.of("P@example.org"));
    String id = rig.stored(Rig.create("1", known)).id();
    rig.stored(Rig.create("2", known.with(ContactPerson.CUSTOMER, other)));
    Entity sought =
        person(company, "Пётр Сидоров")
            .with(ContactPerson.PHONES, Set.of("+79000000001"))
            .with(ContactPerson.EMAILS, Set.of("p@EXAMPLE.org", "else@example.org"));
    List<MatchKey> keys =
        List.of(
            key(sought, ContactPerson.PHONES),
            key(sought, ContactPerson.EMAILS),
            key(sought, ContactPerson.NAME),
            key(person(company, "nobody"), ContactPerson.NAME));
    long before = rig.requests();
    Map<MatchKey, Findings> found =
        rig.connector.port(ContactPerson.TYPE).find(keys, FieldSet.of());
    assertThat(rig.requests() - before).isEqualTo(1);
    assertThat(found.values()).allMatch(Findings::complete);
    for (MatchKey key : keys.subList(0, 3)) {
      assertThat(found.get(key).hits()).extracting(Entity::id).containsExactly(id);
    }
    assertThat(found.get(keys.get(3)).hits()).isEmpty();
  }

  private static MatchKey key(Entity entity, Field<?> field) {
    return MatchKey.of(entity, List.of(ContactPerson.CUSTOMER, field), PhoneRules.digits()).get(0);
  }

  @Test
  void withoutItsCompanyAPersonCannotBeLookedFor() {
    MatchKey key =
        MatchKey.of(person(company("A"), "a"), List.of(ContactPerson.NAME), PhoneRules.digits())
            .get(0);
    assertThat(
            rig.connector
                .port(ContactPerson.TYPE)
                .find(List.of(key), FieldSet.of())
                .get(key)
                .complete())
        .isFalse();
  }

  @Test
  void aLostCreateIsFoundAgainByItsCode() {
    Ref company = company("A");
    Write.Create create = Rig.create("1", person(company, "lost"));
    assertThat(rig.connector.locate(List.of(create))).containsExactly(new Located.Absent());
    rig.fake
        .faults()
        .onNext(
            r -> r.path().endsWith("/contactpersons") && r.method().equals("POST"),
            Fault.LOST_AFTER);
    assertThatThrownBy(() -> rig.write(create)).isInstanceOf(OutcomeUnknown.class);
    assertThat(rig.connector.locate(List.of(create)).get(0))
        .isInstanceOfSatisfying(
            Located.Found.class,
            found -> assertThat(found.ids()).singleElement().asString().startsWith(company.id()));
  }

  @Test
  void oneThatIsRefusedSpoilsNoneOfItsCompany() {
    Ref company = company("A");
    Entity nameless = person(company, "x").cleared(ContactPerson.NAME);
    List<WriteResult> results =
        rig.write(
            Rig.create("1", person(company, "a")),
            Rig.create("2", nameless),
            Rig.create("3", person(company, "c")));
    assertThat(results.get(1)).isInstanceOf(WriteResult.Refused.class);
    for (int at : new int[] {0, 2}) {
      assertThat(results.get(at)).isInstanceOf(WriteResult.Written.class);
    }
  }

  @Test
  void whatIsNoPersonsIdIsUnseenWithoutARequest() {
    String company = company("A").id();
    long before = rig.requests();
    assertThat(read("", "x", "x/y", company, company + "/").values())
        .allMatch(Reading.Unseen.class::isInstance);
    assertThat(rig.requests() - before).isZero();
  }

  @Test
  void aPersonWithoutANameIsRefusedByName() {
    Entity nameless =
        Entity.builder(ContactPerson.TYPE, "").set(ContactPerson.CUSTOMER, company("A")).build();
    assertThat(rig.write(Rig.create("1", nameless)).get(0))
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.MISSING));
  }
}
