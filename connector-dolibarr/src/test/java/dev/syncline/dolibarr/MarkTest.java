package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.OperationKey;
import dev.syncline.dolibarr.codec.RefExt;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What creates are found by. */
class MarkTest {

  @ParameterizedTest
  @Rule("P-030")
  @ValueSource(strings = {"12", "CO_4", "product/6b44-é", "a:b.c~2", "x.3a.y"})
  void aMarkerPassesTheInputFilterAndIsReadBack(String source) {
    OperationKey key = new OperationKey("shop", "order", source, 1, "create");
    String refExt = RefExt.of(key);
    assertThat(RefExt.passes(refExt)).isTrue();
    assertThat(RefExt.marker(refExt)).isEqualTo(key.marker());
  }

  @Test
  void aMarkerThatIsTooLongIsItsKeysUuid() {
    OperationKey key = new OperationKey("shop", "order", "x".repeat(300), 1, "create");
    assertThat(RefExt.of(key)).isEqualTo(key.uuid().toString());
  }

  @Test
  @Rule({"P-030", "P-031"})
  void thePlansCodeIsTheReferenceAndElseTheOperationsKey() {
    try (Rig rig = new Rig()) {
      Entity tee = rig.made(Rig.product("TEE").with(Product.EXTERNAL_CODE, "ps1_p_10"));
      assertThat(rig.fake.products().get(Long.parseLong(tee.id())).text("ref_ext"))
          .isEqualTo("ps1_p_10");
      Ref customer = rig.made(Rig.customer("Doe")).ref();
      Entity order = rig.made(Rig.order(customer, Rig.line(tee.ref(), "1", "5")));
      assertThat(order.marker()).contains("shop:order:s3");
    }
  }
}
