package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was sold, the delivery, wrapping and vouchers: each a line of its own (P-085 to P-088). */
final class SoldLines {

  /** What a line is called that has no text of its own. */
  private static final Map<String, String> WORDS =
      Map.of(
          OrderLine.SHIPPING, "Shipping",
          OrderLine.WRAPPING, "Gift wrapping",
          OrderLine.DISCOUNT, "Discount",
          OrderLine.ROUNDING, "Rounding");

  private SoldLines() {}

  static FieldRules rules() {
    return FieldRules.of(OrderLine.TYPE)
        .compute(Side.RIGHT, OrderLine.ITEM, Set.of(OrderLine.ITEM), SoldLines::item, When.ALWAYS)
        .compute(
            Side.RIGHT,
            OrderLine.ROLE,
            Set.of(OrderLine.ROLE),
            line -> isGoods(line.source()) ? Put.empty() : Put.value(role(line.source())),
            When.ALWAYS) // P-086
        .compute(
            Side.RIGHT,
            OrderLine.NAME,
            Set.of(OrderLine.NAME, OrderLine.ROLE, OrderLine.SKU),
            SoldLines::name,
            When.ALWAYS)
        .compute(
            Side.RIGHT,
            OrderLine.PRICING,
            Set.of(OrderLine.PRICING),
            line ->
                line.source()
                    .get(OrderLine.PRICING)
                    .<Put<Pricing>>map(pricing -> Put.value(kept(pricing)))
                    .orElseGet(Put::empty),
            When.ALWAYS)
        .toRight(OrderLine.QUANTITY);
  }

  private static String role(Entity line) {
    return line.get(OrderLine.ROLE).orElse(OrderLine.GOODS);
  }

  private static boolean isGoods(Entity line) {
    return role(line).equals(OrderLine.GOODS);
  }

  /** What has no counterpart and gets none, such as a product that is gone, is a free line. */
  private static Put<Ref> item(Mapping line) {
    Optional<Ref> sold = line.source().get(OrderLine.ITEM);
    if (sold.isEmpty() || isFree(line)) {
      return Put.empty();
    }
    return line.counterpart(sold.get())
        .<Put<Ref>>map(Put::value)
        .orElseGet(() -> new Put.Wait<>(sold.get()));
  }

  private static boolean isFree(Mapping line) {
    return line.source().get(OrderLine.ITEM).filter(line::leftOut).isPresent();
  }

  private static Put<String> name(Mapping line) {
    Entity sold = line.source();
    String name =
        sold.get(OrderLine.NAME)
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .orElseGet(() -> WORDS.getOrDefault(role(sold), ""));
    Optional<String> reference = sold.get(OrderLine.SKU).filter(sku -> isFree(line));
    String text = reference.map(sku -> sku + " " + name).orElse(name).strip();
    return text.isEmpty() ? Put.empty() : Put.value(text);
  }

  /** A price as Dolibarr keeps it, so that what is compared is what is there. */
  private static Pricing kept(Pricing pricing) {
    return new Pricing(
        Totals.price(pricing),
        pricing.discountPercent(),
        Optional.of(pricing.vat().orElse(BigDecimal.ZERO)),
        false);
  }
}
