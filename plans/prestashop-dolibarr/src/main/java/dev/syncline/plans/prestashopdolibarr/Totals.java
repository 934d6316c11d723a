package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.mapping.SyntheticLines;
import dev.syncline.mapping.View;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sees the shop's documents with the total that Dolibarr will reckon from their lines: each line's
 * price has five digits there, and each line's total is rounded on its own. What is missing to the
 * shop's total, up to five cents, is a line; more is left to be seen (P-089). Pure.
 *
 * @param lines the document's lines
 * @param total what the shop says that it comes to, with tax
 */
record Totals(Field<List<Entity>> lines, Field<BigDecimal> total) implements View {

  /** More than this is no rounding: the shop's own sums disagree. */
  private static final BigDecimal MOST_ROUNDED = new BigDecimal("0.05");

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int PRICE_DIGITS = 5;

  @Override
  public Entity seen(Entity real) {
    Optional<List<Entity>> said = real.get(lines);
    Optional<BigDecimal> sum = real.get(total);
    if (said.isEmpty() || sum.isEmpty()) {
      return real;
    }
    List<Entity> all = new ArrayList<>();
    said.get().stream().filter(line -> !isRounding(line)).forEach(all::add);
    BigDecimal gap = cents(sum.get()).subtract(reckoned(all));
    if (gap.signum() != 0 && gap.abs().compareTo(MOST_ROUNDED) <= 0) {
      all.add(SyntheticLines.of(OrderLine.ROUNDING, rounding(gap)));
    }
    return real.with(lines, List.copyOf(all));
  }

  private static boolean isRounding(Entity line) {
    return line.get(OrderLine.ROLE).filter(OrderLine.ROUNDING::equals).isPresent();
  }

  private static Entity rounding(BigDecimal gap) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.ROLE, OrderLine.ROUNDING)
        .with(OrderLine.QUANTITY, BigDecimal.ONE)
        .with(
            OrderLine.PRICING,
            new Pricing(gap, BigDecimal.ZERO, Optional.of(BigDecimal.ZERO), false));
  }

  /** What keeps a document from being sent: its lines do not come to its total. */
  Optional<String> trouble(Entity seen) {
    Optional<List<Entity>> said = seen.get(lines);
    Optional<BigDecimal> sum = seen.get(total).map(Totals::cents);
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
    @Nullable BigDecimal shop = seen.get(total).map(Totals::cents).orElse(null);
    @Nullable BigDecimal there = draft.get(total).map(Totals::cents).orElse(null);
    return shop == null || there == null || shop.compareTo(there) == 0
        ? trouble(seen)
        : Optional.of(differ(there, shop));
  }

  private static String differ(BigDecimal lines, BigDecimal shop) {
    return "TOTALS_DIFFER lines " + lines.toPlainString() + ", shop " + shop.toPlainString();
  }

  private static BigDecimal reckoned(List<Entity> lines) {
    return lines.stream().map(Totals::reckoned).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal reckoned(Entity line) {
    Pricing pricing = line.get(OrderLine.PRICING).orElse(Pricing.of("0"));
    BigDecimal quantity = line.get(OrderLine.QUANTITY).orElse(BigDecimal.ONE);
    BigDecimal rate = pricing.vat().orElse(BigDecimal.ZERO);
    BigDecimal factor = HUNDRED.add(rate).movePointLeft(2);
    return cents(price(pricing).multiply(quantity).multiply(factor));
  }

  /** A price as Dolibarr keeps it. */
  static BigDecimal price(Pricing pricing) {
    return pricing.price().setScale(PRICE_DIGITS, RoundingMode.HALF_UP);
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
