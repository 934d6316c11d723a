package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.BitrixApi;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.Outcome;
import dev.syncline.bitrix24.codec.ContactPersonTable;
import dev.syncline.bitrix24.codec.ContactPersonTable.Role;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.Unwritable;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.model.ContactPerson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Contact persons: a contact in its role for one company, as {@code 15:7}. They are read and never
 * written: the portal knows the contact, and a deal who it is about.
 *
 * @since 0.1
 */
public final class ContactPersonPort extends BitrixPort {

  private final ItemShelf contacts;

  /** A port of one portal. */
  public ContactPersonPort(Portal portal) {
    super(portal, List.of());
    this.contacts = new ItemShelf(portal, CustomerTable.CONTACT);
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.builder()
        .reads(
            ContactPerson.CUSTOMER,
            ContactPerson.NAME,
            ContactPerson.POSITION,
            ContactPerson.PHONES,
            ContactPerson.EMAILS)
        .callDeadline(portal.callDeadline())
        .clockTick(Portal.TICK)
        .build();
  }

  @Override
  public int weight(Write write) {
    return 1;
  }

  @Override
  public Script script(Write write, Function<String, Write.@Nullable Create> others) {
    throw new Unwritable(
        Refusal.Code.UNSUPPORTED,
        "contact-person",
        "contact persons are read only; a person is written as a customer");
  }

  @Override
  public Listing locating(Write.Create create) {
    throw new IllegalArgumentException("Bitrix24 makes no contact persons");
  }

  /** One person in two roles is asked for once. */
  @Override
  public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
    Map<String, Role> roles = new LinkedHashMap<>();
    ids.forEach(id -> Role.of(id).ifPresent(role -> roles.put(id, role)));
    List<Long> numbers = roles.values().stream().map(Role::contact).distinct().toList();
    Map<Long, Reading> people = numbers.isEmpty() ? Map.of() : people(numbers, wanted);
    Map<String, Reading> readings = new LinkedHashMap<>();
    ids.forEach(id -> readings.put(id, new Reading.Unseen()));
    roles.forEach(
        (id, role) -> {
          Reading person = people.get(role.contact());
          if (person instanceof Reading.Found found) {
            readings.put(id, new Reading.Found(ContactPersonTable.inRole(found.entity(), role)));
          } else if (person != null) {
            readings.put(id, person);
          }
        });
    return readings;
  }

  private Map<Long, Reading> people(List<Long> numbers, FieldSet wanted) {
    Object select = ContactPersonTable.select(wanted);
    List<Listing> listings =
        Shelf.groups(numbers, Listing.PAGE).stream()
            .map(
                group ->
                    ItemShelf.items(
                        CustomerTable.CONTACT.entityTypeId(), select, contacts.withIds(group)))
            .toList();
    List<Command> commands = listings.stream().map(each -> each.page(0)).toList();
    BitrixApi.Answers answers = portal.api().read(commands);
    Map<Long, Reading> people = new LinkedHashMap<>();
    for (int at = 0; at < commands.size(); at++) {
      JsonNode page = portal.api().need(commands.get(at), answers.of(at));
      for (JsonNode row : listings.get(at).rows(page)) {
        people.put(row.path("id").asLong(), new Reading.Found(ContactPersonTable.read(row)));
      }
    }
    convict(numbers.stream().filter(number -> !people.containsKey(number)).toList(), people);
    return people;
  }

  private void convict(List<Long> missing, Map<Long, Reading> into) {
    if (missing.isEmpty()) {
      return;
    }
    List<Command> commands = new ArrayList<>();
    missing.forEach(number -> commands.add(contacts.get(number)));
    List<Outcome> outcomes = portal.api().read(commands).outcomes();
    for (int at = 0; at < missing.size(); at++) {
      if (outcomes.get(at) instanceof Outcome.Failed failed && failed.gone()) {
        into.put(missing.get(at), new Reading.Gone());
      }
    }
  }
}
