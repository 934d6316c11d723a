package dev.syncline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntityTest {

  private static final PhoneRules DIGITS = PhoneRules.digits();
  private static final Entity NOTHING_SAID = Entity.of(Customer.TYPE, "7");
  private static final Entity EMPTY = NOTHING_SAID.cleared(Customer.NAME);
  private static final Entity NAMED = NOTHING_SAID.with(Customer.NAME, "Secretina");

  @Test
  void absentEmptyAndPresentAreThreeThings() {
    assertThat(NOTHING_SAID.knows(Customer.NAME)).isFalse();
    assertThat(NOTHING_SAID.has(Customer.NAME)).isFalse();
    assertThat(EMPTY.knows(Customer.NAME)).isTrue();
    assertThat(EMPTY.has(Customer.NAME)).isFalse();
    assertThat(EMPTY.get(Customer.NAME)).isEmpty();
    assertThat(NAMED.knows(Customer.NAME)).isTrue();
    assertThat(NAMED.has(Customer.NAME)).isTrue();
    assertThat(NAMED.get(Customer.NAME)).contains("Secretina");
    assertThat(Set.of(NOTHING_SAID, EMPTY, NAMED)).hasSize(3);
    assertThat(NAMED.without(Customer.NAME)).isEqualTo(NOTHING_SAID);
  }

  @Test
  void anOptionalSaysAValueOrThatThereIsNone() {
    assertThat(NOTHING_SAID.with(Customer.NAME, Optional.empty())).isEqualTo(EMPTY);
    assertThat(NOTHING_SAID.with(Customer.NAME, Optional.of("Secretina"))).isEqualTo(NAMED);
    Entity built =
        Entity.builder(Customer.TYPE, "7")
            .set(Customer.NAME, Optional.empty())
            .set(Customer.KIND, "person")
            .clear(Customer.KIND)
            .version("3")
            .handle("h")
            .build();
    assertThat(built).isEqualTo(EMPTY.cleared(Customer.KIND));
    assertThat(built.version()).contains("3");
    assertThat(built.handle()).contains("h");
  }

  @Test
  void whatIsOverlaidIsOnlyWhatTheOtherSays() {
    Entity base = NAMED.with(Customer.KIND, "person");

    assertThat(base.overlaid(NOTHING_SAID)).isEqualTo(base);
    assertThat(base.overlaid(EMPTY)).isEqualTo(base.cleared(Customer.NAME));
    assertThat(EMPTY.overlaid(NAMED)).isEqualTo(NAMED);
  }

  @Test
  void aChangeLeavesTheEntityItWasMadeOfAlone() {
    NAMED.with(Customer.NAME, "other").cleared(Customer.KIND);
    assertThat(NAMED.require(Customer.NAME)).isEqualTo("Secretina");
    assertThatThrownBy(() -> NAMED.fields().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aBuilderThatGoesOnDoesNotChangeWhatItBuilt() {
    Entity.Builder builder = Entity.builder(Customer.TYPE, "7").set(Customer.NAME, "one");
    Entity built = builder.build();
    builder.set(Customer.NAME, "two");
    assertThat(built.require(Customer.NAME)).isEqualTo("one");
  }

  @Test
  void twoEntitiesSayTheSameByTheFieldsKind() {
    assertThat(NAMED.same(NOTHING_SAID.with(Customer.NAME, " Secretina "), Customer.NAME, DIGITS))
        .isTrue();
    assertThat(NAMED.same(EMPTY, Customer.NAME, DIGITS)).isFalse();
    assertThat(EMPTY.same(EMPTY, Customer.NAME, DIGITS)).isTrue();
    assertThat(NAMED.canonical(Customer.NAME, DIGITS)).isEqualTo("Secretina");
    assertThat(EMPTY.canonical(Customer.NAME, DIGITS)).isEmpty();
  }

  @Test
  void aMissingValueIsNamedByTypeIdAndField() {
    assertThatThrownBy(() -> EMPTY.require(Customer.NAME)).hasMessage("customer 7 has no name");
  }

  @Test
  void itsTextNamesFieldsAndNeverValues() {
    assertThat(NAMED.cleared(Customer.KIND)).hasToString("customer 7 [name, kind]");
  }

  @Test
  void aReferenceKnowsWhetherItPointsAtAWrite() {
    Ref pending = Ref.to(Order.TYPE, "shop/order/1/1/create");

    assertThat(pending.pending()).isTrue();
    assertThat(pending.operationKey()).isEqualTo("shop/order/1/1/create");
    assertThat(NAMED.ref().pending()).isFalse();
    assertThatThrownBy(() -> NAMED.ref().operationKey())
        .hasMessage("customer:7 is not a reference to a write");
  }

  @Test
  void aCustomFieldIsAFieldByTheVendorsCode() {
    Field<String> custom = Field.custom(Order.TYPE, "utm_source", Kinds.text());

    assertThat(custom).isEqualTo(Field.custom(Order.TYPE, "utm_source", Kinds.code()));
    assertThat(custom).isNotEqualTo(Field.custom(Customer.TYPE, "utm_source", Kinds.text()));
    assertThat(custom.custom()).isTrue();
    assertThat(custom.customCode()).isEqualTo("utm_source");
    assertThat(Order.NUMBER.custom()).isFalse();
    assertThat(Order.TOTAL.computed()).isTrue();
    assertThatThrownBy(() -> new EntityType(" ")).hasMessage("an entity type needs a name");
  }

  @Test
  void aSetWithoutElementsIsTheSameAsNoValue() {
    Entity none = Entity.of(Customer.TYPE, "1").cleared(Customer.EMAILS);
    Entity empty = none.with(Customer.EMAILS, Set.of());
    Entity one = none.with(Customer.EMAILS, Set.of("a@example.org"));
    assertThat(none.same(empty, Customer.EMAILS, DIGITS)).isTrue();
    assertThat(empty.same(none, Customer.EMAILS, DIGITS)).isTrue();
    assertThat(one.same(empty, Customer.EMAILS, DIGITS)).isFalse();
  }
}
