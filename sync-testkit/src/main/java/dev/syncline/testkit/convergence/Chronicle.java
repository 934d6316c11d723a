package dev.syncline.testkit.convergence;

import dev.syncline.Side;
import dev.syncline.SyncListener;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.OrderLine;
import dev.syncline.testkit.memory.MemoryWatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Knows of every word that a user wrote what must have become of it: it stands on both sides, or a
 * user who saw it wrote over it, or it lost a conflict that was told, or it was overwritten in the
 * window between a read and a write, which no client can close where a vendor takes no version
 * (H6): with a call that lands late the window lasts until it has landed. Not thread-safe.
 */
final class Chronicle implements SyncListener {

  private final Tale tale;
  private final boolean oneWay;
  private final Set<String> wanted = new TreeSet<>();
  private final Set<String> unwanted = new TreeSet<>();
  private final Set<String> shown = new HashSet<>();
  private final Set<String> lost = new HashSet<>();
  private final Map<String, Set<String>> unseenRemovals = new HashMap<>();
  private final Map<String, Site> deleted = new TreeMap<>();
  private final Set<String> deletionShown = new HashSet<>();
  private final Set<String> drifted = new HashSet<>();
  private final Set<String> twins = new TreeSet<>();
  private final Set<String> falseDeletes = new TreeSet<>();
  private final Set<Site> unanswered = new HashSet<>();
  private final Map<String, Set<Site>> madeUnguarded = new HashMap<>();
  private final Map<String, Instant> saidAt = new HashMap<>();
  private final Map<String, Instant> deletedAt = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Unheard unheard = new Unheard();
  private final Set<String> deletedUnheard = new HashSet<>();
  private final Set<String> madeLate = new HashSet<>();
  private long writes;

  Chronicle(Tale tale, boolean oneWay) {
    this.tale = tale;
    this.oneWay = oneWay;
  }

  /** What users want to stand everywhere. */
  Set<String> wanted() {
    return wanted;
  }

  /** What users took away. */
  Set<String> unwanted() {
    return unwanted;
  }

  /** Who was deleted by a user, and where. */
  Map<String, Site> deleted() {
    return deleted;
  }

  Set<String> falseDeletes() {
    return falseDeletes;
  }

  boolean deletionShown(String name) {
    return deletionShown.contains(name);
  }

  void showDeletion(String name) {
    deletionShown.add(name);
  }

  /** What a user of the target of a one-way flow changed, which stays. */
  boolean drifted(String name, String field) {
    return drifted.contains(name + " " + field);
  }

  /** A process does not know what became of a list of writes. */
  void unanswered(Site site) {
    unanswered.add(site);
  }

  /**
   * Whether nobody but a person can tell who made it: without a guard an unanswered create cannot
   * be found again, and what it made is met as anybody's. It is matched as {@code Flow.found} says,
   * and if its source was deleted meanwhile it is somebody's new entity.
   */
  boolean doubtful(String name) {
    return madeUnguarded.getOrDefault(name, Set.of()).stream().anyMatch(unanswered::contains);
  }

  /**
   * Whether a user deleted what an unanswered create had made, before anybody could be shown it.
   * The vendor says truthfully that it is not there, and it is made once more.
   */
  boolean deletedUnheard(String name) {
    return deletedUnheard.contains(name);
  }

  /** Whether the vendor made it with a call from before its deletion, which landed after that. */
  boolean madeLate(String name) {
    return madeLate.contains(name);
  }

  /** Whether the engine was shown an entity of this name on a side. */
  boolean seen(String name, Site site) {
    return seen.contains(on(name, site));
  }

  /** What the process has heard of makes and was not told of; see {@link Unheard}. */
  Unheard unheard() {
    return unheard;
  }

  private static String on(String name, Site site) {
    return name + " on the " + site;
  }

  /** Who was born on both sides and did not yet agree since. */
  Set<String> twins() {
    return twins;
  }

  long writes() {
    return writes;
  }

  void born(Site site, Entity entity, boolean counts) {
    tale.tell(site + " user adds " + Words.of(entity));
    Words.of(entity).forEach(word -> saidAt.put(word, tale.now()));
    if (counts) {
      wanted.addAll(Words.of(entity));
    }
  }

  void edited(Site site, Entity before, Entity after, boolean source) {
    Set<String> added = Words.of(after);
    added.removeAll(Words.of(before));
    Set<String> removed = Words.of(before);
    removed.removeAll(Words.of(after));
    tale.tell(
        site
            + " user of "
            + Words.name(after)
            + ": +"
            + added
            + " -"
            + removed
            + refs(before, after));
    added.forEach(word -> saidAt.put(word, tale.now()));
    if (unheard.contains(on(Words.name(after), site))) {
      // What is not there may not have come, as far as anybody can tell: it is brought again.
      removed.stream().filter(Words::isMember).forEach(lost::add);
    }
    if (oneWay && !source) {
      after.fields().stream()
          .filter(field -> !before.get(field).equals(after.get(field)))
          .forEach(field -> drifted.add(Words.name(after) + " " + field.name()));
      return;
    }
    if (twins.contains(Words.name(after))) {
      wanted.removeAll(removed);
      return;
    }
    wanted.removeAll(removed);
    wanted.addAll(added);
    removed.stream().filter(Words::isMember).forEach(unwanted::add);
    Set<String> unseen =
        unseenRemovals.computeIfAbsent(site + " " + after.id(), none -> new HashSet<>());
    unseen.addAll(removed);
    unseen.removeAll(added);
  }

  private static String refs(Entity before, Entity after) {
    return before.refs().equals(after.refs()) ? "" : " refs " + after.refs();
  }

  void deleted(Site site, Entity entity) {
    tale.tell(site + " user deletes " + Words.name(entity));
    deleted.put(Words.name(entity), site);
    deletedAt.put(Words.name(entity), tale.now());
    if (unheard.contains(on(Words.name(entity), site))) {
      deletedUnheard.add(Words.name(entity));
    }
  }

  @Override
  public void conflict(String flow, String unit, Side winner, Entity left, Entity right) {
    Entity loser = winner == Side.LEFT ? right : left;
    Entity stands = winner == Side.LEFT ? left : right;
    Set<String> told = new TreeSet<>();
    for (Field<?> field : loser.fields()) {
      if (unit.equals(field.name()) || unit.startsWith(field.name() + ".") || lines(unit, field)) {
        told.addAll(Words.of(loser, field));
        told.removeAll(Words.of(stands, field));
      }
    }
    tale.tell("conflict " + Words.name(loser) + " " + unit + ", loses: " + told);
    lost.addAll(told);
    // A line that was taken away on the losing side is there again.
    Words.of(stands).stream().filter(unwanted::contains).forEach(lost::add);
  }

  private static boolean lines(String unit, Field<?> field) {
    return field.kind().name().startsWith("lines of ") && unit.startsWith(field.name());
  }

  /** Whether it need not stand, for a reason that was told or that nobody can help. */
  boolean excused(String word) {
    return lost.contains(word);
  }

  /** Looks on at an account. */
  class Watch implements MemoryWatch {
    private final Site site;
    private boolean answers = true;
    private @Nullable Instant sentAt;

    Watch(Site site) {
      this.site = site;
    }

    /** A list of writes arrives, and its answer will. */
    void arrives(boolean answered) {
      answers = answered;
    }

    @Override
    public void landing(Instant sent) {
      sentAt = sent.minus(site.traits().skew());
    }

    @Override
    public void landed() {
      sentAt = null;
    }

    @Override
    public void shown(Entity entity) {
      Set<String> words = Words.of(entity);
      shown.addAll(words);
      seen.add(on(Words.name(entity), site));
      unheard.shown(on(Words.name(entity), site));
      Set<String> unseen = unseenRemovals.get(site + " " + entity.id());
      if (unseen != null) {
        unseen.removeIf(word -> !words.contains(word));
      }
    }

    @Override
    public void written(@Nullable Entity before, @Nullable Entity after) {
      writes++;
      Set<String> was = before == null ? Set.of() : Words.of(before);
      Set<String> is = after == null ? Set.of() : Words.of(after);
      Set<String> added = new TreeSet<>(is);
      added.removeAll(was);
      Set<String> removed = new TreeSet<>(was);
      removed.removeAll(is);
      if (after == null && before != null) {
        tale.tell("  engine deletes " + Words.name(before) + " on the " + site);
        removedBy(before);
        return;
      }
      Entity there = java.util.Objects.requireNonNull(after);
      if (before == null) {
        made(Words.name(there));
      }
      if (before == null && site.traits().guard() == Guard.NONE) {
        madeUnguarded.computeIfAbsent(Words.name(there), none -> new HashSet<>()).add(site);
      }
      tale.tell(
          "  engine "
              + (before == null ? "makes " : "changes ")
              + Words.name(there)
              + " ("
              + there.id()
              + ") on the "
              + site
              + ": +"
              + added
              + " -"
              + removed
              + (before == null ? "" : refs(before, there)));
      if (before == null || site.traits().versioned()) {
        return;
      }
      removed.stream()
          .filter(word -> !shown.contains(word) || isAfter(saidAt.get(word)))
          .forEach(this::overwritten);
      Set<String> unseen = unseenRemovals.getOrDefault(site + " " + there.id(), Set.of());
      added.stream().filter(unseen::contains).forEach(this::overwritten);
    }

    private void made(String name) {
      unheard.made(on(name, site), answers && sentAt == null);
      if (site.equals(deleted.get(name)) && isAfter(deletedAt.get(name))) {
        madeLate.add(name);
      }
    }

    /** Whether it happened after what lands now had been sent. */
    private boolean isAfter(@Nullable Instant moment) {
      return sentAt != null && moment != null && moment.isAfter(sentAt);
    }

    private void overwritten(String word) {
      if (lost.add(word)) {
        tale.tell("  (nobody could see: " + word + ")");
      }
    }

    private void removedBy(Entity before) {
      if (!deleted.containsKey(Words.name(before))) {
        falseDeletes.add(Words.name(before) + " on the " + site);
      }
    }
  }

  /** A line's words, for users who take one away. */
  static String lineName(Entity line) {
    return line.get(OrderLine.NAME).orElse("?");
  }
}
