package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.Dictionaries.Code;

/** What a deal stage or an order state says about the end of a document. */
enum Outcome {
  OPEN,
  WON,
  LOST;

  /** The outcome of a deal stage, by its trait {@code semantics}. */
  static Outcome ofStage(Code stage) {
    return switch (stage.traits().getOrDefault("semantics", "")) {
      case "S" -> WON;
      case "F" -> LOST;
      default -> OPEN;
    };
  }

  /** The outcome of an order state, by its trait {@code type}. */
  static Outcome ofState(Code state) {
    return switch (state.traits().getOrDefault("type", "")) {
      case "Successful" -> WON;
      case "Unsuccessful" -> LOST;
      default -> OPEN;
    };
  }
}
