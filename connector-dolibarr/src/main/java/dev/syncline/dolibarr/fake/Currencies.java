package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Foreign currencies and their rates. */
final class Currencies {

  private static final String TABLE = "multicurrency";
  private static final String RATES = "multicurrency_rate";
  private static final int WRITABLE_SINCE = 18;

  void routes(Routes routes) {
    routes
        .get("multicurrencies", this::list)
        .get("multicurrencies/{id}", call -> shown(call.session(), get(call)))
        .get("multicurrencies/bycode/{x}", this::byCode)
        .get("multicurrencies/{id}/rates", this::rates)
        .post("multicurrencies", this::add)
        .put("multicurrencies/{id}", this::change)
        .put("multicurrencies/{id}/rates", this::changeRate)
        .delete("multicurrencies/{id}", this::remove);
  }

  static BigDecimal rate(Session session, long currency) {
    return session.data.of(RATES, "fk_multicurrency", currency).stream()
        .max(Comparator.comparingLong(Row::id))
        .map(row -> row.decimal("rate"))
        .orElse(BigDecimal.ONE);
  }

  private static ObjectNode shown(Session session, Row row) {
    ObjectNode json = Php.object().put("id", row.text("rowid"));
    json.put("code", row.text("code")).put("name", row.text("name"));
    ObjectNode rate = json.putObject("rate");
    session.data.of(RATES, "fk_multicurrency", row.id()).stream()
        .max(Comparator.comparingLong(Row::id))
        .ifPresent(
            last ->
                rate.put("id", last.text("rowid"))
                    .put("rate", last.text("rate"))
                    .put("date_sync", session.clocks().read(last.text("date_sync"))));
    return json;
  }

  private static Row get(Call call) {
    Row row = call.session().data.find(TABLE, call.id());
    if (row == null) {
      throw ApiError.notFound("Currency not found");
    }
    return row;
  }

  private JsonNode list(Call call) {
    Kind kind =
        new Kind(TABLE, "", "", "t.rowid", 0, "Currency not found", "currencies", List.of());
    return Listing.answer(
        call, kind, call.session().data.all(TABLE).toList(), row -> shown(call.session(), row));
  }

  private JsonNode byCode(Call call) {
    Session session = call.session();
    return session
        .data
        .where(TABLE, row -> row.text("code").equals(call.variable("x")))
        .findFirst()
        .map(row -> shown(session, row))
        .orElseThrow(() -> ApiError.notFound("Currency not found"));
  }

  private JsonNode rates(Call call) {
    ArrayNode all = Php.array();
    for (Row row : call.session().data.of(RATES, "fk_multicurrency", get(call).id())) {
      all.addObject()
          .put("id", row.text("rowid"))
          .put("rate", row.text("rate"))
          .put("date_sync", call.session().clocks().read(row.text("date_sync")));
    }
    return all;
  }

  private static void needWriter(Call call) {
    if (!call.session().setup.version.atLeast(WRITABLE_SINCE)) {
      throw ApiError.bare(405);
    }
    call.session().needAdmin("Insufficient rights to create currency");
  }

  private JsonNode add(Call call) {
    needWriter(call);
    Bodies.requireFields(call.body(), "code", "name");
    Session session = call.session();
    String code = Sanitiser.plain(call.text("code"));
    boolean known =
        session.data.where(TABLE, row -> row.text("code").equals(code)).findAny().isPresent();
    if (known) {
      throw ApiError.of(500, "Error creating currency", "CurrencyCodeAlreadyExists");
    }
    return Answer.number(insert(session, code, Sanitiser.plain(call.text("name")), BigDecimal.ONE));
  }

  static long insert(Session session, String code, String name, BigDecimal rate) {
    Row made =
        session.data.insert(
            TABLE,
            Map.of(
                "code",
                code,
                "name",
                name,
                "entity",
                session.entity(),
                "date_create",
                session.clocks().phpNow()));
    addRate(session, made.id(), rate);
    return made.id();
  }

  private static void addRate(Session session, long currency, BigDecimal rate) {
    session.data.insert(
        RATES,
        Map.of(
            "fk_multicurrency",
            currency,
            "rate",
            rate,
            "date_sync",
            session.clocks().phpNow(),
            "entity",
            session.entity()));
  }

  private JsonNode change(Call call) {
    needWriter(call);
    Row held = get(call);
    Map<String, Object> name = Map.of("name", Sanitiser.plain(call.text("name")));
    return shown(call.session(), call.session().data.update(TABLE, held.id(), name));
  }

  private JsonNode changeRate(Call call) {
    needWriter(call);
    Row held = get(call);
    if (!call.body().has("rate")) {
      throw ApiError.of(400, "rate field missing");
    }
    addRate(call.session(), held.id(), Php.decimal(call.text("rate")));
    return shown(call.session(), held);
  }

  private JsonNode remove(Call call) {
    needWriter(call);
    Row held = get(call);
    call.session().data.deleteAll(RATES, "fk_multicurrency", held.id());
    call.session().data.delete(TABLE, held.id());
    return Answer.success("Multicurrency deleted");
  }
}
