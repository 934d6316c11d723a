package dev.syncline.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeysTest {

  private static final OperationKey KEY = new OperationKey("shop", "order", "4711", 1, "create");
  private static final PhoneRules DIGITS = PhoneRules.digits();

  @Test
  void oneEffectHasOneUuidForEverAndItIsOfVersion5() {
    assertThat(KEY.uuid()).isEqualTo(new OperationKey("shop", "order", "4711", 1, "create").uuid());
    assertThat(KEY.uuid()).isEqualTo(UUID.fromString("7583e466-c297-56f1-bb0c-56709790f7fc"));
    assertThat(KEY.uuid().version()).isEqualTo(5);
    assertThat(KEY.uuid().variant()).isEqualTo(2);
  }

  @Test
  void anotherEffectHasAnotherUuid() {
    Set<UUID> uuids = new HashSet<>();
    for (String plan : List.of("shop", "shop2")) {
      for (String flow : List.of("order", "customer")) {
        for (String source : List.of("1", "2", "заказ")) {
          for (int generation : new int[] {1, 2}) {
            for (String kind : List.of("create", "shipment")) {
              OperationKey key = new OperationKey(plan, flow, source, generation, kind);
              uuids.add(key.uuid());
              assertThat(key.uuid().version()).isEqualTo(5);
              assertThat(key.uuid().variant()).isEqualTo(2);
            }
          }
        }
      }
    }
    assertThat(uuids).hasSize(48);
  }

  @Test
  void aMarkerIsForPeopleAndNamesTheGenerationOnlyFromTheSecondOn() {
    assertThat(KEY.marker()).isEqualTo("shop:order:4711");
    assertThat(new OperationKey("shop", "order", "4711", 2, "create").marker())
        .isEqualTo("shop:order:4711~2");
    assertThat(KEY).hasToString("shop/order/4711/1/create");
  }

  @Test
  void aSetGivesOneKeyForEachElementInItsNormalForm() {
    Entity customer = customer().with(Customer.PHONES, Set.of("+7 (916) 123-45-67", "8-800", "x"));
    List<MatchKey> keys = MatchKey.of(customer, List.of(Customer.PHONES), DIGITS);

    assertThat(keys).extracting(MatchKey::element).containsExactlyInAnyOrder("79161234567", "8800");
    assertThat(keys.get(0).get(Customer.PHONES)).isPresent();
  }

  @Test
  void keysOfTwoWritingsOfOneValueAreEqual() {
    MatchKey one = only(customer().with(Customer.EMAILS, Set.of("INFO@X.ORG ")), Customer.EMAILS);
    MatchKey other = only(customer().with(Customer.EMAILS, Set.of("info@x.org")), Customer.EMAILS);

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one.element()).isEqualTo("info@x.org");
    assertThat(only(customer().with(Customer.NAME, "info@x.org"), Customer.NAME))
        .isNotEqualTo(other);
  }

  @Test
  void whatIsEmptyOrNotSaidIsNoKey() {
    assertThat(MatchKey.of(customer(), List.of(Customer.NAME), DIGITS)).isEmpty();
    assertThat(MatchKey.of(customer().cleared(Customer.NAME), List.of(Customer.NAME), DIGITS))
        .isEmpty();
    assertThat(MatchKey.of(customer().with(Customer.NAME, "  "), List.of(Customer.NAME), DIGITS))
        .isEmpty();
  }

  @Test
  void aCompoundKeyNeedsAllOfItsFieldsKnownAndTheFirstWithAValue() {
    Entity root = Entity.of(Category.TYPE, "1").with(Category.NAME, "Shoes");
    List<Field<?>> fields = List.of(Category.NAME, Category.PARENT);

    assertThat(MatchKey.of(root, fields, DIGITS)).isEmpty();
    MatchKey atRoot = MatchKey.of(root.cleared(Category.PARENT), fields, DIGITS).get(0);
    MatchKey below =
        MatchKey.of(root.with(Category.PARENT, new Ref(Category.TYPE, "9")), fields, DIGITS).get(0);
    assertThat(atRoot).isNotEqualTo(below);
    assertThat(below.get(Category.PARENT)).contains(new Ref(Category.TYPE, "9"));
    assertThat(MatchKey.of(root.cleared(Category.NAME).cleared(Category.PARENT), fields, DIGITS))
        .isEmpty();
  }

  @Test
  void aKeyTellsItsFieldsAndNeverItsValuesInALog() {
    assertThat(only(customer().with(Customer.NAME, "Secretina"), Customer.NAME))
        .hasToString("key [customer.name]");
  }

  private static MatchKey only(Entity entity, Field<?> field) {
    List<MatchKey> keys = MatchKey.of(entity, List.of(field), DIGITS);
    assertThat(keys).hasSize(1);
    return keys.get(0);
  }

  private static Entity customer() {
    return Entity.of(Customer.TYPE, "1");
  }
}
