package dev.syncline.prestashop.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the webservice answers once a request is let in. */
final class Api {

  /** Resources that are not rows of a table. */
  private static final Set<String> SPECIAL = Set.of("images", "search");

  private static final List<String> METHODS =
      List.of("get", "put", "post", "patch", "delete", "head");

  private final Books books;
  private final Lists lists;
  private final Renderer renderer;
  private final Writes writes;
  private final Deletions deletions;
  private final Images images;

  Api(
      Books books,
      Lists lists,
      Renderer renderer,
      Writes writes,
      Deletions deletions,
      Images images) {
    this.books = books;
    this.lists = lists;
    this.renderer = renderer;
    this.writes = writes;
    this.deletions = deletions;
    this.images = images;
  }

  List<String> resources() {
    Set<String> names = new TreeSet<>(SPECIAL);
    names.addAll(books.schema.resources().keySet());
    return List.copyOf(names);
  }

  Answer answer(Call call, Keys.Key key, String api) {
    return switch (call.resource()) {
      case "" -> root(call, key, api);
      case "images" -> images.answer(call, api);
      case "search" -> search(call, api);
      default -> entity(call, books.schema.get(call.resource()), api);
    };
  }

  private Answer root(Call call, Keys.Key key, String api) {
    if (call.json()) {
      throw Refusal.death();
    }
    XmlAnswer xml = new XmlAnswer(api);
    xml.raw("<api shopName=\"" + books.config("PS_SHOP_NAME") + "\">\n");
    for (String name : resources()) {
      Set<String> allowed = key.methods().get(name);
      if (allowed != null) {
        StringBuilder methods = new StringBuilder();
        for (String method : METHODS) {
          boolean may = allowed.contains(method.toUpperCase(java.util.Locale.ROOT));
          methods.append(' ').append(method).append("=\"").append(may).append('"');
        }
        String head = " xlink:href=\"" + api + name + "\"" + methods;
        xml.raw("<" + name + head + ">\n<description" + head + ">\n" + name + "</description>\n");
        if (!SPECIAL.contains(name)) {
          for (String kind : List.of("blank", "synopsis")) {
            xml.raw(
                "<schema xlink:href=\""
                    + api
                    + name
                    + "?schema="
                    + kind
                    + "\" type=\""
                    + kind
                    + "\"/>\n");
          }
        }
        xml.close(name);
      }
    }
    xml.close("api");
    return Answer.text(200, false, xml.end());
  }

  private Answer search(Call call, String api) {
    if (!call.has("query") || !call.has("language")) {
      throw Refusal.of(
          400, 100, "You have to set both the 'language' and 'query' parameters to get a result");
    }
    String wanted = Values.folded(call.param("query"));
    XmlAnswer xml = new XmlAnswer(api);
    for (String name : List.of("products", "categories")) {
      Resource resource = books.schema.get(name);
      xml.open(name);
      for (Row row : books.all(name)) {
        String text = row.text("name", call.languages.get(0));
        if (row.shops.contains(call.shop) && Values.folded(text).contains(wanted)) {
          xml.minimum(resource, row.id);
        }
      }
      xml.close(name);
    }
    return Answer.text(200, false, xml.end());
  }

  private Answer entity(Call call, Resource resource, String api) {
    return switch (call.method) {
      case "GET", "HEAD" ->
          call.segment(1).isEmpty() ? list(call, resource, api) : single(call, resource, api);
      case "DELETE" -> {
        deletions.delete(call, resource);
        yield Answer.empty(200);
      }
      default -> written(call, resource, api);
    };
  }

  private Answer list(Call call, Resource resource, String api) {
    if (call.has("schema")) {
      return form(call, resource, api);
    }
    Lists.Found found = lists.find(call, resource);
    if (call.json()) {
      JsonAnswer json = new JsonAnswer(true, keepsFalsy());
      for (Row row : found.rows()) {
        if (found.display().minimum()) {
          json.minimum(resource, row.id);
        } else {
          json.entity(shown(call, resource, row, found.display(), api), false);
        }
      }
      return Answer.text(200, true, json.end());
    }
    XmlAnswer xml = new XmlAnswer(api);
    xml.open(resource.nodes());
    for (Row row : found.rows()) {
      if (found.display().minimum()) {
        xml.minimum(resource, row.id);
      } else {
        xml.entity(shown(call, resource, row, found.display(), api));
      }
    }
    xml.close(resource.nodes());
    return Answer.text(200, false, xml.end());
  }

  private boolean keepsFalsy() {
    return !books.version.atLeast("1.7.0");
  }

  private Shown shown(Call call, Resource resource, Row row, Display display, String api) {
    return renderer.shown(call, api, resource, row, display, Map.of());
  }

  private Answer form(Call call, Resource resource, String api) {
    String kind = call.param("schema");
    if (!kind.equals("blank") && !kind.equals("synopsis")) {
      throw lists.unfiltered(
          Refusal.of(
              400,
              28,
              "Please select a schema of type 'synopsis' to get the whole schema informations"
                  + " (which fields are required, which kind of content...) or 'blank' to get"
                  + " an empty schema to fill before using POST request"));
    }
    XmlAnswer xml = new XmlAnswer(api);
    xml.entity(Renderer.form(resource, call.languages, kind.equals("synopsis")));
    return Answer.text(200, false, xml.end());
  }

  private Answer single(Call call, Resource resource, String api) {
    Display display = Display.of(call, resource, Display.FULL);
    Row row = books.find(resource.table(), (int) Values.leadingNumber(call.segment(1)));
    if (row == null) {
      return Answer.empty(404);
    }
    if (!inShop(call, resource, row)) {
      throw Refusal.of(
          404, 131, "This " + resource.entity() + " (" + row.id + ") does not exists on this shop");
    }
    if (call.json()) {
      JsonAnswer json = new JsonAnswer(call.has("display"), keepsFalsy());
      if (display.minimum()) {
        json.minimum(resource, row.id);
      } else {
        json.entity(shown(call, resource, row, display, api), false);
      }
      return Answer.text(200, true, json.end());
    }
    XmlAnswer xml = new XmlAnswer(api);
    if (display.minimum()) {
      xml.minimum(resource, row.id);
    } else {
      xml.entity(shown(call, resource, row, display, api));
    }
    return Answer.text(200, false, xml.end());
  }

  private boolean inShop(Call call, Resource resource, Row row) {
    return switch (resource.sharing()) {
      case NONE -> true;
      case LINKED -> call.shops.stream().anyMatch(row.shops::contains);
      case OWNED -> {
        List<Integer> groups = new ArrayList<>();
        call.shops.forEach(shop -> groups.add(books.row("shops", shop).num("id_shop_group")));
        yield call.shops.contains(row.num("id_shop"))
            || (!row.flag("id_shop") && groups.contains(row.num("id_shop_group")));
      }
    };
  }

  private Answer written(Call call, Resource resource, String api) {
    List<Writes.Written> written = writes.save(call, resource);
    int status = call.method.equals("POST") ? 201 : 200;
    if (call.json()) {
      JsonAnswer json = new JsonAnswer(call.has("display"), keepsFalsy());
      written.forEach(each -> json.entity(echo(call, resource, each, api), true));
      return Answer.text(status, true, json.end());
    }
    XmlAnswer xml = new XmlAnswer(api);
    written.forEach(each -> xml.entity(echo(call, resource, each, api)));
    return Answer.text(status, false, xml.end());
  }

  private Shown echo(Call call, Resource resource, Writes.Written written, String api) {
    return renderer.shown(call, api, resource, written.row(), Display.FULL, echoed(written));
  }

  /** 1.7 shows a zero it was just given as an empty tag. */
  private Map<String, String> echoed(Writes.Written written) {
    boolean hidesZero = books.version.atLeast("1.7.0") && !books.version.atLeast("8.0.0");
    if (!hidesZero) {
      return written.echo();
    }
    Map<String, String> echo = new java.util.LinkedHashMap<>(written.echo());
    echo.replaceAll((field, value) -> value.equals("0") ? "" : value);
    return echo;
  }
}
