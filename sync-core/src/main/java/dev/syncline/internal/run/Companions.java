package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.FieldSet;
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
import dev.syncline.mapping.Wanted.Companion;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes the companions of entities that have a counterpart by now. Their links are kept
 * under a flow name of their own, and their writes go the way of all writes: noted, sent, looked
 * for after a lost answer. Not thread-safe.
 */
final class Companions {

  private static final int ROUNDS = 2;

  /** A source that has its counterpart. */
  private record Source(Side side, Entity entity, Ref counterpart) {}

  /** A companion as it shall be. */
  private record Due(Source source, String id, Entity wanted) {}

  private final Job job;
  private final World world;
  private final Flow flow;
  private final Sender sender;
  private final Map<Ref, Source> lefts = new LinkedHashMap<>();
  private final Map<Ref, Source> rights = new LinkedHashMap<>();
  private final Set<String> open = new HashSet<>();

  Companions(Job job, Sender sender) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.sender = sender;
  }

  /** The entity to look at for something kept under the name of a flow or of its companions. */
  static String source(Flow flow, String keptUnder, String id) {
    int end = id.lastIndexOf('#');
    return keptUnder.equals(flow.name()) || end < 0 ? id : id.substring(0, end);
  }

  /** Whether everything that follows from an entity was done when it looked just so. */
  static boolean followed(World world, Flow flow, Side side, Entity entity, Link link) {
    if (flow.mapper().companions(side.other()).isEmpty()) {
      return true;
    }
    UnitBase then = link.base().units().get(unit(side));
    return then != null && seen(world, flow, side, entity).equals(then.on(side));
  }

  private static String unit(Side side) {
    return "#companions of " + side.word();
  }

  /** A print of all that the mapper reads of a source: only a change of it changes companions. */
  private static Print seen(World world, Flow flow, Side side, Entity entity) {
    List<String> texts = new ArrayList<>();
    int version = 0;
    for (Field<?> field : flow.mapper().reads(side)) {
      if (entity.knows(field)) {
        version = 31 * version + world.prints().of(entity, field).version();
        texts.add(field.name() + '=' + entity.canonical(field, world.prints().phones()));
      }
    }
    long print = world.prints().element(String.join("\u001f", texts));
    return new Print(version, new long[] {print});
  }

  /** Both sides of a pair are in step. */
  void unchanged(Pair pair) {
    Link link = pair.link();
    for (Side side : Side.values()) {
      Entity entity = pair.on(side).orElse(null);
      if (link != null && entity != null) {
        add(side, entity, link.requireId(side.other()));
      }
    }
  }

  /** A write to a counterpart was done. */
  void written(Planned planned) {
    Link link = planned.link();
    Entity entity = planned.pair().on(planned.source()).orElse(null);
    if (link != null && entity != null && !(planned.write() instanceof Write.Delete)) {
      add(planned.source(), entity, link.requireId(planned.target()));
    }
  }

  private void add(Side side, Entity entity, String counterpart) {
    Side target = side.other();
    if (flow.direction().goesTo(target) && !flow.mapper().companions(target).isEmpty()) {
      (side == Side.LEFT ? lefts : rights)
          .put(entity.ref(), new Source(side, entity, new Ref(flow.type(target), counterpart)));
    }
  }

  /** Does what follows from everything noted since the last time. */
  void follow() {
    for (Side side : Side.values()) {
      Map<Ref, Source> sources = side == Side.LEFT ? lefts : rights;
      if (!sources.isEmpty()) {
        follow(side, List.copyOf(sources.values()));
        sources.clear();
      }
    }
  }

  private void follow(Side side, List<Source> sources) {
    open.clear();
    Map<EntityType, List<Due>> byType = new LinkedHashMap<>();
    sources.forEach(source -> wanted(source, byType));
    byType.forEach(
        (type, due) -> {
          Flow its = flow.companions(side.other(), type);
          List<Due> left = due;
          for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            left = done(its, side, left);
          }
          left.forEach(each -> open.add(each.source().entity().id()));
        });
    remember(side, sources);
  }

  private void wanted(Source source, Map<EntityType, List<Due>> byType) {
    Set<EntityType> declared = flow.mapper().companions(source.side().other());
    String id = source.entity().id();
    try {
      Set<String> keys = new HashSet<>();
      List<Due> mine = new ArrayList<>();
      for (Companion each :
          world.reconciler(flow).companions(source.side(), source.entity(), job.refs())) {
        EntityType type = each.wanted().type();
        if (!declared.contains(type) || !keys.add(type.name() + '#' + each.key())) {
          throw new IllegalStateException(
              "companion " + each.key() + " of an undeclared type or double");
        }
        Entity wanted =
            each.wanted()
                .exchangingRefs(ref -> Companion.isPrimary(ref) ? source.counterpart() : ref);
        mine.add(new Due(source, id + '#' + each.key(), wanted.withId("")));
      }
      mine.forEach(
          due -> byType.computeIfAbsent(due.wanted().type(), type -> new ArrayList<>()).add(due));
    } catch (RuntimeException broken) {
      open.add(id);
      String reason = "RULE_FAILED " + broken.getClass().getSimpleName();
      new Trouble(world, flow)
          .fail(source.side(), id, Failure.Kind.VETOED, reason, List.of(), Instant.MAX);
    }
  }

  /** Brings companions of one type to what is wanted; gives those that need another look. */
  private List<Due> done(Flow its, Side side, List<Due> due) {
    Trouble trouble = new Trouble(world, its);
    Map<String, Link> links = world.ledger().links(its, side, due.stream().map(Due::id).toList());
    List<Planned> writes = new ArrayList<>();
    Map<String, Due> byId = new LinkedHashMap<>();
    Map<String, Due> changed = new LinkedHashMap<>();
    for (Due each : due) {
      byId.put(each.id(), each);
      Link link = links.get(each.id());
      if (settling(its, side, each)) {
        open.add(each.source().entity().id());
      } else if (link == null) {
        writes.add(create(its, side, each));
      } else if (link.state() != Link.State.DETACHED && !differing(side, each, link).isEmpty()) {
        changed.put(link.requireId(side.other()), each);
      }
    }
    writes.removeIf(planned -> kept(trouble, planned));
    updates(its, side, changed, links, writes, trouble);
    List<Look> adopted = new ArrayList<>();
    Job its0 = new Job(world, its, job.intents(), 0);
    List<Planned> toSend = new Recovery(its0, trouble, adopted).recovered(writes);
    sender.send(toSend);
    Set<String> again = new LinkedHashSet<>();
    adopted.forEach(look -> again.add(look.id()));
    writes.stream()
        .filter(planned -> !(planned.result() instanceof WriteResult.Written))
        .forEach(
            planned -> {
              open.add(Objects.requireNonNull(byId.get(planned.sourceId())).source().entity().id());
              afterwards(planned, toSend.contains(planned), trouble, again);
            });
    return again.stream().map(byId::get).filter(Objects::nonNull).toList();
  }

  private void afterwards(Planned planned, boolean sent, Trouble trouble, Set<String> again) {
    WriteResult result = planned.result();
    if (result instanceof WriteResult.Exists) {
      again.add(planned.sourceId());
    } else if (sent
        && (result instanceof WriteResult.NotSent
            || result instanceof WriteResult.Stale
            || result instanceof WriteResult.Gone)) {
      trouble.waits(planned.source(), planned.sourceId(), "UNFINISHED");
    }
  }

  /** What an unanswered change has done shows when it is read: only creates are looked for. */
  private boolean settling(Flow its, Side side, Due due) {
    StoreUpdate.Builder over = world.ledger().update();
    for (Intent intent : job.intents().about(its, side, due.id())) {
      if (!intent.creates() && !intent.settlesAt().isAfter(world.runtime().now())) {
        over.remove(world.ledger().gone(Intent.KIND, intent.entryKey()));
        job.intents().remove(intent.entryKey());
        world.tally().settled(its, side, due.id());
      }
    }
    world.ledger().commit(over);
    boolean settling =
        job.intents().about(its, side, due.id()).stream()
            .anyMatch(intent -> intent.settlesAt().isAfter(world.runtime().now()));
    if (settling) {
      world.tally().waiting(its, side, due.id());
    }
    return settling;
  }

  /** Whether it must not be sent now. */
  private boolean kept(Trouble trouble, Planned planned) {
    boolean unable =
        !world.capabilities(planned.flow(), planned.target()).can(Capabilities.Operation.CREATE);
    if (unable) {
      world.tally().skipped(planned.flow(), planned.source(), planned.sourceId(), "CANNOT_CREATE");
    }
    boolean kept = unable || trouble.parked(planned);
    if (kept) {
      open.add(source(flow, planned.flow().name(), planned.sourceId()));
    }
    return kept;
  }

  private Planned create(Flow its, Side side, Due due) {
    OperationKey key =
        new OperationKey(world.plan().name(), its.name(), due.id(), 1, Intent.CREATE);
    Entity wanted = due.wanted();
    for (Field<?> field : wanted.fields()) {
      if (!wanted.has(field) || !world.capabilities(its, side.other()).creatable(field)) {
        wanted = wanted.without(field);
      }
    }
    Decision.Draft draft = new Decision.Draft(wanted, base(side, due));
    Pair none = new Pair(null, null, null, null);
    return new Planned(
        its, none, side.other(), due.id(), new Write.Create(key, wanted), draft, Base.NONE, false);
  }

  /** What is agreed of a companion: what it was wanted to say. */
  private Base base(Side side, Due due) {
    Map<String, UnitBase> units = new LinkedHashMap<>();
    for (Field<?> field : due.wanted().fields()) {
      units.put(
          field.name(), UnitBase.of(side.other(), world.prints().of(due.wanted(), field), null));
    }
    return new Base(units, Map.of());
  }

  private List<Field<?>> differing(Side side, Due due, Link link) {
    List<Field<?>> differing = new ArrayList<>();
    for (Field<?> field : due.wanted().fields()) {
      UnitBase then = link.base().units().get(field.name());
      if (then == null || !world.prints().of(due.wanted(), field).equals(then.on(side.other()))) {
        differing.add(field);
      }
    }
    return differing;
  }

  private void updates(
      Flow its,
      Side side,
      Map<String, Due> changed,
      Map<String, Link> links,
      List<Planned> writes,
      Trouble trouble) {
    if (changed.isEmpty()) {
      return;
    }
    Side target = side.other();
    Set<Field<?>> fields = new LinkedHashSet<>();
    changed.values().forEach(due -> fields.addAll(due.wanted().fields()));
    Map<String, Reading> readings =
        world.readings(its, target, changed.keySet(), FieldSet.of(fields));
    StoreUpdate.Builder quiet = world.ledger().update();
    changed.forEach(
        (id, due) -> {
          Link link = Objects.requireNonNull(links.get(due.id()));
          Reading reading = readings.get(id);
          if (reading instanceof Reading.Found found) {
            Planned planned = update(its, side, due, link, found.entity());
            if (planned == null) {
              quiet.put(world.ledger().row(its, agreed(link, side, due)));
            } else if (!kept(trouble, planned)) {
              writes.add(planned);
            }
          } else if (reading instanceof Reading.Gone) {
            quiet.put(world.ledger().row(its, link.with(Link.State.DETACHED)));
            quiet.journal(world.ledger().journal(its, target, id, "GONE, not made again"));
          } else {
            open.add(due.source().entity().id());
            trouble.waits(side, due.id(), target.word() + " " + its.type(target) + " is not shown");
          }
        });
    world.ledger().commit(quiet);
  }

  private Link agreed(Link link, Side side, Due due) {
    return link.with(base(side, due))
        .with(Link.State.LINKED)
        .committed(world.runtime().now(), Instant.EPOCH);
  }

  private @Nullable Planned update(Flow its, Side side, Due due, Link link, Entity held) {
    Capabilities able = world.capabilities(its, side.other());
    Entity delta = Entity.of(held.type(), held.id());
    for (Field<?> field : differing(side, due, link)) {
      boolean can = able.can(Capabilities.Operation.UPDATE) && able.writable(field);
      if (can && !due.wanted().same(held, field, world.prints().phones())) {
        delta = delta.overlaid(only(due.wanted(), field));
      }
    }
    if (delta.fields().isEmpty()) {
      return null;
    }
    OperationKey key =
        new OperationKey(
            world.plan().name(), its.name(), due.id(), link.generation(), Intent.UPDATE);
    Write write = new Write.Update(key, held, delta, held.version().orElse(null));
    Pair pair = new Pair(link, null, null, null).with(side.other(), held);
    Decision.Draft draft = new Decision.Draft(delta, base(side, due));
    return new Planned(its, pair, side.other(), due.id(), write, draft, Base.NONE, false);
  }

  private static Entity only(Entity entity, Field<?> field) {
    Entity one = entity;
    for (Field<?> each : entity.fields()) {
      one = each.equals(field) ? one : one.without(each);
    }
    return one;
  }

  /** Sources of which everything is done are echoes while they look the same. */
  private void remember(Side side, List<Source> sources) {
    Map<String, Entity> done = new LinkedHashMap<>();
    for (Source source : sources) {
      if (!open.contains(source.entity().id())) {
        done.put(source.entity().id(), source.entity());
      }
    }
    StoreUpdate.Builder update = world.ledger().update();
    world
        .ledger()
        .links(flow, side, done.keySet())
        .forEach(
            (id, link) -> {
              Entity entity = Objects.requireNonNull(done.get(id));
              if (!followed(world, flow, side, entity, link)) {
                UnitBase seen = UnitBase.of(side, seen(world, flow, side, entity), null);
                update.put(
                    world
                        .ledger()
                        .row(flow, link.with(new Base(Map.of(unit(side), seen), Map.of()))));
              }
            });
    world.ledger().commit(update);
  }
}
