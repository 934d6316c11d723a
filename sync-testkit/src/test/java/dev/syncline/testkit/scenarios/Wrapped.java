package dev.syncline.testkit.scenarios;

import dev.syncline.connector.Account;
import dev.syncline.connector.Change;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Feed;
import dev.syncline.testkit.ForwardingConnector;
import java.util.List;
import java.util.function.UnaryOperator;

/** A connector that says other things of its account or of its changes than the one underneath. */
final class Wrapped extends ForwardingConnector {

  private Account account;
  private UnaryOperator<ConnectionCheck> check = UnaryOperator.identity();
  private UnaryOperator<Change> changes = UnaryOperator.identity();

  private Wrapped(Connector real) {
    super(real);
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
    return check.apply(super.check());
  }

  @Override
  public List<Feed> feeds() {
    return behind().feeds().stream().<Feed>map(Marked::new).toList();
  }

  private final class Marked extends Changes {

    Marked(Feed feed) {
      super(feed);
    }

    @Override
    protected Change seen(Change change) {
      return changes.apply(change);
    }
  }
}
