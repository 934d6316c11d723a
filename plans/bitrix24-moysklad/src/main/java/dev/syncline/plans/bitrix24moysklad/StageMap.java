package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.ValueMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deal stages and order states: a stage has one state, a state has stages in several funnels. What
 * has no pair on either side is {@link ValueMap#UNMAPPED}, which keeps the whole document out.
 */
final class StageMap implements Lens<String, String> {

  private final Map<String, StagePair> byStage = new LinkedHashMap<>();
  private final Map<String, List<StagePair>> byState = new LinkedHashMap<>();
  private final String newDeals;

  /**
   * Pairs as the settings name them.
   *
   * @param newDeals the funnel in which deals are made
   */
  StageMap(List<StagePair> pairs, String newDeals) {
    this.newDeals = newDeals;
    for (StagePair pair : pairs) {
      byStage.putIfAbsent(pair.stage(), pair);
      List<StagePair> same = byState.computeIfAbsent(pair.state(), state -> new ArrayList<>());
      same.add(pair.primary() ? marked(same) : same.size(), pair); // B-074
    }
  }

  private static int marked(List<StagePair> pairs) {
    return (int) pairs.stream().filter(StagePair::primary).count();
  }

  @Override
  public Put<String> toRight(String stage, Optional<String> heldState) {
    StagePair pair = byStage.get(stage);
    if (pair == null || heldState.filter(held -> !byState.containsKey(held)).isPresent()) {
      return Put.skip(ValueMap.UNMAPPED); // B-072
    }
    return Put.value(pair.state());
  }

  @Override
  public Put<String> toLeft(String state, Optional<String> heldStage) {
    List<StagePair> pairs = byState.getOrDefault(state, List.of());
    if (pairs.isEmpty() || heldStage.filter(held -> !byStage.containsKey(held)).isPresent()) {
      return Put.skip(ValueMap.UNMAPPED); // B-072
    }
    Optional<StagePair> held = heldStage.map(byStage::get);
    if (held.filter(pair -> pair.state().equals(state)).isPresent()) {
      return Put.value(held.get().stage()); // B-074
    }
    String funnel = held.map(StagePair::pipeline).orElse(newDeals); // B-073
    return pairs.stream()
        .filter(pair -> pair.pipeline().equals(funnel))
        .findFirst()
        .map(pair -> Put.value(pair.stage()))
        .orElseGet(() -> Put.skip(ValueMap.UNMAPPED));
  }
}
