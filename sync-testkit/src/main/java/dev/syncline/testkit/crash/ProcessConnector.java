package dev.syncline.testkit.crash;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Located;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.ForwardingConnector;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A connector as one process uses it. */
final class ProcessConnector extends ForwardingConnector {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final CrashProcess process;

  ProcessConnector(CrashProcess process, Connector behind) {
    super(behind);
    this.process = process;
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
  public List<WriteResult> write(
      List<Write> writes, Deadline leaveBefore, MediaSource otherSide) {
    Duration settles = settles(writes);
    String what = "write of " + writes.size() + " " + writes.get(0).type();
    Strike strike = arrive(CrashPoint.Kind.WRITE, what, writes.size(), settles);
    if (strike.is(CrashFault.LOST_BEFORE)) {
      throw unknown();
    }
    if (strike.landsLate()) {
      process.walk().later(Strike.late(settles), () -> behind().write(writes, Deadline.none(), otherSide));
      if (strike.is(CrashFault.KILLED_LANDS_LATE)) {
        throw process.die(strike.where());
      }
      throw unknown();
    }
    if (strike.tears() || strike.is(CrashFault.LOST_AFTER)) {
      int done = strike.tears() ? strike.done(writes.size()) : writes.size();
      var unused = behind().write(writes.subList(0, done), Deadline.none(), otherSide);
      throw unknown();
    }
    return process.through(strike, () -> behind().write(writes, leaveBefore, otherSide));
  }

  private Duration settles(List<Write> writes) {
    return writes.stream()
        .map(write -> landing(behind().port(write.type()).capabilities()))
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
  public ConnectionCheck check() {
    return reading("check", super::check);
  }

  @Override
  public EntityPort port(EntityType type) {
    return new Calls(type, behind().port(type));
  }

  @Override
  public List<Feed> feeds() {
    return behind().feeds().stream().<Feed>map(Pages::new).toList();
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    return reading("locate of " + creates.size(), () -> super.locate(creates));
  }

  private final class Calls extends Port {
    private final EntityType type;

    Calls(EntityType type, EntityPort port) {
      super(port);
      this.type = type;
    }

    @Override
    public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
      return reading("read of " + ids.size() + " " + type, () -> super.read(ids, wanted));
    }

    @Override
    public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
      return reading("search for " + keys.size() + " " + type, () -> super.find(keys, wanted));
    }
  }

  private final class Pages extends Changes {

    Pages(Feed feed) {
      super(feed);
    }

    @Override
    protected Optional<Page> next(Session session) {
      return reading("page of " + name(), () -> super.next(session));
    }
  }
}
