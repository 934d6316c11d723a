package dev.syncline.testkit.crash;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.model.EntityType;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a walk ended, told without ids.
 *
 * @param contents what is on the systems, by account and type
 * @param links who is linked with whom, by plan and flow
 * @param failures what could not be synced
 * @param intents how many intents are open
 * @param troubles what went wrong on the way
 */
record Ending(
    SortedMap<String, List<String>> contents,
    SortedMap<String, List<String>> links,
    List<String> failures,
    int intents,
    List<String> troubles) {

  private static final int MANY = 10_000;

  static Ending of(CrashWorld world, SyncEngine engine, List<SyncPlan> plans) {
    Contents contents = world.contents();
    SortedMap<String, List<String>> links = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    int intents = 0;
    for (SyncPlan plan : plans) {
      for (Flow flow : flows(plan)) {
        links.put(plan.name() + " " + flow.name(), links(world.store(), contents, plan, flow));
      }
      engine.failures(plan).forEach(each -> failures.add(told(contents, plan, each)));
      intents += world.store().scanEntries(plan.name(), Course.INTENT, "", MANY).size();
    }
    failures.sort(Comparator.naturalOrder());
    return new Ending(contents.shelves(), links, failures, intents, List.of());
  }

  /** The plan's flows with what they keep under other names. */
  private static List<Flow> flows(SyncPlan plan) {
    List<Flow> flows = new ArrayList<>();
    for (Flow flow : plan.flows()) {
      flows.add(flow);
      for (Side side : Side.values()) {
        for (EntityType type : flow.mapper().companions(side)) {
          flows.add(flow.companions(side, type));
        }
      }
    }
    return flows;
  }

  private static List<String> links(LinkStore store, Contents contents, SyncPlan plan, Flow flow) {
    List<String> all = new ArrayList<>();
    for (LinkRow row : store.scanLinks(plan.name(), flow.name(), "", MANY)) {
      List<String> ends = new ArrayList<>();
      for (Side side : Side.values()) {
        ends.add(
            row.id(side)
                .map(id -> contents.told(plan.connector(side).account(), flow.type(side), id))
                .orElse("none"));
      }
      all.add(String.join(" = ", ends));
    }
    all.sort(Comparator.naturalOrder());
    return all;
  }

  private static String told(Contents contents, SyncPlan plan, Failure failure) {
    EntityType type =
        plan.flows().stream()
            .filter(flow -> flow.keeps(failure.flow()))
            .map(flow -> flow.type(failure.side()))
            .findFirst()
            .orElseThrow();
    String who = contents.told(plan.connector(failure.side()).account(), type, failure.id());
    return failure.flow() + " " + failure.kind() + " " + failure.side().word() + " " + who;
  }

  Ending with(List<String> more) {
    return new Ending(contents, links, failures, intents, List.copyOf(more));
  }

  /**
   * What is wrong with it if nothing went wrong: two entities of an account may not say the same.
   */
  List<String> unwell() {
    List<String> all = new ArrayList<>(troubles);
    if (intents > 0) {
      all.add("open intents: " + intents);
    }
    contents.forEach(
        (shelf, told) ->
            told.stream()
                .filter(each -> Collections.frequency(told, each) > 1)
                .distinct()
                .forEach(each -> all.add(shelf + " has twins: " + each)));
    return all;
  }

  /** What another ending has that this one has not, and the other way round. */
  List<String> differences(Ending other, String prefix) {
    List<String> all = new ArrayList<>();
    compare(contents, other.contents, prefix, all);
    compare(links, other.links, prefix + "link ", all);
    compare("failure", failures, other.failures, prefix, all);
    if (other.intents != intents) {
      all.add(prefix + "open intents: " + other.intents + " instead of " + intents);
    }
    all.addAll(other.troubles);
    return all;
  }

  private static void compare(
      Map<String, List<String>> expected,
      Map<String, List<String>> found,
      String prefix,
      List<String> into) {
    TreeSet<String> names = new TreeSet<>(expected.keySet());
    names.addAll(found.keySet());
    for (String name : names) {
      List<String> left = expected.getOrDefault(name, List.of());
      compare(name, left, found.getOrDefault(name, List.of()), prefix, into);
    }
  }

  private static void compare(
      String name, List<String> expected, List<String> found, String prefix, List<String> into) {
    List<String> lost = new ArrayList<>(expected);
    List<String> more = new ArrayList<>();
    for (String each : found) {
      if (!lost.remove(each)) {
        more.add(each);
      }
    }
    lost.forEach(each -> into.add(prefix + name + " is missing: " + each));
    more.forEach(
        each ->
            into.add(
                prefix
                    + name
                    + (expected.contains(each) ? " is there twice: " : " is too much: ")
                    + each));
  }
}
