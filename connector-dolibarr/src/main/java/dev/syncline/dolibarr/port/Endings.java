package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Refusal;
import dev.syncline.dolibarr.codec.Loose;
import java.util.Optional;

/**
 * What becomes of a document whose counterpart was removed: only a draft may vanish, for the others
 * have a number. An order is cancelled as long as nobody has invoiced it; what is invoiced stays,
 * and invoices do (P-098). Thread-safe.
 */
final class Endings {

  private static final int CANCELLED = -1;
  private static final int CLOSED = 3;

  private final Documents documents;

  Endings(Rooms rooms, Looks looks) {
    this.documents = new Documents(rooms, looks);
  }

  /**
   * Whether a document is kept and has been brought to its end.
   *
   * @throws Refusing if it has to stay as it is
   */
  boolean isKept(Resource resource, String id, Deadline leaveBefore) {
    return switch (resource) {
      case ORDER -> order(id, leaveBefore);
      case INVOICE, CREDIT_NOTE -> paper(resource, id);
      default -> false;
    };
  }

  private boolean order(String id, Deadline leaveBefore) {
    JsonNode now = documents.now(Resource.ORDER, id);
    int state = LifeCycle.state(now).orElse(0);
    if (state == 0) {
      return false;
    }
    if (state == CLOSED || Loose.flag(now, "billed").orElse(false)) {
      throw Refusing.because(Refusal.Code.IN_USE, "the order is invoiced or closed: it stays");
    }
    LifeCycle.Wanted nothing = new LifeCycle.Wanted(Optional.empty(), Optional.empty());
    documents.walk(Resource.ORDER, id, state, CANCELLED, nothing, leaveBefore);
    return true;
  }

  private boolean paper(Resource resource, String id) {
    if (LifeCycle.state(documents.now(resource, id)).orElse(0) != 0) {
      throw Refusing.because(Refusal.Code.IN_USE, "a validated invoice has its number: it stays");
    }
    return false;
  }
}
