package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The paths of the API. */
final class Api {

  /** What a path answers; {@code json} null for an empty body. */
  record Answer(int status, @Nullable JsonNode json, @Nullable String location) {
    static Answer ok(@Nullable JsonNode json) {
      return new Answer(200, json, null);
    }
  }

  private static final Set<String> READ_ONLY = Set.of("prepayment", "prepaymentreturn", "group");

  final Books books;
  final View view;
  final Sums sums;
  final Renderer renderer;
  final Settings settings;
  final Stock stock;
  final StockReports reports;
  final Lists lists;
  final Writes writes;
  final Webhooks webhooks;

  private final Definitions definitions;
  private final Templates templates;
  private final Chronicle chronicle;

  Api(Books books, ObjectNode company, boolean uniqueNumbers, Webhooks webhooks) {
    this.books = books;
    this.webhooks = webhooks;
    view = new View(books);
    sums = new Sums(books);
    renderer = new Renderer(books, view, sums);
    settings = new Settings(books, company, uniqueNumbers);
    stock = new Stock(books, sums);
    reports = new StockReports(books, view, stock, renderer);
    lists = new Lists(books, view, renderer);
    chronicle = new Chronicle(books, webhooks);
    Values values = new Values(books, view);
    Goods goods = new Goods(books, values);
    Documents documents = new Documents(books, values, settings, stock, sums);
    Rooms rooms = new Rooms(books, goods, new People(books), documents, stock, renderer, sums);
    writes =
        new Writes(books, values, new Attributes(books, view, values), settings, chronicle, rooms);
    definitions = new Definitions(books, view, renderer, lists, settings, goods, writes);
    templates = new Templates(books, values, renderer, documents, sums);
  }

  Answer answer(Call call) {
    return switch (call.segment(0)) {
      case "entity" -> entity(call);
      case "context" -> Answer.ok(settings.context(call, renderer, definitions, sums));
      case "report" -> Answer.ok(report(call));
      case "audit" -> Answer.ok(chronicle.answer(call, lists));
      default -> throw ApiError.unknownPath("/" + call.path);
    };
  }

  private JsonNode report(Call call) {
    if (!call.is("GET")) {
      throw ApiError.method(call.method());
    }
    return switch (call.path) {
      case "report/stock/all/current" -> stock.current(call, false);
      case "report/stock/bystore/current" -> stock.current(call, true);
      case "report/stock/all", "report/stock/bystore" -> {
        boolean byStore = call.path.endsWith("bystore");
        Page page = Page.of(call);
        List<ObjectNode> rows = reports.rows(call, byStore);
        int from = Math.min(page.offset(), rows.size());
        yield lists.envelope(
            call,
            byStore ? "stockbystore" : "stock",
            page,
            rows.size(),
            rows.subList(from, Math.min(rows.size(), from + page.limit())));
      }
      default -> throw ApiError.unknownPath("/" + call.path);
    };
  }

  private Answer entity(Call call) {
    if (call.depth() < 2) {
      throw ApiError.unknownPath("/" + call.path);
    }
    String type = call.segment(1);
    if (type.equals("metadata") && call.is("GET")) {
      return Answer.ok(allMetadata(call));
    }
    if (type.equals("assortment")) {
      return Answer.ok(assortment(call));
    }
    Spec spec = Schema.entity(type).orElseThrow(() -> ApiError.unknownType(type));
    if (spec.name().equals("customentity")) {
      return customEntity(call, spec);
    }
    if (call.depth() == 2) {
      return collection(call, spec, "entity/" + type, null);
    }
    return switch (call.segment(2)) {
      case "metadata" -> Answer.ok(definitions.answer(call, spec));
      case "settings" -> Answer.ok(settings.entity(call, spec));
      case "batch" -> {
        if (call.depth() != 3 || !call.is("POST")) {
          throw ApiError.method(call.method());
        }
        yield collection(call, spec, "entity/" + type, null);
      }
      case "delete" -> deleteMany(call, spec);
      case "new" -> {
        if (!call.is("PUT") || !spec.document()) {
          throw ApiError.invalid(1029, "Шаблоны для типа '" + type + "' не поддерживаются");
        }
        yield Answer.ok(templates.answer(call, spec));
      }
      case "syncid" -> bySyncId(call, spec);
      default -> one(call, spec);
    };
  }

  private JsonNode allMetadata(Call call) {
    List<String> wanted = Filter.equal(call.query("filter", ";"), "type");
    ObjectNode out = Json.object();
    for (Spec spec : Schema.entities()) {
      if (wanted.isEmpty() || wanted.contains(spec.name())) {
        out.set(spec.name(), definitions.metadata(spec, false));
      }
    }
    return out;
  }

  private JsonNode assortment(Call call) {
    if (call.depth() == 3 && call.segment(2).equals("settings")) {
      return settings.entity(
          call, new Spec("assortment", "assortment", java.util.Map.of(), Set.of()));
    }
    if (call.depth() != 2 || !call.is("GET")) {
      throw ApiError.method(call.method());
    }
    List<Doc> all = new ArrayList<>();
    String filter = call.query("filter", ";");
    List<String> archived = Filter.equal(filter, "archived");
    List<String> types = Filter.equal(filter, "type");
    for (String type : List.of("product", "service", "bundle", "variant")) {
      if (types.isEmpty() || types.contains(type)) {
        for (Doc doc : books.entities(type)) {
          if (!archived.isEmpty() || !doc.flag("archived")) {
            all.add(doc);
          }
        }
      }
    }
    Spec product = Schema.get("product");
    java.util.Map<String, Field> fields = new java.util.LinkedHashMap<>(product.fields());
    fields.put("type", new Field("type", "x", 0, false, true, '='));
    Spec spec =
        new Spec("assortment", "assortment", fields, Set.of("name", "code", "pathName", "article"));
    if (!types.isEmpty()) {
      call.query.put("filter", List.of(filter.replaceAll("type=[a-z]+;?", "")));
    }
    JsonNode answer = lists.answer(call, spec, "assortment", all);
    boolean plain =
        call.request
            .header("x-lognex-remap-beta-feature")
            .orElse("")
            .equals("assortmentWithoutStock");
    if (!plain) {
      stock.addTo(answer.path("rows"));
    }
    return answer;
  }

  private Answer collection(Call call, Spec spec, String shelf, @Nullable Doc parent) {
    return switch (call.method()) {
      case "GET" -> Answer.ok(lists.answer(call, spec, spec.type(), books.shelf(shelf)));
      case "POST" -> post(call, spec, shelf, parent);
      case "PUT" -> throw ApiError.of(400, 1012, "Не указан идентификатор объекта");
      default -> throw ApiError.method(call.method());
    };
  }

  private Answer post(Call call, Spec spec, String shelf, @Nullable Doc parent) {
    writable(call, spec);
    JsonNode body = call.json();
    Expand expand = Expand.parse(call.query("expand", ","));
    if (body instanceof ObjectNode object) {
      return Answer.ok(renderer.render(save(call, spec, shelf, parent, object), expand));
    }
    if (body.size() > Page.LARGEST) {
      throw ApiError.of(413, 2007, "Ошибка формата: слишком большое число вложенных объектов");
    }
    Writes.Bulk bulk =
        writes.bulk(
            (ArrayNode) body,
            element -> renderer.render(save(call, spec, shelf, parent, element), expand));
    return new Answer(bulk.status(), bulk.answer(), null);
  }

  private void writable(Call call, Spec spec) {
    if (READ_ONLY.contains(spec.name())) {
      throw ApiError.invalid(
          1011, "Создание объектов типа '" + spec.type() + "' не поддерживается");
    }
    if (spec.name().startsWith("webhook")) {
      call.actor.needAdmin(30004, "Необходимы права администратора для работы с webhook");
    }
  }

  private Doc save(Call call, Spec spec, String shelf, @Nullable Doc parent, ObjectNode body) {
    Doc known = known(call, spec, body);
    if (spec.name().equals("webhook")) {
      webhooks.check(body, known, call.actor);
      if ("UPDATE".equals(body.path("action").asText("")) && !body.has("diffType")) {
        body.put("diffType", "NONE");
      }
    }
    return known == null
        ? writes.create(spec, shelf, parent, body, call.body(), call.actor)
        : writes.update(known, body, call.body(), call.actor);
  }

  /** The existing object that a body names in its meta. */
  private @Nullable Doc known(Call call, Spec spec, ObjectNode body) {
    String href = body.path("meta").path("href").asText("");
    if (href.isEmpty()) {
      return null;
    }
    String path = view.local(href);
    if (path == null) {
      throw ApiError.of(400, 1059, "Некорректный сервер в идентификаторе объекта: '" + href + "'")
          .at(call.body().place(body.get("meta")));
    }
    Doc known = books.find(path);
    if (known == null || known.gone) {
      throw ApiError.notFound(spec.type(), path.substring(path.lastIndexOf('/') + 1));
    }
    return known;
  }

  private Answer deleteMany(Call call, Spec spec) {
    if (!call.is("POST") || !(call.json() instanceof ArrayNode metas)) {
      throw ApiError.method(call.method());
    }
    writable(call, spec);
    Writes.Bulk bulk =
        writes.bulk(
            metas,
            element -> {
              Doc doc = known(call, spec, element);
              if (doc == null) {
                throw ApiError.of(400, 2014, "Ошибка формата: отсутствует meta для поля ''");
              }
              writes.delete(doc, call.actor);
              return Json.object()
                  .put(
                      "info",
                      "Сущность '" + spec.type() + "' с UUID: " + doc.id + " успешно удалена");
            });
    return new Answer(bulk.status(), bulk.answer(), null);
  }

  private Answer bySyncId(Call call, Spec spec) {
    if (!call.is("DELETE") || call.depth() != 4 || !spec.syncs()) {
      throw ApiError.unknownPath("/" + call.path);
    }
    Doc doc = books.bySyncId(spec.type(), call.segment(3));
    if (doc == null || doc.gone) {
      throw ApiError.notFound(spec.type(), call.segment(3));
    }
    writes.delete(doc, call.actor);
    return Answer.ok(null);
  }

  private Answer one(Call call, Spec spec) {
    String id = call.segment(2);
    if (!Values.uuid(id)) {
      throw ApiError.unknownPath("/" + call.path);
    }
    Doc doc = books.find("entity/" + spec.name() + "/" + id);
    if (doc == null) {
      Doc moved = books.byUiId(id);
      if (moved != null && moved.type().equals(spec.type())) {
        String tail = String.join("/", call.segments.subList(3, call.depth()));
        String query = call.request.rawQuery();
        return new Answer(
            308,
            null,
            books.base()
                + "/"
                + moved.path()
                + (tail.isEmpty() ? "" : "/" + tail)
                + (query.isEmpty() ? "" : "?" + query));
      }
    }
    if (doc == null || doc.gone) {
      if (call.is("DELETE")) {
        return new Answer(404, null, null);
      }
      throw ApiError.notFound(spec.type(), id);
    }
    return call.depth() == 3 ? single(call, spec, doc) : below(call, doc, 3);
  }

  private Answer single(Call call, Spec spec, Doc doc) {
    return switch (call.method()) {
      case "GET" -> Answer.ok(shown(call, doc));
      case "PUT" -> {
        writable(call, spec);
        ObjectNode body = Definitions.object(call.json());
        if (spec.name().equals("webhook")) {
          webhooks.check(body, doc, call.actor);
        }
        writes.update(doc, body, call.body(), call.actor);
        yield Answer.ok(shown(call, doc));
      }
      case "DELETE" -> {
        writable(call, spec);
        writes.delete(doc, call.actor);
        yield Answer.ok(null);
      }
      case "POST" ->
          throw ApiError.invalid(1006, "Создание объектов с указанным идентификатором запрещено");
      default -> throw ApiError.method(call.method());
    };
  }

  private JsonNode shown(Call call, Doc doc) {
    Page.checkFields(call, true);
    return renderer.render(doc, Page.expand(call));
  }

  private Answer below(Call call, Doc doc, int at) {
    String name = call.segment(at);
    if (name.equals("audit") && call.depth() == at + 1) {
      return Answer.ok(chronicle.answer(call, lists));
    }
    if (name.equals("trash") && call.is("POST") && doc.spec.document()) {
      if (!settings.flag("useRecycleBin")) {
        throw ApiError.invalid(1067, "Ошибка удаления объекта: использование корзины отключено");
      }
      writes.trash(doc, call.actor, false);
      return Answer.ok(null);
    }
    Spec spec =
        Optional.ofNullable(doc.spec.collections().get(name))
            .orElseThrow(() -> ApiError.unknownPath("/" + call.path));
    String shelf = doc.path() + "/" + name;
    if (call.depth() == at + 1) {
      return rows(call, doc, name, spec, shelf);
    }
    String id = call.segment(at + 1);
    if (id.equals("delete") && call.is("POST")) {
      for (JsonNode meta : call.json()) {
        Doc row = books.find(view.local(meta.path("meta").path("href").asText("")));
        if (row == null || row.parent != doc) {
          throw ApiError.notFound(spec.type(), meta.path("meta").path("href").asText(""));
        }
        writes.removeRow(row, name, call.actor);
      }
      return Answer.ok(null);
    }
    Doc row = books.find(shelf + "/" + id);
    if (row == null) {
      throw ApiError.notFound(spec.type(), id);
    }
    return switch (call.method()) {
      case "GET" -> Answer.ok(shown(call, row));
      case "PUT" -> {
        writes.updateRow(row, name, Definitions.object(call.json()), call.body(), call.actor);
        yield Answer.ok(renderer.render(row, Expand.parse(call.query("expand", ","))));
      }
      case "DELETE" -> {
        writes.removeRow(row, name, call.actor);
        yield Answer.ok(null);
      }
      default -> throw ApiError.method(call.method());
    };
  }

  private Answer rows(Call call, Doc doc, String name, Spec spec, String shelf) {
    if (call.is("GET")) {
      return Answer.ok(lists.answer(call, spec, spec.type(), books.shelf(shelf)));
    }
    if (!call.is("POST")) {
      throw ApiError.method(call.method());
    }
    if (call.json().isArray() && call.json().size() > Page.LARGEST) {
      throw ApiError.of(413, 2007, "Ошибка формата: слишком большое число вложенных объектов");
    }
    // The vendor's own tests hold that a list sent to images replaces what was there.
    if (name.equals("images") && call.json().isArray()) {
      List.copyOf(books.shelf(shelf)).forEach(books::remove);
    }
    Expand expand = Expand.parse(call.query("expand", ","));
    ArrayNode answer = Json.array();
    writes
        .append(doc, name, spec, call.json(), call.body(), call.actor)
        .forEach(row -> answer.add(renderer.render(row, expand)));
    return Answer.ok(answer);
  }

  private Answer customEntity(Call call, Spec spec) {
    String home = "entity/customentity";
    if (call.depth() == 2) {
      if (!call.is("POST")) {
        throw ApiError.method(call.method());
      }
      call.actor.needAdmin(1045, "Доступ запрещен: у вас нет прав на создание данного объекта");
      return post(call, spec, home, null);
    }
    String path = home + "/" + call.segment(2);
    Doc dictionary = books.find(path);
    if (dictionary == null) {
      throw ApiError.notFound("customentity", call.segment(2));
    }
    Spec element = Schema.get("customentityelement");
    if (call.depth() == 3 && (call.is("GET") || call.is("POST"))) {
      return collection(call, element, path, null);
    }
    if (call.depth() == 3) {
      return dictionary(call, spec, dictionary);
    }
    if (call.segment(3).equals("delete") && call.is("POST")) {
      return deleteMany(call, element);
    }
    Doc found = books.find(path + "/" + call.segment(3));
    if (found == null) {
      throw ApiError.notFound("customentity", call.segment(3));
    }
    return call.depth() == 4 ? single(call, element, found) : below(call, found, 4);
  }

  private Answer dictionary(Call call, Spec spec, Doc dictionary) {
    call.actor.needAdmin(1017, "Доступ запрещен: у вас нет прав на редактирование данного объекта");
    if (!call.is("DELETE")) {
      return single(call, spec, dictionary);
    }
    if (!books.referrers(dictionary.path()).isEmpty()) {
      throw ApiError.invalid(
          1090,
          "Дополнительный справочник "
              + dictionary.text("name")
              + " используется в: доп. полях и не может быть удален");
    }
    List.copyOf(books.shelf(dictionary.path())).forEach(books::remove);
    books.remove(dictionary);
    return Answer.ok(null);
  }
}
