package dev.syncline.examples.own;

import dev.syncline.Side;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rules with an opinion: the table of fields does the ordinary, this wraps it for what is special
 * to one shop. Test customers stay out, and the right side's comment says which sort of customer it
 * is.
 *
 * <p>Pure, so it is tested without an account, an engine or a clock; thread-safe.
 *
 * @since 0.1
 */
public final class LoyaltyMapper implements EntityMapper {

  /** Why a customer with a test address is left alone. */
  public static final String TEST_CUSTOMER = "TEST_CUSTOMER";

  private static final String TEST_DOMAIN = "@example.test";

  private final FieldRules table =
      FieldRules.of(Customer.TYPE)
          .createOnly(Customer.KIND)
          .copy(Customer.NAME, Customer.EMAILS, Customer.PHONES)
          .compute(
              Side.RIGHT,
              Customer.COMMENT,
              Set.of(Customer.KIND),
              LoyaltyMapper::tier,
              When.ALWAYS);

  @Override
  public List<Unit> units() {
    return table.units();
  }

  @Override
  public Set<Field<?>> reads(Side side) {
    return table.reads(side);
  }

  @Override
  public Wanted map(Mapping mapping) {
    Wanted wanted = table.map(mapping);
    boolean test =
        mapping.source().get(Customer.EMAILS).orElse(Set.of()).stream()
            .anyMatch(email -> email.toLowerCase(Locale.ROOT).endsWith(TEST_DOMAIN));
    return test ? wanted.halted(Wanted.Halt.Kind.SKIP, TEST_CUSTOMER) : wanted;
  }

  private static Put<String> tier(Mapping mapping) {
    return Put.value(
        mapping.source().get(Customer.KIND).filter(Customer.COMPANY::equals).isPresent()
            ? "trade customer"
            : "private customer");
  }
}
