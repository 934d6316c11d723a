package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The documents of one kind, seen and changed as a person at the portal's screen does it: changes
 * bear the times and the user they would there, and events follow. Thread-safe; iteration sees a
 * copy.
 *
 * @since 0.1
 */
public final class Documents implements Iterable<Document> {

  /** How one kind is read and written; supplied by the fake. */
  interface Source {
    List<ObjectNode> all();

    ObjectNode add(Draft draft);

    void update(long id, ObjectNode fields);

    void delete(long id);
  }

  private final Source source;

  Documents(Source source) {
    this.source = source;
  }

  /** Adds a document as a person would. */
  public Document add(Consumer<Draft> filling) {
    Draft draft = new Draft();
    filling.accept(draft);
    return document(source.add(draft));
  }

  /** Changes fields, given as names and values in turn. */
  public Document update(long id, Object... namesAndValues) {
    ObjectNode fields = Php.NODES.objectNode();
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      fields.set(namesAndValues[i].toString(), Values.node(namesAndValues[i + 1]));
    }
    source.update(id, fields);
    return get(id);
  }

  /** Deletes a document. */
  public void delete(long id) {
    source.delete(id);
  }

  /**
   * The document with an id.
   *
   * @throws NoSuchElementException if there is none
   */
  public Document get(long id) {
    return find("id", Long.toString(id))
        .orElseThrow(() -> new NoSuchElementException("no document " + id));
  }

  /** The first document whose field has this text. */
  public Optional<Document> find(String field, Object value) {
    for (Document each : this) {
      if (each.text(field).equals(value.toString())) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** How many there are. */
  public int size() {
    return source.all().size();
  }

  /** All of them, by id. */
  public List<Document> all() {
    return source.all().stream().map(Documents::document).toList();
  }

  @Override
  public Iterator<Document> iterator() {
    return all().iterator();
  }

  private static Document document(ObjectNode json) {
    return new Document(Values.id(json.get("id")), json.deepCopy());
  }
}
