package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.testkit.fake.RequestLog;
import dev.syncline.testkit.time.VirtualTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A fake shop with a connector to it, in virtual time and without a socket. */
final class Rig implements AutoCloseable {

  final VirtualTime time = new VirtualTime();
  final FakePrestaShop shop;
  final PrestaShopConnector connector;
  private int number;

  Rig(Consumer<FakePrestaShop.Builder> settings, Consumer<PrestaShopConnector.Builder> more) {
    FakePrestaShop.Builder builder = FakePrestaShop.builder().time(time);
    settings.accept(builder);
    shop = builder.build();
    connector = connector(more);
  }

  Rig(String version) {
    this(shop -> shop.version(version), connector -> {});
  }

  Rig() {
    this("9.1.4");
  }

  PrestaShopConnector connector(Consumer<PrestaShopConnector.Builder> more) {
    PrestaShopConnector.Builder builder =
        PrestaShopConnector.builder()
            .url(shop.base())
            .key(shop.key())
            .time(time)
            .under(shop.inProcess());
    more.accept(builder);
    return builder.build();
  }

  /** All fields of a type that can be read. */
  FieldSet all(EntityType type) {
    return FieldSet.of(connector.port(type).capabilities().readable());
  }

  FieldSet everything() {
    Set<Field<?>> all = new LinkedHashSet<>();
    connector
        .entityTypes()
        .forEach(type -> all.addAll(connector.port(type).capabilities().readable()));
    return FieldSet.of(all);
  }

  Entity read(EntityType type, Object id) {
    Reading reading = reading(type, id);
    assertThat(reading).isInstanceOf(Reading.Found.class);
    return ((Reading.Found) reading).entity();
  }

  Reading reading(EntityType type, Object id) {
    return Optional.ofNullable(
            connector.port(type).read(List.of(id.toString()), all(type)).get(id.toString()))
        .orElseThrow();
  }

  Feed feed(String name) {
    return connector.feeds().stream()
        .filter(feed -> feed.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What one look at a feed showed, and where it ended. */
  record Look(List<Change> changes, Cursor after) {

    List<String> ids() {
      return changes.stream().map(Change::id).toList();
    }
  }

  Look look(String feed, Cursor from) {
    List<Change> changes = new ArrayList<>();
    Cursor after = from;
    try (Feed.Session session = feed(feed).open(from, everything())) {
      for (Optional<Feed.Page> page = session.next();
          page.isPresent();
          page = page.get().last() ? Optional.empty() : session.next()) {
        changes.addAll(page.get().changes());
        after = page.get().after();
      }
    }
    return new Look(changes, after);
  }

  Look everything(String feed) {
    return look(feed, feed(feed).start(new Feed.StartAt.Beginning()));
  }

  OperationKey key(EntityType type, String kind) {
    return new OperationKey("test", type.name(), "s" + ++number, 1, kind);
  }

  Write.Create create(Entity wanted) {
    return new Write.Create(key(wanted.type(), "create"), wanted);
  }

  Write.Update update(Entity held, Entity delta) {
    return new Write.Update(key(held.type(), "update"), held, delta, null);
  }

  WriteResult write(Write write) {
    return write(List.of(write)).get(0);
  }

  List<WriteResult> write(List<Write> writes) {
    return connector.write(writes);
  }

  /** The requests since a position, by method and resource. */
  List<RequestLog.Entry> since(int position) {
    return shop.log().since(position);
  }

  int mark() {
    return shop.log().size();
  }

  @Override
  public void close() {
    connector.close();
    shop.close();
  }
}
