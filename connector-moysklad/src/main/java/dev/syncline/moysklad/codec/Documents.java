package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines that the tables of all documents share. */
final class Documents {

  private Documents() {}

  /** Who buys. */
  static Line<Ref> agent(Field<Ref> field) {
    return Line.of(
        field, (document, into, terms) -> readAgent(document, field, into), Documents::writeAgent);
  }

  /** An own company may buy, too: that is no customer. */
  private static void readAgent(JsonNode document, Field<Ref> field, Entity.Builder into) {
    JsonNode agent = document.path("agent");
    into.set(
        field,
        Meta.type(agent).equals("counterparty")
            ? Meta.id(agent).map(id -> new Ref(Customer.TYPE, id))
            : Optional.empty());
  }

  /**
   * The bank account belongs to the customer: with another customer the old one is refused (17001).
   */
  private static boolean writeAgent(ObjectNode document, @Nullable Ref wanted, Line.Written how) {
    if (how.held() != null) {
      document.putNull("agentAccount");
    }
    return Line.link(
        document,
        "agent",
        "entity/counterparty",
        "counterparty",
        wanted == null ? null : wanted.id(),
        how.terms());
  }

  /** The own company. */
  static Line<String> organization(Field<String> field) {
    return Line.of(
        field,
        (document, into, terms) -> into.set(field, Meta.id(document.path("organization"))),
        Documents::writeOrganization);
  }

  /** The same holds for the own company's bank account (17000). */
  private static boolean writeOrganization(
      ObjectNode document, @Nullable String wanted, Line.Written how) {
    if (how.held() != null) {
      document.putNull("organizationAccount");
    }
    return Line.link(
        document, "organization", "entity/organization", "organization", wanted, how.terms());
  }

  /** The currency, by its ISO code. */
  static Line<String> currency(Field<String> field) {
    return Line.of(
        field,
        (document, into, terms) ->
            Meta.id(document.path("rate").path("currency"))
                .flatMap(terms::currency)
                .ifPresent(iso -> into.set(field, iso)),
        Documents::writeCurrency);
  }

  private static boolean writeCurrency(
      ObjectNode document, @Nullable String wanted, Line.Written how) {
    Optional<String> id = Optional.ofNullable(wanted).flatMap(how.terms()::currencyId);
    if (wanted != null && id.isEmpty()) {
      return false;
    }
    if (id.isEmpty()) {
      document.putNull("rate");
    } else {
      document
          .putObject("rate")
          .set("currency", Meta.to(how.terms(), "entity/currency/" + id.get(), "currency"));
    }
    return true;
  }

  /** A sum that the vendor computes. */
  static Line<BigDecimal> sum(Field<BigDecimal> field, String name) {
    return Line.readOnly(
        field,
        (document, into, terms) -> into.set(field, Line.major(document.path(name))));
  }
}
