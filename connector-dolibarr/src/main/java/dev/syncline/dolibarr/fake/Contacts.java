package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contacts: the people and addresses of third parties. */
final class Contacts {

  private static final String TABLE = "socpeople";
  private static final String CREATING = "Error creating contact";
  private final Shelf shelf = new Shelf(Kinds.CONTACT);

  void routes(Routes routes) {
    routes
        .get("contacts", this::list)
        .get("contacts/{id}", call -> shown(call.session(), read(call)))
        .get("contacts/email/{x}", this::byEmail)
        .get("contacts/{id}/categories", this::categories)
        .post("contacts", this::add)
        .put("contacts/{id}", this::change)
        .delete("contacts/{id}", this::remove);
  }

  ObjectNode shown(Session session, Row row) {
    ObjectNode json = shelf.shown(session, row);
    json.put("mail", row.text("email"));
    json.put("civility", Dictionaries.civility(row.text("civility")));
    json.putNull("roles");
    return json;
  }

  private static Subject subject(Session session, Row row, String failure) {
    String name = row.text("lastname");
    return new Subject(
        "contact",
        row.id(),
        name,
        row.number("fk_soc"),
        new Shelf(Kinds.CONTACT).shown(session, row),
        failure);
  }

  private Row read(Call call) {
    call.session().need("societe.contact.lire");
    return shelf.get(call.session(), call.id());
  }

  private JsonNode list(Call call) {
    Session session = call.session();
    session.need("societe.contact.lire");
    List<String> wanted = ids(call);
    List<Row> rows =
        ThirdParties.visible(session, shelf.here(session)).stream()
            .filter(row -> wanted.isEmpty() || wanted.contains(row.text("fk_soc")))
            .toList();
    return Listing.answer(call, shelf.kind(), rows, row -> shown(session, row));
  }

  /** The third parties a list is narrowed to. */
  static List<String> ids(Call call) {
    return call.query("thirdparty_ids")
        .filter(text -> !text.isEmpty())
        .map(text -> Arrays.asList(text.split("\\s*,\\s*")))
        .orElse(List.of());
  }

  private JsonNode byEmail(Call call) {
    call.session().need("societe.contact.lire");
    return shown(call.session(), shelf.getBy(call.session(), "email", call.variable("x")));
  }

  private JsonNode categories(Call call) {
    Session session = call.session();
    session.need("categorie.lire");
    ArrayNode all = Php.array();
    session.data.of("categorie_contact", "fk_socpeople", call.id()).stream()
        .map(link -> session.data.get("categorie", link.number("fk_categorie")))
        .forEach(row -> all.add(new Shelf(Kinds.CATEGORY).shown(session, row)));
    return all;
  }

  private static Map<String, @Nullable Object> columns(Session session, ObjectNode body) {
    String company = Php.text(body.get("socid"));
    if (body.has("socid") && session.data.find("societe", Php.whole(company)) == null) {
      throw ApiError.notFound("Thirdparty with id=" + company + " not found or not allowed");
    }
    return Bodies.columns(session, Kinds.CONTACT, body);
  }

  private JsonNode add(Call call) {
    Session session = call.session();
    session.need("societe.contact.creer");
    Bodies.requireFields(call.body(), "lastname");
    ObjectNode body = Bodies.cleaned(session, call.body());
    Map<String, @Nullable Object> columns = columns(session, body);
    columns.put("entity", session.entity());
    columns.put("datec", session.clocks().phpNow());
    columns.put("fk_user_creat", session.account.id());
    columns.putIfAbsent("statut", 1);
    return Answer.orFail(
        CREATING,
        () -> {
          Row made = session.data.insert(TABLE, columns);
          Extras.store(session, TABLE, made.id(), body.get("array_options"), true);
          session.happened("CONTACT_CREATE", subject(session, made, CREATING));
          return Answer.number(made.id());
        });
  }

  private JsonNode change(Call call) {
    Session session = call.session();
    session.need("societe.contact.creer");
    Row held = shelf.get(session, call.id());
    ObjectNode body = Bodies.cleaned(session, call.body());
    Map<String, @Nullable Object> columns = columns(session, body);
    return Answer.orFail(
        "",
        () -> {
          Row changed = session.data.update(TABLE, held.id(), columns);
          Extras.store(session, TABLE, held.id(), body.get("array_options"), false);
          session.happened("CONTACT_MODIFY", subject(session, changed, ""));
          return shown(session, changed);
        });
  }

  private JsonNode remove(Call call) {
    Session session = call.session();
    session.need("societe.contact.supprimer");
    Row row = shelf.get(session, call.id());
    session.happened("CONTACT_DELETE", subject(session, row, "Error when delete contact "));
    session.data.deleteAll("element_contact", "fk_socpeople", row.id());
    session.data.deleteAll("categorie_contact", "fk_socpeople", row.id());
    Extras.forget(session, TABLE, row.id());
    session.data.delete(TABLE, row.id());
    return Answer.success("Contact deleted");
  }
}
