package dev.syncline.prestashop.fake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * POST, PUT and PATCH: each posted thing is set field by field, validated, saved and only then
 * given its associations; the first that fails ends the batch, those before it stay saved.
 */
final class Writes {

  /** What was saved, with the raw text an answer repeats. */
  record Written(Row row, Map<String, String> echo) {}

  private static final Set<String> KEPT_LISTS =
      Set.of(
          "products.categories",
          "products.product_features",
          "products.tags",
          "products.attachments",
          "products.accessories",
          "products.product_bundle",
          "combinations.product_option_values",
          "combinations.images",
          "customers.groups",
          "carts.cart_rows",
          "order_slip.order_slip_details");

  private static final String POSITION = "position_in_category";

  private final Books books;
  private final Checks checks;
  private final Effects effects;

  Writes(Books books, Effects effects) {
    this.books = books;
    this.checks = new Checks(books.version);
    this.effects = effects;
  }

  List<Written> save(Call call, Resource resource) {
    List<PostedXml.Entity> entities = PostedXml.entities(call.document(), books.warns());
    checkIds(call, entities);
    List<Written> written = new ArrayList<>();
    for (PostedXml.Entity entity : entities) {
      written.add(save(call, resource, entity));
    }
    return written;
  }

  private static void checkIds(Call call, List<PostedXml.Entity> entities) {
    List<Integer> ids = new ArrayList<>();
    for (PostedXml.Entity entity : entities) {
      if (!entity.text("id").isEmpty()) {
        ids.add((int) Values.leadingNumber(entity.text("id")));
      }
    }
    if (call.method.equals("POST")) {
      if (!ids.isEmpty()) {
        throw Refusal.of(400, 91, "id is forbidden when adding a new resource");
      }
      return;
    }
    if (new HashSet<>(ids).size() != ids.size()) {
      throw Refusal.of(400, 89, "id is duplicate in request");
    }
    if (ids.size() != entities.size()) {
      throw Refusal.of(400, 90, "id is required when modifying a resource");
    }
  }

  private Written save(Call call, Resource resource, PostedXml.Entity entity) {
    Row row = null;
    if (!call.method.equals("POST")) {
      row = books.find(resource.table(), (int) Values.leadingNumber(entity.text("id")));
      if (row == null) {
        throw Refusal.of(404, 92, "Invalid ID");
      }
    }
    Draft draft = new Draft(call, resource, row);
    for (Field field : resource.fields().values()) {
      take(draft, entity, field);
    }
    effects.modify(draft);
    validate(draft);
    effects.check(draft);
    Row saved = effects.made(draft);
    if (saved == null) {
      saved = store(draft);
      effects.saved(draft, saved);
    }
    associate(draft, saved, entity);
    linkToShops(call, resource, saved);
    if (draft.isNew()) {
      books.hints.added(resource.table(), saved);
    } else {
      books.hints.updated(resource.table(), saved);
    }
    return new Written(saved, echo(draft, saved));
  }

  /** What came, as it came; what did not come is empty unless the shop filled it in. */
  private static Map<String, String> echo(Draft draft, Row saved) {
    Map<String, String> echo = new LinkedHashMap<>(draft.values());
    if (draft.is("orders") && draft.isNew()) {
      // The order was made from the cart; what is shown is the request, without what it sets.
      List.of("current_state", "note").forEach(field -> echo.put(field, ""));
      return echo;
    }
    for (Field field : draft.resource().fields().values()) {
      String raw = echo.get(field.name());
      String stored = saved.get(field.name());
      if (raw != null && raw.isEmpty() && !stored.equals(Values.stored(field, ""))) {
        echo.put(field.name(), stored);
      }
    }
    return echo;
  }

  private void take(Draft draft, PostedXml.Entity entity, Field field) {
    boolean patch = draft.call().method.equals("PATCH");
    boolean given = entity.has(field.name());
    if (field.lang()) {
      takeTexts(draft, entity, field, patch && !given);
    } else if (given) {
      if (field.readOnly()) {
        throw Refusal.of(
            400,
            93,
            "parameter \""
                + field.name()
                + "\" not writable. Please remove this attribute of this XML");
      }
      if (draft.is("products") && field.name().equals(POSITION)) {
        checkPosition(draft, entity.text(POSITION));
      }
      draft.values().put(field.name(), entity.text(field.name()));
      draft.sent().put(field.name(), entity.text(field.name()));
    } else if (patch) {
      keep(draft, field);
    } else if (field.required()) {
      throw Refusal.of(400, 41, "parameter \"" + field.name() + "\" required");
    } else if (field.readOnly() || field.computed()) {
      keep(draft, field);
    } else {
      draft.values().put(field.name(), "");
    }
  }

  /** Counted among what stands in the default category before the write. */
  private void checkPosition(Draft draft, String said) {
    double position = Values.leadingNumber(said);
    if (position <= 0) {
      throw Refusal.of(500, 134, "You cannot set 0 or a negative position, the minimum is 1.");
    }
    int category = draft.num("id_category_default");
    long there =
        books.all("products").stream()
            .filter(product -> product.ids("categories").contains(category))
            .count();
    if (there > 0 && position > there) {
      throw Refusal.of(
          500,
          135,
          "You cannot set a position greater than the total number of products in the category,"
              + " starting at 1.");
    }
  }

  private static void keep(Draft draft, Field field) {
    Row row = draft.row();
    if (row != null) {
      draft.values().put(field.name(), row.get(field.name(), draft.call().shop));
    }
  }

  private void takeTexts(Draft draft, PostedXml.Entity entity, Field field, boolean untouched) {
    Row row = draft.row();
    Map<Integer, String> current =
        row == null ? Map.of() : row.texts(field.name(), draft.call().shop);
    if (untouched) {
      draft.texts().put(field.name(), new TreeMap<>(current));
      return;
    }
    Map<Integer, String> by = entity.texts(field.name());
    Map<Integer, String> texts = new TreeMap<>();
    boolean blanked = draft.call().method.equals("PUT") && !field.required();
    // A product is loaded in no language: what is not sent is blanked, whatever the method.
    if (!blanked && !draft.is("products") && by != null) {
      texts.putAll(current);
    }
    if (by != null) {
      texts.putAll(by);
    } else {
      books.languages().forEach(each -> texts.put(each, entity.text(field.name())));
      // A text without languages counts for none of them when it is asked whether it is there.
      draft.sent().put("one text: " + field.name(), "");
    }
    if (entity.has(field.name())) {
      draft.sent().put(field.name(), "");
    }
    draft.texts().put(field.name(), texts);
  }

  private void validate(Draft draft) {
    for (Field field : draft.resource().fields().values()) {
      if (field.lang() && !field.computed()) {
        validateTexts(draft, field);
      }
    }
    for (Field field : draft.resource().fields().values()) {
      if (!field.lang() && !field.computed() && draft.values().containsKey(field.name())) {
        String value = draft.value(field.name());
        refuse(85, checks.complaint(draft.resource().entity(), field, value, field.required()));
      }
    }
  }

  private void validateTexts(Draft draft, Field field) {
    Map<Integer, String> texts = draft.texts().getOrDefault(field.name(), Map.of());
    String usual =
        draft.sent().containsKey("one text: " + field.name())
            ? ""
            : texts.getOrDefault(books.defaultLanguage(), "");
    refuse(84, checks.complaint(draft.resource().entity(), field, usual, field.required()));
    for (String text : texts.values()) {
      refuse(84, checks.complaint(draft.resource().entity(), field, text, false));
    }
  }

  private static void refuse(int code, String complaint) {
    if (!complaint.isEmpty()) {
      throw Refusal.of(400, code, "Validation error: \"" + complaint + "\"");
    }
  }

  private Row store(Draft draft) {
    Call call = draft.call();
    Row known = draft.row();
    Row row = known == null ? books.table(draft.resource().table()).add() : known;
    for (Field field : draft.resource().fields().values()) {
      boolean apart = apart(draft, field);
      if (field.lang()) {
        if (!field.computed() || known == null) {
          row.setTexts(field.name(), stored(draft, field), call.shop, apart);
        }
      } else if (!field.computed()
          && !field.readOnly()
          && draft.values().containsKey(field.name())) {
        String raw = draft.value(field.name());
        String value = raw.isEmpty() && !field.fallback().isEmpty() ? field.fallback() : raw;
        if (value.equals(field.fallback())) {
          draft.values().put(field.name(), value);
        }
        row.set(field.name(), Values.stored(field, value), call.shop, apart);
      }
    }
    dates(draft, row);
    return row;
  }

  /** Whether a shop that is not the row's own writes a value it has for itself. */
  private boolean apart(Draft draft, Field field) {
    Row row = draft.row();
    if (row == null || draft.resource().sharing() != Resource.Sharing.LINKED) {
      return false;
    }
    int home = row.num("id_shop_default") == 0 ? books.defaultShop() : row.num("id_shop_default");
    return !draft.call().shops.contains(home) && (field.ownPerShop() || field.lang());
  }

  private Map<Integer, String> stored(Draft draft, Field field) {
    Map<Integer, String> given = draft.texts().getOrDefault(field.name(), Map.of());
    String usual = given.getOrDefault(books.defaultLanguage(), "");
    Map<Integer, String> stored = new TreeMap<>();
    for (int language : books.languages()) {
      String text = given.getOrDefault(language, "");
      stored.put(language, Values.stored(field, text.isEmpty() && field.required() ? usual : text));
    }
    return stored;
  }

  /** Dates are the server's; only a changed thing may be given another date of birth. */
  private void dates(Draft draft, Row row) {
    String now = books.now();
    boolean dated = draft.resource().has("date_add");
    if (dated && (draft.isNew() || draft.value("date_add").isEmpty())) {
      row.set("date_add", now);
      draft.values().put("date_add", now);
    }
    if (draft.resource().has("date_upd")) {
      row.set("date_upd", now);
      draft.values().put("date_upd", now);
    }
  }

  private void associate(Draft draft, Row row, PostedXml.Entity entity) {
    entity
        .associations()
        .forEach(
            (name, items) -> {
              Link link = draft.resource().links().get(name);
              if (link == null) {
                if (!name.equals("i18n")) {
                  // Said only now: the thing itself is saved.
                  throw Refusal.of(400, 86, "The association \"" + name + "\" does not exists");
                }
                return;
              }
              if (KEPT_LISTS.contains(draft.resource().name() + "." + name)) {
                row.setList(name, items(link, items, row));
              }
              effects.associated(draft.resource(), row, name, items);
            });
  }

  private List<Map<String, String>> items(Link link, List<Map<String, String>> posted, Row row) {
    List<Map<String, String>> items = new ArrayList<>();
    for (Map<String, String> each : posted) {
      Map<String, String> item = new LinkedHashMap<>();
      link.members().keySet().forEach(member -> item.put(member, each.getOrDefault(member, "0")));
      if (link.name().equals("cart_rows")) {
        item.put("id_address_delivery", "0");
      }
      if (link.name().equals("order_slip_details")) {
        slipped(item, row);
      }
      boolean nowhere =
          link.name().equals("categories")
              && books.find("categories", (int) Values.leadingNumber(each.getOrDefault("id", "")))
                  == null;
      if (!nowhere && !items.contains(item)) {
        items.add(item);
      }
    }
    return items;
  }

  private static void slipped(Map<String, String> item, Row slip) {
    item.put("id", Integer.toString(slip.id));
    for (String amount : List.of("amount_tax_excl", "amount_tax_incl")) {
      item.put(amount, Values.money(Values.decimal(item.getOrDefault(amount, ""))));
    }
  }

  private static void linkToShops(Call call, Resource resource, @Nullable Row row) {
    if (resource.sharing() == Resource.Sharing.LINKED) {
      Objects.requireNonNull(row).shops.addAll(call.shops);
    }
  }
}
