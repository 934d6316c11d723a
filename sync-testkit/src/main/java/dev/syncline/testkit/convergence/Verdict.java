package dev.syncline.testkit.convergence;

import dev.syncline.Failure;
import dev.syncline.Gone;
import dev.syncline.SyncPlan;
import dev.syncline.mapping.Arrival;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is wrong at the end of a story. Not thread-safe. */
final class Verdict {

  private final World world;
  private final Chronicle chronicle;
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Map<Site, Entity>> named = new TreeMap<>();

  Verdict(World world) {
    this.world = world;
    this.chronicle = world.chronicle();
  }

  List<String> wrong() {
    collect();
    named.forEach(this::agree);
    chronicle.deleted().keySet().forEach(this::deletions);
    chronicle.falseDeletes().forEach(each -> wrong.add("deleted by nobody's wish: " + each));
    words();
    for (SyncPlan plan : world.plans()) {
      world.engine().failures(plan).stream()
          .filter(each -> !asksOfALateOne(each))
          .forEach(each -> wrong.add("failure: " + each));
    }
    return wrong;
  }

  private void collect() {
    for (Site site : world.sites()) {
      for (EntityType type : world.shape().types()) {
        for (Entity entity : site.all(type)) {
          Map<Site, Entity> mine =
              named.computeIfAbsent(Words.name(entity), none -> new LinkedHashMap<>());
          if (mine.put(site, entity) != null) {
            wrong.add("double: " + Words.name(entity) + " on the " + site);
          }
        }
      }
    }
  }

  /** Whether a person has to say whose counterpart it is that landed after its own deletion. */
  private boolean asksOfALateOne(Failure failure) {
    return failure.kind() == Failure.Kind.AMBIGUOUS
        && world.sites().stream()
            .flatMap(site -> site.all(new EntityType(failure.flow())).stream())
            .anyMatch(
                each -> each.id().equals(failure.id()) && chronicle.madeLate(Words.name(each)));
  }

  private boolean deleted(String name) {
    return chronicle.deleted().containsKey(name);
  }

  private void agree(String name, Map<Site, Entity> everywhere) {
    if (deleted(name)) {
      return;
    }
    if (everywhere.size() != world.sites().size()) {
      wrong.add("missing: " + name + " is only on the " + everywhere.keySet());
      return;
    }
    if (chronicle.twins().contains(name) && world.shape().found() == Arrival.FILL) {
      return; // By design each keeps what it had before they met, until somebody edits it.
    }
    Map<String, Map<Site, Set<String>>> fields = new TreeMap<>();
    everywhere.forEach(
        (site, entity) -> {
          for (Field<?> field : entity.fields()) {
            fields
                .computeIfAbsent(field.name(), none -> new LinkedHashMap<>())
                .put(site, said(site, entity, field));
          }
        });
    fields.forEach(
        (field, said) -> {
          boolean drift =
              world.shape().oneWay()
                  && chronicle.drifted(name, field)
                  && world.shape().drift() == dev.syncline.Drift.PUSH;
          // Two lists that meet are united, and one way only the source's lines travel.
          boolean united =
              world.shape().oneWay() && chronicle.twins().contains(name) && field.equals("lines");
          boolean differs = Set.copyOf(said.values()).size() > 1;
          if (differs && !drift && !united && mapped(field)) {
            wrong.add("differs: " + name + " " + field + " " + said);
          }
        });
  }

  private boolean mapped(String field) {
    return !field.equals("category") || world.shape().categories();
  }

  private Set<String> said(Site site, Entity entity, Field<?> field) {
    Set<String> said = new TreeSet<>(Words.of(entity, field));
    Object value = entity.get(field).orElse(null);
    if (value instanceof Ref ref) {
      said.add("leads to " + named(site, ref));
    } else if (value instanceof List<?> lines) {
      for (Object line : lines) {
        ((Entity) line)
            .refs()
            .forEach(
                ref -> said.add(Chronicle.lineName((Entity) line) + " is " + named(site, ref)));
      }
      if (!lines.isEmpty()) {
        said.add(lines.size() + " lines");
      }
    }
    return said;
  }

  private static String named(Site site, Ref ref) {
    Optional<Entity> there =
        site.all(ref.type()).stream().filter(each -> each.id().equals(ref.id())).findFirst();
    return there.map(Words::name).orElse("nowhere");
  }

  private void deletions(String name) {
    if (chronicle.doubtful(name) || chronicle.deletedUnheard(name) || chronicle.madeLate(name)) {
      return;
    }
    Map<Site, Entity> left = named.getOrDefault(name, Map.of());
    Site where = chronicle.deleted().get(name);
    if (left.containsKey(where)) {
      wrong.add("made again: " + name + " on the " + where);
    }
    boolean follows =
        world.shape().gone() == Gone.DELETE
            && !world.shape().oneWay()
            && chronicle.deletionShown(name)
            && passesOn()
            && world.sites().stream().allMatch(site -> site.traits().deletes());
    if (follows && !left.isEmpty()) {
      wrong.add("not deleted: " + name + " is still on the " + left.keySet());
    }
  }

  /** Where two plans share an account, what one deletes there has to be shown to the other. */
  private boolean passesOn() {
    return world.sites().size() == 2
        || world.sites().stream().allMatch(site -> site.traits().showsGone());
  }

  private void words() {
    for (String word : chronicle.wanted()) {
      Map<Site, Entity> everywhere = named.getOrDefault(nameOf(word), Map.of());
      if (!deleted(nameOf(word)) && !chronicle.excused(word) && !exempt(word)) {
        everywhere.forEach(
            (site, entity) -> {
              boolean target = world.shape().oneWay() && !site.equals(world.sites().get(0));
              if (!target && !Words.of(entity).contains(word)) {
                wrong.add("lost: " + word + " on the " + site);
              }
            });
      }
    }
    for (String word : chronicle.unwanted()) {
      Map<Site, Entity> everywhere = named.getOrDefault(nameOf(word), Map.of());
      if (!deleted(nameOf(word))
          && !chronicle.excused(word)
          && !exempt(word)
          && !chronicle.wanted().contains(word)) {
        everywhere.forEach(
            (site, entity) -> {
              if (Words.of(entity).contains(word)) {
                wrong.add("came back: " + word + " on the " + site);
              }
            });
      }
    }
  }

  /** Twins that have not met yet, and what was made in doubt, arrive as the flow says. */
  private boolean exempt(String word) {
    return chronicle.twins().contains(nameOf(word)) || chronicle.doubtful(nameOf(word));
  }

  private static String nameOf(String word) {
    int space = word.indexOf(' ', word.indexOf(' ') + 1);
    return word.substring(0, space);
  }
}
