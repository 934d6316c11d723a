package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.http.Json;
import java.util.Optional;

/**
 * The steps by which a document's state is reached: one call each, in the vendor's order. Pure.
 *
 * <p>Orders: -1 cancelled, 0 draft, 1 validated, 2 shipment under way, 3 closed. Invoices and
 * credit notes: 0 draft, 1 validated, 2 paid, 3 abandoned. Shipments: 0 draft, 1 validated, 2
 * closed.
 */
final class LifeCycle {

  private static final int CANCELLED = -1;
  private static final int DRAFT = 0;
  private static final int VALID = 1;
  private static final int CLOSED = 3;

  /**
   * A step.
   *
   * @param method the HTTP method
   * @param path what stands behind the document's address; empty for a change of the document
   * @param body what is sent; the vendor refuses an empty object at some, so all is said
   * @param to the state that it leads to
   */
  record Step(String method, String path, ObjectNode body, int to) {}

  /**
   * What steps need to know.
   *
   * @param warehouse whose stock moves if the vendor is set to move stock on validation
   * @param number the number that an invoice shall get; empty for the vendor's next
   */
  record Wanted(Optional<String> warehouse, Optional<String> number) {}

  private LifeCycle() {}

  /** The state of a document. */
  static Optional<Integer> state(JsonNode document) {
    return dev.syncline.dolibarr.codec.Papers.statusOf(document).map(Integer::parseInt);
  }

  /** The next step from a state towards another; none if there is no way. */
  static Optional<Step> next(Resource resource, int from, int to, Wanted wanted) {
    return switch (resource) {
      case ORDER -> order(from, to, wanted);
      case INVOICE, CREDIT_NOTE -> invoice(from, to, wanted);
      case SHIPMENT -> shipment(from, to);
      default -> Optional.empty();
    };
  }

  private static Optional<Step> order(int from, int to, Wanted wanted) {
    if (to == CANCELLED) {
      return Optional.of(set(CANCELLED));
    }
    if (from == DRAFT) {
      return Optional.of(validate(wanted, false));
    }
    if (to == DRAFT && (from == VALID || from == 2)) {
      return Optional.of(draft());
    }
    if (from == CLOSED || (from == CANCELLED && to >= DRAFT)) {
      return Optional.of(new Step("POST", "reopen", Json.object(), VALID));
    }
    if (to == CLOSED) {
      return Optional.of(new Step("POST", "close", quietly(), CLOSED));
    }
    return to == VALID || to == 2 ? Optional.of(set(to)) : Optional.empty();
  }

  private static Optional<Step> invoice(int from, int to, Wanted wanted) {
    if (from == DRAFT) {
      return to == DRAFT ? Optional.empty() : Optional.of(validate(wanted, true));
    }
    if (from == 2 || from == CLOSED) {
      return Optional.of(new Step("POST", "settounpaid", Json.object(), VALID));
    }
    return switch (to) {
      case DRAFT -> Optional.of(draft());
      case 2 -> {
        ObjectNode body = Json.object().put("close_code", "").put("close_note", "");
        yield Optional.of(new Step("POST", "settopaid", body, 2));
      }
      case CLOSED -> {
        ObjectNode body = Json.object().put("status", CLOSED).put("close_code", "abandon");
        yield Optional.of(new Step("PUT", "", body, CLOSED));
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Step> shipment(int from, int to) {
    if (from == DRAFT && to > DRAFT) {
      return Optional.of(new Step("POST", "validate", quietly(), VALID));
    }
    return from == VALID && to == 2
        ? Optional.of(new Step("POST", "close", quietly(), 2))
        : Optional.empty();
  }

  private static ObjectNode quietly() {
    return Json.object().put("notrigger", 0);
  }

  private static Step validate(Wanted wanted, boolean numbered) {
    ObjectNode body = Json.object();
    body.put("idwarehouse", wanted.warehouse().map(Long::parseLong).orElse(0L));
    body.put("notrigger", 0);
    if (numbered) {
      body.put("force_number", wanted.number().orElse(""));
    }
    return new Step("POST", "validate", body, VALID);
  }

  private static Step draft() {
    return new Step("POST", "settodraft", Json.object().put("idwarehouse", -1), DRAFT);
  }

  /** There is no call to cancel an order: the number is set. */
  private static Step set(int status) {
    return new Step("PUT", "", Json.object().put("status", status), status);
  }

  /** The state that an act leads to; empty if there is no such act. */
  static Optional<Integer> target(Resource resource, String act) {
    boolean invoice = resource == Resource.INVOICE || resource == Resource.CREDIT_NOTE;
    return switch (act) {
      case "validate", "reopen" -> Optional.of(VALID);
      case "settodraft" -> Optional.of(DRAFT);
      case "close" -> Optional.of(resource == Resource.ORDER ? CLOSED : 2);
      case "pay" -> invoice ? Optional.of(2) : Optional.empty();
      case "cancel" ->
          resource == Resource.SHIPMENT
              ? Optional.empty()
              : Optional.of(invoice ? CLOSED : CANCELLED);
      default -> Optional.empty();
    };
  }
}
