package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.mapping.SyntheticLines;
import dev.syncline.mapping.View;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A deal without rows seen as one with a row of its amount.
 *
 * @param name what the row is called
 */
record AmountRow(String name) implements View {

  private static final String ROLE = "amount";

  @Override
  public Entity seen(Entity real) {
    boolean bare = real.knows(Order.LINES) && real.get(Order.LINES).filter(this::any).isEmpty();
    Optional<BigDecimal> amount = real.get(Order.TOTAL).filter(each -> each.signum() > 0);
    return bare && amount.isPresent() ? real.with(Order.LINES, List.of(row(amount.get()))) : real;
  }

  private boolean any(List<Entity> rows) {
    return !rows.isEmpty();
  }

  private Entity row(BigDecimal amount) {
    return SyntheticLines.of(
        ROLE,
        Entity.of(OrderLine.TYPE, "")
            .cleared(OrderLine.ITEM)
            .with(OrderLine.NAME, name)
            .with(OrderLine.QUANTITY, BigDecimal.ONE)
            .with(OrderLine.PRICING, Pricing.of(amount.toPlainString())));
  }
}
