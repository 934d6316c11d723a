package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.testkit.crash.Tear;
import dev.syncline.testkit.fake.FakeRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** How the shop's documents are torn, which hold one thing or several. */
final class ShopInPieces implements Tear {

  @Override
  public int size(FakeRequest request) {
    return isDocument(request) ? things(read(request)).size() : BY_METHOD.size(request);
  }

  @Override
  public FakeRequest first(FakeRequest request, int count) {
    Document document = read(request);
    List<Element> all = things(document);
    all.subList(count, all.size()).forEach(each -> each.getParentNode().removeChild(each));
    return new FakeRequest(
        request.method(), request.path(), request.rawQuery(), request.headers(), bytes(document));
  }

  private static boolean isDocument(FakeRequest request) {
    return request.text().stripLeading().startsWith("<");
  }

  private static List<Element> things(Document document) {
    List<Element> all = new ArrayList<>();
    Node each = document.getDocumentElement().getFirstChild();
    for (; each != null; each = each.getNextSibling()) {
      if (each instanceof Element thing) {
        all.add(thing);
      }
    }
    return all;
  }

  private static Document read(FakeRequest request) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(request.body()));
    } catch (ParserConfigurationException | SAXException | IOException unreadable) {
      throw new IllegalArgumentException("not a document: " + request, unreadable);
    }
  }

  private static byte[] bytes(Document document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(out));
    } catch (TransformerException impossible) {
      throw new IllegalStateException(impossible);
    }
    return out.toByteArray();
  }
}
