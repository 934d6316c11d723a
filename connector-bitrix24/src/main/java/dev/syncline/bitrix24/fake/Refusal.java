package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the portal answers instead of a result: a status, a code (text or number) and a text. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient JsonNode code;

  private Refusal(int status, JsonNode code, String text) {
    super(text, null, false, false);
    this.status = status;
    this.code = code;
  }

  static Refusal of(int status, String code, String text) {
    return new Refusal(status, Php.NODES.textNode(code), text);
  }

  /** 400 with a code in words. */
  static Refusal bad(String code, String text) {
    return of(400, code, text);
  }

  /** 400 with a numeric code, the way of the catalog. */
  static Refusal number(long code, String text) {
    return new Refusal(400, Php.NODES.numberNode(code), text);
  }

  /** 400 with the empty code, the way of the legacy methods. */
  static Refusal legacy(String text) {
    return of(400, "", text);
  }

  static Refusal missing(String parameter) {
    return bad("100", "Could not find value for parameter {" + parameter + "}");
  }

  static Refusal noItem() {
    return bad("NOT_FOUND", "Item not found");
  }

  static Refusal noType() {
    return bad("NOT_FOUND", "Smart process not found");
  }

  static Refusal noMethod() {
    return of(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
  }

  static Refusal adminOnly() {
    return of(403, "ACCESS_DENIED", "Access denied!");
  }

  int status() {
    return status;
  }

  ObjectNode body() {
    ObjectNode body = Php.NODES.objectNode();
    body.set("error", code);
    return body.put("error_description", getMessage());
  }
}
