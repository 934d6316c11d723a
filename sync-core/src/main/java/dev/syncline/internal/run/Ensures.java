package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.MatchBy;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.reconcile.Ensured;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Sees to it that what rules refer to is there: known, found by its key, or made once for everybody
 * who asks. Not thread-safe.
 */
final class Ensures {

  static final String GENERATION = "ensured";

  private final Job job;
  private final World world;
  private final Sender sender;

  Ensures(Job job, Sender sender) {
    this.job = job;
    this.world = job.world();
    this.sender = sender;
  }

  /** Finds or makes these on the other side; afterwards their references are known. */
  void bring(Side source, Collection<Ensured> wanted) {
    Map<EntityType, Map<String, Ensured>> byType = new LinkedHashMap<>();
    wanted.forEach(
        each ->
            byType
                .computeIfAbsent(each.template().type(), type -> new LinkedHashMap<>())
                .put(each.name().id(), each));
    byType.forEach((type, mine) -> bring(source, Flow.ensured(type), mine));
    job.refs().reload(source, wanted.stream().map(Ensured::name).toList());
  }

  private void bring(Side source, Flow its, Map<String, Ensured> wanted) {
    Map<String, Ensured> open = new LinkedHashMap<>(wanted);
    open.keySet().removeIf(name -> isSettling(its, source, name));
    if (open.isEmpty()) {
      return;
    }
    Trouble trouble = new Trouble(world, its);
    List<Ensured> absent = absent(source, its, open, trouble);
    List<Planned> writes = new ArrayList<>();
    Map<String, Integer> generations = generations(its, source, absent);
    for (Ensured each : absent) {
      Planned planned = create(source, its, each, generations);
      if (!trouble.parked(planned)) {
        writes.add(planned);
      }
    }
    Job its0 = new Job(world, its, job.intents(), 0);
    sender.send(new Recovery(its0, trouble, new ArrayList<>()).recovered(writes));
    if (!writes.isEmpty()) {
      world.ensured(its.type(source));
    }
  }

  /** What is under way may still land. Where nothing but the key can tell, the search tells. */
  private boolean isSettling(Flow its, Side source, String name) {
    Side target = source.other();
    boolean unguarded = world.capabilities(its, target).guard() == Capabilities.Guard.NONE;
    boolean settling = false;
    StoreUpdate.Builder over = world.ledger().update();
    for (Intent intent : job.intents().about(its, source, name)) {
      if (intent.settlesAt().isAfter(world.runtime().now())) {
        settling = true;
      } else if (unguarded) {
        over.remove(world.ledger().gone(Intent.KIND, intent.entryKey()));
        job.intents().remove(intent.entryKey());
      }
    }
    world.ledger().commit(over);
    return settling;
  }

  /** Looks for them by their keys, all at once; what is found is kept, what is not is given. */
  private List<Ensured> absent(
      Side source, Flow its, Map<String, Ensured> wanted, Trouble trouble) {
    Map<List<Field<?>>, Map<MatchKey, Ensured>> byKey = new LinkedHashMap<>();
    for (Ensured each : wanted.values()) {
      Map<MatchKey, Ensured> keys =
          byKey.computeIfAbsent(each.key(), fields -> new LinkedHashMap<>());
      MatchKey.of(each.template(), each.key(), world.prints().phones())
          .forEach(key -> keys.put(key, each));
    }
    List<Ensured> absent = new ArrayList<>();
    StoreUpdate.Builder update = world.ledger().update();
    for (Map<MatchKey, Ensured> keys : byKey.values()) {
      Map<MatchKey, Findings> found = new LinkedHashMap<>(found(source.other(), its, keys));
      Set<MatchKey> held = heldBack(source, its, keys, found, trouble);
      keys.forEach(
          (key, each) -> {
            if (held.contains(key)) {
              return;
            }
            Findings findings = found.getOrDefault(key, new Findings(List.of(), false));
            if (judged(source, its, each, findings, update, trouble)) {
              absent.add(each);
            }
          });
    }
    world.ledger().commit(update);
    return absent;
  }

  /** Adds what was made a moment ago; gives those that somebody else is making, and names them. */
  private Set<MatchKey> heldBack(
      Side source,
      Flow its,
      Map<MatchKey, Ensured> keys,
      Map<MatchKey, Findings> found,
      Trouble trouble) {
    Newborns born =
        Newborns.of(world, its, source.other(), keys.keySet(), found, FieldSet.of(fields(keys)));
    born.shown()
        .forEach(
            (key, entity) ->
                found.computeIfPresent(
                    key,
                    (same, findings) -> {
                      List<Entity> hits = new ArrayList<>(findings.hits());
                      hits.add(entity);
                      return new Findings(List.copyOf(hits), findings.complete());
                    }));
    Set<MatchKey> held = new LinkedHashSet<>();
    born.unseen()
        .forEach(
            (key, by) -> {
              String name = Objects.requireNonNull(keys.get(key)).name().id();
              if (!by.isFor(world.plan().name(), its.name(), source, name)) {
                held.add(key);
                String why = by.told(its, source.other());
                trouble.fail(source, name, Failure.Kind.WAITING, why, List.of(), by.until());
              }
            });
    return held;
  }

  private static Set<Field<?>> fields(Map<MatchKey, Ensured> keys) {
    Set<Field<?>> fields = new LinkedHashSet<>();
    keys.values().forEach(each -> fields.addAll(each.template().fields()));
    return fields;
  }

  private Map<MatchKey, Findings> found(Side target, Flow its, Map<MatchKey, Ensured> keys) {
    FieldSet wanted = FieldSet.of(fields(keys));
    return world.ask(() -> world.port(its, target).find(keys.keySet(), wanted));
  }

  /** Keeps the only one that was found; whether there is none, for certain. */
  private boolean judged(
      Side source,
      Flow its,
      Ensured wanted,
      Findings findings,
      StoreUpdate.Builder update,
      Trouble trouble) {
    String name = wanted.name().id();
    List<Entity> hits = fitting(wanted.template(), findings.hits());
    if (!findings.complete()) {
      trouble.waits(source, name, "SEARCH_INCOMPLETE " + wanted.key());
      return false;
    }
    if (hits.size() > 1) {
      List<String> ids = hits.stream().map(Entity::id).toList();
      String reason = "matches " + ids.size() + ": " + Trouble.named(ids);
      trouble.fail(source, name, Failure.Kind.AMBIGUOUS, reason, List.of(), Instant.MAX);
      return false;
    }
    if (hits.isEmpty() || !job.intents().about(its, source, name).isEmpty()) {
      return true; // what an unanswered create has made is found by its guard: it is ours
    }
    Link link = Links.ensured(source, name, hits.get(0).id());
    update.put(world.ledger().row(its, link.committed(world.runtime().now(), Instant.EPOCH)));
    world.tally().count(its, Count.LINKED);
    world.ensured(its.type(source));
    trouble.over(source, name);
    return false;
  }

  /** Those that say all that the template says, if there are such. */
  private List<Entity> fitting(Entity template, List<Entity> hits) {
    List<Entity> whole =
        hits.stream()
            .filter(
                hit ->
                    template.fields().stream()
                        .allMatch(field -> hit.same(template, field, world.prints().phones())))
            .toList();
    return whole.isEmpty() ? hits : whole;
  }

  private Planned create(Side source, Flow its, Ensured wanted, Map<String, Integer> generations) {
    Side target = source.other();
    String name = wanted.name().id();
    Entity entity = wanted.template();
    for (Field<?> field : wanted.template().fields()) {
      if (!world.capabilities(its, target).creatable(field)) {
        entity = entity.without(field);
      }
    }
    OperationKey key =
        new OperationKey(
            world.plan().name(),
            its.name(),
            name,
            generations.getOrDefault(name, 1),
            Intent.CREATE);
    return new Planned(
            its,
            new Pair(null, null, null, null),
            target,
            name,
            new Write.Create(key, entity),
            new Decision.Draft(entity, Base.NONE),
            Base.NONE,
            false)
        .soughtBy(new MatchBy(wanted.key(), List.of()));
  }

  /**
   * What was made is gone, if a write was refused that refers to it: it is made again, under
   * another operation key. Gives those whose writes may be tried again.
   */
  List<Planned> lost(Collection<Planned> refused) {
    Map<Side, Map<Ref, Set<Planned>>> used = new LinkedHashMap<>();
    for (Planned planned : refused) {
      for (Ref ref : planned.draft().delta().refs()) {
        if (job.refs().ensured().name(planned.target(), ref).isPresent()) {
          used.computeIfAbsent(planned.target(), side -> new LinkedHashMap<>())
              .computeIfAbsent(ref, each -> new LinkedHashSet<>())
              .add(planned);
        }
      }
    }
    Set<Planned> again = new LinkedHashSet<>();
    used.forEach(
        (side, refs) -> gone(side, refs.keySet()).forEach(ref -> again.addAll(of(refs, ref))));
    return List.copyOf(again);
  }

  private static Set<Planned> of(Map<Ref, Set<Planned>> refs, Ref ref) {
    return Objects.requireNonNull(refs.get(ref));
  }

  private List<Ref> gone(Side target, Set<Ref> refs) {
    Map<EntityType, List<String>> byType = new LinkedHashMap<>();
    refs.forEach(
        ref -> byType.computeIfAbsent(ref.type(), type -> new ArrayList<>()).add(ref.id()));
    List<Ref> gone = new ArrayList<>();
    byType.forEach(
        (type, ids) -> {
          Flow its = Flow.ensured(type);
          List<String> lost =
              world.readings(its, target, ids, FieldSet.of(List.of())).entrySet().stream()
                  .filter(each -> each.getValue() instanceof Reading.Gone)
                  .map(Map.Entry::getKey)
                  .toList();
          forget(its, target, lost);
          lost.forEach(id -> gone.add(new Ref(type, id)));
        });
    return gone;
  }

  private void forget(Flow its, Side target, List<String> ids) {
    Side source = target.other();
    StoreUpdate.Builder update = world.ledger().update();
    world
        .ledger()
        .links(its, target, ids)
        .forEach(
            (id, link) -> {
              update.remove(world.ledger().row(its, link));
              update.put(
                  world
                      .ledger()
                      .entry(
                          GENERATION,
                          entryKey(its, source, link.requireId(source)),
                          Integer.toString(link.generation() + 1)
                              .getBytes(StandardCharsets.UTF_8)));
              update.journal(world.ledger().journal(its, target, id, "GONE, made again"));
            });
    world.ledger().commit(update);
  }

  private static String entryKey(Flow its, Side source, String name) {
    return its.name() + "/" + source.word() + "/" + name;
  }

  private Map<String, Integer> generations(Flow its, Side source, List<Ensured> absent) {
    Map<String, String> keys = new HashMap<>();
    absent.forEach(each -> keys.put(entryKey(its, source, each.name().id()), each.name().id()));
    Map<String, Integer> generations = new HashMap<>();
    for (Entry entry : world.ledger().entries(GENERATION, keys.keySet())) {
      generations.put(
          Objects.requireNonNull(keys.get(entry.key())),
          Integer.parseInt(new String(entry.body(), StandardCharsets.UTF_8)));
    }
    return generations;
  }
}
