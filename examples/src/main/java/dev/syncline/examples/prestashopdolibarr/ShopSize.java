package dev.syncline.examples.prestashopdolibarr;

import dev.syncline.examples.world.WorldSize;
import dev.syncline.prestashop.fake.Seed;

/** How much a seeded shop holds. */
final class ShopSize {

  private static final Seed DEFAULT = Seed.usual();

  /** All top-level entities of the usual shop; combinations and addresses are not counted. */
  static final int USUAL =
      DEFAULT.categories() + DEFAULT.products() + DEFAULT.customers() + DEFAULT.orders();

  private ShopSize() {}

  /** The usual shop with every kind scaled to so many records. */
  static Seed of(int records, long number) {
    return new Seed(
        number,
        WorldSize.scaled(DEFAULT.categories(), records, USUAL),
        WorldSize.scaled(DEFAULT.products(), records, USUAL),
        WorldSize.scaled(DEFAULT.withCombinations(), records, USUAL),
        WorldSize.scaled(DEFAULT.customers(), records, USUAL),
        WorldSize.scaled(DEFAULT.orders(), records, USUAL));
  }
}
