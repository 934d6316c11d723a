package dev.syncline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.RunReport.FlowReport;
import dev.syncline.RunReport.FlowReport.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people read must be readable, in every locale of the process. */
class TextsTest {

  private static final FlowReport NOTHING =
      new FlowReport(Map.of(), Map.of(Count.UNCHANGED, 9L), Map.of());
  private static final FlowReport BUSY =
      new FlowReport(
          Map.of(
              Count.READ, Map.of(Side.LEFT, 20L),
              Count.CREATED, Map.of(Side.RIGHT, 3L),
              Count.UPDATED, Map.of(Side.LEFT, 1L, Side.RIGHT, 2L),
              Count.ARCHIVED, Map.of(Side.RIGHT, 2L)),
          Map.of(
              Count.LINKED, 4L,
              Count.UNLINKED, 3L,
              Count.ADOPTED, 1L,
              Count.UNCHANGED, 5L,
              Count.WAITING, 7L,
              Count.FAILED, 8L,
              Count.CONFLICTS, 9L,
              Count.RENUMBERED, 10L),
          Map.of("UNMAPPED status", 6L, "CONDITION", 1L));

  @Test
  void aQuietRunSaysThatThereWasNothingToDo() {
    assertThat(report(Map.of("order", NOTHING), List.of()))
        .hasToString("plan \"shop\", run r1, 1500 ms, requests 3 left, 0 right: nothing to do");
  }

  @Test
  void aBusyRunSaysFlowByFlowWhatItDidAndWhyItDidNothing() {
    Map<String, FlowReport> flows = new LinkedHashMap<>();
    flows.put("customer", NOTHING);
    flows.put("order", BUSY);

    assertThat(report(flows, List.of("bitrix24:acme: authorise the app again")))
        .hasToString(
            """
            plan "shop", run r1, 1500 ms, requests 3 left, 0 right
              order: created right 3, updated left 1, updated right 2, archived right 2, matched 4, \
            unlinked 3, adopted 1, \
            conflicts 9, numbered otherwise 10, skipped CONDITION 1, skipped UNMAPPED status 6, waiting 7, failed 8
              stopped: bitrix24:acme: authorise the app again""");
  }

  @Test
  void aReportAddsUpItsFlows() {
    RunReport report = report(Map.of("a", BUSY, "b", BUSY), List.of());

    assertThat(report.writes()).isEqualTo(16);
    assertThat(report.archived(Side.RIGHT)).isEqualTo(4);
    assertThat(report.unlinked()).isEqualTo(6);
    assertThat(report.created(Side.RIGHT)).isEqualTo(6);
    assertThat(report.created(Side.LEFT)).isZero();
    assertThat(report.updated(Side.LEFT)).isEqualTo(2);
    assertThat(report.deleted(Side.LEFT)).isZero();
    assertThat(report.skipped()).isEqualTo(14);
    assertThat(report.conflicts()).isEqualTo(18);
    assertThat(report.clean()).isFalse();
    assertThat(report(Map.of("a", NOTHING), List.of()).clean()).isTrue();
    assertThat(report(Map.of("a", NOTHING), List.of("why")).clean()).isFalse();
  }

  @Test
  void aPreviewSaysWhatARunWouldDoAndCost() {
    Preview preview =
        new Preview(
            report(Map.of("order", BUSY), List.of()),
            Map.of(Side.LEFT, 40L, Side.RIGHT, 2L),
            Duration.ofMinutes(2));

    assertThat(preview)
        .hasToString(
            "0 to create on the left, 3 on the right, 3 to change, 4 matched, 8 in doubt, "
                + "7 waiting, 42 requests, about 2 min");
  }

  @Test
  void aPreviewWhoseReadsWereStoppedSaysSo() {
    RunReport cut = report(Map.of(), List.of("bitrix24:acme: quota, free at noon"));

    assertThat(new Preview(cut, Map.of(Side.LEFT, 4L), Duration.ofSeconds(3725)))
        .hasToString(
            """
            0 to create on the left, 0 on the right, 0 to change, 0 matched, 0 in doubt, \
            0 waiting, 4 requests, about 1 h 2 min
              incomplete, the reads were stopped: bitrix24:acme: quota, free at noon""");
  }

  @Test
  void aReportNamesItsConflictsWithTheirWinnersAndCountsTheRest() {
    RunReport.Conflict conflict =
        new RunReport.Conflict("order", "118", "42", "comment", Side.LEFT, Conflicts.ORIGIN);
    RunReport report =
        new RunReport(
            "shop",
            "r1",
            Instant.EPOCH,
            Duration.ZERO,
            Map.of(),
            Map.of("order", BUSY),
            List.of(),
            List.of(conflict));

    assertThat(report.toString())
        .contains("\n  conflict: order 118 comment, left wins (origin)\n  and 8 conflicts more");
  }

  @Test
  void aPreviewTakesTheTimeThatTheTightestQuotaAsksFor() {
    SyncPlan plan =
        SyncPlan.named("shop")
            .between(
                new Deaf("left").limited("requests", 100, Duration.ofMinutes(1)),
                new Deaf("right").limited("writes", 10, Duration.ofSeconds(1)))
            .build();
    RunReport report = report(Map.of(), List.of());

    assertThat(Preview.of(report, Map.of(Side.LEFT, 300L, Side.RIGHT, 20L), plan).about())
        .isEqualTo(Duration.ofMinutes(3));
    assertThat(Preview.of(report, Map.of(Side.LEFT, 100L, Side.RIGHT, 10L), plan).about())
        .as("within the quota it takes as long as its requests do: three took 1.5 s")
        .isEqualTo(Duration.ofSeconds(55));
  }

  @Test
  void aCheckListsEveryProblemWithItsRemedyAtOnce() {
    PlanCheck bad =
        new PlanCheck(
            "shop",
            List.of(
                new PlanProblem(
                    "RIGHT_MISSING", "moysklad:a", "scope", "no right to orders", "grant it"),
                new PlanProblem("UNMAPPED", "bitrix24:b", "stages", "WON has no pair", "pair it")),
            List.of());

    assertThat(bad)
        .hasToString(
            """
            plan "shop" is not ready:
              moysklad:a, scope: no right to orders; grant it
              bitrix24:b, stages: WON has no pair; pair it""");
    assertThatThrownBy(bad::orThrow)
        .isInstanceOf(PlanNotReady.class)
        .hasMessage(bad.toString())
        .extracting(thrown -> ((PlanNotReady) thrown).check())
        .isSameAs(bad);
    assertThat(new PlanCheck("shop", List.of(), List.of())).hasToString("plan \"shop\" is ready");
    assertThat(new PlanCheck("shop", List.of(), List.of("n")))
        .hasToString("plan \"shop\" is ready (1 notes)");
    new PlanCheck("shop", List.of(), List.of("n")).orThrow();
  }

  @Test
  void aFailureNamesItsEntityAndItsReasonInLowerCaseUnderATurkishLocaleToo() {
    assertThat(failure(Failure.Kind.WAITING).toString())
        .startsWith(
            "order 7 (left): waiting, CUSTOMER 9 has no counterpart; tried again by itself");
    assertThat(failure(Failure.Kind.TWIN).toString())
        .startsWith("order 7 (left): twin, CUSTOMER 9 has no counterpart; remove one");
  }

  @Test
  void aFailureNamesWhatItWaitsForAndWhatWouldReleaseIt() {
    Failure customer =
        new Failure(
                "shop",
                "customer",
                Side.LEFT,
                "12",
                Failure.Kind.AMBIGUOUS,
                "matches 2: [a, b]",
                1,
                Instant.MAX)
            .choosing(List.of("a", "b"));
    Failure order =
        new Failure(
                "shop",
                "order",
                Side.LEFT,
                "4711",
                Failure.Kind.WAITING,
                "waits for [customer:12]",
                1,
                Instant.MAX)
            .behind(List.of(customer));

    assertThat(order)
        .hasToString(
            "order 4711 (left): waits for customer 12 (matches 2 on the right: a, b); release with "
                + "engine.choose(plan, failure, \"a\")");
    assertThat(customer)
        .hasToString(
            "customer 12 (left): matches 2 on the right: a, b; release with "
                + "engine.choose(plan, failure, \"a\")");
  }

  private static Failure failure(Failure.Kind kind) {
    return new Failure(
        "shop", "order", Side.LEFT, "7", kind, "CUSTOMER 9 has no counterpart", 1, Instant.EPOCH);
  }

  private static RunReport report(Map<String, FlowReport> flows, List<String> stopped) {
    return new RunReport(
        "shop",
        "r1",
        Instant.EPOCH,
        Duration.ofMillis(1500),
        Map.of(Side.LEFT, 3L),
        flows,
        stopped);
  }
}
