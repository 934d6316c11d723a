package dev.syncline.testkit.scenarios;

import dev.syncline.connector.Account;
import dev.syncline.connector.Change;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Located;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.EntityType;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A connector that says other things of its account or of its changes than the one underneath. */
final class Wrapped implements Connector {

  private final Connector real;
  private Account account;
  private UnaryOperator<ConnectionCheck> check = UnaryOperator.identity();
  private UnaryOperator<Change> changes = UnaryOperator.identity();

  private Wrapped(Connector real) {
    this.real = real;
    this.account = real.account();
  }

  /** Its account has another name now. */
  static Wrapped renamed(Connector real, String name) {
    Wrapped wrapped = new Wrapped(real);
    wrapped.account = new Account(real.account().system(), name);
    return wrapped;
  }

  /** Its vendor tells no id of the account. */
  Wrapped withoutIdentity() {
    check = found -> new ConnectionCheck(found.actingAs(), found.problems(), found.notes());
    return this;
  }

  /** Every change was made by the user that the plans work as. */
  static Wrapped allOwn(Connector real) {
    Wrapped wrapped = new Wrapped(real);
    wrapped.changes =
        each ->
            new Change(
                each.type(),
                each.id(),
                each.kind(),
                each.at(),
                true,
                each.passed(),
                each.snapshot());
    return wrapped;
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public ConnectionCheck check() {
    return check.apply(real.check());
  }

  @Override
  public Set<EntityType> entityTypes() {
    return real.entityTypes();
  }

  @Override
  public EntityPort port(EntityType type) {
    return real.port(type);
  }

  @Override
  public List<Feed> feeds() {
    return real.feeds().stream().<Feed>map(Marked::new).toList();
  }

  private final class Marked implements Feed {

    private final Feed feed;

    Marked(Feed feed) {
      this.feed = feed;
    }

    @Override
    public String name() {
      return feed.name();
    }

    @Override
    public Set<EntityType> types() {
      return feed.types();
    }

    @Override
    public Cursor start(StartAt at) {
      return feed.start(at);
    }

    @Override
    public Session open(Cursor from, FieldSet wanted) {
      Session session = feed.open(from, wanted);
      return () -> session.next().map(Marked.this::marked);
    }

    private Page marked(Page page) {
      return new Page(
          page.changes().stream().map(changes).toList(),
          page.after(),
          page.total(),
          page.last(),
          page.whole());
    }
  }

  @Override
  public List<List<Write>> pack(List<Write> writes) {
    return real.pack(writes);
  }

  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    return real.write(writes, leaveBefore);
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    return real.locate(creates);
  }

  @Override
  public Dictionaries dictionaries() {
    return real.dictionaries();
  }

  @Override
  public long requests() {
    return real.requests();
  }

  @Override
  public void close() {}
}
