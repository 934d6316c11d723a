package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What orders, invoices and shipments have in common: contacts, links, currencies. */
final class Papers {

  private static final Set<String> ROLES = Set.of("BILLING", "SHIPPING", "CUSTOMER");

  private Papers() {}

  /** What a caller may say of a new document at all. */
  static void checkNew(Session session, ObjectNode body, String company) {
    if (body.has("id")) {
      throw ApiError.of(400, "Creating with id field is forbidden");
    }
    if (body.has("entity") && Php.whole(Php.text(body.get("entity"))) != session.entity()) {
      throw ApiError.of(
          403,
          "Creating with entity="
              + Php.text(body.get("entity"))
              + " MUST be the same entity="
              + session.entity()
              + " as your API user/key belongs to");
    }
    if (session.data.find("societe", Php.whole(company)) == null) {
      throw ApiError.notFound("Third party with id=" + company + " not found or not allowed");
    }
  }

  /** A currency that is not known becomes the company's. */
  static void currency(Session session, Map<String, @Nullable Object> columns) {
    String code = columns.get("multicurrency_code") instanceof String text ? text : "";
    Row known =
        session.setup.on("multicurrency")
            ? session
                .data
                .where("multicurrency", row -> row.text("code").equals(code))
                .findFirst()
                .orElse(null)
            : null;
    if (known == null) {
      columns.put("multicurrency_code", session.setup.currency);
      columns.put("multicurrency_tx", BigDecimal.ONE);
    } else if (columns.get("multicurrency_tx") == null) {
      columns.put("multicurrency_tx", Currencies.rate(session, known.id()));
    }
  }

  static void link(Session session, String source, long id, String target, long targetId) {
    session.data.insert(
        "element_element",
        Map.of("fk_source", id, "sourcetype", source, "fk_target", targetId, "targettype", target));
  }

  static void linkAll(Session session, @Nullable JsonNode linked, String target, long id) {
    if (linked == null || !linked.isObject()) {
      return;
    }
    linked
        .properties()
        .forEach(
            each -> {
              if (each.getValue().isContainerNode()) {
                each.getValue()
                    .forEach(
                        one -> link(session, each.getKey(), Php.whole(Php.text(one)), target, id));
              } else {
                link(session, each.getKey(), Php.whole(Php.text(each.getValue())), target, id);
              }
            });
  }

  static void unlink(Session session, String type, long id) {
    session
        .data
        .where(
            "element_element",
            row -> ends(row, "source", type, id) || ends(row, "target", type, id))
        .toList()
        .forEach(row -> session.data.delete("element_element", row.id()));
  }

  private static boolean ends(Row row, String end, String type, long id) {
    return row.number("fk_" + end) == id && row.text(end + "type").equals(type);
  }

  /** The ids of linked documents by type, each under its link's id. */
  static JsonNode linked(Session session, String type, long id) {
    ObjectNode all = Php.object();
    for (Row row : session.data.all("element_element").toList()) {
      if (ends(row, "source", type, id)) {
        all.withObjectProperty(row.text("targettype"))
            .put(row.text("rowid"), row.text("fk_target"));
      } else if (ends(row, "target", type, id)) {
        all.withObjectProperty(row.text("sourcetype"))
            .put(row.text("rowid"), row.text("fk_source"));
      }
    }
    return Php.map(all);
  }

  /** The routes of the contacts of a document. */
  static void contactRoutes(Routes routes, String resource, Shelf shelf, String module) {
    String one = resource + "/{id}/contact/{contact}/{role}";
    routes
        .get(resource + "/{id}/contacts", call -> contacts(call, shelf, module))
        .post(
            one, call -> addContact(call, shelf, module, call.id("contact"), call.variable("role")))
        .delete(one, call -> removeContact(call, shelf, module));
  }

  private static JsonNode contacts(Call call, Shelf shelf, String module) {
    call.session().need(module + ".lire");
    return contacts(
        call.session(), shelf.kind().table(), shelf.get(call.session(), call.id()).id());
  }

  static ArrayNode contacts(Session session, String element, long id) {
    ArrayNode all = Php.array();
    List<Row> sorted =
        session.data.of("element_contact", "element_id", id).stream()
            .sorted(Comparator.comparing(row -> row.text("code")))
            .toList();
    for (Row row : sorted) {
      if (!row.text("element").equals(element)) {
        continue;
      }
      Row contact = session.data.find("socpeople", row.number("fk_socpeople"));
      ObjectNode json = all.addObject().put("source", "external");
      json.put("id", row.text("fk_socpeople")).put("rowid", row.text("rowid"));
      json.put("code", row.text("code")).put("status", 4);
      json.put("socid", contact == null ? "" : contact.text("fk_soc"));
      json.put("lastname", contact == null ? "" : contact.text("lastname"));
      json.put("firstname", contact == null ? "" : contact.text("firstname"));
      json.put("email", contact == null ? "" : contact.text("email"));
    }
    return all;
  }

  static JsonNode addContact(Call call, Shelf shelf, String module, long contact, String role) {
    Session session = call.session();
    session.need(module + ".creer");
    if (!ROLES.contains(role)) {
      throw ApiError.of(
          400,
          "Combo of Type="
              + role
              + " and Source=external not found in dictionary with active order contact types");
    }
    long id = shelf.get(session, call.id()).id();
    if (session.data.find("socpeople", contact) == null) {
      throw ApiError.of(400, "Wrong contact=" + contact);
    }
    String element = shelf.kind().table();
    if (linkOf(session, element, id, contact, role) != null) {
      throw ApiError.of(
          400,
          "Already exists: Contact="
              + contact
              + " is already linked to the order="
              + id
              + " as source=external and type="
              + role);
    }
    Map<String, Object> columns = new HashMap<>();
    columns.put("element_id", id);
    columns.put("element", element);
    columns.put("fk_socpeople", contact);
    columns.put("code", role);
    columns.put("source", "external");
    session.data.insert("element_contact", columns);
    return Answer.success(
        "Contact=" + contact + " linked to the order=" + id + " as external " + role);
  }

  private static @Nullable Row linkOf(
      Session session, String element, long id, long contact, String role) {
    return session.data.of("element_contact", "element_id", id).stream()
        .filter(row -> row.text("element").equals(element))
        .filter(row -> row.number("fk_socpeople") == contact && row.text("code").equals(role))
        .findFirst()
        .orElse(null);
  }

  private static JsonNode removeContact(Call call, Shelf shelf, String module) {
    Session session = call.session();
    session.need(module + ".creer");
    long id = shelf.get(session, call.id()).id();
    Row held = linkOf(session, shelf.kind().table(), id, call.id("contact"), call.variable("role"));
    if (held != null) {
      session.data.delete("element_contact", held.id());
    }
    return Answer.success("Contact unlinked from order");
  }

  /** The documents a list is narrowed to: of these third parties, of those whom one may see. */
  static List<Row> wanted(Call call, List<Row> rows) {
    List<String> companies = Contacts.ids(call);
    List<Row> all = companies.isEmpty() ? ThirdParties.visible(call.session(), rows) : rows;
    Set<String> wanted = companies.stream().collect(Collectors.toSet());
    return all.stream()
        .filter(row -> wanted.isEmpty() || wanted.contains(row.text("fk_soc")))
        .toList();
  }

  /** A parameter that an action demands although it is documented as optional. */
  static void demand(Call call, String parameter) {
    if (call.parameter(parameter) == null) {
      throw ApiError.invalid(parameter);
    }
    call.typedWhole(parameter, 0);
  }

  /** Validating a document makes its third party a customer. */
  static void makeCustomer(Session session, Row paper) {
    Row company = session.data.find("societe", paper.number("fk_soc"));
    if (company != null && company.number("client") % 2 == 0) {
      session.data.update("societe", company.id(), Map.of("client", company.number("client") + 1));
    }
  }

  static boolean told(Call call) {
    return call.typedWhole("notrigger", 0) == 0;
  }
}
