package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.DolibarrApi;
import dev.syncline.dolibarr.DolibarrApi.Answer;
import dev.syncline.dolibarr.DolibarrErrors.Fault;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.Exchange;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.OrderLines;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.OrderLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What documents need besides being stored: the steps of their life, their lines once they are
 * made, and what is given back of an invoice. Thread-safe.
 */
final class Documents {

  private static final int MOST_STEPS = 6;

  private final DolibarrApi api;
  private final Rooms rooms;
  private final Looks looks;
  private final FreeLines freeLines;

  Documents(Rooms rooms, Looks looks) {
    this.api = rooms.api();
    this.rooms = rooms;
    this.looks = looks;
    this.freeLines = new FreeLines(api);
  }

  /** The document as it is now, or was when the list began that it is written with. */
  JsonNode now(Resource resource, String id) {
    return looks
        .seen(resource, id)
        .or(() -> api.find(resource.path() + "/" + id, Map.of()))
        .orElseThrow(() -> new Refusing(new WriteResult.Gone()));
  }

  /** The document before its next step: what was written a moment ago is not asked for again. */
  JsonNode before(Resource resource, String id) {
    return rooms.drafts().take(resource, id).orElseGet(() -> now(resource, id));
  }

  /** An order that an invoice is about to cover; of what is gone there is nothing to cover. */
  Optional<JsonNode> covered(String order) {
    return rooms
        .drafts()
        .take(Resource.ORDER, order)
        .or(() -> looks.seen(Resource.ORDER, order))
        .or(() -> api.find(Resource.ORDER.path() + "/" + order, Map.of()));
  }

  private static String path(Resource resource, String id, String more) {
    return resource.path() + "/" + id + (more.isEmpty() ? "" : "/" + more);
  }

  /**
   * Walks to a state, one call a step. What was done before is seen by the state that is read
   * first, and by the vendor's 304; so a walk that was broken off goes on where it stopped.
   *
   * @return the document as the last step's answer shows it, if it shows it whole
   */
  Optional<JsonNode> walk(
      Resource resource,
      String id,
      int from,
      int to,
      LifeCycle.Wanted wanted,
      Deadline leaveBefore) {
    int state = from;
    Optional<JsonNode> shown = Optional.empty();
    for (int step = 0; state != to; step++) {
      int here = state;
      LifeCycle.Step next =
          LifeCycle.next(resource, state, to, wanted).orElseThrow(() -> noWay(resource, here, to));
      if (step == MOST_STEPS) {
        throw noWay(resource, here, to);
      }
      Taken taken = taken(resource, id, next, leaveBefore);
      state = taken.state();
      shown = taken.shown();
    }
    return shown;
  }

  /** The state that a document has after a step, and the document, if the answer shows it whole. */
  private record Taken(int state, Optional<JsonNode> shown) {}

  private static Refusing noWay(Resource resource, int from, int to) {
    return Refusing.because(
        Refusal.Code.NOT_ALLOWED,
        "there is no way from state " + from + " to " + to + " of " + resource.path());
  }

  private Taken taken(Resource resource, String id, LifeCycle.Step step, Deadline leaveBefore) {
    Answer answer = sent(resource, id, step, leaveBefore);
    boolean offSale = answer.refused().filter(Fault::isOffSale).isPresent();
    if (offSale && resource == Resource.ORDER && freeLines.free(id, leaveBefore)) {
      answer = sent(resource, id, step, leaveBefore);
    }
    answer.refused().ifPresent(fault -> refuse(fault));
    if (answer.doneBefore()) {
      return new Taken(LifeCycle.state(now(resource, id)).orElse(step.to()), Optional.empty());
    }
    // A draft that is closed is answered 200 and stays one: what the vendor shows counts.
    int state = answer.told().flatMap(LifeCycle::state).orElse(step.to());
    return new Taken(state, answer.told().flatMap(Documents::whole));
  }

  /** Some versions answer with the document, but for what is only counted for readers. */
  private static Optional<JsonNode> whole(JsonNode told) {
    if (!told.path("lines").isArray() || !told.has("total_ttc")) {
      return Optional.empty();
    }
    ObjectNode document = told.deepCopy();
    if (!document.hasNonNull("totalpaid")) {
      document.remove("totalpaid");
    }
    return Optional.of(document);
  }

  private Answer sent(Resource resource, String id, LifeCycle.Step step, Deadline leaveBefore) {
    ObjectNode body = step.body();
    return api.write(
        step.method(),
        path(resource, id, step.path()),
        body.isEmpty() ? null : body,
        leaveBefore,
        Lane.SERIAL);
  }

  static void refuse(Fault fault) {
    if (fault.status() == 404) {
      throw new Refusing(new WriteResult.Gone());
    }
    throw Refusing.of(fault);
  }

  /** Marks an order as invoiced, once. */
  void invoiced(String order, Deadline leaveBefore) {
    api.write("POST", path(Resource.ORDER, order, "setinvoiced"), null, leaveBefore, Lane.SERIAL)
        .refused()
        .ifPresent(Documents::refuse);
  }

  /**
   * Marks the order of an invoice that is about to be validated: whoever is broken off between the
   * two leaves a draft, and walks both again. An order that is gone holds up no invoice.
   */
  void invoicing(String order, Deadline leaveBefore) {
    api.write("POST", path(Resource.ORDER, order, "setinvoiced"), null, leaveBefore, Lane.SERIAL)
        .refused()
        .filter(fault -> fault.status() != 404)
        .ifPresent(Documents::refuse);
  }

  /** Adds a contact with its role; that it is there already is as good. */
  void contact(String order, String contact, String role, Deadline leaveBefore) {
    api.write(
            "POST",
            path(Resource.ORDER, order, "contact/" + contact + "/" + role),
            Json.object(),
            leaveBefore,
            Lane.SERIAL)
        .refused()
        .filter(fault -> !fault.text().contains("lready exists"))
        .ifPresent(Documents::refuse);
  }

  /** Makes the lines of a draft what they shall be, each by a call of its own. */
  void rewrite(
      Resource resource,
      String id,
      List<Entity> held,
      List<Entity> wanted,
      Optional<Exchange> exchange,
      Terms terms,
      Deadline leaveBefore) {
    boolean back = resource == Resource.CREDIT_NOTE;
    Map<String, Entity> there = new LinkedHashMap<>();
    held.forEach(line -> there.put(line.id(), line));
    for (Entity line : wanted) {
      Entity before = there.remove(line.id());
      ObjectNode row =
          OrderLines.row(before == null ? line : before.overlaid(line), back, exchange, terms);
      if (before == null) {
        told(api.write("POST", path(resource, id, "lines"), row, leaveBefore, Lane.SERIAL));
      } else if (!OrderLines.same(before.overlaid(line), before, terms.phones())) {
        String path = path(resource, id, "lines/" + line.id());
        told(api.write("PUT", path, row, leaveBefore, Lane.SERIAL));
      }
    }
    for (String gone : there.keySet()) {
      String path = path(resource, id, "lines/" + gone);
      told(api.write("DELETE", path, null, leaveBefore, Lane.SERIAL));
    }
  }

  /** A line of what is no draft is answered 200 and false. */
  private static void told(Answer answer) {
    answer.refused().ifPresent(Documents::refuse);
    if (answer.told().filter(each -> each.isBoolean() && !each.booleanValue()).isPresent()) {
      throw Refusing.because(Refusal.Code.NOT_ALLOWED, "lines of a document that is no draft stay");
    }
  }

  /**
   * Uses a credit note against the invoice that it corrects, each step only if it was not taken.
   */
  void use(String creditNote, JsonNode document, Deadline leaveBefore) {
    String discounts = path(Resource.CREDIT_NOTE, creditNote, "discount");
    Optional<JsonNode> discount = api.find(discounts, Map.of());
    if (discount.flatMap(each -> Loose.id(each, "id")).isEmpty()) {
      told(
          api.write(
              "POST",
              path(Resource.CREDIT_NOTE, creditNote, "markAsCreditAvailable"),
              null,
              leaveBefore,
              Lane.SERIAL));
      discount = api.find(discounts, Map.of());
    }
    Optional<String> invoice = Loose.id(document, "fk_facture_source");
    Optional<String> id = discount.flatMap(each -> Loose.id(each, "id"));
    boolean used =
        discount
            .filter(
                each ->
                    Loose.id(each, "fk_facture").isPresent()
                        || Loose.id(each, "fk_facture_line").isPresent())
            .isPresent();
    if (invoice.isPresent() && id.isPresent() && !used) {
      String path = path(Resource.INVOICE, invoice.get(), "usecreditnote/" + id.get());
      told(api.write("POST", path, null, leaveBefore, Lane.SERIAL));
    }
  }

  /** The lines of a shipment: those of the order that they are taken from. */
  ObjectNode shipped(
      ObjectNode document, List<Entity> wanted, String order, String store, Terms terms) {
    JsonNode from = now(Resource.ORDER, order);
    var rows = document.putArray("lines");
    Map<String, JsonNode> open = new LinkedHashMap<>();
    Loose.elements(from.path("lines"))
        .forEach(line -> Loose.id(line, "id").ifPresent(id -> open.put(id, line)));
    if (!document.has("socid")) {
      Loose.id(from, "socid").ifPresent(id -> document.put("socid", Long.parseLong(id)));
    }
    for (Entity line : wanted) {
      String item = line.get(OrderLine.ITEM).map(ref -> ref.id()).orElse("");
      String source =
          open.entrySet().stream()
              .filter(
                  each -> Loose.id(each.getValue(), "fk_product").filter(item::equals).isPresent())
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow(
                  () ->
                      Refusing.because(
                          Refusal.Code.INVALID, "the order has no open line of product " + item));
      open.remove(source);
      ObjectNode row = rows.addObject();
      row.put("origin_line_id", Long.parseLong(source));
      row.put("fk_elementdet", Long.parseLong(source));
      row.put("fk_origin_line", Long.parseLong(source));
      row.put("qty", line.get(OrderLine.QUANTITY).orElse(java.math.BigDecimal.ONE));
      row.put("warehouse_id", Long.parseLong(store));
      row.put("entrepot_id", Long.parseLong(store));
      row.put("rang", 0);
      row.putArray("array_options");
    }
    return document;
  }
}
