package dev.syncline.prestashop.port;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Located;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.http.Outbox;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopDictionaries;
import dev.syncline.prestashop.PrestaShopImages;
import dev.syncline.prestashop.codec.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes in bulk, and looks for what lost writes have left. Thread-safe.
 *
 * @since 0.1
 */
public final class PrestaShopWriter implements Outbox {

  private final Account account;
  private final Marks marks;
  private final Function<MediaSource, Creates> creates;
  private final Changes changes;
  private final Statuses statuses;
  private final Stocks stocks;
  private final Removals removals;
  private final Map<Kind, Shelf> shelves = new EnumMap<>(Kind.class);
  private final int bulk;

  /**
   * A writer.
   *
   * @param bulk how many entities go into one request
   * @param pictures where pictures that new products shall have are fetched from, in place of the
   *     other side; null if from there
   */
  public PrestaShopWriter(
      PrestaShopApi api,
      PrestaShopDictionaries dictionaries,
      PrestaShopImages images,
      int bulk,
      @Nullable MediaSource pictures) {
    this.account = api.account();
    Births births = new Births(api);
    Makers makers = new Makers(api, dictionaries);
    Homes homes = new Homes(api);
    this.marks = new Marks(api, new Naturals(api, births));
    this.creates =
        otherSide ->
            new Creates(
                api,
                marks,
                new Options(api, dictionaries),
                makers,
                births,
                homes,
                new Pictures(api, images, pictures == null ? otherSide : pictures));
    this.changes = new Changes(api, makers, homes);
    this.statuses = new Statuses(api, dictionaries, changes);
    this.stocks = new Stocks(api, dictionaries, changes);
    this.removals = new Removals(api);
    this.bulk = bulk;
    for (Kind kind : Kind.values()) {
      shelves.put(kind, new Shelf(kind, api, dictionaries));
    }
  }

  /** See {@link dev.syncline.connector.Connector#pack}. */
  @Override
  public List<List<Write>> pack(List<Write> writes) {
    return Packing.pack(writes, bulk);
  }

  /** See {@link dev.syncline.connector.Connector#write}. */
  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore, MediaSource otherSide) {
    if (leaveBefore.isPast() && !writes.isEmpty()) {
      // Nothing is read either: whoever comes too late has to come again anyway.
      throw new Unavailable(account, "write", "lease too short, nothing was sent", Duration.ZERO);
    }
    Results all = new Results();
    boolean stopped = false;
    for (List<Write> request : pack(writes)) {
      if (stopped) {
        request.forEach(write -> all.put(write, new WriteResult.NotSent("one before it failed")));
        continue;
      }
      try {
        request(request, all, leaveBefore, otherSide);
      } catch (ConnectorException failed) {
        all.broke(failed, request);
        stopped = true;
      }
    }
    return all.of(writes);
  }

  private void request(
      List<Write> writes, Results results, Deadline leaveBefore, MediaSource otherSide) {
    Write first = writes.get(0);
    Kind kind = Kind.of(first.type());
    Shelf shelf = Objects.requireNonNull(shelves.get(kind));
    if (first instanceof Write.Create) {
      List<Write.Create> births = only(writes, Write.Create.class);
      create(shelf, births, results, leaveBefore, creates.apply(otherSide));
    } else if (first instanceof Write.Update) {
      update(shelf, only(writes, Write.Update.class), results, leaveBefore);
    } else if (first instanceof Write.Delete) {
      removals.write(kind, only(writes, Write.Delete.class), results, leaveBefore);
    } else {
      writes.forEach(
          write ->
              results.refuse(
                  write, Refusal.Code.UNSUPPORTED, "PrestaShop has no such step; set the status"));
    }
  }

  private static <W extends Write> List<W> only(List<Write> writes, Class<W> sort) {
    return writes.stream().map(sort::cast).toList();
  }

  private static void create(
      Shelf shelf,
      List<Write.Create> some,
      Results results,
      Deadline leaveBefore,
      Creates creates) {
    switch (shelf.kind()) {
      case CATEGORY, PRODUCT, VARIANT, CUSTOMER, ADDRESS, PRICE, COUPON ->
          creates.write(shelf, some, results, leaveBefore);
      default ->
          some.forEach(
              each ->
                  results.refuse(
                      each, Refusal.Code.UNSUPPORTED, "only the shop itself makes these"));
    }
  }

  private void update(Shelf shelf, List<Write.Update> some, Results results, Deadline leaveBefore) {
    switch (shelf.kind()) {
      case CATEGORY, PRODUCT, VARIANT, CUSTOMER, ADDRESS, INVOICE, SHIPMENT, PRICE, COUPON ->
          changes.write(shelf, some, results, leaveBefore);
      case ORDER -> statuses.write(shelf, some, results, leaveBefore);
      case STOCK -> stocks.write(some, results, leaveBefore);
      default ->
          some.forEach(
              each ->
                  results.refuse(each, Refusal.Code.UNSUPPORTED, "this is only read from a shop"));
    }
  }

  /** See {@link dev.syncline.connector.Connector#locate}. */
  @Override
  public List<Located> locate(List<Write.Create> wanted) {
    Map<Kind, List<Write.Create>> byKind = new LinkedHashMap<>();
    wanted.forEach(
        create ->
            byKind.computeIfAbsent(Kind.of(create.type()), any -> new ArrayList<>()).add(create));
    IdentityHashMap<Write, Located> located = new IdentityHashMap<>();
    byKind.forEach((kind, some) -> locate(kind, some, located));
    return wanted.stream().map(create -> Objects.requireNonNull(located.get(create))).toList();
  }

  private void locate(Kind kind, List<Write.Create> some, IdentityHashMap<Write, Located> located) {
    if (!kind.isMadeHere()) {
      some.forEach(create -> located.put(create, new Located.CannotTell()));
      return;
    }
    Map<Write.Create, List<Row>> found =
        marks.found(Objects.requireNonNull(shelves.get(kind)), some);
    some.forEach(
        create -> {
          List<String> ids =
              found.getOrDefault(create, List.of()).stream().map(kind.table()::id).toList();
          located.put(create, ids.isEmpty() ? new Located.Absent() : new Located.Found(ids));
        });
  }
}
