package dev.syncline.store.jdbc;

import dev.syncline.connector.Change;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Product;
import dev.syncline.testkit.ForwardingConnector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * So many products that are made up when they are asked for: it holds none of them, so that a heap
 * shows what others hold. A product's id is its own number or, if it was made here later, {@code C}
 * and the number in its SKU.
 */
final class Thousands extends ForwardingConnector {

  private static final int PAGE = 100;
  private static final String END = "end";

  private final int size;
  private final IntUnaryOperator skuOf;
  private final IntUnaryOperator placeOf;
  private final BitSet made = new BitSet();

  /**
   * {@code skuOf} gives the number in the SKU of the product at a place, {@code placeOf} leads
   * back.
   */
  Thousands(Connector empty, int size, IntUnaryOperator skuOf, IntUnaryOperator placeOf) {
    super(empty);
    this.size = size;
    this.skuOf = skuOf;
    this.placeOf = placeOf;
  }

  private Entity product(String id) {
    int number =
        id.startsWith("C")
            ? Integer.parseInt(id.substring(1))
            : skuOf.applyAsInt(Integer.parseInt(id));
    return Entity.of(Product.TYPE, id)
        .with(Product.SKU, "S" + number)
        .with(Product.NAME, "Thing number " + number)
        .with(Product.DESCRIPTION, ("What is to be said of " + number + ". ").repeat(20))
        .with(Product.BARCODES, Set.of("46" + (100_000_000_00L + number)));
  }

  private static int number(Entity values) {
    return Integer.parseInt(values.require(Product.SKU).substring(1));
  }

  @Override
  public synchronized List<WriteResult> write(
      List<Write> writes, Deadline leaveBefore, MediaSource otherSide) {
    List<WriteResult> results = new ArrayList<>();
    for (Write write : writes) {
      if (write instanceof Write.Create create) {
        int number = number(create.wanted());
        made.set(number);
        results.add(WriteResult.Written.of("C" + number));
      } else {
        results.add(WriteResult.Written.of(((Write.Update) write).held().id()));
      }
    }
    return results;
  }

  private synchronized Optional<String> idOf(int number) {
    int place = placeOf.applyAsInt(number);
    if (place >= 0 && place < size) {
      return Optional.of(Integer.toString(place));
    }
    return made.get(number) ? Optional.of("C" + number) : Optional.empty();
  }

  @Override
  public EntityPort port(EntityType type) {
    return new Port(behind().port(type)) {
      @Override
      public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
        Map<String, Reading> all = new LinkedHashMap<>();
        ids.forEach(id -> all.put(id, new Reading.Found(product(id))));
        return all;
      }

      @Override
      public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
        Map<MatchKey, Findings> all = new LinkedHashMap<>();
        for (MatchKey key : keys) {
          int number = Integer.parseInt(key.get(Product.SKU).orElseThrow().substring(1));
          List<Entity> hits =
              idOf(number).map(Thousands.this::product).map(List::of).orElse(List.of());
          all.put(key, new Findings(hits, true));
        }
        return all;
      }
    };
  }

  @Override
  public List<Feed> feeds() {
    return List.of(new All(behind().feeds().get(0)));
  }

  private final class All extends Changes {

    All(Feed behind) {
      super(behind);
    }

    @Override
    public Cursor start(StartAt at) {
      return new Cursor(at instanceof StartAt.Now ? END : "0");
    }

    @Override
    public Session open(Cursor from, FieldSet wanted) {
      int begins = from.text().equals(END) ? size : Integer.parseInt(from.text());
      return new Session() {
        private int at = begins;
        private boolean ended;

        @Override
        public Optional<Page> next() {
          if (ended) {
            return Optional.empty();
          }
          List<Change> changes = new ArrayList<>();
          for (int end = Math.min(size, at + PAGE); at < end; at++) {
            changes.add(Change.snapshot(product(Integer.toString(at)), null));
          }
          ended = at == size;
          Cursor after = new Cursor(ended ? END : Integer.toString(at));
          boolean whole = ended && begins == 0;
          return Optional.of(new Page(changes, after, OptionalLong.of(size), ended, whole));
        }
      };
    }
  }
}
