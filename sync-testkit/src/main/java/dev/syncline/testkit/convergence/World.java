package dev.syncline.testkit.convergence;

import dev.syncline.SyncPlan;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The accounts, plans and people of a story, and the process that keeps them in step. */
final class World {

  private final Chance chance;
  private final VirtualTime time = new VirtualTime();
  private final Tale tale = new Tale(time);
  private final Shape shape;
  private final List<Site> sites = new ArrayList<>();
  private final List<SyncPlan> plans = new ArrayList<>();
  private final Chronicle chronicle;
  private final LinkStore store = new InMemoryLinkStore();
  private final Weather weather;
  private final Post post;
  private final Users users;
  private Diary diary;
  private TestEngine engine;

  World(long seed) {
    chance = new Chance(seed);
    shape = Shape.by(chance);
    tale.tell("seed " + seed + ": " + shape);
    chronicle = new Chronicle(tale, shape.oneWay());
    weather = new Weather(this);
    post = new Post(this);
    users = new Users(this);
    for (String name : List.of("left", "right", "third").subList(0, shape.sites())) {
      Site site = Site.by(name, chance, time);
      tale.tell(name + ": " + site.traits());
      site.system()
          .watchedBy(
              chronicle.new Watch(site) {
                @Override
                public Optional<MemoryFault> arriving(MemoryCall call) {
                  Optional<MemoryFault> fault = weather.at(site, call);
                  if (call == MemoryCall.WRITE) {
                    arrives(fault.isEmpty());
                  }
                  return fault;
                }
              });
      sites.add(site);
    }
    plans.add(plan("shop", 0));
    if (shape.sites() > 2) {
      plans.add(plan("second", 2));
    }
    diary = new Diary(store, this);
    engine = TestEngine.on(time, diary, chronicle);
  }

  private SyncPlan plan(String name, int left) {
    SyncPlan.Builder plan =
        SyncPlan.named(name).between(sites.get(left).system(), sites.get(1).system());
    shape.flows().forEach(plan::flow);
    return plan.build();
  }

  /** The process is gone, and another one takes over. */
  void restart() {
    tale.tell("restart");
    chronicle.unheard().died();
    diary.die();
    diary = new Diary(store, this);
    engine = TestEngine.on(time, diary, chronicle);
  }

  Chance chance() {
    return chance;
  }

  VirtualTime time() {
    return time;
  }

  Tale tale() {
    return tale;
  }

  Shape shape() {
    return shape;
  }

  List<Site> sites() {
    return sites;
  }

  List<SyncPlan> plans() {
    return plans;
  }

  Chronicle chronicle() {
    return chronicle;
  }

  Weather weather() {
    return weather;
  }

  Post post() {
    return post;
  }

  Users users() {
    return users;
  }

  TestEngine engine() {
    return engine;
  }
}
