package dev.syncline.internal.run;

import dev.syncline.Ambiguity;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.MatchBy;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Located;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.Unit;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a set of changed entities of one flow into step: links loaded, the other side read where
 * needed, counterparts looked for, dependencies brought along, decisions made, writes sent, results
 * committed. Not thread-safe; used once.
 */
final class FlowWork {

  private static final int DEEPEST = 8;
  private static final int ROUNDS = 4;

  /** An entity or a pair that is being worked on. */
  private static final class Item {
    private Pair pair;
    private final Side changed;
    private boolean seenBoth;

    Item(Pair pair, Side changed) {
      this.pair = pair;
      this.changed = changed;
    }

    String id(Side side) {
      if (pair.link() != null) {
        return pair.link().id(side).orElse("");
      }
      return pair.on(side).map(Entity::id).orElse("");
    }
  }

  private final World world;
  private final Flow flow;
  private final OpenIntents intents;
  private final Sender sender;
  private final int depth;
  private final Refs refs;
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Map<Side, Set<String>> toRead = new EnumMap<>(Side.class);
  private final Map<Side, Set<String>> nominated = new EnumMap<>(Side.class);
  private final Set<Side> whole;

  FlowWork(World world, Flow flow, OpenIntents intents, Set<Side> whole, int depth) {
    this.world = world;
    this.flow = flow;
    this.intents = intents;
    this.sender = new Sender(world, intents);
    this.refs = new Refs(world);
    this.whole = whole;
    this.depth = depth;
    for (Side side : Side.values()) {
      toRead.put(side, new LinkedHashSet<>());
      nominated.put(side, new LinkedHashSet<>());
    }
  }

  /** Works on these. */
  void on(Collection<Look> looks) {
    gather(looks);
    read();
    loadRefs();
    match();
    for (int round = 0; round < ROUNDS && !items.isEmpty(); round++) {
      if (!judge()) {
        break;
      }
    }
    leaveWaiting();
  }

  // Gathering.

  private void gather(Collection<Look> looks) {
    Map<Side, Map<String, Look>> bySide = new EnumMap<>(Side.class);
    for (Look look : looks) {
      bySide.computeIfAbsent(look.side(), side -> new LinkedHashMap<>()).put(look.id(), look);
    }
    bySide.forEach(
        (side, mine) -> {
          world.tally().count(flow, Tally.Sided.READ, side, mine.size());
          Map<String, Link> links = world.ledger().links(flow, side, mine.keySet());
          mine.values().forEach(look -> gather(look, links.get(look.id())));
        });
    StoreUpdate.Builder learned = world.ledger().update();
    items.values().removeIf(item -> isEcho(item, learned));
    world.ledger().commit(learned);
    items.values().removeIf(this::isSettling);
    items.values().forEach(this::readOtherSide);
  }

  private void gather(Look look, @Nullable Link link) {
    Side side = look.side();
    if (link != null && link.state() == Link.State.DETACHED) {
      world.tally().skipped(flow, side, look.id(), "DETACHED");
      return;
    }
    String key = link != null ? link.key() : "?" + side + look.id();
    Item item =
        items.computeIfAbsent(key, each -> new Item(new Pair(link, null, null, null), side));
    boolean stale =
        link != null && !look.seenAt().isAfter(link.committedAt()) && !world.rehearsal();
    if (look.gone()) {
      on(nominated, side).add(look.id());
    }
    if (look.snapshot() == null || look.gone() || stale) {
      on(toRead, side).add(look.id());
    }
    if (look.snapshot() != null && !look.gone()) {
      item.pair = item.pair.with(side, look.snapshot());
    }
  }

  /**
   * Our own write coming back, or a change that does not concern the plan: no request is spent on
   * it.
   */
  private boolean isEcho(Item item, StoreUpdate.Builder learned) {
    Link link = item.pair.link();
    if (link == null || item.pair.arriving() != null || !concerning(item).isEmpty()) {
      return false;
    }
    Link known = link;
    for (Side side : Side.values()) {
      Entity entity = item.pair.on(side).orElse(null);
      boolean hinted = on(toRead, side).contains(link.id(side).orElse("")) && entity == null;
      if (hinted || on(nominated, side).contains(link.id(side).orElse(""))) {
        return false;
      }
      if (entity != null) {
        Optional<Link> echoed = world.reconciler(flow).echoed(side, entity, known);
        if (echoed.isEmpty()) {
          return false;
        }
        known = echoed.get();
      }
    }
    if (!known.equals(link)) {
      learned.put(world.ledger().row(flow, known));
    }
    forgetReading(item);
    world.tally().count(flow, Tally.Plain.UNCHANGED);
    return true;
  }

  private List<Intent> concerning(Item item) {
    List<Intent> all = new ArrayList<>();
    for (Side side : Side.values()) {
      String id = itemId(item, side);
      if (!id.isEmpty()) {
        all.addAll(intents.about(flow, side, id));
      }
    }
    return all;
  }

  private String itemId(Item item, Side side) {
    String id = item.id(side);
    if (id.isEmpty() && item.pair.link() == null && item.changed == side) {
      return on(toRead, side).stream()
          .filter(each -> items.get("?" + side + each) == item)
          .findFirst()
          .orElse("");
    }
    return id;
  }

  /** What is under way on an entity has not settled: nothing else is written to it. */
  private boolean isSettling(Item item) {
    Instant now = world.runtime().now();
    for (Intent intent : concerning(item)) {
      if (intent.settlesAt().isAfter(now)) {
        world.tally().waiting(flow, intent.target().other(), intent.sourceId());
        forgetReading(item);
        return true;
      }
    }
    return false;
  }

  private void forgetReading(Item item) {
    for (Side side : Side.values()) {
      on(toRead, side).remove(itemId(item, side));
    }
  }

  private void readOtherSide(Item item) {
    Link link = item.pair.link();
    if (link == null) {
      return;
    }
    for (Side side : Side.values()) {
      if (item.pair.on(side).isEmpty()) {
        link.id(side).ifPresent(id -> on(toRead, side).add(id));
      }
    }
  }

  private void read() {
    Map<Side, Map<String, Reading>> readings =
        world.bothSides(side -> read(side, on(toRead, side)));
    Map<Side, Map<String, Item>> byId = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      Map<String, Item> mine = new HashMap<>();
      items.values().forEach(item -> mine.put(itemId(item, side), item));
      byId.put(side, mine);
    }
    List<Runnable> verdicts = new ArrayList<>();
    readings.forEach(
        (side, mine) ->
            mine.forEach(
                (id, reading) -> {
                  Item item = Objects.requireNonNull(byId.get(side)).get(id);
                  if (item != null && reading instanceof Reading.Found found) {
                    item.pair = item.pair.with(side, found.entity());
                  } else if (item != null) {
                    verdicts.add(() -> lost(item, side, id, reading));
                  }
                }));
    verdicts.forEach(Runnable::run);
    items.values().removeIf(item -> item.pair.left() == null && item.pair.right() == null);
  }

  private Map<String, Reading> read(Side side, Set<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return world.ask(() -> world.port(flow, side).read(ids, world.wanted(side)));
  }

  /**
   * What is not there, or not shown, ends the work on its pair; what both sides show is read by
   * then.
   */
  private void lost(Item item, Side side, String id, Reading reading) {
    Link link = item.pair.link();
    boolean ended = item.pair.left() == null && item.pair.right() == null;
    if (link != null && !ended && reading instanceof Reading.Gone) {
      convicted(item, side, id);
    } else if (link != null && !(reading instanceof Reading.Gone)) {
      unseen(side, id, link);
    }
    item.pair = new Pair(link, null, null, null);
  }

  /** Never a deletion; what changed on the other side waits until it is shown again. */
  private void unseen(Side side, String id, Link link) {
    String source = link.requireId(side.other());
    world.tally().waiting(flow, side.other(), source);
    Instant again = later(side.other(), source);
    String reason = side.word() + " " + flow.type(side) + ":" + id + " is not shown";
    fail(side.other(), source, Failure.Kind.WAITING, reason, List.of(), again);
  }

  /** The vendor said of this very id that it is gone. */
  private void convicted(Item item, Side side, String id) {
    Link link = Objects.requireNonNull(item.pair.link());
    Side other = side.other();
    Entity counterpart = item.pair.on(other).orElse(null);
    boolean delete =
        flow.gone() == Gone.DELETE
            && flow.direction().goesTo(other)
            && counterpart != null
            && world.capabilities(flow, other).can(Capabilities.Operation.DELETE);
    item.pair = new Pair(link, null, null, null);
    if (delete) {
      OperationKey key = key(id, link.generation(), Intent.DELETE);
      Decision.Draft none = new Decision.Draft(Entity.of(flow.type(other), ""), Base.NONE);
      sender.send(
          List.of(
              new Planned(
                  flow,
                  new Pair(link, null, null, null),
                  other,
                  id,
                  new Write.Delete(key, Objects.requireNonNull(counterpart)),
                  none,
                  Base.NONE,
                  false)));
      return;
    }
    StoreUpdate.Builder update = world.ledger().update();
    Link detached =
        link.with(Link.State.DETACHED).committed(world.runtime().now(), link.settlesAt());
    update.put(world.ledger().row(flow, detached));
    update.journal(world.ledger().journal(flow, side, id, "GONE, unlinked"));
    world.ledger().commit(update);
    world.tally().skipped(flow, side, id, "GONE_UNLINKED");
  }

  private void loadRefs() {
    for (Side side : Side.values()) {
      List<Entity> all = new ArrayList<>();
      items.values().forEach(item -> item.pair.on(side).ifPresent(all::add));
      refs.load(side, all);
    }
    items.values().forEach(this::knowOwn);
  }

  private void knowOwn(Item item) {
    Link link = item.pair.link();
    if (link != null && link.id(Side.LEFT).isPresent() && link.id(Side.RIGHT).isPresent()) {
      refs.put(
          Side.LEFT,
          new Ref(flow.type(Side.LEFT), link.requireId(Side.LEFT)),
          new Ref(flow.type(Side.RIGHT), link.requireId(Side.RIGHT)));
    }
  }

  // Matching.

  private void match() {
    Map<Side, Map<String, Entity>> alone = new EnumMap<>(Side.class);
    for (Item item : items.values()) {
      if (item.pair.link() == null) {
        Side side = item.pair.onlySide();
        alone
            .computeIfAbsent(side, each -> new LinkedHashMap<>())
            .put(item.id(side), item.pair.on(side).orElseThrow());
      }
    }
    if (alone.isEmpty() || flow.keys().isEmpty()) {
      return;
    }
    bringWhatKeysNeed(alone);
    Matcher matcher = new Matcher(world, flow, refs, alone);
    do {
      matcher.amongEachOther();
    } while (adopt(matcher));
    for (Side side : Side.values()) {
      if (!whole.contains(side.other()) && flow.direction().goesTo(side.other())) {
        do {
          matcher.onTheOtherSide(side, creatable(side));
        } while (adopt(matcher) && isTree(side));
      }
    }
    for (Side side : Side.values()) {
      if (flow.direction().goesTo(side.other())) {
        matcher.amongThemselves(side, creatable(side));
      }
    }
    matcher.doubts().forEach(this::doubtful);
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
        bring(side, missing);
      }
    }
  }

  private void keyRefs(Side side, Entity entity, Set<Ref> missing) {
    for (MatchBy tier : flow.keys()) {
      for (Field<?> field : tier.fields()) {
        if (entity.get(field).orElse(null) instanceof Ref ref
            && refs.of(side, ref).isEmpty()
            && !ref.type().equals(flow.type(side))) {
          missing.add(ref);
        }
      }
    }
  }

  private Set<String> creatable(Side side) {
    Set<String> ids = new LinkedHashSet<>();
    for (Item item : items.values()) {
      if (item.pair.link() == null && item.pair.onlySide() == side && opens(item)) {
        ids.add(item.id(side));
      }
    }
    return ids;
  }

  private boolean opens(Item item) {
    Decision decision = judgement(item);
    // What was found and then lost in an unanswered update is found again; what may have been made
    // is looked up by its locator.
    return (decision instanceof Decision.Create || decision instanceof Decision.Wait)
        && concerning(item).stream().noneMatch(Intent::creates);
  }

  /** Whether entities of this flow are found by others of it, as a section is by its parent. */
  private boolean isTree(Side side) {
    return items.values().stream()
        .filter(item -> item.pair.link() == null)
        .flatMap(item -> item.pair.on(side).stream())
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
      Item left = items.remove("?" + Side.LEFT + match.left().id());
      Item right = items.remove("?" + Side.RIGHT + match.right().id());
      Link link = Links.found(match.left().id(), match.right().id());
      Side changed = left != null ? Side.LEFT : Objects.requireNonNull(right).changed;
      Item item = new Item(new Pair(link, match.left(), match.right(), flow.found()), changed);
      items.put(link.key(), item);
      knowOwn(item);
      refs.load(Side.LEFT, List.of(match.left()));
      refs.load(Side.RIGHT, List.of(match.right()));
      world.tally().count(flow, Tally.Plain.LINKED);
    }
    matcher.matches().clear();
    return found;
  }

  private void doubtful(Matcher.Doubt doubt) {
    String id = doubt.entity().id();
    Item item = items.get("?" + doubt.side() + id);
    if (item == null || !opens(item)) {
      return;
    }
    if (flow.several() == Ambiguity.MAKE_NEW) {
      StoreUpdate.Builder update = world.ledger().update();
      update.journal(
          world
              .ledger()
              .journal(flow, doubt.side(), id, "MADE NEW, matches " + doubt.candidates()));
      world.ledger().commit(update);
      return;
    }
    items.remove("?" + doubt.side() + id);
    fail(
        doubt.side(),
        id,
        Failure.Kind.AMBIGUOUS,
        "matches " + doubt.candidates().size() + ": " + doubt.candidates(),
        List.of(),
        Instant.MAX);
  }

  // Judging and sending.

  /** One round: everything that can be decided now is decided and sent; whether anything moved. */
  private boolean judge() {
    bringMissing();
    boolean moved = false;
    while (!items.isEmpty()) {
      List<Planned> writes = new ArrayList<>();
      StoreUpdate.Builder quiet = world.ledger().update();
      collect(writes, quiet);
      world.ledger().commit(quiet);
      refs.pendNothing();
      List<Planned> toSend = recovered(writes);
      if (toSend.isEmpty() && writes.isEmpty()) {
        return moved;
      }
      sender.send(toSend);
      toSend.forEach(this::afterwards);
      moved = true;
      lookAgain();
    }
    return false;
  }

  /** A rule that throws concerns its own entity only. */
  private Decision judgement(Item item) {
    try {
      return world.reconciler(flow).judge(item.pair, refs, world.runtime().now());
    } catch (RuntimeException broken) {
      return new Decision.Veto("RULE_FAILED " + broken.getClass().getSimpleName());
    }
  }

  private final List<Look> again = new ArrayList<>();

  private void lookAgain() {
    if (again.isEmpty() || depth >= DEEPEST || world.rehearsal()) {
      again.clear();
      return;
    }
    List<Look> looks = List.copyOf(again);
    again.clear();
    new FlowWork(world, flow, intents, Set.of(), depth + 1).on(looks);
  }

  private void collect(List<Planned> writes, StoreUpdate.Builder quiet) {
    boolean progress = true;
    while (progress) {
      progress = false;
      for (Map.Entry<String, Item> each : List.copyOf(items.entrySet())) {
        Item item = each.getValue();
        if (item.pair.link() != null && !item.seenBoth) {
          item.pair = recalled(item, quiet);
        }
        Decision decision = judgement(item);
        if (decision instanceof Decision.Wait) {
          continue;
        }
        items.remove(each.getKey());
        progress |= decided(item, decision, writes, quiet);
      }
    }
  }

  /** Takes a decision; whether others may now refer to what it makes. */
  private boolean decided(
      Item item, Decision decision, List<Planned> writes, StoreUpdate.Builder quiet) {
    Side side = item.changed;
    if (decision instanceof Decision.Create create) {
      Planned planned = planned(item, create);
      if (parked(planned)) {
        return false;
      }
      writes.add(planned);
      if (world.capabilities(flow, create.target()).chains()) {
        refs.pend(
            planned.source(),
            new Ref(flow.type(planned.source()), planned.sourceId()),
            Ref.to(flow.type(create.target()), planned.write().key().text()));
        return true;
      }
    } else if (decision instanceof Decision.Update update) {
      updates(item, update, writes, quiet);
    } else if (decision instanceof Decision.Skip skip) {
      world.tally().skipped(flow, side, item.id(side), skip.reason());
      keepFound(item, quiet);
    } else if (decision instanceof Decision.Veto veto) {
      fail(side, item.id(side), Failure.Kind.VETOED, veto.reason(), List.of(), Instant.MAX);
    } else {
      world.tally().count(flow, Tally.Plain.UNCHANGED);
      keepFound(item, quiet);
    }
    if (!(decision instanceof Decision.Veto)) {
      forgetFailure(item, writesSomething(decision), quiet);
    }
    return false;
  }

  /** What may have been made once, or was refused just so, is not sent before its time. */
  private boolean parked(Planned planned) {
    Failures.Kept kept = world.failure(flow, planned.source(), planned.sourceId()).orElse(null);
    boolean create = planned.write() instanceof Write.Create;
    boolean waits =
        kept != null
            && ((create && kept.parked())
                || (kept.failure().retryAt().isAfter(world.runtime().now())
                    && kept.refused().equals(planned.print(world.prints()))));
    if (waits) {
      world.tally().failed(flow, planned.source(), planned.sourceId());
    }
    return waits;
  }

  private static boolean writesSomething(Decision decision) {
    return decision instanceof Decision.Create
        || (decision instanceof Decision.Update update && !update.drafts().isEmpty());
  }

  /** A refusal is over when the vendor takes the write, or when there is nothing to write. */
  private void forgetFailure(Item item, boolean writes, StoreUpdate.Builder quiet) {
    for (Side side : Side.values()) {
      String id = item.id(side);
      Failures.Kept kept = world.failure(flow, side, id).orElse(null);
      if (kept != null && !(writes && !kept.refused().isEmpty())) {
        quiet.remove(world.ledger().gone(Failures.KIND, Failures.key(flow.name(), side, id)));
        world.mended(flow, side, id);
      }
    }
  }

  /** A pair that was found and needs nothing is a link all the same. */
  private void keepFound(Item item, StoreUpdate.Builder quiet) {
    Link link = item.pair.link();
    if (link != null && link.revision() == 0) {
      quiet.put(world.ledger().row(flow, link.committed(world.runtime().now(), Instant.EPOCH)));
    }
  }

  private Planned planned(Item item, Decision.Create create) {
    Side source = create.target().other();
    String id = item.id(source);
    return new Planned(
        flow,
        item.pair,
        create.target(),
        id,
        new Write.Create(key(id, 1, Intent.CREATE), create.draft().delta()),
        create.draft(),
        Base.NONE,
        false);
  }

  private void updates(
      Item item, Decision.Update update, List<Planned> writes, StoreUpdate.Builder quiet) {
    Link link = Objects.requireNonNull(item.pair.link());
    // The other side follows when the pair is judged again, from what this side then holds.
    List<Map.Entry<Side, Decision.Draft>> drafts = List.copyOf(update.drafts().entrySet());
    List<Map.Entry<Side, Decision.Draft>> now =
        world.rehearsal() || drafts.isEmpty() ? drafts : drafts.subList(0, 1);
    Set<Side> written = new LinkedHashSet<>();
    now.forEach(each -> written.add(each.getKey()));
    for (Decision.Conflict conflict : update.conflicts()) {
      if (!written.contains(conflict.winner().other())) {
        continue;
      }
      world.tally().count(flow, Tally.Plain.CONFLICTS);
      quiet.journal(
          world
              .ledger()
              .journal(
                  flow,
                  conflict.winner(),
                  link.requireId(conflict.winner()),
                  "CONFLICT " + conflict.unit() + ", " + conflict.winner().word() + " wins"));
      world.tell(
          listener ->
              listener.conflict(
                  flow.name(),
                  conflict.unit(),
                  conflict.winner(),
                  item.pair.on(Side.LEFT).orElseThrow(),
                  item.pair.on(Side.RIGHT).orElseThrow()));
    }
    update
        .skipped()
        .forEach(
            (unit, why) ->
                world
                    .tally()
                    .skipped(flow, item.changed, item.id(item.changed) + unit, why + " " + unit));
    if (update.drafts().isEmpty()) {
      Link agreed = link.with(update.agreed());
      if (!update.agreed().isEmpty() || link.revision() == 0) {
        quiet.put(
            world.ledger().row(flow, agreed.committed(world.runtime().now(), link.settlesAt())));
      }
      world.tally().count(flow, Tally.Plain.UNCHANGED);
      return;
    }
    for (Map.Entry<Side, Decision.Draft> each : now) {
      Planned planned = planned(item, each.getKey(), each.getValue(), update, drafts.size() > 1);
      if (!parked(planned)) {
        writes.add(planned);
      }
    }
  }

  private Planned planned(
      Item item, Side target, Decision.Draft draft, Decision.Update update, boolean several) {
    Link link = Objects.requireNonNull(item.pair.link());
    Entity held = item.pair.on(target).orElseThrow();
    String sourceId = link.requireId(target.other());
    return new Planned(
        flow,
        item.pair,
        target,
        sourceId,
        new Write.Update(
            key(sourceId, link.generation(), Intent.UPDATE),
            held,
            draft.delta(),
            held.version().orElse(null)),
        draft,
        update.agreed(),
        several || update.again());
  }

  private void afterwards(Planned planned) {
    WriteResult result = planned.result();
    Ref source = new Ref(flow.type(planned.source()), planned.sourceId());
    if (result instanceof WriteResult.Written written) {
      refs.put(planned.source(), source, new Ref(flow.type(planned.target()), written.id()));
      if (planned.again()) {
        again.add(Look.hint(planned.source(), planned.sourceId()));
      }
    } else if (result instanceof WriteResult.Exists exists) {
      refs.put(planned.source(), source, new Ref(flow.type(planned.target()), exists.id()));
      again.add(Look.hint(planned.source(), planned.sourceId()));
    } else if (result instanceof WriteResult.Stale || result instanceof WriteResult.Gone) {
      again.add(Look.hint(planned.source(), planned.sourceId()));
    } else if (result instanceof WriteResult.NotSent) {
      again.add(Look.hint(planned.source(), planned.sourceId()));
    }
  }

  // Recovery.

  /**
   * Creates whose earlier attempt has an unknown outcome are looked for before they are sent again.
   */
  private List<Planned> recovered(List<Planned> writes) {
    if (intents.isEmpty()) {
      return writes;
    }
    List<Planned> toSend = new ArrayList<>();
    Map<Side, List<Planned>> doubtful = new EnumMap<>(Side.class);
    for (Planned planned : writes) {
      String entryKey = Intent.entryKey(planned.write().key(), planned.target());
      boolean look = planned.write() instanceof Write.Create && intents.get(entryKey).isPresent();
      if (look && !guarded(planned.target())) {
        doubtful.computeIfAbsent(planned.target(), side -> new ArrayList<>()).add(planned);
      } else {
        toSend.add(planned);
      }
    }
    doubtful.forEach((side, mine) -> toSend.addAll(located(side, mine)));
    return toSend;
  }

  private boolean guarded(Side target) {
    return world.capabilities(flow, target).guard() == Capabilities.Guard.NATIVE_KEY;
  }

  private List<Planned> located(Side side, List<Planned> mine) {
    List<Write.Create> creates = mine.stream().map(each -> (Write.Create) each.write()).toList();
    List<Located> found = world.ask(() -> world.connector(side).locate(creates));
    List<Planned> absent = new ArrayList<>();
    for (int at = 0; at < mine.size(); at++) {
      if (found.get(at) instanceof Located.Absent) {
        absent.add(mine.get(at).secondTime());
      } else {
        located(side, mine.get(at), found.get(at));
      }
    }
    return absent;
  }

  private void located(Side side, Planned planned, Located located) {
    String entryKey = Intent.entryKey(planned.write().key(), side);
    Intent intent = intents.get(entryKey).orElseThrow();
    StoreUpdate.Builder update = world.ledger().update();
    update.remove(world.ledger().gone(Intent.KIND, entryKey));
    intents.remove(entryKey);
    if (located instanceof Located.Found found && found.ids().size() == 1) {
      String id = found.ids().get(0);
      Link link =
          Links.born(flow, planned.source(), planned.sourceId(), id, planned.write())
              .with(intent.base())
              .committed(world.runtime().now(), Instant.EPOCH);
      update.put(world.ledger().row(flow, link));
      update.journal(world.ledger().journal(flow, side, id, "ADOPTED after an unknown outcome"));
      world.tally().count(flow, Tally.Plain.ADOPTED);
      world.tally().settled(flow, planned.source(), planned.sourceId());
      refs.put(
          planned.source(),
          new Ref(flow.type(planned.source()), planned.sourceId()),
          new Ref(flow.type(side), id));
      again.add(Look.hint(planned.source(), planned.sourceId()));
      world.ledger().commit(update);
      return;
    }
    world.ledger().commit(update);
    boolean twins = located instanceof Located.Found;
    fail(
        planned.source(),
        planned.sourceId(),
        twins ? Failure.Kind.TWIN : Failure.Kind.DOUBTFUL,
        twins
            ? "was made " + ((Located.Found) located).ids() + " on the " + side.word()
            : "it is not known whether it was made on the " + side.word(),
        List.of(),
        Instant.MAX);
  }

  /** An update whose outcome was unknown: what it was to put, and is there, was put by us. */
  private Pair recalled(Item item, StoreUpdate.Builder quiet) {
    item.seenBoth = true;
    Link link = Objects.requireNonNull(item.pair.link());
    Link known = link;
    for (Intent intent : concerning(item)) {
      Entity target = item.pair.on(intent.target()).orElse(null);
      if (target != null) {
        known = known.with(happened(intent, target));
      }
      quiet.remove(world.ledger().gone(Intent.KIND, intent.entryKey()));
      intents.remove(intent.entryKey());
      world.tally().settled(flow, intent.target().other(), intent.sourceId());
    }
    boolean unagreed = link.revision() > 0 && known.base().isEmpty();
    return item.pair
        .with(known)
        .arriving(unagreed ? Arrival.from(link.origin()) : item.pair.arriving());
  }

  private Base happened(Intent intent, Entity target) {
    Map<String, UnitBase> units = new LinkedHashMap<>();
    for (Unit unit : flow.mapper().units()) {
      UnitBase put = intent.base().units().get(unit.name());
      Field<?> field = unit.field(intent.target()).orElse(null);
      if (put != null && field != null && target.knows(field)) {
        Print now = world.prints().of(target, field);
        if (now.equals(put.on(intent.target()))) {
          units.put(unit.name(), put);
        }
      }
    }
    return new Base(units, Map.of());
  }

  // Dependencies.

  private void bringMissing() {
    Map<Side, Set<Ref>> missing = new EnumMap<>(Side.class);
    for (Item item : items.values()) {
      Decision decision = judgement(item);
      if (decision instanceof Decision.Wait wait) {
        for (Ref ref : wait.missing()) {
          boolean here =
              ref.type().equals(flow.type(wait.source()))
                  && items.containsKey("?" + wait.source() + ref.id());
          if (!here) {
            missing.computeIfAbsent(wait.source(), side -> new LinkedHashSet<>()).add(ref);
          }
        }
      }
    }
    missing.forEach(this::bring);
  }

  /** What is referred to and has no counterpart yet is brought along by its own flow. */
  private void bring(Side side, Set<Ref> missing) {
    if (depth >= DEEPEST) {
      return;
    }
    Map<EntityType, List<Look>> byType = new LinkedHashMap<>();
    for (Ref ref : missing) {
      byType.computeIfAbsent(ref.type(), type -> new ArrayList<>()).add(Look.hint(side, ref.id()));
    }
    byType.forEach(
        (type, looks) ->
            world
                .flowOf(side, type)
                .ifPresent(
                    its -> new FlowWork(world, its, intents, Set.of(), depth + 1).on(looks)));
    refs.reload(side, missing);
  }

  private void leaveWaiting() {
    for (Item item : items.values()) {
      Decision decision = judgement(item);
      if (decision instanceof Decision.Wait wait) {
        world.tally().waiting(flow, wait.source(), item.id(wait.source()));
        fail(
            wait.source(),
            item.id(wait.source()),
            Failure.Kind.WAITING,
            "waits for " + wait.missing(),
            wait.missing(),
            comesByItself(wait) ? Instant.MAX : later(wait.source(), item.id(wait.source())));
      }
    }
  }

  /** What travels on demand only does not tell when it can be had. */
  private boolean comesByItself(Decision.Wait wait) {
    return wait.missing().stream()
        .allMatch(
            ref ->
                world
                    .flowOf(wait.source(), ref.type())
                    .filter(its -> !its.isOnDemand())
                    .isPresent());
  }

  private Instant later(Side side, String id) {
    return Failures.retryAt(world.runtime().now(), 1 + world.attempts(flow, side, id));
  }

  private void fail(
      Side side, String id, Failure.Kind kind, String reason, List<Ref> waitsFor, Instant retryAt) {
    if (kind != Failure.Kind.WAITING) {
      world.tally().failed(flow, side, id);
    }
    int attempts = 1 + world.attempts(flow, side, id);
    Failures.Kept kept =
        new Failures.Kept(
            new Failure(
                world.plan().name(), flow.name(), side, id, kind, reason, attempts, retryAt),
            waitsFor);
    world.failed(kept);
    StoreUpdate.Builder update = world.ledger().update();
    update.put(Failures.entry(kept));
    update.journal(world.ledger().journal(flow, side, id, kind + " " + reason));
    world.ledger().commit(update);
  }

  private OperationKey key(String id, int generation, String kind) {
    return new OperationKey(world.plan().name(), flow.name(), id, generation, kind);
  }

  private static <T> Set<T> on(Map<Side, Set<T>> sets, Side side) {
    return Objects.requireNonNull(sets.get(side));
  }
}
