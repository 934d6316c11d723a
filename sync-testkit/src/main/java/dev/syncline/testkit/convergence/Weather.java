package dev.syncline.testkit.convergence;

import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What goes wrong with calls and commits of a story. Not thread-safe. */
final class Weather {

  private static final Duration HICCUP = Duration.ofSeconds(20);
  private static final Duration OUTAGE = Duration.ofHours(1);

  private final World world;
  private final Chance chance;
  private int faults;
  private int users;
  private int deaths;

  Weather(World world) {
    this.world = world;
    this.chance = world.chance();
  }

  /** Another weather. */
  void change() {
    faults = chance.any(0, 0, 2, 6, 15);
    users = chance.any(0, 0, 5, 15);
    deaths = chance.any(0, 0, 0, 4);
  }

  void fine() {
    faults = 0;
    users = 0;
    deaths = 0;
  }

  /** At the boundary of a call: people go on, and things break. */
  Optional<MemoryFault> at(Site site, MemoryCall call) {
    if (chance.in(users)) {
      world.users().act();
    }
    if (chance.in(users)) {
      world.post().deliver();
    }
    Optional<MemoryFault> fault =
        chance.in(faults) ? Optional.ofNullable(fault(site, call)) : Optional.empty();
    if (call == MemoryCall.WRITE && fault.isPresent()) {
      world.chronicle().unanswered(site);
    }
    fault.ifPresent(what -> world.tale().tell("  " + call + " of the " + site + ": " + what));
    return fault;
  }

  /** Whether the process dies at a commit. */
  boolean kills() {
    return chance.in(deaths);
  }

  private @Nullable MemoryFault fault(Site site, MemoryCall call) {
    return switch (chance.between(0, 9)) {
      case 0 -> new MemoryFault.Down(chance.upTo(HICCUP));
      case 1 -> new MemoryFault.OutOfQuota(chance.in(80) ? chance.upTo(HICCUP) : OUTAGE);
      case 2 -> deaths > 0 ? new MemoryFault.KilledBefore() : null;
      case 3 -> deaths > 0 ? new MemoryFault.KilledAfter() : null;
      case 4 -> call == MemoryCall.LIST && chance.in(20) ? new MemoryFault.PositionLost() : null;
      default -> call == MemoryCall.WRITE ? ofWrites(site) : new MemoryFault.LostAfter();
    };
  }

  private @Nullable MemoryFault ofWrites(Site site) {
    return switch (chance.between(0, 6)) {
      case 0 -> new MemoryFault.LostBefore();
      case 1 -> new MemoryFault.LostAfter();
      case 2 -> new MemoryFault.Torn(1);
      case 3 -> new MemoryFault.Halted(1);
      case 4 -> new MemoryFault.Garbled();
      case 5 -> site.traits().versioned() ? new MemoryFault.AllStale() : null;
      default -> new MemoryFault.LandsLate(chance.upTo(site.traits().lands()));
    };
  }
}
