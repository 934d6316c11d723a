package dev.syncline.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberSeriesTest {

  @Test
  void theNumberItselfComesFirst() {
    assertThat(NumberSeries.suffixed("bx24-12", 3))
        .containsExactly("bx24-12", "bx24-12-2", "bx24-12-3");
  }

  @Test
  void theSecondNumberMayBeginTheCount() {
    assertThat(NumberSeries.counted("SKU", 1, 3)).containsExactly("SKU", "SKU-1", "SKU-2");
  }

  @Test
  void aSeriesAndAPutOfCandidatesHaveAtLeastOne() {
    assertThatThrownBy(() -> NumberSeries.suffixed("1", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Put.candidates(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatHasToBeThereIsFoundByWhatItsTemplateSays() {
    Entity nameless = Entity.of(Product.TYPE, "").with(Product.KIND, Product.SERVICE);
    assertThatThrownBy(() -> Put.ensure(nameless, Product.NAME))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Put.ensure(nameless)).isInstanceOf(IllegalArgumentException.class);
  }
}
