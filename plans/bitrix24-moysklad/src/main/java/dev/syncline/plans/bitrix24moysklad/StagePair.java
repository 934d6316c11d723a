package dev.syncline.plans.bitrix24moysklad;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.syncline.connector.Dictionaries.Code;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A deal stage of Bitrix24 and the order state of MoySklad that stands for it. Immutable.
 *
 * @param pipeline the funnel that the stage belongs to; left out in JSON, it is read from the
 *     stage's code
 * @param stage the stage's code, such as {@code NEW} or {@code C3:WON}
 * @param state the order state's code
 * @param primary whether an order in this state comes back to this stage, where several stages of
 *     one funnel stand for the state; without a mark the pair named first is
 * @since 0.1
 */
public record StagePair(String pipeline, String stage, String state, boolean primary) {

  private static final Pattern WITH_PIPELINE = Pattern.compile("C(\\d+):.*");
  private static final String GENERAL = "0";

  /** Checks that every part is there. */
  public StagePair {
    Objects.requireNonNull(pipeline, "pipeline is missing");
    Objects.requireNonNull(stage, "stage is missing");
    Objects.requireNonNull(state, "state is missing");
  }

  /** A pair in the funnel that the stage's code names, without a mark. */
  public static StagePair of(String stage, String state) {
    return new StagePair(pipelineOf(stage), stage, state, false);
  }

  /** The same, marked as primary. */
  public StagePair asPrimary() {
    return new StagePair(pipeline, stage, state, true);
  }

  @JsonCreator
  static StagePair read(
      @JsonProperty("pipeline") @Nullable String pipeline,
      @JsonProperty("stage") @Nullable String stage,
      @JsonProperty("state") @Nullable String state,
      @JsonProperty("primary") boolean primary) {
    String named = Objects.requireNonNull(stage, "stage is missing");
    return new StagePair(
        pipeline == null ? pipelineOf(named) : pipeline,
        named,
        Objects.requireNonNull(state, "state is missing"),
        primary);
  }

  /** The funnel of a stage: its trait, or what its code names. */
  static String pipelineOf(Code stage) {
    return stage.traits().getOrDefault("pipeline", pipelineOf(stage.code()));
  }

  /**
   * The funnel that a stage's code names: stages of other funnels than the general one carry a
   * prefix.
   */
  static String pipelineOf(String stage) {
    Matcher prefixed = WITH_PIPELINE.matcher(stage);
    return prefixed.matches() ? prefixed.group(1) : GENERAL;
  }
}
