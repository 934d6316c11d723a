package dev.syncline.prestashop.fake;

import java.util.List;
import java.util.Map;

/** Answers as the shop writes them in XML: every value in CDATA, lists in their wrappers. */
final class XmlAnswer {

  private final StringBuilder out = new StringBuilder();
  private final String api;

  XmlAnswer(String api) {
    this.api = api;
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .append("<prestashop xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n");
  }

  String end() {
    return out.append("</prestashop>\n").toString();
  }

  XmlAnswer raw(String text) {
    out.append(text);
    return this;
  }

  static String errors(List<Refusal.Fault> faults) {
    XmlAnswer answer = new XmlAnswer("");
    answer.raw("<errors>\n");
    for (Refusal.Fault fault : faults) {
      answer
          .raw("<error>\n<code>" + cdata(Integer.toString(fault.code())) + "</code>\n")
          .raw("<message>" + cdata(fault.message()) + "</message>\n</error>\n");
    }
    return answer.raw("</errors>\n").end();
  }

  void open(String node) {
    out.append('<').append(node).append(">\n");
  }

  void close(String node) {
    out.append("</").append(node).append(">\n");
  }

  void minimum(Resource resource, int id) {
    out.append('<').append(resource.node()).append(" id=\"").append(id).append("\" xlink:href=\"");
    out.append(api).append(resource.nodes()).append('/').append(id).append("\"/>\n");
  }

  void entity(Shown shown) {
    open(shown.resource().node());
    shown.cells().forEach(this::cell);
    List<Shown.Group> groups = shown.groups();
    if (groups != null) {
      open("associations");
      groups.forEach(this::group);
      close("associations");
    }
    close(shown.resource().node());
  }

  private void group(Shown.Group group) {
    Link link = group.link();
    out.append('<').append(link.name());
    out.append(" nodeType=\"").append(link.node()).append('"');
    out.append(link.virtual() ? " virtualEntity=\"true\"" : " api=\"" + link.api() + "\"");
    if (group.items().isEmpty()) {
      out.append("/>\n");
      return;
    }
    out.append(">\n");
    for (Shown.Item item : group.items()) {
      out.append('<').append(link.node());
      out.append(item.href().isEmpty() ? ">\n" : " xlink:href=\"" + item.href() + "\">\n");
      item.cells().forEach(this::cell);
      close(link.node());
    }
    close(link.name());
  }

  void cell(Shown.Cell cell) {
    out.append("\t<").append(cell.name());
    cell.attributes().forEach((name, value) -> attribute(name, value));
    out.append('>');
    Map<Integer, String> texts = cell.texts();
    if (texts == null) {
      out.append(cdata(cell.value()));
    } else {
      texts.forEach(
          (language, text) ->
              out.append("<language id=\"")
                  .append(language)
                  .append("\" xlink:href=\"")
                  .append(api)
                  .append("languages/")
                  .append(language)
                  .append("\">")
                  .append(cdata(text))
                  .append("</language>"));
    }
    out.append("</").append(cell.name()).append(">\n");
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(value).append('"');
  }

  /** The shop does not take care of a text that ends the section itself. */
  static String cdata(String text) {
    return "<![CDATA[" + text + "]]>";
  }
}
