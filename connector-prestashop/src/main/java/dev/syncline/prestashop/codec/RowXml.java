package dev.syncline.prestashop.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * The webservice's XML, read element by element and written.
 *
 * <p>A document type, and with it every entity that could name a file or grow without end, is
 * refused; depth, rows and texts are bounded. What modules print before the document is skipped.
 * Secrets that the webservice shows of people (password hashes, secure keys) are never kept.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class RowXml {

  /** What came is not the webservice's XML. */
  public static final class NotRead extends Exception {

    private static final long serialVersionUID = 1L;

    NotRead(String what) {
      super(what);
    }
  }

  /** One error of an answer: the vendor's number and words. */
  public record Fault(int code, String text) {

    @Override
    public String toString() {
      return "code " + code;
    }
  }

  /**
   * An answer.
   *
   * @param rows its entities; none of them if it is a list without any
   * @param faults its errors; none if it is a success
   * @param root attributes of the list below the root, such as {@code shopName}
   */
  public record Document(List<Row> rows, List<Fault> faults, Map<String, String> root) {}

  private static final String ROOT = "prestashop";
  private static final String ERRORS = "errors";
  private static final String ASSOCIATIONS = "associations";
  private static final String LANGUAGE = "language";
  private static final Set<String> NEVER_KEPT =
      Set.of("passwd", "secure_key", "last_passwd_gen", "reset_password_token");
  private static final int DEEPEST = 12;
  private static final int MOST_ROWS = 200_000;
  private static final XMLInputFactory IN = in();
  private static final XMLOutputFactory OUT = XMLOutputFactory.newDefaultFactory();

  private RowXml() {}

  private static XMLInputFactory in() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are not read");
        });
    return factory;
  }

  /**
   * Reads an answer.
   *
   * @throws NotRead if it is not such XML; the message says what it is instead, without quoting it
   */
  public static Document read(byte[] body) throws NotRead {
    int from = begin(body);
    try (InputStream bytes = new ByteArrayInputStream(body, from, body.length - from)) {
      XMLStreamReader xml = IN.createXMLStreamReader(bytes, StandardCharsets.UTF_8.name());
      try {
        return document(xml);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException broken) {
      throw new NotRead("XML that breaks off or is not well formed");
    } catch (java.io.IOException never) {
      throw new NotRead("bytes that cannot be read");
    }
  }

  /** Modules print notices before the document: it begins at its declaration, or at its root. */
  private static int begin(byte[] body) throws NotRead {
    int declared = find(body, "<?xml");
    int at = declared >= 0 ? declared : find(body, "<" + ROOT);
    if (at < 0) {
      throw new NotRead(looksLike(body));
    }
    return at;
  }

  private static String looksLike(byte[] body) {
    if (body.length == 0) {
      return "an empty body";
    }
    boolean html = find(body, "<html") >= 0 || find(body, "<!DOCTYPE html") >= 0;
    return html || find(body, "<HTML") >= 0 ? "an HTML page" : "something that is no XML";
  }

  private static int find(byte[] body, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at <= body.length - wanted.length; at++) {
      int same = 0;
      while (same < wanted.length && body[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return at;
      }
    }
    return -1;
  }

  private static Document document(XMLStreamReader xml) throws XMLStreamException, NotRead {
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new NotRead("XML with a document type, which is never read");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (!xml.getLocalName().equals(ROOT)) {
          throw new NotRead("XML of another sort");
        }
        Document read = new Reader(xml).root();
        while (xml.hasNext()) {
          xml.next();
        }
        return read;
      }
    }
    throw new NotRead("XML without a root");
  }

  /** Writes rows below the root, as a request wants them; joined rows are left out. */
  public static byte[] write(List<Row> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml = OUT.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writeStartElement(ROOT);
      for (Row row : rows) {
        write(xml, row);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException never) {
      throw new IllegalStateException("memory takes every XML", never);
    }
    return bytes.toByteArray();
  }

  private static void write(XMLStreamWriter xml, Row row) throws XMLStreamException {
    xml.writeStartElement(row.name());
    for (Map.Entry<String, String> text : row.texts().entrySet()) {
      leaf(xml, text.getKey(), text.getValue());
    }
    for (Map.Entry<String, Map<Integer, String>> text : row.multilingual().entrySet()) {
      xml.writeStartElement(text.getKey());
      for (Map.Entry<Integer, String> language : text.getValue().entrySet()) {
        xml.writeStartElement(LANGUAGE);
        xml.writeAttribute("id", Integer.toString(language.getKey()));
        xml.writeCharacters(sendable(language.getValue()));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    if (!row.associations().isEmpty()) {
      xml.writeStartElement(ASSOCIATIONS);
      for (Map.Entry<String, List<Row>> each : row.associations().entrySet()) {
        xml.writeStartElement(each.getKey());
        for (Row inner : each.getValue()) {
          write(xml, inner);
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void leaf(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(sendable(text));
    xml.writeEndElement();
  }

  /** XML 1.0 has no characters for most controls, nor for half a surrogate pair. */
  static String sendable(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    StringBuilder kept = new StringBuilder(lines.length());
    lines.codePoints().filter(RowXml::isSendable).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isSendable(int point) {
    boolean control = point < 0x20 && point != '\t' && point != '\n';
    boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return !control && !half && point != 0xFFFE && point != 0xFFFF;
  }

  /** Reads one answer; stands on a start element whenever a method begins. */
  private static final class Reader {

    private final XMLStreamReader xml;
    private int rows;

    Reader(XMLStreamReader xml) {
      this.xml = xml;
    }

    Document root() throws XMLStreamException, NotRead {
      List<Row> found = new ArrayList<>();
      List<Fault> faults = new ArrayList<>();
      Map<String, String> attributes = new LinkedHashMap<>();
      while (nextElement()) {
        if (xml.getLocalName().equals(ERRORS)) {
          errors(faults);
        } else {
          child(found, attributes);
        }
      }
      return new Document(List.copyOf(found), List.copyOf(faults), attributes);
    }

    /**
     * Below the root stands one entity, several, or the wrapper of a list: a wrapper has no
     * elements but entities, and an entity has an id as its child or attribute.
     */
    private void child(List<Row> found, Map<String, String> attributes)
        throws XMLStreamException, NotRead {
      String name = xml.getLocalName();
      Map<String, String> own = attributes();
      Element element = element(name, own, 1);
      if (element.isEntity()) {
        found.add(element.row());
        return;
      }
      attributes.putAll(own);
      element.children().forEach(each -> found.add(each.row()));
    }

    private void errors(List<Fault> faults) throws XMLStreamException, NotRead {
      Element all = element(ERRORS, Map.of(), 1);
      for (Element error : all.children()) {
        Row row = error.row();
        String message = row.text("message").isEmpty() ? error.text() : row.text("message");
        faults.add(new Fault((int) row.number("code"), message.strip()));
      }
    }

    private Element element(String name, Map<String, String> attributes, int depth)
        throws XMLStreamException, NotRead {
      if (depth > DEEPEST || ++rows > MOST_ROWS * 20) {
        throw new NotRead("XML that is deeper or longer than any answer");
      }
      StringBuilder text = new StringBuilder();
      List<Element> children = new ArrayList<>();
      while (true) {
        int event = xml.next();
        switch (event) {
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              text.append(xml.getText());
          case XMLStreamConstants.START_ELEMENT ->
              children.add(element(xml.getLocalName(), attributes(), depth + 1));
          case XMLStreamConstants.END_ELEMENT -> {
            return new Element(name, attributes, text.toString(), children);
          }
          case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD ->
              throw new NotRead("XML with entities of its own, which are never read");
          default -> {
            // Comments and instructions say nothing.
          }
        }
      }
    }

    private Map<String, String> attributes() {
      Map<String, String> all = new LinkedHashMap<>();
      for (int at = 0; at < xml.getAttributeCount(); at++) {
        all.put(xml.getAttributeLocalName(at), xml.getAttributeValue(at));
      }
      return all;
    }

    private boolean nextElement() throws XMLStreamException, NotRead {
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          return true;
        }
        if (event == XMLStreamConstants.END_ELEMENT) {
          return false;
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
          throw new NotRead("XML with entities of its own, which are never read");
        }
      }
      throw new NotRead("XML that breaks off");
    }
  }

  /** An element with all below it, until it is known what it stands for. */
  private record Element(
      String name, Map<String, String> attributes, String text, List<Element> children) {

    /** A list's wrapper has neither an id nor texts of its own. */
    boolean isEntity() {
      return attributes.containsKey("id")
          || children.stream().anyMatch(each -> each.name.equals("id"))
          || children.stream().anyMatch(each -> each.name.equals(ASSOCIATIONS));
    }

    Row row() {
      Row.Builder row = Row.of(name);
      attributes.forEach(row::text);
      for (Element each : children) {
        if (NEVER_KEPT.contains(each.name)) {
          continue;
        }
        if (each.name.equals(ASSOCIATIONS)) {
          each.children.forEach(
              association ->
                  row.association(
                      association.name, association.children.stream().map(Element::row).toList()));
        } else if (each.isMultilingual()) {
          row.languages(each.name, each.byLanguage());
        } else {
          row.text(each.name, each.children.isEmpty() ? each.text : "");
        }
      }
      return row.build();
    }

    private boolean isMultilingual() {
      return !children.isEmpty() && children.stream().allMatch(each -> each.name.equals(LANGUAGE));
    }

    private Map<Integer, String> byLanguage() {
      Map<Integer, String> all = new LinkedHashMap<>();
      for (Element each : children) {
        String id = each.attributes.getOrDefault("id", "0");
        if (id.matches("[0-9]{1,9}")) {
          all.put(Integer.parseInt(id), each.text);
        }
      }
      return all;
    }
  }
}
