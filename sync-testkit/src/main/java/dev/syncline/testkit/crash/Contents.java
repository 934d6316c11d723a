package dev.syncline.testkit.crash;

import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Account;
import dev.syncline.connector.Change;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Reading;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything on some accounts, told without ids: a reference tells what it leads to, so that two
 * worlds can be compared whose ids differ.
 *
 * <p>Immutable but for what is added while it is made.
 *
 * @since 0.1
 */
public final class Contents {

  private static final int DEEPEST = 3;

  private record Naming(String account, Field<?> field) {}

  private record Owned(String account, Field<?> field) {}

  private final Map<String, Map<Ref, Entity>> accounts = new LinkedHashMap<>();
  private final Set<Field<?>> ignored = new HashSet<>();
  private final Set<Owned> ignoredThere = new HashSet<>();
  private final Map<String, List<String>> lists = new LinkedHashMap<>();
  private final Map<Naming, Account> naming = new LinkedHashMap<>();

  /** Nothing yet. */
  public Contents() {}

  /** And what is on this account: every entity of every type, with all fields that matter. */
  public Contents with(Account account, Collection<Entity> entities) {
    Map<Ref, Entity> all = accounts.computeIfAbsent(account.key(), key -> new LinkedHashMap<>());
    entities.forEach(each -> all.put(each.ref(), each));
    return this;
  }

  /** And what a connector shows of its account, which it is asked for from the beginning. */
  public Contents with(Connector connector, FieldSet fields) {
    var unused = connector.check();
    List<Entity> all = new ArrayList<>();
    for (Feed feed : connector.feeds()) {
      try (Feed.Session session = feed.open(feed.start(new Feed.StartAt.Beginning()), fields)) {
        Optional<Feed.Page> page = session.next();
        while (page.isPresent()) {
          page.get().changes().forEach(each -> shown(connector, each, fields).ifPresent(all::add));
          page = page.get().last() ? Optional.empty() : session.next();
        }
      }
    }
    return with(connector.account(), all);
  }

  private static Optional<Entity> shown(Connector connector, Change change, FieldSet fields) {
    if (!fields.wants(change.type())) {
      return Optional.empty();
    }
    if (change.content().isPresent()) {
      return change.content();
    }
    Reading reading =
        connector.port(change.type()).read(List.of(change.id()), fields).get(change.id());
    return reading instanceof Reading.Found found ? Optional.of(found.entity()) : Optional.empty();
  }

  /** These fields are not compared: they tell when something was done. */
  public Contents without(Field<?>... fields) {
    ignored.addAll(List.of(fields));
    return this;
  }

  /** These fields are not compared on this account: it gives them by itself, in its own order. */
  public Contents without(Account account, Field<?>... fields) {
    List.of(fields).forEach(each -> ignoredThere.add(new Owned(account.key(), each)));
    return this;
  }

  /** And what the connectors of both sides show of what a plan reads. */
  public Contents with(SyncPlan plan) {
    for (Side side : Side.values()) {
      with(plan.connector(side), plan.reads(side));
    }
    return this;
  }

  /** And so many documents of a kind, shown by a connector or not. */
  public Contents counting(String kind, long count) {
    return listing(kind, List.of("there are " + count));
  }

  /** And these, told by hand without ids, in any order: what no connector shows. */
  public Contents listing(String kind, Collection<String> told) {
    lists.put(kind, List.copyOf(told));
    return this;
  }

  /**
   * On this account the field's text ends, behind the last colon, with the id of an entity of the
   * same type on another account.
   */
  public Contents naming(Account account, Field<String> field, Account other) {
    naming.put(new Naming(account.key(), field), other);
    return this;
  }

  /** What is there, by account and type, in an order that does not depend on ids. */
  SortedMap<String, List<String>> shelves() {
    SortedMap<String, List<String>> shelves = new TreeMap<>();
    accounts.forEach(
        (account, all) ->
            all.values()
                .forEach(
                    each ->
                        shelves
                            .computeIfAbsent(account + " " + each.type(), name -> new ArrayList<>())
                            .add(told(account, each, 0))));
    shelves.putAll(lists);
    shelves.replaceAll((name, each) -> each.stream().sorted().toList());
    return shelves;
  }

  /** One entity; nobody, if it is not there. */
  String told(Account account, EntityType type, String id) {
    return told(account.key(), new Ref(type, id), 0);
  }

  private String told(String account, Ref ref, int depth) {
    Entity entity = accounts.getOrDefault(account, Map.of()).get(ref);
    return entity == null ? "nobody" : told(account, entity, depth);
  }

  private String told(String account, Entity entity, int depth) {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Field<?> field : entity.fields()) {
      Object value = entity.get(field).orElse(null);
      if (value != null
          && !ignored.contains(field)
          && !ignoredThere.contains(new Owned(account, field))
          && (depth == 0 || !naming.containsKey(new Naming(account, field)))) {
        String text = told(account, entity, field, value, depth);
        if (!text.isEmpty()) {
          texts.put(field.name(), text);
        }
      }
    }
    return texts.toString();
  }

  private String told(String account, Entity of, Field<?> field, Object value, int depth) {
    Account other = naming.get(new Naming(account, field));
    if (other != null) {
      String text = value.toString();
      int colon = text.lastIndexOf(':');
      Ref named = new Ref(of.type(), text.substring(colon + 1));
      return text.substring(0, colon + 1) + told(other.key(), named, depth + 1);
    }
    if (value instanceof Ref ref) {
      return depth == DEEPEST ? "…" : told(account, ref, depth + 1);
    }
    if (value instanceof List<?> list && list.stream().allMatch(Entity.class::isInstance)) {
      List<String> lines = new ArrayList<>();
      list.forEach(line -> lines.add(told(account, (Entity) line, depth)));
      lines.sort(Comparator.naturalOrder());
      return lines.toString();
    }
    return value instanceof String text ? text : of.canonical(field, PhoneRules.digits());
  }
}
