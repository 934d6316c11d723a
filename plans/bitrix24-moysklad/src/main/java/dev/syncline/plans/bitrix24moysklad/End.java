package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.Connector;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Dictionaries.Code;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One account with its dictionaries, as a check of settings asks it.
 *
 * @param system the name that people know the system by
 */
record End(String system, Connector connector) {

  static End bitrix24(Connector connector) {
    return new End("Bitrix24", connector);
  }

  static End moysklad(Connector connector) {
    return new End("MoySklad", connector);
  }

  Dictionaries dictionaries() {
    return connector.dictionaries();
  }

  boolean has(String dictionary) {
    return dictionaries().names().contains(dictionary);
  }

  Optional<Code> code(String dictionary, String code) {
    return dictionaries().code(dictionary, code);
  }

  Optional<Code> living(String dictionary, String code) {
    return code(dictionary, code).filter(Code::alive);
  }

  /** An entry with its name, or the code alone if nothing is known of it. */
  String shown(String dictionary, String code) {
    return code(dictionary, code).map(End::shown).orElse(code);
  }

  /** What may be chosen. */
  String list(String dictionary) {
    String alive =
        dictionaries().codes(dictionary).stream()
            .filter(Code::alive)
            .map(End::shown)
            .collect(Collectors.joining(", "));
    return alive.isEmpty() ? "-" : alive;
  }

  private static String shown(Code code) {
    return code.code() + " '" + code.name() + "'";
  }
}
