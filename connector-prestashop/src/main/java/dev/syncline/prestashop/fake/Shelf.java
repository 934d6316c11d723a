package dev.syncline.prestashop.fake;

import dev.syncline.testkit.fake.FakeRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The things of one resource as somebody in the back office works with them: what they do not fill
 * in gets what a form starts with. Thread-safe.
 *
 * @since 0.1
 */
public final class Shelf {

  private final Resource resource;
  private final Books books;
  private final Effects effects;
  private final Deletions deletions;
  private final Stock stock;
  private final ReentrantLock lock;

  Shelf(
      Resource resource,
      Books books,
      Effects effects,
      Deletions deletions,
      Stock stock,
      ReentrantLock lock) {
    this.resource = resource;
    this.books = books;
    this.effects = effects;
    this.deletions = deletions;
    this.stock = stock;
    this.lock = lock;
  }

  /** Makes a thing in the default shop. */
  public Item add(UnaryOperator<ItemDraft> filledIn) {
    return locked(
        () -> {
          ItemDraft draft = filledIn.apply(new ItemDraft());
          Row row = books.create(resource.name());
          FormDefaults.fill(resource, books, draft);
          write(row, draft);
          row.shops.add(books.defaultShop());
          effects.saved(done(draft, row, true), row);
          books.hints.added(resource.table(), row);
          quantity(row, draft);
          return item(row);
        });
  }

  /** Changes what the draft names and leaves the rest. */
  public Item edit(int id, UnaryOperator<ItemDraft> changes) {
    return locked(
        () -> {
          Row row = books.row(resource.table(), id);
          ItemDraft draft = changes.apply(new ItemDraft());
          write(row, draft);
          if (resource.has("date_upd")) {
            books.touch(row);
          }
          effects.saved(done(draft, row, false), row);
          books.hints.updated(resource.table(), row);
          quantity(row, draft);
          return item(row);
        });
  }

  /** Changes what the draft names as an import into the database does, which dates nothing. */
  public Item imported(int id, UnaryOperator<ItemDraft> changes) {
    return locked(
        () -> {
          Row row = books.row(resource.table(), id);
          write(row, changes.apply(new ItemDraft()));
          return item(row);
        });
  }

  /** Deletes a thing, or marks it where the shop only marks. */
  public void delete(int id) {
    locked(() -> deletions.delete(resource.name(), books.row(resource.table(), id), books.shops()));
  }

  /** Marks a thing as deleted, as the back office does with customers who may stay. */
  public void softDelete(int id) {
    locked(
        () -> {
          deletions.mark(resource.table(), books.row(resource.table(), id));
          return true;
        });
  }

  /** A thing that must be there. */
  public Item get(int id) {
    return find(id)
        .orElseThrow(() -> new IllegalArgumentException("no " + resource.name() + "/" + id));
  }

  /** A thing that may be there. */
  public Optional<Item> find(int id) {
    return locked(() -> Optional.ofNullable(books.find(resource.table(), id)).map(this::item));
  }

  /** All of them by id. */
  public List<Item> all() {
    return locked(() -> books.all(resource.table()).stream().map(this::item).toList());
  }

  /** Those whose plain field has this value. */
  public List<Item> where(String field, Object value) {
    return locked(() -> books.by(resource.table(), field, value).stream().map(this::item).toList());
  }

  /** How many there are. */
  public int size() {
    return locked(() -> books.all(resource.table()).size());
  }

  private Item item(Row row) {
    return new Item(row, resource, books.defaultLanguage());
  }

  private void write(Row row, ItemDraft draft) {
    draft.values.forEach(
        (name, value) ->
            resource
                .field(name)
                .filter(field -> !field.computed())
                .ifPresent(field -> row.set(name, Values.stored(field, value))));
    draft.texts.forEach((name, by) -> row.setTexts(name, texts(row, name, by)));
    draft.lists.forEach(row::setList);
  }

  private Map<Integer, String> texts(Row row, String name, Map<String, String> by) {
    Map<Integer, String> texts = new TreeMap<>(row.texts(name));
    for (Row language : books.all("languages")) {
      String text = by.get(language.get("iso_code"));
      String everywhere = by.get(ItemDraft.EVERY_LANGUAGE);
      if (text != null) {
        texts.put(language.id, text);
      } else if (everywhere != null) {
        texts.put(language.id, everywhere);
      }
    }
    return texts;
  }

  /** The draft as the effects of saving read it. */
  private Draft done(ItemDraft draft, Row row, boolean isNew) {
    Call call =
        new Call(new FakeRequest("POST", "/api/" + resource.name(), "", Map.of(), new byte[0]));
    call.shop = books.defaultShop();
    call.shops = List.of(call.shop);
    Draft done = new Draft(call, resource, isNew ? null : row);
    resource.fields().keySet().forEach(name -> done.values().put(name, row.get(name)));
    done.sent().putAll(draft.values);
    return done;
  }

  private void quantity(Row row, ItemDraft draft) {
    String pieces = draft.values.get("quantity");
    boolean product = resource.name().equals("products");
    if (pieces == null || (!product && !resource.name().equals("combinations"))) {
      return;
    }
    int owner = product ? row.id : row.num("id_product");
    stock.set(owner, product ? 0 : row.id, books.defaultShop(), Integer.parseInt(pieces));
  }

  private <T> T locked(Supplier<T> act) {
    lock.lock();
    try {
      return Objects.requireNonNull(act.get());
    } finally {
      lock.unlock();
      books.hints.send(lock);
    }
  }
}
