package dev.syncline;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Located;
import dev.syncline.connector.Quota;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A connector that has types and limits and answers nothing: enough to describe plans with. */
record Deaf(String name, List<Quota.Window> windows) implements Connector {

  Deaf(String name) {
    this(name, List.of());
  }

  Deaf limited(String limit, long units, Duration window) {
    return new Deaf(name, List.of(new Quota.Window(limit, units, window, units, 0)));
  }

  @Override
  public Account account() {
    return new Account("deaf", name);
  }

  @Override
  public Set<EntityType> entityTypes() {
    return Set.of(Customer.TYPE, Order.TYPE, Product.TYPE, Variant.TYPE);
  }

  @Override
  public Quota quota() {
    return new Quota() {
      @Override
      public List<Window> windows() {
        return windows;
      }

      @Override
      public List<Saved> save() {
        return List.of();
      }

      @Override
      public void restore(List<Saved> saved) {}
    };
  }

  @Override
  public ConnectionCheck check() {
    throw deaf();
  }

  @Override
  public EntityPort port(EntityType type) {
    throw deaf();
  }

  @Override
  public List<Feed> feeds() {
    throw deaf();
  }

  @Override
  public List<List<Write>> pack(List<Write> writes) {
    throw deaf();
  }

  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    throw deaf();
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    throw deaf();
  }

  @Override
  public Dictionaries dictionaries() {
    throw deaf();
  }

  private static UnsupportedOperationException deaf() {
    return new UnsupportedOperationException("nobody asks");
  }

  @Override
  public void close() {}
}
