package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What third parties are called at other sites, and their fixed discounts. */
final class SiteAccounts {

  private static final String TABLE = "societe_account";
  private final Shelf companies = new Shelf(Kinds.THIRD_PARTY);
  private final ThirdParties thirdParties;

  SiteAccounts(ThirdParties thirdParties) {
    this.thirdParties = thirdParties;
  }

  void routes(Routes routes) {
    for (String name : List.of("accounts", "gateways")) {
      routes
          .get("thirdparties/{id}/" + name, call -> list(call, name))
          .post("thirdparties/{id}/" + name, call -> add(call, name))
          .get("thirdparties/{id}/" + name + "/{site}", call -> shown(account(call, name)))
          .on("PUT", "thirdparties/{id}/" + name + "/{site}", call -> change(call, name, 22))
          .on("PATCH", "thirdparties/{id}/" + name + "/{site}", call -> change(call, name, 0))
          .delete("thirdparties/{id}/" + name + "/{site}", call -> remove(call, name));
    }
    routes
        .get("thirdparties/accounts/{site}/{key}", this::owner)
        .get("thirdparties/{id}/fixedamountdiscounts", this::discounts)
        .post("thirdparties/{id}/fixedamountdiscounts", this::addDiscount);
  }

  /** The route had another name before version 20. */
  private static void named(Call call, String name) {
    if (call.session().setup.version.atLeast(20) != name.equals("accounts")) {
      throw ApiError.bare(404);
    }
  }

  private static ObjectNode shown(Row row) {
    return Php.object()
        .put("id", row.id())
        .put("login", row.text("login"))
        .put("fk_soc", row.number("fk_soc"))
        .put("site", row.text("site"))
        .put("key_account", row.text("key_account"))
        .put("status", row.text("status"));
  }

  private JsonNode list(Call call, String name) {
    named(call, name);
    call.session().need("societe.lire");
    List<Row> rows = call.session().data.of(TABLE, "fk_soc", call.id());
    if (rows.isEmpty()) {
      throw ApiError.notFound(
          "This thirdparty does not have any account attached or does not exist.");
    }
    ArrayNode all = Php.array();
    rows.forEach(row -> all.add(shown(row)));
    return all;
  }

  private JsonNode add(Call call, String name) {
    named(call, name);
    Session session = call.session();
    session.need("societe.creer");
    ObjectNode body = Bodies.cleaned(session, call.body());
    if (!body.has("site")) {
      throw ApiError.of(422, "You must pass the site attribute in your request data !");
    }
    long company = companies.get(session, call.id()).id();
    String site = Php.text(body.get("site"));
    boolean taken =
        session.data.of(TABLE, "fk_soc", company).stream()
            .anyMatch(row -> row.text("site").equals(site));
    if (taken) {
      throw ApiError.of(409, "A SocieteAccount entity already exists for this company and site.");
    }
    Map<String, @Nullable Object> columns = said(body);
    columns.put("site", site);
    columns.put("fk_soc", company);
    columns.put("entity", session.entity());
    columns.put("status", 1);
    columns.put("date_creation", session.clocks().phpNow());
    return Answer.orFail(
        "Error creating SocieteAccount entity. Ensure that the ID of thirdparty provided does exist!",
        () -> shown(session.data.insert(TABLE, columns)));
  }

  private static Map<String, @Nullable Object> said(ObjectNode body) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    for (String name : List.of("login", "key_account")) {
      if (body.has(name)) {
        columns.put(name, Php.text(body.get(name)));
      }
    }
    return columns;
  }

  private static Row account(Call call, String name) {
    named(call, name);
    call.session().need("societe.lire");
    return call.session().data.of(TABLE, "fk_soc", call.id()).stream()
        .filter(row -> row.text("site").equals(call.variable("site")))
        .findFirst()
        .orElseThrow(
            () ->
                ApiError.notFound(
                    "This thirdparty does not have any account attached with the site "
                        + call.variable("site")));
  }

  private JsonNode change(Call call, String name, int since) {
    named(call, name);
    boolean put = since > 0;
    if (call.session().setup.version.atLeast(22) != put) {
      throw ApiError.bare(405);
    }
    call.session().need("societe.creer");
    Row held = account(call, name);
    Map<String, @Nullable Object> columns = said(Bodies.cleaned(call.session(), call.body()));
    return shown(call.session().data.update(TABLE, held.id(), columns));
  }

  private JsonNode remove(Call call, String name) {
    call.session().need("societe.creer");
    call.session().data.delete(TABLE, account(call, name).id());
    return Answer.success("Account deleted");
  }

  /** The third party of a key; none is found if there are two. */
  private JsonNode owner(Call call) {
    named(call, "accounts");
    Session session = call.session();
    session.need("societe.lire");
    List<Row> found =
        session
            .data
            .where(
                TABLE,
                row ->
                    row.text("site").equals(call.variable("site"))
                        && row.text("key_account").equals(call.variable("key")))
            .toList();
    if (found.size() != 1) {
      throw ApiError.notFound("This account have many thirdparties attached or does not exist.");
    }
    return thirdParties.shown(session, companies.get(session, found.get(0).number("fk_soc")));
  }

  private JsonNode discounts(Call call) {
    Session session = call.session();
    session.need("societe.lire");
    ArrayNode all = Php.array();
    session
        .data
        .of("societe_remise_except", "fk_soc", companies.get(session, call.id()).id())
        .forEach(row -> all.add(Discounts.shown(session, row)));
    return all;
  }

  private JsonNode addDiscount(Call call) {
    Session session = call.session();
    if (!session.setup.version.atLeast(24)) {
      throw ApiError.bare(405);
    }
    session.need("societe.creer");
    long company = companies.get(session, call.id()).id();
    return Answer.number(
        Discounts.add(
            session,
            company,
            0,
            Php.amount(Php.text(call.required("amount"))),
            Php.decimal(call.text("vat_tx")),
            Sanitiser.html(call.text("description"))));
  }
}
