package dev.syncline.prestashop.port;

import dev.syncline.connector.Deadline;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopApi.Answer;
import dev.syncline.prestashop.PrestaShopApi.Presence;
import dev.syncline.prestashop.PrestaShopDictionaries;
import dev.syncline.prestashop.PrestaShopDictionaries.Listing;
import dev.syncline.prestashop.codec.OrderTable;
import dev.syncline.prestashop.codec.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes of orders' states. A state is entered by a row of the order's history, with all that
 * follows from it: invoices, stock, mails. The same state twice would be entered twice, so the
 * present one is looked at before, and again if a request fails.
 *
 * <p>Thread-safe.
 */
final class Statuses {

  private static final String HISTORIES = "order_histories";

  private final PrestaShopApi api;
  private final PrestaShopDictionaries dictionaries;
  private final Changes changes;

  Statuses(PrestaShopApi api, PrestaShopDictionaries dictionaries, Changes changes) {
    this.api = api;
    this.dictionaries = dictionaries;
    this.changes = changes;
  }

  /** Notes are written first, as any column is; states follow. */
  void write(Shelf shelf, List<Write.Update> updates, Results results, Deadline leaveBefore) {
    List<Write.Update> states = new ArrayList<>();
    List<Write.Update> others = new ArrayList<>();
    for (Write.Update update : updates) {
      (update.delta().knows(Order.STATUS) ? states : others).add(update);
    }
    if (!others.isEmpty()) {
      changes.write(shelf, noted(others, results), results, leaveBefore);
    }
    List<Write.Update> left = known(states, results);
    while (!left.isEmpty()) {
      left = enter(left, results, leaveBefore);
    }
  }

  /** Before version 8 an order has no note. */
  private List<Write.Update> noted(List<Write.Update> updates, Results results) {
    if (api.version().hasOrderNotes()) {
      return updates;
    }
    updates.forEach(
        update ->
            results.put(
                update,
                new WriteResult.Written(update.held().id(), null, null, update.delta().fields())));
    return List.of();
  }

  private List<Write.Update> known(List<Write.Update> updates, Results results) {
    if (updates.isEmpty()) {
      return List.of();
    }
    Set<String> states = new HashSet<>();
    dictionaries.rows(Listing.ORDER_STATES).stream()
        .filter(row -> !row.yes("deleted"))
        .forEach(row -> states.add(row.id()));
    List<Write.Update> known = new ArrayList<>();
    for (Write.Update update : updates) {
      String wanted = update.delta().get(Order.STATUS).orElse("");
      if (Ids.vendor(Kind.ORDER, update.held().id()).isEmpty()) {
        results.put(update, new WriteResult.Gone());
      } else if (states.contains(wanted)) {
        known.add(update);
      } else {
        results.refuse(update, Refusal.Code.INVALID, "the shop has no such order state");
      }
    }
    return known;
  }

  /** Enters the states and gives those that were not tried. */
  private List<Write.Update> enter(
      List<Write.Update> updates, Results results, Deadline leaveBefore) {
    List<Write.Update> entering = notThere(updates, results, leaveBefore);
    if (entering.isEmpty()) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    for (Write.Update update : entering) {
      rows.add(
          Row.of("order_history")
              .text("id_order", update.held().id())
              .text("id_order_state", update.delta().require(Order.STATUS))
              .build());
    }
    results.leaving(entering);
    Answer answer = api.send("POST", HISTORIES, rows, leaveBefore);
    results.answered();
    if (answer.succeeded()) {
      entering.forEach(update -> done(update, results, leaveBefore));
      return List.of();
    }
    List<Write.Update> left = notThere(entering, results, leaveBefore);
    if (left.isEmpty()) {
      return List.of();
    }
    results.put(left.get(0), Creates.failure(answer));
    return left.subList(1, left.size());
  }

  private List<Write.Update> notThere(
      List<Write.Update> updates, Results results, Deadline leaveBefore) {
    Map<String, Row> now = new LinkedHashMap<>();
    List<String> ids = updates.stream().map(update -> update.held().id()).toList();
    api.where(Kind.ORDER.resource(), Set.of(OrderTable.STATE), "id", ids)
        .forEach(row -> now.put(row.id(), row));
    List<Write.Update> left = new ArrayList<>();
    for (Write.Update update : updates) {
      Row row = now.get(update.held().id());
      if (row == null) {
        boolean gone =
            api.one(Kind.ORDER.resource(), update.held().id()).presence() == Presence.GONE;
        results.put(
            update,
            gone
                ? new WriteResult.Gone()
                : WriteResult.Refused.because(
                    Refusal.Code.NOT_ALLOWED, "the order is not in this shop"));
      } else if (row.text(OrderTable.STATE).equals(update.delta().require(Order.STATUS))) {
        done(update, results, leaveBefore);
      } else {
        left.add(update);
      }
    }
    return left;
  }

  /** The state is entered; a note of the same update goes by itself. */
  private void done(Write.Update update, Results results, Deadline leaveBefore) {
    Entity delta = update.delta();
    Set<dev.syncline.model.Field<?>> leftOut = new HashSet<>(delta.fields());
    leftOut.remove(Order.STATUS);
    if (delta.knows(Order.COMMENT) && api.version().hasOrderNotes() && noted(update, leaveBefore)) {
      leftOut.remove(Order.COMMENT);
    }
    results.put(
        update, new WriteResult.Written(update.held().id(), null, null, Set.copyOf(leftOut)));
  }

  private boolean noted(Write.Update update, Deadline leaveBefore) {
    Row row =
        Row.of("order")
            .text("id", update.held().id())
            .text("note", update.delta().get(Order.COMMENT).orElse(""))
            .build();
    return api.send("PATCH", Kind.ORDER.resource(), List.of(row), leaveBefore).succeeded();
  }
}
