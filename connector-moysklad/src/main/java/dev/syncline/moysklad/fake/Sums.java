package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the vendor computes of a document and of the documents that hang on it. */
final class Sums {

  /** A back link: the documents of a type that name the target in a field. */
  record Link(String name, String type, String field) {}

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Map<String, List<Link>> LINKS =
      Map.of(
          "customerorder",
          List.of(
              new Link("demands", "demand", "customerOrder"),
              new Link("invoicesOut", "invoiceout", "customerOrder"),
              new Link("moves", "move", "customerOrder")),
          "invoiceout",
          List.of(new Link("demands", "demand", "invoicesOut")),
          "demand",
          List.of(new Link("returns", "salesreturn", "demand")));

  private final Books books;

  Sums(Books books) {
    this.books = books;
  }

  static List<Link> links(String type) {
    return LINKS.getOrDefault(type, List.of());
  }

  Doc accountCurrency() {
    return books.entities("currency").iterator().next();
  }

  /** Adds the computed fields of an object to its answer. */
  void add(Doc doc, ObjectNode out, Consumer<Map<String, JsonNode>> put) {
    switch (doc.type()) {
      case "product" -> out.put("variantsCount", books.referring("variant", "product", doc).size());
      case "counterparty" -> out.put("salesAmount", salesAmount(doc));
      case "customerorderposition" -> out.put("shipped", shipped(doc).doubleValue());
      default -> {
        if (doc.spec.document()) {
          document(doc, out, put);
        }
      }
    }
  }

  private void document(Doc doc, ObjectNode out, Consumer<Map<String, JsonNode>> put) {
    Map<String, JsonNode> links = new LinkedHashMap<>();
    for (Link link : links(doc.type())) {
      List<Doc> linked = linked(doc, link);
      if (!linked.isEmpty()) {
        ArrayNode refs = Json.array();
        linked.forEach(other -> refs.add(Json.ref(other)));
        links.put(link.name(), refs);
      }
    }
    ArrayNode payments = payments(doc);
    if (!payments.isEmpty()) {
      links.put("payments", payments);
    }
    if (doc.spec.has("payedSum")) {
      out.put("payedSum", payed(doc).doubleValue());
    }
    if (doc.spec.has("shippedSum")) {
      out.put("shippedSum", sum(linked(doc, links(doc.type()).get(0))).doubleValue());
    }
    if (doc.spec.has("invoicedSum")) {
      out.put("invoicedSum", sum(linked(doc, links(doc.type()).get(1))).doubleValue());
    }
    if (doc.spec.has("reservedSum")) {
      out.put("reservedSum", reserved(doc).doubleValue());
    }
    put.accept(links);
  }

  List<Doc> linked(Doc doc, Link link) {
    return books.referring(link.type(), link.field(), doc);
  }

  private static BigDecimal sum(List<Doc> docs) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Doc doc : docs) {
      if (doc.flag("applicable")) {
        sum = sum.add(Json.decimal(doc.get("sum")));
      }
    }
    return sum;
  }

  private ArrayNode payments(Doc doc) {
    ArrayNode payments = Json.array();
    for (String type : Schema.PAYMENTS.stream().sorted().toList()) {
      for (Doc payment : books.referring(type, "operations", doc)) {
        ObjectNode ref = Json.ref(payment);
        ref.set("linkedSum", linkedSum(payment, doc));
        payments.add(ref);
      }
    }
    return payments;
  }

  BigDecimal payed(Doc doc) {
    BigDecimal payed = BigDecimal.ZERO;
    for (String type : List.of("paymentin", "cashin")) {
      for (Doc payment : books.referring(type, "operations", doc)) {
        if (payment.flag("applicable")) {
          payed = payed.add(Json.decimal(linkedSum(payment, doc)));
        }
      }
    }
    if (doc.type().equals("salesreturn")) {
      for (String type : List.of("paymentout", "cashout")) {
        for (Doc payment : books.referring(type, "operations", doc)) {
          payed = payed.add(Json.decimal(linkedSum(payment, doc)));
        }
      }
    }
    return payed;
  }

  private static JsonNode linkedSum(Doc payment, Doc doc) {
    for (JsonNode operation : payment.fields.path("operations")) {
      if (doc.path().equals(Json.refPath(operation))) {
        return operation.path("linkedSum");
      }
    }
    return Json.money(BigDecimal.ZERO);
  }

  private double salesAmount(Doc counterparty) {
    BigDecimal amount = BigDecimal.ZERO;
    for (Doc demand : books.referring("demand", "agent", counterparty)) {
      amount = amount.add(Json.decimal(demand.get("sum")));
    }
    return amount.doubleValue();
  }

  /**
   * How much of an order's row its posted shipments cover; rows of one good are served in their
   * order.
   */
  BigDecimal shipped(Doc row) {
    Doc order = row.owner();
    String good = Json.refPath(row.get("assortment"));
    BigDecimal left = BigDecimal.ZERO;
    for (Doc demand : books.referring("demand", "customerOrder", order)) {
      if (demand.flag("applicable")) {
        for (Doc position : books.rows(demand, "positions")) {
          if (good != null && position.refersTo("assortment", good)) {
            left = left.add(Json.decimal(position.get("quantity")));
          }
        }
      }
    }
    for (Doc other : books.rows(order, "positions")) {
      if (good != null && other.refersTo("assortment", good)) {
        BigDecimal taken = left.min(Json.decimal(other.get("quantity")));
        if (other == row) {
          return taken;
        }
        left = left.subtract(taken);
      }
    }
    return BigDecimal.ZERO;
  }

  /** What of a row's reserve still holds: shipping takes it away. */
  BigDecimal reserved(Doc order, Doc row) {
    if (!order.flag("applicable") || order.inBin) {
      return BigDecimal.ZERO;
    }
    BigDecimal open = Json.decimal(row.get("quantity")).subtract(shipped(row));
    return Json.decimal(row.get("reserve")).min(open).max(BigDecimal.ZERO);
  }

  private BigDecimal reserved(Doc order) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Doc row : books.rows(order, "positions")) {
      BigDecimal reserve = reserved(order, row);
      if (reserve.signum() > 0) {
        sum = sum.add(reserve.multiply(net(row.fields)));
      }
    }
    return sum;
  }

  /** A row's price after its discount. */
  static BigDecimal net(JsonNode row) {
    BigDecimal discount = Json.decimal(row.get("discount"));
    return Json.decimal(row.get("price"))
        .multiply(HUNDRED.subtract(discount))
        .divide(HUNDRED, 6, RoundingMode.HALF_UP);
  }

  /** Sum and VAT of a document's rows. */
  static BigDecimal[] totals(JsonNode document, List<? extends JsonNode> rows) {
    boolean vatEnabled = document.path("vatEnabled").asBoolean();
    boolean included = document.path("vatIncluded").asBoolean();
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal vatSum = BigDecimal.ZERO;
    for (JsonNode row : new ArrayList<>(rows)) {
      BigDecimal line = net(row).multiply(Json.decimal(row.get("quantity")));
      BigDecimal vat = vatEnabled ? Json.decimal(row.get("vat")) : BigDecimal.ZERO;
      BigDecimal tax =
          included
              ? line.multiply(vat).divide(HUNDRED.add(vat), 2, RoundingMode.HALF_UP)
              : line.multiply(vat).divide(HUNDRED, 2, RoundingMode.HALF_UP);
      sum = sum.add(line).add(included ? BigDecimal.ZERO : tax);
      vatSum = vatSum.add(tax);
    }
    return new BigDecimal[] {sum, vatSum};
  }
}
