package dev.syncline.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Direction;
import dev.syncline.Side;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTest {

  private static final ValueMap STAGES =
      ValueMap.empty()
          .pair("NEW", "fresh")
          .pair("PREPARING", "work")
          .pair("PACKING", "work")
          .pair("WON", "done");
  private static final Optional<String> NONE = Optional.empty();

  @Test
  void severalCodesMayStandForOneAndTheFirstNamedIsThePrimaryOne() {
    assertThat(STAGES.toRight("PREPARING", NONE)).isEqualTo(Put.value("work"));
    assertThat(STAGES.toRight("PACKING", NONE)).isEqualTo(Put.value("work"));
    assertThat(STAGES.toLeft("work", NONE)).isEqualTo(Put.value("PREPARING"));
    assertThat(STAGES.toLeft("work", Optional.of("WON"))).isEqualTo(Put.value("PREPARING"));
  }

  @Test
  void aSideThatAlreadyStandsForTheCodeStaysWhereItIs() {
    assertThat(STAGES.toLeft("work", Optional.of("PACKING"))).isEqualTo(Put.value("PACKING"));
    for (String left : STAGES.leftCodes()) {
      for (String right : STAGES.rightCodes()) {
        if (STAGES.toRight(left, NONE).equals(Put.value(right))) {
          assertThat(STAGES.toLeft(right, Optional.of(left))).isEqualTo(Put.value(left));
          assertThat(STAGES.toRight(left, Optional.of(right))).isEqualTo(Put.value(right));
        }
      }
    }
  }

  @Test
  void aCodeWithoutAPairIsUnmappedUnlessAnotherIsNamed() {
    ValueMap lenient = STAGES.otherwise("OTHER", "misc");

    assertThat(STAGES.toRight("ODD", NONE)).isEqualTo(Put.skip("UNMAPPED"));
    assertThat(STAGES.toLeft("odd", NONE)).isEqualTo(Put.skip("UNMAPPED"));
    assertThat(lenient.toRight("ODD", NONE)).isEqualTo(Put.value("misc"));
    assertThat(lenient.toLeft("odd", NONE)).isEqualTo(Put.value("OTHER"));
    assertThat(lenient.toRight("NEW", NONE)).isEqualTo(Put.value("fresh"));
    assertThat(STAGES.otherwise(null, "misc").toLeft("odd", NONE)).isEqualTo(Put.skip("UNMAPPED"));
  }

  @Test
  void aMapsOrderIsTheOrderOfItsPairs() {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("B", "one");
    pairs.put("A", "one");

    assertThat(ValueMap.of(pairs).toLeft("one", NONE)).isEqualTo(Put.value("B"));
    assertThat(STAGES.leftCodes()).containsExactlyInAnyOrder("NEW", "PREPARING", "PACKING", "WON");
    assertThat(STAGES.rightCodes()).containsExactlyInAnyOrder("fresh", "work", "done");
  }

  @Test
  void aCutTextObeysTheLawsOfALens() {
    Lens<String, String> lens = Lens.cutRight(3);
    List<String> texts = List.of("", "a", "abc", "abcd", "abcdef", "abx", "xyz");
    for (String left : texts) {
      for (String right : texts) {
        Optional<String> heldLeft = Optional.of(left);
        String cut = value(lens.toRight(left, Optional.of(right)));
        assertThat(cut).hasSizeLessThanOrEqualTo(3);
        assertThat(value(lens.toLeft(cut, heldLeft))).as("put back what was got").isEqualTo(left);
        if (right.length() <= 3) {
          String back = value(lens.toLeft(right, heldLeft));
          assertThat(value(lens.toRight(back, NONE))).as("get what was put").isEqualTo(right);
        }
      }
    }
    assertThat(lens.toLeft("abc", NONE)).isEqualTo(Put.value("abc"));
  }

  @Test
  void aCutNeverTearsACharacterApart() {
    assertThat(value(Lens.cutRight(3).toRight("ab\uD83D\uDE00", NONE))).isEqualTo("ab");
    assertThat(value(Lens.cutRight(4).toRight("ab\uD83D\uDE00c", NONE)))
        .isEqualTo("ab\uD83D\uDE00");
  }

  @Test
  void twoRulesThatWriteOneFieldOfOneSideAreRefused() {
    FieldRules rules = FieldRules.of(Order.TYPE).copy(Order.COMMENT);

    assertThatThrownBy(() -> rules.toLeft(Order.COMMENT))
        .hasMessage("two rules write order.comment on the left");
    assertThatThrownBy(() -> rules.constant(Side.RIGHT, Order.COMMENT, "x"))
        .hasMessage("two rules write order.comment on the right");
    assertThatThrownBy(
            () ->
                FieldRules.of(Order.TYPE)
                    .copy(Order.NUMBER)
                    .with(Order.TITLE, Order.NUMBER, Lens.same()))
        .hasMessage("two rules write order.number on the right");
  }

  @Test
  void twoOpposingRulesOfOnePairOfFieldsAreRefusedUnlessOneIsForBirthOnly() {
    assertThatThrownBy(() -> FieldRules.of(Order.TYPE).toRight(Order.COMMENT).toLeft(Order.COMMENT))
        .hasMessage("two rules are named comment: use one rule both ways, with a lens");
    FieldRules birth =
        FieldRules.of(Order.TYPE)
            .with(Order.NUMBER, Order.NUMBER, Lens.same(), Direction.TO_RIGHT, When.CREATE_ONLY)
            .toLeft(Order.NUMBER);
    assertThat(birth.units()).hasSize(2);
  }

  @Test
  void aFieldOfAnotherTypeIsRefused() {
    assertThatThrownBy(() -> FieldRules.of(Order.TYPE).copy(Customer.NAME))
        .hasMessage("customer.name does not belong to order, which is this table's left");
    assertThatThrownBy(
            () ->
                FieldRules.between(Order.TYPE, Customer.TYPE)
                    .with(Order.TITLE, Product.NAME, Lens.same()))
        .hasMessage("product.name does not belong to customer, which is this table's right");
  }

  @Test
  void whatTheSourceDoesNotSayIsNotPutAndWhatItHasNotIsCleared() {
    FieldRules rules = FieldRules.of(Order.TYPE).copy(Order.COMMENT, Order.NUMBER);
    Entity source = Entity.of(Order.TYPE, "1").cleared(Order.COMMENT);

    assertThat(rules.map(seen(Side.RIGHT, source)).puts())
        .isEqualTo(Map.of("comment", Put.empty()));
  }

  @Test
  void aOneWayRuleSaysNothingTheOtherWay() {
    FieldRules rules = FieldRules.of(Order.TYPE).toRight(Order.COMMENT);
    Entity source = Entity.of(Order.TYPE, "1").with(Order.COMMENT, "c");

    assertThat(rules.map(seen(Side.RIGHT, source)).puts()).containsKey("comment");
    assertThat(rules.map(seen(Side.LEFT, source)).puts()).isEmpty();
  }

  @Test
  void aComputedFieldReadsWhatItSaysItReads() {
    FieldRules rules =
        FieldRules.of(Order.TYPE)
            .compute(
                Side.RIGHT,
                Order.TITLE,
                Set.of(Order.NUMBER),
                mapping -> Put.value("No " + mapping.source().get(Order.NUMBER).orElse("?")),
                When.ALWAYS);
    Entity source = Entity.of(Order.TYPE, "1").with(Order.NUMBER, "5");

    assertThat(rules.map(seen(Side.RIGHT, source)).puts())
        .containsEntry("title>right", Put.value("No 5"));
    assertThat(rules.reads(Side.LEFT)).containsExactly(Order.NUMBER);
    assertThat(rules.reads(Side.RIGHT)).containsExactly(Order.TITLE);
  }

  @Test
  void aReferenceToWhatMayNeverTravelIsLeftAloneUntilThatIsLinked() {
    FieldRules rules =
        FieldRules.of(Invoice.TYPE).whenLinked(Invoice.ORDER, Direction.BOTH, When.ALWAYS);
    Entity invoice = Entity.of(Invoice.TYPE, "1").with(Invoice.ORDER, new Ref(Order.TYPE, "7"));
    Ref theirs = new Ref(Order.TYPE, "71");

    assertThat(rules.map(seen(Side.RIGHT, invoice)).puts())
        .containsEntry("order", Put.skip("NOT_LINKED"));
    assertThat(rules.map(seen(Side.RIGHT, invoice, Optional.of(theirs))).puts())
        .containsEntry("order", Put.value(theirs));
    assertThat(rules.map(seen(Side.LEFT, invoice.cleared(Invoice.ORDER))).puts())
        .containsEntry("order", Put.empty());
  }

  private static Mapping seen(Side target, Entity source) {
    return seen(target, source, Optional.empty());
  }

  private static Mapping seen(Side target, Entity source, Optional<Ref> counterpart) {
    return new Mapping() {
      @Override
      public Side target() {
        return target;
      }

      @Override
      public Entity source() {
        return source;
      }

      @Override
      public Optional<Entity> held() {
        return Optional.empty();
      }

      @Override
      public Optional<Ref> counterpart(Ref ofSource) {
        return counterpart;
      }

      @Override
      public PhoneRules phones() {
        return PhoneRules.digits();
      }
    };
  }

  private static String value(Put<String> put) {
    return ((Put.Value<String>) put).value();
  }
}
