package dev.syncline.examples.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.examples.compare.Compared;
import dev.syncline.model.Product;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.fake.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of a create's request or its answer, there is one entity in the end. */
class LostAnswerTest {

  private static final int RECORDS = 141;
  private static final int RUNS_AT_MOST = 3;
  private static final List<Fault> FAULTS =
      List.of(
          Fault.LOST_BEFORE,
          Fault.LOST_AFTER,
          Fault.GATEWAY_TIMEOUT,
          Fault.MALFORMED,
          Fault.LANDS_LATE);

  private static Map<String, Integer> undisturbed = Map.of();

  /** One sort of create: on which side, and how its request is told. */
  record Sort(boolean onLeft, String name, Predicate<FakeRequest> creates) {

    static Sort left(String name, String command) {
      return new Sort(true, name, request -> (request.path() + request.text()).contains(command));
    }

    static Sort right(String kind) {
      return new Sort(
          false,
          kind,
          request ->
              request.method().equals("POST")
                  && request.path().endsWith("/entity/" + kind)
                  && request.text().contains("externalCode"));
    }

    @Override
    public String toString() {
      return (onLeft ? "left " : "right ") + name;
    }
  }

  static Stream<Arguments> everyCreateWithEveryFault() {
    return Stream.of(
            Sort.left("section", "catalog.section.add"),
            Sort.left("product", "catalog.product.add"),
            Sort.left("parent", "catalog.product.sku.add"),
            Sort.left("offer", "catalog.product.offer.add"),
            Sort.left("service", "catalog.product.service.add"),
            Sort.left("contact", "crm.item.add?entityTypeId=3"),
            Sort.left("company", "crm.item.add?entityTypeId=4"),
            Sort.left("deal with rows", "crm.item.add?entityTypeId=2"),
            Sort.right("productfolder"),
            Sort.right("product"),
            Sort.right("service"),
            Sort.right("variant"),
            Sort.right("counterparty"),
            Sort.right("customerorder"))
        .flatMap(sort -> FAULTS.stream().map(fault -> Arguments.of(sort, fault)));
  }

  @BeforeAll
  static void whatAnUndisturbedRunLeaves() {
    try (Pair pair = Pair.of(RECORDS, 1)) {
      RunReport report = pair.run();
      assertThat(report.clean()).as(report.toString()).isTrue();
      assertThat(pair.compare().clean()).isTrue();
      undisturbed = pair.documents();
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyCreateWithEveryFault")
  void aLostAnswerToACreateLeavesExactlyOneEntity(Sort sort, Fault fault) {
    try (Pair pair = Pair.of(RECORDS, 1)) {
      Faults weather = sort.onLeft() ? pair.portal.faults() : pair.account.faults();
      try (SyncEngine engine = pair.engine(pair.runtime)) {
        weather.onNext(request -> sort.creates().test(request) && landing(pair, sort), fault);

        List<RunReport> reports = untilClean(pair, engine);
        weather.land();
        pair.time.advance(Duration.ofHours(1));
        RunReport further = engine.run(pair.plan());

        Compared compared = pair.compare();
        assertThat(weather.struck()).isEqualTo(1);
        assertThat(further.writes()).as(reports + "\n" + further).isZero();
        assertThat(further.clean()).as(reports + "\n" + further).isTrue();
        assertThat(compared.findings()).as(reports.toString()).isEmpty();
        assertThat(pair.documents()).as(reports.toString()).isEqualTo(undisturbed);
      }
    }
  }

  /** What is still under way lands within the settle time, as it must, whatever time passes by. */
  private static boolean landing(Pair pair, Sort sort) {
    Faults weather = sort.onLeft() ? pair.portal.faults() : pair.account.faults();
    Side side = sort.onLeft() ? Side.LEFT : Side.RIGHT;
    Duration settles = pair.plan().connector(side).port(Product.TYPE).capabilities().settleTime();
    pair.time.at(pair.time.now().plus(settles).minusMillis(1), weather::land);
    return true;
  }

  private static List<RunReport> untilClean(Pair pair, SyncEngine engine) {
    List<RunReport> reports = new ArrayList<>();
    do {
      pair.time.advance(Duration.ofHours(1));
      reports.add(engine.run(pair.plan()));
    } while (!reports.get(reports.size() - 1).clean() && reports.size() < RUNS_AT_MOST);
    return reports;
  }
}
