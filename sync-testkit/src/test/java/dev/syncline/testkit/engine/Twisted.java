package dev.syncline.testkit.engine;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Located;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.ForwardingConnector;
import dev.syncline.testkit.memory.MemoryConnector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A connector with a mistake in it: what it answers is changed before the engine sees it. */
final class Twisted extends ForwardingConnector {

  Function<List<Write>, List<WriteResult>> writes;
  UnaryOperator<Map<String, Reading>> readings = UnaryOperator.identity();
  UnaryOperator<List<Located>> located = UnaryOperator.identity();
  UnaryOperator<List<List<Write>>> packs = UnaryOperator.identity();
  UnaryOperator<List<Feed>> feeds = UnaryOperator.identity();
  UnaryOperator<Capabilities> capabilities = UnaryOperator.identity();

  Twisted(MemoryConnector real) {
    super(real);
    this.writes = real::write;
  }

  @Override
  public EntityPort port(EntityType type) {
    return new Port(behind().port(type)) {
      @Override
      public Capabilities capabilities() {
        return capabilities.apply(super.capabilities());
      }

      @Override
      public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
        return readings.apply(super.read(ids, wanted));
      }
    };
  }

  @Override
  public List<Feed> feeds() {
    return feeds.apply(super.feeds());
  }

  @Override
  public List<List<Write>> pack(List<Write> all) {
    return packs.apply(super.pack(all));
  }

  @Override
  public List<WriteResult> write(
      List<Write> all, Deadline leaveBefore, MediaSource otherSide) {
    return writes.apply(all);
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    return located.apply(super.locate(creates));
  }
}
