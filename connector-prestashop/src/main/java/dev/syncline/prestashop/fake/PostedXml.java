package dev.syncline.prestashop.fake;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A posted document: the children of its root. External entities and DTDs are never resolved. */
final class PostedXml {

  /** The fields of one posted thing. */
  static final class Entity {

    private final Map<String, Element> fields = new LinkedHashMap<>();

    private Entity(Element element) {
      children(element).forEach(child -> fields.putIfAbsent(child.getTagName(), child));
    }

    boolean has(String field) {
      return fields.containsKey(field);
    }

    /** What an element itself says, without what its children say. */
    String text(String field) {
      Element element = fields.get(field);
      return element == null ? "" : said(element);
    }

    /** The texts by language, nothing if the field has no language nodes. */
    @Nullable Map<Integer, String> texts(String field) {
      Element element = fields.get(field);
      Map<Integer, String> texts = new LinkedHashMap<>();
      if (element != null) {
        for (Element child : children(element)) {
          if (child.getTagName().equals("language")) {
            texts.put((int) Values.leadingNumber(child.getAttribute("id")), said(child));
          }
        }
      }
      return texts.isEmpty() ? null : texts;
    }

    /** The posted associations, in order. */
    Map<String, List<Map<String, String>>> associations() {
      Map<String, List<Map<String, String>>> all = new LinkedHashMap<>();
      Element element = fields.get("associations");
      if (element != null) {
        children(element).forEach(list -> all.put(list.getTagName(), items(list)));
      }
      return all;
    }

    private static List<Map<String, String>> items(Element list) {
      List<Map<String, String>> items = new ArrayList<>();
      for (Element item : children(list)) {
        Map<String, String> members = new LinkedHashMap<>();
        children(item).forEach(member -> members.put(member.getTagName(), said(member)));
        items.add(members);
      }
      return items;
    }
  }

  private PostedXml() {}

  static List<Entity> entities(String document, boolean warns) {
    Element root = parse(document, warns);
    return children(root).stream().map(Entity::new).toList();
  }

  private static Element parse(String document, boolean warns) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new InputSource(new StringReader(document))).getDocumentElement();
    } catch (SAXException e) {
      throw unparsable(document, warns);
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The parser of PHP complains in three lines first, except of an empty document. */
  private static Refusal unparsable(String document, boolean warns) {
    List<Refusal.Fault> faults = new ArrayList<>();
    if (warns && !document.isEmpty()) {
      String parser = "SimpleXMLElement::__construct(): ";
      faults.add(Refusal.warning(parser + "Entity: line 1: parser error : Start tag expected"));
      faults.add(Refusal.warning(parser + document.lines().findFirst().orElse("")));
      faults.add(Refusal.warning(parser + "^"));
    }
    int length = document.getBytes(StandardCharsets.UTF_8).length;
    faults.add(
        new Refusal.Fault(
            127,
            "XML error : String could not be parsed as XML\nXML length : "
                + length
                + "\nOriginal XML : "
                + document));
    return new Refusal(500, faults);
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  private static String said(Element element) {
    StringBuilder text = new StringBuilder();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
        text.append(node.getNodeValue());
      }
    }
    return text.toString();
  }
}
