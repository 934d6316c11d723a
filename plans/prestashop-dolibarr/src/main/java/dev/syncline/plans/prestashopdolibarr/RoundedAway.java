package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.mapping.SyntheticLines;
import dev.syncline.model.Entity;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lines that come to a document's totals, without tax and with it, where each program rounds in its
 * own places: prices move by less than a cent of their line's sum; where that does not do, lines
 * say what is left (P-089). Pure.
 */
final class RoundedAway {

  /** More than this is no rounding: the shop's own sums disagree. */
  static final BigDecimal MOST = new BigDecimal("0.05");

  private static final BigDecimal HALF = new BigDecimal("0.005");
  private static final BigDecimal ZERO = BigDecimal.ZERO;

  private final List<Evened> lines = new ArrayList<>();
  private BigDecimal net;
  private BigDecimal gross;

  private RoundedAway(List<Entity> said, BigDecimal gross) {
    said.forEach(line -> lines.add(Evened.of(line)));
    this.gross = gross.subtract(sum(true));
    this.net = this.gross;
  }

  /**
   * The lines, changed and with more of them where they do not come to the totals; as they are
   * where the gap is more than rounding makes.
   */
  static List<Entity> of(List<Entity> lines, Optional<BigDecimal> net, BigDecimal gross) {
    RoundedAway all = new RoundedAway(lines, gross);
    if (all.gross.abs().compareTo(MOST) > 0) {
      return List.copyOf(lines);
    }
    net.ifPresent(all::near);
    return all.done();
  }

  /** A total without tax that is farther away than rounding makes is none to be reached. */
  private void near(BigDecimal total) {
    BigDecimal gap = total.subtract(sum(false));
    BigDecimal pieces = ZERO;
    for (Evened each : lines) {
      pieces = pieces.add(Evened.quantity(each.line()).abs());
    }
    if (gap.abs().compareTo(MOST.add(pieces.multiply(HALF))) <= 0) {
      net = gap;
    }
  }

  private BigDecimal sum(boolean withTax) {
    return lines.stream()
        .map(each -> withTax ? each.gross() : each.net())
        .reduce(ZERO, BigDecimal::add);
  }

  /** How much tax is missing. */
  private BigDecimal tax() {
    return gross.subtract(net);
  }

  private List<Entity> done() {
    boolean moved = true;
    while (tax().signum() != 0 && moved) {
      BigDecimal cent = Evened.CENT.multiply(BigDecimal.valueOf(tax().signum()));
      moved =
          (net.signum() == -tax().signum() && moved(cent.negate(), ZERO))
              || (gross.signum() == tax().signum() && moved(ZERO, cent));
    }
    List<Entity> all = new ArrayList<>();
    lines.forEach(each -> all.add(each.line()));
    all.addAll(left());
    return List.copyOf(all);
  }

  /** Moves the line whose price has to change least, if there is one; goods first. */
  private boolean moved(BigDecimal netCents, BigDecimal grossCents) {
    record Choice(int at, Evened.Move move) {}
    List<Choice> choices = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      int line = at;
      lines
          .get(at)
          .moved(netCents, grossCents)
          .ifPresent(move -> choices.add(new Choice(line, move)));
    }
    Optional<Choice> least =
        choices.stream()
            .min(
                Comparator.comparing((Choice choice) -> !lines.get(choice.at()).isGoods())
                    .thenComparing(choice -> choice.move().by()));
    least.ifPresent(
        choice -> {
          lines.set(choice.at(), choice.move().to());
          net = net.subtract(netCents);
          gross = gross.subtract(grossCents);
        });
    return least.isPresent();
  }

  /** What no price could take: an amount without tax, and tax as that of an amount taken back. */
  private List<Entity> left() {
    List<Entity> all = new ArrayList<>();
    BigDecimal rate = lines.stream().map(Evened::rate).max(Comparator.naturalOrder()).orElse(ZERO);
    BigDecimal untaxed = gross;
    if (tax().signum() != 0 && rate.signum() > 0) {
      BigDecimal base =
          tax()
              .movePointRight(2)
              .divide(rate, MathContext.DECIMAL64)
              .setScale(2, RoundingMode.HALF_UP);
      all.add(rounding(base, rate));
      untaxed = net.subtract(base);
    }
    if (untaxed.signum() != 0) {
      all.add(rounding(untaxed, ZERO));
    }
    return all;
  }

  private static Entity rounding(BigDecimal amount, BigDecimal rate) {
    Entity line =
        Entity.of(OrderLine.TYPE, "")
            .with(OrderLine.ROLE, OrderLine.ROUNDING)
            .with(OrderLine.QUANTITY, BigDecimal.ONE)
            .with(OrderLine.PRICING, new Pricing(amount, ZERO, Optional.of(rate), false));
    return SyntheticLines.of(
        rate.signum() == 0 ? OrderLine.ROUNDING : OrderLine.ROUNDING + "-tax", line);
  }
}
