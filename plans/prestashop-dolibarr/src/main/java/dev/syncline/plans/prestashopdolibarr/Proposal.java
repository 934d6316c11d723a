package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Dictionaries.Code;
import dev.syncline.plans.prestashopdolibarr.StatePair.OrderStatus;
import dev.syncline.prestashop.PrestaShopDictionaries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a settings screen shows before anybody has chosen. */
final class Proposal {

  private static final String CARRIER = "carrier";
  private static final String PAYMENT_METHOD = "payment-method";
  private static final String ACCEPTED = "2";
  private static final String CANCELLED = "6";
  private static final String SHIPPED = "4";
  private static final String DELIVERED = "5";
  private static final String YES = "1";

  /** States of a fresh shop in which nothing is owed: called off, given back, not paid. */
  private static final Set<String> VOID = Set.of(CANCELLED, "7", "8");

  private final Dictionaries shop;
  private final Dictionaries dolibarr;

  Proposal(Dictionaries shop, Dictionaries dolibarr) {
    this.shop = shop;
    this.dolibarr = dolibarr;
  }

  PrestaShopDolibarrSettings settings() {
    PrestaShopDolibarrSettings defaults = PrestaShopDolibarrSettings.defaults();
    return defaults
        .withBack(defaults.back().withPending(pending()))
        .withOrders(
            defaults
                .orders()
                .withStates(states())
                .withStateNames(names())
                .withStatesBack(back())
                .withCarriers(sameNames(CARRIER))
                .withPaymentMethods(sameNames(PAYMENT_METHOD), firstMethod())
                .withPaidStates(paid())
                .withZone(zone(defaults.orders().zone())));
  }

  private List<String> paid() {
    return shop.codes(Dictionaries.ORDER_STATUS).stream()
        .filter(state -> state.alive() && isSet(state, "paid"))
        .map(Code::code)
        .toList();
  }

  /** The shop's days begin at its own midnight (P-084). */
  private String zone(String otherwise) {
    return shop.codes(PrestaShopDictionaries.TIME_ZONE).stream()
        .map(Code::code)
        .findFirst()
        .orElse(otherwise);
  }

  /** By the flags of the shop's states; what has none of them changes nothing (P-100). */
  private List<StatePair> states() {
    return shop.codes(Dictionaries.ORDER_STATUS).stream()
        .filter(Code::alive)
        .flatMap(
            state -> meaning(state).map(status -> new StatePair(state.code(), status)).stream())
        .toList();
  }

  /** The states of a fresh shop for what is paid, on its way and delivered. */
  private Map<String, String> back() {
    Map<String, String> back = new LinkedHashMap<>();
    for (Code state : shop.codes(Dictionaries.ORDER_STATUS)) {
      if (state.code().equals(SHIPPED)) {
        back.put(OrderStatus.IN_PROCESS.code(), SHIPPED);
      } else if (state.code().equals(DELIVERED)) {
        back.put(OrderStatus.CLOSED.code(), DELIVERED);
      } else if (state.code().equals(ACCEPTED)) {
        back.put(OrderSettings.PAID, ACCEPTED);
      }
    }
    return back;
  }

  /** The states in which the shop has taken goods off its stock and not sent them yet (P-133). */
  private List<String> pending() {
    return shop.codes(Dictionaries.ORDER_STATUS).stream()
        .filter(state -> !VOID.contains(state.code()))
        .filter(state -> !isSet(state, "shipped") || !isSet(state, "delivery"))
        .map(Code::code)
        .toList();
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    shop.codes(Dictionaries.ORDER_STATUS).forEach(state -> names.put(state.code(), state.name()));
    return names;
  }

  private static Optional<OrderStatus> meaning(Code state) {
    if (state.code().equals(CANCELLED)) {
      return Optional.of(OrderStatus.CANCELLED);
    }
    if (state.code().equals(DELIVERED)) {
      return Optional.of(OrderStatus.CLOSED);
    }
    if (isSet(state, "shipped") && isSet(state, "delivery")) {
      return Optional.of(OrderStatus.IN_PROCESS);
    }
    return isSet(state, "paid") ? Optional.of(OrderStatus.VALIDATED) : Optional.empty();
  }

  private static boolean isSet(Code state, String flag) {
    return state.traits().getOrDefault(flag, "").equals(YES);
  }

  private Map<String, String> sameNames(String dictionary) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (Code mine : shop.codes(dictionary)) {
      dolibarr.codes(dictionary).stream()
          .filter(theirs -> theirs.alive() && name(theirs).equals(name(mine)))
          .findFirst()
          .ifPresent(theirs -> pairs.put(mine.code(), theirs.code()));
    }
    return pairs;
  }

  private static String name(Code code) {
    return code.name().strip().toLowerCase(Locale.ROOT);
  }

  private @Nullable String firstMethod() {
    return dolibarr.codes(PAYMENT_METHOD).stream()
        .filter(Code::alive)
        .map(Code::code)
        .findFirst()
        .orElse(null);
  }
}
