package dev.syncline.prestashop.port;

import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopApi.Answer;
import dev.syncline.prestashop.PrestaShopErrors;
import dev.syncline.prestashop.codec.Clean;
import dev.syncline.prestashop.codec.Line;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.RowXml.Fault;
import dev.syncline.prestashop.codec.Table;
import dev.syncline.prestashop.codec.Terms;
import dev.syncline.prestashop.codec.VariantTable;
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

  private final PrestaShopApi api;
  private final Marks marks;
  private final Options options;
  private final Pictures pictures;

  Creates(PrestaShopApi api, Marks marks, Options options, Pictures pictures) {
    this.api = api;
    this.marks = marks;
    this.options = options;
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
    if (!ready.isEmpty()) {
      send(shelf, encoded(shelf, ready, results, leaveBefore), results, leaveBefore);
    }
  }

  private List<Sent> encoded(
      Shelf shelf, List<Write.Create> creates, Results results, Deadline leaveBefore) {
    Set<Field<?>> said = new LinkedHashSet<>();
    creates.forEach(create -> said.addAll(create.wanted().fields()));
    if (shelf.kind() == Kind.VARIANT) {
      options.ensure(creates, leaveBefore);
      said.add(Variant.OPTIONS);
    }
    Terms terms = shelf.terms(FieldSet.of(said));
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
      if (shelf.kind() != Kind.VARIANT && !sent.row().has("name")) {
        // Old versions would make one that nobody can find.
        results.refuse(create, Refusal.Code.MISSING, "it has no name");
      } else {
        all.add(sent);
      }
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
    complete(kind, row, create.wanted(), terms);
    marks.mark(kind, create.key(), row);
    return new Sent(create, row.build(), encoded.leftOut(), parent);
  }

  /** What is not said would be 0 to the shop: hidden, not for sale, a draft. */
  private static void complete(Kind kind, Row.Builder row, Entity wanted, Terms terms) {
    if (kind == Kind.VARIANT) {
      row.text("minimal_quantity", "1");
      unlessSaid(row, "price", "0");
      return;
    }
    unlessSaid(row, "active", "1");
    if (kind == Kind.CATEGORY) {
      unlessSaid(row, "id_parent", Long.toString(terms.homeId()));
      return;
    }
    if (terms.version().hasStates()) {
      row.text("state", "1");
    }
    row.text("available_for_order", "1").text("show_price", "1").text("minimal_quantity", "1");
    row.text("visibility", "both").text("condition", "new");
    unlessSaid(row, "price", "0");
    unlessSaid(row, "id_tax_rules_group", "0");
    unlessSaid(row, "id_category_default", Long.toString(terms.homeId()));
    if (!wanted.knows(Product.CATEGORIES) && !wanted.knows(Product.CATEGORY)) {
      row.ids("categories", "category", List.of(Long.toString(terms.homeId())));
    }
    Map<Integer, String> links = new LinkedHashMap<>();
    row.said("name").forEach((id, name) -> links.put(id, Clean.link(name)));
    if (!links.isEmpty()) {
      row.languages("link_rewrite", links);
    }
  }

  private static void unlessSaid(Row.Builder row, String name, String value) {
    if (!row.says(name)) {
      row.text(name, value);
    }
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
      for (int at = 0; at < sent.size(); at++) {
        done(shelf, sent.get(at), answer.rows().get(at).id(), Set.of(), results, leaveBefore);
      }
      return List.of();
    }
    Map<Write.Create, List<Row>> saved = saved(kind, creates);
    results.answered();
    int failed = 0;
    while (failed < sent.size() && !rows(saved, sent.get(failed)).isEmpty()) {
      Sent each = sent.get(failed++);
      boolean halfDone = failed == sent.size() || rows(saved, sent.get(failed)).isEmpty();
      Set<Field<?>> open = halfDone && !answer.succeeded() ? associated(each) : Set.of();
      done(shelf, each, rows(saved, each).get(0).id(), open, results, leaveBefore);
    }
    if (failed < sent.size()) {
      results.put(sent.get(failed).create(), failure(answer));
    }
    return failed + 1 < sent.size() ? sent.subList(failed + 1, sent.size()) : List.of();
  }

  private static List<Row> rows(Map<Write.Create, List<Row>> saved, Sent sent) {
    return saved.getOrDefault(sent.create(), List.of());
  }

  private Map<Write.Create, List<Row>> saved(Kind kind, List<Write.Create> creates) {
    try {
      return marks.found(kind, creates);
    } catch (OutcomeUnknown unknown) {
      throw unknown;
    } catch (ConnectorException unread) {
      throw new OutcomeUnknown(
          api.account(),
          "POST " + kind.resource(),
          "one of " + creates.size() + " failed, and what was made before it could not be read");
    }
  }

  /** What is saved last of an entity, and may be missing if its request did not end well. */
  private static Set<Field<?>> associated(Sent sent) {
    Set<Field<?>> all = new LinkedHashSet<>();
    for (Field<?> field :
        List.<Field<?>>of(Product.CATEGORIES, Product.CATEGORY, Variant.OPTIONS)) {
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

  private void done(
      Shelf shelf,
      Sent sent,
      String vendorId,
      Set<Field<?>> open,
      Results results,
      Deadline leaveBefore) {
    Set<Field<?>> leftOut = new LinkedHashSet<>(sent.leftOut());
    leftOut.addAll(open);
    Entity wanted = sent.create().wanted();
    if (wanted.knows(Product.IMAGES)
        && !pictures.upload(vendorId, wanted.get(Product.IMAGES).orElse(Set.of()), leaveBefore)) {
      leftOut.add(Product.IMAGES);
    }
    Row row = sent.row().but().text("id", vendorId).build();
    String id = shelf.kind().table().id(row);
    Entity holds = Held.of(shelf, row, sent.parent(), wanted, leftOut).withId(id);
    results.put(sent.create(), new WriteResult.Written(id, null, holds, Set.copyOf(leftOut)));
  }
}
