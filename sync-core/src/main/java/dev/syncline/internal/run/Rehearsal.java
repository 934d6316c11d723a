package dev.syncline.internal.run;

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
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A connector that really reads and only counts what it would write. Thread-safe. */
final class Rehearsal implements Connector {

  private final Connector real;
  private final Rehearsed rehearsed;

  /** {@code empty} are fields that are known to be empty in what was just made. */
  Rehearsal(Connector real, Set<Field<?>> empty) {
    this.real = real;
    this.rehearsed = new Rehearsed(empty);
  }

  /** How many requests would have been needed besides those that really left. */
  long calls() {
    return rehearsed.calls();
  }

  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    rehearsed.called(real.requestsOf(writes));
    List<WriteResult> results = new ArrayList<>();
    for (Write write : writes) {
      results.add(WriteResult.Written.of(rehearsed.write(write)));
    }
    return results;
  }

  @Override
  public Account account() {
    return real.account();
  }

  @Override
  public ConnectionCheck check() {
    return real.check();
  }

  @Override
  public Set<EntityType> entityTypes() {
    return real.entityTypes();
  }

  @Override
  public EntityPort port(EntityType type) {
    return rehearsed.over(real.port(type), type);
  }

  @Override
  public List<Feed> feeds() {
    return real.feeds().stream().<Feed>map(each -> new RehearsedFeed(each, rehearsed)).toList();
  }

  @Override
  public List<List<Write>> pack(List<Write> writes) {
    return real.pack(writes);
  }

  @Override
  public long requestsOf(List<Write> list) {
    return real.requestsOf(list);
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
  public Quota quota() {
    return real.quota();
  }

  @Override
  public long requests() {
    return real.requests();
  }

  @Override
  public void close() {}
}
