package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Third parties: customers, prospects and suppliers. */
final class ThirdParties {

  private static final String TABLE = "societe";
  private static final String CREATING = "Error creating thirdparty";
  private static final Map<Integer, String> NONE_FOUND =
      Map.of(
          1, "No customers found",
          2, "No prospects found",
          3, "No other third parties found",
          4, "No suppliers found");

  private final Shelf shelf = new Shelf(Kinds.THIRD_PARTY);

  void routes(Routes routes) {
    routes
        .get("thirdparties", this::list)
        .get("thirdparties/{id}", this::one)
        .get("thirdparties/email/{x}", this::byEmail)
        .get("thirdparties/barcode/{x}", this::byBarcode)
        .post("thirdparties", this::add)
        .put("thirdparties/{id}", this::change)
        .delete("thirdparties/{id}", this::remove);
  }

  ObjectNode shown(Session session, Row row) {
    ObjectNode json = shelf.shown(session, row);
    json.set("date_modification", Products.modified(session, row, Kinds.THIRD_PARTY));
    json.putNull("linkedObjectsIds");
    return json;
  }

  private Subject subject(Session session, Row row, String failure) {
    return new Subject(
        "societe", row.id(), row.text("nom"), row.id(), shelf.shown(session, row), failure);
  }

  private JsonNode one(Call call) {
    call.session().need("societe.lire");
    return shown(call.session(), shelf.get(call.session(), call.id()));
  }

  /** Whoever may not see all customers sees none: nobody is their salesman. */
  static List<Row> visible(Session session, List<Row> rows) {
    return session.has("societe.client.voir") ? rows : List.of();
  }

  /** An empty list is always an error here, whatever the version. */
  private JsonNode list(Call call) {
    Session session = call.session();
    session.need("societe.lire");
    int mode = call.whole("mode", 0);
    int category = call.whole("category", 0);
    List<Row> rows =
        visible(session, shelf.here(session)).stream()
            .filter(row -> inMode(row, mode))
            .filter(row -> category <= 0 || tagged(session, row, category))
            .toList();
    JsonNode answer = Listing.answer(call, shelf.kind(), rows, row -> shown(session, row));
    if ((answer.has("data") ? answer.get("data") : answer).isEmpty()) {
      throw ApiError.notFound(NONE_FOUND.getOrDefault(mode, "No third parties found"));
    }
    return answer;
  }

  private static boolean tagged(Session session, Row row, long category) {
    return List.of("categorie_societe", "categorie_fournisseur").stream()
        .flatMap(table -> session.data.of(table, "fk_soc", row.id()).stream())
        .anyMatch(link -> link.number("fk_categorie") == category);
  }

  private static boolean inMode(Row row, int mode) {
    long client = row.number("client");
    return switch (mode) {
      case 1 -> client == 1 || client == 3;
      case 2 -> client == 2 || client == 3;
      case 3 -> client == 0;
      case 4 -> row.number("fournisseur") == 1;
      default -> true;
    };
  }

  /** Two of the same address answer 200, with nothing in any field. */
  private JsonNode byEmail(Call call) {
    Session session = call.session();
    session.need("societe.lire");
    List<Row> found =
        shelf.here(session).stream()
            .filter(row -> row.get("email") != null)
            .filter(row -> Php.sameText(row.text("email"), call.variable("x")))
            .toList();
    if (found.isEmpty()) {
      throw ApiError.notFound(shelf.kind().notFound());
    }
    ObjectNode json = shown(session, found.get(0));
    if (found.size() > 1) {
      json.fieldNames().forEachRemaining(name -> json.putNull(name));
    }
    return json;
  }

  private JsonNode byBarcode(Call call) {
    call.session().need("societe.lire");
    return shown(call.session(), shelf.getBy(call.session(), "barcode", call.variable("x")));
  }

  /** What a generated code will be: read when the request comes in. */
  static Map<String, Object> seen(Session session, String clientCode) {
    return generated(clientCode) ? Map.of("code", Numbering.customer(session)) : Map.of();
  }

  private static boolean generated(String code) {
    return code.equals("-1") || code.equals("auto");
  }

  private JsonNode add(Call call) {
    Session session = call.session();
    session.need("societe.creer");
    Bodies.requireFields(call.body(), "name");
    ObjectNode body = Bodies.cleaned(session, call.body());
    String name = Php.text(body.get("name"));
    if (name.isEmpty()) {
      throw ApiError.of(500, CREATING, "ErrorBadThirdPartyName");
    }
    Map<String, @Nullable Object> columns = columns(session, body);
    columns.put("nom", name);
    columns.put("entity", session.entity());
    columns.put("datec", session.clocks().phpNow());
    columns.put("fk_user_creat", session.account.id());
    columns.putIfAbsent("status", 1);
    columns.putIfAbsent("client", 0);
    columns.putIfAbsent("fournisseur", 0);
    columns.putIfAbsent("tva_assuj", 1);
    columns.put("code_client", code(session, Php.text(body.get("code_client")), 0, CREATING));
    if (generated(Php.text(body.get("code_fournisseur")))) {
      columns.put("code_fournisseur", Numbering.supplier(session));
    }
    return Answer.orFail(CREATING, () -> insert(session, columns, body));
  }

  private JsonNode insert(Session session, Map<String, @Nullable Object> columns, ObjectNode body) {
    Row made;
    try {
      made = session.data.insert(TABLE, columns);
    } catch (Transaction.Refused refused) {
      throw refused.text().startsWith("Duplicate entry")
          ? new Transaction.Refused("Duplicate value in a unique field")
          : refused;
    }
    Extras.store(session, TABLE, made.id(), body.get("array_options"), true);
    session.happened("COMPANY_CREATE", subject(session, made, CREATING));
    return Answer.number(made.id());
  }

  private static Map<String, @Nullable Object> columns(Session session, ObjectNode body) {
    Map<String, @Nullable Object> columns =
        new HashMap<>(Bodies.columns(session, Kinds.THIRD_PARTY, body));
    for (String phone : List.of("phone", "phone_mobile", "fax")) {
      if (columns.get(phone) instanceof String text) {
        columns.put(phone, text.replace(" ", ""));
      }
    }
    return columns;
  }

  /** The code of a customer: made by the numbering, or checked against its rule. */
  private @Nullable Object code(Session session, String said, long id, String failure) {
    if (generated(said)) {
      Object seen = session.seen("code");
      return seen == null ? Numbering.customer(session) : seen;
    }
    if (said.isEmpty()) {
      return null;
    }
    boolean free =
        session.setup.constant("SOCIETE_CODECLIENT_ADDON", "").equals("mod_codeclient_leopard");
    if (!free && !said.matches("CU\\d{4}-\\d{5,6}")) {
      throw failed(failure, "ErrorBadCustomerCodeSyntax");
    }
    boolean taken =
        shelf.here(session).stream()
            .anyMatch(row -> row.id() != id && row.text("code_client").equals(said));
    if (taken) {
      throw failed(failure, "ErrorCustomerCodeAlreadyUsed");
    }
    return said;
  }

  /** A create tells the reason behind an empty one, a change does not tell it at all. */
  private static ApiError failed(String failure, String reason) {
    return failure.isEmpty() ? ApiError.bare(500) : ApiError.of(500, failure, "", reason);
  }

  private JsonNode change(Call call) {
    Session session = call.session();
    session.need("societe.creer");
    Row held = shelf.get(session, call.id());
    ObjectNode body = Bodies.cleaned(session, call.body());
    Map<String, @Nullable Object> columns = columns(session, body);
    if (body.has("code_client")) {
      columns.put("code_client", code(session, Php.text(body.get("code_client")), held.id(), ""));
    }
    if (body.has("name") && Php.text(body.get("name")).isEmpty()) {
      throw ApiError.of(500, "ErrorBadThirdPartyName");
    }
    return Answer.orFail(
        "",
        () -> {
          Row changed = session.data.update(TABLE, held.id(), columns);
          Extras.store(session, TABLE, held.id(), body.get("array_options"), false);
          session.happened("COMPANY_MODIFY", subject(session, changed, ""));
          return shown(session, changed);
        });
  }

  private JsonNode remove(Call call) {
    Session session = call.session();
    session.need("societe.supprimer");
    Row row = shelf.get(session, call.id());
    boolean used =
        List.of("commande", "facture", "expedition").stream()
            .anyMatch(table -> !session.data.of(table, "fk_soc", row.id()).isEmpty());
    if (used) {
      throw ApiError.of(409, "Can't delete, that product is probably used");
    }
    session.happened("COMPANY_DELETE", subject(session, row, "Can't delete, error occurs"));
    List.of(
            "categorie_societe",
            "categorie_fournisseur",
            "societe_account",
            "socpeople",
            "societe_remise_except")
        .forEach(table -> session.data.deleteAll(table, "fk_soc", row.id()));
    Extras.forget(session, TABLE, row.id());
    session.data.delete(TABLE, row.id());
    return Answer.success("Object deleted");
  }
}
