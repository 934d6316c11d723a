package dev.syncline.internal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Conflicts;
import dev.syncline.Direction;
import dev.syncline.Drift;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of lines that people edit on one side or on both, with a seed in every message. */
class LinesMergeTest {

  private static final int WORLDS = 150;
  private static final int EPISODES = 6;
  private static final int ITEMS = 4;
  private static final Flow FLOW = LinesWorld.flow(Direction.BOTH);

  /** Two lines may say the same. */
  private static final Flow UNNAMED =
      Flow.of(Order.TYPE)
          .fields(
              FieldRules.of(Order.TYPE)
                  .lines(
                      Order.LINES,
                      FieldRules.of(OrderLine.TYPE).ref(OrderLine.ITEM).copy(OrderLine.QUANTITY)));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void editsOnOneSideReachTheOtherLineByLine(boolean stableIds) {
    for (int seed = 0; seed < WORLDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      LinesWorld world = new LinesWorld(stableIds);
      for (int episode = 0; episode < EPISODES; episode++) {
        Side editor = side(random);
        for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
          edit(world, editor, random);
        }
        Map<String, String> wanted = world.content(editor);
        world.couple.settle(FLOW, 1);
        String where = "seed " + seed + ", episode " + episode;
        assertThat(world.content(Side.LEFT)).as(where).isEqualTo(wanted);
        assertThat(world.content(Side.RIGHT)).as(where).isEqualTo(wanted);
      }
    }
  }

  private static void edit(LinesWorld world, Side side, SplittableRandom random) {
    List<String> names = List.copyOf(world.content(side).keySet());
    int what = random.nextInt(3);
    if (names.isEmpty() || what == 0) {
      world.add(side, random.nextInt(ITEMS), random.nextInt(1, 4));
    } else if (what == 1) {
      world.remove(side, names.get(random.nextInt(names.size())));
    } else {
      world.quantity(side, names.get(random.nextInt(names.size())), random.nextInt(1, 9));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void editsOnBothSidesLoseNoLineThatNobodyRemovedAndDoubleNone(boolean stableIds) {
    for (Conflicts conflicts : List.of(Conflicts.LEFT, Conflicts.RIGHT)) {
      for (int seed = 0; seed < WORLDS; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        LinesWorld world = new LinesWorld(stableIds);
        TwoEditors editors = new TwoEditors(world, random, conflicts);
        for (int episode = 0; episode < EPISODES; episode++) {
          Map<String, String> wanted = editors.episode();
          world.couple.settle(FLOW.conflicts(conflicts), 3);
          String where = conflicts + " wins, seed " + seed + ", episode " + episode;
          assertThat(world.content(Side.LEFT)).as(where).isEqualTo(wanted);
          assertThat(world.content(Side.RIGHT)).as(where).isEqualTo(wanted);
        }
      }
    }
  }

  /** Edits both sides at once and knows, line by line, what must come of it. */
  private static final class TwoEditors {
    private final LinesWorld world;
    private final SplittableRandom random;
    private final Side winner;
    private int nextItem;

    TwoEditors(LinesWorld world, SplittableRandom random, Conflicts conflicts) {
      this.world = world;
      this.random = random;
      this.winner = conflicts == Conflicts.LEFT ? Side.LEFT : Side.RIGHT;
    }

    Map<String, String> episode() {
      Map<Side, Set<String>> removed =
          Map.of(Side.LEFT, new HashSet<>(), Side.RIGHT, new HashSet<>());
      Map<String, String> before = world.content(Side.LEFT);
      for (Side side : Side.values()) {
        for (int edits = random.nextInt(0, 3); edits > 0; edits--) {
          edit(side, before, removed.get(side));
        }
      }
      return wanted(before);
    }

    private void edit(Side side, Map<String, String> before, Set<String> removed) {
      List<String> names = new ArrayList<>(before.keySet());
      names.removeAll(removed);
      int what = random.nextInt(3);
      if (names.isEmpty() || what == 0) {
        world.add(side, nextItem++, random.nextInt(1, 4));
        return;
      }
      String name = names.get(random.nextInt(names.size()));
      if (what == 1) {
        world.remove(side, name);
        removed.add(name);
      } else {
        world.quantity(side, name, random.nextInt(1, 9));
      }
    }

    private Map<String, String> wanted(Map<String, String> before) {
      Map<String, String> wanted = new TreeMap<>();
      for (Side side : Side.values()) {
        Map<String, String> added = new HashMap<>(world.content(side));
        added.keySet().removeAll(before.keySet());
        wanted.putAll(added);
      }
      for (Map.Entry<String, String> line : before.entrySet()) {
        String left = world.content(Side.LEFT).getOrDefault(line.getKey(), "removed");
        String right = world.content(Side.RIGHT).getOrDefault(line.getKey(), "removed");
        boolean leftEdited = !left.equals(line.getValue());
        boolean rightEdited = !right.equals(line.getValue());
        String now =
            leftEdited && rightEdited
                ? winner == Side.LEFT ? left : right
                : leftEdited ? left : right;
        if (!now.equals("removed")) {
          wanted.put(line.getKey(), now);
        }
      }
      return wanted;
    }
  }

  @Test
  void linesThatSayTheSameAreCountedAndNotMergedIntoOne() {
    LinesWorld world = new LinesWorld(false);
    world.couple.vendor = LinesMergeTest::withoutIds;
    world.add(Side.LEFT, 1, 2);
    world.add(Side.LEFT, 1, 2);
    world.add(Side.LEFT, 1, 2);
    world.couple.settle(UNNAMED, 1);
    assertThat(world.lines(Side.RIGHT)).hasSize(3);

    world.remove(Side.LEFT, "n1");
    world.couple.settle(UNNAMED, 1);

    assertThat(world.lines(Side.RIGHT)).hasSize(2);
    assertThat(world.lines(Side.LEFT)).hasSize(2);
  }

  @Test
  void aLineWithoutAnIdThatBecameLikeItsNeighbourIsAnEditAndNoEcho() {
    LinesWorld world = new LinesWorld(false);
    world.couple.vendor = LinesMergeTest::withoutIds;
    world.add(Side.LEFT, 1, 2);
    world.add(Side.LEFT, 1, 3);
    world.couple.settle(UNNAMED, 1);
    Reconciler reconciler = new Reconciler(UNNAMED, Couple.PRINTS, Abilities.ALL);
    assertThat(reconciler.echoed(Side.LEFT, world.couple.left, world.couple.link)).isPresent();

    world.quantity(Side.LEFT, "n1", 2);

    assertThat(reconciler.echoed(Side.LEFT, world.couple.left, world.couple.link)).isEmpty();
    world.couple.settle(UNNAMED, 1);
    assertThat(reconciler.echoed(Side.LEFT, world.couple.left, world.couple.link)).isPresent();
  }

  private static Entity withoutIds(Entity order) {
    List<Entity> lines =
        order.get(Order.LINES).orElse(List.of()).stream().map(line -> line.withId("")).toList();
    return lines.isEmpty() ? order.cleared(Order.LINES) : order.with(Order.LINES, lines);
  }

  @Test
  void twoLinesOfOneItemAreToldApartByContentBeforeTheirItem() {
    LinesWorld world = new LinesWorld(false);
    world.add(Side.LEFT, 1, 1);
    world.add(Side.LEFT, 1, 2);
    world.couple.settle(FLOW, 1);

    world.remove(Side.LEFT, "n0");
    world.quantity(Side.RIGHT, "n1", 5);
    world.couple.settle(FLOW, 3);

    assertThat(world.content(Side.LEFT)).isEqualTo(Map.of("n1", "1x5"));
    assertThat(world.content(Side.RIGHT)).isEqualTo(Map.of("n1", "1x5"));
  }

  @Test
  void aMatchedPairsEqualLinesArePairedBeforeThoseThatOnlySellTheSame() {
    LinesWorld world = new LinesWorld(true);
    String one = world.add(Side.LEFT, 1, 1);
    world.add(Side.LEFT, 1, 2);
    world.couple.settle(FLOW, 1);
    world.couple.link = world.couple.link.with(dev.syncline.internal.base.Link.State.LINKED);
    LinesWorld matched = new LinesWorld(true);
    matched.couple.left = world.couple.left;
    matched.couple.right = world.couple.right;
    matched.remove(Side.RIGHT, one);

    matched.couple.settle(FLOW, 1);

    assertThat(matched.content(Side.RIGHT)).isEqualTo(matched.content(Side.LEFT)).hasSize(2);
  }

  @Test
  void linesWhoseRulesOnlyGoLeftAreNotPairedWithWhateverIsThere() {
    FieldRules toLeft =
        FieldRules.of(OrderLine.TYPE)
            .ref(OrderLine.ITEM, Direction.TO_LEFT, dev.syncline.mapping.When.ALWAYS)
            .toLeft(OrderLine.NAME, OrderLine.QUANTITY);
    Flow flow =
        Flow.of(Order.TYPE)
            .toLeft()
            .fields(FieldRules.of(Order.TYPE).lines(Order.LINES, toLeft, Direction.TO_LEFT));
    LinesWorld world = new LinesWorld(true);
    world.add(Side.LEFT, 1, 1);
    world.add(Side.RIGHT, 2, 2);

    world.couple.settle(flow, 1);

    assertThat(world.content(Side.LEFT)).isEqualTo(Map.of("n0", "1x1", "n1", "2x2"));
  }

  @Test
  void inAOneWayListTheSourcesEditOutlivesTheTargetsRemoval() {
    for (Conflicts conflicts : Conflicts.values()) {
      Flow oneWay = LinesWorld.flow(Direction.TO_RIGHT).conflicts(conflicts);
      LinesWorld world = new LinesWorld(true);
      String line = world.add(Side.LEFT, 1, 1);
      world.couple.settle(oneWay, 1);

      world.remove(Side.RIGHT, line);
      world.couple.settle(oneWay, 0);
      world.quantity(Side.LEFT, line, 7);
      world.couple.settle(oneWay, 1);

      assertThat(world.content(Side.RIGHT)).as(conflicts.name()).isEqualTo(Map.of(line, "1x7"));
    }
  }

  @Test
  void aOneWayListWithinATwoWayFlowCarriesTheSourcesEditOverTheTargets() {
    Flow flow =
        Flow.of(Order.TYPE)
            .conflicts(Conflicts.RIGHT)
            .fields(
                FieldRules.of(Order.TYPE).lines(Order.LINES, LinesWorld.LINE, Direction.TO_RIGHT));
    LinesWorld world = new LinesWorld(true);
    String line = world.add(Side.LEFT, 1, 1);
    world.couple.settle(flow, 1);

    world.quantity(Side.LEFT, line, 7);
    world.quantity(Side.RIGHT, line, 3);
    world.couple.settle(flow, 1);

    assertThat(world.content(Side.RIGHT)).isEqualTo(Map.of(line, "1x7"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMirroredListIsPutBackWhateverWasDoneToIt(boolean stableIds) {
    Flow mirror = LinesWorld.flow(Direction.TO_RIGHT).drift(Drift.MIRROR);
    for (int seed = 0; seed < WORLDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      LinesWorld world = new LinesWorld(stableIds);
      world.add(Side.LEFT, 1, 1);
      world.add(Side.LEFT, 2, 2);
      world.couple.settle(mirror, 1);
      Map<String, String> wanted = world.content(Side.LEFT);
      for (int edits = 0; edits < 3; edits++) {
        edit(world, Side.RIGHT, random);
      }
      world.couple.settle(mirror, 2);
      assertThat(world.content(Side.RIGHT)).as("seed " + seed).isEqualTo(wanted);
      assertThat(world.content(Side.LEFT)).as("seed " + seed).isEqualTo(wanted);
    }
  }

  private static Side side(SplittableRandom random) {
    return random.nextBoolean() ? Side.LEFT : Side.RIGHT;
  }
}
