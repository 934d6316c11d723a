package dev.syncline.prestashop.codec;

import dev.syncline.model.Category;
import dev.syncline.model.Ref;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table of categories. The home is no category to people: what hangs under it has no parent.
 *
 * @since 0.1
 */
public final class CategoryTable {

  private static final String PARENT = "id_parent";

  private CategoryTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        Category.TYPE,
        "category",
        List.of(
            Languages.all(Category.NAMES, "name", Clean::name, true),
            Languages.one(Category.NAME, "name", Clean::name, true),
            parent(),
            archived(),
            description()));
  }

  private static Line<Ref> parent() {
    return Line.of(
        Category.PARENT,
        Set.of(PARENT),
        (row, into, terms) -> {
          if (row.has(PARENT)) {
            long id = row.number(PARENT);
            into.set(
                Category.PARENT,
                terms.isCategory(id)
                    ? Optional.of(new Ref(Category.TYPE, Long.toString(id)))
                    : Optional.empty());
          }
        },
        (row, wanted, how) -> {
          row.text(PARENT, wanted == null ? Long.toString(how.terms().homeId()) : wanted.id());
          return true;
        });
  }

  private static Line<Boolean> archived() {
    return Line.of(
        Category.ARCHIVED,
        Set.of("active"),
        (row, into, terms) -> {
          if (row.has("active")) {
            into.set(Category.ARCHIVED, !row.yes("active"));
          }
        },
        (row, wanted, how) -> {
          row.text("active", Boolean.TRUE.equals(wanted) ? "0" : "1");
          return true;
        });
  }

  private static Line<String> description() {
    Line<String> html = Languages.one(Category.DESCRIPTION, "description", RowXml::sendable, false);
    return Line.of(
            Category.DESCRIPTION,
            html.needs(),
            (row, into, terms) ->
                Languages.text(row, "description", terms)
                    .ifPresent(text -> into.set(Category.DESCRIPTION, Line.said(Html.plain(text)))),
            (row, wanted, how) ->
                html.writes().write(row, wanted == null ? null : Html.of(wanted), how))
        .closeIf(
            (wanted, held, phones) ->
                Category.DESCRIPTION
                    .kind()
                    .same(Html.plain(Html.of(RowXml.sendable(wanted))), held, phones));
  }
}
