package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Ref;
import java.util.List;
import java.util.Optional;

/**
 * The table of {@code contactperson}, which stands in a collection of its counterparty: its id is
 * the counterparty's and its own.
 *
 * @since 0.1
 */
public final class ContactPersons {

  /** {@code contactperson}. */
  public static final EntityCodec CODEC =
      new EntityCodec(
          ContactPerson.TYPE,
          "",
          List.of(
              Line.of(
                      ContactPerson.CUSTOMER,
                      (document, into, terms) ->
                          into.set(
                              ContactPerson.CUSTOMER,
                              owner(document).map(id -> new Ref(Customer.TYPE, id))),
                      // The address that it is sent to says whose person it is.
                      (document, wanted, how) -> wanted != null)
                  .atBirth(),
              Line.text(ContactPerson.NAME, "name"),
              Line.text(ContactPerson.POSITION, "position"),
              Reach.phones(ContactPerson.PHONES),
              Reach.emails(ContactPerson.EMAILS),
              Line.text(ContactPerson.EXTERNAL_CODE, "externalCode")));

  private ContactPersons() {}

  /** Our id of a person. */
  public static String id(JsonNode row) {
    return owner(row).orElse("") + "/" + row.path("id").asText("");
  }

  /** The counterparty in the address {@code …/counterparty/<id>/contactpersons/<id>}. */
  private static Optional<String> owner(JsonNode row) {
    String[] steps = row.path("meta").path("href").asText("").split("/");
    return steps.length < 3 ? Optional.empty() : Optional.of(steps[steps.length - 3]);
  }
}
