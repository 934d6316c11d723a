package dev.syncline.testkit.convergence;

import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What people at the screens of a story do. Every value they give is new. Not thread-safe. */
final class Users {

  private static final Map<EntityType, List<Field<String>>> TEXTS =
      Map.of(
          Category.TYPE, List.of(Category.NAME),
          Product.TYPE, List.of(Product.NAME, Product.DESCRIPTION),
          Customer.TYPE, List.of(Customer.NAME, Customer.COMMENT),
          Order.TYPE, List.of(Order.COMMENT));

  private final World world;
  private final Chance chance;
  private final Shape shape;
  private final Chronicle chronicle;
  private int values;
  private int keys;

  Users(World world) {
    this.world = world;
    this.chance = world.chance();
    this.shape = world.shape();
    this.chronicle = world.chronicle();
  }

  /** One thing that somebody does somewhere. */
  void act() {
    Site site = chance.of(world.sites());
    EntityType type = chance.of(shape.types());
    List<Entity> all = site.all(type);
    if (all.isEmpty() || chance.in(20)) {
      if (source(site)) {
        add(site, type);
      }
    } else if (chance.in(10)) {
      delete(site, chance.of(all));
    } else {
      edit(site, chance.of(all));
    }
  }

  private boolean source(Site site) {
    return !shape.oneWay() || site.equals(world.sites().get(0));
  }

  private String value() {
    return "v" + ++values;
  }

  private String newKey(EntityType type) {
    return type.name().substring(0, 1) + ++keys;
  }

  void add(Site site, EntityType type) {
    Entity born = bare(type, newKey(type));
    add(site, filled(site, born), true);
  }

  /** The same thing is born everywhere at once. */
  void twins(EntityType type) {
    String key = newKey(type);
    for (Site site : world.sites()) {
      Entity born = filled(site, bare(type, key));
      chronicle.twins().add(Words.name(born));
      add(site, born, false);
    }
  }

  private void add(Site site, Entity born, boolean counts) {
    String id = site.system().user().add(born);
    chronicle.born(site, site.system().entity(born.type(), id), counts);
    world.post().changed(site, born.type(), id);
  }

  private static List<Field<String>> texts(EntityType type) {
    return Objects.requireNonNull(TEXTS.get(type), type::name);
  }

  private static Entity bare(EntityType type, String key) {
    return Entity.of(type, "").with(Words.keyOf(type), key);
  }

  private Entity filled(Site site, Entity bare) {
    Entity entity = bare;
    for (Field<String> text : texts(bare.type())) {
      entity = chance.in(70) ? entity.with(text, value()) : entity;
    }
    if (bare.type().equals(Product.TYPE) && chance.in(60)) {
      entity = entity.with(Product.BARCODES, Set.copyOf(List.of(value(), value())));
    }
    if (bare.type().equals(Order.TYPE)) {
      List<Entity> lines = new ArrayList<>();
      for (int each = chance.between(0, 3); each > 0; each--) {
        lines.add(line(site));
      }
      entity = entity.with(Order.LINES, List.copyOf(lines));
    }
    return referring(site, entity);
  }

  private Entity referring(Site site, Entity entity) {
    EntityType type = entity.type();
    if (type.equals(Order.TYPE)) {
      return with(site, entity, Order.CUSTOMER, Customer.TYPE);
    }
    if (type.equals(Product.TYPE) && shape.categories()) {
      return with(site, entity, Product.CATEGORY, Category.TYPE);
    }
    return type.equals(Category.TYPE) ? with(site, entity, Category.PARENT, Category.TYPE) : entity;
  }

  private Entity with(Site site, Entity entity, Field<Ref> field, EntityType to) {
    Optional<Entity> some = someone(site, to, entity);
    return some.isPresent() && chance.in(70) ? entity.with(field, some.get().ref()) : entity;
  }

  /** Parents are older than their children everywhere, so no user makes a circle. */
  private Optional<Entity> someone(Site site, EntityType type, Entity forWhom) {
    int own = forWhom.type().equals(type) ? number(forWhom) : Integer.MAX_VALUE;
    List<Entity> all =
        site.all(type).stream()
            .filter(each -> number(each) < own)
            .filter(each -> !chronicle.deleted().containsKey(Words.name(each)))
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(chance.of(all));
  }

  private static int number(Entity entity) {
    return Integer.parseInt(Words.key(entity).substring(1));
  }

  private Entity line(Site site) {
    Entity line =
        Entity.of(OrderLine.TYPE, "")
            .with(OrderLine.NAME, value())
            .with(OrderLine.QUANTITY, BigDecimal.valueOf(++values));
    return with(site, line, OrderLine.ITEM, Product.TYPE);
  }

  private void edit(Site site, Entity entity) {
    Entity after = edited(site, entity);
    if (after.equals(entity)) {
      return;
    }
    EntityType type = entity.type();
    Entity before = site.system().entity(type, entity.id());
    unlinkTwin(before);
    site.system().user().edit(type, entity.id(), held -> held.overlaid(after));
    chronicle.edited(site, before, site.system().entity(type, entity.id()), source(site));
    world.post().changed(site, type, entity.id());
  }

  /** Once both agree, twins are a pair like others; not if they do by chance, seen by nobody. */
  private void unlinkTwin(Entity entity) {
    String name = Words.name(entity);
    boolean seen = world.sites().stream().allMatch(site -> chronicle.seen(name, site));
    if (chronicle.twins().contains(name) && seen) {
      Set<Set<String>> said = new HashSet<>();
      for (Site site : world.sites()) {
        site.called(entity.type(), Words.key(entity)).map(site::said).ifPresent(said::add);
      }
      if (said.size() == 1 && !said.contains(Set.<String>of())) {
        chronicle.twins().remove(Words.name(entity));
      }
    }
  }

  private Entity edited(Site site, Entity entity) {
    EntityType type = entity.type();
    if (type.equals(Order.TYPE) && chance.in(60)) {
      return entity.with(Order.LINES, lines(site, entity.get(Order.LINES).orElse(List.of())));
    }
    if (type.equals(Product.TYPE) && chance.in(30)) {
      return barcodes(entity);
    }
    if (chance.in(20)) {
      return referring(site, entity);
    }
    Field<String> text = chance.of(texts(type));
    return chance.in(12) ? entity.cleared(text) : entity.with(text, value());
  }

  private Entity barcodes(Entity product) {
    Set<String> all = new LinkedHashSet<>(product.get(Product.BARCODES).orElse(Set.of()));
    List<String> sorted = all.stream().sorted().toList();
    if (!all.isEmpty() && chance.in(50)) {
      all.remove(chance.of(sorted));
    } else {
      all.add(value());
    }
    return all.isEmpty()
        ? product.cleared(Product.BARCODES)
        : product.with(Product.BARCODES, Set.copyOf(all));
  }

  private List<Entity> lines(Site site, List<Entity> held) {
    List<Entity> lines = new ArrayList<>(held);
    if (lines.isEmpty() || chance.in(35)) {
      lines.add(chance.between(0, lines.size()), line(site));
    } else if (chance.in(35)) {
      lines.remove(chance.between(0, lines.size() - 1));
    } else {
      int at = chance.between(0, lines.size() - 1);
      lines.set(at, lines.get(at).with(OrderLine.QUANTITY, BigDecimal.valueOf(++values)));
    }
    return List.copyOf(lines);
  }

  /** Nobody deletes what something else still refers to. */
  private void delete(Site site, Entity entity) {
    unlinkTwin(entity);
    boolean needed =
        world.sites().stream()
            .flatMap(
                each ->
                    shape.types().stream()
                        .flatMap(
                            type ->
                                each.all(type).stream()
                                    .flatMap(
                                        other ->
                                            other.refs().stream()
                                                .map(
                                                    ref ->
                                                        each.system()
                                                            .entity(ref.type(), ref.id())))))
            .anyMatch(other -> Words.name(other).equals(Words.name(entity)));
    if (needed || chronicle.twins().contains(Words.name(entity))) {
      return;
    }
    chronicle.deleted(site, entity);
    site.system().user().delete(entity.type(), entity.id());
    if (site.traits().showsGone()) {
      chronicle.showDeletion(Words.name(entity));
    }
    world.post().gone(site, entity);
  }
}
