package dev.syncline.internal.run;

import dev.syncline.Explanation;
import dev.syncline.Explanation.InFlow;
import dev.syncline.Explanation.Reason;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Reading;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.store.JournalRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Explains one entity: what is kept of it, how both sides look now, and what would be decided. In a
 * rehearsal's world, so that nothing is written. Not thread-safe; used once.
 */
final class Explaining {

  private static final int HISTORY = 200;
  private static final String NEXT_RUN = ", and is linked by the next run that hears of it";

  private final World world;
  private final Side side;
  private final String id;
  private final OpenIntents intents = new OpenIntents();

  Explaining(World world, Side side, String id) {
    this.world = world;
    this.side = side;
    this.id = id;
    intents.load(world.ledger());
    world.loadFailures();
  }

  Explanation of(EntityType type) {
    List<InFlow> flows =
        world.plan().flows().stream()
            .filter(flow -> flow.type(side).equals(type))
            .map(this::in)
            .toList();
    return new Explanation(type, side, id, flows);
  }

  private InFlow in(Flow flow) {
    Link link = world.ledger().links(flow, side, List.of(id)).get(id);
    List<Failure> open = open(flow, link);
    Reading mine = reading(flow, side, id);
    if (link != null) {
      String other = link.id(side.other()).orElse(null);
      List<JournalRow> history = history(flow, other);
      if (link.state() == Link.State.DETACHED || other == null) {
        return new InFlow(flow.name(), other, detached(other), List.of(), open, history);
      }
      Reading theirs = reading(flow, side.other(), other);
      if (mine instanceof Reading.Found here && theirs instanceof Reading.Found there) {
        Pair pair =
            new Pair(link, null, null, null)
                .with(side, here.entity())
                .with(side.other(), there.entity());
        Job job = new Job(world, flow, intents, 0);
        job.refs().load(side, List.of(here.entity()));
        job.refs().load(side.other(), List.of(there.entity()));
        job.outstanding().ask();
        Linked linked = new Linked(job, history);
        List<Reason> units = linked.units(new Item(pair, side, id));
        return new InFlow(flow.name(), other, linked.standing(link, side), units, open, history);
      }
      String standing = lost(flow, mine, side) + lost(flow, theirs, side.other());
      standing = Linked.name(side.other(), other) + standing;
      return new InFlow(flow.name(), other, standing, List.of(), open, history);
    }
    String standing =
        mine instanceof Reading.Found found ? alone(flow, found.entity()) : absent(flow, mine);
    return new InFlow(flow.name(), null, standing, List.of(), open, history(flow, null));
  }

  private Reading reading(Flow flow, Side where, String which) {
    return world
        .readings(flow, where, Set.of(which), world.wanted(where))
        .getOrDefault(which, new Reading.Unseen());
  }

  /** Of the entity, of its counterpart, and of what follows from them. */
  private List<Failure> open(Flow flow, @Nullable Link link) {
    String other = link == null ? "" : link.id(side.other()).orElse("");
    return FailureList.of(world.plan(), world.failures()).stream()
        .filter(each -> flow.keeps(each.flow()))
        .filter(each -> FailureList.entity(flow, each).equals(each.side() == side ? id : other))
        .toList();
  }

  private List<JournalRow> history(Flow flow, @Nullable String other) {
    List<JournalRow> rows = new ArrayList<>(world.ledger().journal(flow, side, id, HISTORY));
    if (other != null) {
      rows.addAll(world.ledger().journal(flow, side.other(), other, HISTORY));
    }
    rows.sort(Comparator.comparing(JournalRow::at).reversed());
    return rows;
  }

  private String detached(@Nullable String other) {
    return "its pair with "
        + side.other().word()
        + " "
        + other
        + " is ended, because one of the two is gone; nothing is made again by itself";
  }

  private static String lost(Flow flow, Reading reading, Side where) {
    if (reading instanceof Reading.Found) {
      return "";
    }
    return reading instanceof Reading.Gone
        ? "; gone on the "
            + where.word()
            + ", which the next run that hears of it treats by the policy "
            + flow.gone()
        : "; not shown on the " + where.word() + ", so nothing is done until it is";
  }

  private String absent(Flow flow, Reading reading) {
    return reading instanceof Reading.Gone
        ? "not linked: the " + side.word() + " has no " + flow.type(side) + " of this id"
        : "not linked: it is not shown to this account, for want of a right or in another scope";
  }

  private String alone(Flow flow, Entity entity) {
    Failures.Kept kept = world.failure(flow, side, id).orElse(null);
    if (kept != null
        && kept.isDropped()
        && kept.dropped().equals(Dropped.print(world.prints(), flow, side, entity))) {
      return "not linked: its failure was put away, and it is left alone until it changes";
    }
    Job job = new Job(world, flow, intents, 0);
    Item item = new Item(Pair.alone(side, entity), side, id);
    job.items().put(Item.alone(side, id), item);
    job.refs().load(side, List.of(entity));
    job.outstanding().ask();
    Optional<String> closed = closed(flow, job.judgement(item));
    return "not linked: " + closed.orElseGet(() -> looked(job, item));
  }

  private Optional<String> closed(Flow flow, Decision decision) {
    if (decision instanceof Decision.Nothing) {
      return Optional.of("the flow goes to the " + side.word() + " only");
    }
    if (decision instanceof Decision.Veto veto) {
      return Optional.of("a rule forbids it, " + veto.reason());
    }
    if (decision instanceof Decision.Skip skip) {
      return Optional.of(
          skip.reason().equals("CONDITION")
              ? "its condition for new counterparts (createWhen) does not hold"
              : "skipped, " + skip.reason());
    }
    Side target = side.other();
    return decision instanceof Decision.Create
            && !world.capabilities(flow, target).can(Capabilities.Operation.CREATE)
        ? Optional.of("the " + target.word() + " takes no new " + flow.type(target))
        : Optional.empty();
  }

  /** Looks for a counterpart as a run would. */
  private String looked(Job job, Item item) {
    Flow flow = job.flow();
    if (!job.concerning(item).isEmpty()) {
      return "a write is under way or was not answered; what became of it is looked for first";
    }
    Trouble trouble = new Trouble(world, flow);
    Ensures ensures = new Ensures(job, new Sender(world, intents));
    new Matching(
            job, new Dependencies(job, trouble, ensures), trouble, Seeking.atTheVendor(Set.of()))
        .match();
    Item now = job.items().get(Item.alone(side, id));
    if (now == null) {
      return job.items().values().stream()
          .filter(each -> each.id(side).equals(id))
          .findFirst()
          .map(each -> "matches " + side.other().word() + " " + each.id(side.other()) + NEXT_RUN)
          .orElseGet(() -> ambiguous(flow));
    }
    if (job.judgement(now) instanceof Decision.Wait wait) {
      return "no counterpart was found; it waits for " + Trouble.named(wait.missing());
    }
    return "no counterpart was found; " + whatMakesOne(flow);
  }

  private String ambiguous(Flow flow) {
    return world
        .failure(flow, side, id)
        .map(kept -> kept.failure().reason() + "; " + kept.failure().release())
        .orElse("it is in doubt which one it stands for");
  }

  private String whatMakesOne(Flow flow) {
    if (flow.isOnDemand()) {
      return "it travels on demand, together with what refers to it";
    }
    String made = "one is made on the " + side.other().word() + " by the next run that hears of it";
    return flow.start() instanceof Feed.StartAt.Beginning
        ? made
        : made + "; the flow started with what changed since a moment, not with everything";
  }
}
