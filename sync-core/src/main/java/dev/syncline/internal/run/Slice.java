package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One slice of what the feeds of a stage show: durable as a whole. Not thread-safe. */
final class Slice {

  private final World world;
  private final OpenIntents intents;
  private final Settling settling;
  private final Work work;
  private final Pace pace;

  Slice(World world, OpenIntents intents, Settling settling, Work work) {
    this.world = world;
    this.intents = intents;
    this.settling = settling;
    this.work = work;
    this.pace = new Pace(world);
  }

  /** Takes the next one; {@code first} if nothing was shown before it. */
  void take(Stage stage, List<Reader> readers, Map<Flow, List<Look>> more, boolean first) {
    int passes = world.turn().passes();
    Instant began = world.runtime().now();
    boolean all = readers.stream().anyMatch(Reader::enumerates);
    Map<Side, Map<Reader, List<Reader.Seen>>> seen =
        world.bothSides(
            side -> {
              Map<Reader, List<Reader.Seen>> mine = new LinkedHashMap<>();
              readers.stream()
                  .filter(reader -> reader.side() == side && !reader.ended())
                  .forEach(reader -> mine.put(reader, reader.slice(world.slice())));
              return mine;
            });
    for (Flow flow : stage.flows()) {
      List<Look> looks = new ArrayList<>();
      Set<Side> partly = EnumSet.noneOf(Side.class);
      seen.forEach(
          (side, mine) -> {
            if (!looks(flow, side, mine.values(), all, looks)) {
              partly.add(side);
            }
          });
      List<Look> extras = more.remove(flow);
      if (extras != null) {
        List<Look> mine = missing(extras, looks);
        int here = Math.min(mine.size(), world.slice());
        looks.addAll(mine.subList(0, here));
        work.on(flow, mine.subList(here, mine.size()));
      }
      // What an unanswered create may have made would come as something new, and be made back.
      settling.settle(flow);
      world.firstLooks().read(flow, readers, partly, passes);
      boolean atHand = first && world.turn().passes() == passes;
      work.on(flow, looks, seeking(flow, readers, atHand, partly));
      pace.progress(flow, readers);
    }
    askForUnlisted(stage, readers);
    work.finish();
    StoreUpdate.Builder update = world.ledger().update();
    List<String> flows = stage.flows().stream().map(Flow::name).toList();
    readers.forEach(reader -> reader.keep(update, flows));
    world.firstLooks().put(stage.flows(), update);
    world.ledger().commit(update);
    pace.tell(stage, seen, began);
  }

  private Seeking seeking(Flow flow, List<Reader> readers, boolean atHand, Set<Side> partly) {
    if (world.firstLooks().of(flow).isPresent()) {
      return Seeking.inSlices();
    }
    // Only what is in this very slice is at hand to be matched with, while nobody else writes.
    Set<Side> whole = atHand ? whole(flow, readers) : EnumSet.noneOf(Side.class);
    whole.removeAll(partly);
    return Seeking.atTheVendor(whole);
  }

  /** Collects what a flow has to look at; whether that is all that was shown. */
  private boolean looks(
      Flow flow, Side side, Collection<List<Reader.Seen>> shown, boolean all, List<Look> into) {
    List<Reader.Seen> mine =
        shown.stream()
            .flatMap(List::stream)
            .filter(each -> each.change().type().equals(flow.type(side)))
            .toList();
    List<Reader.Seen> admitted = world.openings().admitted(flow, side, mine, all);
    admitted.forEach(each -> into.add(Look.of(side, each.change(), each.at())));
    return admitted.size() == mine.size();
  }

  /** Before the position moves on: an enumeration is not repeated. */
  private void askForUnlisted(Stage stage, List<Reader> readers) {
    for (Reader reader : readers.stream().filter(Reader::takeEnumerated).toList()) {
      stage.flows().stream()
          .filter(flow -> reader.feed().types().contains(flow.type(reader.side())))
          .forEach(flow -> new Unlisted(world, intents, flow, reader).ask());
    }
  }

  private static List<Look> missing(List<Look> extras, List<Look> looks) {
    Set<String> seen = new HashSet<>();
    looks.forEach(look -> seen.add(look.side() + look.id()));
    // That it is said to be gone is not undone by a row: both are looked at together.
    return extras.stream()
        .filter(look -> seen.add(look.side() + look.id()) || look.gone())
        .toList();
  }

  private static Set<Side> whole(Flow flow, List<Reader> readers) {
    Set<Side> whole = EnumSet.noneOf(Side.class);
    for (Side side : Side.values()) {
      List<Reader> mine =
          readers.stream()
              .filter(reader -> reader.side() == side)
              .filter(reader -> reader.feed().types().contains(flow.type(side)))
              .toList();
      if (!mine.isEmpty() && mine.stream().allMatch(Reader::whole)) {
        whole.add(side);
      }
    }
    return whole;
  }
}
