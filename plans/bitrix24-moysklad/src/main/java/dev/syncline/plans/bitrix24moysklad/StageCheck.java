package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.Dictionaries;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the mapped stages fit both accounts: those of deals, or those of invoices. */
final class StageCheck {

  /**
   * What differs between deals and invoices.
   *
   * @param dictionary the list that stages and states stand in
   * @param pipelines whether stages belong to funnels
   */
  private record Kind(
      String dictionary,
      boolean pipelines,
      ProblemText stageGone,
      ProblemText stateGone,
      ProblemText stageTwice,
      ProblemText primaryTwice) {}

  private static final Kind DEALS =
      new Kind(
          Dictionaries.ORDER_STATUS,
          true,
          ProblemText.DEAL_STAGE_GONE,
          ProblemText.ORDER_STATE_GONE,
          ProblemText.DEAL_STAGE_TWICE,
          ProblemText.ORDER_PRIMARY_TWICE);
  private static final Kind INVOICES =
      new Kind(
          Dictionaries.INVOICE_STATUS,
          false,
          ProblemText.INVOICE_STAGE_GONE,
          ProblemText.INVOICE_STATE_GONE,
          ProblemText.INVOICE_STAGE_TWICE,
          ProblemText.INVOICE_PRIMARY_TWICE);

  private final End bitrix;
  private final End moysklad;
  private final Problems problems;

  StageCheck(End bitrix, End moysklad, Problems problems) {
    this.bitrix = bitrix;
    this.moysklad = moysklad;
    this.problems = problems;
  }

  void deals(List<StagePair> pairs) {
    if (pairs.isEmpty()) {
      problems.add(ProblemText.STAGES_EMPTY, bitrix, "stages"); // B-018
    }
    pairs("stages", pairs, DEALS);
  }

  void invoices(List<StagePair> pairs) {
    pairs("invoiceStages", pairs, INVOICES);
  }

  private void pairs(String setting, List<StagePair> pairs, Kind kind) {
    for (int at = 0; at < pairs.size(); at++) {
      pair(setting + "[" + at + "]", pairs.get(at), kind);
    }
    uniqueness(setting, pairs, kind);
  }

  private void pair(String setting, StagePair pair, Kind kind) {
    String dictionary = kind.dictionary();
    Optional<Dictionaries.Code> stage = bitrix.living(dictionary, pair.stage());
    if (stage.isEmpty()) {
      problems.add(
          kind.stageGone(),
          bitrix,
          setting + ".stage",
          pair.stage(),
          moysklad.shown(dictionary, pair.state()),
          bitrix.list(dictionary));
    }
    if (moysklad.living(dictionary, pair.state()).isEmpty()) {
      problems.add(
          kind.stateGone(),
          moysklad,
          setting + ".state",
          bitrix.shown(dictionary, pair.stage()),
          pair.state(),
          moysklad.list(dictionary));
    }
    stage
        .filter(found -> kind.pipelines())
        .map(StagePair::pipelineOf)
        .filter(funnel -> !funnel.equals(pair.pipeline()))
        .ifPresent(
            funnel ->
                problems.add(
                    ProblemText.STAGE_ELSEWHERE,
                    bitrix,
                    setting + ".pipeline",
                    bitrix.shown(dictionary, pair.stage()),
                    funnel,
                    pair.pipeline()));
  }

  private void uniqueness(String setting, List<StagePair> pairs, Kind kind) {
    Set<String> stages = new HashSet<>();
    Set<List<String>> primaries = new HashSet<>();
    for (StagePair pair : pairs) {
      if (!stages.add(pair.stage())) {
        problems.add(
            kind.stageTwice(), bitrix, setting, bitrix.shown(kind.dictionary(), pair.stage()));
      }
      String funnel = kind.pipelines() ? pair.pipeline() : "";
      if (pair.primary() && !primaries.add(List.of(funnel, pair.state()))) {
        problems.add(
            kind.primaryTwice(),
            moysklad,
            setting,
            moysklad.shown(kind.dictionary(), pair.state()),
            pair.pipeline()); // B-074
      }
    }
  }

  /** Whether deals can be made in the funnel that is chosen for them. */
  void pipeline(String chosen, List<StagePair> pairs) {
    Set<String> funnels = new TreeSet<>();
    bitrix
        .dictionaries()
        .codes(Dictionaries.ORDER_STATUS)
        .forEach(stage -> funnels.add(StagePair.pipelineOf(stage)));
    if (!funnels.contains(chosen)) {
      problems.add(
          ProblemText.PIPELINE_GONE,
          bitrix,
          "pipeline",
          chosen,
          funnels.isEmpty() ? "-" : String.join(", ", funnels)); // B-073
    } else if (!pairs.isEmpty()
        && pairs.stream().noneMatch(pair -> pair.pipeline().equals(chosen))) {
      problems.add(ProblemText.PIPELINE_UNMAPPED, bitrix, "pipeline", chosen);
    }
  }
}
