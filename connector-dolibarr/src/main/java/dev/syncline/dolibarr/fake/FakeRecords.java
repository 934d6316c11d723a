package dev.syncline.dolibarr.fake;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All objects of one kind in the fake, and the hands of a person who edits them at the screen: such
 * an edit has another author than the API's, and tells the calendar and the webhooks what the
 * screens tell them.
 *
 * <p>Thread-safe; each look is a snapshot. What Dolibarr would refuse is an {@link
 * IllegalArgumentException}.
 *
 * @since 0.1
 */
public final class FakeRecords implements Iterable<FakeRecord> {

  private final FakeBooks fake;
  private final String resource;

  FakeRecords(FakeBooks fake, String resource) {
    this.fake = fake;
    this.resource = resource;
  }

  String resource() {
    return resource;
  }

  /** All of them, by id. */
  public List<FakeRecord> all() {
    return fake.records(resource);
  }

  @Override
  public Iterator<FakeRecord> iterator() {
    return all().iterator();
  }

  /** How many there are. */
  public int size() {
    return all().size();
  }

  /**
   * The object with an id.
   *
   * @throws NoSuchElementException if there is none
   */
  public FakeRecord get(long id) {
    return find(record -> record.id() == id)
        .orElseThrow(() -> new NoSuchElementException(resource + " " + id));
  }

  /** The first object that the predicate accepts. */
  public Optional<FakeRecord> find(Predicate<FakeRecord> wanted) {
    return all().stream().filter(wanted).findFirst();
  }

  /** The first object whose field has this text. */
  public Optional<FakeRecord> find(String path, Object value) {
    return find(record -> record.text(path).equals(value.toString()));
  }

  /** Adds an object as a person does. */
  public FakeRecord add(Consumer<FakeDraft> filling) {
    FakeDraft draft = new FakeDraft();
    filling.accept(draft);
    return get(fake.add(resource, draft));
  }

  /** Changes an object as a person does. */
  public FakeRecord update(long id, Consumer<FakeDraft> changes) {
    FakeDraft draft = new FakeDraft();
    changes.accept(draft);
    fake.change(resource, id, draft);
    return get(id);
  }

  /** Deletes an object as a person does. */
  public void delete(long id) {
    fake.remove(resource, id);
  }

  /**
   * Does a step of a document's life as a person does: {@code validate}, {@code close}, {@code
   * cancel}, {@code reopen}, {@code settodraft}, {@code setinvoiced}, {@code settopaid}, {@code
   * settounpaid}.
   */
  public FakeRecord act(long id, String step) {
    fake.act(resource, id, step);
    return get(id);
  }
}
