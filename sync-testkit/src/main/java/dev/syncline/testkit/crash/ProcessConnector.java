package dev.syncline.testkit.crash;

import dev.syncline.connector.Account;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Located;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Quota;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.EntityType;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A connector as one process uses it. */
final class ProcessConnector implements Connector {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final CrashProcess process;
  private final Connector behind;

  ProcessConnector(CrashProcess process, Connector behind) {
    this.process = process;
    this.behind = behind;
  }

  private Strike arrive(CrashPoint.Kind kind, String what, int size, Duration settles) {
    String where = account().key() + " " + what;
    return process.walk().arrive(process, kind, where, size, settles);
  }

  private <T> T reading(String what, Supplier<T> call) {
    Strike strike = arrive(CrashPoint.Kind.READ, what, 0, Duration.ZERO);
    if (strike.is(CrashFault.LOST_BEFORE)) {
      throw new Unavailable(account(), what, "no answer", SOON);
    }
    return process.through(strike, call);
  }

  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    Duration settles = settles(writes);
    String what = "write of " + writes.size() + " " + writes.get(0).type();
    Strike strike = arrive(CrashPoint.Kind.WRITE, what, writes.size(), settles);
    if (strike.is(CrashFault.LOST_BEFORE)) {
      throw unknown();
    }
    if (strike.landsLate()) {
      process.walk().later(Strike.late(settles), () -> behind.write(writes));
      if (strike.is(CrashFault.KILLED_LANDS_LATE)) {
        throw process.die(strike.where());
      }
      throw unknown();
    }
    if (strike.tears() || strike.is(CrashFault.LOST_AFTER)) {
      int done = strike.tears() ? strike.done(writes.size()) : writes.size();
      var unused = behind.write(writes.subList(0, done));
      throw unknown();
    }
    return process.through(strike, () -> behind.write(writes, leaveBefore));
  }

  private Duration settles(List<Write> writes) {
    return writes.stream()
        .map(write -> landing(behind.port(write.type()).capabilities()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** The settle time covers what a search still misses after the landing. */
  private static Duration landing(Capabilities capabilities) {
    Duration left = capabilities.settleTime().minus(capabilities.searchLag());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private OutcomeUnknown unknown() {
    return new OutcomeUnknown(account(), "write", "no answer");
  }

  @Override
  public Account account() {
    return behind.account();
  }

  @Override
  public ConnectionCheck check() {
    return reading("check", behind::check);
  }

  @Override
  public Set<EntityType> entityTypes() {
    return behind.entityTypes();
  }

  @Override
  public EntityPort port(EntityType type) {
    return new Port(type, behind.port(type));
  }

  @Override
  public List<Feed> feeds() {
    return behind.feeds().stream().<Feed>map(Pages::new).toList();
  }

  @Override
  public List<List<Write>> pack(List<Write> writes) {
    return behind.pack(writes);
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    return reading("locate of " + creates.size(), () -> behind.locate(creates));
  }

  @Override
  public Dictionaries dictionaries() {
    return behind.dictionaries();
  }

  @Override
  public Optional<WebhookPort> webhooks() {
    return behind.webhooks();
  }

  @Override
  public Quota quota() {
    return behind.quota();
  }

  @Override
  public long requests() {
    return behind.requests();
  }

  /** What is behind may be another process's, too. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return behind.toString();
  }

  private final class Port implements EntityPort {
    private final EntityType type;
    private final EntityPort port;

    Port(EntityType type, EntityPort port) {
      this.type = type;
      this.port = port;
    }

    @Override
    public Capabilities capabilities() {
      return port.capabilities();
    }

    @Override
    public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
      return reading("read of " + ids.size() + " " + type, () -> port.read(ids, wanted));
    }

    @Override
    public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
      return reading("search for " + keys.size() + " " + type, () -> port.find(keys, wanted));
    }
  }

  private final class Pages implements Feed {
    private final Feed feed;

    Pages(Feed feed) {
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
      return new Session() {
        @Override
        public Optional<Page> next() {
          return reading("page of " + name(), session::next);
        }

        @Override
        public void close() {
          session.close();
        }
      };
    }
  }
}
