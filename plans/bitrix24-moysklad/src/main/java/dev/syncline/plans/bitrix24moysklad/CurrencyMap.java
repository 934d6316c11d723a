package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Side;
import dev.syncline.connector.Dictionaries;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Put;
import dev.syncline.model.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Currencies by the settings' pairs, else by equal code where the other side has it. Amounts are
 * never converted.
 */
final class CurrencyMap implements Lens<String, String> {

  private static final String UNMAPPED = Reason.CURRENCY_UNMAPPED.name();

  private final Map<String, String> toRight;
  private final Map<String, String> toLeft = new LinkedHashMap<>();
  private final Function<Side, Dictionaries> dictionaries;

  CurrencyMap(Map<String, String> pairs, Function<Side, Dictionaries> dictionaries) {
    this.toRight = pairs;
    this.dictionaries = dictionaries;
    pairs.forEach((left, right) -> toLeft.putIfAbsent(right, left));
  }

  @Override
  public Put<String> toRight(String code, Optional<String> held) {
    return put(code, toRight, toLeft, Side.RIGHT);
  }

  @Override
  public Put<String> toLeft(String code, Optional<String> held) {
    return put(code, toLeft, toRight, Side.LEFT);
  }

  /** The same for amounts. */
  Lens<Money, Money> money() {
    return new Lens<>() {
      @Override
      public Put<Money> toRight(Money value, Optional<Money> held) {
        return of(value, CurrencyMap.this.toRight(value.currency(), Optional.empty()));
      }

      @Override
      public Put<Money> toLeft(Money value, Optional<Money> held) {
        return of(value, CurrencyMap.this.toLeft(value.currency(), Optional.empty()));
      }

      private Put<Money> of(Money value, Put<String> code) {
        return code instanceof Put.Value<String> known
            ? Put.value(new Money(value.amount(), known.value())) // B-112
            : Put.skip(UNMAPPED);
      }
    };
  }

  private Put<String> put(
      String code, Map<String, String> pairs, Map<String, String> back, Side target) {
    String paired = pairs.get(code);
    if (paired != null) {
      return Put.value(paired); // B-110
    }
    // An equal code that the settings give to another currency is not the same currency.
    boolean same = !back.containsKey(code) && has(target, code);
    return same ? Put.value(code) : Put.skip(UNMAPPED); // B-111
  }

  private boolean has(Side target, String code) {
    Dictionaries all = dictionaries.apply(target);
    return !all.names().contains(Dictionaries.CURRENCY)
        || all.code(Dictionaries.CURRENCY, code).filter(Dictionaries.Code::alive).isPresent();
  }
}
