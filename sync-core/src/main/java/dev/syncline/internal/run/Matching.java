package dev.syncline.internal.run;

import dev.syncline.Ambiguity;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.MatchBy;
import dev.syncline.Side;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.mapping.Arrival;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import dev.syncline.store.StoreUpdate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the counterparts of entities that have no link. Not thread-safe. */
final class Matching {

  private final Job job;
  private final World world;
  private final Flow flow;
  private final Dependencies dependencies;
  private final Trouble trouble;
  private final Refs refs;
  private final Map<String, Item> items;
  private final Seeking seeking;

  Matching(Job job, Dependencies dependencies, Trouble trouble, Seeking seeking) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.dependencies = dependencies;
    this.trouble = trouble;
    this.refs = job.refs();
    this.items = job.items();
    this.seeking = seeking;
  }

  /** Links what is found; what is in doubt is taken out. */
  void match() {
    find();
    world.alone(flow, items.values());
  }

  private void find() {
    new Marked(job, trouble).match();
    Claims.settle(job, trouble);
    new OtherFlows(world, flow).leave(items, trouble);
    Map<Side, Map<String, Entity>> alone = new EnumMap<>(Side.class);
    for (Item item : items.values()) {
      if (item.pair().link() == null) {
        Side side = item.pair().onlySide();
        alone
            .computeIfAbsent(side, each -> new LinkedHashMap<>())
            .put(item.id(side), item.pair().on(side).orElseThrow());
      }
    }
    FirstLook running = world.firstLooks().of(flow).orElse(null);
    if (alone.isEmpty() || (flow.keys().isEmpty() && running == null)) {
      return;
    }
    bringWhatKeysNeed(alone);
    Matcher matcher = new Matcher(world, flow, refs, alone);
    do {
      matcher.amongEachOther();
    } while (adopt(matcher));
    if (running != null) {
      amongTheShown(matcher, running, alone);
    }
    for (Side side : Side.values()) {
      boolean wholly = isKnown(running, side.other());
      if (asks(running, side.other())
          && flow.direction().goesTo(side.other())
          && !(wholly && world.reservations(side.other()).isEmpty())) {
        do {
          matcher.onTheOtherSide(side, creatable(side), wholly);
        } while (adopt(matcher) && isTree(side));
      }
    }
    for (Side side : Side.values()) {
      if (flow.direction().goesTo(side.other())) {
        matcher.amongThemselves(side, creatable(side));
      }
    }
    matcher.doubts().forEach(this::doubtful);
    matcher.held().forEach(this::waits);
  }

  /** What a side may still show is awaited, and not asked for. */
  private boolean asks(@Nullable FirstLook running, Side side) {
    return running == null
        || seeking.how() == Seeking.How.VENDOR
        || running.shown(side) != FirstLook.Shown.SOME;
  }

  /** Whether every entity of a side is at hand or in the index, save what was just made. */
  private boolean isKnown(@Nullable FirstLook running, Side side) {
    if (running == null || seeking.how() == Seeking.How.VENDOR) {
      return seeking.whole().contains(side);
    }
    return world.firstLooks().isKnown(running, side);
  }

  private boolean found(Matcher matcher, IndexSearch shown) {
    boolean found = adopt(matcher);
    for (Side side : Side.values()) {
      matcher.onTheOtherSide(side, matcher.open(side).keySet(), shown);
      found |= adopt(matcher);
    }
    return found;
  }

  /** Looks among what the first enumeration has shown so far, and adds to it. */
  private void amongTheShown(
      Matcher matcher, FirstLook running, Map<Side, Map<String, Entity>> alone) {
    Map<Side, Map<String, Entity>> open = new EnumMap<>(Side.class);
    Map<Side, Set<String>> opens = new EnumMap<>(Side.class);
    if (seeking.how() != Seeking.How.VENDOR) {
      IndexSearch shown = new IndexSearch(world, flow, refs);
      while (found(matcher, shown) && (isTree(Side.LEFT) || isTree(Side.RIGHT))) {
        matcher.amongEachOther();
      }
      for (Side side : Side.values()) {
        Set<String> creatable =
            flow.direction().goesTo(side.other()) ? creatable(side) : Set.<String>of();
        if (running.shown(side.other()) != FirstLook.Shown.SOME) {
          Map<String, Entity> made = matcher.open(side);
          made.keySet().retainAll(creatable);
          matcher.twins(side, shown.linkedTwins(side, made));
        }
        open.put(side, matcher.open(side));
        opens.put(side, creatable);
      }
    }
    if (seeking.how() == Seeking.How.REST) {
      open.clear();
    }
    new SettingAside(job, running).note(alone, open, opens);
  }

  /** A key such as "name within its section" is compared in the other side's terms. */
  private void bringWhatKeysNeed(Map<Side, Map<String, Entity>> alone) {
    boolean byRefs =
        flow.keys().stream()
            .flatMap(way -> way.fields().stream())
            .anyMatch(key -> key.kind().name().equals("ref"));
    if (byRefs) {
      for (Side side : Side.values()) {
        Set<Ref> missing = new LinkedHashSet<>();
        alone
            .getOrDefault(side, Map.of())
            .values()
            .forEach(entity -> keyRefs(side, entity, missing));
        dependencies.bring(side, missing);
      }
    }
  }

  private void keyRefs(Side side, Entity entity, Set<Ref> missing) {
    for (MatchBy tier : flow.keys()) {
      for (Field<?> field : tier.fields()) {
        if (entity.get(field).orElse(null) instanceof Ref ref
            && refs.of(side, ref).isEmpty()
            && !ref.type().equals(flow.type(side))
            && !isAwaited(side, ref)) {
          missing.add(ref);
        }
      }
    }
  }

  /** What is being enumerated itself comes by itself. */
  private boolean isAwaited(Side side, Ref ref) {
    return seeking.how() == Seeking.How.SLICE && world.firstLooks().running(side, ref.type());
  }

  private Set<String> creatable(Side side) {
    Set<String> ids = new LinkedHashSet<>();
    for (Item item : items.values()) {
      if (item.pair().link() == null && item.pair().onlySide() == side && opens(item)) {
        ids.add(item.id(side));
      }
    }
    return ids;
  }

  private boolean opens(Item item) {
    Decision decision = job.judgement(item);
    // What was found and then lost in an unanswered update is found again; what may have been made
    // is looked up by its locator.
    return (decision instanceof Decision.Create || decision instanceof Decision.Wait)
        && job.concerning(item).stream().noneMatch(Intent::creates);
  }

  /** Whether entities of this flow are found by others of it, as a section is by its parent. */
  private boolean isTree(Side side) {
    return items.values().stream()
        .filter(item -> item.pair().link() == null)
        .flatMap(item -> item.pair().on(side).stream())
        .anyMatch(
            entity ->
                flow.keys().stream().anyMatch(tier -> byOwnKind(side, entity, tier.fields())));
  }

  private boolean byOwnKind(Side side, Entity entity, List<Field<?>> tier) {
    return tier.stream()
        .anyMatch(
            field ->
                entity.get(field).orElse(null) instanceof Ref ref
                    && ref.type().equals(flow.type(side)));
  }

  /**
   * Takes the pairs found; whether there were any, so that what refers to them may be found too.
   */
  private boolean adopt(Matcher matcher) {
    boolean found = !matcher.matches().isEmpty();
    for (Matcher.Match match : matcher.matches()) {
      Item left = items.remove(Item.alone(Side.LEFT, match.left().id()));
      Item right = items.remove(Item.alone(Side.RIGHT, match.right().id()));
      Side source = source(match);
      Link link = link(match, source);
      Arrival arrival = source == null ? flow.found() : Arrival.from(source);
      Side changed = left != null ? Side.LEFT : Objects.requireNonNull(right).changed();
      Item item =
          new Item(
              new Pair(link, match.left(), match.right(), arrival),
              changed,
              link.requireId(changed));
      items.put(link.key(), item);
      job.knowOwn(item);
      refs.load(Side.LEFT, List.of(match.left()));
      refs.load(Side.RIGHT, List.of(match.right()));
      world.linked(
          flow, link, () -> Grounds.matched(flow, link, match, new RightTerms(world, flow, refs)));
    }
    matcher.matches().clear();
    return found;
  }

  /** The side whose create of an unknown outcome may have made the other: that follows it. */
  private @Nullable Side source(Matcher.Match match) {
    boolean byLeft = mayHaveMade(Side.LEFT, match.left().id());
    boolean byRight = mayHaveMade(Side.RIGHT, match.right().id());
    return byLeft == byRight ? null : byLeft ? Side.LEFT : Side.RIGHT;
  }

  private static Link link(Matcher.Match match, @Nullable Side source) {
    String left = match.left().id();
    String right = match.right().id();
    return source == null
        ? Links.found(left, right)
        : source == Side.LEFT ? Links.ours(source, left, right) : Links.ours(source, right, left);
  }

  private boolean mayHaveMade(Side source, String id) {
    return job.intents().about(flow, source, id).stream()
            .anyMatch(intent -> intent.creates() && intent.target() != source)
        || world
            .failure(flow, source, id)
            .filter(kept -> kept.failure().kind() == Failure.Kind.DOUBTFUL)
            .isPresent();
  }

  /** Somebody else is making its counterpart: it is looked for again when that can be seen. */
  private void waits(Matcher.Held held) {
    if (items.remove(Item.alone(held.side(), held.id())) != null) {
      world.tally().waiting(flow, held.side(), held.id());
      trouble.fail(
          held.side(),
          held.id(),
          Failure.Kind.WAITING,
          held.by().told(flow, held.side().other()),
          List.of(),
          held.by().until());
    }
  }

  private void doubtful(Matcher.Doubt doubt) {
    String id = doubt.entity().id();
    Item item = items.get(Item.alone(doubt.side(), id));
    if (item == null || !opens(item)) {
      return;
    }
    if (flow.several() == Ambiguity.MAKE_NEW) {
      StoreUpdate.Builder update = world.ledger().update();
      update.journal(
          world
              .ledger()
              .journal(
                  flow,
                  doubt.side(),
                  id,
                  doubt.candidates().isEmpty()
                      ? "MADE NEW, SEARCH_INCOMPLETE"
                      : "MADE NEW, matches " + Trouble.named(doubt.candidates())));
      world.ledger().commit(update);
      return;
    }
    items.remove(Item.alone(doubt.side(), id));
    if (doubt.candidates().isEmpty()) {
      trouble.waits(doubt.side(), id, "SEARCH_INCOMPLETE");
      return;
    }
    String all = Trouble.named(doubt.candidates());
    String many = doubt.candidates().size() + (doubt.sure() ? ": " : ", perhaps more: ");
    trouble.choose(
        doubt.side(),
        id,
        Failure.Kind.AMBIGUOUS,
        doubt.ownSide() ? "SAME_KEYS as " + all : "matches " + many + all,
        doubt.ownSide() ? List.of() : doubt.candidates());
  }
}
