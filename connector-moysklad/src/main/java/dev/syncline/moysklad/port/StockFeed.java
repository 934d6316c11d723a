package dev.syncline.moysklad.port;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.StockLevel;
import dev.syncline.moysklad.MoySkladApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Levels of stock: first all of them, then those that changed, in one request a look and one more
 * where a good is met for the first time.
 *
 * <p>The vendor reckons them behind the documents, so each look reaches back a little behind the
 * last; and it knows of changes for a day only. Thread-safe; its sessions are not.
 *
 * @since 0.1
 */
public final class StockFeed implements Feed {

  private static final String NAME = "stock";
  private static final Duration LEAST_OVERLAP = Duration.ofMinutes(5);
  private static final Duration REACH = Duration.ofHours(24).minusMinutes(1);
  private static final Duration STEP = Duration.ofHours(1);

  /** Where a look is: {@code b}, {@code e<begun>,<shown>} or {@code w<moment>}. */
  private record Spot(char sort, Instant moment, int shown) {

    static Spot parse(String text) {
      String[] parts = text.substring(1).split(",", -1);
      return switch (text.charAt(0)) {
        case 'b' -> new Spot('b', Instant.EPOCH, 0);
        case 'e' -> new Spot('e', millis(parts[0]), Integer.parseInt(parts[1]));
        case 'w' -> new Spot('w', millis(parts[0]), 0);
        default -> throw new IllegalArgumentException("no spot");
      };
    }

    private static Instant millis(String text) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }

    Cursor cursor() {
      String rest =
          switch (sort) {
            case 'b' -> "";
            case 'e' -> moment.toEpochMilli() + "," + shown;
            default -> Long.toString(moment.toEpochMilli());
          };
      return new Cursor(sort + rest);
    }
  }

  private final StockReport report;
  private final Duration overlap;

  /**
   * A feed.
   *
   * @param lag the longest time after which a change shows up
   */
  public StockFeed(StockReport report, Duration lag) {
    this.report = report;
    this.overlap = lag.compareTo(LEAST_OVERLAP) > 0 ? lag : LEAST_OVERLAP;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(StockLevel.TYPE);
  }

  @Override
  public Optional<Duration> retention() {
    return Optional.of(REACH.minus(overlap));
  }

  private Instant now() {
    return report.api().time().now();
  }

  /** What changed so long ago the vendor does not know any more. */
  private boolean forgotten(Instant since) {
    return since.minus(overlap).isBefore(now().minus(REACH));
  }

  /** Changes since more than a day ago are among all that there is. */
  @Override
  public Cursor start(StartAt at) {
    if (at instanceof StartAt.Beginning) {
      return new Spot('b', Instant.EPOCH, 0).cursor();
    }
    Instant from = at instanceof StartAt.Since since ? since.instant() : now();
    return forgotten(from)
        ? new Spot('b', Instant.EPOCH, 0).cursor()
        : new Spot('w', from, 0).cursor();
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    Spot spot;
    try {
      spot = Spot.parse(from.text());
    } catch (RuntimeException unreadable) {
      throw lost("the cursor is not of this feed; start from the beginning");
    }
    if (spot.sort() == 'w' && forgotten(spot.moment())) {
      throw lost("changes of stock are known for a day only; start from the beginning");
    }
    return new Looking(spot);
  }

  private CursorLost lost(String why) {
    return new CursorLost(report.api().account(), "feed " + NAME, why);
  }

  private final class Looking implements Session {

    private final boolean whole;
    private final Deque<Entity> changed = new ArrayDeque<>();
    private Spot spot;
    private Spot next;
    private boolean asked;
    private boolean ended;

    Looking(Spot spot) {
      this.whole = spot.sort() == 'b';
      this.spot = whole ? new Spot('e', now(), 0) : spot;
      this.next = this.spot;
    }

    @Override
    public Optional<Page> next() {
      if (ended) {
        return Optional.empty();
      }
      return Optional.of(spot.sort() == 'e' ? enumerated() : changed());
    }

    private Page enumerated() {
      List<Entity> levels = report.whole(spot.shown());
      ended = levels.size() < MoySkladApi.PAGE;
      spot =
          ended
              ? new Spot('w', spot.moment(), 0)
              : new Spot('e', spot.moment(), spot.shown() + levels.size());
      return page(levels, ended && whole);
    }

    /** One answer holds all changes; only behind the last of its pages the spot moves. */
    private Page changed() {
      if (!asked) {
        ask();
      }
      List<Entity> levels = new ArrayList<>();
      while (levels.size() < MoySkladApi.PAGE && !changed.isEmpty()) {
        levels.add(changed.remove());
      }
      ended = changed.isEmpty();
      if (ended) {
        spot = next;
      }
      return page(levels, false);
    }

    private void ask() {
      Instant now = now();
      changed.addAll(report.changed(spot.moment().minus(overlap)));
      boolean old = spot.moment().plus(STEP).isBefore(now);
      next = changed.isEmpty() && !old ? spot : new Spot('w', now, 0);
      asked = true;
    }

    private Page page(List<Entity> levels, boolean all) {
      List<Change> changes = levels.stream().map(level -> Change.snapshot(level, null)).toList();
      return new Page(changes, spot.cursor(), OptionalLong.empty(), ended, all);
    }
  }

  @Override
  public String toString() {
    return "feed " + NAME;
  }
}
