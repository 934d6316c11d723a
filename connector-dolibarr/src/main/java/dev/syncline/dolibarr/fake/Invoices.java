package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invoices, credit notes and deposits of customers. */
final class Invoices {

  static final int DRAFT = 0;
  static final int VALIDATED = 1;
  static final int PAID = 2;

  static final int CREDIT_NOTE = 2;
  static final int DEPOSIT = 3;

  static final Lines LINES = new Lines("facturedet", "fk_facture", "facture");

  private static final String TABLE = "facture";
  private static final String CREATING = "Error creating invoice";
  private static final Shelf SHELF = new Shelf(PaperKinds.INVOICE);

  private static final Map<String, Integer> STATES =
      Map.of("draft", 0, "unpaid", 1, "paid", 2, "cancelled", 3);

  void routes(Routes routes) {
    routes
        .get("invoices", this::list)
        .get("invoices/{id}", this::one)
        .get("invoices/ref/{x}", call -> withLinks(call.session(), by(call, "ref")))
        .get("invoices/ref_ext/{x}", call -> withLinks(call.session(), by(call, "ref_ext")))
        .post("invoices", this::add)
        .post("invoices/createfromorder/{id}", this::fromOrder)
        .put("invoices/{id}", this::change)
        .delete("invoices/{id}", this::remove)
        .get("invoices/{id}/lines", call -> LINES.shown(call.session(), read(call).id()))
        .post("invoices/{id}/lines", this::addLine)
        .put("invoices/{id}/lines/{line}", this::changeLine)
        .delete("invoices/{id}/lines/{line}", this::removeLine)
        .post("invoices/{id}/validate", this::validate)
        .post("invoices/{id}/settodraft", this::toDraft)
        .post("invoices/{id}/settopaid", this::toPaid)
        .post("invoices/{id}/settounpaid", this::toUnpaid)
        .post(
            "invoices/{id}/contacts",
            call ->
                Papers.addContact(
                    call,
                    SHELF,
                    TABLE,
                    call.requiredId("fk_socpeople"),
                    call.text("type_contact")));
    Papers.contactRoutes(routes, "invoices", SHELF, TABLE);
  }

  static ObjectNode shown(Session session, Row row) {
    ObjectNode json = SHELF.shown(session, row);
    json.set("lines", LINES.shown(session, row.id()));
    json.put("totalpaid", Payments.paid(session, row.id()).doubleValue());
    json.put("totalcreditnotes", Discounts.used(session, row.id(), false).doubleValue());
    json.put("totaldeposits", Discounts.used(session, row.id(), true).doubleValue());
    json.put("remaintopay", Php.plain(remaining(session, row)));
    json.set("contacts_ids", Papers.contacts(session, TABLE, row.id()));
    json.putNull("linkedObjectsIds");
    return json;
  }

  private static ObjectNode withLinks(Session session, Row row) {
    ObjectNode json = shown(session, row);
    json.set("linkedObjectsIds", Papers.linked(session, TABLE, row.id()));
    return json;
  }

  /** What an action answers: the invoice without what is only counted for readers. */
  static ObjectNode acted(Session session, long id) {
    ObjectNode json = shown(session, session.data.get(TABLE, id));
    return json.putNull("linkedObjectsIds")
        .putNull("totalpaid")
        .putNull("remaintopay")
        .putNull("totalcreditnotes")
        .putNull("totaldeposits");
  }

  static BigDecimal remaining(Session session, Row invoice) {
    return Php.total(
        invoice
            .decimal("total_ttc")
            .subtract(Payments.paid(session, invoice.id()))
            .subtract(Discounts.used(session, invoice.id(), false))
            .subtract(Discounts.used(session, invoice.id(), true)));
  }

  static void happened(Session session, String code, Row row, String failure) {
    session.happened(
        code,
        new Subject(
            "invoice",
            row.id(),
            row.text("ref"),
            row.number("fk_soc"),
            shown(session, row),
            failure));
  }

  private static Row read(Call call) {
    call.session().need("facture.lire");
    return SHELF.get(call.session(), call.id());
  }

  private static Row by(Call call, String column) {
    call.session().need("facture.lire");
    return SHELF.getBy(call.session(), column, call.variable("x"));
  }

  private JsonNode one(Call call) {
    return Listing.narrowed(withLinks(call.session(), read(call)), Listing.properties(call));
  }

  private JsonNode list(Call call) {
    Session session = call.session();
    session.need("facture.lire");
    Integer state = STATES.get(call.query("status").orElse(""));
    boolean links = call.flag("loadlinkedobjects");
    List<Row> rows =
        Papers.wanted(call, SHELF.here(session)).stream()
            .filter(row -> state == null || row.number("fk_statut") == state)
            .toList();
    return Listing.answer(
        call,
        PaperKinds.INVOICE,
        rows,
        row -> links ? withLinks(session, row) : shown(session, row));
  }

  private JsonNode add(Call call) {
    Session session = call.session();
    session.need("facture.creer");
    Bodies.requireFields(call.body(), "socid");
    ObjectNode body = Bodies.cleaned(session, call.body());
    Papers.checkNew(session, body, Php.text(body.get("socid")));
    Map<String, @Nullable Object> columns = Bodies.columns(session, PaperKinds.INVOICE, body);
    String date = Php.text(body.get("date"));
    if (columns.get("datef") == null) {
      columns.put("datef", session.clocks().phpNow());
    }
    if (columns.get("date_lim_reglement") == null) {
      columns.put("date_lim_reglement", Terms.due(columns, date));
    }
    columns.remove("ref");
    return Answer.number(Answer.orFail(CREATING, () -> insert(session, columns, body).id()));
  }

  private static Row insert(
      Session session, Map<String, @Nullable Object> columns, ObjectNode body) {
    columns.putIfAbsent("type", 0);
    columns.put("ref", "(PROV)");
    columns.put("fk_statut", DRAFT);
    columns.put("paye", 0);
    columns.put("entity", session.entity());
    columns.put("datec", session.clocks().phpNow());
    columns.put("fk_user_author", session.account.id());
    Papers.currency(session, columns);
    Row made = session.data.insert(TABLE, columns);
    session.data.update(TABLE, made.id(), Map.of("ref", "(PROV" + made.id() + ")"));
    LINES.addAll(session, made, body.get("lines"));
    Papers.linkAll(session, body.get("linked_objects"), TABLE, made.id());
    Extras.store(session, TABLE, made.id(), body.get("array_options"), true);
    Row whole = session.data.get(TABLE, made.id());
    happened(session, "BILL_CREATE", whole, CREATING);
    return whole;
  }

  /** A draft with the order's lines; nobody minds if there is one already. */
  private JsonNode fromOrder(Call call) {
    Session session = call.session();
    session.need("commande.lire");
    session.need("facture.creer");
    Row order = new Shelf(PaperKinds.ORDER).get(session, call.id());
    Map<String, @Nullable Object> columns = new HashMap<>();
    for (String name :
        List.of(
            "fk_soc",
            "ref_client",
            "fk_cond_reglement",
            "fk_mode_reglement",
            "fk_account",
            "note_private",
            "note_public",
            "multicurrency_code",
            "multicurrency_tx")) {
      columns.put(name, order.get(name));
    }
    columns.put("datef", session.clocks().phpNow());
    columns.put("date_lim_reglement", Terms.due(columns, ""));
    ObjectNode body = Php.object();
    body.set("lines", Orders.LINES.shown(session, order.id()));
    body.putObject("linked_objects").put("commande", order.id());
    Row made = insert(session, columns, body);
    return withLinks(session, made).put("id", made.id());
  }

  private JsonNode change(Call call) {
    Session session = call.session();
    session.need("facture.creer");
    Row held = SHELF.get(session, call.id());
    ObjectNode body = Bodies.cleaned(session, call.body());
    Map<String, @Nullable Object> columns = Bodies.columns(session, PaperKinds.INVOICE, body);
    return Answer.orFail(
        "",
        () -> {
          Row changed = session.data.update(TABLE, held.id(), columns);
          Extras.store(session, TABLE, held.id(), body.get("array_options"), false);
          happened(session, "BILL_MODIFY", changed, "");
          return withLinks(session, changed);
        });
  }

  /** A draft may go, and so may the last number that was given. */
  private JsonNode remove(Call call) {
    Session session = call.session();
    session.need("facture.supprimer");
    Row row = SHELF.get(session, call.id());
    boolean erasable = Numbering.provisional(row.text("ref")) || last(session, row);
    if (!erasable || Payments.paid(session, row.id()).signum() != 0) {
      throw ApiError.of(403, "Invoice not erasable");
    }
    happened(session, "BILL_DELETE", row, "Error when deleting invoice");
    LINES.removeAll(session, row.id());
    Papers.unlink(session, TABLE, row.id());
    Extras.forget(session, TABLE, row.id());
    session.data.delete(TABLE, row.id());
    return Answer.success("Invoice deleted");
  }

  private static boolean last(Session session, Row invoice) {
    String series = invoice.text("ref").replaceAll("\\d.*", "");
    return SHELF.here(session).stream()
        .map(row -> row.text("ref"))
        .filter(ref -> ref.startsWith(series))
        .allMatch(ref -> number(ref).compareTo(number(invoice.text("ref"))) <= 0);
  }

  private static String number(String ref) {
    return ref.substring(ref.indexOf('-') + 1);
  }

  private static Row writable(Call call) {
    call.session().need("facture.creer");
    return SHELF.get(call.session(), call.id());
  }

  private JsonNode addLine(Call call) {
    Row invoice = writable(call);
    Session session = call.session();
    if (invoice.number("fk_statut") != DRAFT) {
      throw ApiError.of(400, "Unable to insert the new line. Check your inputs. ");
    }
    Row made =
        Answer.orFail("", () -> LINES.add(session, invoice, Bodies.cleaned(session, call.body())));
    LINES.retotal(session, invoice.id());
    return Answer.number(made.id());
  }

  private JsonNode changeLine(Call call) {
    Row invoice = writable(call);
    Session session = call.session();
    if (invoice.number("fk_statut") != DRAFT) {
      throw ApiError.nothingDone();
    }
    Row line = LINES.get(session, invoice.id(), call.id("line"));
    LINES.replace(session, invoice, line, Bodies.cleaned(session, call.body()));
    return withLinks(session, session.data.get(TABLE, invoice.id()));
  }

  private JsonNode removeLine(Call call) {
    Row invoice = writable(call);
    Session session = call.session();
    if (invoice.number("fk_statut") != DRAFT) {
      throw ApiError.of(405, "ErrorDeleteLineNotAllowedByObjectStatus");
    }
    LINES.remove(session, invoice, LINES.get(session, invoice.id(), call.id("line")));
    return withLinks(session, session.data.get(TABLE, invoice.id()));
  }

  private JsonNode validate(Call call) {
    Session session = call.session();
    Row invoice = writable(call);
    String failure = "Error when validating Invoice: ";
    if (invoice.number("fk_statut") != DRAFT) {
      throw ApiError.nothingDone();
    }
    if (LINES.of(session, invoice.id()).isEmpty()) {
      throw ApiError.of(
          500, failure + "Object " + invoice.text("ref") + " must have lines to be validated");
    }
    Papers.makeCustomer(session, invoice);
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("fk_statut", VALIDATED);
    columns.put("date_valid", session.clocks().phpNow());
    columns.put("fk_user_valid", session.account.id());
    String forced = call.text("force_number");
    if (!forced.isEmpty()) {
      columns.put("ref", forced);
    } else if (Numbering.provisional(invoice.text("ref"))) {
      Object seen = session.seen("number");
      columns.put("ref", seen == null ? Numbering.invoice(session, invoice.number("type")) : seen);
    }
    Row changed;
    try {
      changed = session.data.update(TABLE, invoice.id(), columns);
    } catch (Transaction.Refused refused) {
      throw ApiError.of(500, failure + refused.text());
    }
    moveStock(session, changed, call.typedWhole("idwarehouse", 0), -1, failure);
    if (Papers.told(call)) {
      happened(session, "BILL_VALIDATE", changed, failure);
    }
    return acted(session, invoice.id());
  }

  private static void moveStock(
      Session session, Row invoice, long warehouse, int direction, String failure) {
    if (!session.setup.flag("STOCK_CALCULATE_ON_BILL") || invoice.number("type") == DEPOSIT) {
      return;
    }
    int sign = invoice.number("type") == CREDIT_NOTE ? -direction : direction;
    for (Row line : LINES.of(session, invoice.id())) {
      if (Stocks.moves(session, line)) {
        BigDecimal quantity = line.decimal("qty").multiply(BigDecimal.valueOf(sign));
        try {
          Stocks.move(
              session,
              Stocks.Movement.of(
                  line,
                  warehouse,
                  quantity,
                  "Invoice " + invoice.text("ref"),
                  TABLE,
                  invoice.id()));
        } catch (Transaction.Refused refused) {
          throw ApiError.of(500, failure + refused.text());
        }
      }
    }
  }

  private JsonNode toDraft(Call call) {
    Session session = call.session();
    Papers.demand(call, "idwarehouse");
    Row invoice = writable(call);
    if (invoice.number("fk_statut") == DRAFT) {
      throw ApiError.nothingDone();
    }
    Row changed = session.data.update(TABLE, invoice.id(), Map.of("fk_statut", DRAFT));
    moveStock(session, changed, call.typedWhole("idwarehouse", 0), 1, "Error : ");
    happened(session, "BILL_UNVALIDATE", changed, "Error : ");
    return acted(session, invoice.id());
  }

  private JsonNode toPaid(Call call) {
    Session session = call.session();
    Row invoice = writable(call);
    if (invoice.number("paye") == 1 && invoice.number("fk_statut") == PAID) {
      throw ApiError.nothingDone();
    }
    setPaid(session, invoice, call.text("close_code"), call.text("close_note"));
    return acted(session, invoice.id());
  }

  static void setPaid(Session session, Row invoice, String code, String note) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("fk_statut", PAID);
    if (code.isEmpty()) {
      columns.put("paye", 1);
    } else {
      columns.put("close_code", code);
    }
    if (!note.isEmpty()) {
      columns.put("close_note", note);
    }
    columns.put("date_closing", session.clocks().phpNow());
    Row changed = session.data.update(TABLE, invoice.id(), columns);
    happened(session, "BILL_PAYED", changed, "Error : ");
  }

  private JsonNode toUnpaid(Call call) {
    Session session = call.session();
    Row invoice = writable(call);
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("paye", 0);
    columns.put("fk_statut", VALIDATED);
    columns.put("close_code", null);
    columns.put("close_note", null);
    columns.put("date_closing", null);
    Row changed = session.data.update(TABLE, invoice.id(), columns);
    happened(session, "BILL_UNPAYED", changed, "Error : ");
    return acted(session, invoice.id());
  }
}
