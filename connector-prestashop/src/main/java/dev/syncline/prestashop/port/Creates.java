package dev.syncline.prestashop.port;

import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopApi.Answer;
import dev.syncline.prestashop.PrestaShopErrors;
import dev.syncline.prestashop.codec.Line;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.RowXml.Fault;
import dev.syncline.prestashop.codec.Table;
import dev.syncline.prestashop.codec.Terms;
import dev.syncline.prestashop.codec.VariantTable;
import dev.syncline.prestashop.port.Homes.Home;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates, several in a request. The webservice does them in order, stops at the first that fails,
 * keeps those before it, and says neither which failed nor what it made: the markers tell, and what
 * stands behind is sent again without it.
 *
 * <p>Thread-safe.
 */
final class Creates {

  /** A create with the row that it sends. */
  private record Sent(Write.Create create, Row row, Set<Field<?>> leftOut, @Nullable Row parent) {}

  /** A create that was done: the shop's id, and what may be missing of it. */
  private record Born(Sent sent, String id, Set<Field<?>> open) {}

  private static final int EMAIL_TAKEN = 140;

  private final PrestaShopApi api;
  private final Marks marks;
  private final Options options;
  private final Makers makers;
  private final Births births;
  private final Homes homes;
  private final Pictures pictures;

  Creates(
      PrestaShopApi api,
      Marks marks,
      Options options,
      Makers makers,
      Births births,
      Homes homes,
      Pictures pictures) {
    this.api = api;
    this.marks = marks;
    this.options = options;
    this.makers = makers;
    this.births = births;
    this.homes = homes;
    this.pictures = pictures;
  }

  void write(Shelf shelf, List<Write.Create> creates, Results results, Deadline leaveBefore) {
    List<Write.Create> ready = new ArrayList<>();
    for (Write.Create create : creates) {
      if (Packing.isPending(create.wanted())) {
        results.put(
            create, new WriteResult.NotSent("it points at a write whose entity has no id yet"));
      } else {
        ready.add(create);
      }
    }
    List<Write.Create> open = Naturals.tell(shelf.kind()) ? unknown(shelf, ready, results) : ready;
    if (!open.isEmpty()) {
      send(shelf, encoded(shelf, open, results, leaveBefore), results, leaveBefore);
    }
  }

  /** Those that the shop does not have yet; of two that are one to it the second waits. */
  private List<Write.Create> unknown(Shelf shelf, List<Write.Create> ready, Results results) {
    Map<Write.Create, String> keys = marks.naturals().keys(shelf, ready);
    Map<String, List<Row>> there = marks.naturals().found(shelf, keys);
    Set<String> leaving = new LinkedHashSet<>();
    List<Write.Create> open = new ArrayList<>();
    for (Write.Create create : ready) {
      String key = keys.getOrDefault(create, "");
      List<Row> rows = there.getOrDefault(key, List.of());
      if (!rows.isEmpty() && rows.stream().allMatch(shelf::isGone)) {
        results.refuse(
            create,
            Refusal.Code.DOUBLE,
            "the shop keeps a customer of this e-mail address who is marked as deleted");
      } else if (!rows.isEmpty()) {
        results.put(create, new WriteResult.Exists(shelf.kind().table().id(rows.get(0))));
      } else if (!key.isEmpty() && !leaving.add(key)) {
        results.put(
            create, new WriteResult.NotSent("another of this list is the same to the shop"));
      } else {
        open.add(create);
      }
    }
    return open;
  }

  private List<Sent> encoded(
      Shelf shelf, List<Write.Create> creates, Results results, Deadline leaveBefore) {
    Set<Field<?>> said = new LinkedHashSet<>();
    creates.forEach(create -> said.addAll(create.wanted().fields()));
    if (shelf.kind() == Kind.VARIANT) {
      options.ensure(creates, leaveBefore);
      said.add(Variant.OPTIONS);
    }
    if (shelf.kind() == Kind.PRODUCT) {
      makers.ensure(
          creates.stream().map(create -> new Makers.Said(create.wanted(), null)).toList(),
          leaveBefore);
    }
    Terms terms = shelf.termsToWrite(FieldSet.of(said));
    Map<String, Row> parents = parents(shelf, creates);
    List<Sent> all = new ArrayList<>();
    for (Write.Create create : creates) {
      Row parent =
          create.wanted().get(Variant.PRODUCT).map(ref -> parents.get(ref.id())).orElse(null);
      if (shelf.kind() == Kind.VARIANT && parent == null) {
        results.refuse(create, Refusal.Code.MISSING, "a combination needs a product that is there");
        continue;
      }
      Sent sent = encoded(shelf.kind(), create, terms, parent);
      Optional<String> missing =
          Births.missing(shelf.kind(), sent.row())
              .or(() -> Births.unsaid(shelf.kind(), sent.leftOut()));
      missing.ifPresentOrElse(
          why -> results.refuse(create, Refusal.Code.MISSING, why), () -> all.add(sent));
    }
    return all;
  }

  private static Map<String, Row> parents(Shelf shelf, List<Write.Create> creates) {
    Map<String, Row> parents = new LinkedHashMap<>();
    Set<String> ids = new LinkedHashSet<>();
    for (Write.Create create : creates) {
      create.wanted().get(Variant.PRODUCT).map(Ref::id).ifPresent(ids::add);
    }
    for (String id : ids) {
      parents.put(id, Row.of("combination").text("id_product", id).build());
    }
    shelf
        .joins()
        .parents(List.copyOf(parents.values()), FieldSet.of())
        .forEach(
            row ->
                row.join(VariantTable.PARENTS)
                    .ifPresentOrElse(
                        parent -> parents.put(row.text("id_product"), parent),
                        () -> parents.remove(row.text("id_product"))));
    return parents;
  }

  private Sent encoded(Kind kind, Write.Create create, Terms terms, @Nullable Row parent) {
    Line.Written how = new Line.Written(terms, create.wanted(), null, parent);
    Table.Encoded encoded = kind.table().write(create.wanted(), how);
    Row.Builder row = encoded.row();
    births.complete(kind, row, create.wanted(), terms);
    marks.mark(kind, create.key(), row);
    return new Sent(create, row.build(), encoded.leftOut(), parent);
  }

  private void send(Shelf shelf, List<Sent> sent, Results results, Deadline leaveBefore) {
    List<Sent> left = sent;
    while (!left.isEmpty()) {
      left = sendOnce(shelf, left, results, leaveBefore);
    }
  }

  /** Sends them and gives those that were not tried. */
  private List<Sent> sendOnce(Shelf shelf, List<Sent> sent, Results results, Deadline leaveBefore) {
    Kind kind = shelf.kind();
    List<Write.Create> creates = sent.stream().map(Sent::create).toList();
    results.leaving(creates);
    Answer answer =
        api.send("POST", kind.resource(), sent.stream().map(Sent::row).toList(), leaveBefore);
    if (answer.succeeded() && answer.rows().size() == sent.size()) {
      results.answered();
      List<Born> born = new ArrayList<>();
      for (int at = 0; at < sent.size(); at++) {
        born.add(new Born(sent.get(at), answer.rows().get(at).id(), Set.of()));
      }
      done(shelf, born, results, leaveBefore);
      return List.of();
    }
    Map<Write.Create, List<Row>> saved = saved(shelf, creates);
    results.answered();
    List<Born> born = new ArrayList<>();
    int failed = 0;
    while (failed < sent.size() && !rows(saved, sent.get(failed)).isEmpty()) {
      Sent each = sent.get(failed++);
      boolean halfDone = failed == sent.size() || rows(saved, sent.get(failed)).isEmpty();
      Set<Field<?>> open = halfDone && !answer.succeeded() ? associated(each) : Set.of();
      if (halfDone && isTaken(answer)) {
        // What comes behind the one that is taken was not tried.
        results.put(each.create(), new WriteResult.Exists(rows(saved, each).get(0).id()));
        done(shelf, born, results, leaveBefore);
        return sent.subList(failed, sent.size());
      }
      born.add(new Born(each, rows(saved, each).get(0).id(), open));
    }
    done(shelf, born, results, leaveBefore);
    if (failed < sent.size()) {
      results.put(sent.get(failed).create(), failure(answer));
    }
    return failed + 1 < sent.size() ? sent.subList(failed + 1, sent.size()) : List.of();
  }

  /** Somebody else made one meanwhile that is the same to the shop. */
  private static boolean isTaken(Answer answer) {
    return answer.faults().stream().anyMatch(fault -> fault.code() == EMAIL_TAKEN);
  }

  private static List<Row> rows(Map<Write.Create, List<Row>> saved, Sent sent) {
    return saved.getOrDefault(sent.create(), List.of());
  }

  private Map<Write.Create, List<Row>> saved(Shelf shelf, List<Write.Create> creates) {
    try {
      return marks.found(shelf, creates);
    } catch (OutcomeUnknown unknown) {
      throw unknown;
    } catch (ConnectorException unread) {
      throw new OutcomeUnknown(
          api.account(),
          "POST " + shelf.kind().resource(),
          "one of " + creates.size() + " failed, and what was made before it could not be read");
    }
  }

  /** What is saved last of an entity, and may be missing if its request did not end well. */
  private static Set<Field<?>> associated(Sent sent) {
    Set<Field<?>> all = new LinkedHashSet<>();
    for (Field<?> field :
        List.<Field<?>>of(
            Product.CATEGORIES,
            Product.CATEGORY,
            Product.FEATURES,
            Variant.OPTIONS,
            Customer.GROUPS)) {
      if (sent.create().wanted().knows(field)) {
        all.add(field);
      }
    }
    return all;
  }

  /** It certainly was not saved, unless the shop died without a word. */
  static WriteResult failure(Answer answer) {
    Optional<Fault> told = answer.telling().or(() -> answer.faults().stream().findFirst());
    return told.<WriteResult>map(
            fault -> new WriteResult.Refused(List.of(PrestaShopErrors.refusal(fault))))
        .orElse(new WriteResult.Unknown());
  }

  private void done(Shelf shelf, List<Born> born, Results results, Deadline leaveBefore) {
    List<Home> asked = new ArrayList<>();
    born.forEach(each -> Home.of(each.id(), each.sent().row(), null).ifPresent(asked::add));
    Set<String> homeless = asked.isEmpty() ? Set.of() : homes.writeNew(asked, leaveBefore);
    for (Born each : born) {
      Set<Field<?>> open = new LinkedHashSet<>(each.open());
      if (homeless.contains(each.id())) {
        open.addAll(Homes.among(each.sent().create().wanted()));
      }
      done(shelf, new Born(each.sent(), each.id(), open), results, leaveBefore);
    }
  }

  private void done(Shelf shelf, Born born, Results results, Deadline leaveBefore) {
    Sent sent = born.sent();
    Set<Field<?>> leftOut = new LinkedHashSet<>(sent.leftOut());
    leftOut.addAll(born.open());
    Entity wanted = sent.create().wanted();
    if (wanted.knows(Product.IMAGES)
        && !pictures.upload(born.id(), wanted.get(Product.IMAGES).orElse(Set.of()), leaveBefore)) {
      leftOut.add(Product.IMAGES);
    }
    Row row = sent.row().but().text("id", born.id()).build();
    String id = shelf.kind().table().id(row);
    Entity holds = Held.of(shelf, row, sent.parent(), wanted, leftOut).withId(id);
    results.put(sent.create(), new WriteResult.Written(id, null, holds, Set.copyOf(leftOut)));
  }
}
