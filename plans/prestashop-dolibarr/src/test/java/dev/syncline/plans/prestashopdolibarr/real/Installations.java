package dev.syncline.plans.prestashopdolibarr.real;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The two installations that the environment names. */
final class Installations implements ExecutionCondition {

  private static final String SHOP_URL = "SYNCLINE_PRESTASHOP_URL";
  private static final String SHOP_KEY = "SYNCLINE_PRESTASHOP_KEY";
  private static final String LEDGER_URL = "SYNCLINE_DOLIBARR_URL";
  private static final String LEDGER_KEY = "SYNCLINE_DOLIBARR_KEY";

  /** The port to which the module in the shop posts its hints. */
  static final String HINT_PORT = "SYNCLINE_HINT_PORT";

  private static final String HINT_SECRET = "SYNCLINE_HINT_SECRET";

  /** The shop's address, without {@code /api}. */
  static URI shop() {
    return URI.create(said(SHOP_URL));
  }

  /** A key of its webservice with every right. */
  static String shopKey() {
    return said(SHOP_KEY);
  }

  /** Dolibarr's address, without {@code /api/index.php}. */
  static URI ledger() {
    return URI.create(said(LEDGER_URL));
  }

  /** The API key of an administrator of it. */
  static String ledgerKey() {
    return said(LEDGER_KEY);
  }

  /** A key of the shop's webservice that may read products and customers, and nothing else. */
  static Optional<String> limitedShopKey() {
    return Optional.ofNullable(System.getenv("SYNCLINE_PRESTASHOP_LIMITED_KEY"));
  }

  /** The API key of a user of Dolibarr who has no rights. */
  static Optional<String> limitedLedgerKey() {
    return Optional.ofNullable(System.getenv("SYNCLINE_DOLIBARR_LIMITED_KEY"));
  }

  /** The secret of the shop's module, if it is installed. */
  static Optional<String> hintSecret() {
    return Optional.ofNullable(System.getenv(HINT_SECRET));
  }

  /** The port of this machine to which the shop's module posts. */
  static int hintPort() {
    return Integer.parseInt(said(HINT_PORT));
  }

  private static String said(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String missing =
        Stream.of(SHOP_URL, SHOP_KEY, LEDGER_URL, LEDGER_KEY)
            .filter(name -> System.getenv(name) == null)
            .toList()
            .toString();
    if (missing.equals("[]")) {
      AutoCloseable end = RealPair::closeShared;
      context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(RealPair.class, pair -> end);
      return ConditionEvaluationResult.enabled("both installations are named");
    }
    String line =
        context.getDisplayName() + " is skipped, set " + missing + ": see CONTRIBUTING.md";
    if (context.getTestMethod().isEmpty()) {
      System.out.println(line);
    }
    return ConditionEvaluationResult.disabled(line);
  }
}
