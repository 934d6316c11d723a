package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All objects of one type in the fake, and the hands of a user who edits them in the vendor's own
 * interface: such an edit has another author than the API's callers, moves {@code updated} and
 * tells the webhooks.
 *
 * <p>Thread-safe; each look is a snapshot. What the vendor would refuse is an {@link
 * IllegalArgumentException}.
 *
 * @since 0.1
 */
public final class FakeCollection implements Iterable<FakeObject> {

  private final FakeMoySklad fake;
  private final String type;

  FakeCollection(FakeMoySklad fake, String type) {
    this.fake = fake;
    this.type = type;
  }

  /** The objects in the order of their creation, without those in the bin. */
  public List<FakeObject> all() {
    return fake.documents(type).stream().map(FakeObject::new).toList();
  }

  @Override
  public Iterator<FakeObject> iterator() {
    return all().iterator();
  }

  /** How many there are. */
  public int size() {
    return fake.count(type);
  }

  /**
   * The object with an id.
   *
   * @throws NoSuchElementException if there is none
   */
  public FakeObject get(String id) {
    return fake.document(type, id)
        .map(FakeObject::new)
        .orElseThrow(() -> new NoSuchElementException(type + " " + id));
  }

  /** The first object that the predicate accepts. */
  public Optional<FakeObject> find(Predicate<FakeObject> wanted) {
    return all().stream().filter(wanted).findFirst();
  }

  /** The first object of a name. */
  public Optional<FakeObject> named(String name) {
    return find(object -> object.name().equals(name));
  }

  /** Creates an object as a user does. */
  public FakeObject add(ObjectNode body) {
    return new FakeObject(fake.create(type, body));
  }

  /** Creates an object as a user does; the consumer fills its body. */
  public FakeObject add(Consumer<ObjectNode> body) {
    ObjectNode filled = Json.object();
    body.accept(filled);
    return add(filled);
  }

  /** Changes the fields that the body says, as a user does. */
  public FakeObject update(String id, ObjectNode body) {
    return new FakeObject(fake.edit(type, id, body));
  }

  /** Changes an object as a user does; the consumer fills the body. */
  public FakeObject update(String id, Consumer<ObjectNode> body) {
    ObjectNode filled = Json.object();
    body.accept(filled);
    return update(id, filled);
  }

  /** Deletes an object as a user does. */
  public void delete(String id) {
    fake.remove(type, id);
  }
}
