package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Payments of invoices: one call that may be trusted, and one that books again when repeated. */
final class Payments {

  private static final String TABLE = "paiement";
  private final Shelf shelf = new Shelf(PaperKinds.PAYMENT);
  private final Shelf invoices = new Shelf(PaperKinds.INVOICE);

  void routes(Routes routes) {
    routes
        .get("paiements", this::list)
        .get("paiements/{id}", this::one)
        .delete("paiements/{id}", this::remove)
        .get("invoices/{id}/payments", this::ofInvoice)
        .post("invoices/{id}/payments", this::payAll)
        .post("invoices/paymentsdistributed", this::payDistributed);
  }

  static BigDecimal paid(Session session, long invoice) {
    return session.data.of("paiement_facture", "fk_facture", invoice).stream()
        .map(row -> row.decimal("amount"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  ObjectNode shown(Session session, Row row) {
    ObjectNode json = shelf.shown(session, row);
    json.put("type_code", Dictionaries.paymentCode(row.number("fk_paiement")));
    Row bank = session.data.find("bank", row.number("fk_bank"));
    json.put("fk_account", bank == null ? null : bank.text("fk_account"));
    json.put("bank_account", bank == null ? null : bank.text("fk_account"));
    return json;
  }

  private JsonNode list(Call call) {
    call.session().need("facture.lire");
    return Listing.answer(
        call, shelf.kind(), shelf.here(call.session()), row -> shown(call.session(), row));
  }

  private JsonNode one(Call call) {
    call.session().need("facture.lire");
    return shown(call.session(), shelf.get(call.session(), call.id()));
  }

  private JsonNode ofInvoice(Call call) {
    Session session = call.session();
    session.need("facture.lire");
    ArrayNode all = Php.array();
    for (Row part :
        session.data.of("paiement_facture", "fk_facture", invoices.get(session, call.id()).id())) {
      Row payment = session.data.get(TABLE, part.number("fk_paiement"));
      all.addObject()
          .put("amount", part.text("amount"))
          .put("type", Dictionaries.paymentCode(payment.number("fk_paiement")))
          .put("date", payment.text("datep"))
          .put("num", payment.text("num_paiement"))
          .put("ref", payment.text("ref"))
          .put("ref_ext", payment.text("ref_ext"))
          .put("fk_bank_line", payment.text("fk_bank"));
    }
    return all;
  }

  /** What both calls demand before anything else. */
  private static void checkParameters(Call call) {
    for (String name : List.of("datepaye", "paymentid", "closepaidinvoices", "accountid")) {
      call.required(name);
    }
    call.typedWhole("paymentid", 0);
    if (!List.of("yes", "no").contains(call.text("closepaidinvoices"))) {
      throw ApiError.of(400, "Invalid value specified for `closepaidinvoices`");
    }
    Version version = call.session().setup.version;
    if (version.compareTo(Version.parse("20.0.0")) == 0 && call.text("datepaye").matches("\\d+")) {
      throw ApiError.of(400, "Invalid value specified for `datepaye`");
    }
    call.session().need("facture.creer");
    if (call.session().setup.on("banque") && Php.whole(call.text("accountid")) == 0) {
      throw ApiError.of(400, "Account ID is mandatory");
    }
    if (call.typedWhole("paymentid", 0) == 0) {
      throw ApiError.of(400, "Payment ID or Payment Code is mandatory");
    }
  }

  /**
   * Pays the rest, and is refused where there is none. With foreign currencies it is the whole
   * invoice each time, whatever was paid before. A reference is forgotten.
   */
  private JsonNode payAll(Call call) {
    checkParameters(call);
    Session session = call.session();
    Row invoice = invoices.get(session, call.id());
    boolean refund = invoice.number("type") == Invoices.CREDIT_NOTE;
    BigDecimal amount =
        session.setup.on("multicurrency")
            ? invoice.decimal("total_ttc")
            : Invoices.remaining(session, invoice);
    if (amount.signum() == 0) {
      throw ApiError.of(400, "Payment error : TotalAmountEmpty");
    }
    return Answer.number(
        book(call, Map.of(invoice.id(), refund ? amount.abs().negate() : amount), ""));
  }

  private JsonNode payDistributed(Call call) {
    JsonNode said = call.required("arrayofamounts");
    checkParameters(call);
    Session session = call.session();
    if (!said.isObject() || said.isEmpty()) {
      throw ApiError.of(400, "Invalid value specified for `arrayofamounts`");
    }
    boolean more = !List.of("", "0", "false").contains(call.text("accepthigherpayment"));
    Map<Long, BigDecimal> amounts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> part : said.properties()) {
      Row invoice =
          invoices
              .find(session, Php.whole(part.getKey()))
              .orElseThrow(() -> ApiError.notFound("Invoice ID " + part.getKey() + " not found"));
      amounts.put(invoice.id(), amount(session, invoice, part.getValue(), more));
    }
    if (amounts.values().stream().allMatch(amount -> amount.signum() == 0)) {
      throw ApiError.of(400, "Payment error : TotalAmountEmpty");
    }
    return Answer.number(book(call, amounts, call.text("ref_ext")));
  }

  private static BigDecimal amount(Session session, Row invoice, JsonNode said, boolean more) {
    String own = Php.text(said.get("amount"));
    String foreign = Php.text(said.get("multicurrency_amount"));
    if (said(own) && said(foreign)) {
      throw ApiError.of(
          400,
          "Payment in both currency "
              + invoice.id()
              + " ( amount: "
              + own
              + ", multicurrency_amount: "
              + foreign
              + ")");
    }
    BigDecimal rate = invoice.decimal("multicurrency_tx");
    BigDecimal rest = Invoices.remaining(session, invoice);
    BigDecimal amount =
        own.equals("remain") || foreign.equals("remain")
            ? rest
            : said(foreign) && rate.signum() != 0
                ? Php.amount(foreign).divide(rate, 2, java.math.RoundingMode.HALF_UP)
                : Php.total(Php.amount(own));
    if (amount.abs().compareTo(rest.abs()) > 0 && !more) {
      throw ApiError.of(
          400,
          "Payment amount on invoice ID "
              + invoice.id()
              + " ("
              + Php.plain(amount)
              + ") is higher than remain to pay ("
              + Php.plain(rest)
              + ")");
    }
    return invoice.number("type") == Invoices.CREDIT_NOTE ? amount.abs().negate() : amount;
  }

  private static boolean said(String amount) {
    return amount.equals("remain") || Php.amount(amount).signum() > 0;
  }

  private long book(Call call, Map<Long, BigDecimal> amounts, String refExt) {
    Session session = call.session();
    String code = Dictionaries.paymentCode(call.typedWhole("paymentid", 0));
    BigDecimal total = amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (session.setup.on("banque") && code.equals("CHQ") && call.text("chqemetteur").isEmpty()) {
      throw ApiError.of(400, "Emetteur is mandatory when payment code is CHQ");
    }
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("ref", Numbering.payment(session));
    columns.put("ref_ext", refExt);
    columns.put("entity", session.entity());
    columns.put("datec", session.clocks().phpNow());
    columns.put("datep", session.clocks().written(call.text("datepaye")));
    columns.put("amount", total);
    columns.put("multicurrency_amount", total);
    columns.put("fk_paiement", call.typedWhole("paymentid", 0));
    columns.put("num_paiement", call.text("num_payment"));
    columns.put("note", call.text("comment"));
    columns.put("fk_user_creat", session.account.id());
    columns.put("statut", 0);
    try {
      Row payment = session.data.insert(TABLE, columns);
      if (session.setup.on("banque")) {
        toBank(call, payment, code, total);
      }
      amounts.forEach(
          (invoice, amount) -> share(call, payment, session.data.get("facture", invoice), amount));
      session.happened(
          "PAYMENT_CUSTOMER_CREATE",
          new Subject(
              "payment",
              payment.id(),
              payment.text("ref"),
              0,
              shown(session, payment),
              "Payment error : "));
      return payment.id();
    } catch (Transaction.Refused refused) {
      throw ApiError.of(400, "Payment error : " + refused.text());
    }
  }

  private static void toBank(Call call, Row payment, String code, BigDecimal total) {
    Session session = call.session();
    long account = Php.whole(call.text("accountid"));
    if (session.data.find("bank_account", account) == null) {
      throw ApiError.of(400, "Add payment to bank error : ThisIdNotDefined");
    }
    Map<String, @Nullable Object> line = new HashMap<>();
    line.put("fk_account", account);
    line.put("amount", total);
    line.put(
        "label", total.signum() < 0 ? "(CustomerInvoicePaymentBack)" : "(CustomerInvoicePayment)");
    line.put("fk_type", code);
    line.put("num_chq", call.text("num_payment"));
    line.put("emetteur", call.text("chqemetteur"));
    line.put("banque", call.text("chqbank"));
    line.put("datec", session.clocks().phpNow());
    line.put("dateo", payment.get("datep"));
    line.put("datev", payment.get("datep"));
    Row booked = session.data.insert("bank", line);
    session.data.update(TABLE, payment.id(), Map.of("fk_bank", booked.id()));
  }

  private static void share(Call call, Row payment, Row invoice, BigDecimal amount) {
    Session session = call.session();
    if (amount.signum() == 0) {
      return;
    }
    session.data.insert(
        "paiement_facture",
        Map.of("fk_paiement", payment.id(), "fk_facture", invoice.id(), "amount", amount));
    boolean closes = call.text("closepaidinvoices").equals("yes");
    if (closes && Invoices.remaining(session, invoice).signum() == 0) {
      Invoices.setPaid(session, invoice, "", "");
    }
  }

  private JsonNode remove(Call call) {
    Session session = call.session();
    session.need("facture.supprimer");
    Row payment = shelf.get(session, call.id());
    boolean closed =
        session.data.of("paiement_facture", "fk_paiement", payment.id()).stream()
            .map(part -> session.data.get("facture", part.number("fk_facture")))
            .anyMatch(invoice -> invoice.number("fk_statut") > Invoices.VALIDATED);
    if (closed) {
      throw ApiError.of(
          500,
          "Error when deleting Paiement : ErrorDeletePaymentLinkedToAClosedInvoiceNotPossible");
    }
    if (session.setup.on("banque") && !session.setup.on("accounting")) {
      throw ApiError.of(
          500,
          "Error when deleting Paiement : Table 'dolibarr.llx_accounting_bookkeeping' doesn't exist");
    }
    session.data.deleteAll("paiement_facture", "fk_paiement", payment.id());
    session.data.delete("bank", payment.number("fk_bank"));
    session.data.delete(TABLE, payment.id());
    return Answer.success("Paiement deleted");
  }
}
