package dev.syncline.examples.own.notebook;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.examples.own.notebook.Note.Words;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.PhoneRules;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Customers as notes: what can be done with them, how they are read and found, and which word of a
 * note is which field.
 *
 * @since 0.1
 */
final class NotebookPort implements EntityPort {

  /** Only what is certain: whatever is not declared here, the engine does not use. */
  private static final Capabilities CAN =
      Capabilities.builder()
          .can(Operation.CREATE, Operation.UPDATE, Operation.DELETE)
          .readsAndWrites(Customer.NAME, Customer.EMAILS, Customer.COMMENT)
          .guard(Guard.NATIVE_KEY) // a repeated create is answered with the note already made
          .build();

  private final NotebookConnector connector;

  NotebookPort(NotebookConnector connector) {
    this.connector = connector;
  }

  @Override
  public Capabilities capabilities() {
    return CAN;
  }

  @Override
  public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    // An id that the notebook never had is not shown; of one that was torn out it says so.
    ids.forEach(id -> readings.put(id, new Reading.Unseen()));
    for (Note note : connector.read("byIds", ids, Notebook::byIds)) {
      readings.put(note.id(), note.torn() ? new Reading.Gone() : new Reading.Found(entity(note)));
    }
    return readings;
  }

  @Override
  public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    Set<String> texts = new LinkedHashSet<>();
    keys.forEach(key -> texts(key).forEach(texts::add));
    List<Entity> found =
        connector.read("naming", texts, Notebook::naming).stream()
            .map(NotebookPort::entity)
            .toList();
    Map<MatchKey, Findings> findings = new HashMap<>();
    for (MatchKey key : keys) {
      findings.put(key, new Findings(found.stream().filter(hit -> fits(hit, key)).toList(), true));
    }
    return findings;
  }

  private static Stream<String> texts(MatchKey key) {
    return Stream.concat(
        key.get(Customer.NAME).stream(),
        key.get(Customer.EMAILS).stream().flatMap(Set::stream).map(String::strip));
  }

  private static boolean fits(Entity hit, MatchKey key) {
    return MatchKey.of(hit, key.fields(), PhoneRules.digits()).contains(key);
  }

  /** A note as a customer; its change number is the version that a write may insist on. */
  static Entity entity(Note note) {
    return Entity.builder(Customer.TYPE, note.id())
        .version(Long.toString(note.change()))
        .set(Customer.NAME, note.words().name())
        .set(Customer.EMAILS, note.words().mails())
        .set(Customer.COMMENT, Optional.of(note.words().memo()).filter(memo -> !memo.isEmpty()))
        .build();
  }

  /** What of the words changes: what the entity is silent about stays. */
  static Words words(Words held, Entity says) {
    return new Words(
        says.knows(Customer.NAME) ? says.get(Customer.NAME).orElse("") : held.name(),
        says.knows(Customer.EMAILS) ? says.get(Customer.EMAILS).orElse(Set.of()) : held.mails(),
        says.knows(Customer.COMMENT) ? says.get(Customer.COMMENT).orElse("") : held.memo());
  }
}
