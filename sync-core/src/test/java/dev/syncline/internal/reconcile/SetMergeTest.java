package dev.syncline.internal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Conflicts;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sets are merged three-way, element by element: every subset of three elements. */
class SetMergeTest {

  private static final Field<Set<String>> EMAILS = Customer.EMAILS;
  private static final List<String> ELEMENTS = List.of("a@x.org", "b@x.org", "c@x.org");
  private static final Flow BOTH_WAYS =
      Flow.of(Customer.TYPE).fields(FieldRules.of(Customer.TYPE).copy(EMAILS));

  @Test
  void whatEitherSideAddedIsAddedAndWhatEitherRemovedIsRemoved() {
    for (Conflicts conflicts : Conflicts.values()) {
      for (Set<String> base : subsets()) {
        for (Set<String> left : subsets()) {
          for (Set<String> right : subsets()) {
            Couple couple = couple(left, right, base, base);
            couple.settle(BOTH_WAYS.conflicts(conflicts), 2);
            Set<String> expected = new TreeSet<>();
            for (String element : ELEMENTS) {
              boolean was = base.contains(element);
              boolean inLeft = left.contains(element);
              boolean inRight = right.contains(element);
              if (was ? inLeft && inRight : inLeft || inRight) {
                expected.add(element);
              }
            }
            String what = left + " and " + right + ", once " + base;
            assertThat(on(couple, Side.LEFT)).as(what).isEqualTo(expected);
            assertThat(on(couple, Side.RIGHT)).as(what).isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void whatNobodyRemovedStaysAlthoughTheSidesNeverAgreedOnIt() {
    for (Set<String> baseLeft : subsets()) {
      for (Set<String> baseRight : subsets()) {
        for (Set<String> left : subsets()) {
          for (Set<String> right : subsets()) {
            if (left.equals(baseLeft) || right.equals(baseRight)) {
              continue;
            }
            Couple couple = couple(left, right, baseLeft, baseRight);
            couple.settle(BOTH_WAYS, 2);
            Set<String> kept = new TreeSet<>(left);
            kept.addAll(right);
            kept.removeIf(each -> baseLeft.contains(each) && !left.contains(each));
            kept.removeIf(each -> baseRight.contains(each) && !right.contains(each));
            if (!left.equals(right)) {
              assertThat(on(couple, Side.LEFT)).isEqualTo(kept);
              assertThat(on(couple, Side.RIGHT)).isEqualTo(kept);
            }
          }
        }
      }
    }
  }

  @Test
  void setsThatArriveAreUnitedIfTheyAreToBeFilled() {
    for (Set<String> left : subsets()) {
      for (Set<String> right : subsets()) {
        Couple couple = new Couple(entity(left), entity(right), Side.LEFT, Base.NONE);
        couple.arriving = Arrival.FILL;
        couple.settle(BOTH_WAYS, 2);
        Set<String> all = new TreeSet<>(left);
        all.addAll(right);
        assertThat(on(couple, Side.LEFT)).isEqualTo(all);
        assertThat(on(couple, Side.RIGHT)).isEqualTo(all);
      }
    }
  }

  @Test
  void aSetThatIsGivenToEmptySidesOnlyIsNotMergedIntoAFullOne() {
    Flow filling = Flow.of(Customer.TYPE).fields(FieldRules.of(Customer.TYPE).ifEmpty(EMAILS));
    for (Set<String> left : subsets()) {
      for (Set<String> right : subsets()) {
        if (left.isEmpty() || right.isEmpty()) {
          continue;
        }
        Couple couple = couple(left, right, Set.of(), Set.of());
        couple.settle(filling, 2);
        assertThat(on(couple, Side.LEFT)).isEqualTo(left);
        assertThat(on(couple, Side.RIGHT)).isEqualTo(right);
      }
    }
  }

  @Test
  void aSetBehindALensIsCarriedWholeAndNeverMixedWithTheOtherSidesElements() {
    Lens<Set<String>, Set<String>> marked =
        Lens.of(
            left -> left.stream().map(each -> "r." + each).collect(Collectors.toSet()),
            right -> right.stream().map(each -> each.substring(2)).collect(Collectors.toSet()));
    Flow flow =
        Flow.of(Customer.TYPE)
            .conflicts(Conflicts.LEFT)
            .fields(FieldRules.of(Customer.TYPE).with(EMAILS, EMAILS, marked));
    Couple couple =
        couple(Set.of("a@x", "b@x"), Set.of("r.a@x", "r.c@x"), Set.of("a@x"), Set.of("r.a@x"));
    couple.settle(flow, 2);
    assertThat(on(couple, Side.LEFT)).containsExactlyInAnyOrder("a@x", "b@x");
    assertThat(on(couple, Side.RIGHT)).containsExactlyInAnyOrder("r.a@x", "r.b@x");
  }

  private static List<Set<String>> subsets() {
    List<Set<String>> all = new ArrayList<>();
    for (int bits = 0; bits < 1 << ELEMENTS.size(); bits++) {
      Set<String> subset = new TreeSet<>();
      for (int at = 0; at < ELEMENTS.size(); at++) {
        if ((bits & 1 << at) != 0) {
          subset.add(ELEMENTS.get(at));
        }
      }
      all.add(subset);
    }
    return all;
  }

  private static Couple couple(
      Set<String> left, Set<String> right, Set<String> baseLeft, Set<String> baseRight) {
    UnitBase base =
        UnitBase.of(
            Couple.PRINTS.of(entity(baseLeft), EMAILS),
            Couple.PRINTS.of(entity(baseRight), EMAILS));
    return new Couple(
        entity(left), entity(right), Side.LEFT, new Base(Map.of(EMAILS.name(), base), Map.of()));
  }

  private static Entity entity(Set<String> emails) {
    return Entity.of(Customer.TYPE, "1")
        .with(EMAILS, Optional.of(emails).filter(each -> !each.isEmpty()));
  }

  private static Set<String> on(Couple couple, Side side) {
    return couple.on(side).get(EMAILS).orElse(Set.of());
  }
}
