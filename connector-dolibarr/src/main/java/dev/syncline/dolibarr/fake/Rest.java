package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is left: the status, users, bank accounts, the calendar, links between documents. */
final class Rest {

  private final Shelf bankAccounts = new Shelf(Kinds.BANK_ACCOUNT);
  private final Shelf events = new Shelf(Kinds.EVENT);
  private final List<Account> accounts;

  Rest(List<Account> accounts) {
    this.accounts = accounts;
  }

  void routes(Routes routes) {
    routes
        .get("status", this::status)
        .post("login", this::login)
        .get("login", this::login)
        .get("users", this::users)
        .get("users/info", this::me)
        .get("users/login/{x}", this::byLogin)
        .put("users/{id}", this::noUserChange)
        .get("bankaccounts", this::listBankAccounts)
        .get("bankaccounts/{id}", this::bankAccount)
        .post("bankaccounts", this::addBankAccount)
        .get("agendaevents", this::listEvents)
        .get("agendaevents/{id}", this::event)
        .get("objectlinks", this::linkBetween)
        .post("objectlinks", this::addLink)
        .delete("objectlinks/{id}", this::removeLink)
        .get("webhook", this::noRights)
        .post("webhook", this::noRights);
  }

  private JsonNode status(Call call) {
    Session session = call.session();
    ObjectNode status = Php.object();
    ObjectNode success = status.putObject("success").put("code", 200);
    success.put("dolibarr_version", session.setup.version.text()).put("access_locked", "0");
    if (session.setup.version.atLeast(24)) {
      ZoneId zone = session.clocks().php();
      Instant now = session.clocks().now();
      success.put("environment", "non-production");
      success.put("timestamp_now_utc", now.getEpochSecond());
      success.put("timestamp_php_tz", zone.getId().equals("Z") ? "UTC" : zone.getId());
      success.put("date_tz", session.clocks().phpNow());
    }
    return status;
  }

  /** Off by default since version 24, on by default before; the password is the login. */
  private JsonNode login(Call call) {
    Setup setup = call.session().setup;
    boolean on =
        setup.version.atLeast(24)
            ? setup.flag("API_ENABLE_LOGIN_API")
            : !setup.flag("API_DISABLE_LOGIN_API");
    if (!on) {
      throw ApiError.of(
          403, "Error: login APIs are disabled. You must get the token from backoffice");
    }
    String name = Php.text(call.required("login"));
    String password = Php.text(call.required("password"));
    Account account =
        accounts.stream()
            .filter(each -> each.login().equals(name) && each.login().equals(password))
            .findFirst()
            .orElseThrow(() -> ApiError.of(403, "Access denied"));
    ObjectNode answer = Php.object();
    answer
        .putObject("success")
        .put("code", 200)
        .put("token", account.key())
        .put("entity", String.valueOf(account.entity()))
        .put("message", "Welcome " + name);
    return answer;
  }

  private static ObjectNode shown(Account account) {
    return Php.object()
        .put("id", String.valueOf(account.id()))
        .put("login", account.login())
        .put("lastname", account.login())
        .put("admin", account.admin() ? "1" : "0")
        .put("statut", "1")
        .put("entity", String.valueOf(account.entity()));
  }

  private JsonNode users(Call call) {
    call.session().need("user.user.lire");
    ArrayNode all = Php.array();
    accounts.forEach(account -> all.add(shown(account)));
    return all;
  }

  private JsonNode me(Call call) {
    call.session().need("user.user.lire");
    return shown(call.session().account);
  }

  private JsonNode byLogin(Call call) {
    call.session().need("user.user.lire");
    return accounts.stream()
        .filter(account -> account.login().equals(call.variable("x")))
        .findFirst()
        .map(Rest::shown)
        .orElseThrow(() -> ApiError.notFound("User not found"));
  }

  /** A key is made on the user's card and nowhere else. */
  private JsonNode noUserChange(Call call) {
    call.session().need("user.user.lire");
    throw call.body().has("api_key")
        ? ApiError.of(405, "The API key can not be modified through this API")
        : ApiError.bare(403);
  }

  private JsonNode listBankAccounts(Call call) {
    Session session = call.session();
    session.need("banque.lire");
    return Listing.answer(
        call,
        bankAccounts.kind(),
        bankAccounts.here(session),
        row -> bankAccounts.shown(session, row));
  }

  private JsonNode bankAccount(Call call) {
    call.session().need("banque.lire");
    return bankAccounts.shown(call.session(), bankAccounts.get(call.session(), call.id()));
  }

  private JsonNode addBankAccount(Call call) {
    Session session = call.session();
    session.need("banque.modifier");
    Bodies.requireFields(call.body(), "ref", "label", "type", "currency_code", "country_id");
    ObjectNode body = Bodies.cleaned(session, call.body());
    Map<String, @Nullable Object> columns = Bodies.columns(session, bankAccounts.kind(), body);
    columns.put("entity", session.entity());
    columns.put("datec", session.clocks().phpNow());
    columns.putIfAbsent("clos", 0);
    return Answer.orFail(
        "Error creating bank account",
        () -> Answer.number(session.data.insert("bank_account", columns).id()));
  }

  ObjectNode shownEvent(Session session, Row row) {
    ObjectNode json = events.shown(session, row);
    json.put("type_code", "AC_OTH_AUTO").put("type", "systemauto");
    return json;
  }

  private JsonNode listEvents(Call call) {
    Session session = call.session();
    session.need("agenda.allactions.read");
    return Listing.answer(
        call,
        events.kind(),
        session.data.all("actioncomm").toList(),
        row -> shownEvent(session, row));
  }

  private JsonNode event(Call call) {
    call.session().need("agenda.allactions.read");
    return shownEvent(call.session(), events.get(call.session(), call.id()));
  }

  private static @Nullable Row link(Call call) {
    Map<String, String> wanted = new HashMap<>();
    for (String name : List.of("fk_source", "sourcetype", "fk_target", "targettype")) {
      wanted.put(name, Php.text(call.required(name)));
    }
    return call.session()
        .data
        .where(
            "element_element",
            row ->
                wanted.entrySet().stream()
                    .allMatch(each -> row.text(each.getKey()).equals(each.getValue())))
        .findFirst()
        .orElse(null);
  }

  private static ObjectNode shownLink(Row row) {
    return Php.object()
        .put("id", row.text("rowid"))
        .put("fk_source", row.text("fk_source"))
        .put("sourcetype", row.text("sourcetype"))
        .put("fk_target", row.text("fk_target"))
        .put("targettype", row.text("targettype"));
  }

  private JsonNode linkBetween(Call call) {
    Row found = link(call);
    if (found == null) {
      throw ApiError.notFound("Object Link not found");
    }
    return shownLink(found);
  }

  private JsonNode addLink(Call call) {
    if (link(call) != null) {
      throw ApiError.nothingDone();
    }
    Papers.link(
        call.session(),
        call.text("sourcetype"),
        call.requiredId("fk_source"),
        call.text("targettype"),
        call.requiredId("fk_target"));
    return Answer.success("object link created");
  }

  private JsonNode removeLink(Call call) {
    if (call.session().data.find("element_element", call.id()) == null) {
      throw ApiError.notFound("Object Link not found");
    }
    call.session().data.delete("element_element", call.id());
    return Answer.success("object link deleted");
  }

  /** The module declares no right for its API: nobody may use it. */
  private JsonNode noRights(Call call) {
    throw ApiError.bare(403);
  }
}
