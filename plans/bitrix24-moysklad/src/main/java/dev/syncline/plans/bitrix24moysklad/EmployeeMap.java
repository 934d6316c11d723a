package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Side;
import dev.syncline.connector.Dictionaries;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.ValueMap;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Administrators;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who is in charge on the other side: the pair, or the administrator. Where no administrator is
 * named, the field is left alone, and the vendor puts in whom the connector acts as.
 */
final class EmployeeMap implements Lens<String, String> {

  private final Map<String, String> toRight = new LinkedHashMap<>();
  private final Map<String, String> toLeft = new LinkedHashMap<>();
  private final Administrators administrators;
  private final Function<Side, Dictionaries> dictionaries;

  EmployeeMap(
      List<EmployeePair> pairs,
      Administrators administrators,
      Function<Side, Dictionaries> dictionaries) {
    this.administrators = administrators;
    this.dictionaries = dictionaries;
    for (EmployeePair pair : pairs) {
      toRight.putIfAbsent(pair.bitrix24(), pair.moysklad());
      toLeft.putIfAbsent(pair.moysklad(), pair.bitrix24());
    }
    pairs.stream()
        .filter(EmployeePair::primary)
        .forEach(pair -> toLeft.put(pair.moysklad(), pair.bitrix24())); // B-107
  }

  @Override
  public Put<String> toRight(String user, Optional<String> held) {
    return put(user, held, Side.RIGHT);
  }

  @Override
  public Put<String> toLeft(String employee, Optional<String> held) {
    return put(employee, held, Side.LEFT);
  }

  private Put<String> put(String code, Optional<String> held, Side target) {
    // Whoever is there already stays, if he is among those for whom this one stands.
    if (held.isPresent() && code.equals(counterpart(held.get(), target.other()))) {
      return Put.value(held.get());
    }
    String theirs = counterpart(code, target);
    return theirs == null ? Put.skip(ValueMap.UNMAPPED) : Put.value(theirs); // B-106
  }

  private @Nullable String counterpart(String code, Side target) {
    boolean right = target == Side.RIGHT;
    String paired = (right ? toRight : toLeft).get(code);
    if (paired != null && works(paired, target)) {
      return paired; // B-105
    }
    return right ? administrators.moysklad() : administrators.bitrix24(); // B-107
  }

  private boolean works(String code, Side side) {
    Dictionaries all = dictionaries.apply(side);
    return !all.names().contains(Dictionaries.EMPLOYEE)
        || all.code(Dictionaries.EMPLOYEE, code).filter(Dictionaries.Code::alive).isPresent();
  }
}
