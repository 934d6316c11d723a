package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.prestashop.fake.ItemDraft;
import java.util.function.UnaryOperator;

/** The shop as its people use it. */
final class Shop implements AutoCloseable {

  final FakePrestaShop fake;

  Shop(FakePrestaShop fake) {
    this.fake = fake;
  }

  /** The category under which the shop's tree begins. */
  int home() {
    return Integer.parseInt(fake.configuration("PS_HOME_CATEGORY"));
  }

  int category(String name) {
    return category(name, home());
  }

  int category(String name, int parent) {
    return fake.categories().add(draft -> draft.name(name).set("id_parent", parent)).id();
  }

  int product(String name, String reference) {
    return product(name, reference, draft -> draft);
  }

  /** A product of 10 without tax. */
  int product(String name, String reference, UnaryOperator<ItemDraft> more) {
    return fake.products()
        .add(draft -> more.apply(draft.name(name).reference(reference).price("10").quantity(5)))
        .id();
  }

  /** An option such as Size. */
  int option(String name) {
    return fake.shelf("product_options").add(draft -> draft.name(name)).id();
  }

  /** A value of an option, such as M. */
  int value(int option, String name) {
    return fake.shelf("product_option_values")
        .add(draft -> draft.name(name).set("id_attribute_group", option))
        .id();
  }

  /** A combination of values. */
  int combination(int product, String reference, Integer... values) {
    return combination(product, reference, draft -> draft, values);
  }

  int combination(int product, String reference, UnaryOperator<ItemDraft> more, Integer... values) {
    return fake.combinations()
        .add(
            draft ->
                more.apply(
                    draft
                        .set("id_product", product)
                        .reference(reference)
                        .quantity(3)
                        .link("product_option_values", values)))
        .id();
  }

  int feature(String name) {
    return fake.shelf("product_features").add(draft -> draft.name(name)).id();
  }

  int featureValue(int feature, String value) {
    return fake.shelf("product_feature_values")
        .add(draft -> draft.text("value", value).set("id_feature", feature))
        .id();
  }

  int asked() {
    return fake.log().size();
  }

  @Override
  public void close() {
    fake.close();
  }
}
