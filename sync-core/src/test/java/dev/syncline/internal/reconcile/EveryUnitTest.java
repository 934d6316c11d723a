package dev.syncline.internal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Conflicts;
import dev.syncline.Direction;
import dev.syncline.Drift;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All values of a small world in all settings, against {@link UnitOracle}. */
class EveryUnitTest {

  private static final Field<String> TEXT = Order.COMMENT;
  private static final List<@Nullable String> VALUES = Arrays.asList(null, "", "a", "b", "c");
  private static final int CASES = 625 * 3 * 3 * 3 * 4 * 2 * 4;

  private static final List<String> WRONG_DECISION = new ArrayList<>();
  private static final List<String> AGAINST_DIRECTION = new ArrayList<>();
  private static final List<String> NOT_QUIET = new ArrayList<>();
  private static final List<String> ECHOES = new ArrayList<>();
  private static int cases;

  private record Setting(Flow flow, UnitOracle rules) {}

  @BeforeAll
  static void judgeEverything() {
    for (Setting setting : settings()) {
      for (String left : VALUES) {
        for (String right : VALUES) {
          for (String baseLeft : VALUES) {
            for (String baseRight : VALUES) {
              judge(setting, left, right, baseLeft, baseRight);
            }
          }
        }
      }
    }
  }

  @Test
  void everyDecisionIsTheOneThatTheDesignSays() {
    assertThat(cases).isEqualTo(CASES);
    assertThat(WRONG_DECISION).isEmpty();
  }

  @Test
  void nothingIsEverWrittenAgainstADirection() {
    assertThat(AGAINST_DIRECTION).isEmpty();
  }

  @Test
  void whatWasWrittenIsQuietWhenJudgedAgain() {
    assertThat(NOT_QUIET).isEmpty();
  }

  @Test
  void whatWasAgreedIsRecognisedAsUnchangedOnBothSides() {
    assertThat(ECHOES).isEmpty();
  }

  private static List<Setting> settings() {
    List<Setting> all = new ArrayList<>();
    for (Direction flow : Direction.values()) {
      for (Direction unit : Direction.values()) {
        for (Conflicts conflicts : Conflicts.values()) {
          for (Arrival arrival : Arrival.values()) {
            for (Drift drift : Drift.values()) {
              for (When when : When.values()) {
                Side winner = conflicts == Conflicts.LEFT ? Side.LEFT : Side.RIGHT;
                all.add(
                    new Setting(
                        Flow.of(Order.TYPE)
                            .direction(flow)
                            .conflicts(conflicts)
                            .drift(drift)
                            .fields(
                                FieldRules.of(Order.TYPE)
                                    .with(TEXT, TEXT, Lens.same(), unit, when)
                                    .arriving(arrival)),
                        new UnitOracle(
                            null, null, null, null, flow, unit, winner, arrival, drift, when)));
              }
            }
          }
        }
      }
    }
    return all;
  }

  private static void judge(
      Setting setting,
      @Nullable String left,
      @Nullable String right,
      @Nullable String baseLeft,
      @Nullable String baseRight) {
    cases++;
    UnitOracle rules = setting.rules();
    UnitOracle oracle =
        new UnitOracle(
            left,
            right,
            baseLeft,
            baseRight,
            rules.flow(),
            rules.unit(),
            rules.winner(),
            rules.arrival(),
            rules.drift(),
            rules.when());
    UnitOracle.Expected expected = oracle.expected();
    Couple couple = new Couple(entity(left), entity(right), Side.RIGHT, base(baseLeft, baseRight));
    Decision decision = couple.judge(setting.flow());
    Map<Side, Decision.Draft> drafts =
        decision instanceof Decision.Update update ? update.drafts() : Map.of();
    couple.round(setting.flow());
    UnitBase after = couple.link.base().units().get(TEXT.name());
    if (!saysWrites(drafts, expected)
        || !same(after == null ? null : after.left(), expected.baseLeft())
        || !same(after == null ? null : after.right(), expected.baseRight())) {
      WRONG_DECISION.add(oracle + " gave " + decision + ", not " + expected);
    }
    for (Side target : drafts.keySet()) {
      if (!rules.flow().goesTo(target) || !rules.unit().goesTo(target)) {
        AGAINST_DIRECTION.add(oracle + " wrote " + target);
      }
    }
    checkQuiet(setting, oracle, couple, drafts);
  }

  private static void checkQuiet(
      Setting setting, UnitOracle oracle, Couple couple, Map<Side, Decision.Draft> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    couple.link = couple.link.committed(Couple.NOW, Couple.NOW.plusSeconds(60));
    Decision unsettled = couple.judge(setting.flow());
    couple.now = Couple.NOW.plusSeconds(60);
    Decision settled = couple.judge(setting.flow());
    if (!(unsettled instanceof Decision.Nothing) || !(settled instanceof Decision.Nothing)) {
      NOT_QUIET.add(oracle + " then " + settled);
    }
    Reconciler reconciler = new Reconciler(setting.flow(), Couple.PRINTS, Abilities.ALL);
    for (Side side : Side.values()) {
      if (reconciler.echoed(side, couple.on(side), couple.link).isEmpty()) {
        ECHOES.add(oracle + " on the " + side.word());
      }
    }
  }

  private static boolean saysWrites(
      Map<Side, Decision.Draft> drafts, UnitOracle.Expected expected) {
    if (expected.target() == null) {
      return drafts.isEmpty();
    }
    Decision.Draft draft = drafts.get(expected.target());
    return drafts.size() == 1
        && draft != null
        && draft.delta().knows(TEXT)
        && draft.delta().get(TEXT).orElse("").equals(expected.value());
  }

  private static boolean same(@Nullable Print print, @Nullable String value) {
    return Objects.equals(print, print(value));
  }

  private static Entity entity(@Nullable String value) {
    Entity entity = Entity.of(Order.TYPE, "1");
    if (value == null) {
      return entity;
    }
    return entity.with(TEXT, Optional.of(value).filter(text -> !text.isEmpty()));
  }

  private static Base base(@Nullable String left, @Nullable String right) {
    if (left == null && right == null) {
      return Base.NONE;
    }
    return new Base(Map.of(TEXT.name(), UnitBase.of(print(left), print(right))), Map.of());
  }

  private static @Nullable Print print(@Nullable String value) {
    return value == null ? null : Couple.PRINTS.of(entity(value), TEXT);
  }
}
