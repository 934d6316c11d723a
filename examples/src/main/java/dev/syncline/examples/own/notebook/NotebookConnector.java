package dev.syncline.examples.own.notebook;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Located;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * The account, its calls and the names of what goes wrong; reading is in {@link NotebookPort}, what
 * changed in {@link NotebookFeed}, writing in {@link NotebookWrites}. Thread-safe.
 *
 * @since 0.1
 */
public final class NotebookConnector implements Connector {

  private final Account account;
  private final Notebook notebook;
  private final String password;
  private final NotebookPort port = new NotebookPort(this);
  private final NotebookFeed feed;
  private final AtomicLong requests = new AtomicLong();

  /** A connector to the notebook of this name. */
  public NotebookConnector(String name, Notebook notebook, String password, TimeSource time) {
    this.account = new Account("notebook", name);
    this.notebook = notebook;
    this.password = password;
    this.feed = new NotebookFeed(this, time);
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public ConnectionCheck check() {
    return new ConnectionCheck(ask("reader", false, Notebook::reader), List.of(), List.of());
  }

  @Override
  public Set<EntityType> entityTypes() {
    return Set.of(Customer.TYPE);
  }

  @Override
  public EntityPort port(EntityType type) {
    if (!type.equals(Customer.TYPE)) {
      throw new IllegalArgumentException("a notebook has customers and no " + type);
    }
    return port;
  }

  @Override
  public List<Feed> feeds() {
    return List.of(feed);
  }

  @Override
  public List<List<Write>> pack(List<Write> writes) {
    List<List<Write>> packs = new ArrayList<>();
    for (int from = 0; from < writes.size(); from += Notebook.PAGE) {
      packs.add(writes.subList(from, Math.min(from + Notebook.PAGE, writes.size())));
    }
    return packs;
  }

  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    if (leaveBefore.isPast()) {
      throw new Unavailable(account, "write", "too late, nothing was sent", Duration.ZERO);
    }
    List<Edit> edits = writes.stream().map(NotebookWrites::edit).toList();
    return NotebookWrites.results(ask("write", true, (book, key) -> book.write(key, edits)));
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    List<String> keys = creates.stream().map(create -> create.key().text()).toList();
    Collection<Note> notes = read("byKeys", keys, Notebook::byKeys);
    return keys.stream().map(key -> NotebookWrites.located(key, notes)).toList();
  }

  /** Looks for several; for none there is no request. */
  interface Lookup {
    List<Note> of(Notebook notebook, String password, Collection<String> asked);
  }

  List<Note> read(String call, Collection<String> asked, Lookup lookup) {
    return asked.isEmpty() ? List.of() : ask(call, false, (b, key) -> lookup.of(b, key, asked));
  }

  <T> T ask(String call, boolean writing, BiFunction<Notebook, String, T> question) {
    requests.incrementAndGet();
    try {
      return question.apply(notebook, password);
    } catch (NotebookFailed failed) {
      throw failed.named(account, call, writing);
    }
  }

  @Override
  public Dictionaries dictionaries() {
    return Dictionaries.none();
  }

  @Override
  public long requests() {
    return requests.get();
  }

  @Override
  public void close() {}
}
