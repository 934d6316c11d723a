package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a third party may deduct: from credit notes, deposits, excess payments, or granted. */
final class Discounts {

  private static final String TABLE = "societe_remise_except";
  private final Shelf invoices = new Shelf(PaperKinds.INVOICE);

  void routes(Routes routes) {
    routes
        .get("invoices/{id}/discount", this::one)
        .post("invoices/{id}/markAsCreditAvailable", this::makeAvailable)
        .post("invoices/{id}/usecreditnote/{discount}", this::useCreditNote)
        .post("invoices/{id}/usediscount/{discount}", this::useDiscount);
  }

  static ObjectNode shown(Session session, Row row) {
    return Php.object()
        .put("id", row.text("rowid"))
        .put("fk_soc", row.text("fk_soc"))
        .put("socid", row.text("fk_soc"))
        .put("discount_type", row.text("discount_type"))
        .put("amount_ht", row.text("amount_ht"))
        .put("amount_tva", row.text("amount_tva"))
        .put("amount_ttc", row.text("amount_ttc"))
        .put("tva_tx", row.text("tva_tx"))
        .put("description", row.text("description"))
        .put("fk_facture_source", row.text("fk_facture_source"))
        .put("fk_facture", row.text("fk_facture"))
        .put("datec", session.clocks().read(row.text("datec")));
  }

  static long add(
      Session session,
      long company,
      long source,
      BigDecimal net,
      BigDecimal rate,
      String description) {
    BigDecimal gross = Php.total(Prices.gross(net, rate));
    return insert(session, company, source, net, gross.subtract(net), gross, rate, description);
  }

  private static long insert(
      Session session,
      long company,
      long source,
      BigDecimal net,
      BigDecimal tax,
      BigDecimal gross,
      BigDecimal rate,
      String description) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("fk_soc", company);
    columns.put("entity", session.entity());
    columns.put("fk_facture_source", source > 0 ? source : null);
    columns.put("amount_ht", net);
    columns.put("amount_tva", tax);
    columns.put("amount_ttc", gross);
    columns.put("tva_tx", rate);
    columns.put("description", description);
    columns.put("discount_type", 0);
    columns.put("datec", session.clocks().phpNow());
    return session.data.insert(TABLE, columns).id();
  }

  /** What was deducted from an invoice by credit notes, or by deposits. */
  static BigDecimal used(Session session, long invoice, boolean deposits) {
    return session.data.of(TABLE, "fk_facture", invoice).stream()
        .filter(row -> ofDeposit(session, row) == deposits)
        .map(row -> row.decimal("amount_ttc"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean ofDeposit(Session session, Row discount) {
    Row source = session.data.find("facture", discount.number("fk_facture_source"));
    return source != null && source.number("type") == Invoices.DEPOSIT;
  }

  private JsonNode one(Call call) {
    Session session = call.session();
    session.need("facture.lire");
    Row invoice = invoices.get(session, call.id());
    return session.data.of(TABLE, "fk_facture_source", invoice.id()).stream()
        .findFirst()
        .map(row -> shown(session, row))
        .orElseThrow(() -> ApiError.notFound("Discount not found"));
  }

  private JsonNode makeAvailable(Call call) {
    Session session = call.session();
    session.need("facture.creer");
    Row invoice = invoices.get(session, call.id());
    if (invoice.number("paye") == 1) {
      throw ApiError.of(500, "Alreay paid");
    }
    if (session.data.of(TABLE, "fk_facture_source", invoice.id()).isEmpty()) {
      convert(session, invoice);
    }
    return Invoices.acted(session, invoice.id());
  }

  private static void convert(Session session, Row invoice) {
    long type = invoice.number("type");
    long company = invoice.number("fk_soc");
    if (type == Invoices.CREDIT_NOTE || type == Invoices.DEPOSIT) {
      String description = type == Invoices.CREDIT_NOTE ? "(CREDIT_NOTE)" : "(DEPOSIT)";
      Map<BigDecimal, List<Row>> byRate = new TreeMap<>();
      Invoices.LINES
          .of(session, invoice.id())
          .forEach(line -> byRate.merge(line.decimal("tva_tx"), List.of(line), Discounts::joined));
      byRate.forEach(
          (rate, lines) ->
              insert(
                  session,
                  company,
                  invoice.id(),
                  sum(lines, "total_ht"),
                  sum(lines, "total_tva"),
                  sum(lines, "total_ttc"),
                  rate,
                  description));
    } else {
      BigDecimal excess = Invoices.remaining(session, invoice).negate();
      insert(
          session,
          company,
          invoice.id(),
          excess,
          BigDecimal.ZERO,
          excess,
          BigDecimal.ZERO,
          "(EXCESS RECEIVED)");
    }
    if (type != Invoices.DEPOSIT) {
      Invoices.setPaid(session, invoice, "", "");
    }
  }

  private static List<Row> joined(List<Row> one, List<Row> other) {
    return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
  }

  private static BigDecimal sum(List<Row> lines, String column) {
    return lines.stream()
        .map(line -> line.decimal(column))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .abs();
  }

  private static Row discount(Call call) {
    Row row = call.session().data.find(TABLE, call.id("discount"));
    if (row == null) {
      throw ApiError.notFound("Credit not found");
    }
    return row;
  }

  private JsonNode useCreditNote(Call call) {
    Session session = call.session();
    session.need("facture.creer");
    Row discount = discount(call);
    session.data.update(TABLE, discount.id(), Map.of("fk_facture", call.id()));
    return Answer.number(1);
  }

  private JsonNode useDiscount(Call call) {
    Session session = call.session();
    session.need("facture.creer");
    Row invoice = invoices.get(session, call.id());
    Row discount = discount(call);
    if (discount.number("fk_facture") > 0 || discount.number("fk_facture_line") > 0) {
      throw ApiError.of(405, "ErrorDiscountAlreadyUsed");
    }
    if (invoice.number("fk_statut") != Invoices.DRAFT) {
      throw ApiError.of(405, "");
    }
    ObjectNode line = Php.object();
    line.put("desc", discount.text("description")).put("qty", "1");
    line.put("subprice", discount.decimal("amount_ht").negate().toPlainString());
    line.put("tva_tx", discount.text("tva_tx")).put("fk_remise_except", discount.text("rowid"));
    Row made = Invoices.LINES.add(session, invoice, line);
    Invoices.LINES.retotal(session, invoice.id());
    session.data.update(TABLE, discount.id(), Map.of("fk_facture_line", made.id()));
    return Answer.number(1);
  }
}
