package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Files beside objects, each object's in a folder named by its ref: a product's are its photos. */
final class Files {

  /** The names of a module's folder, with the kind of object it belongs to. */
  private static final Map<String, String> MODULES =
      Map.ofEntries(
          Map.entry("product", "product"),
          Map.entry("produit", "product"),
          Map.entry("service", "product"),
          Map.entry("commande", "commande"),
          Map.entry("order", "commande"),
          Map.entry("facture", "facture"),
          Map.entry("invoice", "facture"),
          Map.entry("shipment", "expedition"),
          Map.entry("expedition", "expedition"),
          Map.entry("societe", "societe"),
          Map.entry("thirdparty", "societe"));

  private static final Map<String, Kind> KINDS =
      Map.of(
          "product", Kinds.PRODUCT,
          "commande", PaperKinds.ORDER,
          "facture", PaperKinds.INVOICE,
          "expedition", PaperKinds.SHIPMENT,
          "societe", Kinds.THIRD_PARTY);

  private static final Map<String, String> RIGHTS =
      Map.of(
          "product",
          "produit",
          "commande",
          "commande",
          "facture",
          "facture",
          "expedition",
          "expedition",
          "societe",
          "societe");

  private static final List<String> DANGEROUS =
      List.of(".php", ".php3", ".php4", ".phtml", ".phar", ".html", ".htm", ".js", ".exe", ".sh");

  void routes(Routes routes) {
    routes
        .post("documents/upload", this::upload)
        .get("documents", this::list)
        .get("documents/download", this::download)
        .delete("documents", this::remove)
        .put("documents/builddoc", this::build);
  }

  private static String module(String modulepart) {
    String module = MODULES.get(modulepart);
    if (module == null) {
      throw ApiError.of(500, "Modulepart " + modulepart + " not implemented yet.");
    }
    return module;
  }

  private static Optional<Row> owner(Session session, String module, long id, String ref) {
    Shelf shelf = new Shelf(kind(module));
    if (id > 0) {
      return shelf.find(session, id);
    }
    return module.equals("societe")
        ? shelf.find(session, Php.whole(ref))
        : shelf.by(session, "ref", ref);
  }

  private static Kind kind(String module) {
    return java.util.Objects.requireNonNull(KINDS.get(module));
  }

  private static String folder(String module, Row owner) {
    return module.equals("societe") ? owner.text("rowid") : Sanitiser.fileName(owner.text("ref"));
  }

  private static void need(Session session, String module, String right) {
    session.need(RIGHTS.get(module) + "." + right);
  }

  private JsonNode upload(Call call) {
    Session session = call.session();
    String filename = Php.text(call.required("filename"));
    String modulepart = Php.text(call.required("modulepart"));
    String ref = call.text("ref");
    String module = module(modulepart);
    need(session, module, "creer");
    String folder = Sanitiser.fileName(call.text("subdir"));
    if (!ref.isEmpty()) {
      Row owner =
          owner(session, module, 0, ref)
              .orElseThrow(() -> ApiError.notFound("Object with ref '" + ref + "' was not found."));
      folder = folder(module, owner);
    }
    String name = stored(filename);
    Optional<Row> held = file(session, module, folder, name);
    if (held.isPresent() && call.typedWhole("overwriteifexists", 0) == 0) {
      throw ApiError.of(400, "File with name '" + name + "' already exists.");
    }
    Map<String, Object> columns =
        Map.of(
            "modulepart", module,
            "directory", folder,
            "name", name,
            "content", content(call),
            "date", session.clocks().seconds());
    held.ifPresentOrElse(
        row -> session.data.update("file", row.id(), columns),
        () -> session.data.insert("file", columns));
    return Answer.text(name.replaceAll("\\.noexe$", ""));
  }

  private static String content(Call call) {
    String content = call.text("filecontent");
    return call.text("fileencoding").equals("base64")
        ? content
        : Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
  }

  /** What could be run by the web server gets a harmless name. */
  private static String stored(String filename) {
    String name = Sanitiser.fileName(filename.substring(filename.lastIndexOf('/') + 1));
    String lower = name.toLowerCase(Locale.ROOT);
    return DANGEROUS.stream().anyMatch(lower::endsWith) ? name + ".noexe" : name;
  }

  private static Optional<Row> file(Session session, String module, String folder, String name) {
    return in(session, module, folder).stream()
        .filter(row -> row.text("name").equals(name))
        .findFirst();
  }

  private static List<Row> in(Session session, String module, String folder) {
    return session
        .data
        .where(
            "file",
            row -> row.text("modulepart").equals(module) && row.text("directory").equals(folder))
        .sorted(Comparator.comparing(row -> row.text("name")))
        .toList();
  }

  private JsonNode list(Call call) {
    Session session = call.session();
    String modulepart = Php.text(call.required("modulepart"));
    long id = Php.whole(call.text("id"));
    String ref = call.text("ref");
    if (id == 0 && ref.isEmpty()) {
      throw ApiError.of(400, "bad value for parameter id or ref");
    }
    String module = module(modulepart);
    need(session, module, "lire");
    Row owner =
        owner(session, module, id, ref)
            .orElseThrow(() -> ApiError.notFound(kind(module).notFound()));
    String folder = folder(module, owner);
    List<Row> files = in(session, module, folder);
    if (files.isEmpty()) {
      throw ApiError.notFound(
          "Search for modulepart "
              + modulepart
              + " with Id "
              + owner.id()
              + " or Ref "
              + owner.text("ref")
              + " does not return any document.");
    }
    ArrayNode all = Php.array();
    for (Row file : files) {
      all.addObject()
          .put("name", file.text("name"))
          .put("path", "/documents/" + module + "/" + folder)
          .put("level1name", folder)
          .put("relativename", file.text("name"))
          .put("fullname", "/documents/" + module + "/" + folder + "/" + file.text("name"))
          .put("date", file.number("date"))
          .put("size", bytes(file).length)
          .put("type", "file");
    }
    return all;
  }

  static byte[] bytes(Row file) {
    try {
      return Base64.getDecoder().decode(file.text("content"));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private Row named(Call call, String right) {
    String module = module(Php.text(call.required("modulepart")));
    need(call.session(), module, right);
    String original = Php.text(call.required("original_file"));
    if (original.contains("..")) {
      throw ApiError.bare(403);
    }
    int slash = original.lastIndexOf('/');
    return file(
            call.session(),
            module,
            slash < 0 ? "" : original.substring(0, slash),
            original.substring(slash + 1))
        .orElseThrow(() -> ApiError.notFound("File not found"));
  }

  private JsonNode download(Call call) {
    Row file = named(call, "lire");
    String name = file.text("name");
    return Php.object()
        .put("filename", name)
        .put("content-type", type(name))
        .put("filesize", bytes(file).length)
        .put("content", file.text("content"))
        .put("encoding", "base64");
  }

  private static String type(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".png")) {
      return "image/png";
    }
    if (lower.endsWith(".jpg") || lower.endsWith(".jpeg")) {
      return "image/jpeg";
    }
    return lower.endsWith(".pdf") ? "application/pdf" : "application/octet-stream";
  }

  private JsonNode remove(Call call) {
    Row file = named(call, "creer");
    call.session().data.delete("file", file.id());
    return Answer.success("Document deleted");
  }

  private JsonNode build(Call call) {
    String module = module(Php.text(call.required("modulepart")));
    String original = Php.text(call.required("original_file"));
    need(call.session(), module, "lire");
    int slash = original.indexOf('/');
    String ref = slash < 0 ? original : original.substring(0, slash);
    if (owner(call.session(), module, 0, ref).isEmpty()) {
      throw ApiError.notFound(kind(module).notFound());
    }
    byte[] pdf = ("%PDF-1.4 " + ref).getBytes(StandardCharsets.UTF_8);
    ObjectNode answer = Php.object().put("filename", original.substring(slash + 1));
    return answer
        .put("content-type", "application/pdf")
        .put("filesize", pdf.length)
        .put("content", Base64.getEncoder().encodeToString(pdf))
        .put("langcode", call.text("langcode"))
        .put("template", "")
        .put("encoding", "base64");
  }

  /** A new ref moves the folder. */
  static void moved(Session session, String module, String from, String to) {
    if (!from.equals(to)) {
      in(session, module, Sanitiser.fileName(from))
          .forEach(
              file ->
                  session.data.update(
                      "file", file.id(), Map.of("directory", Sanitiser.fileName(to))));
    }
  }

  static void forget(Session session, String module, String ref) {
    in(session, module, Sanitiser.fileName(ref))
        .forEach(file -> session.data.delete("file", file.id()));
  }
}
