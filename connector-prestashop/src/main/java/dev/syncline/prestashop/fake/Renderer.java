package dev.syncline.prestashop.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns rows into what an answer shows of them. */
final class Renderer {

  private final Computed computed;
  private final Prices prices;
  private final Schema schema;

  Renderer(Books books, Computed computed, Prices prices) {
    this.computed = computed;
    this.prices = prices;
    this.schema = books.schema;
  }

  /**
   * What is shown of a row.
   *
   * @param echo what was just written, which an answer repeats as it came
   */
  Shown shown(
      Call call,
      String api,
      Resource resource,
      Row row,
      Display display,
      Map<String, String> echo) {
    List<Shown.Cell> cells = new ArrayList<>();
    if (display.shows("id")) {
      cells.add(new Shown.Cell("id", Integer.toString(row.id), null, Map.of()));
    }
    for (Field field : resource.fields().values()) {
      if (display.shows(field.name())) {
        cells.add(cell(call, api, resource, row, field, echo));
      }
    }
    call.prices.forEach(
        (name, asked) -> {
          if (display.shows(name) && priced(resource)) {
            cells.add(
                new Shown.Cell(name, prices.answer(call, resource, row, asked), null, Map.of()));
          }
        });
    List<Shown.Group> groups = null;
    if (!resource.links().isEmpty() && display.showsLinks()) {
      groups = groups(call, api, resource, row, display);
    }
    return new Shown(resource, Integer.toString(row.id), cells, groups);
  }

  private static boolean priced(Resource resource) {
    return resource.name().equals("products") || resource.name().equals("combinations");
  }

  private Shown.Cell cell(
      Call call, String api, Resource resource, Row row, Field field, Map<String, String> echo) {
    if (field.lang()) {
      Map<Integer, String> texts = new TreeMap<>();
      Map<Integer, String> stored = row.texts(field.name(), call.shop);
      call.languages.forEach(language -> texts.put(language, stored.getOrDefault(language, "")));
      return new Shown.Cell(field.name(), "", texts, Map.of());
    }
    String value =
        field.computed()
            ? computed.value(resource, field, row, call.shop)
            : echo.getOrDefault(field.name(), row.get(field.name(), call.shop));
    Map<String, String> attributes = new LinkedHashMap<>();
    boolean nobody = field.name().startsWith("id_") && (value.isEmpty() || value.equals("0"));
    if (!field.link().isEmpty() && !nobody) {
      String middle = field.link().startsWith("images/") ? "/" + row.id : "";
      attributes.put("xlink:href", api + field.link() + middle + "/" + value);
    }
    if (field.computed()) {
      attributes.put("notFilterable", "true");
    }
    return new Shown.Cell(field.name(), value, null, attributes);
  }

  private List<Shown.Group> groups(
      Call call, String api, Resource resource, Row row, Display display) {
    List<Shown.Group> groups = new ArrayList<>();
    for (Link link : resource.links().values()) {
      if (display.shows(link.name())) {
        List<Shown.Item> items = new ArrayList<>();
        for (Map<String, String> item : computed.items(resource, link, row, call.shop)) {
          items.add(
              new Shown.Item(
                  href(api, resource, row, link, item), members(api, link, item, display)));
        }
        groups.add(new Shown.Group(link, items));
      }
    }
    return groups;
  }

  private static List<Shown.Cell> members(
      String api, Link link, Map<String, String> item, Display display) {
    List<Shown.Cell> cells = new ArrayList<>();
    link.members()
        .forEach(
            (member, target) -> {
              if (display.showsMember(link.name(), member)) {
                String value = item.getOrDefault(member, "");
                Map<String, String> href =
                    target.isEmpty() ? Map.of() : Map.of("xlink:href", api + target + "/" + value);
                cells.add(new Shown.Cell(member, value, null, href));
              }
            });
    return cells;
  }

  private String href(String api, Resource resource, Row row, Link link, Map<String, String> item) {
    String id = item.getOrDefault("id", "");
    if (link.name().equals("images")) {
      boolean product = resource.name().equals("products");
      return api + "images/products/" + (product ? row.id : row.num("id_product")) + "/" + id;
    }
    return schema.find(link.name()) == null ? "" : api + link.name() + "/" + id;
  }

  /** An empty form of a resource, or what may be filled in where. */
  static Shown form(Resource resource, List<Integer> languages, boolean synopsis) {
    List<Shown.Cell> cells = new ArrayList<>();
    if (!synopsis) {
      cells.add(new Shown.Cell("id", "", null, Map.of()));
    }
    for (Field field : resource.fields().values()) {
      if (synopsis || !field.readOnly()) {
        Map<Integer, String> texts = field.lang() ? Books.everywhere(languages, "") : null;
        cells.add(new Shown.Cell(field.name(), "", texts, synopsis ? rules(field) : Map.of()));
      }
    }
    return new Shown(resource, "", cells, forms(resource));
  }

  private static @Nullable List<Shown.Group> forms(Resource resource) {
    if (resource.links().isEmpty()) {
      return null;
    }
    List<Shown.Group> groups = new ArrayList<>();
    for (Link link : resource.links().values()) {
      List<Shown.Cell> members = new ArrayList<>();
      link.members().keySet().forEach(m -> members.add(new Shown.Cell(m, "", null, Map.of())));
      groups.add(new Shown.Group(link, List.of(new Shown.Item("", members))));
    }
    return groups;
  }

  private static Map<String, String> rules(Field field) {
    Map<String, String> rules = new LinkedHashMap<>();
    if (field.computed()) {
      rules.put("notFilterable", "true");
    }
    if (field.readOnly()) {
      rules.put("read_only", "true");
    }
    if (field.required()) {
      rules.put("required", "true");
    }
    if (field.max() > 0) {
      rules.put("maxSize", Integer.toString(field.max()));
    }
    if (!field.check().isEmpty()) {
      rules.put("format", field.check());
    }
    if (field.readOnly()) {
      rules.put("readOnly", "true");
    }
    return rules;
  }
}
