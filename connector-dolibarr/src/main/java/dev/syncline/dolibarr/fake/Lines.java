package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of orders or invoices: priced net, each total rounded on its own.
 *
 * @param table the lines' table
 * @param owner its column with the document's id
 * @param document the documents' table
 */
record Lines(String table, String owner, String document) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int FINE = 20;

  private static final List<Field> FIELDS =
      Field.table(
          """
          id rowid s -
          rowid rowid s -
          fk_product fk_product s k
          label label s t
          desc description s t
          description description s -
          product_type product_type z b
          qty qty s d
          subprice subprice f d
          tva_tx tva_tx s d
          localtax1_tx localtax1_tx s d
          localtax2_tx localtax2_tx s d
          remise_percent remise_percent z d
          total_ht total_ht s -
          total_tva total_tva s -
          total_ttc total_ttc s -
          date_start date_start u u
          date_end date_end u u
          rang rang z b
          ref_ext ref_ext s t
          special_code special_code z b
          fk_remise_except fk_remise_except s k
          multicurrency_code multicurrency_code s -
          multicurrency_subprice multicurrency_subprice s -
          multicurrency_total_ht multicurrency_total_ht s -
          multicurrency_total_tva multicurrency_total_tva s -
          multicurrency_total_ttc multicurrency_total_ttc s -
          """);

  List<Row> of(Session session, long id) {
    return session.data.of(table, owner, id);
  }

  ArrayNode shown(Session session, long id) {
    ArrayNode all = Php.array();
    of(session, id).forEach(line -> all.add(shown(session, line)));
    return all;
  }

  private ObjectNode shown(Session session, Row line) {
    ObjectNode json = Php.object();
    FIELDS.forEach(field -> json.set(field.wire(), field.shown(line, session.clocks())));
    json.put(owner, line.text(owner));
    Row product = session.data.find("product", line.number("fk_product"));
    json.put("product_ref", product == null ? null : product.text("ref"));
    json.put("ref", product == null ? null : product.text("ref"));
    json.put("product_label", product == null ? null : product.text("label"));
    json.put("product_barcode", product == null ? null : product.text("barcode"));
    json.set("array_options", Extras.shown(session, table, line.id()));
    return json;
  }

  Row get(Session session, long document, long line) {
    return Optional.ofNullable(session.data.find(table, line))
        .filter(row -> row.number(owner) == document)
        .orElseThrow(() -> ApiError.notFound("Line not found"));
  }

  /** Adds every line of a cleaned body. */
  void addAll(Session session, Row paper, @Nullable JsonNode lines) {
    if (lines != null) {
      for (JsonNode line : lines) {
        if (line instanceof ObjectNode object) {
          add(session, paper, object);
        }
      }
    }
    retotal(session, paper.id());
  }

  /** Adds a line; whether its product exists nobody asks. */
  Row add(Session session, Row paper, ObjectNode said) {
    Map<String, @Nullable Object> columns = columns(session, paper, said);
    columns.put(owner, paper.id());
    columns.putIfAbsent("rang", of(session, paper.id()).size() + 1);
    Row made = session.data.insert(table, columns);
    Extras.store(session, table, made.id(), said.get("array_options"), true);
    return made;
  }

  /** Replaces a line by what is said: what is not said becomes nothing. */
  void replace(Session session, Row paper, Row line, ObjectNode said) {
    Map<String, @Nullable Object> columns = columns(session, paper, said);
    columns.remove("fk_product");
    columns.put("rang", line.number("rang"));
    session.data.update(table, line.id(), columns);
    Extras.store(session, table, line.id(), said.get("array_options"), false);
    retotal(session, paper.id());
  }

  void remove(Session session, Row paper, Row line) {
    session.data.delete(table, line.id());
    Extras.forget(session, table, line.id());
    retotal(session, paper.id());
  }

  void removeAll(Session session, long id) {
    of(session, id)
        .forEach(
            line -> {
              session.data.delete(table, line.id());
              Extras.forget(session, table, line.id());
            });
  }

  private Map<String, @Nullable Object> columns(Session session, Row paper, ObjectNode said) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    for (Field field : FIELDS) {
      if (field.writable()) {
        columns.put(
            field.column(), field.stored(Php.text(said.get(field.wire())), session.clocks()));
      }
    }
    Row product = session.data.find("product", Php.whole(Php.text(said.get("fk_product"))));
    if (product != null) {
      columns.put("product_type", product.number("fk_product_type"));
    }
    if (columns.get("rang") instanceof Long rank && rank == 0) {
      columns.remove("rang");
    }
    price(columns, paper);
    return columns;
  }

  private static void price(Map<String, @Nullable Object> columns, Row paper) {
    BigDecimal unit = number(columns, "subprice");
    BigDecimal quantity = number(columns, "qty");
    BigDecimal rate = number(columns, "tva_tx");
    BigDecimal discount = number(columns, "remise_percent");
    BigDecimal factor =
        BigDecimal.ONE.subtract(discount.divide(HUNDRED, FINE, RoundingMode.HALF_UP));
    BigDecimal net = unit.multiply(quantity).multiply(factor);
    columns.put("subprice", Php.unit(unit));
    totals(columns, "", net, rate);
    BigDecimal currency =
        paper.get("multicurrency_tx") == null ? BigDecimal.ONE : paper.decimal("multicurrency_tx");
    columns.put("multicurrency_code", paper.get("multicurrency_code"));
    columns.put("multicurrency_subprice", Php.unit(unit.multiply(currency)));
    totals(columns, "multicurrency_", net.multiply(currency), rate);
  }

  private static void totals(
      Map<String, @Nullable Object> columns, String prefix, BigDecimal net, BigDecimal rate) {
    BigDecimal total = Php.total(net);
    BigDecimal gross = Php.total(Prices.gross(net, rate));
    columns.put(prefix + "total_ht", total);
    columns.put(prefix + "total_tva", gross.subtract(total));
    columns.put(prefix + "total_ttc", gross);
  }

  private static BigDecimal number(Map<String, @Nullable Object> columns, String name) {
    Object value = columns.get(name);
    BigDecimal number = value == null ? BigDecimal.ZERO : Php.decimal(value);
    columns.put(name, number);
    return number;
  }

  /** The document's totals are the sums of its lines'. */
  void retotal(Session session, long id) {
    List<Row> lines = of(session, id);
    Map<String, @Nullable Object> totals = new HashMap<>();
    for (String prefix : List.of("", "multicurrency_")) {
      for (String name : List.of("total_ht", "total_tva", "total_ttc")) {
        totals.put(
            prefix + name,
            lines.stream()
                .map(line -> line.decimal(prefix + name))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
      }
    }
    session.data.update(document, id, totals);
  }
}
