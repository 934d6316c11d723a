package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.mapping.View;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sees the shop's documents with the total that Dolibarr will reckon from their lines: each line's
 * price has five digits there, and each line's totals are rounded on their own. What is missing to
 * the shop's totals by rounding is evened out; more is left to be seen (P-089). Pure.
 *
 * @param lines the document's lines
 * @param total what the shop says that it comes to, with tax
 * @param net the same without tax
 */
record Totals(Field<List<Entity>> lines, Field<BigDecimal> total, Field<BigDecimal> net)
    implements View {

  private static final int PRICE_DIGITS = 5;

  @Override
  public Entity seen(Entity real) {
    Optional<List<Entity>> said = real.get(lines);
    Optional<BigDecimal> sum = real.get(total);
    if (said.isEmpty() || sum.isEmpty()) {
      return real;
    }
    List<Entity> all = said.get().stream().filter(line -> !isRounding(line)).toList();
    Optional<BigDecimal> without = real.get(net).map(Evened::cents);
    return real.with(lines, RoundedAway.of(all, without, Evened.cents(sum.get())));
  }

  private static boolean isRounding(Entity line) {
    return line.get(OrderLine.ROLE).filter(OrderLine.ROUNDING::equals).isPresent();
  }

  /** What keeps a document from being sent: its lines do not come to its total. */
  Optional<String> trouble(Entity seen) {
    Optional<List<Entity>> said = seen.get(lines);
    Optional<BigDecimal> sum = seen.get(total).map(Evened::cents);
    if (said.isEmpty() || sum.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal reckoned = reckoned(said.get());
    return reckoned.compareTo(sum.get()) == 0
        ? Optional.empty()
        : Optional.of(differ(reckoned, sum.get()));
  }

  /** What keeps a draft from being validated: Dolibarr itself reckons another total. */
  Optional<String> trouble(Entity seen, Entity draft) {
    @Nullable BigDecimal shop = seen.get(total).map(Evened::cents).orElse(null);
    @Nullable BigDecimal there = draft.get(total).map(Evened::cents).orElse(null);
    return shop == null || there == null || shop.compareTo(there) == 0
        ? trouble(seen)
        : Optional.of(differ(there, shop));
  }

  private static String differ(BigDecimal lines, BigDecimal shop) {
    return "TOTALS_DIFFER lines " + lines.toPlainString() + ", shop " + shop.toPlainString();
  }

  private static BigDecimal reckoned(List<Entity> lines) {
    return lines.stream()
        .map(line -> Evened.of(line).gross())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A price as Dolibarr keeps it. */
  static BigDecimal price(Pricing pricing) {
    return pricing.price().setScale(PRICE_DIGITS, RoundingMode.HALF_UP);
  }
}
