package dev.syncline.prestashop.port;

import dev.syncline.connector.Deadline;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopApi.Answer;
import dev.syncline.prestashop.PrestaShopApi.One;
import dev.syncline.prestashop.PrestaShopApi.Presence;
import dev.syncline.prestashop.PrestaShopErrors;
import dev.syncline.prestashop.codec.CustomerTable;
import dev.syncline.prestashop.codec.Line;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.RowXml.Fault;
import dev.syncline.prestashop.codec.Table;
import dev.syncline.prestashop.codec.Terms;
import dev.syncline.prestashop.codec.VariantTable;
import dev.syncline.prestashop.port.Homes.Home;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Updates, several in a request. From version 8 on only what changes is sent; before, the whole
 * entity as it is now, because whatever is not sent would be lost.
 *
 * <p>An update can be sent again without harm, so a request that fails is halved until the one that
 * fails stands alone. Thread-safe.
 */
final class Changes {

  /** What the shop shows and does not take back. */
  private static final Map<Kind, Set<String>> NOT_SENT =
      Map.of(
          Kind.PRODUCT, Set.of("manufacturer_name", "quantity"),
          Kind.CATEGORY, Set.of("level_depth", "nb_products_recursive"));

  private static final int INVALID_ID = 92;

  /** An update with the row that it sends. */
  record Sent(Write.Update update, Row row, Set<Field<?>> leftOut, @Nullable Row parent) {}

  private final PrestaShopApi api;
  private final Makers makers;
  private final Homes homes;

  Changes(PrestaShopApi api, Makers makers, Homes homes) {
    this.api = api;
    this.makers = makers;
    this.homes = homes;
  }

  void write(Shelf shelf, List<Write.Update> updates, Results results, Deadline leaveBefore) {
    Map<Write.Update, Row> current = current(shelf, updates, results);
    if (!shelf.kind().isChangedHere(api.version())) {
      String why = "before version 8 a customer who is saved so can never order again";
      current.keySet().forEach(each -> results.refuse(each, Refusal.Code.UNSUPPORTED, why));
      return;
    }
    if (!current.isEmpty()) {
      if (shelf.kind() == Kind.PRODUCT) {
        List<Makers.Said> said = new ArrayList<>();
        current.forEach((update, row) -> said.add(new Makers.Said(update.delta(), row)));
        makers.ensure(said, leaveBefore);
      }
      List<Sent> changes = encoded(shelf, current, results);
      List<Sent> sent = withoutHomes(shelf, changes, current, results, leaveBefore);
      if (!sent.isEmpty()) {
        send(shelf, sent, results, leaveBefore);
      }
    }
  }

  /** The rows as they are now; what is not there is answered. */
  private Map<Write.Update, Row> current(Shelf shelf, List<Write.Update> updates, Results results) {
    Map<Write.Update, String> ids = new LinkedHashMap<>();
    for (Write.Update update : updates) {
      Optional<String> id = Ids.vendor(shelf.kind(), update.held().id());
      if (Packing.isPending(update.delta())) {
        results.put(update, new WriteResult.NotSent("it points at a write without an id yet"));
      } else if (id.isEmpty()) {
        results.put(update, new WriteResult.Gone());
      } else {
        ids.put(update, id.get());
      }
    }
    Map<String, Row> found =
        ids.isEmpty() ? Map.of() : rows(shelf, ids.values(), changed(ids.keySet()));
    Map<Write.Update, Row> current = new LinkedHashMap<>();
    ids.forEach(
        (update, id) -> {
          Row row =
              found.containsKey(id) ? found.get(id) : missing(shelf.kind(), update, id, results);
          if (row != null) {
            current.put(update, row);
          }
        });
    return current;
  }

  private static FieldSet changed(Set<Write.Update> updates) {
    Set<Field<?>> all = new LinkedHashSet<>();
    updates.forEach(update -> all.addAll(update.delta().fields()));
    return FieldSet.of(all);
  }

  private Map<String, Row> rows(Shelf shelf, java.util.Collection<String> ids, FieldSet changed) {
    Set<String> columns = new LinkedHashSet<>(shelf.columns(changed));
    if (!api.version().patches()) {
      columns.add("@whole");
    }
    List<Row> rows = api.where(shelf.kind().resource(), columns, "id", ids);
    if (shelf.kind() == Kind.VARIANT) {
      rows = shelf.joins().parents(rows, changed);
    }
    if (shelf.kind() == Kind.PRODUCT || shelf.kind() == Kind.CUSTOMER) {
      rows = shelf.joins().joined(shelf.kind(), rows, changed);
    }
    Map<String, Row> byId = new LinkedHashMap<>();
    rows.forEach(row -> byId.put(row.id(), row));
    return byId;
  }

  private @Nullable Row missing(Kind kind, Write.Update update, String id, Results results) {
    One one = api.one(kind.resource(), id);
    if (one.row() != null) {
      return one.row();
    }
    if (one.presence() == Presence.GONE) {
      results.put(update, new WriteResult.Gone());
    } else {
      results.refuse(update, Refusal.Code.NOT_ALLOWED, "it is not in this shop");
    }
    return null;
  }

  private List<Sent> encoded(Shelf shelf, Map<Write.Update, Row> current, Results results) {
    Terms terms = shelf.termsToWrite(changed(current.keySet()));
    List<Sent> all = new ArrayList<>();
    current.forEach(
        (update, row) -> {
          Row parent = row.join(VariantTable.PARENTS).orElse(null);
          Table.Encoded encoded =
              shelf
                  .kind()
                  .table()
                  .write(update.delta(), new Line.Written(terms, update.wanted(), row, parent));
          boolean home = encoded.row().build().join(CustomerTable.ADDRESSES).isPresent();
          if (encoded.row().saysNothing() && !home) {
            results.put(
                update, new WriteResult.Written(update.held().id(), null, null, encoded.leftOut()));
          } else {
            all.add(new Sent(update, encoded.row().build(), encoded.leftOut(), parent));
          }
        });
    return all;
  }

  /** What is left to send of the rows themselves, once what stands in addresses is written. */
  private List<Sent> withoutHomes(
      Shelf shelf,
      List<Sent> changes,
      Map<Write.Update, Row> current,
      Results results,
      Deadline leaveBefore) {
    List<Home> asked = new ArrayList<>();
    changes.forEach(
        each ->
            Home.of(each.row().id(), each.row(), current.get(each.update())).ifPresent(asked::add));
    results.leaving(changes.stream().map(Sent::update).toList());
    Set<String> homeless = asked.isEmpty() ? Set.of() : homes.write(asked, leaveBefore);
    results.answered();
    List<Sent> left = new ArrayList<>();
    for (Sent each : changes) {
      Set<Field<?>> leftOut = new LinkedHashSet<>(each.leftOut());
      if (homeless.contains(each.row().id())) {
        leftOut.addAll(Homes.among(each.update().delta()));
      }
      Row row = current.getOrDefault(each.update(), each.row());
      boolean nothing = each.row().but().saysNothing();
      Row sent = nothing ? each.row() : sendable(shelf.kind(), row, each.row());
      Sent whole = new Sent(each.update(), sent, Set.copyOf(leftOut), each.parent());
      if (nothing) {
        done(shelf, whole, results);
      } else {
        left.add(whole);
      }
    }
    return left;
  }

  /** What is sent of a row: only the change, or the whole of it with the change. */
  Row sendable(Kind kind, Row current, Row change) {
    if (api.version().patches()) {
      return change;
    }
    Row.Builder whole = current.but().withoutAssociations();
    NOT_SENT.getOrDefault(kind, Set.of()).forEach(whole::without);
    change.texts().forEach(whole::text);
    change.multilingual().forEach(whole::languages);
    change.associations().forEach(whole::association);
    change
        .joined(CustomerTable.ADDRESSES)
        .ifPresent(home -> whole.joined(CustomerTable.ADDRESSES, home));
    return whole.build();
  }

  /** Sends rows whose changes can be sent twice without harm. */
  void send(Shelf shelf, List<Sent> sent, Results results, Deadline leaveBefore) {
    String method = api.version().patches() ? "PATCH" : "PUT";
    results.leaving(sent.stream().map(Sent::update).toList());
    Answer answer =
        api.send(
            method, shelf.kind().resource(), sent.stream().map(Sent::row).toList(), leaveBefore);
    results.answered();
    if (answer.succeeded()) {
      sent.forEach(each -> done(shelf, each, results));
      return;
    }
    List<Sent> open = isOpen(answer) ? notHeld(shelf, sent, results) : sent;
    if (open.size() == 1) {
      results.put(open.get(0).update(), failure(answer));
    } else if (!open.isEmpty()) {
      int half = open.size() / 2;
      send(shelf, open.subList(0, half), results, leaveBefore);
      send(shelf, open.subList(half, open.size()), results, leaveBefore);
    }
  }

  /** PHP only warned, or the shop died silently: what was saved by then has to be looked at. */
  private static boolean isOpen(Answer answer) {
    return answer.telling().map(PrestaShopErrors::isOpen).orElse(true);
  }

  private List<Sent> notHeld(Shelf shelf, List<Sent> sent, Results results) {
    Set<String> ids = new LinkedHashSet<>();
    Set<String> columns = new LinkedHashSet<>();
    sent.forEach(
        each -> {
          ids.add(each.row().id());
          columns.addAll(each.row().texts().keySet());
          columns.addAll(each.row().multilingual().keySet());
          if (!each.row().associations().isEmpty()) {
            columns.add("@associations");
          }
        });
    Map<String, Row> now = new LinkedHashMap<>();
    api.where(shelf.kind().resource(), columns, "id", ids).forEach(row -> now.put(row.id(), row));
    List<Sent> open = new ArrayList<>();
    for (Sent each : sent) {
      Row row = now.get(each.row().id());
      if (row != null && holds(row, each.row())) {
        done(shelf, each, results);
      } else {
        open.add(each);
      }
    }
    return open;
  }

  private static boolean holds(Row row, Row sent) {
    return sent.texts().entrySet().stream()
            .allMatch(each -> same(row.text(each.getKey()), each.getValue()))
        && sent.multilingual().entrySet().stream()
            .allMatch(each -> row.languages(each.getKey()).equals(each.getValue()))
        && sent.associations().keySet().stream()
            .allMatch(name -> Set.copyOf(row.ids(name)).equals(Set.copyOf(sent.ids(name))));
  }

  private static boolean same(String held, String sent) {
    if (held.equals(sent)) {
      return true;
    }
    try {
      return new BigDecimal(held.strip()).compareTo(new BigDecimal(sent.strip())) == 0;
    } catch (NumberFormatException noNumbers) {
      return false;
    }
  }

  private static WriteResult failure(Answer answer) {
    Optional<Fault> told = answer.telling();
    if (told.filter(fault -> fault.code() == INVALID_ID).isPresent()) {
      return new WriteResult.Gone();
    }
    return told.filter(fault -> !PrestaShopErrors.isOpen(fault))
        .<WriteResult>map(
            fault -> new WriteResult.Refused(List.of(PrestaShopErrors.refusal(fault))))
        .orElse(new WriteResult.Unknown());
  }

  private static void done(Shelf shelf, Sent sent, Results results) {
    Write.Update update = sent.update();
    Entity holds =
        Held.of(shelf, sent.row(), sent.parent(), update.delta(), sent.leftOut())
            .withId(update.held().id());
    results.put(update, new WriteResult.Written(update.held().id(), null, holds, sent.leftOut()));
  }
}
