package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person types before pressing save. Not thread-safe.
 *
 * @since 0.1
 */
public final class FakeDraft {

  /** A line by the ref of its product; a free line if there is no such product. */
  record Line(String ref, BigDecimal quantity, BigDecimal price, BigDecimal rate) {}

  private static final BigDecimal USUAL_RATE = BigDecimal.valueOf(20);

  private final ObjectNode fields = Php.object();
  private final List<Line> lines = new ArrayList<>();

  FakeDraft() {}

  /** Any field under its name on the wire. */
  public FakeDraft set(String field, Object value) {
    fields.set(field, Php.MAPPER.valueToTree(value));
    return this;
  }

  /** The reference of a product. */
  public FakeDraft ref(String ref) {
    return set("ref", ref);
  }

  /** The reference that another system knows it by. */
  public FakeDraft refExt(String ref) {
    return set("ref_ext", ref);
  }

  /** The label of a product, category or warehouse. */
  public FakeDraft label(String label) {
    return set("label", label);
  }

  /** The name of a third party. */
  public FakeDraft name(String name) {
    return set("name", name);
  }

  /** The name of a contact. */
  public FakeDraft person(String firstName, String lastName) {
    return set("firstname", firstName).set("lastname", lastName);
  }

  /** An e-mail address. */
  public FakeDraft email(String address) {
    return set("email", address);
  }

  /** The net price of a product. */
  public FakeDraft price(String amount) {
    return set("price", amount).set("price_base_type", "HT");
  }

  /** The VAT rate of a product, in percent. */
  public FakeDraft vat(String percent) {
    return set("tva_tx", percent);
  }

  /** The third party of a document or contact. */
  public FakeDraft customer(long thirdParty) {
    return set("socid", thirdParty);
  }

  /** The day of a document. */
  public FakeDraft date(Instant moment) {
    return set("date", moment.getEpochSecond());
  }

  /** The value of an extra field, named without its prefix. */
  public FakeDraft extra(String name, Object value) {
    fields
        .withObjectProperty("array_options")
        .set("options_" + name, Php.MAPPER.valueToTree(value));
    return this;
  }

  /** A line at the usual rate, by its product's reference. */
  public FakeDraft line(String ref, int quantity, String netPrice) {
    lines.add(new Line(ref, BigDecimal.valueOf(quantity), new BigDecimal(netPrice), USUAL_RATE));
    return this;
  }

  /** A line at a rate of its own, by its product's reference. */
  public FakeDraft line(String ref, int quantity, String netPrice, String percent) {
    lines.add(
        new Line(
            ref, BigDecimal.valueOf(quantity), new BigDecimal(netPrice), new BigDecimal(percent)));
    return this;
  }

  ObjectNode fields() {
    return fields;
  }

  List<Line> lines() {
    return lines;
  }
}
