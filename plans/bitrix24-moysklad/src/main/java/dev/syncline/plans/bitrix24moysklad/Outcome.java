package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.Dictionaries.Code;

/** What a deal stage or an order state says about the end of a document. */
enum Outcome {
  OPEN,
  WON,
  LOST;

  private static final String SEMANTICS = "semantics";

  /** Reads the trait {@code semantics}: P, S, F of Bitrix24, Regular, Successful, Unsuccessful of MoySklad. */
  static Outcome of(Code code) {
    return switch (code.traits().getOrDefault(SEMANTICS, "")) {
      case "S", "Successful" -> WON;
      case "F", "Unsuccessful" -> LOST;
      default -> OPEN;
    };
  }
}
