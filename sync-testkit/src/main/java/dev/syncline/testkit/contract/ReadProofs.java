package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Reading;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What reads by id must give. */
final class ReadProofs {

  private static final int SEVERAL = 12;

  static final List<Proof<Sample>> ALL =
      List.of(
          Proof.of(
              "reads answer", "every id asked is answered, unknown ones too", ReadProofs::answers),
          Proof.of("gone", "what was deleted is gone, and certainly so", ReadProofs::gone),
          Proof.of(
              "other ids",
              "an id of another type shows nothing of that type",
              ReadProofs::otherIds),
          Proof.of("nothing asked", "empty collections cost no request", ReadProofs::nothing),
          Proof.of("bulk", "a read of many is no call for each", ReadProofs::bulk),
          Proof.of(
              "wanted only",
              "fewer fields never cost more, and are told alike",
              ReadProofs::wanted),
          Proof.of(
              "readable",
              "what is declared readable is read, and nothing else",
              ReadProofs::readable));

  private ReadProofs() {}

  private static void answers(Workbench bench, Sample sample) {
    bench.connector().check();
    List<String> ids = new ArrayList<>(bench.make(sample, 3));
    List<String> unknown =
        List.of(
            "",
            " ",
            "no-such-id",
            "999999999",
            "../entity",
            "ü",
            ids.get(0) + "x",
            ids.get(0) + "/1");
    List<String> asked = new ArrayList<>(unknown);
    asked.addAll(ids);
    asked.add(ids.get(0));
    Map<String, Reading> readings =
        bench.connector().port(sample.type()).read(asked, bench.everything());
    assertThat(readings.keySet()).isEqualTo(new LinkedHashSet<>(asked));
    for (String id : ids) {
      assertThat(readings.get(id))
          .isInstanceOfSatisfying(
              Reading.Found.class, found -> assertThat(found.entity().id()).isEqualTo(id));
    }
    unknown.forEach(id -> assertThat(readings.get(id)).as(id).isNotInstanceOf(Reading.Found.class));
  }

  private static void gone(Workbench bench, Sample sample) {
    bench.connector().check();
    if (!bench.capabilities(sample.type()).can(Operation.DELETE)) {
      throw Proof.notDeclared("nothing can be deleted");
    }
    List<String> ids = bench.make(sample, 2);
    Entity first = bench.read(sample.type(), ids.get(0));
    assertThat(bench.write(bench.delete(first))).isInstanceOf(WriteResult.Written.class);
    assertThat(bench.reading(sample.type(), ids.get(0))).isInstanceOf(Reading.Gone.class);
    Map<String, Reading> both = bench.connector().port(sample.type()).read(ids, bench.everything());
    assertThat(both.get(ids.get(0))).isInstanceOf(Reading.Gone.class);
    assertThat(both.get(ids.get(1))).isInstanceOf(Reading.Found.class);
  }

  /** Where ids are bare numbers, another type may have the same: then it is that type's entity. */
  private static void otherIds(Workbench bench, Sample sample) {
    bench.connector().check();
    for (EntityType other : AccountProofs.types(bench)) {
      if (!other.equals(sample.type())) {
        String id = bench.ref(other).id();
        Reading reading = bench.reading(sample.type(), id);
        if (reading instanceof Reading.Found found) {
          assertThat(found.entity().type()).isEqualTo(sample.type());
          assertThat(found.entity().id()).isEqualTo(id);
        }
      }
    }
  }

  private static void nothing(Workbench bench, Sample sample) {
    bench.connector().check();
    assertThat(
            bench.cost(
                () -> {
                  var port = bench.connector().port(sample.type());
                  assertThat(port.read(List.of(), bench.everything())).isEmpty();
                  assertThat(port.find(List.of(), bench.everything())).isEmpty();
                  assertThat(bench.connector().pack(List.of())).isEmpty();
                  assertThat(bench.connector().locate(List.of())).isEmpty();
                }))
        .isZero();
  }

  private static void bulk(Workbench bench, Sample sample) {
    bench.connector().check();
    List<String> ids = bench.make(sample, SEVERAL);
    bench.read(sample.type(), ids.get(0));
    long cost =
        bench.cost(
            () ->
                assertThat(
                        bench
                            .connector()
                            .port(sample.type())
                            .read(ids, bench.everything())
                            .values())
                    .hasSize(SEVERAL)
                    .allMatch(each -> each instanceof Reading.Found));
    assertThat(cost).as("requests for %s entities", SEVERAL).isLessThan(SEVERAL / 2);
  }

  private static void wanted(Workbench bench, Sample sample) {
    bench.connector().check();
    Entity whole = bench.make(sample);
    long all = bench.cost(() -> bench.read(sample.type(), whole.id()));
    for (Field<?> field : bench.capabilities(sample.type()).readable()) {
      Reading[] one = new Reading[1];
      long cost =
          bench.cost(
              () ->
                  one[0] =
                      bench
                          .connector()
                          .port(sample.type())
                          .read(List.of(whole.id()), FieldSet.of(field))
                          .get(whole.id()));
      assertThat(cost).as("requests for %s alone", field).isLessThanOrEqualTo(all);
      if (whole.knows(field) && !sample.coarse().containsKey(field)) {
        Agreement.agree("asked alone", ((Reading.Found) one[0]).entity(), whole, but(whole, field));
      }
    }
  }

  private static Set<Field<?>> but(Entity entity, Field<?> field) {
    Set<Field<?>> others = new LinkedHashSet<>(entity.fields());
    others.remove(field);
    return others;
  }

  private static void readable(Workbench bench, Sample sample) {
    bench.connector().check();
    Capabilities can = bench.capabilities(sample.type());
    Set<Field<?>> told = new LinkedHashSet<>();
    for (Sample each : bench.samples(sample.type())) {
      Entity read = bench.make(each);
      assertThat(read.type()).isEqualTo(sample.type());
      told.addAll(read.fields());
    }
    assertThat(told).containsAll(can.readable());
    assertThat(told.stream().filter(field -> !field.custom()).toList())
        .as("told without being declared")
        .allMatch(can.readable()::contains);
    assertThat(can.settleTime().isNegative()).isFalse();
    assertThat(can.callDeadline()).isPositive();
    assertThat(can.clockTick()).isPositive();
    assertThat(can.callsInFlight()).isPositive();
  }
}
